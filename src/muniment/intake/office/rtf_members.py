r"""The pictures and embedded files of RTF: figures in hexadecimal (or raw after `\bin`) inside a group.

{\pict\pngblip\picw10 89504e47…}    →   picture 1.png, its bytes
"""

import re
from mmap import mmap

from muniment.intake.office.rtf_words import TOKEN

MOST_BYTES = 64 << 20
"""Longest picture that is taken out."""

_FIGURES = re.compile(rb"[0-9a-fA-F \r\n\t]{1,1048576}")  # whole lines at once: there are millions
_ENDINGS = {
    b"pngblip": "png",
    b"jpegblip": "jpg",
    b"emfblip": "emf",
    b"wmetafile": "wmf",
    b"dibitmap": "dib",
    b"macpict": "pct",
}


def take_out(data: bytes | mmap, place: int, number: int, word: str) -> tuple[str, bytes]:
    """A picture or embedded file: its name, and its bytes (none where they are damaged or too long).

    Args:
        data: the file.
        place: right after the control word that opens the group.
        number: which of the file's pictures it is, from 1.
        word: the control word, `pict` or `objdata`.
    """
    ending, depth, size = "bin", 0, 0
    figures: list[bytes] = []
    raw: list[bytes] = []
    while place < len(data) and size <= 2 * MOST_BYTES:
        if depth == 0 and (block := _FIGURES.match(data, place)):
            place = block.end()
            figures.append(block[0].translate(None, b" \r\n\t"))
            size += len(figures[-1])
            continue
        token = TOKEN.match(data, place)
        if token is None:
            break
        place = token.end()
        name, argument, _, _, brace, run = token.groups()
        if run is not None and depth == 0:
            figures.append(run)
            size += len(run)
        elif name == b"bin":
            length = min(max(0, int(argument or 0)), len(data) - place)
            if depth == 0 and length <= MOST_BYTES:
                raw.append(data[place : place + length])
            size += length
            place += length
        elif name in _ENDINGS:
            ending = _ENDINGS[name]
        elif brace == b"{":
            depth += 1
        elif brace == b"}":
            depth -= 1
        if depth < 0:
            break
    shown = f"{'picture' if word == 'pict' else 'object'} {number}.{ending}"
    if size > 2 * MOST_BYTES:
        return shown, b""
    try:
        return shown, b"".join(raw) or bytes.fromhex(b"".join(figures).decode("ascii"))
    except ValueError:
        return shown, b""
