"""The chat reader: who wrote what at what time, day by day, with what is missing drawn as missing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from muniment.case import Case
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Exhibit
from muniment.model.passage import CitedPassage, PassageKind
from muniment.model.quotation import Resting
from muniment.pages.bars import Bar, bars
from muniment.pages.reading.exhibit import ExhibitPage, common, stretch

_ON_A_PAGE = 120
_COLOURS = 8
_SILENCE = 7
"""Days without a message that are drawn as a gap. A chat may have slept, or messages may have been taken
out: the page says how long nothing stands here, and no more."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as the reader shows it.

    Attributes:
        message: the passage.
        day: the day that begins with it, as written; empty when it is the day of the message before.
        gap: days without a message before it, when they are many; 0 otherwise.
        colour: a number from 0 to 7 that is the sender's throughout.
        is_first: whether another sender, or another day, came before: the name is shown.
        answers: the message that it replies to; None when it says none.
        media: its attachments that are in the case, under the names they have there.
        quoted: the quotes of accounts that rest on it.
    """

    message: CitedPassage
    day: str
    gap: int
    colour: int
    is_first: bool
    answers: CitedPassage | None
    media: tuple[tuple[str, Exhibit], ...]
    quoted: tuple[Resting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPage(ExhibitPage):
    """A stretch of a chat.

    Attributes:
        bubbles: the messages on this page, in order.
        bars: how many messages were written in each stretch of time.
        on: the date that was asked for; empty when none was.
        senders: those who write on this page, each with the number of their colour.
    """

    name: ClassVar[str] = "chat"

    bubbles: tuple[Bubble, ...]
    bars: tuple[Bar, ...]
    on: str
    senders: tuple[tuple[str, int], ...]


def chat_page(case: Case, number: int, at: int = 0, on: str = "") -> ChatPage:
    """The stretch of a chat in which a message, or the first of a day, stands."""
    if on:
        at = case.number_at(number, on)
    view, first, last = stretch(case, number, at, _ON_A_PAGE)
    shared = common(case, view, 0 if on else at, first, last, _ON_A_PAGE)
    senders = sorted({p.passage.author for p in view.passages if p.passage.author})
    return ChatPage(
        **shared,
        bubbles=tuple(_bubbles(case, number, view.passages)),
        bars=bars(case.months(f"in:{view.exhibit.label}")),
        on=on,
        senders=tuple((name, colour(name)) for name in senders),
    )


def colour(name: str) -> int:
    """The colour of a sender: the same in every chat, and for every reader."""
    return hashlib.sha256(name.encode()).digest()[0] % _COLOURS


def _bubbles(case: Case, number: int, passages: list[CitedPassage]) -> Iterator[Bubble]:
    here = {p.citation.number: p for p in passages}
    wanted = {p.passage.answers for p in passages if p.passage.answers}
    found = case.passages(Citation(ExhibitId(number), n) for n in wanted - set(here))
    answered = here | {c.number: p for c, p in found.items()}
    media = case.named(number, [a for p in passages for a in p.passage.attachments])
    resting = (
        case.resting_on(number, passages[0].citation.number, passages[-1].citation.number)
        if passages
        else {}
    )
    before: CitedPassage | None = None
    for one in passages:
        day = one.passage.moment.local[:10] if one.passage.moment else ""
        was = before.passage.moment.local[:10] if before and before.passage.moment else ""
        is_new_day = bool(day) and day != was
        same = before is not None and before.passage.author == one.passage.author
        yield Bubble(
            one,
            day if is_new_day else "",
            _silence(was, day) if is_new_day else 0,
            colour(one.passage.author),
            is_new_day or not same or one.passage.kind is PassageKind.SYSTEM,
            answered.get(one.passage.answers),
            tuple((name, media[name]) for name in one.passage.attachments if name in media),
            tuple(resting.get(one.citation, ())),
        )
        before = one


def _silence(before: str, day: str) -> int:
    """Days between two messages, when they are so many that a reader should see them."""
    if len(before) != len("2022-03-18") or len(day) != len(before):
        return 0
    days = (datetime.fromisoformat(day) - datetime.fromisoformat(before)).days
    return days - 1 if days > _SILENCE else 0
