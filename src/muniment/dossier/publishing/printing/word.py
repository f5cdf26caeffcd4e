"""Word: a published dossier as DOCX, for whoever goes on editing: its text and its exhibits."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from muniment.dossier.publishing.printing.blocks import TextBlock, blocks, told_copying
from muniment.dossier.redacting.published import Published
from muniment.model.passage import CitedPassage
from muniment.pages.publishing import DossierPage, Part, SheetPage
from muniment.pages.wording import counted

_STYLES = {"quotation": "Intense Quote", "list": "List Paragraph", "code": "No Spacing"}
_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)


def write_docx(dossier: Published[DossierPage], sheets: Sequence[Published[SheetPage]]) -> bytes:
    """The file; the same pages give the same bytes."""
    paper: Any = docx.Document()
    page = dossier.page
    paper.core_properties.title, paper.core_properties.author = page.title, page.by
    paper.core_properties.created = paper.core_properties.modified = _FIRST_DAY
    paper.core_properties.last_modified_by, paper.core_properties.comments = "", ""
    if not (page.parts and page.parts[0].text.lstrip().startswith("# ")):
        paper.add_heading(page.title, 1)
    for part in page.parts:
        _part(paper, part)
    for sheet in sheets:
        _line(paper, "").paragraph_format.page_break_before = True
        _sheet(paper, sheet.page)
    body = paper.element.body
    body.append(body.sectPr)  # it stands last, behind what was put at the end
    out = io.BytesIO()
    paper.save(out)
    return _without_clock(out.getvalue())


def _part(paper: Any, part: Part) -> None:
    match part.kind:
        case "prose":
            for block in blocks(part.text):
                _block(paper, block)
        case "excerpt":
            for one in part.passages:
                _passage(paper, one, str(one.citation))
        case "picture":
            paper.add_paragraph(f"[Picture: {part.text}]")
        case "copying":
            paper.add_heading("Who has it from whom", 3)
            for line in told_copying(part):
                paper.add_paragraph(_drawable(line))
        case _:
            paper.add_paragraph(f"The quotes of {part.text}, checked")
            table = paper.add_table(rows=1, cols=4)
            for cell, head in zip(
                table.rows[0].cells, ("Quote", "Said to be", "Verdict", "Source"), strict=True
            ):
                cell.text = head
            for row in part.rows:
                told = (f"“{row.words}”", row.speaker, row.verdict, str(row.source or ""))
                for cell, text in zip(table.add_row().cells, map(_drawable, told), strict=True):
                    cell.text = text


def _block(paper: Any, block: TextBlock) -> None:
    if block.style.startswith("heading "):
        paper.add_heading(_drawable(block.text), int(block.style[-1]))
        return
    paragraph = paper.add_paragraph(style=_STYLES.get(block.style))
    for run in block.runs:
        made = paragraph.add_run(_drawable(run.text))
        made.bold, made.italic = run.is_bold or None, run.is_slanted or None


def _sheet(paper: Any, page: SheetPage) -> None:
    _line(paper, f"{page.label} {page.title}", "Heading 2")
    _line(paper, f"{len(page.passages):,} of {page.total:,} passages published")
    for stretch in page.stretches:
        if stretch.left_out:
            _line(paper, f"({counted(stretch.left_out, 'passage')} not published)")
        for one in stretch.passages:
            _passage(paper, one, f"¶{one.citation.number}")
    if page.left_out:
        _line(paper, f"({counted(page.left_out, 'passage')} not published)")


def _passage(paper: Any, one: CitedPassage, label: str) -> None:
    p = one.passage
    when = p.moment.local.replace("T", " ") if p.moment else ""
    head = _line(paper, " · ".join(filter(None, (p.author, when, label))))
    head.runs[0].font.size = Pt(8)
    _line(paper, p.text)


def _line(paper: Any, text: str, style: str = "") -> Paragraph:
    """A paragraph at the very end: `add_paragraph` looks through all that stand there for its place, which
    takes minutes for a long dossier.
    """
    made: Any = OxmlElement("w:p")
    paper.element.body.append(made)
    paragraph = Paragraph(made, paper._body)  # noqa: SLF001  it has no other way to its parent
    paragraph.add_run(_drawable(text))
    if style:
        paragraph.style = style
    return paragraph


def _drawable(text: str) -> str:
    """What XML can hold: control characters cannot stand in it."""
    return "".join(
        c if c in "\n\t" or c >= " " else "�" for c in text if not 0xD800 <= ord(c) < 0xE000
    )


def _without_clock(data: bytes) -> bytes:
    """The same package with all its files dated to the first day that ZIP knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
