"""A PDF with a text layer: A4, Times, lines wrapped by the font's own widths, nothing compressed.

>>> fit("one two three", 8, 40)
['one two', 'three']
"""

from dataclasses import dataclass

from sample.making.report import Block

WIDTH, HEIGHT, MARGIN = 595, 842, 76
# Widths of Times-Roman from space to tilde, in thousandths of the size (Adobe's font metrics).
_TIMES = """
250 333 408 500 500 833 778 333 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500
500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722
667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278
500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541
"""
_WIDTHS = [int(w) for w in _TIMES.split()]


@dataclass(frozen=True)
class Look:
    """How a kind of block is set: font, size, space above, indent."""

    font: str
    size: float
    above: float
    indent: float = 0


LOOKS = {
    "title": Look("F2", 26, 180),
    "subtitle": Look("F1", 14, 24),
    "heading": Look("F2", 16, 30),
    "subheading": Look("F2", 12, 16),
    "paragraph": Look("F1", 12, 11),
    "excerpt": Look("F3", 11.5, 7, 28),
    "contents": Look("F1", 12, 6, 20),
    "table": Look("F1", 10.5, 4),
}


def width(text: str, size: float) -> float:
    """How wide the words are drawn, in points; letters outside ASCII count as an average one."""
    total = sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 500 for c in text)
    return total * size / 1000


def fit(text: str, size: float, room: float) -> list[str]:
    """The words broken into lines no wider than `room` points."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Press:
    """Sets blocks onto pages, one after the other."""

    def __init__(self, running: str) -> None:
        """`running` is the line that stands at the head of every page."""
        self.pages: list[list[str]] = []
        self._running = running
        self._turn()

    def _turn(self) -> None:
        """Begin a page."""
        self._y = float(HEIGHT - MARGIN)
        self.pages.append([])
        number = len(self.pages)
        self._draw(self._running, "F3", 9, MARGIN, HEIGHT - 44)
        self._draw(f"Page {number}", "F1", 9, WIDTH / 2 - 14, 40)

    def _draw(self, text: str, font: str, size: float, x: float, y: float) -> None:
        """One line of text at a place."""
        raw = text.encode("cp1252", "replace")
        shown = b"".join(
            b"\\" + bytes([b]) if b in b"()\\" else bytes([b]) if 32 <= b < 127 else b"\\%03o" % b
            for b in raw
        ).decode("ascii")
        self.pages[-1].append(f"BT /{font} {size:g} Tf 1 0 0 1 {x:.1f} {y:.1f} Tm ({shown}) Tj ET")

    def set(self, block: Block) -> None:
        """Print one block, turning the page where it must."""
        look = LOOKS[block.kind]
        if block.kind == "table":
            self._set_table(block.rows, look)
            return
        if block.kind == "heading" and self._y < 250:
            self._turn()
        self._y -= look.above
        for line in fit(block.text, look.size, WIDTH - 2 * MARGIN - look.indent):
            self._step(look.size * 1.42)
            self._draw(line, look.font, look.size, MARGIN + look.indent, self._y)

    def _step(self, down: float) -> None:
        """Go down a line, or to the next page."""
        if self._y - down < MARGIN:
            self._turn()
        self._y -= down

    def _set_table(self, rows: list[list[str]], look: Look) -> None:
        """Rows in columns as wide as their longest cell, the second-last taking what is left."""
        room = WIDTH - 2 * MARGIN
        longest = [max(width(row[c], look.size) for row in rows) + 14 for c in range(len(rows[0]))]
        over = sum(longest) - room
        if over > 0:
            longest[longest.index(max(longest))] -= over
        self._y -= look.above * 3
        for row in rows:
            cells = [fit(t, look.size, w - 8) for t, w in zip(row, longest, strict=True)]
            for n in range(max(len(c) for c in cells)):
                self._step(look.size * 1.38)
                x = float(MARGIN)
                for lines, w in zip(cells, longest, strict=True):
                    if n < len(lines):
                        font = "F2" if row is rows[0] else look.font
                        self._draw(lines[n], font, look.size, x, self._y)
                    x += w

    def break_page(self) -> None:
        """Start the next block on a new page."""
        self._turn()


def write_pdf(blocks: list[Block], title: str, author: str) -> bytes:
    """The blocks on pages, as a PDF 1.4 file."""
    press = Press(f"CONFIDENTIAL - {title}")
    before = ""
    for block in blocks:
        if (block.kind == "contents") != (before == "contents") and before:
            press.break_page()
        press.set(block)
        before = block.kind
    return _bound(press.pages, title, author)


def _bound(pages: list[list[str]], title: str, author: str) -> bytes:
    """The objects of the file, and the table that says where they are."""
    fonts = ("Times-Roman", "Times-Bold", "Times-Italic")
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            for name in fonts
        ),
        f"<< /Title ({title}) /Author ({author}) /CreationDate (D:20240209164000Z) >>",
    ]
    for n, lines in enumerate(pages):
        stream = "\n".join(lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {8 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    held = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(held))
        held += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    start = len(held)
    held += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    held += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>"
    held += f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(held)
