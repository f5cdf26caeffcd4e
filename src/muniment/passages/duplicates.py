r"""Duplicates: the same words again, exactly or nearly, so that copies can be shown as copies.

Two passages are *the same* when their words are, in the same order, whatever the case, spacing and
punctuation. They are *alike* when most runs of four words occur in both (resemblance of shingles,
A. Broder, "On the resemblance and containment of documents", 1997). Short passages ("ok, thanks")
are neither: everybody says them.

>>> a = words("The bus for the campaign cost £461 a day, and nobody had asked for the bus.")
>>> b = words("The bus for the campaign cost £461 a day, and nobody asked for the bus!")
>>> fingerprint(a) == fingerprint(words("the BUS for the campaign cost £461 a day\nand nobody had asked for the bus"))
True
>>> round(resemblance(a, b), 2)
0.56
"""

import re
import struct
from collections.abc import Iterable
from hashlib import blake2b
from zlib import crc32

LEAST_WORDS = 8
"""Shorter passages are not grouped: in 6,000 mails and 100,000 chat messages of the development
corpora, equal passages below eight words are greetings, thanks and stock answers."""

LEAST_ALIKE = 12
"""Passages below this length are compared for the same words only: one word changed in eight is
already another statement."""

ALIKE = 0.7
"""Least resemblance of passages that are called alike: about one word in ten may differ when the
changes are scattered, and more when they are together."""

SKETCH = 4
"""Runs of words kept for each passage. Two passages with resemblance r share at least two of them
with a chance of about 1 - (1 - r)^4 - 4r(1 - r)^3: 0.92 at the threshold, 0.98 at 0.8."""

_SHARED = 2
_LONG, _SOME = 8, 3
"""In the order of all runs come first those that begin with a word of eight letters or more whose
last byte is a multiple of four (about one word of English in thirty); then those that
begin with any long word; then the rest."""

_WORD = re.compile(r"\w+")
_ASCII = bytes(
    ord(chr(code).lower()) if code < 128 and (chr(code).isalnum() or chr(code) == "_") else 0x20
    for code in range(256)
)

_BROKEN = _ASCII[:128] + bytes(range(128, 256))  # what is not ASCII is looked at more closely


def words(text: str) -> list[bytes]:
    """The words of a text, lower-cased, without punctuation, in UTF-8."""
    if text.isascii():
        return text.encode().translate(_ASCII).split()
    found: list[bytes] = []
    for piece in text.lower().encode("utf-8", "surrogatepass").translate(_BROKEN).split():
        if piece.isascii():  # most are
            found.append(piece)
        else:
            found += [
                word.encode("utf-8", "surrogatepass")
                for word in _WORD.findall(piece.decode("utf-8", "surrogatepass"))
            ]
    return found


def fingerprint(of: list[bytes]) -> int:
    """A 63-bit number that passages with the same words share; 0 for a short passage."""
    if len(of) < LEAST_WORDS:
        return 0
    return int.from_bytes(blake2b(b" ".join(of), digest_size=8).digest(), "big") >> 1


def sketch(of: list[bytes]) -> tuple[int, ...]:
    """The least few of the passage's runs of four words, in a fixed order of all possible runs.

    A text of some length is sketched from the few of its runs that begin with a telling word, and
    the others are never looked at.
    """
    if len(of) < LEAST_ALIKE:
        return ()
    last = len(of) - 3
    long = [at for at, word in enumerate(of[:last]) if len(word) >= _LONG]
    telling = [at for at in long if not of[at][-1] & _SOME]
    runs: list[int] = []
    for places in (telling, long, range(last)):
        fresh = {crc32(b" ".join(of[at : at + 4])) for at in places}
        runs += sorted(fresh.difference(runs))
        if len(runs) >= SKETCH:
            break
    return tuple(runs[:SKETCH])


def are_comparable(runs: tuple[int, ...], shared: int) -> bool:
    """Whether passages that share so many runs of a sketch are worth comparing in full."""
    return shared >= min(_SHARED, len(runs))


def pack(runs: tuple[int, ...]) -> bytes:
    """A sketch as four bytes a run, to be kept beside its passage."""
    return struct.pack(f"<{len(runs)}I", *runs)


def unpack(packed: bytes) -> tuple[int, ...]:
    """The sketch that was packed."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def most_alike(text: str, earlier: Iterable[tuple[int, str]]) -> tuple[int, float] | None:
    """Of earlier passages (key, text), the one most alike to a text, with their resemblance.

    None when none of them is alike. Of several equally alike, the first.
    """
    mine = words(text)
    runs = _runs(mine)
    best = (0.0, 0)
    for key, other in earlier:
        theirs = words(other)
        shorter, longer = sorted((len(mine), len(theirs)))
        if shorter >= ALIKE * longer:  # else they cannot be alike, whatever they share
            best = max(best, (_share(runs, _runs(theirs)) or float(mine == theirs), -key))
    return (-best[1], round(best[0], 3)) if best[0] >= ALIKE else None


def resemblance(one: list[bytes], other: list[bytes]) -> float:
    """The share of runs of four words that two texts have in common, from 0 to 1."""
    return _share(_runs(one), _runs(other)) or float(one == other)


def _share(a: set[tuple[bytes, ...]], b: set[tuple[bytes, ...]]) -> float:
    common = len(a & b)
    return common / (len(a) + len(b) - common) if common else 0.0


def _runs(of: list[bytes]) -> set[tuple[bytes, ...]]:
    return set(zip(of, of[1:], of[2:], of[3:], strict=False))
