"""A language pack: the words by which a language brings in what somebody said, read from JSON.

>>> german = load("de")
>>> [(verb.lemma, verb.particle) for verb in german.verbs["teilte"]]
[('mitteilen', 'mit')]
>>> sorted(german.months.items(), key=lambda month: month[1])[0]
('januar', 1)

In the JSON a list of single words may be written as one string. A verb is its forms, in the order
that the pack's `forms` names, then any others; what stands after `+` is a particle that must stand
in the same clause (*pointed … out*, *teilte … mit*). All words are in lower case.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from muniment.model.quote import Stance


class Sort(StrEnum):
    """What a verb does to the words that it brings in."""

    SPEECH = "speech"  # its subject utters them: said, wrote, warned
    NAMING = "naming"  # its subject calls something by them: called it, dubbed, dismissed as
    THOUGHT = "thought"  # its subject holds them to be so: believes, fears
    MANNER = "manner"  # brings in words only right beside them: began, laughed
    HEARING = "hearing"  # its subject took them in, and another spoke: heard, read
    SHOWING = "showing"  # its subject is a thing that says so: shows, finds, reads


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb that brings in words.

    Attributes:
        lemma: the form that a dictionary lists, with its particle (`point out`).
        stance: how it puts the words.
        sort: what it does to them.
        form: `base`, `present`, `past`, `participle`, `gerund`, or empty for any other.
        particle: the word that must stand in the same clause; empty when none must.
    """

    lemma: str
    stance: Stance
    sort: Sort
    form: str
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language that matter to quotes. All in lower case.

    Attributes:
        name: ISO 639-1 code.
        verbs: form → the verbs it may be a form of; the likeliest first.
        phrases: first word → phrases that stand before their speaker (*according to*), and their stance.
        nouns: reporting nouns (*statement*, *denial*) → stance.
        speakers: nouns for people and bodies that speak → gender: m, f, n, p (several), a (any).
        offices: nouns for people that go on with what they are over, and then the name (*Head of
            Operations Martin Hask*).
        things: nouns for things that can be quoted (*report*, *letter*).
        plays: nouns before a title in quotation marks (*film*, *chat*).
        terms: words before a term in quotation marks (*so-called*, *dubbed*).
        pronouns: pronoun → m, f, n, p (they), i, w (we), y (you), r (who), a (anyone); where a form has
            several readings (*sie*), all their letters.
        subjects: pronouns that can be the subject of a verb.
        possessives: *his*, *their* → as `pronouns`.
        titles: what stands before a name (*Mrs*, *Sen.*) → m, f, a.
        given: first names → m, f.
        abbreviations: words after which a full stop ends no sentence.
        particles: small words inside a name (*van*, *de*).
        determiners, prepositions, conjunctions, auxiliaries, negations, complementisers, adverbs: as
            grammar has them.
        adverb_endings: endings by which an adverb is known.
        address: words after a verb of speech that say to whom.
        months: name → 1 to 12. weekdays, date_words: other words of dates.
        stop_words: words so frequent that they tell nothing.
        passives: forms that make a verb passive (*was* told).
        infinitive: words before an infinitive (*to*).
        hosts: words that bring in the doer of a passive (*by*).
        links: words that join two nouns into one (*director of the museum*).
        loose_links: words that may join two nouns, and as well begin something new (*in*, *at*).
        joins: words that join two names (*and*).
        belonging: what ties an owner to what is owned (*'s*, *of*).
        verb_endings: endings by which a verb is known that no list has.
        plural_endings: endings by which a noun is known to mean several.
        titling: words right before a title in quotation marks (*headed*).
        ordinals: endings of the number of a day (*4th*).
        pointing: phrases that point back at words just quoted (*that's* Hask), without inner blanks.
        nouns_are_capital: every noun is written with a capital.
        marks: pairs of quotation marks, the most usual first.
    """

    name: str
    verbs: Mapping[str, tuple[Verb, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Stance], ...]]
    nouns: Mapping[str, Stance]
    speakers: Mapping[str, str]
    offices: frozenset[str]
    things: frozenset[str]
    plays: frozenset[str]
    terms: frozenset[str]
    pronouns: Mapping[str, str]
    subjects: frozenset[str]
    possessives: Mapping[str, str]
    titles: Mapping[str, str]
    given: Mapping[str, str]
    abbreviations: frozenset[str]
    particles: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    complementisers: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    address: frozenset[str]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    date_words: frozenset[str]
    stop_words: frozenset[str]
    passives: frozenset[str]
    infinitive: frozenset[str]
    hosts: frozenset[str]
    links: frozenset[str]
    loose_links: frozenset[str]
    joins: frozenset[str]
    belonging: frozenset[str]
    verb_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    titling: frozenset[str]
    ordinals: tuple[str, ...]
    pointing: tuple[str, ...]
    nouns_are_capital: bool
    marks: tuple[str, ...]


K = TypeVar("K")
_SETS = [
    "offices",
    "things",
    "plays",
    "terms",
    "subjects",
    "abbreviations",
    "particles",
    "determiners",
    "prepositions",
    "conjunctions",
    "auxiliaries",
    "negations",
    "complementisers",
    "adverbs",
    "address",
    "weekdays",
    "titling",
    "passives",
    "infinitive",
    "hosts",
    "links",
    "loose_links",
    "joins",
    "belonging",
    "date_words",
    "stop_words",
]


def known() -> tuple[str, ...]:
    """Codes of the languages that there are packs for."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.json")))


@cache
def load(language: str) -> Language:
    """The pack of a language, by its ISO 639-1 code.

    Raises:
        ValueError: there is no pack for it.
    """
    if language not in known():
        raise ValueError(f"No language pack “{language}”. There are: {', '.join(known())}.")
    written = json.loads(Path(__file__).with_name(f"{language}.json").read_text("utf-8"))
    return Language(
        name=written["language"],
        verbs=_verbs(written),
        phrases=_phrases(written["phrases"]),
        nouns=_turned(written["nouns"], Stance),
        speakers=_turned(written["speakers"], str),
        pronouns=_letters(written["pronouns"]),
        possessives=_letters(written["possessives"]),
        titles=_turned(written["titles"], str),
        given=_turned(written["given"], str),
        adverb_endings=tuple(_words(written["adverb_endings"])),
        months=MappingProxyType(dict(written["months"])),
        verb_endings=tuple(_words(written["verb_endings"])),
        plural_endings=tuple(_words(written["plural_endings"])),
        ordinals=tuple(_words(written["ordinals"])),
        pointing=tuple(written["pointing"]),
        nouns_are_capital=written["nouns_are_capital"],
        marks=tuple(written["marks"]),
        **{name: frozenset(_words(written[name])) for name in _SETS},
    )


def _words(written: str | list[str]) -> list[str]:
    return written.split() if isinstance(written, str) else written


def _turned(lists: dict[str, Any], kind: Callable[[str], K]) -> Mapping[str, K]:
    """`{"m": "father son"}` as `{"father": "m", "son": "m"}`; the first list that has a word counts."""
    turned: dict[str, K] = {}
    for key, written in lists.items():
        for word in _words(written):
            turned.setdefault(word, kind(key))
    return MappingProxyType(turned)


def _letters(lists: dict[str, Any]) -> Mapping[str, str]:
    """Like `_turned`, but a word in several lists keeps all their letters."""
    turned: dict[str, str] = {}
    for letter, written in lists.items():
        for word in _words(written):
            turned[word] = turned.get(word, "") + letter
    return MappingProxyType(turned)


def _phrases(
    written: dict[str, list[str]],
) -> Mapping[str, tuple[tuple[tuple[str, ...], Stance], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, phrases in written.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, Stance(stance)))
    return MappingProxyType(
        {first: tuple(sorted(many, key=lambda p: -len(p[0]))) for first, many in found.items()}
    )


def _finite_first(form: tuple[int, str]) -> tuple[bool, int]:
    """Order by which a form that is spelt like another is taken for a finite one: *put*."""
    return form[0] == 0, form[0]


def _verbs(written: dict[str, Any]) -> Mapping[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = {}
    names: list[str] = written["forms"]
    for sort, stances in written["verbs"].items():
        for stance, verbs in stances.items():
            for row in verbs:
                forms, _, particle = (part.strip() for part in row.partition("+"))
                one = forms.split()
                lemma = (
                    f"{one[0]} {particle}"
                    if particle and not one[0].startswith(particle)
                    else one[0]
                )
                for place, form in sorted(enumerate(one), key=_finite_first):
                    verb = Verb(
                        lemma,
                        Stance(stance),
                        Sort(sort),
                        names[place] if place < len(names) else "",
                        particle,
                    )
                    many = found.setdefault(form, [])
                    if all(
                        (v.lemma, v.sort, v.stance) != (lemma, verb.sort, verb.stance) for v in many
                    ):
                        many.append(verb)
    return MappingProxyType({form: tuple(verbs) for form, verbs in found.items()})
