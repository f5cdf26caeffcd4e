"""What a reader is shown of quotes: each with its trace, what people said of it, and its counts."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit
from muniment.model.judgement import Judgement, Opinion
from muniment.model.passage import CitedPassage
from muniment.model.quote import Quote
from muniment.model.trace import Flag, Trace

_WRITTEN = re.compile(r"(.*?)(?:[./](\d{1,6}))?\s*")


class QuoteRef(NamedTuple):
    """How a quote is cited: `EX-0041 ¶98.2`, the second quote that begins in this passage.

    >>> QuoteRef.parse("EX-0041 ¶98.2")
    QuoteRef(citation=EX-0041 ¶98, nth=2)
    """

    citation: Citation
    nth: int = 1

    def __str__(self) -> str:
        return f"{self.citation}.{self.nth}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read it as people type it; without a number after the point, the passage's first.

        Raises:
            ValueError: the words cite no passage.
        """
        found = _WRITTEN.fullmatch(written)
        citation = Citation.parse(found[1] if found else written)
        if not citation.number:
            raise ValueError(written)
        return cls(citation, int(found[2]) if found and found[2] else 1)


@dataclass(frozen=True, slots=True)
class Opined:
    """What a person said of a verdict, by whom, when and why."""

    opinion: Opinion
    who: str
    at: str
    why: str

    @classmethod
    def of(cls, judgement: Judgement) -> Self:
        """The judgement as it is shown."""
        return cls(Opinion.parse(judgement.value), judgement.who, judgement.at, judgement.why)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote with what became of it.

    Attributes:
        ref: how it is cited; None of a text that is not in the case.
        quote: the words, and whose the account says they are.
        trace: None for what is not traced: titles, and speech reported without marks.
        opined: what a person said last; it stands above the machine's verdict.
    """

    ref: QuoteRef | None
    quote: Quote
    trace: Trace | None = None
    opined: Opined | None = None


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotes of an account, or of a text that is only checked.

    Attributes:
        account: the exhibit; None of a text that is not in the case.
        title: what the account calls itself.
        quotations: in the order in which they stand.
        searched: primary passages that were searched; `accounts`, passages of accounts.
        unsearched: exhibits whose words could not be searched, since another process was writing.
        warnings: what could not be read of a text that is only checked.
    """

    account: Exhibit | None
    title: str
    quotations: list[Quotation]
    searched: int = 0
    accounts: int = 0
    unsearched: int = 0
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One quote in full, with the passages around it and around its source.

    Attributes:
        account: the exhibit that quotes, with what it calls itself.
        quotation: the quote.
        sentence: the passage of the account in which it begins.
        context: the source's passages before, at and after the first match; empty when there is none.
        replied_to: the message that the source answers, where the chat or mail says so.
        history: everything that people said of it, in order, what was taken back too.
    """

    account: Exhibit
    title: str
    quotation: Quotation
    sentence: CitedPassage
    context: list[CitedPassage] = field(default_factory=list)
    source: Exhibit | None = None
    replied_to: CitedPassage | None = None
    history: list[Judgement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resting:
    """That a quote of an account rests on a passage: its trace names the passage as a source.

    Attributes:
        ref: the quote.
        account: the exhibit that quotes, with what it calls itself in `title`.
        text: the words, as the account has them.
        verdict: of the trace.
        flags: what the trace says apart from the words: cut short, misattributed.
        opined: what a person said last; it stands above the machine's verdict.
    """

    ref: QuoteRef
    account: Exhibit
    title: str
    text: str
    verdict: str
    flags: tuple[Flag, ...] = ()
    opined: Opined | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """An account with its quotes counted by verdict."""

    account: Exhibit
    title: str
    quotes: int
    verdicts: dict[str, int]
    judged: int = 0
