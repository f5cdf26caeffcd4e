"""Exactly as written: `=U.S.`, `="Key Seats"`. Case, accents, punctuation and spaces count.

The index folds all of these, so it only names candidates; the texts themselves decide. A run of white
space counts as one space, since a line break is seldom meant. What is sought stands free: `=us` is not
found in *bus*.

>>> bool(matcher("U.S.").search("the U.S. money")), bool(matcher("us").search("a bus"))
(True, False)
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from unicodedata import normalize

from muniment.search.words import JOINED

# Gives the texts of passages, by key; in any order. What it does not know is not found.
Texts = Callable[[Sequence[int]], Iterable[tuple[int, str]]]

BATCH = 2_000


@lru_cache(maxsize=64)
def matcher(wanted: str) -> re.Pattern[str]:
    """What finds a wording in a text whose accents are composed (NFC)."""
    pieces = [re.escape(piece) for piece in normalize("NFC", wanted).split()]
    before = f"(?<!{JOINED})" if re.match(JOINED, wanted) else ""
    after = f"(?!{JOINED})" if re.search(f"{JOINED}$", wanted) else ""
    return re.compile(before + r"\s+".join(pieces) + after)


def verify(keys: Sequence[int], wanted: str, texts: Texts) -> list[int]:
    """The keys of the passages that have a wording exactly as written."""
    pattern = matcher(wanted)
    found: list[int] = []
    for start in range(0, len(keys), BATCH):
        for key, text in texts(keys[start : start + BATCH]):
            composed = text if text.isascii() else normalize("NFC", text)
            if pattern.search(composed):
                found.append(key)
    return found
