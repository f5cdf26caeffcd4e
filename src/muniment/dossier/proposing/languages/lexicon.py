"""The lists of all languages, read from JSON and joined.

>>> "kowalska" in lexicon().given, "anna" in lexicon().given
(False, True)
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that tell what other words are. All folded.

    Attributes:
        titles: what stands before a name → m, f, a. roles: occupations that do.
        given: first names → m, f, a. ordinary: names that are ordinary words too. surnames: frequent ones.
        common: words that often begin a sentence. plain: other everyday words. abbreviations: after them a full stop ends no sentence.
        months: name → 1 to 12. weekdays, feasts, numbers, durations, day_parts, decades: of times.
        currency_codes: word, sign, or words with a hyphen → ISO 4217, or the name that currencies share. currencies, currency_words (*Swiss* francs), units, counted (*persons*): of amounts.
        heads: last words of the names of bodies. leading_heads: first ones. company: legal forms.
        ties: *of* and its like. joining_offices: other words that it follows inside a name.
        no_names, no_initials, no_illnesses: what looks like one and is none.
        public_after: words that make a nationality before them say nothing of a person.
        month_cues: words before the name of a month. year_bars: words before a number that is no year.
        public: words of which the names of states and their common organs are made.
        small_nationalities: those that a language writes small. paper_starts: first words of newspapers.
        street_endings: last letters of the names of streets. laws: words for laws and their parts. offices: words for who leads a body.
        origin_starts: first words of names of countries (*Sierra* Leonean).
        place_starts, place_ends, street_starts, street_ends: parts of names of places.
        place_cues: words before a place. countries, places, nationalities, faiths: by name.
        professions, profession_adjectives, kin, states_of_life, people_nouns: what somebody is.
        illnesses, illness_adjectives, illness_ends: what somebody has.
        code_cues, law_cues: words before a number that files something, or is a part of a law.
        speech: verbs of which a person is the subject. cues: words before somebody who is addressed.
        particles: small words inside a name. joins: small words inside the name of a body.
        inflections: endings of names. file_ends: of names of files. ordinary_ends: of words that are no names.
        state_words: all words that may stand in the name of a state and its organs.
        phrases: trades, illnesses and feasts of several words → what they are.
    """

    titles: Mapping[str, str]
    given: Mapping[str, str]
    months: Mapping[str, int]
    currency_codes: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], str]
    roles: frozenset[str]
    ordinary: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    plain: frozenset[str]
    abbreviations: frozenset[str]
    weekdays: frozenset[str]
    numbers: frozenset[str]
    durations: frozenset[str]
    day_parts: frozenset[str]
    decades: frozenset[str]
    currencies: frozenset[str]
    currency_words: frozenset[str]
    units: frozenset[str]
    counted: frozenset[str]
    heads: frozenset[str]
    leading_heads: frozenset[str]
    company: frozenset[str]
    ties: frozenset[str]
    joining_offices: frozenset[str]
    no_names: frozenset[str]
    no_initials: frozenset[str]
    no_illnesses: frozenset[str]
    public_after: frozenset[str]
    month_cues: frozenset[str]
    year_bars: frozenset[str]
    public: frozenset[str]
    place_starts: frozenset[str]
    place_ends: frozenset[str]
    street_starts: frozenset[str]
    street_ends: frozenset[str]
    place_cues: frozenset[str]
    countries: frozenset[tuple[str, ...]]
    places: frozenset[tuple[str, ...]]
    small_nationalities: frozenset[str]
    laws: frozenset[str]
    paper_starts: frozenset[str]
    street_endings: frozenset[str]
    offices: frozenset[str]
    origin_starts: frozenset[str]
    nationalities: frozenset[str]
    faiths: frozenset[str]
    professions: frozenset[str]
    profession_adjectives: frozenset[str]
    kin: frozenset[str]
    states_of_life: frozenset[str]
    people_nouns: frozenset[str]
    illnesses: frozenset[str]
    illness_adjectives: frozenset[str]
    illness_ends: tuple[str, ...]
    code_cues: frozenset[str]
    law_cues: frozenset[str]
    speech: frozenset[str]
    cues: frozenset[str]
    particles: frozenset[str]
    joins: frozenset[str]
    inflections: frozenset[str]
    file_ends: frozenset[str]
    ordinary_ends: tuple[str, ...]
    state_words: frozenset[str]


_SETS = [
    name
    for name, kind in Lexicon.__annotations__.items()
    if kind == frozenset[str]
    and name
    not in {"ordinary", "surnames", "faiths", "nationalities", "leading_heads", "state_words"}
]


def plain(words: str) -> str:
    """Words folded as the tokens of a text are."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return kept.replace("’", "'")


@cache
def _packs() -> dict[str, dict[str, Any]]:
    folder = Path(__file__).parent
    return {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"))}


@cache
def lexicon() -> Lexicon:
    """All lists of all languages, joined."""
    packs = _packs()
    names, places = packs["names"], packs["places"]
    languages = [pack for pack in packs.values() if "language" in pack]
    sets = {name: _joined(pack.get(name, "") for pack in languages) for name in _SETS}
    countries = _sequences(places["countries"])
    months = _months(languages)
    nationalities = _joined([places["nationalities"]]) | sets["small_nationalities"]
    return Lexicon(
        titles=_lettered(pack.get("titles", {}) for pack in languages),
        given=_lettered([{"m": names["m"], "f": names["f"]}]),
        months=months,
        currency_codes=_lettered(pack.get("currency_codes", {}) for pack in languages),
        phrases=_phrases(languages),
        ordinary=_joined([names["common"]]),
        surnames=_joined([names["surnames"]]),
        countries=countries,
        places=countries | _sequences(places["cities"]) | _sequences(places["regions"]),
        nationalities=nationalities,
        state_words=_state_words(sets, countries, months, nationalities),
        leading_heads=_joined(p.get("heads", "") for p in languages if p["language"] != "en"),
        faiths=_joined([places["faiths"]]),
        illness_ends=tuple(sorted(_joined(p.get("illness_ends", "") for p in languages))),
        ordinary_ends=tuple(sorted(_joined(p.get("ordinary_ends", "") for p in languages))),
        **sets,
    )


def _state_words(
    sets: Mapping[str, frozenset[str]],
    countries: frozenset[tuple[str, ...]],
    months: Mapping[str, int],
    nationalities: frozenset[str],
) -> frozenset[str]:
    names = frozenset(word for name in countries for word in name)
    lists = sets["public"] | sets["joins"] | sets["weekdays"] | sets["numbers"]
    return lists | names | months.keys() | nationalities


def language_of(words: Iterable[str]) -> str:
    """The language of a text by its commonest words; empty when it has none of them.

    >>> language_of(["die", "polizei", "kam", "nicht"]), language_of(["zorbo"])
    ('de', '')
    """
    known = _common_words()
    counts = dict.fromkeys(known, 0)
    for word in words:
        for language, common in known.items():
            counts[language] += word in common
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def has_capital_nouns(language: str) -> bool:
    """Whether a language writes every noun with a capital."""
    return bool(_packs().get(language, {}).get("nouns_are_capital"))


def lists_plain_words(language: str) -> bool:
    """Whether there is a list of everyday words of a language; of an unknown one it is hoped so."""
    return not language or bool(_packs()[language].get("plain"))


@cache
def _common_words() -> dict[str, frozenset[str]]:
    return {name: _joined([pack["common"]]) for name, pack in _packs().items() if "common" in pack}


def _joined(lists: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(word) for words in lists for word in words.split())


def _lettered(packs: Iterable[dict[str, str]]) -> Mapping[str, str]:
    """`{"m": "robin", "f": "robin anna"}` as `{"robin": "a", "anna": "f"}`."""
    turned: dict[str, str] = {}
    for pack in packs:
        for letter, words in pack.items():
            for word in plain(words).split():
                turned[word] = letter if turned.get(word, letter) == letter else "a"
    return MappingProxyType(turned)


def _sequences(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(plain(name).split()) for name in listed.split("|"))


def _months(languages: list[dict[str, Any]]) -> Mapping[str, int]:
    """Names of months → 1 to 12, by the letters they share with the first full list of a language."""
    turned: dict[str, int] = {}
    for pack in languages:
        order = pack.get("month_order")
        listed = plain(pack.get("months", "")).split()
        for place, word in enumerate(listed):
            turned.setdefault(word, int(order[place]) if order else place % _MONTHS + 1)
    return MappingProxyType(turned)


def _phrases(languages: list[dict[str, Any]]) -> Mapping[tuple[str, ...], str]:
    turned: dict[tuple[str, ...], str] = {}
    for pack in languages:
        for field, kind in (
            ("profession_phrases", "occupation"),
            ("illness_phrases", "health"),
            ("feasts", "feast"),
        ):
            for phrase in filter(None, pack.get(field, "").split("|")):
                turned.setdefault(tuple(re.split(r" ", plain(phrase))), kind)
    return MappingProxyType(turned)
