"""What the model sees of each token: the rows of its table of weights that speak for it.

A *template* joins up to three columns, each taken some places before or after the token. The hash of
what a template reads is a row of the table (feature hashing: Weinberger et al. 2009, "Feature
hashing for large scale multitask learning"), so that the model holds no word.

>>> from muniment.quotes.reported.columns import Vocabulary
>>> from muniment.quotes.reported.lexicon import load
>>> from muniment.quotes.reported.tokens import cut
>>> index(cut("She said that he lied."), Vocabulary(load("en"), {}), 20).shape == (6, len(TEMPLATES))
True
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from muniment.quotes.reported.columns import NAMES, Vocabulary, columns
from muniment.quotes.reported.tokens import Token

Part = tuple[int, int]
"""A column, and how many places from the token it is read."""

_WRITTEN = """
-3..3: word
-1..1: ending
-1..1: short ending
beginning
-3..3: grammar
-2..2: bringing
-2..2: fine
-3..3: coarse
-2..1: word + word@1
-1..0: grammar + grammar@1
-1..1: grammar@-1 + grammar + grammar@1
-1..0: short ending + short ending@1
-1..0: coarse + coarse@1
coarse@-1 + coarse + coarse@1
bringing@-1 + grammar
grammar@-1 + bringing
bringing + grammar@1
bringing@-1 + word
word@-1 + bringing
bringing + word@1
bringing + grammar@1 + grammar@2
grammar@-2 + grammar@-1 + bringing
bringing@-2 + grammar@-1 + grammar
since start + grammar
to end
marks
marks@-1 + marks + marks@1
which sentence + since start
marks + last bringing
marks + to end
last cue
last bringing
since cue
last bringing + since cue
last cue + since cue
last bringing + after cue
last cue + after cue
last bringing + after cue + commas
last cue + border
last bringing + commas
last cue + word
last bringing + grammar
last bringing + since cue + grammar
last bringing + after cue + grammar
last cue + after cue + since cue
last bringing + commas + grammar
since cue + commas + border
next cue
next bringing
until cue
next bringing + until cue
next cue + until cue
next bringing + grammar
next bringing + last bringing
next cue + word
until cue + since cue
next bringing + since start
next bringing + until cue + grammar
next bringing + last bringing + marks
border
border + since border
border + grammar
border + since border + grammar
border + last bringing + grammar
border + since border + last bringing
first word
first grammar + since start
first grammar + last bringing
first word + last bringing
first grammar + next bringing
-1..1: cue rate
cue rate + grammar@1
grammar@-1 + cue rate
grammar@-1 + cue rate + grammar@1
cue rate + word@1
word@-1 + cue rate
cue rate + since start
cue rate + next bringing
cue rate + last bringing
grammar@-2 + grammar@-1 + cue rate
cue rate@-1 + grammar + grammar@1
-1..0: cue rate@-1 + cue rate + cue rate@1
-1..1: speaker rate
-1..0: speaker rate + cue rate@1
speaker rate@-2 + speaker rate@-1 + cue rate
speaker rate + grammar
speaker rate + last bringing
speaker rate + next bringing
speaker rate@-1 + speaker rate + speaker rate@1
"""
"""A template a line: columns joined by +, each with its offset from the token behind an @; before a
colon, the offsets by which the whole of it is moved."""


def _parse(written: str) -> tuple[tuple[Part, ...], ...]:
    templates = []
    for line in written.strip().splitlines():
        moved, _, joined = line.rpartition(": ")
        least, most = moved.split("..") if moved else ("0", "0")
        for by in range(int(least), int(most) + 1):
            parts = [part.partition("@") for part in joined.split(" + ")]
            templates.append(tuple((NAMES.index(n), int(at or 0) + by) for n, _, at in parts))
    return tuple(templates)


TEMPLATES = _parse(_WRITTEN)
_PARTS = sorted({part for template in TEMPLATES for part in template})
_AT = np.array(
    [
        [_PARTS.index(t[n]) if n < len(t) else len(_PARTS) for t in TEMPLATES]
        for n in range(max(map(len, TEMPLATES)))
    ]
)
_COLUMNS = np.array([column for column, _ in _PARTS])[:, None]
_OFFSETS = np.array([offset for _, offset in _PARTS])[:, None]
_REACH = max(abs(offset) for _, offset in _PARTS)
_BEYOND = 77
"""What a template reads before the first token and behind the last."""

_SEEDS = (np.arange(1, len(TEMPLATES) + 1, dtype=np.uint64) * 0x9E3779B1).astype(np.uint32)[:, None]


def index(tokens: Sequence[Token], vocabulary: Vocabulary, bits: int) -> NDArray[np.int32]:
    """Rows for each token, as tokens × templates, each below 2 to the power of `bits`."""
    if not tokens:
        return np.empty((0, len(TEMPLATES)), dtype=np.int32)
    around = np.pad(
        columns(tokens, vocabulary), ((0, 0), (_REACH, _REACH)), constant_values=_BEYOND
    )
    read = np.zeros((len(_PARTS) + 1, len(tokens)), dtype=np.uint32)
    read[:-1] = around[_COLUMNS, _OFFSETS + _REACH + np.arange(len(tokens))]
    return _mix([read[parts] for parts in _AT], bits).T.astype(np.int32)


def _mix(parts: Sequence[NDArray[np.uint32]], bits: int) -> NDArray[np.uint32]:
    """A hash of the parts in their order: multiply and shift, as MurmurHash3 ends (Appleby 2011)."""
    mixed = np.broadcast_to(_SEEDS, parts[0].shape).copy()
    for part in parts:
        mixed ^= part
        mixed *= np.uint32(0x85EBCA6B)
        mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(13)
    return mixed & np.uint32((1 << bits) - 1)
