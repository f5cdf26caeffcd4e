"""The chat reader: who wrote what at what time, day by day, with what is missing drawn as missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from muniment.case import Case
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Exhibit
from muniment.model.finding import View
from muniment.model.passage import CitedPassage, PassageKind
from muniment.model.quotation import Resting
from muniment.pages import links
from muniment.pages.bars import Bar, bars
from muniment.pages.reading.exhibit import ExhibitPage, common, stretch

_ON_A_PAGE = 120
_COLOURS = 8
_CUT = re.compile(r"\d{3,4}|\d{4}-(0[1-9]|1[0-2])")
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
        colour: a number from 0 to 7 that is the sender's on every page of this chat: by the order in which
            the senders first appear, so that the first eight differ.
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
        on: the date that was asked for, ISO 8601, perhaps cut to the month; empty when none was.
        on_found: what became of that: `there` when the passage asked for is the first of that date,
            `after` when it is the first after it, `beyond` when the chat ends before; else empty.
        is_moved: whether only the date was asked for, and no passage.
        senders: those who write on this page, each with the number of their colour.
    """

    name: ClassVar[str] = "chat"

    bubbles: tuple[Bubble, ...]
    bars: tuple[Bar, ...]
    on: str
    on_found: str
    is_moved: bool
    senders: tuple[tuple[str, int], ...]

    @property
    def place(self) -> str:
        """The address of the first message of the date that was asked for."""
        return links.day(int(self.exhibit.id), self.at, self.on) if self.is_moved else ""


def chat_page(case: Case, number: int, at: int = 0, on: str = "") -> ChatPage:
    """The stretch of a chat in which a message, or the first of a day, stands."""
    on = _day(on)
    begins = case.number_at(number, on) if on else 0
    view, first, last = stretch(case, number, at or begins, _ON_A_PAGE)
    there, found = _found(view, on, begins) if on else (0, "")
    shared = common(case, view, at or there, first, last, _ON_A_PAGE)
    colours = {name: n % _COLOURS for n, name in enumerate(case.senders(number))}
    senders = sorted({p.passage.author for p in view.passages if p.passage.author})
    return ChatPage(
        **shared,
        bubbles=tuple(_bubbles(case, number, view.passages, colours)),
        bars=bars(case.months(f"in:{view.exhibit.label}")),
        on=on,
        on_found=found if at in (0, there) else "",
        is_moved=there > 0 and not at,
        senders=tuple((name, colours.get(name, 0)) for name in senders),
    )


def _day(on: str) -> str:
    """A date as it can be looked for: a day, a month, a year or a decade (`202`); empty when it is none."""
    if _CUT.fullmatch(on):
        return on
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        return ""


def _found(view: View, on: str, begins: int) -> tuple[int, str]:
    """The message that stands for a date, and what became of looking for it: see `ChatPage.on_found`.

    Args:
        view: the stretch that is shown.
        on: the date.
        begins: the number of the first passage that is not before it; what has no date may come first.
    """
    if begins > view.count:
        return view.count, "beyond" if view.count else ""
    if not view.passages or view.passages[0].citation.number > begins:
        return 0, ""
    for one in view.passages:
        if one.citation.number >= begins and (moment := one.passage.moment):
            return one.citation.number, "there" if moment.local.startswith(on) else "after"
    return 0, ""


def _bubbles(
    case: Case, number: int, passages: list[CitedPassage], colours: dict[str, int]
) -> Iterator[Bubble]:
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
            colours.get(one.passage.author, 0),
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
