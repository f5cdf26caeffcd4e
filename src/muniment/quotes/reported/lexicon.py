"""What the language pack knows of a word, as two classes: what it does in a sentence, and whether it
brings in what somebody holds.

>>> words = load("en")
>>> words.classify("Claimed")
Classes(grammar='past', bringing='speech alleges past')
>>> words.classify("harbour")
Classes(grammar='lower', bringing='')

There is no tagger of parts of speech behind it: a word in none of the pack's lists is told by its
ending and its capitals.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from muniment.model.quote import Stance
from muniment.quotes import languages
from muniment.quotes.languages.pack import Language
from muniment.quotes.languages.pack import load as load_pack

_WIDTHLESS = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}
_LONGEST = 40
"""Letters of a word that are looked at: more is no word."""


class Classes(NamedTuple):
    """What a word does in a sentence, and how it brings in another's words (empty when it does not)."""

    grammar: str
    bringing: str


@dataclass(frozen=True, slots=True)
class Bringing:
    """One way in which a word brings in what somebody holds.

    Attributes:
        sort: a sort of verb of the pack (`speech`, `thought`, …), `will` (wants, refuses, plans),
            `noun` (claim, warning) or `phrase` (according to).
        stance: how it puts the words.
        form: of a verb: `base`, `past`, …; otherwise empty.
    """

    sort: str
    stance: Stance
    form: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words for reported speech.

    Attributes:
        pack: the language's own pack.
        bringing: word → the ways in which it brings words in; the likeliest first.
        grammar: word of a closed class → that class.
        that: what stands before a clause that is reported (*that*).
    """

    pack: Language
    bringing: Mapping[str, tuple[Bringing, ...]]
    grammar: Mapping[str, str]
    that: frozenset[str]

    def classify(self, word: str) -> Classes:
        """The two classes of a word as written."""
        folded = fold(word)
        ways = self.bringing.get(folded, ())
        first = f"{ways[0].sort} {ways[0].stance} {ways[0].form}".rstrip() if ways else ""
        grammar = self.grammar.get(folded) or (ways[0].form if ways else "")
        return Classes(grammar or _shape(word, self.pack.adverb_endings), first)


def fold(word: str) -> str:
    """A word as the lists have it: small letters, straight apostrophe, no marks without width.

    >>> fold("Won’T")
    "won't"
    """
    word = word[:_LONGEST]
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word.replace("’", "'").translate(_WIDTHLESS))
    return word.lower()


def _shape(word: str, adverb_endings: tuple[str, ...]) -> str:
    if not word[0].isalpha():
        return "number" if word[0].isdigit() else word[:2]
    if word.islower():
        return "adverb" if word.endswith(adverb_endings) and len(word) > 4 else "lower"
    if word[1:].islower() or len(word) == 1:
        return "capital"
    return "capitals" if word.isupper() else "mixed"


@cache
def load(language: str) -> Lexicon:
    """The lexicon of a language, from its pack.

    Raises:
        ValueError: there is no pack for it.
    """
    pack = load_pack(language)
    path = Path(languages.__file__).with_name(f"{language}.json")
    written = json.loads(path.read_text("utf-8"))
    that = frozenset(written.get("reported", {}).get("that", "").split())
    return Lexicon(pack, _bringing(pack, written), _grammar(pack), that)


def _bringing(pack: Language, written: Mapping[str, Any]) -> Mapping[str, tuple[Bringing, ...]]:
    """What the pack says of verbs, nouns and phrases, and what it says for reported speech alone."""
    own = written.get("reported", {})
    found: dict[str, list[Bringing]] = {}
    for word, verbs in pack.verbs.items():
        found[word] = [Bringing(verb.sort, verb.stance, verb.form) for verb in verbs]
    for stance, rows in own.get("will", {}).items():
        for row in rows:
            for word, form in zip(row.split(), written["forms"], strict=True):
                found.setdefault(word, []).append(Bringing("will", Stance(stance), form))
    nouns = [(word, stance) for word, stance in pack.nouns.items()]
    for stance, words in own.get("nouns", {}).items():
        nouns += [(word, Stance(stance)) for word in words.split()]
    for word, stance in nouns:
        found.setdefault(word, []).append(Bringing("noun", stance))
    for word, phrases in pack.phrases.items():
        found.setdefault(word, []).append(Bringing("phrase", phrases[0][1]))
    return {word: tuple(ways) for word, ways in found.items()}


def _grammar(pack: Language) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, words in (
        ("complementiser", pack.complementisers),
        ("negation", pack.negations),
        ("auxiliary", pack.auxiliaries),
        ("subject", pack.subjects),
        ("pronoun", pack.pronouns),
        ("possessive", pack.possessives),
        ("conjunction", pack.conjunctions),
        ("preposition", pack.prepositions),
        ("determiner", pack.determiners),
        ("weekday", pack.weekdays),
        ("month", pack.months),
        ("adverb", pack.adverbs),
        ("title", pack.titles),
        ("speaker", pack.speakers),
        ("thing", pack.things),
        ("given", pack.given),
    ):
        for word in words:
            found.setdefault(word, name)
    return found
