"""Paper: a published dossier as one PDF: its text, its exhibits with a number on every page, and an index.

The numbers (Bates numbers) run through the pages of all exhibits, in the order of their families, so that
a page can be cited in court. They are those of the load file (docs/reference/trade-formats.md).
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Preformatted,
    Spacer,
    Table,
)
from reportlab.platypus import Image as Drawing

from muniment.dossier.publishing.printing import figure
from muniment.dossier.publishing.printing.blocks import TextBlock, blocks, told_copying
from muniment.dossier.publishing.printing.faces import face_of, lacking
from muniment.dossier.publishing.printing.grids import MOST_COLUMNS, Grid, rows_of, verdicts_of
from muniment.dossier.publishing.printing.lines import lines_of
from muniment.dossier.publishing.printing.runs import Cell, Run, letters
from muniment.dossier.redacting.published import Published, numbered
from muniment.model.citation import exhibit_label
from muniment.model.passage import CitedPassage
from muniment.pages.publishing import DossierPage, Part, SheetPage
from muniment.pages.wording import counted, published_says

rl_config.useA85 = 0  # streams as bytes: smaller, and opened by whatever looks into them
_EDGE = 56
_HIGHEST = 560.0
"""Points of the highest picture: its caption stands below it on the same page."""

_COLUMN = A4[0] - 2 * _EDGE - 12
_EM, _WORD, _LINE = 5.6, 16, 60
"""Points of a letter in a table, and how many letters of a word, of a line, a column is made wide for."""

_ROWS = 400
"""Rows of a table that are set at once."""

_RULES = [
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#999999"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, "#000000"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
]

_TOLD = 20
"""Letters without a font that are named."""

_LARGEST_DOT = 4.0
"""Points of a picture's dot at most: a small picture is shown small."""


def print_dossier(
    dossier: Published[DossierPage],
    sheets: Sequence[Published[SheetPage]],
    prefix: str,
    pages: Mapping[int, int] | None = None,
    pictures: Mapping[int, Path] | None = None,
) -> tuple[bytes, dict[int, tuple[int, int]], list[str]]:
    """The PDF, for each exhibit the first and last of the numbers on its pages, and what its author should
    know of it.

    Args:
        dossier: its text.
        sheets: its exhibits, in the order of their families.
        prefix: what stands before each number: `HBR`.
        pages: for exhibits that are published as papers of their own, how many pages these have: the
            numbers are stamped there, and here each page says of which numbers it has the text.
        pictures: the published copies of pictures, by their exhibits.
    """
    out, pictures = io.BytesIO(), pictures or {}
    paper = _Paper(out, prefix, dossier.page.title, pages or {})
    looks = _looks()
    story: list[Flowable] = [Paragraph(escape(dossier.page.title), looks["heading 1"])]
    about = " · ".join(filter(None, (dossier.page.by, dossier.page.date, dossier.page.licence)))
    story += [Paragraph(escape(about), looks["small"]), Spacer(1, 12)]
    for number, part in enumerate(dossier.page.parts):
        story += _part(part, looks, pictures, is_first=number == 0)
    for sheet in sheets:
        story += [PageBreak(), _Begin(int(sheet.page.exhibit))]
        story += _sheet(sheet.page, looks)
        if (file := pictures.get(int(sheet.page.exhibit))) is not None:
            story += _picture(file, f"[{sheet.page.label}]", looks)
    story += [PageBreak(), _Begin(0), Paragraph("Index of exhibits", looks["heading 2"])]
    story += [_Listed(paper, sheet.page, looks["body"]) for sheet in sheets]
    paper.build(story)
    return out.getvalue(), dict(paper.numbers), list(_cautions())


def _cautions() -> Iterator[str]:
    """What the paper does not show as the site does."""
    letters, is_turned = lacking()
    if letters:
        told = f"{letters[:_TOLD]}{'…' if len(letters) > _TOLD else ''}"
        yield (
            f"dossier.pdf: no font of this machine has {told}, printed as boxes. The site and the Word"
            " file have them. Fonts for most signs and scripts: fonts-symbola, fonts-noto-core,"
            " fonts-droid-fallback."
        )
    if is_turned:
        yield (
            "dossier.pdf: what reads from right to left is set from left to right there. The site and"
            " the Word file have it right."
        )


class _Paper(BaseDocTemplate):  # type: ignore[misc]
    """The pages, with a number on those of exhibits."""

    def __init__(self, out: io.BytesIO, prefix: str, title: str, pages: Mapping[int, int]) -> None:
        super().__init__(out, pagesize=A4, title=title, author="", invariant=1, creator="Muniment")
        self.prefix, self.pages = prefix, pages
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
        canvas.setFont(face_of("told"), 8)
        canvas.drawCentredString(A4[0] / 2, _EDGE / 2, str(canvas.getPageNumber()))
        if self._exhibit:
            canvas.setFont(face_of("told", bold=True), 9)
            canvas.drawRightString(A4[0] - _EDGE, _EDGE / 2, self._told())
        canvas.restoreState()

    def _told(self) -> str:
        """The number of a page; of a page with the text of a paper that has pages of its own, their numbers."""
        own = self.pages.get(self._exhibit, 0)
        if own and self._exhibit not in self.numbers:
            self.numbers[self._exhibit] = (self._number + 1, self._number + own)
            self._number += own
        if own:
            ends = dict.fromkeys(self.numbers[self._exhibit])
            return "text of " + "–".join(bates(self.prefix, n) for n in ends)
        self._number += 1
        first, _ = self.numbers.get(self._exhibit, (self._number, 0))
        self.numbers[self._exhibit] = (first, self._number)
        return bates(self.prefix, self._number)


def bates(prefix: str, number: int) -> str:
    """A number as it is stamped."""
    return f"{prefix}{number:07d}"


def pages_of(numbers: Mapping[int, tuple[int, int]], prefix: str) -> dict[int, list[str]]:
    """For each exhibit the number of each of its pages, as it is stamped."""
    return {
        exhibit: [bates(prefix, n) for n in range(first, last + 1)]
        for exhibit, (first, last) in numbers.items()
    }


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


def _part(
    part: Part, looks: dict[str, Any], pictures: Mapping[int, Path], *, is_first: bool
) -> Iterator[Flowable]:
    match part.kind:
        case "prose":
            for n, block in enumerate(blocks(part.text)):
                if isinstance(block, Grid):
                    yield from _table(block, looks)
                elif not (is_first and n == 0 and block.style == "heading 1"):  # it stands above
                    yield _paragraph(block, looks)
        case "excerpt" if 0 < len(part.columns) < MOST_COLUMNS:
            yield from _table(rows_of(part.passages, part.columns), looks)
        case "excerpt":
            for one in part.passages:
                yield from _passage(one, looks, str(one.citation))
        case "picture":
            label = f"[{exhibit_label(part.exhibit)}]" if part.exhibit else ""
            told = f"{escape(part.text)} {label}".strip()
            if (file := pictures.get(int(part.exhibit or 0))) is None:
                yield Paragraph(f"Picture: {told}", looks["small"])
            else:
                yield from _picture(file, told, looks)
        case "copying":
            yield KeepTogether(
                [Paragraph("Who has it from whom", looks["heading 3"]), _Drawn(part)]
            )
            for line in told_copying(part):
                yield Paragraph(escape(line), looks["body"])
        case _:
            yield Paragraph(f"The quotes of {escape(part.text)}, checked", looks["heading 3"])
            yield from _table(verdicts_of(part), looks)


class _Drawn(Flowable):  # type: ignore[misc]
    """A figure in the width of the column."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Its size; a high one is smaller than the column."""
        across, up = figure.size_of(self.part)
        self.scale = min(width / across, _HIGHEST / up)
        return across * self.scale, up * self.scale + 8

    def draw(self) -> None:
        """Draw it."""
        self.canv.scale(self.scale, self.scale)
        figure.draw(self.canv, self.part, face_of("told"))


def _table(grid: Grid, looks: dict[str, Any]) -> Iterator[Flowable]:
    """A table in the width of the column: its head on each page, and what is long in lines of its own. A
    long one comes in pieces, since each page looks through all rows that are left.
    """
    head = [Paragraph(_runs(cell, is_bold=True), looks["cell"]) for cell in grid.head]
    widths = _widths(grid)
    for first in range(0, max(1, len(grid.rows)), _ROWS):
        rows = [
            [Paragraph(_runs(cell), looks["cell"]) for cell in row]
            for row in grid.rows[first : first + _ROWS]
        ]
        yield Table([head, *rows], widths, style=_RULES, repeatRows=1, splitInRow=1, hAlign="LEFT")
    yield Spacer(1, 10)


def _widths(grid: Grid) -> list[float]:
    """The widths of columns: each as wide as its longest word, and the rest by how much stands in it."""
    columns = [[letters(c) for c in column] for column in zip(grid.head, *grid.rows, strict=True)]
    least = [_EM * min(_WORD, _longest(column)) + 9 for column in columns]
    wanted = [_EM * min(_LINE, max(map(len, c))) + 9 for c in columns]
    if sum(wanted) <= _COLUMN:
        return wanted
    if (spare := _COLUMN - sum(least)) <= 0:
        return [one * _COLUMN / sum(least) for one in least]
    more = [max(0.0, w - one) for w, one in zip(wanted, least, strict=True)]
    return [one + m * spare / (sum(more) or 1) for one, m in zip(least, more, strict=True)]


def _longest(column: list[str]) -> int:
    """Letters of the longest word in a column; those of its head are bold, and so wider."""
    head, *below = column
    words = [f"{word}x" for word in head.split()] + [w for text in below for w in text.split()]
    return max(map(len, words), default=1)


def _picture(file: Path, told: str, looks: dict[str, Any]) -> Iterator[Flowable]:
    """A published picture in the width of the column, small ones smaller, with its citation below."""
    with Image.open(file) as opened:
        width, height = opened.size
    scale = min(_COLUMN / width, _HIGHEST / height, _LARGEST_DOT)
    shown = Drawing(str(file), width * scale, height * scale)
    yield KeepTogether([Spacer(1, 6), shown, Spacer(1, 4), Paragraph(told, looks["small"])])


def _sheet(page: SheetPage, looks: dict[str, Any]) -> Iterator[Flowable]:
    yield Paragraph(f"{page.label} {escape(page.title)}", looks["heading 2"])
    told = published_says(len(page.passages), page.total)
    yield Paragraph(told, looks["small"])
    for stretch in page.stretches:
        if stretch.left_out:
            yield Paragraph(f"{counted(stretch.left_out, 'passage')} not published", looks["gap"])
        if 0 < len(page.columns) < MOST_COLUMNS:
            yield from _table(rows_of(stretch.passages, page.columns, is_exhibit=True), looks)
            continue
        for one in stretch.passages:
            yield from _passage(one, looks, f"¶{one.citation.number}")
    if page.left_out and page.passages:
        yield Paragraph(f"{counted(page.left_out, 'passage')} not published", looks["gap"])


def _passage(one: CitedPassage, looks: dict[str, Any], label: str) -> Iterator[Flowable]:
    p = one.passage
    when = p.moment.local.replace("T", " ") if p.moment else ""
    head = " · ".join(filter(None, (escape(p.author), when, label)))
    yield Paragraph(head, looks["small"])
    yield from lines_of(p.text, looks["said"], _COLUMN)


def _paragraph(block: TextBlock, looks: dict[str, Any]) -> Flowable:
    if block.style == "code":
        return Preformatted(block.text, looks["code"])
    return Paragraph(_runs(block.runs), looks.get(block.style, looks["body"]))


def _runs(runs: Cell, *, is_bold: bool = False) -> str:
    return "".join(_run(run, is_bold=is_bold or run.is_bold) for run in runs)


def _run(run: Run, *, is_bold: bool) -> str:
    told = escape(run.text).replace("\n", "<br/>")
    told = f"<b>{told}</b>" if is_bold else told
    told = f'<font name="{face_of("said")}">{told}</font>' if run.is_said else told
    return f"<i>{told}</i>" if run.is_slanted else told


def _looks() -> dict[str, Any]:
    said, told = face_of("said"), face_of("told")
    base = ParagraphStyle("body", fontName=told, fontSize=10, leading=14, spaceAfter=6)
    looks = {
        "body": base,
        "list": ParagraphStyle("list", base, leftIndent=14, firstLineIndent=-10),
        "cell": ParagraphStyle("cell", base, fontSize=8, leading=10.5, spaceAfter=0),
        "quotation": ParagraphStyle("quotation", base, fontName=said, leftIndent=14),
        "said": ParagraphStyle("said", base, fontName=said, leftIndent=14, spaceAfter=4),
        "small": ParagraphStyle("small", base, fontSize=8, leading=11, spaceAfter=2),
        "gap": ParagraphStyle("gap", base, fontSize=8, alignment=1, spaceBefore=6, spaceAfter=6),
        "code": ParagraphStyle("code", base, fontSize=8),
    }
    for level, size in enumerate((18, 14, 12, 11, 10, 10), 1):
        name = f"heading {level}"
        font = face_of("told", bold=True)
        looks[name] = ParagraphStyle(
            name, base, fontName=font, fontSize=size, leading=size * 1.3, spaceBefore=10
        )
    return looks
