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
from functools import lru_cache
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
"""Runs of words kept for each passage. Two passages with resemblance r share at least one of them
with a chance of about 1 - (1 - r)^4: 0.99 at the threshold."""

_WORD = re.compile(r"\w+")
_ANCHOR = 7
_SPREAD = 2654435761  # Knuth's multiplicative hash


def words(text: str) -> list[str]:
    """The words of a text, lower-cased, without punctuation."""
    return _WORD.findall(text.lower())


def fingerprint(of: list[str]) -> int:
    """A 63-bit number that passages with the same words share; 0 for a short passage."""
    if len(of) < LEAST_WORDS:
        return 0
    digest = blake2b(" ".join(of).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def sketch(of: list[str]) -> tuple[int, ...]:
    """The least few of the passage's runs of four words, in a fixed order of all possible runs.

    Runs that begin with one word in eight (chosen by its hash) come first in that order, so that a
    long text is sketched from an eighth of its runs.
    """
    if len(of) < LEAST_ALIKE:
        return ()
    hashes = [_hash(w) for w in of]
    runs = zip(hashes, hashes[1:], hashes[2:], hashes[3:], strict=False)
    anchored = {_run(a, b, c, d) for a, b, c, d in runs if not a & _ANCHOR}
    if len(anchored) >= SKETCH:
        return tuple(sorted(anchored)[:SKETCH])
    runs = zip(hashes, hashes[1:], hashes[2:], hashes[3:], strict=False)
    others = {_run(a, b, c, d) for a, b, c, d in runs if a & _ANCHOR}
    return tuple((sorted(anchored) + sorted(others))[:SKETCH])


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
    judged = [(resemblance(mine, words(other)), key) for key, other in earlier]
    best = max(judged, key=lambda j: j[0], default=(0.0, 0))
    return (best[1], round(best[0], 3)) if best[0] >= ALIKE else None


def resemblance(one: list[str], other: list[str]) -> float:
    """The share of runs of four words that two texts have in common, from 0 to 1."""
    a, b = _runs(one), _runs(other)
    return len(a & b) / len(a | b) if a and b else float(one == other)


def _runs(of: list[str]) -> set[tuple[str, ...]]:
    return set(zip(of, of[1:], of[2:], of[3:], strict=False))


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _run(a: int, b: int, c: int, d: int) -> int:
    return ((a * 3 + b * 5 + c * 7 + d * 11) * _SPREAD) & 0xFFFFFFFF
