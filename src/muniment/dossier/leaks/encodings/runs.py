r"""Runs: stretches of base64 and of hex in a text, read as the bytes that they stand for.

Most stretches that could be base64 are long words, and come to nothing; the same words come again and
again, in every file of a folder. What comes to nothing once always does, so it is remembered, and a text
whose words are all known is passed over without a search for where they stand. Those that are new go
through a sieve together.

>>> known = Remembered(Sieve(lambda _: True, re.compile(b"PK")), lambda _: False)
>>> [(r.data, r.start, r.form) for r in runs("see QW5uYSBLb3dhbA==", set(), known)]
[(b'Anna Kowal', 4, 'in base64')]
"""

import binascii
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from muniment.dossier.leaks.encodings.legible import is_legible
from muniment.dossier.leaks.encodings.pieces import base64_pieces, hex_pieces
from muniment.dossier.leaks.encodings.sieve import Sieve

_BASE64 = re.compile(
    # A line of twelve letters may go on in the next: nobody folds base64 shorter, and prose has few such words.
    r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}={0,2}"
    r"(?:(?<=[A-Za-z0-9+/_-]{11}[A-Za-z0-9+/_=-])\r?\n[ \t]?[A-Za-z0-9+/_-]+={0,2})*+"
)
_ENDS = re.compile(  # begins with its sign, so that the search leaps from line to line
    rb"\n(?<![A-Za-z0-9+/_-]{11}[A-Za-z0-9+/_=-]\n)(?<![A-Za-z0-9+/_-]{11}[A-Za-z0-9+/_=-]\r\n)"
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
_LETTERS = str.maketrans("-_", "+/", "= \t\r\n")
_NO_DIGIT = re.compile(r"0x|\\x|[^0-9A-Fa-f]")
_LONGEST, _MOST = 96, 1 << 17
_PRINTED = bytes([9, 10, 13, *range(32, 127)])


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes that stood in a text as base64 or hex: where they began, and the form in words."""

    data: bytes
    start: int
    form: str


Reader = Callable[[str], list[bytes]]
Within = tuple[tuple[int, bytes], ...]
"""What a stretch comes to: from which of its places on, and the bytes."""


@dataclass(slots=True)
class Remembered:
    """What short stretches come to, whatever stands around them; each part is emptied when it is full.

    Attributes:
        sieve: tells which bytes may have something in them.
        opens: whether bytes begin as a file, or something packed may begin among them.
        barren: pieces of text between spaces, in which no stretch of base64 comes to anything.
        within: for each way of reading, what stretches come to.
    """

    sieve: Sieve
    opens: Callable[[bytes], bool]
    barren: set[bytes] = field(default_factory=set, repr=False)
    within: dict[str, dict[str, Within]] = field(default_factory=dict, repr=False)

    def untried(self, narrow: bytes, tried: set[int]) -> set[str]:
        """The stretches of base64 in a text that may come to something, but for those that were tried.

        Args:
            narrow: the text in Latin-1, with a question mark for any other letter.
            tried: hashes of the stretches that were tried.
        """
        # A line may go on behind one space: taken away, the stretch is whole inside its token.
        tokens = _ENDS.sub(b" ", _GOES_ON.sub(b"\n", narrow)).translate(_TOKENS).split(b" ")
        new = {t: _BASE64.findall(t.decode("latin-1")) for t in set(tokens) - self.barren}
        telling = self.telling(_from_base64, {run for found in new.values() for run in found})
        if len(self.barren) + len(new) > _MOST:
            self.barren.clear()
        self.barren.update(
            token
            for token, found in new.items()
            if len(token) <= _LONGEST and telling.isdisjoint(found)
        )
        return {run for run in telling if hash((_IN_BASE64, run)) not in tried}

    def telling(self, read: Reader, found: set[str]) -> set[str]:
        """The stretches that may come to something: long ones always may."""
        told = {run for run in found if len(run) > _LONGEST}
        short = found - told
        if len(short) > _A_FEW:
            short = self._sifted(read, list(short))
        told.update(run for run in short if self.read(read, run))
        return told

    def _sifted(self, read: Reader, short: list[str]) -> set[str]:
        if read is _from_base64:
            pieces = base64_pieces([run.translate(_LETTERS) for run in short])
        else:
            pieces = hex_pieces(short, read)
        return {short[n] for n in self.sieve.telling(pieces)}

    def read(self, read: Reader, run: str) -> Within:
        """What a stretch comes to."""
        known = self.within.setdefault(read.__name__, {})
        within = known.get(run)
        if within is None:
            within = tuple(fruitful(read(run), self.opens))
            if len(run) <= _LONGEST:
                if len(known) >= _MOST:
                    known.clear()
                known[run] = within
        return within


def runs(content: str, tried: set[int], remembered: Remembered) -> Iterator[Run]:
    """Runs of base64 (from any of its four places) and of hex that come to text, or to a packed file.

    Args:
        content: where they stand.
        tried: hashes of the runs that were tried before, and are not again; it grows.
        remembered: what runs came to before; it grows.
    """
    narrow = content.encode("latin-1", "replace")
    # To ask first is many times as fast as to search, where there is nothing.
    untried = remembered.untried(narrow, tried)
    for start, run in _standing(content, untried):
        tried.add(hash((_IN_BASE64, run)))
        for skip, data in remembered.read(_from_base64, run):
            yield Run(data, start + skip, _IN_BASE64)
    for start, run in _standing_hex(content, narrow, tried, remembered):
        for skip, data in remembered.read(_from_hex, run):
            yield Run(data, start + skip, _IN_HEX)


def _standing_hex(
    content: str, narrow: bytes, tried: set[int], remembered: Remembered
) -> list[tuple[int, str]]:
    """Where stretches of hex stand first that were not tried and may come to something."""
    digits, first = narrow.translate(_DIGITS), dict[str, int]()
    for pattern, sign in ((_HEX, _EIGHT), (_HEX_APART, _PAIRS)):
        for start, end in _stretches(digits, sign):
            for match in pattern.finditer(content, start, end):
                mark = hash((_IN_HEX, match[0]))
                if mark not in tried:
                    tried.add(mark)
                    first[match[0]] = match.start()
    telling = remembered.telling(_from_hex, set(first))
    return [(start, run) for run, start in first.items() if run in telling]


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


def _from_base64(run: str) -> list[bytes]:
    """What a stretch of base64 may stand for: it may begin at any of four places."""
    letters = run.translate(_LETTERS)
    wholes = (letters[n : len(letters) - ((len(letters) - n) % 4 == 1)] for n in range(4))
    return [binascii.a2b_base64(whole + "=" * (-len(whole) % 4)) for whole in wholes]


def _from_hex(run: str) -> list[bytes]:
    """What a stretch of hex may stand for: it may begin at either of two places."""
    digits = _NO_DIGIT.sub("", run)
    ends = (len(digits) - (len(digits) - n) % 2 for n in range(2))
    return [bytes.fromhex(digits[n:end]) for n, end in enumerate(ends)]


def fruitful(pieces: list[bytes], opens: Callable[[bytes], bool]) -> Iterator[tuple[int, bytes]]:
    """The pieces that are text or a file, and their places; behind one of nothing but print the rest is noise."""
    for skip, data in enumerate(pieces):
        is_file = opens(data)
        if is_file or is_legible(data):
            yield skip, data
            if is_file or (data.isascii() and not data.translate(None, _PRINTED)):
                break
