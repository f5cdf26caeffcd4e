"""A trace: what a quote says beside what its source says, and a verdict in words.

A verdict is about words. It never says that somebody lied, and *not found* never means *invented*:
it says how much was searched.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from muniment.model.citation import Citation


class Verdict(StrEnum):
    """How a quote's words stand to those of its source. Ordered from the most to the least faithful."""

    VERBATIM = "verbatim"  # the same words, whatever the case and punctuation
    ANNOTATED = "annotated"  # with words in brackets, put in or redacted by the account
    ELIDED = "elided"  # with words left out where the account marks it
    ALTERED = "altered"  # words changed, dropped or added without a mark
    SPLICED = "spliced"  # two places made into one, or their order changed
    NOT_FOUND = "not found"  # in nothing that was searched
    NOT_SEARCHED = "not searched"  # there was nothing to search, or too little to search for


class Flag(StrEnum):
    """What stands apart from the words."""

    MISATTRIBUTED = "misattributed"  # the source's author is another than the account's speaker
    MISDATED = "misdated"  # the source's time is another than the account's
    CUT_SHORT = "cut short"  # the source's sentence goes on
    COMMON = "everyday words"  # anybody may say them: they are found, and no place is their source
    SECONDARY = "secondary"  # only passages that themselves re-quote carry it


class Step(StrEnum):
    """How a piece of the quote answers to a piece of the source."""

    SAME = "same"
    CHANGED = "changed"  # these words for those
    ADDED = "added"  # in the quote alone
    DROPPED = "dropped"  # in the source alone, with no mark in the quote
    OMITTED = "omitted"  # in the source alone, where the quote has a mark: … or (…)
    INSERTED = "inserted"  # in the quote alone, in brackets
    REDACTED = "redacted"  # brackets in the quote for words of the source: [name redacted]
    BETWEEN = "between"  # what lies in the source between two places that the quote joins


class DifferenceKind(StrEnum):
    """What sort of word a difference touches; several may hold, and none need."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    TENSE = "tense"
    CONDITION = "condition"  # if, unless, would
    QUANTITY = "quantity"  # all, some, never, most
    PERSON = "person"  # I, we, they: who is spoken of
    SPELLING = "spelling"  # nearly the same letters


class Place(NamedTuple):
    """Half-open code points of one passage of the case."""

    citation: Citation
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of the alignment, in the order of the quote.

    Attributes:
        step: how the two sides answer to each other.
        quoted: the quote's side, as written there; empty where it has none.
        sourced: the source's side, as written there; empty where it has none.
        span: half-open code points of `quoted` in the quote's text; empty span where it has none.
        place: where `sourced` stands; None where it has none.
        kinds: what the difference touches.
    """

    step: Step
    quoted: str
    sourced: str
    span: tuple[int, int]
    place: Place | None = None
    kinds: tuple[DifferenceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A source that carries the quote's words, or comes near them.

    Attributes:
        verdict: how the words stand to this source.
        places: where its words stand, in the order of the quote; several when the quote is spread over
            messages or spliced.
        pieces: the alignment word by word; empty for a candidate that is only near.
        author, time: of the first place, as the source names them; empty when it does not.
        said: the source's words from first to last place, for one line of a table.
        goes_on: how the source's sentence continues where the quote stops; empty when it does not.
        comes_from: how the source's sentence begins where the quote starts in its middle.
        role: `primary` or `account`, of the passage.
        secondary: why this passage only repeats another's words (`inside quotation marks`,
            `a mail's quoted part`, `it says “said the other day that”`); empty when it is the thing.
        copies: other places with the same words that are copies of this source (a quoted reply, a
            second export of the chat).
        likeness: share of the quote's words that stand in the source in their order, 0 to 1: for
            ordering and for *nearest*, never shown alone.
    """

    verdict: Verdict
    places: tuple[Place, ...]
    pieces: tuple[Piece, ...]
    author: str = ""
    time: str = ""
    said: str = ""
    goes_on: str = ""
    comes_from: str = ""
    role: str = "primary"
    secondary: str = ""
    copies: tuple[Citation, ...] = ()
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of looking for a quote in a case.

    Attributes:
        text: the quote's words as the account has them.
        verdict: of the best match; the words differ, or not, as `reasons` say.
        flags: what stands apart from the words.
        reasons: short sentences for a reader: the words that differ, what was left out, who said it.
        matches: the sources, the best first; equally good ones by time. The first is the one that
            the verdict is about; of everyday words all are places, and none is called the source.
        nearest: when nothing carries the words, what comes closest; never called a source.
        elsewhere: how many other places, not copies, carry the very same words.
        searched: how many primary passages were searched, and `accounts`, how many of accounts.
        method: name and version of the method.
    """

    text: str
    verdict: Verdict
    flags: tuple[Flag, ...] = ()
    reasons: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()
    elsewhere: int = 0
    searched: int = 0
    accounts: int = 0
    method: str = ""

    @property
    def source(self) -> Match | None:
        """The one place that is called the quote's source.

        None where nothing carries the words, and where anybody may have said them: the matches are
        then only where they stand.
        """
        is_found = self.verdict not in {Verdict.NOT_FOUND, Verdict.NOT_SEARCHED}
        return self.matches[0] if is_found and Flag.COMMON not in self.flags else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What tracing is asked: a quote's words, and what the account says of them.

    Attributes:
        text: the words.
        speaker: the speaker's name, or as written; empty when the account does not say.
        time: when the account says it was said, ISO 8601 cut to what is said (`2023-09-04`, `T22:45`);
            empty when it does not.
        names: other names of the speaker and of people in the case: full name → the names it goes by.
        apart: exhibits that are not searched: the account itself, and its other copies.
        own: keys of the passages (exhibit × 2³² + number) in which the quote itself stands, where its
            exhibit is not apart: a comment may quote the article above it, and is no source of itself.
        published: when the account came out, ISO 8601 cut to what is known; empty when it is not. Nobody
            quotes what is not yet said: what is later than this is no source.
        around: the account's sentence in which the quote stands, or what of it is not quoted; empty when
            it is not known. Where the words stand in several places, it helps to choose.
        senders: gives all who send in an exhibit, as it names them, so that two of one name are told
            apart; None when nobody knows.
    """

    text: str
    speaker: str = ""
    time: str = ""
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    published: str = ""
    around: str = ""
    senders: Callable[[int], Sequence[str]] | None = None
