"""A new PDF of pictures: each page one picture, and over it words that can be searched and do not show.

Nothing is copied from another file. A word of the invisible layer is set in a font without letters,
in which each code is the UTF-16 unit itself, stretched to the width that the word has in the picture.
Places are rounded to whole points, so that they tell no more than the picture does.

    picture: ████ left at noon.      layer: “left” (120, 700) “at” (144, 700) “noon.” (160, 700)
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PIL import Image
from reportlab import rl_config  # it ships no types
from reportlab.lib.utils import ImageReader  # the same
from reportlab.pdfbase import pdfdoc, pdfmetrics  # the same
from reportlab.pdfgen.canvas import Canvas  # the same

rl_config.useA85 = 0  # pictures as bytes: a fifth smaller, and written in a fifth of the time
_FONT = "Unseen"
_ADVANCE = 500
"""Thousandths of the type size that each code of the font takes; words are stretched anyway."""

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the invisible layer.

    Attributes:
        text: the word.
        left, top, right, bottom: where it is seen, in points from the upper left corner.
        angle: of its line, in degrees clockwise: 0, 90, 180 or 270.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the new file: its size in points, its picture, and the words on it."""

    width: float
    height: float
    picture: Image.Image
    words: tuple[Word, ...]


class _UnseenFont:
    """A font of no letters for reportlab: two bytes a code, each code its own UTF-16 unit."""

    fontName = _FONT  # noqa: N815 - reportlab's name
    face = pdfmetrics.Font("Helvetica", "Helvetica", "WinAnsiEncoding").face
    encName = "Identity-H"  # noqa: N815 - the same
    _multiByte = 1  # noqa: N815 - the same
    _dynamicFont = 0  # noqa: N815 - the same
    shapable = False

    def stringWidth(self, text: str, size: float, encoding: str = "") -> float:  # noqa: N802, ARG002
        """Width in points, as reportlab asks for it."""
        return len(text.encode("utf-16-be", "replace")) / 2 * size * _ADVANCE / 1000

    def formatForPdf(self, text: str) -> str:  # noqa: N802 - reportlab's name
        """The codes of a text, each byte written as an octal escape."""
        return "".join(f"\\{byte:03o}" for byte in text.encode("utf-16-be", "replace"))

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's name
        """The font's dictionaries, written into a document (ISO 32000-1, 9.7)."""
        one = pdfdoc.PDFDictionary
        meaning = pdfdoc.PDFStream(content=_TO_UNICODE)
        form = one(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(_FONT),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([0, -200, _ADVANCE, 800]),
                "ItalicAngle": 0,
                "Ascent": 800,
                "Descent": -200,
                "CapHeight": 700,
                "StemV": 80,
            }
        )
        codes = one(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(_FONT),
                "CIDSystemInfo": one(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(form, "unseen.form"),
                "DW": _ADVANCE,
            }
        )
        font = one(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(_FONT),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(codes, "unseen.codes")]),
                "ToUnicode": document.Reference(meaning, "unseen.meaning"),
            }
        )
        inner = f"F{len(document.fontMapping) + 1}"
        document.Reference(font, inner)
        document.idToObject["BasicFonts"].dict[inner] = document.Reference(font, inner)
        document.fontMapping[_FONT] = f"/{inner}"


def print_sheets(sheets: Iterable[Sheet]) -> bytes:
    """A PDF of the pages; the same pages always give the same bytes."""
    pdfmetrics.registerFont(_UnseenFont())
    paper = io.BytesIO()
    canvas = Canvas(paper, pageCompression=1, invariant=1, pdfVersion=(1, 4))
    canvas.setTitle("")
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Muniment")
    canvas.setProducer("Muniment")
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        canvas.drawImage(ImageReader(sheet.picture), 0, 0, sheet.width, sheet.height)
        for word in sheet.words:
            _set(canvas, sheet, word)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _set(canvas: Any, sheet: Sheet, word: Word) -> None:
    """One word, invisible (render mode 3), its foot where the word's line has its foot."""
    left, top, right, bottom = (round(e) for e in (word.left, word.top, word.right, word.bottom))
    is_across = word.angle in {0, 180}
    length, size = (right - left, bottom - top) if is_across else (bottom - top, right - left)
    size, length = max(size, 1), max(length, 1)
    foot = round(0.2 * size)
    x, y, a, b = {
        0: (left, sheet.height - bottom + foot, 1, 0),
        90: (left + foot, sheet.height - top, 0, -1),
        180: (right, sheet.height - top - foot, -1, 0),
        270: (right - foot, sheet.height - bottom, 0, 1),
    }[word.angle]
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont(_FONT, size)
    natural = len(word.text.encode("utf-16-be", "replace")) / 2 * size * _ADVANCE / 1000
    text.setHorizScale(round(100 * length / natural))
    text.setTextTransform(a, b, -b, a, x, y)
    text.textOut(word.text + " ")  # programs that copy would else join words that stand close
    canvas.drawText(text)
