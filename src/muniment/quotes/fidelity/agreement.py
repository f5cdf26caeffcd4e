"""Agreement apart from the words: whether the source's author and time are those of the account.

>>> is_same_person("Miss Vellacott", "Dot Vellacott")
True
>>> is_same_person("Lionel Gudge", "Priya Tolland <p.tolland@harbour.example>")
False
>>> is_same_person("she", "Dot Vellacott") is None, is_same_person("Gudge", "+44 7700 900142") is None
(True, True)
>>> is_same_person("Dorothea Vellacott", "+44 7700 900142", {"Dorothea Vellacott": ("+44 7700 900142",)})
True
>>> is_same_time("2023-09-04", "2023-08-14T16:40:19"), is_same_time("T22:45", "2023-05-18T22:45:26")
(False, True)

None is an answer: a pronoun, an office, a telephone number, a nickname do not say who it is.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from muniment.quotes.fidelity.listing import listed

_SAID = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)?(?:(?:^|[T ])(\d\d:\d\d(?::\d\d)?))?")
"""A day, as far as it is known, a time, or both."""
_DAY = len("2023-05-18")
_ADDRESS = re.compile(r"<[^<>]*>|\([^()]*\)|\S+@\S+")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_TITLES = listed(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative gov governor"
    " president secretary chairman chairwoman chair warden captain judge justice mayor minister"
    " congressman congresswoman former vice prime chief the"
)
_NO_NAMES = listed(
    "he she they it we i you who his her their one someone somebody anyone everyone system unknown"
    " unidentified question moderator audience announcer narrator speaker male female voice report"
    " number witness official spokesman spokeswoman spokesperson source member"
)
_ARTICLES = listed("the a an one his her their its our my your another some")
_PARTICLES = listed("van von de der den di da del della la le bin ibn al el ter ten du dos")

_FULL = 2
"""Words of a full name."""

_SHARED_LETTERS = 3
"""Letters at the start from which one name may be a short form of another (*Bern*ie, *Bern*adette)."""


def is_same_person(
    speaker: str, author: str, names: Mapping[str, Sequence[str]] | None = None
) -> bool | None:
    """Whether an account's speaker and a source's author are one; None when that cannot be told.

    Args:
        speaker: as the account names them.
        author: as the source names them.
        names: of people in the case: full name → the other names they go by.
    """
    if not speaker.strip() or not author.strip():
        return None
    if _plain(speaker) == _plain(author):
        return True
    if names:
        ours, theirs = _known(speaker, names), _known(author, names)
        if ours and theirs:
            return bool(ours & theirs)
        if ours or theirs:
            known, other = (ours, author) if ours else (theirs, speaker)
            return _is_other(other, [n for full in known for n in (full, *names[full])])
        return _compare(_tokens(speaker), _tokens(author)) or None
    if not _is_name(speaker):
        return None
    return _compare(_tokens(speaker), _tokens(author))


class Agreement(NamedTuple):
    """Whether an account's speaker and a source's author are one, and who else the name may mean.

    Attributes:
        is_same: as `is_same_person`; None too where the name fits several senders of the source.
        namesakes: other senders of the source's exhibit that the speaker's name fits.
    """

    is_same: bool | None
    namesakes: tuple[str, ...] = ()


def agree(
    speaker: str,
    author: str,
    senders: Sequence[str] = (),
    names: Mapping[str, Sequence[str]] | None = None,
) -> Agreement:
    """Whether speaker and author are one, seen beside all who send in the source's exhibit.

    Where a chat has an *Anna Kowal* of its own, its *Anna* is another; where it has two Annas, *Anna*
    may be either.

    >>> agree("Anna Kowal", "Anna", ["Anna", "Ben", "Anna Kowal"])
    Agreement(is_same=False, namesakes=('Anna Kowal',))
    >>> agree("Anna", "Anna Kowal", ["Anna Kowal", "Ben", "Anna"])
    Agreement(is_same=None, namesakes=('Anna',))
    """
    same = is_same_person(speaker, author, names)
    if same is not True or _plain(speaker) == _plain(author):
        return Agreement(same)
    ours, theirs = _tokens(speaker), _tokens(author)
    addresses = _addresses(author)
    others = tuple(
        one
        for one in senders
        if _tokens(one) != theirs
        and not (addresses & _addresses(one))
        and is_same_person(speaker, one, names)
    )
    if not others or ours == theirs:
        return Agreement(same)
    # A transcript calls one person by the surname and in full; a mailbox has people with two addresses.
    is_short = ours[-1:] == theirs and len(ours) > 1
    full = tuple(one for one in others if _tokens(one) == ours and not _addresses(one))
    if len(ours) >= _FULL and full and not is_short and not addresses:
        return Agreement(is_same=False, namesakes=full)
    return Agreement(is_same=None, namesakes=others)


def is_same_time(told: str, known: str) -> bool | None:
    """Whether two times agree as far as the coarser of them goes; None when that cannot be told.

    Args:
        told: ISO 8601, cut to what is said: `2023-09`, `2023-09-04`, `T22:45` or `22:45`.
        known: the same of the source's local time.
    """
    if not told or not known:
        return None
    day, _, clock = told.partition("T") if "T" in told or "-" in told else ("", "", told)
    known_day, _, known_clock = known.partition("T")
    if day and known_day:
        shorter = min(len(day), len(known_day))
        if day[:shorter] != known_day[:shorter]:
            return False
    if not clock or not known_clock:
        return True if day and known_day else None
    apart = abs(_minutes(clock) - _minutes(known_clock))
    if apart <= 1:
        return True
    return None if apart % 60 == 0 else False  # whole hours may be another zone's clock


def time_said(written: str) -> str | None:
    """A time as `is_same_time` takes it; None when it is no date of the calendar and no time of a day.

    >>> time_said("2023-05-18 22:45"), time_said("22:45"), time_said("2023-05")
    ('2023-05-18T22:45', '22:45', '2023-05')
    >>> time_said("tomorrow"), time_said("2023-02-30"), time_said("25:10")
    (None, None, None)
    """
    found = _SAID.fullmatch(written.strip())
    day, clock = found.groups("") if found else ("", "")
    if not (day or clock) or (clock and 0 < len(day) < _DAY):
        return None
    try:
        date.fromisoformat(f"{day}-01-01"[:_DAY] if day else "2000-01-01")
        time.fromisoformat(clock or "00:00")
    except ValueError:
        return None
    return f"{day}T{clock}" if day and clock else day or clock


def _minutes(clock: str) -> int:
    parts = re.findall(r"\d+", clock)
    return int(parts[0]) * 60 + int(parts[1]) if len(parts) > 1 else 0


def _plain(name: str) -> str:
    return " ".join(_ADDRESS.sub(" ", name).casefold().split()) or name.casefold().strip()


def _addresses(name: str) -> set[str]:
    return {a.strip("<>").casefold() for a in re.findall(r"\S+@\S+", name)}


def _known(name: str, names: Mapping[str, Sequence[str]]) -> set[str]:
    """The full names of those who go by a name."""
    wanted = {_plain(name), name.casefold().strip()}
    wanted |= _addresses(name)
    wanted |= {w.removeprefix(article) for w in wanted for article in ("the ", "our ")}
    found = {
        full
        for full, others in names.items()
        if any(
            known.casefold() in wanted or _plain(known).removeprefix("the ") in wanted
            for known in (full, *others)
        )
    }
    if found:
        return found
    tokens = _tokens(name)
    if len(tokens) != 1 or not _is_name(name):
        return set()
    bearers = {
        full for full, others in names.items() for n in (full, *others) if _tokens(n)[-1:] == tokens
    }
    return bearers if len(bearers) == 1 else set()


def _is_other(name: str, known: Sequence[str]) -> bool | None:
    """Whether a full name can be none of the names of a person; who bears part of one may be them."""
    tokens = _tokens(name)
    if len(tokens) < _FULL or not _is_name(name):
        return None
    verdicts = [_compare(tokens, other) for n in known if (other := _tokens(n)) and n[:1].isupper()]
    if True in verdicts:
        return True
    return None if None in verdicts or not verdicts else False


def _is_name(speaker: str) -> bool:
    """Whether it is a name, and no *senior official*, *the review*, *his answer*."""
    found = _WORD.findall(_ADDRESS.sub(" ", speaker))
    if not found or found[0].casefold() in _ARTICLES:
        return False
    return all(w[0].isupper() or w in _PARTICLES or w.casefold() in _TITLES for w in found)


def _tokens(name: str) -> list[str]:
    bare = _ADDRESS.sub(" ", name)
    found = [
        w.casefold().strip(".'’-").removesuffix("'s").removesuffix("’s")
        for w in _WORD.findall(bare)
    ]
    return [w for w in found if w and w not in _TITLES]


def _compare(ours: list[str], theirs: list[str]) -> bool | None:
    """Whether two names, in words, can be one person's."""
    if not ours or not theirs or {*ours, *theirs} & _NO_NAMES:
        return None
    if ours[-1] == theirs[-1] and (len(ours) == 1 or len(theirs) == 1):
        return True
    if ours[-1] == theirs[-1]:  # one surname: cousins, unless the first names may be one
        if ours[0][0] == theirs[0][0]:
            return True
        return None
    if set(ours) & set(theirs):
        return True if len(ours) == 1 or len(theirs) == 1 else None
    if any(_is_short_for(a, b) for a in ours for b in theirs):
        return None
    if (len(ours) == 1 and len(ours[0]) < _SHARED_LETTERS) or (
        len(theirs) == 1 and len(theirs[0]) < _SHARED_LETTERS
    ):
        return None
    return False


def _is_short_for(one: str, other: str) -> bool:
    shared = min(len(one), len(other), _SHARED_LETTERS)
    return one[:shared] == other[:shared]
