"""Originals: exhibits that are published whole, as the paper that they are, made anew without what is
taken out; and the pictures that a dossier shows. The original keeps its bytes and its digest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from muniment.case import Case
from muniment.dossier.leaks.inside.paper import count_pages as paper_pages
from muniment.dossier.paper.apart import Covered, Order, Place, redacted
from muniment.dossier.publishing.stages import Stages
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.writing.draft import Draft, Picture
from muniment.errors import NotRedactableError, PaperError
from muniment.model.citation import ExhibitId, exhibit_label
from muniment.model.exhibit import Exhibit, ExhibitKind

_LONG = 6
"""Letters of a name that is removed wherever it stands: shorter ones stand in other words by chance."""


def count_pages(path: Path) -> int:
    """How many pages a paper that was made anew has; 0 where it is no PDF."""
    return paper_pages(path.read_bytes()) if path.suffix == ".pdf" else 0


def stamp_pages(folder: Path, files: dict[int, str], numbers: dict[int, list[str]]) -> None:
    """Stamp their numbers on the pages of the papers that were made anew.

    Args:
        folder: of the bundle.
        files: where each paper lies, by its exhibit.
        numbers: of the pages, by the exhibit; in the order of the pages.
    """
    for exhibit, path in files.items():
        if path.endswith(".pdf"):
            place = folder / path
            place.write_bytes(redacted(place, Order("stamp", stamps=numbers[exhibit])).data)


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


def paths_of(case: Case, draft: Draft) -> dict[int, str]:
    """Where each paper and picture of a dossier will lie in its bundle, by its exhibit."""
    exhibits = [case.exhibit(number) for number in _shown(draft)]
    return {int(e.id): _path(e, kind) for e in exhibits if (kind := _kind(e))}


def _shown(draft: Draft) -> list[ExhibitId]:
    """The exhibits that are published as what they are."""
    return sorted({*draft.whole, *(b.exhibit for b in draft.blocks if isinstance(b, Picture))})


def _path(exhibit: Exhibit, kind: str) -> str:
    end = {"pdf": "pdf", "docx": "docx", "picture": "png"}[kind]
    return f"exhibits/{exhibit_label(exhibit.id)}.{end}"


def _kind(exhibit: Exhibit) -> str:
    """As what an exhibit is made anew; empty when only its passages are published."""
    if exhibit.format == "docx":
        return "docx"
    return {ExhibitKind.PAGES: "pdf", ExhibitKind.MEDIA: "picture"}.get(exhibit.kind, "")


@dataclass(frozen=True, slots=True)
class _Taken:
    """What is removed from a paper.

    Attributes:
        words: what is removed wherever it stands.
        stand_ins: the same, with what stands there instead.
        only: what is removed in one place.
        origins: of what stands in a passage of the paper, so that it must be found on it: which, and by
            what decision it goes.
    """

    words: dict[str, None] = field(default_factory=dict)
    stand_ins: dict[str, str] = field(default_factory=dict)
    only: list[Place] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)


def made_anew(case: Case, draft: Draft, concealing: Concealing, stages: Stages) -> Iterator[Anew]:
    """The papers and pictures of a dossier, one after the other.

    Raises:
        muniment.errors.NotRedactableError: one cannot be made anew; nothing is published then.
    """
    for number in stages.over("Making papers anew", _shown(draft)):
        exhibit = case.exhibit(number)
        kind = _kind(exhibit)
        if not kind:
            continue  # only its passages are published
        taken = _taken_out(case, exhibit, concealing)
        order = _order(kind, exhibit, taken, concealing, draft)
        try:
            done = redacted(Path(case.original(number)), order)
        except PaperError as error:
            raise NotRedactableError(label=exhibit.label, cause=error) from error
        told = (*_everywhere(case, exhibit, concealing, kind), *_unmet(done.unmet, taken))
        yield Anew(number, _path(exhibit, kind), done.data, (*done.warnings, *told))


def _everywhere(case: Case, exhibit: Exhibit, concealing: Concealing, kind: str) -> Iterator[str]:
    """Say where what is blacked out of one passage goes from all of a paper: the passage has no known place."""
    ours = [b.citation for b in concealing.policy.blackouts if b.citation.exhibit == exhibit.id]
    if kind != "picture" and any(not case.cited(c)[0].passage.locator.boxes for c in ours):
        yield (
            "words that are blacked out of one passage were removed wherever they stand in the paper, since"
            " the place of the passage on it is not known"
        )


def _unmet(unmet: Iterable[str], taken: _Taken) -> Iterator[str]:
    """Say what stands in a passage and was found on no page. Names and words that were given need not stand in
    every paper.
    """
    for origin in dict.fromkeys(taken.origins[one] for one in unmet if one in taken.origins):
        yield (
            f"what is taken out of {origin} was found on no page. Look how it is written there, and draw a box"
            " (muniment redact box)"
        )


def _order(
    kind: str, exhibit: Exhibit, taken: _Taken, concealing: Concealing, draft: Draft
) -> Order:
    """What is done with an exhibit."""
    boxes = [
        Covered(c.box.page, c.box.left, c.box.bottom, c.box.right, c.box.top)
        for c in concealing.policy.covered
        if c.exhibit == exhibit.id
    ]
    words = [word for word in taken.words if word not in taken.stand_ins]
    return Order(kind, words, taken.stand_ins, boxes, taken.only, draft.covers_lines)


def _taken_out(case: Case, exhibit: Exhibit, concealing: Concealing) -> _Taken:
    """What is removed from a paper: just what is concealed in its passages, as it is written there, so that
    page and data agree; and the names that a person gave, which may stand where no passage is. What is
    blacked out of one passage is removed where that passage stands, where that is known.
    """
    count = case.count(exhibit.id)
    taken = _Taken()
    spans = {(b.citation, b.start, b.end) for b in concealing.policy.blackouts}
    people = {person.stand_in for person in concealing.policy.pseudonyms}
    for one in case.read(exhibit.id, 1, count).passages if count else ():
        text = one.passage.text
        boxes = [
            Covered(b.page, b.left, b.bottom, b.right, b.top) for b in one.passage.locator.boxes
        ]
        for gap in concealing.conceal(text, one.citation).gaps:
            told = text[gap.start : gap.end].strip()
            if not any(c.isalnum() for c in told):
                continue
            taken.origins.setdefault(told, f"{one.citation} ({gap.instead}: {gap.why})")
            if (one.citation, gap.start, gap.end) in spans and boxes:
                taken.only.append(Place(told, boxes))
            elif gap.instead in people:
                taken.stand_ins[told] = gap.instead
            else:
                taken.words[told] = None
    for name in concealing.told:
        if name.is_given and sum(c.isalnum() for c in name.words) >= _LONG:
            taken.stand_ins.setdefault(name.words, name.stand_in)
    taken.words.update(dict.fromkeys(w.words for w in concealing.policy.words))
    return taken
