"""Tracing: who said it, and is that what was said?

>>> from tests.property.tracing_twin import corpus_of
>>> case = corpus_of([["Nobody is to be unhelpful. I want us to be helpful very slowly."]], author="Dot Vellacott")
>>> found = trace(Asked("helpful very slowly", "Priya Tolland"), case)
>>> found.verdict.value, [f.value for f in found.flags], found.matches[0].places
('verbatim', ['misattributed'], (Place(citation=EX-0001 ¶1, start=43, end=62),))
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from muniment.model.passage import Role, Values
from muniment.model.trace import Asked, Flag, Match, Trace, Verdict
from muniment.quotes.corpus import Searchable
from muniment.quotes.fidelity import reasons
from muniment.quotes.fidelity.agreement import is_same_person
from muniment.quotes.fidelity.comparison import Comparison, compare
from muniment.quotes.fidelity.ends import is_cut_short
from muniment.quotes.fidelity.marks import Term, read, read_broken, words
from muniment.quotes.tracing.candidates import Candidates, Compared, Exact, beyond, compared, find
from muniment.quotes.tracing.candidates import read as read_window
from muniment.quotes.tracing.choosing import Found, is_later, matches, pointed_out, weigh
from muniment.quotes.tracing.joining import join
from muniment.quotes.tracing.likeness import are_common, is_near, is_set_phrase, is_source, likeness
from muniment.quotes.tracing.reach import look, needed
from muniment.quotes.tracing.surroundings import Surroundings
from muniment.quotes.words import fold

METHOD = "tracing 1"
"""Name and version, kept with every trace."""

_SHOWN = 8
"""Sources shown for a quote, its copies apart."""

_NEAREST = 3
"""Passages shown when nothing carries the words."""

_NEARER = 0.15
"""Likeness that the account's own speaker is ahead of others among what is only near."""

_LONGEST = 4_000
"""Words of the longest quote that is traced: a chapter. A longer text is no quote but a copy."""

_MARGIN = 8
"""Words beside a place that has all words, for a bracket at its ends that stands for words."""

_LETTERS = 100_000
"""Characters of the longest quote that is read at all."""

_TELLS_A_WORD = 0.5
"""Share of the account's sentence that stands near a single word, and tells where it comes from. (27
November 2026, one half of trace-politifact.)"""

_BROKEN = 4
"""Words of a quote inside its own marks, where they close and open again, from which these are traced by
themselves."""

_GOOD = 1.0
"""Changed words up to which a quote is not looked for in parts."""


def trace(asked: Asked, corpus: Searchable) -> Trace:
    """What becomes of looking for a quote in the words of a case.

    Args:
        asked: the quote's words, and what the account says of them.
        corpus: the words of the case.

    Returns:
        A verdict with its reasons. It never fails: whatever the text, there is an answer.
    """
    if len(asked.text) > _LETTERS:
        why = f"It has more than {_LETTERS:,} characters, and is no quote. Trace its parts."
        return _answer(asked, corpus, Verdict.NOT_SEARCHED, (why,))
    terms = read(asked.text)
    if why := _unsearchable(words(terms), corpus):
        return _answer(asked, corpus, Verdict.NOT_SEARCHED, (why,))
    seen = _look(asked, terms, corpus)
    if not seen.sources and len(words(broken := read_broken(asked.text))) >= _BROKEN:
        again = _look(asked, broken, corpus)
        seen = again if again.sources else seen
    if not seen.sources:
        return _not_found(asked, corpus, seen)
    told = matches(seen.found, _SHOWN)
    best = min(seen.sources, key=lambda f: f.order)
    places = _places(seen, asked, corpus)
    is_pointed_to = best.support >= _TELLS_A_WORD and seen.around.tells_among(places, best.support)
    if len(seen.plain) == 1 and not best.person and not is_pointed_to:
        why = reasons.one_word(places)
        return _answer(asked, corpus, Verdict.NOT_SEARCHED, (why,), elsewhere=places)
    elsewhere = max(0, places - 1 - len(told[0].copies))
    own = _own(told, asked)
    if not _is_told(best, seen.sources, own) and are_common(seen.plain, corpus):
        speaker = asked.speaker if best.person is False else ""
        why = reasons.common(places or len(seen.sources), speaker, own)
        return _anybodys(asked, corpus, told, why, elsewhere)
    flags = tuple(_flags(best, told[0], seen.plain))
    why_so = _reasons(best, told, flags, seen, asked, corpus)
    return _answer(asked, corpus, told[0].verdict, tuple(why_so), flags, told, (), elsewhere)


class _Seen(NamedTuple):
    """What was found for the terms of a quote: sources and what only repeats, and what is only near."""

    terms: list[Term]
    plain: list[str]
    where: Candidates
    found: list[Found]
    near: Compared
    later: list[Found]  # what would be a source, were it not later than the account
    around: Surroundings

    @property
    def sources(self) -> list[Found]:
        return [f for f in self.found if f.is_source]


def _look(asked: Asked, terms: list[Term], corpus: Searchable) -> _Seen:
    """Look for the terms of a quote, as a whole and in parts."""
    plain = words(terms)
    where = find(plain, asked, corpus)
    around = Surroundings.of(asked.around, plain, asked.speaker, corpus)
    exact = _at(asked.text, terms, where.exact, corpus, asked)
    found = list(_weighed(exact, asked, corpus, around))
    near = Compared([], [])
    if not any(_is_good(f, asked) for f in found) and len(plain) > 1:
        windows = beyond(where, plain, asked, corpus)
        least = needed(asked.text, terms, len(plain), is_speaker_named=bool(asked.speaker.strip()))
        near = compared(
            asked.text, terms, plain, windows, asked, corpus, partial(look, plain, least)
        )
        if not near.near or near.near[0].price > _GOOD:
            whole = join(asked.text, terms, asked, corpus, next(iter(near.near), None))
            if whole:
                near = Compared(sorted([*near.near, whole], key=lambda c: c.price), near.far)
        weighed = _weighed(near.near, asked, corpus, around)
        found += [
            f
            for f in weighed
            if is_source(f.comparison, corpus, person=f.person)
            or is_set_phrase(f.comparison, corpus, asked.apart)
        ]
    later = [f for f in found if f.is_source and _is_later(f.comparison, asked)]
    found = [f for f in found if not _is_later(f.comparison, asked)]
    return _Seen(terms, plain, where, pointed_out(found), near, later, around)


def _is_good(found: Found, asked: Asked) -> bool:
    """Whether a source is so near that no other place is looked for."""
    is_near = found.is_source and found.comparison.price < _GOOD
    return is_near and not _is_later(found.comparison, asked)


def _is_told(best: Found, sources: Sequence[Found], own: Sequence[Match]) -> bool:
    """Whether anything but the words tells that a place is meant: who spoke, the account's sentence, or when.

    Who spoke tells it where the words are the speaker's `own` in one place, copies aside: who says at two
    what anybody says will have said it at a third, where nobody wrote it down.
    """
    is_time = best.time is True and sum(f.time is True for f in sources) == 1
    if best.support >= _TELLS_A_WORD or is_time:
        return True
    return bool(best.person) and (best.is_meant or len(own) < 2)


def _own(told: Sequence[Match], asked: Asked) -> list[Match]:
    """The places at which the account's speaker says the words, copies and repetitions aside."""
    return [
        m for m in told if not m.secondary and is_same_person(asked.speaker, m.author, asked.names)
    ]


def _anybodys(
    asked: Asked, corpus: Searchable, told: tuple[Match, ...], why: str, elsewhere: int
) -> Trace:
    """An answer for words that anybody may say: where they stand, and no one place called their source.

    What only resembles them resembles anything: it is not found.
    """
    best = told[0]
    if best.verdict in {Verdict.ALTERED, Verdict.SPLICED}:
        why, nearest = reasons.COMMON_AND_CHANGED, told[:_NEAREST]
        return _answer(asked, corpus, Verdict.NOT_FOUND, (why,), nearest=nearest)
    flags = (Flag.COMMON, Flag.SECONDARY) if best.secondary else (Flag.COMMON,)
    return _answer(asked, corpus, best.verdict, (why,), flags, told, (), elsewhere)


def _unsearchable(plain: Sequence[str], corpus: Searchable) -> str:
    """Why nothing is looked for; empty when something is."""
    if not plain:
        return "The quote has no word to search for."
    if len(plain) > _LONGEST:
        return (
            f"The quote has {len(plain):,} words; up to {_LONGEST:,} are traced. Trace its parts."
        )
    if not corpus.searched and not corpus.accounts:
        return "There is nothing to search."
    return ""


def _places(seen: _Seen, asked: Asked, corpus: Searchable) -> int:
    """In how many places the very words stand that are not later than the account.

    They are counted anew only where there are very many.
    """
    exact = seen.where.exact
    later = sum(is_later(e.stretch.passages[0], asked.published) for e in exact)
    if seen.where.is_all:
        return len(exact) - later
    return corpus.occurrences(seen.plain, asked.apart) - later


def _reasons(
    best: Found,
    told: Sequence[Match],
    flags: tuple[Flag, ...],
    seen: _Seen,
    asked: Asked,
    corpus: Searchable,
) -> Iterator[str]:
    """What a verdict rests on, and what is said of its source beside other places and people."""
    yield from reasons.of_match(told[0], flags, asked, best.people)
    if best.namesakes:
        yield reasons.namesakes(asked.speaker, told[0], best.namesakes)
    if best.person is True and len(told) > 1:
        own = _own(told, asked)
        if len(own) > 1 and are_common(seen.plain, corpus):
            yield reasons.common_of_one(len(own) if len(told) < _SHOWN else 0, own)


def _at(
    text: str, terms: Sequence[Term], exact: Sequence[Exact], corpus: Searchable, asked: Asked
) -> Iterator[Comparison]:
    """The quote at the places that have all its words in a row."""
    is_plain = all(len(t.words) == 1 for t in terms)
    for one in exact:
        there = one.stretch if is_plain else read_window(one.window, corpus, _MARGIN, asked.own)
        found = compare(text, terms, there)
        if found:
            yield found


def _weighed(
    found: Iterable[Comparison], asked: Asked, corpus: Searchable, around: Surroundings
) -> Iterator[Found]:
    """Comparisons beside what the account says."""
    for comparison in found:
        key = _first(comparison).key
        low = max(key - 1, key >> 32 << 32)
        yield weigh(comparison, asked, partial(corpus.run, low, key - 1), around)


def _first(comparison: Comparison) -> Values:
    """The passage in which the source's words begin."""
    return comparison.stretch.passages[comparison.stretch.of[comparison.span[0]]]


def _is_later(comparison: Comparison, asked: Asked) -> bool:
    """Whether the words stand in what is later than the account."""
    return is_later(_first(comparison), asked.published)


def _flags(best: Found, told: Match, plain: Sequence[str]) -> Iterator[Flag]:
    """What stands apart from the words of the source that the verdict is about."""
    if best.person is False:
        yield Flag.MISATTRIBUTED
    if best.time is False:
        yield Flag.MISDATED
    if told.role == Role.PRIMARY and is_cut_short(len(plain), told.goes_on, told.comes_from):
        yield Flag.CUT_SHORT
    if told.secondary:
        yield Flag.SECONDARY


def _not_found(asked: Asked, corpus: Searchable, seen: _Seen) -> Trace:
    """An answer for words that no source carries: how much was searched, and what comes nearest."""
    secondary = matches(seen.found, _SHOWN)
    far = [compare(asked.text, seen.terms, there, is_rough=True) for there in seen.near.far]
    near = [weigh(c, asked) for c in (*seen.near.near, *far) if c and is_near(c)]
    after = [f for f in seen.later if f.passage.role == Role.PRIMARY]
    shown = sorted([*after, *near], key=_nearness, reverse=True)
    said = {" ".join(fold(match.said)): match for one in shown[::-1] for match in matches([one], 1)}
    nearest = tuple(said.values())[: -_NEAREST - 1 : -1]
    if not corpus.searched:
        why: tuple[str, ...] = ("There is no primary passage to search.",)
        return _answer(
            asked, corpus, Verdict.NOT_SEARCHED, why, nearest=(*secondary, *nearest)[:_NEAREST]
        )
    later = matches(after, _SHOWN)
    told = tuple(reasons.not_found(corpus.searched, corpus.accounts, nearest, secondary, later))
    return _answer(asked, corpus, Verdict.NOT_FOUND, told, told_of=secondary, nearest=nearest)


def _nearness(found: Found) -> float:
    """How near a source comes that is none; the account's speaker comes nearer than another."""
    return likeness(found.comparison) + _NEARER * ((found.person is True) - (found.person is False))


def _answer(
    asked: Asked,
    corpus: Searchable,
    verdict: Verdict,
    why: tuple[str, ...],
    flags: tuple[Flag, ...] = (),
    told_of: tuple[Match, ...] = (),
    nearest: tuple[Match, ...] = (),
    elsewhere: int = 0,
) -> Trace:
    return Trace(
        asked.text,
        verdict,
        flags,
        why,
        told_of,
        nearest,
        elsewhere,
        corpus.searched,
        corpus.accounts,
        METHOD,
    )
