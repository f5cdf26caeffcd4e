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
from functools import cache
from pathlib import Path

from muniment.intake.chats.header import MARKS

_UNSEEN = re.compile(f"[{MARKS}\u00ad]")


def fold(words: str) -> str:
    """Words for comparison: no marks, one kind of blank, no brackets or full stop around, no case."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", words))
    return " ".join(plain.split()).strip("<>＜＞⟨⟩‹›[]().!。．।۔ ").casefold()


class Phrases:
    """The phrases of all languages, ready to be looked up; one that is met votes for its language."""

    def __init__(self, entries: dict[str, dict[str, list[str]]]) -> None:
        self._whole: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, languages in entries.items():
            by_words: dict[str, list[str]] = {}
            for language, words in languages.items():
                for one in words:
                    by_words.setdefault(fold(one), []).append(language)
            if name.endswith("="):
                for one, spoken in by_words.items():
                    self._whole.setdefault(one, (name[:-1], tuple(spoken)))
            else:
                self._stems[name] = sorted(
                    ((one, tuple(spoken)) for one, spoken in by_words.items()),
                    key=lambda pair: -len(pair[0]),
                )

    def whole(self, words: str) -> str | None:
        """What a whole phrase stands for (`deleted`, `call`, …); None when it is not known."""
        found = self._whole.get(fold(words))
        return found[0] if found else None

    def find(self, names: tuple[str, ...], words: str) -> str | None:
        """The first of the names that has a stem within the words; None when none has."""
        folded = fold(words)
        for name in names:
            if any(stem in folded for stem, _ in self._stems.get(name, ())):
                return name
        return None

    def languages(self, words: str) -> Counter[str]:
        """Votes for the languages in which the words were met: 3 for a whole phrase, 1 for a stem."""
        folded = fold(words)
        votes: Counter[str] = Counter()
        if folded in self._whole:
            votes.update(dict.fromkeys(self._whole[folded][1], 3))
        for stems in self._stems.values():
            for stem, spoken in stems:
                if stem in folded:
                    votes.update(spoken)
        del votes["*"]
        return votes


@cache
def phrases() -> Phrases:
    """The phrases that come with Muniment."""
    path = Path(__file__).with_name("phrases.json")
    return Phrases(json.loads(path.read_text("utf-8")))
