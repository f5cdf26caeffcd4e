"""Choosing: of several sources that carry a quote's words, the one that the verdict is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from muniment.model.citation import Citation
from muniment.model.passage import PassageKind, Role, Values
from muniment.model.trace import Asked, Match, Place
from muniment.quotes.fidelity.agreement import Agreement, agree, is_same_person, is_same_time
from muniment.quotes.fidelity.comparison import Comparison
from muniment.quotes.fidelity.ends import comes_from, goes_on
from muniment.quotes.fidelity.marks import Sort
from muniment.quotes.fidelity.requoting import requoted
from muniment.quotes.tracing.surroundings import Surroundings
from muniment.quotes.words import fold

_OTHER_PERSON, _OTHER_TIME = 0.6, 0.2
"""What another author or time costs, in changed words, where sources differ a little in words."""

_ACCOUNT, _SECONDARY = 1.5, 3.0
"""The same of an account's own words, and of a primary passage that only repeats."""

_SUPPORTED = 0.5
"""Share of the changed words that the account's sentence makes good, where all of it stands near."""

_LEAST_SUPPORT, _BESIDE = 0.2, 0.5
"""Share of the account's sentence that must stand near the best source, and share of that which must
stand near any for it to be meant too.
(27 November 2026, one half of trace-press-2016 and of trace-politifact: with
less, chance words choose among places of the same words.)"""

_GRACE = 1
"""Days after an account came out that its sources may bear: transcripts are dated when they are put
out (in trace-press-2016 up to a day after the event), and clocks stand in other zones."""

_CONTEXT = 8
"""Words beside the quote by which one source is known as the copy of another."""


@dataclass(frozen=True, slots=True)
class Found:
    """A source beside what the account says of it.

    Attributes:
        comparison: its words.
        passage: in which the quote begins.
        secondary: why it only repeats; empty when it is the thing.
        person, time: whether author and time are the account's; None when that cannot be told.
        support: what of the account's sentence around the quote stands near it, 0 to 1.
        is_meant: whether that tells it from other places.
        namesakes: other senders of the source's exhibit whom the speaker's name fits.
        people: the authors of the words, where they are more than one.
    """

    comparison: Comparison
    passage: Values
    secondary: str
    person: bool | None
    time: bool | None
    support: float = 0.0
    is_meant: bool = False
    namesakes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def is_source(self) -> bool:
        """Whether a verdict may be about it: an account that only quotes is no source."""
        return self.passage.role == Role.PRIMARY or not self.secondary or self.is_headline

    @property
    def is_headline(self) -> bool:
        """Whether it is an account's headline, whose words are the account's own choice."""
        return self.passage.role == Role.ACCOUNT and self.passage.kind == PassageKind.HEADING

    @property
    def order(self) -> tuple[float, ...]:
        """The best first; equally good ones by time."""
        price = self.comparison.price * (1 - _SUPPORTED * self.support * self.is_meant)
        price += _OTHER_PERSON * (self.person is False) + _OTHER_TIME * (self.time is False)
        if self.passage.role == Role.ACCOUNT:
            price += _ACCOUNT
        if self.secondary:
            price += _SECONDARY
        epoch = self.passage.epoch
        return (
            not self.is_source,
            price,
            self.person is not True,
            self.time is not True,
            not self.is_meant,
            float("inf") if epoch is None else epoch,
            self.passage.key,
        )


def weigh(
    comparison: Comparison,
    asked: Asked,
    before: Callable[[], Sequence[Values]] = tuple,
    near: Surroundings | None = None,
) -> Found:
    """A comparison beside what the account says of its speaker and time.

    Args:
        comparison: of a quote with a source.
        asked: what the account says.
        before: gives the passages before the first, the last one first.
        near: the account's sentence around the quote.
    """
    stretch = comparison.stretch
    first = comparison.span[0]
    passage = stretch.passages[stretch.of[first]]
    place = comparison.places()[0]
    passages = _passages(comparison)
    people = _people(passages, asked)
    person, namesakes = _person(passages, asked) if len(people) < 2 else Agreement(is_same=False)
    is_doubted = person is False
    told = before() if is_doubted else ()
    secondary = requoted(passage, place.start, place.end, told, is_doubted=is_doubted)
    time = is_same_time(asked.time, passage.time) if asked.time else None
    support = near.support(passage.key) if near else 0.0
    return Found(
        comparison,
        passage,
        secondary,
        person,
        time,
        support,
        namesakes=namesakes,
        people=people if len(people) > 1 else (),
    )


def pointed_out(found: Sequence[Found]) -> list[Found]:
    """Sources, with those told apart of which the account's sentence speaks."""
    best = max((one.support for one in found), default=0.0)
    if best < _LEAST_SUPPORT:
        return list(found)
    least = _BESIDE * best
    return [replace(one, is_meant=one.support >= least) for one in found]


def _people(passages: Sequence[Values], asked: Asked) -> tuple[str, ...]:
    """Those authors of some passages who are surely others than the first, and the first."""
    first, *others = dict.fromkeys(p.author for p in passages)
    return (first, *(o for o in others if is_same_person(first, o, asked.names) is False))


def _person(passages: Sequence[Values], asked: Asked) -> Agreement:
    """Whether the words are the speaker's, as far as any of their authors tells."""
    exhibits: dict[str, int] = {}
    for passage in passages:
        exhibits.setdefault(passage.author, passage.key >> 32)
    told = [
        agree(asked.speaker, author, asked.senders(at) if asked.senders else (), asked.names)
        for author, at in exhibits.items()
    ]
    return next((one for one in told if one.is_same is False), told[0])


def is_later(passage: Values, published: str) -> bool:
    """Whether a passage is later than the account, and so cannot be what it quotes."""
    if not published or not passage.time:
        return False
    known, told = passage.time[:10], published[:10]
    if len(known) < 10 or len(told) < 10:
        short = min(len(known), len(told), 7)
        return known[:short] > told[:short]
    return _day(known) - _day(told) > _GRACE


def _day(written: str) -> int:
    try:
        return date.fromisoformat(written).toordinal()
    except ValueError:  # a date that no calendar has is no reason to leave a source out
        return 0


def matches(found: Sequence[Found], most: int) -> tuple[Match, ...]:
    """The sources in their order, each with its copies."""
    kept: list[tuple[Found, _Around, list[Citation]]] = []
    seen: set[tuple[Place, ...]] = set()
    size = len(fold(found[0].comparison.text)) if len(found) > 1 else 0
    for one in sorted(found, key=lambda f: f.order) if len(found) > 1 else found:
        around, places = _around(one, size), one.comparison.places()
        if places in seen:
            continue
        seen.add(places)
        for other, other_around, copies in kept:
            if _is_copy(one, around, other, other_around):
                copies.append(places[0].citation)
                break
        else:
            if len(kept) < most:  # whose copies come later is not shown either
                kept.append((one, around, []))
    return tuple(_match(one, tuple(copies)) for one, _, copies in kept)


class _Around(NamedTuple):
    """The quote's words in the source, with some before and after in the same passage.

    `is_telling` when there are enough of those to know a copy by.
    """

    words: list[str]
    is_telling: bool


def _is_copy(one: Found, around: _Around, other: Found, other_around: _Around) -> bool:
    """Whether a source is another one over again: a quoted reply, a second export, another format."""
    if one.passage.key == other.passage.key or one.passage.role != other.passage.role:
        return False
    if one.comparison.verdict is not other.comparison.verdict:
        return False
    if one.passage.kind == PassageKind.QUOTED:
        return other.passage.kind != PassageKind.QUOTED or around.words == other_around.words
    if one.passage.key >> 32 == other.passage.key >> 32:
        return False
    if (
        one.passage.author
        and other.passage.author
        and one.passage.kind == other.passage.kind == PassageKind.MESSAGE
        and is_same_time(one.passage.time, other.passage.time) is False
    ):
        return False
    return (around.is_telling and around.words == other_around.words) or (
        one.passage.text == other.passage.text and one.passage.time == other.passage.time
    )


def _around(found: Found, size: int) -> _Around:
    """What a source is known by as a copy of another, for a quote of so many words."""
    comparison = found.comparison
    start, stop = comparison.span
    stretch = comparison.stretch
    low = max(stretch.first[stretch.of[start]], start - _CONTEXT)
    high = min(stretch.first[stretch.of[stop - 1] + 1], stop + _CONTEXT)
    return _Around(stretch.words[low:high], high - low > size + 2)


def _passages(comparison: Comparison) -> list[Values]:
    stretch = comparison.stretch
    used = {
        stretch.of[n]
        for run in comparison.runs
        if run.terms[1] > run.terms[0] and run.words[1] > run.words[0]
        for n in (run.words[0], run.words[1] - 1)
        if not all(t.sort is Sort.GAP for t in comparison.terms[slice(*run.terms)])
    }
    return [stretch.passages[n] for n in sorted(used)]


def _match(found: Found, copies: tuple[Citation, ...]) -> Match:
    comparison = found.comparison
    places = comparison.places()
    stretch = comparison.stretch
    last = stretch.passages[stretch.of[comparison.span[1] - 1]]
    words = [t for t in comparison.terms if t.sort is Sort.WORD]
    ends = comparison.terms[-1].sort is not Sort.GAP, comparison.terms[0].sort is not Sort.GAP
    return Match(
        comparison.verdict,
        places,
        comparison.pieces(),
        found.passage.author,
        found.passage.time,
        said(comparison),
        goes_on(last.text, places[-1].end) if ends[0] else "",
        comes_from(found.passage.text, places[0].start) if ends[1] else "",
        found.passage.role,
        found.secondary,
        copies,
        round(comparison.same / len(words), 3) if words else 0.0,
    )


def said(comparison: Comparison) -> str:
    """The source's words from the first to the last that the quote uses, in one line."""
    places = comparison.stretch.place(*comparison.span)
    return " ".join(" ".join(comparison.stretch.written(p).split()) for p in places)
