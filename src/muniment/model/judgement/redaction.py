"""A redaction: what a person decided to take out of everything that is published, and why.

Decisions are judgements, and so only added to. The last word on each counts; together they are the
*policy* of the case.

>>> policy = Policy(pseudonyms=(Pseudonym("Official A", ("Anna Kowal", "@akowal"), "a source"),))
>>> policy.pseudonyms[0].names
('Anna Kowal', '@akowal')
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from muniment.errors import NoSuchBoxError
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement import Judgement
from muniment.model.passage import Box

_BOX = re.compile(r"(\d{1,6}):" + ",".join([r"(-?\d{1,9}(?:\.\d{1,9})?)"] * 4))

BAR = "█████"
"""What stands for words that are blacked out: always as long, so that it tells nothing of them."""


class Pattern(StrEnum):
    """A sort of detail that is taken out wherever it stands."""

    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"
    ACCOUNT = "account number"


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """The one stand-in of a person, over the whole case.

    Attributes:
        stand_in: what is published for them: `Official A`, `[activist]`.
        names: every name, handle, address, phone and file name by which they are known.
        why: the reason.
    """

    stand_in: str
    names: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are blacked out wherever they stand, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Blackout:
    """A stretch of one passage that is blacked out.

    Attributes:
        citation: the passage.
        start, end: half-open code points of its text.
        why: the reason.
    """

    citation: Citation
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A box on a page or a picture that is covered; on a picture the page is 1, and points are pixels."""

    exhibit: ExhibitId
    box: Box
    why: str


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that is taken out.

    Attributes:
        pseudonyms: people with their stand-ins, in the order of the alphabet.
        words: what is blacked out everywhere.
        patterns: which details are taken out everywhere, each with the reason.
        blackouts: stretches of passages.
        covered: boxes on pages.
        withheld: exhibits that are not published at all, each with the reason.
        left: words that a person looked at and leaves standing, though they may name somebody.
    """

    pseudonyms: tuple[Pseudonym, ...] = ()
    words: tuple[Words, ...] = ()
    patterns: tuple[tuple[Pattern, str], ...] = ()
    blackouts: tuple[Blackout, ...] = ()
    covered: tuple[Covered, ...] = ()
    withheld: tuple[tuple[ExhibitId, str], ...] = ()
    left: tuple[Words, ...] = ()


def about_pseudonym(stand_in: str) -> str:
    """What a judgement is about that gives a person a stand-in."""
    return f"pseudonym {stand_in}"


def about_words(words: str) -> str:
    """What a judgement is about that blacks out words everywhere."""
    return f"words {words}"


def about_left(words: str) -> str:
    """What a judgement is about that leaves words standing."""
    return f"leave {words}"


def about_pattern(pattern: Pattern) -> str:
    """What a judgement is about that takes out a sort of detail."""
    return f"pattern {pattern}"


def about_blackout(passage: int, start: int, end: int) -> str:
    """What a judgement is about that blacks out a stretch of a passage."""
    return f"blackout {passage}:{start}-{end}"


def about_box(box: Box) -> str:
    """What a judgement is about that covers a box."""
    return f"box {box_written(box)}"


def box_written(box: Box) -> str:
    """A box as a person writes it: the page, then left, bottom, right and top."""
    return f"{box.page}:{box.left:g},{box.bottom:g},{box.right:g},{box.top:g}"


def box_as_written(words: str) -> Box:
    """A box as a person writes it.

    >>> box_as_written("2:72,700,300,712.5")
    Box(page=2, left=72.0, bottom=700.0, right=300.0, top=712.5)

    Raises:
        muniment.errors.NoSuchBoxError: it is not written so.
    """
    found = _BOX.fullmatch(words.strip())
    if not found:
        raise NoSuchBoxError(box=f"“{words[:80]}”")
    return Box(int(found[1]), *map(float, found.groups()[1:]))


WITHHELD = "withhold exhibit"
"""What a judgement is about that keeps an exhibit from publication."""

KINDS = ("pseudonym", "words", "leave", "withhold", "pattern", "blackout", "box")
"""The first words of what judgements on redaction are about."""


def policy_of(judgements: Iterable[Judgement]) -> Policy:
    """The policy that judgements make, the last word on each matter counting; empty takes it back."""
    last = {(j.exhibit, j.about): j for j in judgements}
    standing = [j for j in last.values() if j.value]
    by_kind: dict[str, list[tuple[str, Judgement]]] = {kind: [] for kind in KINDS}
    for j in standing:
        kind, _, rest = j.about.partition(" ")
        if kind in by_kind:
            by_kind[kind].append((rest, j))
    for found in by_kind.values():
        found.sort(key=lambda one: (one[1].exhibit, one[0]))
    return Policy(
        tuple(
            Pseudonym(rest, tuple(j.value.split("\n")), j.why) for rest, j in by_kind["pseudonym"]
        ),
        tuple(Words(rest, j.why) for rest, j in by_kind["words"]),
        tuple((Pattern(rest), j.why) for rest, j in by_kind["pattern"]),
        tuple(_blackout(rest, j) for rest, j in by_kind["blackout"]),
        tuple(_covered(rest, j) for rest, j in by_kind["box"]),
        tuple((ExhibitId(j.exhibit), j.why) for _, j in by_kind["withhold"]),
        tuple(Words(rest, j.why) for rest, j in by_kind["leave"]),
    )


def _blackout(rest: str, j: Judgement) -> Blackout:
    passage, _, span = rest.partition(":")
    start, _, end = span.partition("-")
    return Blackout(Citation(ExhibitId(j.exhibit), int(passage)), int(start), int(end), j.why)


def _covered(rest: str, j: Judgement) -> Covered:
    page, _, sides = rest.partition(":")
    left, bottom, right, top = map(float, sides.split(","))
    return Covered(ExhibitId(j.exhibit), Box(int(page), left, bottom, right, top), j.why)
