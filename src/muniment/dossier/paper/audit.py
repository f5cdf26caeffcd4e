"""The audit of a PDF that others redacted: what it still gives away.

A black box drawn on text hides it from the eye only: the text can be selected, copied and searched.
Every letter of every page is judged by drawing (`seeing`), so that a box below the text, a clipped
box or a highlight is no false alarm; then the annotations, the form fields, the earlier states that
a PDF keeps when it is saved over, and what it carries beside its pages.

>>> audit(pdf).failures[0].text                                             # doctest: +SKIP
'Jane Doe'
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from muniment.dossier.paper.findings import Audit, Finding, Kind
from muniment.dossier.paper.opened import opened_pdf, opened_sheet
from muniment.dossier.paper.remains import read_remains
from muniment.dossier.paper.seeing.drawn import Sort
from muniment.dossier.paper.seeing.letters import Letter, Sight, lines_of
from muniment.dossier.paper.seeing.sight import Look, look
from muniment.errors import NotPaperError, TooLargePaperError
from muniment.model.passage import Box

_KINDS = {
    Sight.COVERED: Kind.COVERED,
    Sight.CROSSED: Kind.CROSSED,
    Sight.OVERPRINTED: Kind.OVERPRINTED,
    Sight.BLACK: Kind.BLACK,
    Sight.BLACKENED: Kind.BLACKENED,
    Sight.PALE: Kind.PALE,
    Sight.UNDRAWN: Kind.UNDRAWN,
    Sight.LAYERED: Kind.LAYERED,
    Sight.OUTSIDE: Kind.OUTSIDE,
}

_LEAST = {Kind.OVERPRINTED: 2, Kind.BLACKENED: 2, Kind.CROSSED: 2, Kind.PALE: 2, Kind.UNDRAWN: 2}
"""Letters and figures that a place must have. One is enough under a box (an age, a vote); where the
surface alone speaks, or a picture, one letter may be a thick rule or a frame that was read as a letter, or
fall between the letters of a scan that lies on its text."""

_COVERS = {
    Sort.PATH: "a drawn box",
    Sort.PICTURE: "a picture",
    Sort.SHADING: "a shaded surface",
    Sort.OTHER: "an annotation",
}

_REASONS = frozenset(
    ["redacted", "redaction", "redactions", "privilege", "privileged", "confidential", "sealed", "withheld", "exempt", "exemption", "classified", "attorney", "client", "work", "product", "geschwärzt", "occulté"]
)  # fmt: skip
"""Words that programs print *into* a box as its reason. A black label on a black box hides nothing."""

_WORD = re.compile(r"[^\W_]+")


def audit(pdf: bytes) -> Audit:
    """What a PDF gives away that its pages do not show.

    Args:
        pdf: the file.

    Returns:
        Findings with page, boxes, kind and the recovered characters. A page that cannot be read
        becomes a warning, never a silence.

    Raises:
        LockedPaperError: it asks for a password.
        NotPaperError: it is no PDF.
        TooLargePaperError: it has too many pages.
    """
    findings: list[Finding] = []
    warnings: list[str] = []
    words: set[str] = set()
    with opened_pdf(pdf) as paper:
        remains = read_remains(pdf)
        sheets = len(paper)
        for number in range(1, sheets + 1):
            try:
                with opened_sheet(paper, number) as page:
                    seen = look(page)
                    findings += _of_page(seen, number)
                    findings += remains.of_page(page, seen, number)
            except (NotPaperError, TooLargePaperError) as error:
                warnings.append(f"Page {number} could not be looked at: {error}")
                continue
            words.update(_WORD.findall(_said(seen.letters).casefold()))
    findings += remains.of_file(words)
    return Audit(tuple(findings), sheets, (*warnings, *remains.warnings))


def _said(letters: list[Letter]) -> str:
    return "".join("-" if letter.text == "\ufffe" else letter.text for letter in letters)


def _of_page(seen: Look, number: int) -> Iterator[Finding]:
    """Runs of letters that are hidden in the same way; blanks between them belong to the run."""
    shown = [letter for letter in seen.letters if letter.sight != Sight.BLANK]
    places = [n for n, letter in enumerate(seen.letters) if letter.sight != Sight.BLANK]
    runs = groupby(zip(places, shown, strict=True), key=lambda pair: _group(pair[1]))
    for group, run in runs:
        if group is None:
            continue
        members = list(run)
        first, last = members[0][0], members[-1][0]
        kind = Counter(_KINDS[letter.sight] for _, letter in members).most_common(1)[0][0]
        text = " ".join(_said(seen.letters[first : last + 1]).split())
        cover = members[0][1].cover
        least = 2 if cover == Sort.PICTURE else _LEAST.get(kind, 1)
        if sum(map(str.isalnum, text)) < least or _is_label(kind, text):
            continue
        by = _COVERS.get(cover, "") if cover is not None else ""
        yield Finding(kind, text, number, _boxes([m[1] for m in members], number), by)


def _group(letter: Letter) -> Kind | None:
    """Under other text, a letter may lie in a gap between its letters: both are one kind of place."""
    kind = _KINDS.get(letter.sight)
    return Kind.COVERED if kind == Kind.OVERPRINTED else kind


def _is_label(kind: Kind, text: str) -> bool:
    return kind == Kind.BLACK and all(word in _REASONS for word in _WORD.findall(text.casefold()))


def _boxes(letters: list[Letter], page: int) -> tuple[Box, ...]:
    return tuple(
        Box(page, *(round(edge, 1) for edge in (a.left, a.bottom, a.right, a.top)))
        for a in lines_of(letters)
    )
