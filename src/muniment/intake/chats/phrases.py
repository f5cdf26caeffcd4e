"""What chat programs write in place of a message, in many languages: `<Media omitted>`,
`This message was deleted`, `Messages and calls are end-to-end encrypted`.

`phrases.json` holds two sorts of entries, by language: *whole phrases* (a name ending in `=`),
which count wherever they are all that a message says, and *stems*, which count only where other
evidence has shown that the program speaks and not the sender (a direction mark that nobody
types). No list is complete; a phrase that is missing here costs a mark, never a message.

>>> phrases().whole("This message was deleted.")
'deleted'
>>> phrases().find(("video", "image"), "Bild weggelassen")
'image'
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from muniment.intake.chats.header import MARKS

_UNSEEN = re.compile(
    f"[{MARKS}\u00ad\u200c\u200d\u0591-\u05c7\u064b-\u0652]"
)  # with the vowel signs of Hebrew and Arabic, which are written or not
_SHORT = 4  # a stem of so few Latin letters counts only with an ending of three letters at most
_LONGEST = 300  # characters looked at; notices of encryption name it in their first sentence
_KEPT = 10_000  # answers remembered: a program repeats itself
_EVERY = "*"  # stems of no one language

_Stem = tuple[str, re.Pattern[str] | None, frozenset[str]]


def fold(words: str) -> str:
    """Words for comparison: no marks, one kind of blank, no brackets or full stop around, no case."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", words))
    return " ".join(plain.split()).strip("<>＜＞⟨⟩‹›[]().!。．।۔ ").casefold()


class Phrases:
    """The phrases of all languages, ready to be looked up."""

    def __init__(self, entries: dict[str, dict[str, list[str]]]) -> None:
        self._whole: dict[str, tuple[str, frozenset[str]]] = {}
        self._stems: dict[str, list[_Stem]] = {}
        for name, languages in entries.items():
            spoken: dict[str, set[str]] = {}
            for language, words in languages.items():
                for one in words:
                    spoken.setdefault(fold(one), set()).add(language)
            if name.endswith("="):
                for one, where in spoken.items():
                    self._whole.setdefault(one, (name[:-1], frozenset(where)))
            else:
                self._stems[name] = [_stem(one, where) for one, where in spoken.items()]
        self._found = lru_cache(maxsize=_KEPT)(self._search)
        self._known = lru_cache(maxsize=_KEPT)(self._look_up)

    def whole(self, words: str) -> str | None:
        """What a whole phrase stands for (`deleted`, `call`, …); None when it is not known."""
        return self._known(words) if len(words) < _LONGEST else None

    def find(self, names: tuple[str, ...], words: str, language: str = "") -> str | None:
        """The first of the names with a stem in the words, those of the chat's language before all."""
        return self._found(names, words[:_LONGEST], language)

    def _look_up(self, words: str) -> str | None:
        found = self._whole.get(fold(words))
        return found[0] if found else None

    def _search(self, names: tuple[str, ...], words: str, language: str) -> str | None:
        folded = fold(words)
        if language:
            for name in names:
                for stem in self._stems.get(name, ()):
                    if (language in stem[2] or _EVERY in stem[2]) and _is_in(stem, folded):
                        return name
        for name in names:
            if any(_is_in(stem, folded) for stem in self._stems.get(name, ())):
                return name
        return None

    def languages(self, words: str) -> Counter[str]:
        """Votes for the languages in which the words were met: 5 for a whole phrase, 1 for a stem."""
        folded = fold(words[:_LONGEST])
        votes: Counter[str] = Counter()
        if folded in self._whole:
            votes.update(dict.fromkeys(self._whole[folded][1], 5))
        for stems in self._stems.values():
            for stem in stems:
                if _is_in(stem, folded):
                    votes.update(stem[2])
        del votes[_EVERY]
        return votes


def _stem(words: str, spoken: set[str]) -> _Stem:
    is_short = len(words) <= _SHORT and words[0] < "\u0250"
    pattern = re.compile(rf"\b{re.escape(words)}\w{{0,3}}\b") if is_short else None
    return words, pattern, frozenset(spoken)


def _is_in(stem: _Stem, folded: str) -> bool:
    words, pattern, _ = stem
    return words in folded and (pattern is None or pattern.search(folded) is not None)


def is_like(names: Sequence[str], words: str, language: str = "") -> bool:
    """Whether the words have a stem of every one of the names: `missed` and `call`."""
    return all(phrases().find((name,), words, language) for name in names)


@cache
def phrases() -> Phrases:
    """The phrases that come with Muniment."""
    path = Path(__file__).with_name("phrases.json")
    return Phrases(json.loads(path.read_text("utf-8")))
