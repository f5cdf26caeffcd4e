"""Initials: the first letters by which somebody is told.

>>> list(initials_of(["Anna", "Maria", "Kowal"])), list(initials_of(["Piet", "van", "Meer-Orel"]))
(['A.K.', 'A.M.K.'], ['P.M.', 'P.v.M.', 'P.v.M.O.'])

In small letters, the surname first, or with an ending they are not followed, and told to a person.

>>> told = initials_in("ask ak, or a.k. (a.k.a. the boss): K.A. knows", {"ak": "Official A", "ka": "Official A"})
>>> [word for word, _ in told]
['a.k.', 'K.A.', 'ak']
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.tokens import fold
from muniment.dossier.redacting.cells import stands_alone

_BEFORE = re.compile(r"([^\W_]+)[ \u00a0]\Z")
_CLOCK = re.compile(r"\d[ \u00a0]?\Z")
_LOOKED_AT = 24
_SHORT = """
    ai am asap bbc bc cc cd ceo cfo cv dc dj eg eu faq fm fyi gp hq hr id ie ip it lol mp nb ngo nhs no ok
    pa pc pdf ph pm pr ps qc rsvp tba tbc tv uk un us usa usb vat vip vp wc
"""
_THINGS = frozenset(_SHORT.split())
"""Letters that texts of every sort have for things, as they have *Will* for a verb."""


def stand_for_things(initials: str) -> bool:
    """Whether initials are letters for a thing too: `U.K.`, `P.M.`."""
    return _bare(initials) in _THINGS


def tell_time(text: str, start: int, end: int) -> bool:
    """Whether letters say which half of the day it is: `10 AM`."""
    is_half = _bare(text[start:end]) in {"am", "pm"}
    return is_half and _CLOCK.search(text, max(0, start - 2), start) is not None


def initials_of(parts: Sequence[str]) -> Iterator[str]:
    """The initials of a name: of its first and last part, of all, of the halves of double ones too.

    Args:
        parts: of a name, two or more. Where it is written small it has no initials.
    """
    if not (parts[0][0].isupper() and parts[-1][0].isupper()):
        return
    halves = [half for part in parts for half in part.split("-") if half]
    first = [half for half in parts[0].split("-") if half]
    several = ((parts[0], parts[-1]), (*first, parts[-1]), parts, halves)
    written = ["".join(f"{part[0]}." for part in taken) for taken in several]
    plain = [_plain(one) for one in written]
    yield from dict.fromkeys(written + plain)


def letters_by_name(names: Collection[tuple[Sequence[str], str]]) -> dict[str, str]:
    """By which letters people may be told whose initials are followed: letters → stand-in.

    Args:
        names: the parts of each name, with the stand-in.
    """
    found = dict[str, str]()
    for parts, stand_in in names:
        for letters in map(_bare, initials_of(parts) if len(parts) > 1 else ()):
            found.setdefault(letters, stand_in)
            if len(letters) == len("ak"):
                found.setdefault(letters[::-1], stand_in)
    return found


def initials_in(text: str, people: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Letters that may be somebody's initials, with whose; blanks stand where theirs are taken out.

    Args:
        text: as it would be published.
        people: as `letters_by_name` gives them.
    """
    if not people:
        return
    dotted, bare = _shapes(tuple(people))
    for found in dotted.finditer(text):
        letters = _bare(found[0])
        if letters not in _THINGS:
            yield found[0], people.get(letters) or people[letters[0] + letters[-1]]
    for found in bare.finditer(text):
        if _is_called(text, found):
            yield found[0], people[_bare(found[1])]


def _is_called(text: str, found: re.Match[str]) -> bool:
    """Whether letters without dots name somebody: by an address or a handle, by themselves, by an ending."""
    start, end = found.span()
    word, before = _bare(found[1]), text[max(0, start - _LOOKED_AT) : start]
    if before.endswith(("@", "#")) or text[end : end + 1] == "@":
        return True
    if word in _THINGS or word in lexicon().common:
        return False
    if found[2]:
        return found[1].isupper()
    led = _BEFORE.search(before)
    is_led = led is not None and fold(led[1]) in lexicon().cues - lexicon().joins
    return is_led or stands_alone(text, start, end)


@cache
def _shapes(letters: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Initials with dots, perhaps a third among two, and without dots; `a.k.a.` is none."""
    between = r"\.[ \u00a0-]?"
    pairs = [one for one in letters if len(one) == len("ak")]
    third = [f"{first}{between}[^\\W\\d_]{between}{last}" for first, last in map(tuple, pairs)]
    dotted = "|".join([*map(between.join, letters), *third])
    bare = "|".join(letters)
    return (
        re.compile(rf"(?<![\w.])(?:{dotted})\.(?![ \u00a0]?\w\.)(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<![^\W_])({bare})(s?)(?![^\W_])", re.IGNORECASE),
    )


def _bare(initials: str) -> str:
    """The letters alone, small and without accents."""
    return "".join(c for c in fold(initials) if c.isalpha())


def _plain(initials: str) -> str:
    """The same initials without accents, in their own capitals."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in initials)
