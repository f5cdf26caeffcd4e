"""The text of a chat's bytes, in blocks, and which encoding that needed.

WhatsApp writes UTF-8. What reaches us has been opened and saved by others: UTF-16 with or without
a byte order mark, or a Windows code page.

    encoding_of(path)                 Encoding("utf-8", "every byte fits")
    for block in decode(path, "utf-8"): ...
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 18  # bytes read at a time: enough to make the loop cheap, small enough to stay flat

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """Which encoding the bytes are in, how that is known, and how many bytes do not fit it."""

    name: str
    basis: str
    doubt: str = ""
    misfits: int = 0


def encoding_of(path: Path, setting: str = "") -> Encoding:
    """The encoding of a file: what was set by hand, its byte order mark, or what every byte fits."""
    if setting:
        try:
            return Encoding(codecs.lookup(setting).name, "set by hand")
        except LookupError:
            pass
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            if name != "utf-8-sig":
                return Encoding(name, "byte order mark")
            misfits, _ = _count(path)
            return Encoding(name, "byte order mark", misfits=misfits)
    odd, even = head[1::2].count(0), head[0::2].count(0)
    least, most = sorted((odd, even))
    if most * 10 > len(head) * 3 and least * 10 < most:  # Latin letters: every other byte is zero
        return Encoding("utf-16-le" if odd > even else "utf-16-be", "every other byte is zero")
    misfits, fits = _count(path)
    if misfits > fits:
        doubt = "UTF-8 does not fit; another code page of Windows would fit as well"
        return Encoding("cp1252", "most bytes above 127 are not UTF-8", doubt)
    return Encoding("utf-8", "" if misfits else "every byte fits", misfits=misfits)


def _count(path: Path) -> tuple[int, int]:
    """How many places are not UTF-8, and how many characters of two bytes and more are."""
    strict = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                strict.decode(block)
            strict.decode(b"", final=True)
    except UnicodeDecodeError:
        pass
    else:
        return 0, 1
    misfits = fits = 0
    for text in decode(path, "utf-8"):
        wrong = text.count("\ufffd")
        misfits += wrong
        fits += len(text) - wrong - len(text.encode("ascii", "ignore"))
    return misfits, fits


def decode(path: Path, encoding: str) -> Iterator[str]:
    """The text in blocks; bytes that do not fit become U+FFFD, and lone surrogates do not occur."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if text := decoder.decode(block):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text
