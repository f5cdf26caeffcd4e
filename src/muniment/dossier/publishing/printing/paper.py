"""Paper: a published dossier as one PDF: its text, its exhibits with a number on every page, and an index.

The numbers (Bates numbers) run through the pages of all exhibits, in the order of their families, so that
a page can be cited in court. They are those of the load file (docs/reference/trade-formats.md).
"""

import io
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Preformatted,
    Spacer,
)

from muniment.dossier.publishing.printing.blocks import Run, TextBlock, blocks, told_copying
from muniment.dossier.redacting.published import Published, numbered
from muniment.model.passage import CitedPassage
from muniment.pages.publishing import DossierPage, Part, SheetPage
from muniment.pages.wording import counted

rl_config.useA85 = 0  # streams as bytes: smaller, and opened by whatever looks into them
_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF", "/Library/Fonts")
_FACES = {
    "said": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "Times-Roman", "Times-Bold"),
    "told": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "Helvetica", "Helvetica-Bold"),
}
"""A serif face for what sources say and a sans one for the dossier; where DejaVu is not installed, the
faces that every PDF reader has, which know Latin letters only."""

_EDGE = 56


def print_dossier(
    dossier: Published[DossierPage],
    sheets: Sequence[Published[SheetPage]],
    prefix: str,
) -> tuple[bytes, dict[int, tuple[int, int]]]:
    """The PDF, and for each exhibit the first and last of the numbers on its pages.

    Args:
        dossier: its text.
        sheets: its exhibits, in the order of their families.
        prefix: what stands before each number: `HBR`.
    """
    out = io.BytesIO()
    paper = _Paper(out, prefix, dossier.page.title)
    looks = _looks()
    story: list[Flowable] = [Paragraph(escape(dossier.page.title), looks["heading 1"])]
    about = " · ".join(filter(None, (dossier.page.by, dossier.page.date, dossier.page.licence)))
    story += [Paragraph(escape(about), looks["small"]), Spacer(1, 12)]
    for number, part in enumerate(dossier.page.parts):
        story += _part(part, looks, is_first=number == 0)
    for sheet in sheets:
        story += [PageBreak(), _Begin(int(sheet.page.exhibit))]
        story += _sheet(sheet.page, looks)
    story += [PageBreak(), _Begin(0), Paragraph("Index of exhibits", looks["heading 2"])]
    story += [_Listed(paper, sheet.page, looks["body"]) for sheet in sheets]
    paper.build(story)
    return out.getvalue(), dict(paper.numbers)


class _Paper(BaseDocTemplate):  # type: ignore[misc]
    """The pages, with a number on those of exhibits."""

    def __init__(self, out: io.BytesIO, prefix: str, title: str) -> None:
        super().__init__(out, pagesize=A4, title=title, author="", invariant=1, creator="Muniment")
        self.prefix = prefix
        self.numbers: dict[int, tuple[int, int]] = {}
        self._exhibit = self._number = 0
        frame = Frame(_EDGE, _EDGE, A4[0] - 2 * _EDGE, A4[1] - 2 * _EDGE, id="page")
        self.addPageTemplates([PageTemplate("all", [frame], onPageEnd=self._stamp)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  reportlab calls it so
        """Know which exhibit the page is of."""
        if isinstance(flowable, _Begin):
            self._exhibit = flowable.exhibit

    def _stamp(self, canvas: Any, _paper: Any) -> None:
        canvas.saveState()
        canvas.setFont(_face("told"), 8)
        canvas.drawCentredString(A4[0] / 2, _EDGE / 2, str(canvas.getPageNumber()))
        if self._exhibit:
            self._number += 1
            first, _ = self.numbers.get(self._exhibit, (self._number, 0))
            self.numbers[self._exhibit] = (first, self._number)
            canvas.setFont(_face("told", bold=True), 9)
            canvas.drawRightString(A4[0] - _EDGE, _EDGE / 2, bates(self.prefix, self._number))
        canvas.restoreState()


def bates(prefix: str, number: int) -> str:
    """A number as it is stamped."""
    return f"{prefix}{number:07d}"


def stamped(
    sheet: Published[SheetPage], prefix: str, numbers: dict[int, tuple[int, int]]
) -> Published[SheetPage]:
    """An exhibit with the numbers that its pages have."""
    ends = dict.fromkeys(numbers.get(int(sheet.page.exhibit), ()))
    return numbered(sheet, "–".join(bates(prefix, n) for n in ends))


class _Begin(Flowable):  # type: ignore[misc]
    """The beginning of an exhibit (or, 0, of what is none); it takes no room."""

    def __init__(self, exhibit: int) -> None:
        super().__init__()
        self.exhibit = exhibit
        self.width = self.height = 0

    def draw(self) -> None:
        """Draw nothing."""


class _Listed(Flowable):  # type: ignore[misc]
    """A line of the index: it stands behind all exhibits, so their numbers are known when it is laid out."""

    def __init__(self, paper: _Paper, page: SheetPage, look: ParagraphStyle) -> None:
        super().__init__()
        self.paper, self.page, self.look = paper, page, look

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size, with the numbers that are known by now."""
        first, last = self.paper.numbers.get(int(self.page.exhibit), (0, 0))
        ends = [bates(self.paper.prefix, n) for n in dict.fromkeys((first, last))]
        told = f"<b>{self.page.label}</b> {escape(self.page.title)}: {'–'.join(ends)}"
        self._line = Paragraph(told, self.look)
        size: tuple[float, float] = self._line.wrap(width, height)
        return size

    def draw(self) -> None:
        """Draw the line."""
        self._line.drawOn(self.canv, 0, 0)


def _part(part: Part, looks: dict[str, Any], *, is_first: bool) -> Iterator[Flowable]:
    match part.kind:
        case "prose":
            for n, block in enumerate(blocks(part.text)):
                if not (is_first and n == 0 and block.style == "heading 1"):  # it stands above
                    yield _paragraph(block, looks)
        case "excerpt":
            for one in part.passages:
                yield from _passage(one, looks, str(one.citation))
        case "picture":
            yield Paragraph(f"[Picture: {escape(part.text)}]", looks["small"])
        case "copying":
            yield Paragraph("Who has it from whom", looks["heading 3"])
            for line in told_copying(part):
                yield Paragraph(escape(line), looks["body"])
        case _:
            yield Paragraph(f"The quotes of {escape(part.text)}, checked", looks["heading 3"])
            for row in part.rows:
                source = f" · {row.source}" if row.source else ""
                yield Paragraph(f"“{escape(row.words)}”", looks["said"])
                told = f"<b>{row.verdict}</b> · {escape(row.speaker)}{source}"
                yield Paragraph(told, looks["small"])


def _sheet(page: SheetPage, looks: dict[str, Any]) -> Iterator[Flowable]:
    yield Paragraph(f"{page.label} {escape(page.title)}", looks["heading 2"])
    told = f"{len(page.passages):,} of {page.total:,} passages published"
    yield Paragraph(told, looks["small"])
    for stretch in page.stretches:
        if stretch.left_out:
            yield Paragraph(f"{counted(stretch.left_out, 'passage')} not published", looks["gap"])
        for one in stretch.passages:
            yield from _passage(one, looks, f"¶{one.citation.number}")
    if page.left_out:
        yield Paragraph(f"{counted(page.left_out, 'passage')} not published", looks["gap"])


def _passage(one: CitedPassage, looks: dict[str, Any], label: str) -> Iterator[Flowable]:
    p = one.passage
    when = p.moment.local.replace("T", " ") if p.moment else ""
    head = " · ".join(filter(None, (escape(p.author), when, label)))
    yield Paragraph(head, looks["small"])
    for paragraph in p.text.split("\n"):
        yield Paragraph(escape(paragraph), looks["said"])


def _paragraph(block: TextBlock, looks: dict[str, Any]) -> Flowable:
    if block.style == "code":
        return Preformatted(block.text, looks["code"])
    told = "".join(map(_run, block.runs))
    return Paragraph(told, looks.get(block.style, looks["body"]))


def _run(run: Run) -> str:
    told = escape(run.text).replace("\n", "<br/>")
    told = f"<b>{told}</b>" if run.is_bold else told
    return f"<i>{told}</i>" if run.is_slanted else told


def _looks() -> dict[str, Any]:
    said, told = _face("said"), _face("told")
    base = ParagraphStyle("body", fontName=told, fontSize=10, leading=14, spaceAfter=6)
    looks = {
        "body": base,
        "list": ParagraphStyle("list", base, leftIndent=14, firstLineIndent=-10),
        "row": ParagraphStyle("row", base, leftIndent=14),
        "quotation": ParagraphStyle("quotation", base, fontName=said, leftIndent=14),
        "said": ParagraphStyle("said", base, fontName=said, leftIndent=14, spaceAfter=4),
        "small": ParagraphStyle("small", base, fontSize=8, leading=11, spaceAfter=2),
        "gap": ParagraphStyle("gap", base, fontSize=8, alignment=1, spaceBefore=6, spaceAfter=6),
        "code": ParagraphStyle("code", base, fontSize=8),
    }
    for level, size in enumerate((18, 14, 12, 11, 10, 10), 1):
        name = f"heading {level}"
        font = _face("told", bold=True)
        looks[name] = ParagraphStyle(
            name, base, fontName=font, fontSize=size, leading=size * 1.3, spaceBefore=10
        )
    return looks


def _face(name: str, *, bold: bool = False) -> str:
    """The font of a face, registered when it is first asked for."""
    regular, strong, plain, plain_strong = _FACES[name]
    own = f"{name}-bold" if bold else name
    if own in pdfmetrics.getRegisteredFontNames():
        return own
    for folder in map(Path, _FOLDERS):
        if (folder / regular).is_file() and (folder / strong).is_file():
            try:
                pdfmetrics.registerFont(TTFont(name, folder / regular))
                pdfmetrics.registerFont(TTFont(f"{name}-bold", folder / strong))
            except TTFError:
                continue
            pdfmetrics.registerFontFamily(name, name, f"{name}-bold", name, f"{name}-bold")
            return own
    return plain_strong if bold else plain
