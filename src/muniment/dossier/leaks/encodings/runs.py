r"""Runs: stretches of base64 and of hex in a text, read as the bytes that they stand for.

Most stretches that could be base64 are long words, and come to nothing; the same words come again and
again, in every file of a folder. What comes to nothing once always does, so it is remembered, and a text
whose words are all known is passed over without a search for where they stand.

>>> [(r.data, r.start, r.form) for r in runs("see QW5uYSBLb3dhbA==", set(), Remembered(), lambda _: False)]
[(b'Anna Kowal', 4, 'in base64')]
"""

import base64
import binascii
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from muniment.dossier.leaks.texts import is_sixteen

_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}={0,2}(?:\r?\n[ \t]?[A-Za-z0-9+/_-]+={0,2})*+"
)
_HEX = re.compile(r"[0-9A-Fa-f]{8,}(?:\r?\n[0-9A-Fa-f]{2,})*+")
_HEX_APART = re.compile(r"[0-9A-Fa-f]{2}(?:(?:[\s:,;-]{1,2}(?:0x|\\x)?|0x|\\x)[0-9A-Fa-f]{2}){3,}+")
_GOES_ON = re.compile(rb"\n[ \t](?=[A-Za-z0-9+/_-])")
_GOES_ON_IN = re.compile(r"\n[ \t]")
_IN_BASE64, _IN_HEX = "in base64", "in hexadecimal"
_FEWEST, _A_FEW = 8, 8
_ALPHABET = frozenset((string.ascii_letters + string.digits + "+/_-").encode())
_IN_A_TOKEN = _ALPHABET | frozenset(b"=\r\n")
_TOKENS = bytes(b if b in _IN_A_TOKEN else ord(" ") for b in range(256))
_BETWEEN = frozenset(b" \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0:,;-x\\?")
"""What may stand between two digits of hex; `?` stands for spaces that Latin-1 has not."""
_DIGITS = bytes(
    ord("h") if chr(b) in string.hexdigits else ord("s") if b in _BETWEEN else ord(".")
    for b in range(256)
)
_EIGHT = re.compile(b"h" * _FEWEST)
_PAIRS = re.compile(rb"hh(?:(?:s{1,2}(?:[hs]s)?|[hs]s)hh){3}")
_NO_DIGIT = re.compile(r"0x|\\x|[^0-9A-Fa-f]")
_LONGEST, _MOST = 96, 1 << 17
_TEXTLIKE = re.compile(
    rb"(?:[\t\r\n\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){7,}+"
    rb"|(?:[\xe1-\xf4][\x80-\xbf]{2,3}){3,}+|(?:[\xc2-\xdf][\x80-\xbf]){4,}+"
)
_PRINTED = bytes([9, 10, 13, *range(32, 127)])


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes that stood in a text as base64 or hex: where they began, and the form in words."""

    data: bytes
    start: int
    form: str


Packed = Callable[[bytes], bool]
Within = tuple[tuple[int, bytes], ...]


@dataclass(slots=True)
class Remembered:
    """What short stretches come to, whatever stands around them; each part is emptied when it is full.

    Attributes:
        barren: pieces of text between spaces, in which no stretch of base64 comes to anything.
        within: for each way of reading, what stretches come to.
    """

    barren: set[bytes] = field(default_factory=set, repr=False)
    within: dict[str, dict[str, Within]] = field(default_factory=dict, repr=False)

    def untried(self, narrow: bytes, tried: set[int], packed: Packed) -> set[str]:
        """The stretches of base64 in a text that may come to something, but for those that were tried.

        Args:
            narrow: the text in Latin-1, with a question mark for any other letter.
            tried: hashes of the stretches that were tried.
            packed: tells a packed file by its beginning.
        """
        # A line may go on behind one space: taken away, the stretch is whole inside its token.
        tokens = _GOES_ON.sub(b"\n", narrow).translate(_TOKENS).split(b" ")
        found = set[str]()
        for token in set(tokens) - self.barren:
            is_barren = len(token) <= _LONGEST
            for match in _BASE64.finditer(token.decode("latin-1")):
                run = match[0]
                if len(run) > _LONGEST or self.read(_base64_of, run, packed):
                    is_barren = False
                    if hash((_IN_BASE64, run)) not in tried:
                        found.add(run)
            if is_barren:
                if len(self.barren) >= _MOST:
                    self.barren.clear()
                self.barren.add(token)
        return found

    def read(self, reader: Callable[[str, Packed], Within], run: str, packed: Packed) -> Within:
        """What a stretch comes to."""
        known = self.within.setdefault(reader.__name__, {})
        within = known.get(run)
        if within is None:
            within = reader(run, packed)
            if len(run) <= _LONGEST:
                if len(known) >= _MOST:
                    known.clear()
                known[run] = within
        return within


def runs(content: str, tried: set[int], remembered: Remembered, packed: Packed) -> Iterator[Run]:
    """Runs of base64 (from any of its four places) and of hex that come to text, or to a packed file.

    Args:
        content: where they stand.
        tried: hashes of the runs that were tried before, and are not again; it grows.
        remembered: what runs came to before; it grows.
        packed: tells a packed file by its beginning.
    """
    narrow = content.encode("latin-1", "replace")
    # To ask first is many times as fast as to search, where there is nothing.
    untried = remembered.untried(narrow, tried, packed)
    for start, run in _standing(content, untried):
        tried.add(hash((_IN_BASE64, run)))
        for skip, data in remembered.read(_base64_of, run, packed):
            yield Run(data, start + skip, _IN_BASE64)
    digits = narrow.translate(_DIGITS)
    for pattern, sign in ((_HEX, _EIGHT), (_HEX_APART, _PAIRS)):
        for start, end in _stretches(digits, sign):
            for match in pattern.finditer(content, start, end):
                mark = hash((_IN_HEX, match[0]))
                if mark not in tried:
                    tried.add(mark)
                    for skip, data in remembered.read(_hex_of, match[0], packed):
                        yield Run(data, match.start() + skip, _IN_HEX)


def _stretches(digits: bytes, sign: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    """Where there is nothing but digits of hex and what may be between them, if there is a sign of more."""
    end = 0
    while found := sign.search(digits, end):
        start = digits.rfind(b".", end, found.start()) + 1 or end
        end = digits.find(b".", found.end())
        end = len(digits) if end < 0 else end
        yield start, end


def _standing(content: str, wanted: set[str]) -> Iterator[tuple[int, str]]:
    """Where some stretches of base64 stand first, in order. A few are found by their letters, which is
    faster than to go from stretch to stretch.
    """
    if len(wanted) <= _A_FEW:
        found = [(_first(content, run), run) for run in wanted]
        if all(start >= 0 for start, _ in found):
            yield from sorted(found)
            return
    left = set(wanted)
    for match in _BASE64.finditer(content):
        run = _GOES_ON_IN.sub("\n", match[0]) if "\n" in match[0] else match[0]
        if run in left:
            left.remove(run)
            yield match.start(), run
            if not left:
                return


def _first(content: str, run: str) -> int:
    """Where a stretch stands first, whole and not as a line of a longer one; -1 where that is not plain."""
    start = content.find(run)
    for _ in range(_A_FEW):
        if start < 0:
            break
        match = _BASE64.match(content, start)
        if match and match[0] == run:
            return start if "\n" not in content[max(0, start - 2) : start] else -1
        start = content.find(run, start + 1)
    return -1


def _base64_of(run: str, packed: Callable[[bytes], bool]) -> Within:
    letters = "".join(run.split()).replace("=", "").replace("-", "+").replace("_", "/")
    found: list[tuple[int, bytes]] = []
    for skip in range(4):
        data = _from_base64(letters[skip:])
        is_packed = packed(data)
        if is_packed or is_textlike(data):
            found.append((skip, data))
            if is_packed or (data.isascii() and not data.translate(None, _PRINTED)):
                break
    return tuple(found)


def _hex_of(run: str, packed: Callable[[bytes], bool]) -> Within:
    digits = _NO_DIGIT.sub("", run)
    found: list[tuple[int, bytes]] = []
    for skip in range(2):
        data = bytes.fromhex(digits[skip : len(digits) - (len(digits) - skip) % 2])
        if packed(data) or is_textlike(data):
            found.append((skip, data))
    return tuple(found)


def _from_base64(letters: str) -> bytes:
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return b""


def is_textlike(data: bytes) -> bool:
    """Whether there is text among bytes: some characters in a row in UTF-8, or nothing else in UTF-16."""
    if _TEXTLIKE.search(data.replace(b"\0", b"")):
        return True
    return is_sixteen(data)
