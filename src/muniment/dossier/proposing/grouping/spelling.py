"""Spelling: one key for the name of a body, in whatever order its words stand.

>>> spelled(("court", "of", "appeal", "of", "zorbo")) == spelled(("zorbo", "appeal", "court"))
True
>>> spelled(("zorbotech", "s", "a")) == spelled(("zorbotech", "sa")), spelled(("saint", "orla")) == spelled(("st", "orla"))
(True, True)
"""

from collections.abc import Collection
from functools import cache

from muniment.dossier.proposing.languages import lexicon

Key = tuple[str, ...]

_SAME = {
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "saint": "st",
    "center": "centre",
    "defense": "defence",
    "labor": "labour",
    "organization": "organisation",
    "theater": "theatre",
    "appeals": "appeal",
    "appellate": "appeal",
}
"""Words that are written in two ways."""


@cache
def spelled(key: Key) -> Key:
    """The words of a name that tell it: without small words and the endings of owners and several. Where one
    of them is a word for bodies their order tells nothing (*Court of Zorbo*, *Zorbo Court*).
    """
    words = lexicon()
    pieces = [p for word in _with_form(key) if word not in words.joins for p in word.split("-")]
    plain = [_plain(piece, words.heads) for piece in pieces]
    return tuple(sorted(plain) if words.heads & set(plain) else plain) or key


def _plain(word: str, nouns: Collection[str]) -> str:
    bare = word.removesuffix("'s").removesuffix("'")
    bare = bare[:-1] if bare.endswith("s") and bare[:-1] in nouns else bare
    return _SAME.get(bare, bare)


def _with_form(key: Key) -> Key:
    """A name with the letters of its legal form as one word: `S.A.` as `SA`."""
    for at in range(1, len(key) - 1):
        if ".".join(key[at:]) in lexicon().company:
            return (*key[:at], "".join(key[at:]))
    return key
