"""What a PDF carries beside the letters of its pages: notes, fields, outlines, files, earlier states.

pikepdf reads the structure; of each page, what hangs on it is compared with what the page shows.

    /Annots [<< /Subtype /Redact /Rect [72 700 140 714] >>]     marked, and never carried out
    … %%EOF … %%EOF                                             an earlier state ends at the first
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from muniment.dossier.paper.findings import Finding, Kind
from muniment.dossier.paper.opened import Area, Frame, draw, opened_pdf, scale_within
from muniment.dossier.paper.seeing.letters import Letter
from muniment.dossier.paper.seeing.sight import Look
from muniment.errors import PaperError
from muniment.model.passage import Box

_MOST_NOTES = 10_000
_MOST_STATES = 20
"""Earlier states that are opened, the latest first; a file that is saved over daily for a year says more."""

_MOST_TEXT = 100_000
"""Characters of one value that are kept."""

_DEEPEST = 60
_END = re.compile(rb"startxref\s+\d+\s+%%EOF[\r\n]*")
_WORD = re.compile(r"[^\W_]+")
_OPAQUE = frozenset({"/Square", "/Polygon", "/Circle", "/Ink", "/Stamp", "/FreeText", "/Redact"})
_HIDDEN_FLAGS = 2 | 32
"""Hidden and NoView (ISO 32000-1, table 165)."""

_CONTRAST = 48
"""As in `seeing.judging`: less between the lightest and the darkest dot is a bare surface."""

_HELD = 0.8
"""Share of a field from which an annotation on it covers it: the last fifth shows no word."""


@dataclass(slots=True)
class Hung:
    """One annotation: what sort, where on its page in the file's coordinates, and its text."""

    sort: str
    rect: tuple[float, float, float, float]
    text: str
    is_hidden: bool = False
    quads: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Remains:
    """What a file carries beside its pages.

    Attributes:
        hung: annotations, by page from 1, in the order in which they lie on each other.
        found: what concerns the whole file.
        states: the bytes of earlier states, the latest first.
        warnings: what could not be looked at.
    """

    hung: dict[int, list[Hung]] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    states: list[bytes] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def of_page(self, page: Any, seen: Look, number: int) -> Iterator[Finding]:
        """What hangs on a page and does not show, or was marked for redaction only."""
        hung = self.hung.get(number, [])
        grey = None
        for place, note in enumerate(hung):
            areas = [area_of(rect, seen.frame) for rect in (note.quads or [note.rect])]
            boxes = tuple(_box(number, area) for area in areas)
            if note.sort == "/Redact":
                yield Finding(Kind.UNAPPLIED, _text_in(seen.letters, areas), number, boxes)
            elif note.sort == "/Widget" and note.text.strip():
                if note.is_hidden:
                    yield Finding(Kind.NOTE, note.text, number, boxes)
                    continue
                if grey is None:
                    scale = scale_within(seen.frame, 2.0)
                    grey = draw(page, scale).mean(axis=2)
                covers = [
                    area_of(n.rect, seen.frame) for n in hung[place + 1 :] if n.sort in _OPAQUE
                ]
                if _is_bare(grey, areas[0], seen.frame) or _is_held(areas[0], covers):
                    yield Finding(Kind.FIELD, note.text, number, boxes)
            elif note.text.strip() and note.sort != "/FreeText":
                yield Finding(Kind.NOTE, note.text, number, boxes)

    def of_file(self, words: set[str]) -> Iterator[Finding]:
        """What concerns the whole file.

        Args:
            words: all words of the pages as they are now, casefolded.
        """
        yield from self.found
        if self.states:
            by = (
                "an earlier state"
                if len(self.states) == 1
                else f"{len(self.states)} earlier states"
            )
            yield Finding(Kind.EARLIER, "", by=by)
        known = set(words)
        for state in self.states:
            for number, text in _pages_of(state):
                gone = [word for word in _WORD.findall(text) if word.casefold() not in known]
                if any(len(word) > 1 for word in gone):
                    known.update(word.casefold() for word in gone)
                    yield Finding(Kind.REVISION, " ".join(gone)[:_MOST_TEXT], number)


def read_remains(pdf: bytes) -> Remains:
    """What a PDF carries beside its pages. Never fails: what cannot be read becomes a warning."""
    remains = Remains(states=_states(pdf))
    try:
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            for number, page in enumerate(paper.pages, 1):
                remains.hung[number] = list(_hung_on(page.obj))
            remains.found += _of_catalogue(paper)
            remains.found += _metadata(paper)
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        RecursionError,
        AttributeError,
    ) as error:
        remains.warnings.append(
            "Annotations, outline, metadata and embedded files were not all looked at, because the"
            f" structure of the file is damaged ({type(error).__name__})."
        )
    return remains


def _hung_on(page: Any) -> Iterator[Hung]:
    notes = page.get("/Annots")
    for note in list(notes)[:_MOST_NOTES] if isinstance(notes, pikepdf.Array) else []:
        if not isinstance(note, pikepdf.Dictionary):
            continue
        sort = str(note.get("/Subtype", ""))
        rect = _numbers(note.get("/Rect"))
        if len(rect) != 4:
            rect = [0.0] * 4
        quads = _numbers(note.get("/QuadPoints")) if sort == "/Redact" else []
        corners = [quads[n : n + 8] for n in range(0, len(quads) - 7, 8)]
        yield Hung(
            sort,
            (rect[0], rect[1], rect[2], rect[3]),
            _value(note) if sort == "/Widget" else _plain(note.get("/Contents")),
            bool(int(note.get("/F", 0)) & _HIDDEN_FLAGS),
            [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in corners],
        )


def _value(note: Any) -> str:
    """The value of a form field, its own or its parents' (ISO 32000-1, 12.7.3)."""
    for _ in range(_DEEPEST):
        value = note.get("/V")
        if isinstance(value, pikepdf.String | pikepdf.Array):
            return _plain(value)
        parent = note.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return ""
        note = parent
    return ""


def _plain(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return " ".join(_plain(one) for one in list(value)[:100])
    return str(value)[:_MOST_TEXT] if isinstance(value, pikepdf.String) else ""


def _numbers(value: Any) -> list[float]:
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return [float(one) for one in list(value)[:8_000]]
    except (TypeError, ValueError):
        return []


def _of_catalogue(paper: Any) -> Iterator[Finding]:
    titles = list(_titles(paper.Root.get("/Outlines"), 0))
    if titles:
        yield Finding(Kind.OUTLINE, "\n".join(titles)[:_MOST_TEXT])
    for name, spec in paper.attachments.items():
        yield Finding(Kind.ATTACHMENT, str(spec.filename or name))
    is_scripted = "/JavaScript" in paper.Root.get("/Names", {}) or any(
        isinstance(paper.Root.get(key), pikepdf.Dictionary)
        and paper.Root[key].get("/S") == pikepdf.Name.JavaScript
        for key in ("/OpenAction", "/AA")
    )
    if is_scripted:
        yield Finding(Kind.SCRIPT, "")


def _titles(node: Any, depth: int) -> Iterator[str]:
    one = node.get("/First") if isinstance(node, pikepdf.Dictionary) else None
    for _ in range(_MOST_NOTES):
        if not isinstance(one, pikepdf.Dictionary) or depth > _DEEPEST:
            return
        if title := _plain(one.get("/Title")):
            yield title
        yield from _titles(one, depth + 1)
        one = one.get("/Next")


def _metadata(paper: Any) -> Iterator[Finding]:
    for key, value in dict(paper.docinfo).items():
        if text := _plain(value).strip():
            yield Finding(Kind.METADATA, text, by=str(key).lstrip("/"))
    stream = paper.Root.get("/Metadata")
    if isinstance(stream, pikepdf.Stream):
        text = stream.read_bytes()[:_MOST_TEXT].decode("utf-8", "replace")
        plain = " ".join(re.sub(r"<[^>]*>|<\?.*?\?>", " ", text).split())
        if plain:
            yield Finding(Kind.METADATA, plain, by="XMP")


def _states(pdf: bytes) -> list[bytes]:
    """The bytes up to each end of file but the last: what was saved over is before it.

    The first end of a linearised file (annex F of ISO 32000-1) ends its first page, and no state.
    """
    ends = [found.end() for found in _END.finditer(pdf)]
    if b"/Linearized" in pdf[:1024]:
        ends = ends[1:]
    return [pdf[:end] for end in ends[:-1]][::-1][:_MOST_STATES]


def _pages_of(state: bytes) -> Iterator[tuple[int, str]]:
    try:
        with opened_pdf(state) as paper:
            for number in range(len(paper)):
                page = paper[number]
                textpage = page.get_textpage()
                text = str(textpage.get_text_range()).replace("\ufffe", "")
                textpage.close()
                page.close()
                yield number + 1, text
    except (PaperError, RuntimeError):
        return


def area_of(rect: tuple[float, float, float, float], frame: Frame) -> Area:
    """A rectangle of the file's own coordinates, told from the corner of the visible page."""
    left, right = sorted((rect[0], rect[2]))
    bottom, top = sorted((rect[1], rect[3]))
    return Area(left - frame.left, bottom - frame.bottom, right - frame.left, top - frame.bottom)


def _box(number: int, area: Area) -> Box:
    edges = (area.left, area.bottom, area.right, area.top)
    return Box(number, *(round(edge, 1) for edge in edges))


def _text_in(letters: list[Letter], areas: list[Area]) -> str:
    held = []
    for letter in letters:
        x, y = (
            (letter.area.left + letter.area.right) / 2,
            (letter.area.bottom + letter.area.top) / 2,
        )
        point = Area(x, y, x + 1e-6, y + 1e-6)
        held.append(letter.text if any(area.meets(point) for area in areas) else " ")
    return " ".join("".join(held).split())


def _is_held(area: Area, covers: list[Area]) -> bool:
    size = (area.right - area.left) * (area.top - area.bottom)
    return size > 0 and any(
        max(0.0, min(area.right, c.right) - max(area.left, c.left))
        * max(0.0, min(area.top, c.top) - max(area.bottom, c.bottom))
        >= _HELD * size
        for c in covers
    )


def _is_bare(grey: Any, area: Area, frame: Frame) -> bool:
    """Whether nothing shows within a field, its border left out."""
    height, width = grey.shape
    left, top, right, bottom = frame.to_view(area.grown(-2))
    across, down = width / frame.view[0], height / frame.view[1]
    dots = grey[
        max(0, int(top * down)) : max(0, int(bottom * down)),
        max(0, int(left * across)) : max(0, int(right * across)),
    ]
    return bool(dots.size) and float(dots.max() - dots.min()) < _CONTRAST
