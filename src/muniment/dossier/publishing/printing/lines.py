"""Lines: what a source says as it stands on paper: its own lines, broken where the column ends.

Nothing in it is emphasised, so nothing has to be parsed and a passage is one thing to place on a page: of a
dossier with thousands of mails that is most of the time.

>>> broken("the gate  was open", 60, "Times-Roman", 10)
['the gate  was', 'open']
>>> broken("at abcdefghijklmnop", 40, "Times-Roman", 10)
['at', 'abcdefghi', 'jklmnop']
"""

import re
from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

_TAB, _MOST = 4, 400
"""Letters of a tab; lines that are set at once, since those that are left are copied page by page."""
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Lines(Flowable):  # type: ignore[misc]
    """Some lines of one look."""

    def __init__(self, lines: list[str], look: ParagraphStyle) -> None:
        super().__init__()
        self.lines, self.look = lines, look

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Its size: the lines were broken for their column."""
        self.height = self.look.leading * len(self.lines)
        return width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """What fits on this page, and the rest."""
        fits = int(height // self.look.leading)
        parts = (self.lines[:fits], self.lines[fits:])
        return [Lines(part, self.look) for part in parts] if fits > 0 else []

    def draw(self) -> None:
        """Draw them."""
        look = self.look
        text = self.canv.beginText(look.leftIndent, self.height - look.fontSize)
        text.setFont(look.fontName, look.fontSize, look.leading)
        for line in self.lines:
            text.textLine(line)
        self.canv.drawText(text)

    def getSpaceAfter(self) -> float:  # noqa: N802  reportlab calls it so
        """Points between it and what comes next."""
        space: float = self.look.spaceAfter
        return space


def lines_of(text: str, look: ParagraphStyle, width: float) -> Iterator[Lines]:
    """The lines of a text, broken for a column.

    Args:
        text: as its source has it.
        look: its face and size.
        width: of the column in points, with the indent.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        printed = _UNPRINTED.sub(" ", line.expandtabs(_TAB)).rstrip()
        lines += broken(printed, width - look.leftIndent, look.fontName, look.fontSize)
    for first in range(0, len(lines), _MOST):
        yield Lines(lines[first : first + _MOST], look)


def broken(line: str, width: float, font: str, size: float) -> list[str]:
    """A line in pieces that fit in a width: between words, and within a word that is wider than all of it."""
    space = stringWidth(" ", font, size)
    pieces, piece, left = list[str](), list[str](), width
    for word in line.split(" "):
        wide = stringWidth(word, font, size)
        if wide > left and any(piece):
            pieces.append(" ".join(piece))
            piece, left = [], width
        if wide > width:
            *whole, word = _cut(word, width, font, size)
            pieces += whole
            wide = stringWidth(word, font, size)
        piece.append(word)
        left -= wide + space
    return [*pieces, " ".join(piece)]


def _cut(word: str, width: float, font: str, size: float) -> list[str]:
    """A word in pieces that fit, each of a letter at least."""
    pieces, first, left = list[str](), 0, width
    for number, letter in enumerate(word):
        wide = stringWidth(letter, font, size)
        if wide > left and number > first:
            pieces.append(word[first:number])
            first, left = number, width
        left -= wide
    return [*pieces, word[first:]]
