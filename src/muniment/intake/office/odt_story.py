"""The stories of an OpenDocument text: its body, what was struck out of it, headers and footers.

<text:h text:outline-level="1">Findings</text:h>    heading, depth 1
<text:p>The lamp failed.</text:p>                   paragraph
<table:table-row>…                                  row, its cells joined by a stroke
"""

from collections.abc import Iterator
from typing import Any

from muniment.intake.office.odt_paragraph import Inside, read_inside
from muniment.intake.office.writing import Writing, office_moment
from muniment.intake.office.xml_blocks import attribute, iterate_blocks, local
from muniment.intake.office.zip_parts import PartStream
from muniment.model.passage import PassageKind

_LONG_ROW = 2_000  # letters; a longer row is a table that only lays out the page
_MOST_STRUCK = 20_000
_BLOCKS = ("p", "h", "table", "tracked-changes")
_FRAMES = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")


def tell_body(stream: PartStream) -> Iterator[Writing]:
    """The writings of `content.xml`: the body, and then what was struck out of it."""
    sections: list[bool] = []  # whether each section that is open is hidden

    def watch(element: Any, is_start: bool) -> None:  # noqa: FBT001 - a callback
        if is_start:
            sections.append(attribute(element, "display") in {"none", "condition"})
        elif sections:
            sections.pop()

    struck: list[Writing] = []
    paragraphs = tables = 0
    for block in iterate_blocks(stream, _BLOCKS, watch, ("section",)):
        marks = ("hidden",) if any(sections) else ()
        match local(block):
            case "tracked-changes":
                struck += list(_tell_changes(block))[: _MOST_STRUCK - len(struck)]
            case "table":
                tables += 1
                yield from _tell_table(block, tables, marks)
            case _:
                paragraphs += 1
                yield from _tell_paragraph(block, f"paragraph {paragraphs}", marks)
    yield from struck


def tell_frames(stream: PartStream) -> Iterator[Writing]:
    """The headers and footers in `styles.xml`."""
    for frame in iterate_blocks(stream, _FRAMES):
        for block in frame.iter("{*}p", "{*}h"):
            inside = read_inside(block)
            if inside.text.strip():
                yield Writing(PassageKind.BOILERPLATE, inside.text, place=local(frame))


def _tell_paragraph(block: Any, place: str, marks: tuple[str, ...] = ()) -> Iterator[Writing]:
    inside = read_inside(block)
    level = attribute(block, "outline-level") if local(block) == "h" else ""
    depth = min(int(level), 10) if level.isdecimal() else int(local(block) == "h")
    kind = PassageKind.HEADING if depth else PassageKind.PARAGRAPH
    if inside.text:
        yield Writing(kind, inside.text, depth=depth, marks=marks, place=place)
    yield from _tell_rest(inside, place)


def _tell_rest(inside: Inside, place: str) -> Iterator[Writing]:
    """What hangs in a paragraph: hidden words, footnotes, comments, text boxes."""
    if inside.hidden:
        yield Writing(PassageKind.PARAGRAPH, inside.hidden, marks=("hidden",), place=place)
    for element in inside.apart:
        if local(element) == "text-box":
            for block in _outermost(element):
                yield from _tell_paragraph(block, place)
        else:
            yield from _tell_note(element, place)


def _tell_note(element: Any, place: str) -> Iterator[Writing]:
    author = date = ""
    for sign in element:
        author = (sign.text or "") if local(sign) == "creator" else author
        date = (sign.text or "") if local(sign) == "date" else date
    inside = [read_inside(block) for block in _outermost(element)]
    yield Writing(
        PassageKind.NOTE,
        "\n".join(each.text for each in inside).strip(),
        author=author,
        moment=office_moment(date, "date of the comment"),
        place=place,
    )
    for each in inside:
        yield from _tell_rest(each, place)


def _tell_changes(changes: Any) -> Iterator[Writing]:
    """What was struck out under tracking; by whom, and when."""
    for region in changes.iter("{*}deletion"):
        author = "".join(region.xpath("string(.//*[local-name()='creator'])"))
        date = "".join(region.xpath("string(.//*[local-name()='date'])"))
        moment = office_moment(date, "date of the tracked change")
        for block in _outermost(region):
            inside = read_inside(block)
            if inside.text.strip():
                yield Writing(
                    PassageKind.PARAGRAPH,
                    inside.text,
                    author=author,
                    moment=moment,
                    marks=("deleted",),
                    place="tracked change",
                )
            yield from _tell_rest(inside, "tracked change")


def _tell_table(table: Any, number: int, marks: tuple[str, ...]) -> Iterator[Writing]:
    """The rows of a table; of tables inside its cells, the words."""
    rows = (
        row for row in table.iter("{*}table-row") if next(row.iterancestors("{*}table")) is table
    )
    for count, row in enumerate(rows, 1):
        place = f"table {number}, row {count}"
        cells = [
            [read_inside(block) for block in _outermost(cell)]
            for cell in row
            if local(cell) in {"table-cell", "covered-table-cell"}
        ]
        filled = [[each.text for each in cell if each.text.strip()] for cell in cells]
        if sum(map(len, filled)) == 1 or sum(len(t) for cell in filled for t in cell) > _LONG_ROW:
            kind = PassageKind.PARAGRAPH if len(cells) == 1 else PassageKind.ROW
            yield from (Writing(kind, t, marks=marks, place=place) for cell in filled for t in cell)
        elif any(filled):
            text = " | ".join(" ".join(cell) for cell in filled)
            yield Writing(PassageKind.ROW, text, marks=marks, place=place)
        for cell in cells:
            for inside in cell:
                yield from _tell_rest(inside, place)


def _outermost(element: Any) -> Iterator[Any]:
    """The paragraphs inside an element that do not stand inside another of them."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if local(child) in {"p", "h"}:
            yield child
        elif local(child):
            stack.extend(reversed(child))
