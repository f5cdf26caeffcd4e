r"""A sieve: of thousands of pieces of bytes, those that may tell something, so that only these are looked at.

Every long word can be read as base64, and comes to a few bytes of noise. To look at each of these in every
way is slow, and to no end: there is nothing in them. So they are put side by side and asked once, whether
any of the readings holds the letters of a secret. The sieve lets through too much rather than too little;
what it holds back could not have been found.

>>> from muniment.dossier.leaks.encodings.pieces import base64_pieces
>>> sieve = Sieve(lambda text: "Anna" in str(text), re.compile(rb"PK\x03\x04"))
>>> words = [f"word{number:04}" for number in range(200)]
>>> sieve.telling(base64_pieces([*words, "c28gQW5uYQ"])), sieve.telling(base64_pieces(words))
({200}, set())
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from muniment.dossier.leaks.encodings.legible import may_be_legible
from muniment.dossier.leaks.encodings.pieces import Pieces
from muniment.dossier.leaks.texts import western

_A_FEW = 32
"""Pieces that are looked at as fast one by one."""

_ENCODED = re.compile(
    # Each in eight bits or in sixteen: a tag, an entity, percent signs and backslashes, quoted-printable,
    # Punycode, UTF-7; a run of base64 or of hex; two runs of print with something else between.
    rb"<\0?[A-Za-z/!?]|&\0?[#A-Za-z]|%\0?[0-9A-Fa-fuU]|\\|=\0?[0-9A-Fa-f\r\n]|[nN]\0?-|\+\0?[A-Za-z0-9+/]"
    rb"|[A-Za-z0-9+/_-](?:\0?[\r\n \t]*\0?[A-Za-z0-9+/_-]){7}"
    rb"|[0-9A-Fa-f]\0?[0-9A-Fa-f](?:.{1,8}?[0-9A-Fa-f]\0?[0-9A-Fa-f]){3}"
    rb"|[\t\r\n\x20-\x7e]{12}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a piece must have to be let through.

    Attributes:
        rings: whether a text, or the letters among bytes, may hold a secret.
        signs: by what files of known kinds begin.
    """

    rings: Callable[[str | bytes], bool]
    signs: re.Pattern[bytes]

    def telling(self, pieces: Pieces) -> set[int]:
        """The numbers of the stretches of which a piece may have something in it."""
        if len(pieces) <= _A_FEW:
            return set(pieces.owners.tolist())
        files = [found.start() for found in self.signs.finditer(pieces.data.tobytes())]
        told = set(pieces.owners[pieces.at(files)].tolist())
        pieces = pieces.only(may_be_legible(pieces))
        encoded = [found.start() for found in _ENCODED.finditer(pieces.data.tobytes())]
        told.update(pieces.owners[pieces.at(encoded)].tolist())
        return told | self._ringing(pieces)

    def _ringing(self, pieces: Pieces) -> set[int]:
        """Those among which a secret may stand as it is: by halves, until few are left."""
        if not any(self.rings(text) for text in _readings(pieces)):
            return set()
        if len(pieces) <= _A_FEW:
            return set(pieces.owners.tolist())
        first = np.arange(len(pieces)) < len(pieces) // 2
        return self._ringing(pieces.only(first)) | self._ringing(pieces.only(~first))


def _readings(pieces: Pieces) -> Iterator[str | bytes]:
    """Everything that pieces can be read as, all at once, as `texts.read_bytes` reads one of them."""
    row = pieces.data.tobytes()
    yield row
    yield row.decode("utf-8", "surrogateescape")
    yield western(row)
    for skip in (0, 1):
        pairs = pieces.paired(skip)
        yield pairs.decode("utf-16-le", "replace")
        yield pairs.decode("utf-16-be", "replace")
