"""Joining: a quote whose parts stand in different places, each looked for by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from muniment.model.passage import Role
from muniment.model.trace import Asked, Step
from muniment.quotes.corpus import Searchable
from muniment.quotes.fidelity.cells import Run
from muniment.quotes.fidelity.comparison import Comparison, compare, judge
from muniment.quotes.fidelity.ends import ends_sentence, has_sentences
from muniment.quotes.fidelity.marks import Sort, Term, words
from muniment.quotes.fidelity.stretch import Stretch, joined, stretch
from muniment.quotes.tracing.candidates import beyond, compared, find
from muniment.quotes.tracing.reach import afford

_PARTS = 12
"""Parts of a quote that are looked for."""

_MANY = 64
"""Places of a part's very words that are looked at."""

_PLACES = 16
"""Primary places of a part that are tried."""

_NEAR = 30
"""Passages within which what lies between two parts is read and shown."""

_TELLING = 4
"""Words from which a part is known wherever it stands; a shorter one must be in the others' exhibit."""

_LIKE = 1 / 3
"""Changed words a word that a part may have: more, and it is another saying."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Terms of the quote, and the places where they may come from."""

    start: int
    stop: int
    places: tuple[Comparison, ...]

    @property
    def size(self) -> int:
        return self.stop - self.start


def join(
    text: str,
    terms: Sequence[Term],
    asked: Asked,
    corpus: Searchable,
    nearest: Comparison | None = None,
) -> Comparison | None:
    """The quote beside the places of its parts; None when fewer than two of them are found.

    Args:
        text: of the quote.
        terms: its words and marks.
        asked: what is left out.
        corpus: the words of the case.
        nearest: the place that has most of the quote. Where the quote has neither mark nor sentence to be cut
            at, what is missing there is a part, and is looked for in the same exhibit.
    """
    cut = _parts(text, terms) if _has_seams(text, terms) else []
    is_whole = len(cut) < 2
    if is_whole:
        cut = _missing(nearest) if nearest else []
    if len(cut) < 2:
        return None
    parts = [
        _Part(start, stop, _places(text, terms[start:stop], asked, corpus)) for start, stop in cut
    ]
    if is_whole and nearest:
        parts = [_within(part, _key(nearest) >> 32) for part in parts]
    found = [part for part in parts if part.places]
    if len(found) < 2:
        return None
    ways = [_way(found, anchor) for anchor in max(found, key=lambda p: p.size).places]
    best = min(ways, key=lambda way: way[0])[1]
    if sum(c is not None for c in best) < 2:
        return None
    placed = [(part, c) for part, c in zip(found, best, strict=True) if c is not None]
    return _together(text, terms, placed, corpus)


def _has_seams(text: str, terms: Sequence[Term]) -> bool:
    """Whether a quote shows where it may be cut."""
    return has_sentences(text) or any(t.sort is Sort.GAP for t in terms)


def _missing(found: Comparison) -> list[tuple[int, int]]:
    """The quote cut where it leaves its nearest place, when it has half of its words there, and lacks so many
    that they may stand elsewhere; else nothing.
    """
    if 2 * found.same < len(words(list(found.terms))):
        return []
    same = [
        r.terms for r in found.runs if r.step is Step.SAME and r.terms[1] - r.terms[0] >= _TELLING
    ]
    if not same:
        return []
    start, stop = same[0][0], same[-1][1]
    cut = [(0, start), (start, stop), (stop, len(found.terms))]
    return [
        (a, b)
        for a, b in cut
        if len(words(list(found.terms[a:b]))) >= _TELLING
        and ((a, b) == cut[1] or _lacks(found, a, b))
    ]


def _lacks(found: Comparison, start: int, stop: int) -> bool:
    """Whether less than half of some terms stand at a place."""
    there = sum(
        r.terms[1] - r.terms[0]
        for r in found.runs
        if r.step is Step.SAME and start <= r.terms[0] and r.terms[1] <= stop
    )
    return 2 * there < stop - start


def _within(part: _Part, exhibit: int) -> _Part:
    """A part with its places in one exhibit alone."""
    return replace(part, places=tuple(p for p in part.places if _key(p) >> 32 == exhibit))


def _parts(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """The quote cut at its marks of omission and at the ends of its sentences."""
    cuts, begun = [], 0
    for n, term in enumerate(terms):
        if term.sort is Sort.GAP:
            cuts.append((begun, n))
            begun = n + 1
        elif n + 1 < len(terms) and ends_sentence(text, term.end, terms[n + 1].start):
            cuts.append((begun, n + 1))
            begun = n + 1
    cuts.append((begun, len(terms)))
    return [(a, b) for a, b in cuts if len(words(list(terms[a:b]))) > 1][:_PARTS]


def _places(
    text: str, terms: Sequence[Term], asked: Asked, corpus: Searchable
) -> tuple[Comparison, ...]:
    plain = words(list(terms))
    most = _LIKE * len(plain)
    where = find(plain, asked, corpus)
    found = [compare(text, terms, one.stretch) for one in where.exact[:_MANY]]
    best = [c for c in found if c and _role(c) == Role.PRIMARY]
    if not best and len(plain) > _TELLING:
        windows = beyond(where, plain, asked, corpus)
        near = compared(text, terms, plain, windows, asked, corpus, partial(afford, plain, most))
        best = [c for c in near.near if _role(c) == Role.PRIMARY][:2]
    return tuple(c for c in best if c.price <= most)[:_PLACES]


def _role(found: Comparison) -> str:
    return found.stretch.passages[found.stretch.of[found.span[0]]].role


def _way(parts: Sequence[_Part], anchor: Comparison) -> tuple[float, list[Comparison | None]]:
    """The places nearest to that of the longest part, and what they cost together."""
    chosen: list[Comparison | None] = []
    cost = 0.0
    longest = max(parts, key=lambda p: p.size)
    at = _key(anchor)
    for part in parts:
        best, price = None, float(part.size)
        for place in (anchor,) if part is longest else part.places:
            away = abs(_key(place) - at)
            if away >> 32 and part.size < _TELLING:
                continue
            own = place.price + (1.5 if away >> 32 else min(1.0, away / 1000))
            if own < price:
                best, price = place, own
        chosen.append(best)
        cost += price
    return cost, chosen


def _key(found: Comparison) -> int:
    return found.stretch.passages[found.stretch.of[found.span[0]]].key


def _together(
    text: str, terms: Sequence[Term], placed: Sequence[tuple[_Part, Comparison]], corpus: Searchable
) -> Comparison:
    """The parts as one alignment: on one stretch where they stand near each other in their order."""
    whole = _one_stretch(placed, corpus)
    stretches = [c.stretch for _, c in placed]
    line = whole or joined(stretches)
    runs: list[Run] = []
    term, word, base = 0, 0, 0
    for n, (part, found) in enumerate(placed):
        moved = _moved(found, part.start, base if whole is None else None, line)
        first = next(r.words[0] for r in moved if r.words[1] > r.words[0])
        for at in range(term, part.start):
            own = terms[at]
            step = (
                Step.OMITTED
                if own.sort is Sort.GAP
                else Step.ADDED
                if own.sort is Sort.WORD
                else Step.INSERTED
            )
            runs.append(Run(step, (at, at + 1), (word, word)))
        if n and whole is not None and first > word:
            is_marked = runs[-1].step is Step.OMITTED
            if is_marked:
                runs[-1] = Run(Step.OMITTED, runs[-1].terms, (word, first))
            else:
                runs.append(Run(Step.DROPPED, (part.start, part.start), (word, first)))
        elif n and whole is None:
            runs.append(Run(Step.BETWEEN, (part.start, part.start), (first, first)))
        runs += moved
        term = part.stop
        word = max(r.words[1] for r in moved)
        base += len(found.stretch.words)
    for at in range(term, len(terms)):
        step = {Sort.GAP: Step.OMITTED, Sort.WORD: Step.ADDED}.get(terms[at].sort, Step.INSERTED)
        runs.append(Run(step, (at, at + 1), (word, word)))
    return judge(text, terms, line, runs)


def _one_stretch(placed: Sequence[tuple[_Part, Comparison]], corpus: Searchable) -> Stretch | None:
    """All passages from the first part to the last; None when they are far apart or out of order."""
    keys = [
        (c.stretch.passages[c.stretch.of[c.span[0]]].key, c.places()[0].start) for _, c in placed
    ]
    first, last = (
        keys[0][0],
        placed[-1][1].stretch.passages[placed[-1][1].stretch.of[placed[-1][1].span[1] - 1]].key,
    )
    if sorted(keys) != keys or last - first > _NEAR:
        return None
    passages = corpus.run(first, last)
    if sum(len(p.text) for p in passages) > 40_000:
        return None
    return stretch(passages)


def _moved(found: Comparison, start: int, base: int | None, line: Stretch) -> list[Run]:
    """A part's runs by the terms of the quote and the words of the whole line."""
    out = []
    at = found.span[0] + base if base is not None else _index(found.stretch, found.span[0], line)
    for run in found.runs:
        if run.words[1] > run.words[0]:
            low = run.words[0]
            low = low + base if base is not None else _index(found.stretch, low, line)
            at = low + run.words[1] - run.words[0]
        else:
            low = at
        out.append(Run(run.step, (run.terms[0] + start, run.terms[1] + start), (low, at)))
    return out


def _index(one: Stretch, at: int, line: Stretch) -> int:
    """Where in a line a word of another stretch stands."""
    key = one.passages[one.of[at]].key
    passage = next(n for n, p in enumerate(line.passages) if p.key == key)
    return line.first[passage] + one.index(at) - line.index(line.first[passage])
