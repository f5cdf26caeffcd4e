"""What a case says of itself: the account of what was taken in, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from muniment.model.exhibit import Exhibit
from muniment.model.reading import ReadWarning


@dataclass(frozen=True, slots=True)
class Trouble:
    """A warning with the exhibit that it is about."""

    exhibit: Exhibit
    warning: ReadWarning


@dataclass(slots=True)
class Added:
    """What one `muniment add` did. `taken + seen + failed` is the number of files looked at.

    Attributes:
        files: files found under the paths that were given.
        taken: files whose bytes are new to the case.
        seen: files whose bytes the case had: logged again, not kept again.
        resumed: files that this same intake had taken in before it was stopped.
        failed: files that could not be taken in, each with the reason.
        skipped: paths left alone on purpose, each with the reason.
        inside: new exhibits that came out of others.
        states: the new exhibits by what became of them.
        passages: passages read.
        troubles: what to look at: refused and partly read exhibits.
    """

    files: int = 0
    taken: int = 0
    seen: int = 0
    resumed: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    inside: int = 0
    states: dict[str, int] = field(default_factory=dict)
    passages: int = 0
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Status:
    """The account of a whole case; `exhibits` equals the sum of `states`, and of `kinds`.

    Attributes:
        exhibits: how many there are.
        outside: how many were taken in by themselves; the others came inside these.
        sightings: files taken in from outside, the same bytes counted again each time.
        bytes: of all originals together.
        states, kinds, custodians: exhibits by state, by kind and by custodian.
        passages: how many there are; `indexed` of them can be searched.
        copies: passages that say the same as, or nearly the same as, an earlier one.
        earliest, latest: the time of the first and the last dated passage, as written; or empty.
        warnings: how many; `losses` of them say that content may be missing.
        log: entries of the custody log, and `head`, the hash of the last.
        pending: exhibits not read yet.
    """

    exhibits: int
    outside: int
    sightings: int
    bytes: int
    states: dict[str, int]
    kinds: dict[str, int]
    custodians: dict[str, int]
    passages: int
    indexed: int
    copies: int
    earliest: str
    latest: str
    warnings: int
    losses: int
    log: int
    head: str
    pending: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work has come.

    Attributes:
        done: exhibits that are read.
        expected: how many there will be, as far as is known: archives bring more. 0 when it is not.
        passages: passages read.
        doing: which stage of the work this is, in words; empty where it has one only.
    """

    done: int
    expected: int
    passages: int
    doing: str = ""


Watch = Callable[[Progress], None]
"""Told how far the work has come, several times a second."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: how many passages, and the exhibits that are read differently now."""

    exhibits: int
    passages: int
    changed: list[Exhibit]
