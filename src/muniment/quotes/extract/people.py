"""Who is who in one account: full names, the roles they are introduced with, and whom a shorter word means.

>>> from muniment.quotes.languages import load
>>> people = gather([(1, "The clerk, Ada Quill, left."), (2, "Ms Quill said no.")], load("en"))
>>> people.named("Ms Quill")
Resolved(name='Ada Quill', basis='named in ¶1')
>>> people.roles("the clerk")
Resolved(name='Ada Quill', basis='introduced in ¶1 as “The clerk”')

Where two people could be meant, nobody is.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from muniment.quotes.extract.roles import WORD, phrase_after, phrase_before, role_words
from muniment.quotes.languages import Language, load

Position = tuple[int, int]
"""A passage's number and a code point in it."""
_SHOUTED = 3
"""Words of the longest name in capitals throughout: more are a heading."""
_HYPHEN = re.compile(r"[-‐‑]")
_STOP = re.compile(r"(?<![^\W_])([^\W_]{1,40})\.\s")
_SMALL = re.compile(r"(?<![^\W_])[^\W\dA-Z_]{2,}(?![^\W_])")
_STARTS = re.compile(r"(?:^|[.!?:…\n]\s*|[-–—]\s?)[\"“”„«»‘'’]*$")
_APART, _ALONE = 2, 8
"""Two capitalised words met once are no name when both stand alone this often."""
_REACH = 3
"""Passages in which a pronoun may find its name, its own among them."""
_RECENT = 50
"""Names before a pronoun in one passage that it may mean."""
_BEFORE = 60
"""Code points before a name in which its office stands."""
_OFTEN = 4
"""Times a name must be used for every use of another of the same surname, to be meant by it alone."""


class Resolved(NamedTuple):
    """A name that a word of the account stands for, and why."""

    name: str
    basis: str = ""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a full name in the account.

    Attributes:
        name: as first written in full.
        gender: m, f, or empty when nothing tells.
        titles: those it stands behind, where they tell the gender.
        seen: where the account names them, in order.
        introductions: words used of their role, and the passage's number.
    """

    name: str
    gender: str = ""
    titles: set[str] = field(default_factory=set)
    seen: list[Position] = field(default_factory=list)
    introductions: list[tuple[frozenset[str], str, int]] = field(default_factory=list)


@dataclass(slots=True)
class People:
    """The people of one account, as `gather` finds them."""

    language: Language
    persons: dict[str, Person]
    by_word: dict[str, list[Person]]
    by_role: dict[str, list[tuple[frozenset[str], str, int, Person]]]
    there: dict[int, list[tuple[int, Person]]]
    given: Mapping[str, str]
    full: frozenset[str]
    titled: Mapping[str, set[str]]

    def between(self, start: Position, end: Position) -> list[Person]:
        """Everybody named after one place and before another."""
        return [
            person
            for number in range(start[0], end[0] + 1)
            for offset, person in self._before(number, end)
            if start < (number, offset)
        ]

    def _before(self, number: int, at: Position) -> list[tuple[int, Person]]:
        """The last who are named in a passage, before a place."""
        there = self.there.get(number, [])
        last = len(there)
        if number == at[0]:
            last = bisect_left(there, at[1], key=lambda one: one[0])
        return there[max(0, last - _RECENT) : last]

    def known(self, written: str) -> Resolved | None:
        """The full name that this is a name of, by the names that were given; None when it is none."""
        full = self.given.get(_key(written.split()))
        return Resolved(full, "" if full == written else "one of the names given") if full else None

    def named(self, written: str) -> Resolved:
        """The full name that a name stands for; as written when there is no fuller one."""
        every = WORD.findall(written)
        words, gender = _bare(every, self.language)
        if not words:
            return Resolved("")
        title = _title(every, self.language)
        known = self.known(written) or self.known(" ".join(words))
        if known is not None:
            return known
        if len(words) > 1:
            person = self.persons.get(_key(words))
            return Resolved(person.name if person else " ".join(words))
        low = words[0].lower()
        family = self.by_word.get(low, ())
        able = [p for p in family if _agree(p.gender, gender)]
        found = [p for p in able if len(family) == 1 or _is_told_by(title, p, len(able))]
        found = [p for p in found if _is_titled_so(p, title)]
        if self.language.titles.get(title) == "a":  # a rank stands before a surname
            found = [p for p in found if p.name.lower().split()[-1] == low]
        person = _alone(found) if not title else found[0] if len(found) == 1 else None
        if person is not None and (title or self._is_nobody_else(low, person)):
            return Resolved(person.name, f"named in ¶{person.seen[0][0]}")
        return Resolved(" ".join(written.split()))

    def _is_nobody_else(self, word: str, person: Person) -> bool:
        """False when the account has the word behind a title of the other gender: *Mr Hask*, and *Ada Hask*."""
        return all(
            _agree(person.gender, gender) for gender in self.titled.get(word, ()) if gender in "mf"
        )

    def roles(self, written: str) -> Resolved:
        """The name of whoever was introduced with these words; empty when nobody or several were."""
        wanted = role_words(written, self.language)
        role = next((word for word in wanted if word in self.language.speakers), None)
        found: dict[str, tuple[str, int]] = {}
        for words, phrase, number, person in self.by_role.get(role or "", ()):
            if wanted <= words:
                found.setdefault(person.name, (phrase, number))
        if len(found) != 1:
            return Resolved("")
        [(name, (phrase, number))] = found.items()
        return Resolved(name, f"introduced in ¶{number} as “{phrase}”")

    def meant(self, pronoun: str, at: Position) -> Resolved:
        """The only person of the pronoun's gender who was named in this passage before it, or in the last.

        Empty when several were, or none.
        """
        letters = self.language.pronouns.get(pronoun, "")
        genders = [g for g in letters if g in "mf"]
        if len(genders) != 1:
            return Resolved("")
        for number in range(at[0], max(0, at[0] - _REACH), -1):
            there = {
                person.name: person
                for _, person in self._before(number, at)
                if _agree(person.gender, genders[0])
            }
            if len(there) == 1 and (only := next(iter(there.values()))).gender:
                return Resolved(only.name, f"the last named before, in ¶{number}")
            if there:
                return Resolved("")
        return Resolved("")


def gather(
    passages: Iterable[tuple[int, str]],
    language: Language,
    names: Mapping[str, tuple[str, ...]] | None = None,
) -> People:
    """The people that an account names in full.

    Args:
        passages: number and text of each, in order.
        language: titles, first names, nouns for people.
        names: full name → other names it goes by, where they are known already.
    """
    given = {
        _key(other.split()): full
        for full, others in (names or {}).items()
        for other in (full, *others)
    }
    persons: dict[str, Person] = {}
    short: list[tuple[str, str, Position]] = []
    titled: dict[str, set[str]] = {}
    pattern = _runs(language.name)
    told = list(passages)
    ordinary = {word for _, text in told for word in _SMALL.findall(text)}
    for number, text in told:
        for start, end in _names_in(text, pattern, language):
            start += _office(text, start, end, language)
            written = WORD.findall(text[start:end])
            if (
                len(written) > 1
                and ordinary.issuperset(_HYPHEN.split(written[0].lower()))
                and _STARTS.search(text[max(0, start - 4) : start])
            ):
                start += len(written[0]) + 1
                written = written[1:]
            words, gender = _bare(written, language)
            if not words:
                continue
            at = (number, start)
            if len(words) == 1:
                short.append((words[0].lower(), gender, at))
                told_by = language.titles.get(_title(written, language), "")
                titled.setdefault(words[0].lower(), set()).add(told_by)
            elif len(words) <= (_SHOUTED if words[0].isupper() and words[-1].isupper() else 5):
                _note(persons, words, gender, at, text, (start, end), language)
    return _joined(persons, short, titled, language, given)


def _names_in(text: str, pattern: re.Pattern[str], language: Language) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, cut where a full stop ends a sentence and not a title or an initial."""
    for run in pattern.finditer(text):
        start = run.start()
        for stop in _STOP.finditer(run[0]):
            word = stop[1]
            if len(word) > 1 and word.lower() not in language.abbreviations:
                yield start, run.start() + stop.start() + len(word)
                start = run.start() + stop.end()
        yield start, run.end()


def _office(text: str, start: int, end: int, language: Language) -> int:
    """Code points of a run of capitalised words that name an office: *Head of [Operations ]Martin Hask*."""
    run = list(WORD.finditer(text, start, end))
    words = [one[0].lower() for one in run]
    before = text[max(0, start - _BEFORE) : start].split()
    while before and (
        before[-1].lower() in language.determiners | language.joins or before[-1][:1].isupper()
    ):
        before.pop()
    if (
        len(run) <= 2
        or len(before) < 2
        or before[-1] not in language.links
        or before[-2].lower() not in language.offices
        or words[0] in language.given
    ):
        return 0
    given = [n for n, word in enumerate(words[:-1]) if word in language.given]
    return run[given[0] if given else -2].start() - start


def _note(
    persons: dict[str, Person],
    words: list[str],
    gender: str,
    at: Position,
    text: str,
    run: tuple[int, int],
    language: Language,
) -> None:
    person = persons.setdefault(_key(words), Person(" ".join(words)))
    if person.name.isupper():
        person.name = " ".join(words)
    person.gender = person.gender or gender or language.given.get(words[0].lower(), "")
    person.seen.append(at)
    start, end = run
    written = WORD.findall(text[start:end])
    leading = written[: len(written) - len(words)]
    title = _title(written, language)
    if language.titles.get(title, "a") != "a":
        person.titles.add(title)
    before, after = text[max(0, start - 90) : start], text[end : end + 110]
    for phrase in (phrase_before(before, leading, language), phrase_after(after, language)):
        role = role_words(phrase, language)
        if role & language.speakers.keys():
            person.introductions.append((role, phrase, at[0]))


def _joined(
    persons: dict[str, Person],
    short: list[tuple[str, str, Position]],
    titled: Mapping[str, set[str]],
    language: Language,
    given: Mapping[str, str],
) -> People:
    """Give each person the places where only a part of the name stands, if it can be no other's.

    What stands behind a rank is a surname, and nobody's first name: *Colonel Martin* is not *Martin Hask*.
    """
    alone = Counter(word for word, _, _ in short)
    for key in [k for k, p in persons.items() if len(p.seen) == 1 and len(k.split()) == 2]:
        first, last = key.split()
        is_given = first in language.given and first not in language.months
        if alone[first] >= _APART and alone[last] >= _ALONE and not is_given:
            del persons[key]  # London Quill, “in June Quill left”: two names that met by chance
    for key in [k for k in persons if len(k.split()) > 2]:
        shorter = " ".join(key.split()[1:])
        if shorter in persons and persons[key].name.split()[0].lower() not in language.given:
            persons[shorter].seen += persons.pop(key).seen  # Operations Ada Quill
    by_word: dict[str, list[Person]] = {}
    for person in persons.values():
        words = person.name.lower().split()
        for word in {words[-1]} if "a" in titled.get(words[0], ()) else {words[0], words[-1]}:
            by_word.setdefault(word, []).append(person)
    for word, gender, at in short:
        family = by_word.get(word, ())
        meant = _alone([p for p in family if _agree(p.gender, gender)])
        if meant is not None and (not gender or meant.gender or len(family) == 1):
            meant.gender = meant.gender or gender
            meant.seen.append(at)
    by_role: dict[str, list[tuple[frozenset[str], str, int, Person]]] = {}
    there: dict[int, list[tuple[int, Person]]] = {}
    for person in persons.values():
        for told_of, phrase, number in person.introductions:
            for role in told_of & language.speakers.keys():
                by_role.setdefault(role, []).append((told_of, phrase, number, person))
        for number, offset in person.seen:
            there.setdefault(number, []).append((offset, person))
    for named in there.values():
        named.sort(key=lambda one: one[0])
    full = frozenset(person.name for person in persons.values())
    return People(language, persons, by_word, by_role, there, given, full, titled)


def _alone(found: list[Person]) -> Person | None:
    """The one person, or the one who is named so much more often that no other can be meant."""
    if len(found) < 2:
        return found[0] if found else None
    first, second = sorted(found, key=lambda p: -len(p.seen))[:2]
    return first if len(first.seen) >= _OFTEN * len(second.seen) else None


def _title(written: list[str], language: Language) -> str:
    """The title in front of a name, without its full stop; empty when there is none."""
    return next((w.lower().rstrip(".") for w in written[:-1] if w.lower() in language.titles), "")


def _is_titled_so(person: Person, title: str) -> bool:
    """False when the person always bears another title: *Miss* is not *Mrs*."""
    return not title or not person.titles or title in person.titles


def _is_told_by(title: str, person: Person, able: int) -> bool:
    """Whether a title tells one of a family: who has borne it, or is the one that it is known to fit.

    Args:
        title: empty when there is none.
        person: one of those whom it does not rule out.
        able: how many these are.
    """
    return not title or title in person.titles or (bool(person.gender) and able == 1)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _bare(words: list[str], language: Language) -> tuple[list[str], str]:
    """A name without titles, roles and small words before it, and the gender that these tell."""
    gender = ""
    start = 0
    for place, word in enumerate(words):
        low = word.lower()
        title = language.titles.get(low) or language.speakers.get(low)
        if title is not None and (place + 1 < len(words) or low in language.titles):
            gender = title if title in "mf" else gender
            start = place + 1
        elif place == start and (
            low in language.stop_words
            or low in language.determiners
            or low in language.prepositions
            or low in language.conjunctions
            or low in language.adverbs
        ):
            start = place + 1
    stop = len(words)
    if stop > start + 1 and len(words[-1]) == 1 and words[-1].lower() in language.pronouns:
        stop -= 1  # “it is Mr Hask I am sure”
    return [w.rstrip(".") if len(w) > 2 else w for w in words[start:stop]], gender


def _key(words: Iterable[str]) -> str:
    return " ".join(words).lower().replace("’", "'")


@cache
def _runs(language: str) -> re.Pattern[str]:
    """A run of capitalised words, with *van* and *de* inside. Made at first use."""
    upper = "".join(c for c in map(chr, range(0x250)) if c.isupper())
    upper += "\u0386-\u03ab\u0400-\u042f\u1e00-\u1eff"
    word = rf"[{upper}](?:[^\W_]|[’'\-‐‑](?=[^\W\d_]{{2}}))*"
    inner = "|".join(sorted(load(language).particles))
    joint = rf"(?:\.? |\.?\n)(?:(?:{inner}) ){{0,2}}"
    return re.compile(rf"(?<![^\W_]){word}(?:{joint}{word})*")
