"""Resembling: words left standing that look like another form of a name that is taken out.

A name is followed by every spelling of it, but not by every form that a language makes of it: *Anny*,
*Kowalowi*, *Nowackiej*, Welsh *Ruffydd*. Nor by a short name's plural (*Toms*), a middle name, or half of a
double one. These are told to a person, who gives them to the name or leaves them.

>>> from muniment.model.judgement.redaction import Policy, Pseudonym
>>> policy = Policy((Pseudonym("Official A", ("Anna Kowal",), "a source"),))
>>> [(one.word, one.stand_in) for one in resembling(policy, ["Give it to Anny or Kowalowi, with Annual care."])]
[('Anny', 'Official A'), ('Kowalowi', 'Official A')]
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from muniment.dossier.leaks.dates import is_date, is_month
from muniment.dossier.leaks.secret import COMMON
from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.tokens import fold
from muniment.dossier.redacting.called import is_called
from muniment.dossier.redacting.cells import stands_alone
from muniment.dossier.redacting.initials import initials_in
from muniment.dossier.redacting.naming import initials_to_tell, parts_to_follow
from muniment.model.judgement.redaction import Policy

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]{2,})*")
_HANDLE = re.compile(r"(?:@|#|(?<![^\W_])u/)[\w.-]{0,40}\Z")
_BEHIND = re.compile(r"([’'`´]s\b|[ \u00a0][^\W\d_]+)", re.IGNORECASE)
_LONGEST_ENDING = 3
"""Letters that a case ending adds or changes: *-owi*, *-iej*, *-ych*; longer ones make other names (*-wicz*)."""
_LONG_STEM = 4
"""Letters that have to be the same when more than a last vowel changes (*Monika*, *Monice*)."""
_OF_A_WIFE = frozenset(["owej", "owych", "ovou", "ovej", "ovych"])
"""Longer endings of the name of a wife or a family, in Polish, Czech and Slovak: *Kowalowej*."""
_FEWEST = 3
_LOOKED_AT = 48
_LEAST_MUTATED = 5
"""Letters of a name that is looked for mutated: of a shorter one too little is left to be told by."""
_MUTATED = {
    "p": ("b", "mh", "ph"), "t": ("d", "nh", "th"), "c": ("g", "ngh", "ch"), "b": ("f", "m"),
    "d": ("dd", "n"), "g": ("", "ng"), "m": ("f",), "ll": ("l",), "rh": ("r",),
}  # fmt: skip
"""First letters of a Welsh name after other words: soft, nasal and aspirate mutation (King, Modern Welsh, 2003)."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A word that looks like a form of a name.

    Attributes:
        word: as it stands.
        stand_in: what is published for the person.
        number: how often it stands.
        texts: the places in the list of texts where it does, in order.
    """

    word: str
    stand_in: str
    number: int
    texts: tuple[int, ...]


def resembling(policy: Policy, texts: Iterable[str]) -> list[Resemblance]:
    """Words that may be forms of names that are taken out, in the order in which they first stand.

    Args:
        policy: of the case. Words that it leaves standing are not told.
        texts: as they would be published, with blanks where something is taken out.
    """
    if not policy.pseudonyms:
        return []
    sought, texts = _sought(policy), list(texts)
    skipped = {fold(w.words) for w in policy.left} | _words_of_stand_ins(policy)
    words = [one for at, text in enumerate(texts) for one in _words(at, text, sought)]
    counts = Counter((one.fold, one.is_capital) for one in words)
    found: dict[tuple[str, str], list[int]] = {}
    for one in words:
        is_small = 0 < counts[one.fold, False] >= counts[one.fold, True]
        if one.fold not in skipped and not _is_ordinary(one, is_small=is_small):
            for stand_in in dict.fromkeys(_meant(one, sought)):
                found.setdefault((one.written, stand_in), []).append(one.text)
    letters, inside = initials_to_tell(policy), _inside(policy)
    for at, text in enumerate(texts):
        for written, stand_in in chain(initials_in(text, letters), inside(text)):
            if fold(written) not in skipped:
                found.setdefault((written, stand_in), []).append(at)
    return [
        Resemblance(word, stand_in, len(places), tuple(dict.fromkeys(places)))
        for (word, stand_in), places in sorted(found.items(), key=lambda one: one[1][0])
    ]


def _inside(policy: Policy) -> Callable[[str], Iterator[tuple[str, str]]]:
    """What finds words that hold a long part of a name behind other letters (`thekowalreport`), with whose.
    What stands before it may be a word by itself, so only a name of five letters is told by it.
    """
    parts = {
        fold(part): person.stand_in
        for person in policy.pseudonyms
        for part in parts_to_follow(person)
        if len(part) > _LONG_STEM and part.isalpha() and fold(part) not in _everyday()
    }
    sought = re.compile("|".join(map(re.escape, parts)) or r"(?!)")

    def found(text: str) -> Iterator[tuple[str, str]]:
        folded = fold(text)
        if sought.search(folded):
            for word in _WORD.finditer(text):
                if part := sought.search(fold(word[0]), 1):
                    yield word[0], parts[part[0]]

    return found


def _meant(word: "_Word", sought: dict[str, dict[str, str]]) -> Iterator[str]:
    """Whose name a word may be a form of. In a handle a name is glued to other letters."""
    if word.is_handle:
        for parts in sought.values():
            yield from (parts[p] for p in parts if is_glued(word.fold, p))
    is_form = is_form_of if word.is_capital or word.is_handle else is_inflected
    parts = sought.get(word.fold[:2], {})
    yield from (parts[p] for p in parts if is_form(word.fold, p))


def _sought(policy: Policy) -> dict[str, dict[str, str]]:
    """Parts of names by the two letters with which a form of them may begin: letters → part → stand-in."""
    sought: dict[str, dict[str, str]] = {}
    for person in policy.pseudonyms:
        for part in map(fold, parts_to_follow(person)):
            if len(part) >= _FEWEST:
                for begins in {part[:2], *(one[:2] for one in _mutations(part))}:
                    sought.setdefault(begins, {}).setdefault(part, person.stand_in)
    return sought


def _words_of_stand_ins(policy: Policy) -> set[str]:
    return {fold(w[0]) for p in policy.pseudonyms for w in _WORD.finditer(p.stand_in)}


class _Word(NamedTuple):
    """A word that may be a form of a name.

    Attributes:
        text: the place of its text in the list.
        written, fold: as it stands, and folded.
        before, after: the words before and behind it, folded; behind it may be the ending of an owner.
        is_handle: it stands in a handle or behind the sign of a subject (`#`).
        is_alone: it is all of a cell or a line.
    """

    text: int
    written: str
    fold: str
    before: str
    after: str
    is_handle: bool
    is_alone: bool

    @property
    def is_capital(self) -> bool:
        return self.written[0].isupper()


def _words(at: int, text: str, sought: Container[str]) -> Iterator[_Word]:
    before = ""
    for found in _WORD.finditer(text):
        folded = fold(found[0])
        start, end = found.span()
        is_glued_on = start > 0 and not text[start - 1].isspace()  # asked first: most words are not
        is_handle = is_glued_on and bool(_HANDLE.search(text, max(0, start - _LOOKED_AT), start))
        is_sought = is_handle or folded[:2] in sought
        if is_sought and not (is_month(folded) and is_date(text, start, end)):
            is_alone = stands_alone(text, start, end)
            behind = _BEHIND.match(text, end)
            after = fold(behind[1].strip()) if behind else ""
            yield _Word(at, found[0], folded, before, after, is_handle, is_alone)
        before = folded


def _is_ordinary(word: _Word, *, is_small: bool) -> bool:
    """Whether a word is an everyday one: on a list, or more often small. In small letters a short name is
    told (`tom knows`), and an everyday one where it stands as a name does (`ask will`).
    """
    if word.is_handle:
        return False
    if not word.is_capital:
        is_named = word.is_alone or is_called(word.before, word.fold, word.after)
        return word.fold in _everyday() and not is_named
    return is_small or word.fold in _everyday() or word.fold.endswith(lexicon().ordinary_ends)


@cache
def _everyday() -> frozenset[str]:
    return lexicon().common | lexicon().plain | COMMON


def is_form_of(word: str, part: str) -> bool:
    """Whether a word may be a form of a part of a name; both folded.

    >>> is_form_of("nowackiej", "nowacka"), is_form_of("marka", "marek"), is_form_of("ruffydd", "gruffydd")
    (True, True, True)
    >>> is_form_of("kowalewicz", "kowal"), is_form_of("anders", "anna")
    (False, False)
    """
    if word == part or word in _mutations(part):
        return True
    for stem in _stems(part):
        shortest = _LONGEST_ENDING if len(stem) >= _FEWEST else _LONGEST_ENDING - 1
        behind = word[len(stem) :]
        if word.startswith(stem) and (len(behind) <= shortest or behind in _OF_A_WIFE):
            return True
    same = len(_common(word, part))
    changed, ending = len(part) - same, len(word) - same
    return same >= _LONG_STEM and changed < _LONGEST_ENDING and ending <= _LONGEST_ENDING


def is_inflected(word: str, part: str) -> bool:
    """Whether a word in small letters may be a form of a name. More of it has to be the same, for more
    words are written small: a stem of three letters with a known ending, or of five with any.

    >>> is_inflected("anny", "anna"), is_inflected("kossovou", "kossova"), is_inflected("annual", "anna")
    (True, True, False)
    """
    if word == part:
        return True
    if part in _everyday():  # other words are made of an everyday one (`willow`)
        return False
    for stem in _stems(part):
        ending = word[len(stem) :]
        is_known = ending in lexicon().inflections or len(stem) > _LONG_STEM
        is_short = len(stem) >= _FEWEST and len(ending) <= _LONGEST_ENDING
        if is_known and is_short and word.startswith(stem):
            return True
    return len(_common(word, part)) > _LONG_STEM and is_form_of(word, part)


def is_glued(word: str, part: str) -> bool:
    """Whether a handle holds a name among other letters.

    >>> is_glued("annykowalska", "kowal"), is_glued("zkossove", "kossova"), is_glued("tomato", "tom")
    (True, True, False)
    """
    return any(len(stem) >= _LONG_STEM and stem in word for stem in _stems(part))


def _stems(part: str) -> Iterator[str]:
    """What endings are put to: a name, without its last vowel; without an *e* that comes and goes."""
    yield part[:-1] if part[-1] in "aeiouy" else part
    if len(part) > _LONG_STEM and part[-2] == "e" and part[-1] not in "aeiouy":
        yield part[:-2] + part[-1]


def _mutations(part: str) -> set[str]:
    if len(part) < _LEAST_MUTATED:
        return set()
    first = part[:2] if part[:2] in _MUTATED else part[0]
    return {put + part[len(first) :] for put in _MUTATED.get(first, ())}


def _common(one: str, other: str) -> str:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return one[:at]
    return min(one, other, key=len)
