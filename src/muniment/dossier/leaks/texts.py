"""A text to be looked at, and the way back from it to the bytes of a file.

What is published is read as UTF-8, as UTF-16 in both orders, and as the eight-bit alphabet of Western
Europe; which of them a file means is not asked, since whoever looks for a name will try them all.

>>> [(t.content, t.forms) for t in read_bytes(b"Anna", wide=False)]
[('Anna', ())]
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from muniment.dossier.leaks.folding import is_unseen

_UNUSUAL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b") + b"\x7f"
_FEW = 0.01
_MANY_NULS = 0.2
_WESTERN = "".join(
    bytes([b]).decode("cp1252", "ignore") or chr(b)  # five bytes have no letter in it
    for b in range(256)
)
_FEWEST, SCRIPTS, _MOST_HIGH, _LOOKED_AT = 8, 4, 110, 4_000
IDEOGRAPHS = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3\s!-~\xad\u200b-\u200f\u202a-\u202e]{4,}\ufffd?"
)
"""Text of ideographs only, of at least four."""
_PRINTED = re.compile(rb"[\t\r\n\x20-\x7e]{12,}")  # by chance once in 10⁵ bytes of noise


@dataclass(slots=True, eq=False)
class Text:
    """One way of reading some bytes.

    Attributes:
        content: the characters.
        label: says of an index in the outermost text where that is (`byte 1,204`, `page 3`).
        forms: what had to be undone to come to it, outermost first.
        is_readable: people may read it as text; otherwise it may be noise, and a match must have the
            shape of a name.
        is_prose: short and common secrets are looked for in it as well.
        parent: the text that it was made from, with `back`, from an index here to one there.
        depth: how many times something was undone.
        hides: encodings may be undone in it; of two readings of the same noise one is enough.
    """

    content: str
    label: Callable[[int], str]
    forms: tuple[str, ...] = ()
    is_readable: bool = True
    is_prose: bool = False
    parent: "Text | None" = None
    back: Callable[[int], int] = int
    depth: int = 0
    hides: bool = True

    def where(self, index: int) -> str:
        """The place of an index in words."""
        text = self
        while text.parent is not None:
            index, text = text.back(index), text.parent
        return text.label(index)


def plain(content: str, label: str = "") -> Text:
    """A text that people read, without a place inside it."""
    return Text(content, lambda _: label, is_prose=True)


def read_bytes(data: bytes, *, wide: bool) -> Iterator[Text]:
    """The ways of reading bytes, the likeliest first.

    Args:
        data: the bytes.
        wide: read also what is hardly text as UTF-16; only letters beyond ASCII need that, since
            between ASCII letters UTF-16 has zero bytes only, which nobody sees.
    """
    controls = len(data) - len(data.translate(None, _UNUSUAL))
    is_calm = controls <= _FEW * len(data)
    try:
        content = data.decode("utf-8-sig")
        yield Text(content, _byte_of_utf8(data), (), is_calm, is_calm, hides=is_calm)
        is_utf8 = True
    except UnicodeDecodeError:
        is_utf8 = False
        loose = data.decode("utf-8", "surrogateescape")
        yield Text(loose, _byte_of_utf8(data), is_readable=False, hides=False)
        yield Text(
            western(data), _byte(1, 0), ("in Windows-1252",), is_calm, is_calm, hides=is_calm
        )
    if not controls and is_utf8:
        return
    yield from _read_sixteen(data, wide=wide)
    if not is_calm:
        yield from _printed(data)


def western(data: bytes) -> str:
    """Bytes in the eight-bit alphabet of Western Europe: one letter each."""
    return codecs.charmap_decode(data, "strict", _WESTERN)[0]


def is_sixteen(data: bytes) -> bool:
    """Whether bytes are like text in UTF-16 that has few zero bytes, or none."""
    if len(data) < _FEWEST:
        return False
    head = data[:_LOOKED_AT]
    for half in (head[1::2], head[::2]):  # of one script, there are few different high bytes
        if _are_few(len(set(half)), len(half)):
            return True
    return any(IDEOGRAPHS.fullmatch(head.decode(c, "replace")) for c in ("utf-16-le", "utf-16-be"))


def _are_few(high_bytes: int, of: int) -> bool:
    """Ideographs have about 90 different high bytes, any other script a handful, noise all 256."""
    return SCRIPTS * high_bytes <= of and high_bytes <= _MOST_HIGH


def _read_sixteen(data: bytes, *, wide: bool) -> Iterator[Text]:
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    is_likely = has_mark or data.count(0) > _MANY_NULS * len(data) or is_sixteen(data)
    if not (is_likely or wide):
        return
    for codec, name in (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE")):
        for skip in (0, 1):
            content = data[skip:].decode(codec, "replace")
            # The wrong order of bytes makes far-off signs of Latin letters.
            is_text = not skip and is_likely and (has_mark or _is_text(content))
            yield Text(content, _byte(2, skip), (f"in {name}",), is_text, is_text, hides=is_text)


def _is_text(content: str) -> bool:
    """Whether a text of any script: Latin letters, or few different high bytes, or ideographs only."""
    sample = content[:: len(content) // _LOOKED_AT + 1]
    strange = sum(c == "\0" or not (c.isprintable() or c.isspace() or is_unseen(c)) for c in sample)
    if strange > _FEW * len(sample) + 1:  # one may be cut off at the end
        return False
    scripts = len({ord(c) >> 8 for c in sample})
    latin = len(sample.encode("ascii", "ignore"))
    is_one = 2 * latin >= len(sample) or _are_few(scripts, len(sample))
    return is_one or IDEOGRAPHS.fullmatch(sample) is not None


def _printed(data: bytes) -> Iterator[Text]:
    """The runs of printed characters in bytes that are not text: there may be addresses among them."""
    found = list(_PRINTED.finditer(data))
    if found:
        content = "\n".join(m[0].decode("ascii") for m in found)
        starts, at = [], 0
        for match in found:
            starts.append((at, match.start()))
            at += len(match[0]) + 1
        yield Text(content, _byte_of_runs(starts))


def _byte(width: int, skip: int) -> Callable[[int], str]:
    return lambda index: f"byte {index * width + skip:,}"


def _byte_of_utf8(data: bytes) -> Callable[[int], str]:
    def label(index: int) -> str:
        mark = 3 if data.startswith(codecs.BOM_UTF8) else 0
        if data.isascii():
            return f"byte {index:,}"
        before = data[mark:].decode("utf-8", "surrogateescape")[:index]
        return f"byte {mark + len(before.encode('utf-8', 'surrogateescape')):,}"

    return label


def _byte_of_runs(starts: list[tuple[int, int]]) -> Callable[[int], str]:
    def label(index: int) -> str:
        begun, there = max(pair for pair in starts if pair[0] <= index)
        return f"byte {there + index - begun:,}"

    return label
