"""Originals: exhibits that are published whole, as the paper that they are, made anew without what is
taken out; and the pictures that a dossier shows. The original keeps its bytes and its digest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from muniment.case import Case
from muniment.dossier.paper.apart import Covered, Order, redacted
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.naming import Doubt
from muniment.dossier.writing.draft import Draft, Picture
from muniment.errors import NotRedactableError, PaperError
from muniment.model.citation import ExhibitId, exhibit_label
from muniment.model.exhibit import Exhibit, ExhibitKind


@dataclass(frozen=True, slots=True)
class Anew:
    """An exhibit as it is published, made anew.

    Attributes:
        exhibit: its number.
        path: in the bundle.
        data: its bytes.
        warnings: what a person should look at.
    """

    exhibit: ExhibitId
    path: str
    data: bytes
    warnings: tuple[str, ...]


def made_anew(case: Case, draft: Draft, concealing: Concealing) -> Iterator[Anew]:
    """The papers and pictures of a dossier, one after the other.

    Raises:
        muniment.errors.NotRedactableError: one cannot be made anew; nothing is published then.
    """
    shown = [b.exhibit for b in draft.blocks if isinstance(b, Picture)]
    for number in sorted({*draft.whole, *shown}):
        exhibit = case.read(number, 1, 0).exhibit
        order = _order(exhibit, concealing)
        if order is None:
            continue
        try:
            done = redacted(Path(case.original(number)), order)
        except PaperError as error:
            raise NotRedactableError(label=exhibit.label, cause=error) from error
        end = {"pdf": "pdf", "docx": "docx", "picture": "png"}[order.kind]
        yield Anew(number, f"exhibits/{exhibit_label(number)}.{end}", done.data, done.warnings)


def _order(exhibit: Exhibit, concealing: Concealing) -> Order | None:
    """What is done with an exhibit; None when only its passages are published."""
    kind = {ExhibitKind.PAGES: "pdf", ExhibitKind.MEDIA: "picture"}.get(exhibit.kind, "")
    kind = "docx" if exhibit.format == "docx" else kind
    if not kind:
        return None
    policy = concealing.policy
    stand_ins = {
        t.words: t.stand_in
        for t in concealing.told
        if t.doubt is Doubt.NONE and any(c.isalnum() for c in t.words)
    }
    words = [w.words for w in policy.words]
    words += [t.words for t in concealing.told if t.doubt is Doubt.SHARED]
    boxes = [
        Covered(c.box.page, c.box.left, c.box.bottom, c.box.right, c.box.top)
        for c in policy.covered
        if c.exhibit == exhibit.id
    ]
    return Order(kind, words, stand_ins, boxes)
