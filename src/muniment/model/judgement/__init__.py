"""A judgement: what a person decided, with who, when and why. Undoing one is another judgement.

>>> opinion = Opinion(Leaning.REJECT, Verdict.ALTERED, instead=Verdict.SPLICED)
>>> str(opinion)
'reject altered, instead spliced'
>>> Opinion.parse("reject altered, instead spliced") == opinion
True
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from muniment.model.citation import Citation
from muniment.model.quote import QuoteKey
from muniment.model.trace import Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on an exhibit.

    Attributes:
        at: when, UTC, ISO 8601.
        who: the person.
        exhibit: the exhibit it is about.
        about: what is decided: a reader's setting (`day-order`, `zone`, `role`), or the verdict on a
            quote (`quote 98:14-24`, by the place of its words), a tag or a note at a passage (`tag 98
            tide`, `note 98`), the name of a query (`query tides`, of exhibit 0).
        value: what it is; empty takes an earlier judgement back.
        why: the reason given.
    """

    at: str
    who: str
    exhibit: int
    about: str
    value: str
    why: str = ""


class Leaning(StrEnum):
    """What a person says to a verdict."""

    AGREE = "agree"
    REJECT = "reject"
    UNSURE = "unsure"


_WRITTEN = re.compile(
    r"(?P<leaning>\w+)(?: (?P<verdict>[\w ]+?))?"
    r"(?:, instead (?P<instead>[\w ]+?))?(?:, from (?P<source>EX-\d+(?: ¶\d+)?))?"
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person says to the verdict on a quote: the value of such a judgement.

    Attributes:
        leaning: agree, reject or unsure.
        verdict: the verdict that was judged; None when the quote had none. A newer method may say
            something else: the person has not judged that.
        instead: the verdict that the person gives; None when none.
        source: the passage that the person names as the source; None when none.
    """

    leaning: Leaning
    verdict: Verdict | None = None
    instead: Verdict | None = None
    source: Citation | None = None

    def __str__(self) -> str:
        told = f"{self.leaning} {self.verdict}" if self.verdict else str(self.leaning)
        told += f", instead {self.instead}" if self.instead else ""
        return told + (f", from {self.source}" if self.source else "")

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read what `str` writes.

        Raises:
            ValueError: it is not written like that.
        """
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise ValueError(written)
        verdict, instead, source = found["verdict"], found["instead"], found["source"]
        return cls(
            Leaning(found["leaning"]),
            Verdict(verdict) if verdict else None,
            Verdict(instead) if instead else None,
            Citation.parse(source) if source else None,
        )


def about_quote(key: QuoteKey) -> str:
    """What a judgement on the verdict of a quote is about."""
    return f"quote {key}"


def quote_judged(judgement: Judgement) -> QuoteKey | None:
    """The quote that a judgement is about; None when it is about something else."""
    kind, _, key = judgement.about.partition(" ")
    return QuoteKey.parse(key) if kind == "quote" else None


@dataclass(frozen=True, slots=True)
class Note:
    """The last that one person noted at a passage.

    Attributes:
        citation: the passage.
        text: what they wrote.
        who: the person.
        at: when, UTC, ISO 8601.
    """

    citation: Citation
    text: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A word hung on a passage.

    Attributes:
        citation: the passage.
        name: the word, or a few.
        who: the person who hung it there last.
        at: when, UTC, ISO 8601.
    """

    citation: Citation
    name: str
    who: str
    at: str


def as_kept(text: str) -> str:
    r"""A note as it is kept: a browser sends the end of a line as two characters.

    >>> as_kept("one\r\ntwo\n")
    'one\ntwo'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def about_note(passage: int) -> str:
    """What a judgement is about that notes something at a passage.

    >>> about_note(98), noted("note 98")
    ('note 98', 98)
    """
    return f"note {passage}"


def about_tag(passage: int, name: str) -> str:
    """What a judgement is about that hangs a tag on a passage.

    >>> about_tag(98, "tide"), tagged("tag 98 tide")
    ('tag 98 tide', (98, 'tide'))
    """
    return f"tag {passage} {name}"


def noted(about: str) -> int:
    """The passage that a judgement notes something at; 0 when it is about something else."""
    kind, _, passage = about.partition(" ")
    return int(passage) if kind == "note" and passage.isdigit() else 0


def tagged(about: str) -> tuple[int, str]:
    """The passage and the tag that a judgement is about; 0 and empty when it is about something else."""
    kind, _, rest = about.partition(" ")
    passage, _, name = rest.partition(" ")
    return (int(passage), name) if kind == "tag" and passage.isdigit() else (0, "")
