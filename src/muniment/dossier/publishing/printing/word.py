"""Word: a published dossier as DOCX, for whoever goes on editing: its text and its exhibits."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from PIL import Image

from muniment.dossier.publishing.printing import figure
from muniment.dossier.publishing.printing.blocks import TextBlock, blocks, told_copying
from muniment.dossier.publishing.printing.faces import face_of
from muniment.dossier.publishing.printing.grids import MOST_COLUMNS, Grid, rows_of, verdicts_of
from muniment.dossier.publishing.printing.runs import Cell
from muniment.dossier.redacting.published import Published
from muniment.model.citation import exhibit_label
from muniment.model.passage import CitedPassage
from muniment.pages.publishing import DossierPage, Part, SheetPage
from muniment.pages.wording import counted, published_says

_STYLES = {"quotation": "Intense Quote", "list": "List Paragraph", "code": "No Spacing"}
_COLUMN, _HIGHEST, _LARGEST_DOT = 432.0, 560.0, 4.0
"""Points: the column of python-docx's own page (Letter, margins of 1¼ inch), as high as leaves room for
a caption, and a dot at most, so that a small picture is shown small."""

_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_BREAK = re.compile(r"([\t\n])")
_HALVES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


def write_docx(
    dossier: Published[DossierPage],
    sheets: Sequence[Published[SheetPage]],
    pictures: Mapping[int, Path] | None = None,
) -> bytes:
    """The file; the same pages, and the same published copies of pictures, give the same bytes."""
    pictures = pictures or {}
    paper: Any = docx.Document()
    page = dossier.page
    paper.core_properties.title, paper.core_properties.author = page.title, page.by
    paper.core_properties.created = paper.core_properties.modified = _FIRST_DAY
    paper.core_properties.last_modified_by, paper.core_properties.comments = "", ""
    opening = next(blocks(page.parts[0].text), None) if page.parts else None
    has_own = isinstance(opening, TextBlock) and opening.style == "heading 1"
    paper.add_heading(_drawable(opening.text if opening and has_own else page.title), 1)
    about = " · ".join(filter(None, (page.by, page.date, page.licence)))
    if about:
        paper.add_paragraph(_drawable(about), style="Subtitle")
    for number, part in enumerate(page.parts):
        _part(paper, part, pictures, is_headed=has_own and number == 0)
    # To ask for a style by its name looks through all styles: once is enough.
    heading = paper.part.get_style_id(paper.styles["Heading 2"], WD_STYLE_TYPE.PARAGRAPH)
    for sheet in sheets:
        _line(paper, "").paragraph_format.page_break_before = True
        _sheet(paper, sheet.page, heading)
        if (file := pictures.get(int(sheet.page.exhibit))) is not None:
            _picture(_line(paper, ""), file)
            _line(paper, f"[{sheet.page.label}]")
    out = io.BytesIO()
    paper.save(out)
    return _without_clock(out.getvalue())


def _part(paper: Any, part: Part, pictures: Mapping[int, Path], *, is_headed: bool) -> None:
    match part.kind:
        case "prose":
            for block in list(blocks(part.text))[1 if is_headed else 0 :]:
                _block(paper, block)
        case "excerpt" if 0 < len(part.columns) < MOST_COLUMNS:
            _table(paper, rows_of(part.passages, part.columns))
        case "excerpt":
            for one in part.passages:
                _passage(paper, one, str(one.citation))
        case "picture":
            label = f"[{exhibit_label(part.exhibit)}]" if part.exhibit else ""
            caption = _drawable(f"{part.text} {label}".strip())
            if (file := pictures.get(int(part.exhibit or 0))) is None:
                paper.add_paragraph(f"Picture: {caption}")
            else:
                _picture(paper.add_paragraph(), file)
                paper.add_paragraph(caption, style="Caption")
        case "copying":
            paper.add_heading("Who has it from whom", 3)
            drawing = io.BytesIO(figure.picture(part, face_of("told")))
            paper.add_paragraph().add_run().add_picture(drawing, Pt(_COLUMN))
            for line in told_copying(part):
                paper.add_paragraph(_drawable(line))
        case _:
            paper.add_paragraph(f"The quotes of {part.text}, checked")
            _table(paper, verdicts_of(part))


def _table(paper: Any, grid: Grid) -> None:
    """A table at the very end, over the width of the column; its head stands on each page. It is written as
    one piece of XML: the library looks through a table for each of its cells.
    """
    rows = [_row(grid.head, is_head=True), *(_row(row) for row in grid.rows)]
    look = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
    columns = f'<w:gridCol w:w="{int(_COLUMN * 20 / len(grid.head))}"/>' * len(grid.head)
    made = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )
    paper.element.body[-1].addprevious(made)
    _line(paper, "")  # two tables in a row would be one


def _row(cells: Sequence[Cell], *, is_head: bool = False) -> str:
    head = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else ""
    told = (f"<w:tc><w:p>{_runs(cell, is_head=is_head)}</w:p></w:tc>" for cell in cells)
    return f"<w:tr>{head}{''.join(told)}</w:tr>"


def _runs(cell: Cell, *, is_head: bool) -> str:
    told = []
    for run in cell:
        look = ("<w:b/>" if run.is_bold or is_head else "") + ("<w:i/>" if run.is_slanted else "")
        pieces = escape(_drawable(run.text)).split("\n")
        text = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
        told.append(f'<w:r><w:rPr>{look}<w:sz w:val="18"/></w:rPr>{text}</w:r>')
    return "".join(told)


def _picture(paragraph: Paragraph, file: Path) -> None:
    """A published picture in the width of the column; the name of its file goes with it and tells nothing."""
    with Image.open(file) as opened:
        width, height = opened.size
    scale = min(_COLUMN / width, _HIGHEST / height, _LARGEST_DOT)
    paragraph.add_run().add_picture(str(file), Pt(width * scale), Pt(height * scale))


def _block(paper: Any, block: TextBlock | Grid) -> None:
    if isinstance(block, Grid):
        _table(paper, block)
        return
    if block.style.startswith("heading "):
        paper.add_heading(_drawable(block.text), int(block.style[-1]))
        return
    paragraph = paper.add_paragraph(style=_STYLES.get(block.style))
    for run in block.runs:
        made = paragraph.add_run(_drawable(run.text))
        made.bold, made.italic = run.is_bold or None, run.is_slanted or None


def _sheet(paper: Any, page: SheetPage, heading: str) -> None:
    _line(paper, f"{page.label} {page.title}", heading)
    _line(paper, published_says(len(page.passages), page.total))
    for stretch in page.stretches:
        if stretch.left_out:
            _line(paper, f"({counted(stretch.left_out, 'passage')} not published)")
        if 0 < len(page.columns) < MOST_COLUMNS:
            _table(paper, rows_of(stretch.passages, page.columns, is_exhibit=True))
            continue
        for one in stretch.passages:
            _passage(paper, one, f"¶{one.citation.number}")
    if page.left_out and page.passages:
        _line(paper, f"({counted(page.left_out, 'passage')} not published)")


def _passage(paper: Any, one: CitedPassage, label: str) -> None:
    p = one.passage
    when = p.moment.local.replace("T", " ") if p.moment else ""
    head = _line(paper, " · ".join(filter(None, (p.author, when, label))))
    head.runs[0].font.size = Pt(8)
    _line(paper, p.text)


def _line(paper: Any, text: str, style: str = "") -> Paragraph:
    """A paragraph at the very end: `add_paragraph` looks through all that stand there for its place, which
    takes minutes for a long dossier. `style` is the id of one. Text goes in piece by piece, as the library
    puts it letter by letter.
    """
    made: Any = OxmlElement("w:p")
    paper.element.body[-1].addprevious(made)  # the last is what describes the page
    paragraph = Paragraph(made, paper._body)  # noqa: SLF001  it has no other way to its parent
    letters: Any = paragraph.add_run()._r  # noqa: SLF001  nor to the letters
    for piece in filter(None, _BREAK.split(_drawable(text))):
        if piece == "\t":
            letters.add_tab()
        elif piece == "\n":
            letters.add_br()
        else:
            letters.add_t(piece)
    if style:
        made.style = style
    return paragraph


def _drawable(text: str) -> str:
    """What XML can hold: control characters cannot stand in it."""
    return _CONTROLS.sub("�", _HALVES.sub("", text))


def _without_clock(data: bytes) -> bytes:
    """The same package with all its files dated to the first day that ZIP knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
