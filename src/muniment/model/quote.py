"""A quote: words that an account puts in somebody's mouth, and whose mouth it says it was.

>>> q = Quote(QuoteKind.DIRECT, "smelly cow", (Span(98, 14, 24),), cue=Cue("called her", Span(98, 2, 12)))
>>> str(q.key)
'98:14-24'
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self


class QuoteKind(StrEnum):
    """How the account marks the words as another's."""

    DIRECT = "direct"  # a whole saying in quotation marks
    MIXED = "mixed"  # words in quotation marks inside the account's own sentence
    BLOCK = "block"  # a paragraph set apart
    EXCERPT = "excerpt"  # a line of a chat: 22:45 NAME: …
    REPORTED = "reported"  # speech without marks: she claimed that …; the weaker kind


class Use(StrEnum):
    """What quotation marks are there for."""

    SPEECH = "speech"
    TITLE = "title"  # of a book, a chat, a programme
    TERM = "term"  # a name or a word that is introduced or talked of
    SCARE = "scare"  # the account holds a word at arm's length


class Stance(StrEnum):
    """How the account's verb puts it."""

    SAYS = "says"
    ADMITS = "admits"
    DENIES = "denies"
    ALLEGES = "alleges"
    DISMISSES = "dismisses"
    DECLINES = "declines"  # would not: declined to comment, refused to pay


class Span(NamedTuple):
    """Half-open code points of one passage of the account, by the passage's number."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that bring in a quote (*said*, *admitted*, *dubbing it*), and how they put it."""

    text: str
    span: Span
    stance: Stance = Stance.SAYS


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words they are, as the account has it.

    Attributes:
        text: as written there (`one senior official`, `the report`, `she`).
        span: where that stands, which may be another passage than the quote's.
        name: the name it is resolved to (`Ruth Adeyemi-Carne`); empty when the text does not allow it.
        basis: why this name, in a few words (`named in ¶12`); empty when `text` is the name.
    """

    text: str
    span: Span
    name: str = ""
    basis: str = ""


class QuoteKey(NamedTuple):
    """What a quote is known by inside its exhibit: the passage in which it begins, and its span there.

    It survives a rebuild, since passages are slices of what was received: a person's judgement
    hangs on it.
    """

    passage: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.passage}:{self.start}-{self.end}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read `98:14-24`.

        Raises:
            ValueError: it is not written like that.
        """
        passage, _, span = written.partition(":")
        start, _, end = span.partition("-")
        return cls(int(passage), int(start), int(end))


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as it stands in an account.

    Attributes:
        kind: how the words are marked as another's.
        text: the words, without the outer marks; of several paragraphs, joined by a line break.
        spans: where they stand, one span a paragraph: `passage.text[start:end]` is the paragraph's part.
        use: whether quotation marks are for speech.
        speaker: whose words, as the account has it; None when it does not say.
        cue: what brings the words in; None when nothing does.
        time: the time given with an excerpt (`22:45`), or the day a sentence dates it to (`2023-09-04`),
            as ISO 8601 cut to what is said; empty when nothing is.
        is_in: `headline`, `comment` or empty for the account's running text.
    """

    kind: QuoteKind
    text: str
    spans: tuple[Span, ...]
    use: Use = Use.SPEECH
    speaker: Speaker | None = None
    cue: Cue | None = None
    time: str = ""
    is_in: str = ""

    @property
    def key(self) -> QuoteKey:
        """What it is known by inside its exhibit."""
        return QuoteKey(*self.spans[0])
