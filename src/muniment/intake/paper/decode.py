r"""The encoding of a text: which letters the bytes stand for, how that is known, and what speaks
against it.

A file of text rarely says how it is encoded. A byte order mark decides; bytes that are valid UTF-8
are UTF-8, since text in another encoding is so by chance almost never; zero bytes that stand on
every second place are UTF-16. Whatever is left is a guess, and is told as one.

>>> detect("Gruß an Zoë".encode("cp1252")).codec
'cp1252'
>>> decode_head(b"\xff\xfeH\x00i\x00")
'Hi'
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

SAMPLE = 1 << 16
"""Bytes that a guess is made from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN_WORD = re.compile(rb"[\x80-\xff]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_PLAIN = bytes((*b"\t\n\r\f", *range(0x20, 0x7F)))
_PLAIN_ALPHABETS = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x30)
_LATIN_ZEROS = 0.3  # of the letters: below it, text in UTF-16 is hardly Latin
_ODD_BYTES = 0.1  # of one-byte text in a Latin alphabet are letters with accents, at most
# Codecs that Python calls text but that are escapes of text, or may bring half characters forth.
_NO_TEXT = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and how it is known.

    Attributes:
        codec: its name in Python.
        basis: how it is known, in a few words.
        doubt: what speaks against it; empty when nothing does.
    """

    codec: str
    basis: str
    doubt: str = ""


UTF8 = Encoding("utf-8", "all bytes are valid UTF-8")


def named_encoding(name: str) -> Encoding | None:
    """The encoding that a person set by hand; None when there is no such encoding of text."""
    try:
        known = codecs.lookup(name)
        is_text = isinstance(known.incrementaldecoder("replace").decode(b"a"), str)
    except (LookupError, ValueError, TypeError, AssertionError):  # unknown, or no codec of text
        return None
    if known.name.replace("-", "_") in _NO_TEXT or not is_text:
        return None
    return Encoding(known.name, "set by hand")


def detect(sample: bytes, *, is_whole: bool = True) -> Encoding:
    """The encoding of a text, from its bytes or (`is_whole=False`) from a sample of them.

    Never fails: the last guess is Windows-1252, in which nearly every byte is a letter.
    """
    return _detect_marked(sample) or _detect_utf8(sample, is_whole) or _guess(sample)


def decode_head(head: bytes) -> str:
    """The first block of a file as text, as well as can be told fast; a cut last letter is dropped.

    Holds no lone surrogates; what cannot be decoded is U+FFFD.
    """
    found = _detect_marked(head) or _detect_utf8(head, is_whole=False)
    decoder = codecs.getincrementaldecoder(found.codec if found else "cp1252")("replace")
    return decoder.decode(head)


def decode_stream(stream: BinaryIO, encoding: Encoding, size: int = 1 << 20) -> Iterator[str]:
    """The text of a stream, in blocks read `size` bytes at a time; bad bytes become U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    while block := stream.read(size):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def detect_stream(stream: BinaryIO, size: int = 1 << 20) -> Encoding:
    """The encoding of a long file: it is read through once, so that one late byte is not missed.

    The guess, where one is needed, is made from the bytes around the first one that is not UTF-8.
    """
    head = stream.read(SAMPLE)
    if marked := _detect_marked(head):
        return marked
    decoder, block, before = codecs.getincrementaldecoder("utf-8")("strict"), head, b""
    try:
        while block:
            decoder.decode(block)
            before, block = block[-SAMPLE:], stream.read(size)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        around = (before + block)[len(before) + max(0, error.start - SAMPLE) :][: 2 * SAMPLE]
        return detect(around, is_whole=False) if around else _guess(before)
    return UTF8


def _detect_marked(sample: bytes) -> Encoding | None:
    """An encoding that shows in the bytes themselves: a mark, zero bytes, Japanese escapes."""
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return Encoding(codec, "byte order mark")
    if b"\0" in sample:
        return _detect_wide(sample[: SAMPLE // 4 * 4])
    if b"\x1b$B" in sample or b"\x1b$@" in sample:
        return Encoding("iso2022_jp", "Japanese escape sequences")
    return None


def _detect_wide(sample: bytes) -> Encoding | None:
    """UTF-16 or UTF-32 without a mark: its zero bytes stand at the same place of each letter."""
    zeros = [sample[place::4].count(0) for place in range(4)]
    quarter = max(1, len(sample) // 4)
    for codec, full, low in (("utf-32-le", (2, 3), 0), ("utf-32-be", (0, 1), 3)):
        is_full = all(zeros[place] >= 0.95 * quarter for place in full)
        if len(sample) >= 8 and is_full and zeros[low] <= 0.05 * quarter:
            return Encoding(codec, "places of the zero bytes", "no byte order mark")
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    half = max(1, len(sample) // 2)
    if _is_narrow(sample, even, odd):
        return None
    for codec, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # Text in another alphabet than the Latin has zero bytes in its spaces and ends of line only.
        if (
            many >= 0.02 * half
            and few <= 0.02 * many
            and len(sample) >= 4
            and _is_sane(sample, codec)
        ):
            return Encoding(codec, "places of the zero bytes", "no byte order mark")
    return None


def _is_narrow(sample: bytes, even: int, odd: int) -> bool:
    """Whether the zero bytes are strays in a text of one byte a letter.

    Latin letters in UTF-16 have a zero each. Where there are few, it is another alphabet, of which
    the letters are numbers (0x04 for Cyrillic) or bytes above ASCII; all but plain characters
    around the zeros are one-byte text, or UTF-8. The exceptions are alphabets whose number is
    itself plain: 0x09 to 0x0D in India, 0x30 for kana; it fills every other byte.
    """
    many, high = (odd, sample[1::2]) if odd >= even else (even, sample[0::2])
    if many >= _LATIN_ZEROS * len(high):
        return False
    rest = sample.replace(b"\0", b"")
    if not len(rest) or len(rest.translate(None, _PLAIN)) > _ODD_BYTES * len(rest):
        try:
            codecs.getincrementaldecoder("utf-8")("strict").decode(rest)
        except UnicodeDecodeError:
            return False
        return not rest.isascii() and not _CONTROL.search(rest)
    alphabet = max(high.count(number) for number in _PLAIN_ALPHABETS)
    return 2 * alphabet < len(high)


def _is_sane(sample: bytes, codec: str) -> bool:
    text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
    broken = text.count("�") + sum(ch < " " and ch not in "\t\n\r\f" for ch in text)
    return broken <= 0.01 * len(text) + 1 and any(ch in " \n" for ch in text)


def _detect_utf8(sample: bytes, is_whole: bool) -> Encoding | None:  # noqa: FBT001 - private
    if sample.isascii():
        return UTF8
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample, final=is_whole)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        bad = text.count("�")
        good = len(text) - bad - len(_HIGH.sub(b"", sample))
        if good >= 10 * bad:  # damaged UTF-8: no other encoding makes so many valid sequences
            return Encoding("utf-8", "most bytes are valid UTF-8", f"{bad} places are not")
        return None
    return UTF8


def _guess(sample: bytes) -> Encoding:
    """A guess at an encoding of one byte a letter, or of an Asian script."""
    letters = len(_HIGH.findall(sample))
    if 3 * len(_FOREIGN_WORD.findall(sample)) >= 0.4 * letters:  # whole words of foreign letters
        from charset_normalizer import from_bytes  # heavy, and seldom needed

        best = from_bytes(sample[:SAMPLE]).best()
        if best and named_encoding(best.encoding):
            return Encoding(
                best.encoding,
                "guessed from the frequency of letters",
                "nothing in the file says so",
            )
    doubt = f"nothing in the file says so; it decides how {letters} letters read"
    return Encoding("cp1252", "not UTF-8; taken for Western European Windows", doubt)
