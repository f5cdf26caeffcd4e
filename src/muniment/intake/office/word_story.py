"""The stories of a Word file: its body, headers and footers, footnotes, endnotes and comments, each
as writings in reading order.

    body        heading, paragraphs, rows of tables, text boxes after the paragraph they hang in
    header1     boilerplate
    footnotes   notes
    comments    notes, with author and time
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from muniment.intake.office.word_numbers import Numbers, read_numbers
from muniment.intake.office.word_paragraph import Inside, Struck, read_inside
from muniment.intake.office.writing import Writing, office_moment
from muniment.intake.office.xml_blocks import attribute, iterate_blocks, local
from muniment.intake.office.zip_parts import PartStream
from muniment.model.moment import Moment
from muniment.model.passage import PassageKind

_LONG_ROW = 2_000  # letters; a longer row is a table that only lays out the page
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|titel|titre|título", re.IGNORECASE)

Levels = dict[str, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the file's styles and lists say: levels of headings, and numbers of paragraphs."""

    levels: Levels = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)


def read_rules(styles: Any, numbering: Any) -> Rules:
    """The rules of a file, from its `styles.xml` and `numbering.xml` (None where it has none)."""
    return Rules(find_levels(styles), read_numbers(numbering, styles))


def find_levels(styles: Any) -> Levels:
    """Which styles are headings, and of which level: style id → 1 to 9."""
    levels: Levels = {}
    bases: dict[str, str] = {}
    for style in styles if styles is not None else ():
        if local(style) != "style":
            continue
        own = attribute(style, "styleId")
        for sign in style.iter():
            match local(sign):
                case "name":
                    named = _HEADING.match(attribute(sign, "val"))
                    if named:
                        levels[own] = int(named[1])
                    elif _TITLE.fullmatch(attribute(sign, "val")):
                        levels[own] = 1
                case "outlineLvl":
                    levels.setdefault(own, _level(sign))
                case "basedOn":
                    bases[own] = attribute(sign, "val")
    for own in bases:
        ancestor = own
        for _ in range(10):
            ancestor = bases.get(ancestor, "")
            if own not in levels and levels.get(ancestor):
                levels[own] = levels[ancestor]
    return {own: level for own, level in levels.items() if level}


def _level(sign: Any) -> int:
    value = attribute(sign, "val")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def tell_story(
    stream: PartStream, rules: Rules, kind: PassageKind, place: str = ""
) -> Iterator[Writing]:
    """The writings of the body, a header or a footer.

    Args:
        stream: the part.
        rules: from `read_rules`.
        kind: of its paragraphs; headings and rows keep theirs only where this is a paragraph.
        place: what to call the place; for the body empty, and paragraphs are counted.
    """
    paragraphs = tables = 0
    for block in iterate_blocks(stream, ("p", "tbl")):
        if local(block) == "tbl":
            tables += 1
            for number, row in enumerate(_rows(block), 1):
                at = place or f"table {tables}, row {number}"
                written = [rules.numbers.number(p) for p in row.iter("{*}p")]
                yield from _tell_row(row, kind, _numbered(at, *filter(None, written)))
        else:
            paragraphs += 1
            at = _numbered(place or f"paragraph {paragraphs}", rules.numbers.number(block))
            yield from _tell_paragraph(block, rules.levels, kind, at)


def _numbered(place: str, *numbers: str) -> str:
    """A place with the number that Word prints there; nothing where there is none, or several."""
    return f"{place}, numbered {numbers[0]}" if len(numbers) == 1 and numbers[0] else place


def tell_notes(stream: PartStream, name: str) -> Iterator[Writing]:
    """The footnotes, endnotes or comments of their part; `name` is `footnote`, `endnote`, `comment`."""
    for number, note in enumerate(iterate_blocks(stream, (name,)), 1):
        if attribute(note, "type") not in {"", "normal"}:  # the line that parts notes from the page
            continue
        inside = [read_inside(p) for p in note.iter("{*}p")]
        place = f"{name} {attribute(note, 'id') or number}"
        text = "\n".join(each.text for each in inside if each.text).strip()
        yield Writing(
            PassageKind.NOTE,
            text,
            author=attribute(note, "author"),
            moment=_moment(attribute(note, "date"), f"date of the {name}"),
            place=place,
        )
        for each in inside:
            yield from _tell_rest(each, PassageKind.NOTE, place)


def _tell_paragraph(
    paragraph: Any, levels: Levels, kind: PassageKind, place: str
) -> Iterator[Writing]:
    """A paragraph, then what was struck out of it, what is hidden in it, and its text boxes."""
    inside = read_inside(paragraph)
    depth = _heading_level(paragraph, levels) if kind is PassageKind.PARAGRAPH else 0
    if inside.text:
        yield Writing(PassageKind.HEADING if depth else kind, inside.text, depth=depth, place=place)
    yield from _tell_rest(inside, kind, place)


def _tell_rest(inside: Inside, kind: PassageKind, place: str) -> Iterator[Writing]:
    for change in inside.struck:
        yield _tell_struck(change, kind, place)
    if inside.hidden:
        yield Writing(kind, inside.hidden, marks=("hidden",), place=place)
    for box in inside.boxes:
        for paragraph in box.iter("{*}p"):
            if _nearest_box(paragraph) is box:
                yield from _tell_paragraph(paragraph, {}, kind, f"{place}, text box"[:80])


def _nearest_box(paragraph: Any) -> Any:
    """The text box that a paragraph stands in; boxes may hang in boxes."""
    return next(paragraph.iterancestors("{*}txbxContent"), None)


def _tell_struck(change: Struck, kind: PassageKind, place: str) -> Writing:
    moment = _moment(change.date, "date of the tracked change")
    return Writing(
        kind, change.text, author=change.author, moment=moment, marks=("deleted",), place=place
    )


def _heading_level(paragraph: Any, levels: Levels) -> int:
    properties = paragraph[0] if len(paragraph) and local(paragraph[0]) == "pPr" else None
    for sign in properties if properties is not None else ():
        match local(sign):
            case "pStyle":
                return levels.get(attribute(sign, "val"), 0)
            case "outlineLvl":
                return _level(sign)
    return 0


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, not those of tables inside its cells."""
    for row in table.iter("{*}tr"):
        if next(row.iterancestors("{*}tbl"), None) is table:
            yield row


def _tell_row(row: Any, kind: PassageKind, place: str) -> Iterator[Writing]:
    """A row as one writing, its cells joined by a stroke; a row that lays out a page as paragraphs."""
    kind = PassageKind.ROW if kind is PassageKind.PARAGRAPH else kind
    cells = [
        [read_inside(paragraph) for paragraph in _outer_paragraphs(cell)]
        for cell in row.iter("{*}tc")
        if next(cell.iterancestors("{*}tr"), None) is row
    ]
    filled = [[each.text for each in cell if each.text.strip()] for cell in cells]
    if sum(map(len, filled)) == 1 or sum(len(t) for cell in filled for t in cell) > _LONG_ROW:
        inner = PassageKind.PARAGRAPH if kind is PassageKind.ROW and len(cells) == 1 else kind
        yield from (Writing(inner, text, place=place) for cell in filled for text in cell)
    elif any(filled):
        yield Writing(kind, " | ".join(" ".join(cell) for cell in filled), place=place)
    for cell in cells:
        for inside in cell:
            yield from _tell_rest(inside, kind, place)


def _outer_paragraphs(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell and of tables inside it, not those of text boxes."""
    for paragraph in cell.iter("{*}p"):
        box = _nearest_box(paragraph)
        if box is None or box is _nearest_box(cell):
            yield paragraph


def _moment(written: str, basis: str) -> Moment | None:
    """A time as Word writes it: wall-clock time, though it puts the sign of UTC after it."""
    return office_moment(
        written.strip().removesuffix("Z"), f"{basis}, wall-clock time of the computer"
    )
