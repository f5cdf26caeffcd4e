"""Naming: by which words a person may be told, once their names are known.

Whoever has a stand-in is followed by every name that was given for them, and by what people make of a
name: surname, first name, initials. What may also be somebody else's (two people are called Anna) or an
everyday word (Will, May) cannot be followed without doubt; how it is treated is said with it.

>>> [(t.words, t.doubt.name) for t in told_by(Pseudonym("Official A", ("Will Kowal",), "a source"))]
[('Will Kowal', 'NONE'), ('W. Kowal', 'NONE'), ('Will K.', 'NONE'), ('K., Will', 'NONE'), ('W.K.', 'NONE'), ('Kowal', 'NONE'), ('Will', 'EVERYDAY')]
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from muniment.dossier.leaks.dates import is_month
from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.redacting.initials import initials_of, letters_by_name, stand_for_things
from muniment.model.judgement.redaction import Policy, Pseudonym
from muniment.passages.normalise import fold

_PART = re.compile(r"[^\W\d_][\w'’.-]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_BRACKETED = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "st",
        "ten",
        "ter",
        "van",
        "von",
    ]
)
_SAINT = "st"
"""A particle that a surname never goes without: a bare `John` is no `St John`."""

_NATIONAL = (10, 9)
"""Digits of a telephone number without the code of its country: most countries have nine or ten."""

_FEWEST = 3
"""Letters of a surname or a first name that is followed by itself."""


_OPENERS = frozenset(
    [
        "bill",
        "black",
        "brown",
        "chase",
        "drew",
        "early",
        "frank",
        "grant",
        "gray",
        "green",
        "hope",
        "long",
        "mark",
        "may",
        "new",
        "pat",
        "rich",
        "rob",
        "rose",
        "short",
        "sue",
        "white",
        "will",
        "wise",
        "young",
    ]
)
"""Names that are words with which an English sentence may begin. Other everyday words that are names (Martin,
Lily) are followed at the head of a sentence too: a bar too many can be taken back, a name that is out cannot."""


class Doubt(Enum):
    """Why words may not mean the person."""

    NONE = ""
    EVERYDAY = "it is an everyday word too"
    SHARED = "somebody else in the case is called so too"
    MONTH = "it is the name of a month too"
    LETTERS = "the letters stand for a thing too"


@dataclass(frozen=True, slots=True)
class Told:
    """Words by which a person may be told.

    Attributes:
        stand_in: what is published for them.
        words: the words.
        is_given: whether a person named these words; otherwise they are made of a name.
        doubt: why they may not mean them.
    """

    stand_in: str
    words: str
    is_given: bool
    doubt: Doubt = Doubt.NONE

    @property
    def is_month(self) -> bool:
        """Whether a month is called so too."""
        return is_month(self.words)

    @property
    def has_initials(self) -> bool:
        """Whether a letter of it stands for a name: then only whole words are it (`Kowal asked` is no
        `Kowal, A.`).
        """
        return not self.is_given and "." in self.words

    @property
    def is_all_initials(self) -> bool:
        """Whether it is nothing else (`A.K.`)."""
        return self.has_initials and _INITIALS.fullmatch(self.words) is not None


def told_by(person: Pseudonym, beside: Collection[str] = ()) -> list[Told]:
    """The words by which a person may be told, the longest first; other people are not looked at.

    Args:
        person: with the names that were given.
        beside: names that the evidence has for them, beside one of their addresses.
    """
    given = {fold(name) for name in person.names}
    made = dict.fromkeys(
        words
        for words in (*beside, *(w for name in (*person.names, *beside) for w in _made_of(name)))
        if fold(words) not in given
    )
    found = [Told(person.stand_in, name, is_given=True) for name in person.names]
    for words in made:
        doubt = Doubt.EVERYDAY if fold(words) in _OPENERS else Doubt.NONE
        told = Told(person.stand_in, words, is_given=False, doubt=doubt)
        is_thing = told.is_all_initials and stand_for_things(words)
        found.append(replace(told, doubt=Doubt.LETTERS) if is_thing else told)
    return found


def everyone(policy: Policy, others: Iterable[str] = ()) -> list[Told]:
    """The words by which all people with a stand-in may be told, but for what is left standing.

    Args:
        policy: of the case.
        others: names of people who have no stand-in: what is theirs too is in doubt.
    """
    left, others = {fold(one.words) for one in policy.left}, list(others)
    theirs = not_hidden(others, [person.names for person in policy.pseudonyms])
    parts = {part for letters in theirs.values() for part in letters}
    parts |= {fold(words) for name in theirs for words in _made_of(name)}
    told = [
        one
        for person in policy.pseudonyms
        for one in told_by(person, names_beside_addresses(person.names, others))
    ]
    owners: dict[str, set[str]] = {}
    for one in told:
        owners.setdefault(fold(one.words), set()).add(one.stand_in)
    return [
        Told(one.stand_in, one.words, one.is_given, _doubt(one, owners, parts))
        for one in told
        if fold(one.words) not in left
    ]


def letters_of(name: str) -> frozenset[str]:
    """The parts of a name in any order, without a title: `Kowal, Anna` and `Ms Anna Kowal (Trust)` are one."""
    plain = name.partition("<")[0]
    return frozenset() if "@" in plain else frozenset(map(fold, bare_parts(plain)))


def bare_parts(name: str) -> list[str]:
    """The parts of a name, first names first, without titles and what stands in brackets.

    >>> bare_parts("Kowal, Dr Anna (Trust) <a.kowal@trust.example>"), bare_parts("Judge, Anna")
    (['Anna', 'Kowal'], ['Anna', 'Judge'])
    """
    plain = name.partition("<")[0]
    bare = _BRACKETED.sub(" ", plain)
    first, *rest = (bare if _PART.search(bare) else plain).split(",")
    family, others = _without_titles(_PART.findall(first), least=1), list[str]()
    for one in rest:
        others += _without_titles(_PART.findall(one))
    is_inverted = len([part for part in family if part.lower() not in _PARTICLES]) == 1
    return [*others, *family] if is_inverted else [*family, *others]


def _without_titles(parts: list[str], least: int = 0) -> list[str]:
    """Parts of a name without the titles before it, but for as many parts as have to be left (`Judge`)."""
    at = 0
    while at < len(parts) - least and _is_title(parts[at]):
        at += 1
    return parts[at:]


def _is_title(part: str) -> bool:
    """Whether a part of a name is a title and nothing else: `Don` and `King` are names too."""
    word, words = fold(part).rstrip("."), lexicon()
    return word in words.titles and word not in words.given and word not in words.surnames


def not_hidden(
    others: Iterable[str], people: Iterable[Collection[str]]
) -> dict[str, frozenset[str]]:
    """The names that may be no hidden person's, with their letters.

    Whoever sends from an address of theirs may be they, and whoever is called by parts of several of
    their names (`Dot Marsh`, of *Dot Kowal* and *Dorothea Marsh*): somebody who marries keeps half.

    Args:
        others: names of people in the case, with their addresses where the evidence has them.
        people: the names of each who is hidden.
    """
    hidden, addresses = set[frozenset[str]](), set[str]()
    for names in people:
        each = [letters_of(name) for name in names]
        hidden |= {*each, frozenset().union(*each)}
        addresses |= set(map(fold, names))
    named = {name: letters_of(name) for name in others if _address_in(name) not in addresses}
    return {
        n: letters for n, letters in named.items() if not any(may_be(letters, h) for h in hidden)
    }


def names_beside_addresses(names: Collection[str], others: Iterable[str]) -> list[str]:
    """The names that stand beside somebody's addresses and are not among theirs, longer ones first.

    >>> names_beside_addresses(["Dot Kowal", "dot@slip.example"], ["Marsh, Mrs Dot <dot@slip.example>"])
    ['Dot Marsh']
    """
    known = {frozenset[str](), *map(letters_of, names)}
    addresses = {fold(name) for name in names if "@" in name}
    found = {name.partition("<")[0] for name in others if _address_in(name) in addresses}
    told = {" ".join(bare_parts(name)) for name in found if letters_of(name) not in known}
    return sorted(told, key=lambda name: (-len(name), name))


def _address_in(name: str) -> str:
    """The address in what a mail has for a person, folded; empty when there is none."""
    return fold(name.partition("<")[2].rstrip("> ")) if "<" in name else ""


def may_be(name: frozenset[str], hidden: frozenset[str]) -> bool:
    """Whether a name may be that of a hidden person, in a shorter form or a fuller one.

    >>> may_be(letters_of("L. Gudge"), letters_of("Lionel Gudge")), may_be(letters_of("B. Gudge"), letters_of("Lionel Gudge"))
    (True, False)
    >>> may_be(letters_of("Mr Lionel B. Gudge"), letters_of("Lionel Gudge"))
    True
    """
    if len(hidden) > 1 and hidden <= name:
        return True
    return all(part in hidden or _is_initial_of(part, hidden) for part in name) or _are_initials(
        name, hidden
    )


def _is_initial_of(part: str, hidden: frozenset[str]) -> bool:
    return len(bare := part.rstrip(".")) == 1 and any(one.startswith(bare) for one in hidden)


def _are_initials(name: frozenset[str], hidden: frozenset[str]) -> bool:
    """Whether a name is only first letters of a hidden one, as `AK` is."""
    letters = Counter("".join(name).replace(".", ""))
    return len(name) == 1 and letters.total() > 1 and letters <= Counter(h[0] for h in hidden)


def _doubt(one: Told, owners: dict[str, set[str]], theirs: set[str]) -> Doubt:
    words = fold(one.words)
    if one.is_given:
        return Doubt.NONE
    return Doubt.SHARED if len(owners[words]) > 1 or words in theirs else one.doubt


def _made_of(name: str) -> Iterator[str]:
    """What people make of a name of several parts: `A. Kowal`, `Anna K.`, `A.K.`, `Kowal`, `Anna`."""
    digits = "".join(c for c in name if c.isdigit())
    if not any(c.isalpha() for c in name):
        yield from (digits[-length:] for length in _NATIONAL if len(digits) > length)
    parts = _parts_of_name(name)
    yield from _in_brackets(name) if parts else ()
    if len(parts) < 2:
        yield from (part for part in parts if len(part) >= _FEWEST)
        return
    first, last = parts[0], _surname(parts)
    yield f"{first[0]}. {last}"
    yield f"{first} {parts[-1][0]}."
    if len(parts) > 2:
        yield f"{' '.join(f'{part[0]}.' for part in parts[:-1])} {parts[-1]}"
    yield f"{parts[-1][0]}., {first}"
    if len(last) < _FEWEST:  # a longer one is followed by itself
        yield f"{last}, {first[0]}."
    yield from initials_of(parts)
    bare = parts[-1] if parts[-2].lower() != _SAINT else last
    yield from (part for part in dict.fromkeys((last, bare, first)) if len(part) >= _FEWEST)


def initials_to_tell(policy: Policy) -> dict[str, str]:
    """By which letters people may be told: letters → stand-in; what is left standing is left out."""
    left = {fold(one.words) for one in policy.left}
    people = policy.pseudonyms
    names = [(_parts_of_name(name), one.stand_in) for one in people for name in one.names]
    return {k: v for k, v in letters_by_name(names).items() if k not in left}


def parts_to_follow(person: Pseudonym) -> list[str]:
    """The parts of a person's names, halves of double ones too: words that a form of them may resemble."""
    names = [name.partition("<")[0] for name in person.names if _parts_of_name(name)]
    parts = [part for name in names for part in _PART.findall(name)]
    parts = [p for p in parts if p.lower() not in _PARTICLES and not _is_title(p)]
    return list(dict.fromkeys(one for part in parts for one in (part, *part.split("-"))))


def _parts_of_name(name: str) -> list[str]:
    """The parts of a name; none of an address, a handle or a number."""
    plain = name.partition("<")[0]
    return [] if "@" in plain or any(c.isdigit() for c in plain) else bare_parts(plain)


def _in_brackets(name: str) -> Iterator[str]:
    """Names in the brackets of a name, as that of a woman's birth; no words for bodies and things."""
    words = lexicon()
    things = words.heads | words.public | words.common | words.plain
    for part in _PART.findall(" ".join(_BRACKETED.findall(name))):
        is_name = part[0].isupper() and len(part) >= _FEWEST and fold(part) not in things
        if is_name and not _is_title(part):
            yield part


def _surname(parts: list[str]) -> str:
    """The last part, with the particles before it: `van der Meer`."""
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(parts[at:])
