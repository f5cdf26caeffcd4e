"""Candidates: the stretches of the case in which a quote's words may stand, each compared with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from muniment.model.passage import Role, Values
from muniment.model.trace import Asked
from muniment.quotes.corpus import Searchable, Window
from muniment.quotes.fidelity.align import find as stands_in
from muniment.quotes.fidelity.comparison import Comparison, compare
from muniment.quotes.fidelity.marks import Term
from muniment.quotes.fidelity.stretch import Stretch, stretch

AROUND = 2
"""Passages before and after a window that are read with it: what the quote leaves out may reach into
them, and a line there may bring a recording in."""

_MOST = 16
"""Windows asked for; as many places of the very same words are shown as sources."""

MANY = 400
"""Places of the very same words among which speaker and time choose."""

_COMPARED = 4
"""Near windows of each role that are aligned; the others have fewer words in the quote's order."""

_LEAST, _EDGE = 0.6, 6
"""Share of the best window's words that another must have to be aligned, and words beside a window that
are counted with it."""

HOPE = 0.4
"""Share of a quote's words that stand in a window in their order, below which it is not compared word by
word, unless the quote marks that something was left out: no source of the three corpora of evaluation has
as little (27 November 2026), and two thirds of the quotes that nobody said have no window with more."""

_MARGIN = 12
"""Words beside a window that are compared with it, beyond the quote's own number."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Where a quote's words may come from.

    Attributes:
        exact: places where all words stand one after the other.
        near: stretches in which many of them stand; looked for only where there is no exact place.
    """

    exact: list[Window]
    near: list[Window]


def find(words: Sequence[str], asked: Asked, corpus: Searchable) -> Candidates:
    """The windows of a quote, the quote's own passages left out."""
    windows = corpus.windows(words, asked.apart, _MOST)
    if not any(_is_exact(w, words, corpus) for w in windows):
        return Candidates([], _without_own(windows, asked))
    if len(windows) == _MOST:
        windows = corpus.windows(words, asked.apart, MANY)
    exact = [w for w in windows if _is_exact(w, words, corpus)]  # near ones may follow them
    return Candidates(_without_own(exact, asked), [])


def beyond(
    found: Candidates, words: Sequence[str], asked: Asked, corpus: Searchable
) -> list[Window]:
    """Near windows of a quote whose very words stand somewhere.

    Who repeats an altered quote keeps its source from being found: they are set apart.
    """
    if not found.exact:
        return found.near
    repeating = frozenset(w.first >> 32 for w in found.exact)
    return _without_own(corpus.windows(words, asked.apart | repeating, _MOST), asked)


def compared(
    text: str,
    terms: Sequence[Term],
    words: Sequence[str],
    windows: Sequence[Window],
    asked: Asked,
    corpus: Searchable,
) -> list[Comparison]:
    """The quote beside the windows that have most of its words, the nearest first.

    Primary passages and accounts are taken by themselves: there are more accounts than sources.
    """
    near = [(_shared(words, window, corpus), window) for window in windows]
    near.sort(key=lambda one: (-one[0][0], one[1].first, one[1].start))
    kept = [
        window for role in Role for window in [w for (_, own), w in near if own == role][:_COMPARED]
    ]
    least = _LEAST * max((shared for (shared, _), _ in near), default=0)
    worth = {id(w) for (shared, _), w in near if shared >= least}
    margin = len(words) + _MARGIN
    found = [
        compare(text, terms, read(w, corpus, margin, asked.own)) for w in kept if id(w) in worth
    ]
    return sorted((c for c in found if c), key=lambda c: c.price)


def _shared(words: Sequence[str], window: Window, corpus: Searchable) -> tuple[int, str]:
    """How many of the quote's words stand in a window in their order, and its role."""
    passages = corpus.run(window.first, window.last)
    region = stretch(
        passages,
        (window.first, max(0, int(window.start) - _EDGE)),
        (window.last, int(window.stop) + _EDGE),
    )
    return LCSseq.similarity(words, region.words), passages[0].role if passages else ""


def read(
    window: Window, corpus: Searchable, margin: int, own: frozenset[int] = frozenset()
) -> Stretch:
    """The words of a window and some beside it, within its exhibit."""
    if not margin:
        return stretch(
            corpus.run(window.first, window.last),
            (window.first, int(window.start)),
            (window.last, int(window.stop)),
        )
    passages = [p for p in around(window, corpus) if p.key not in own]
    # The corpus counts in numpy's integers, which no store can write.
    start, stop = max(0, int(window.start) - margin), int(window.stop) + margin
    if start:
        passages = [p for p in passages if p.key >= window.first]
    return stretch(passages, (window.first, start), (window.last, stop))


def around(window: Window, corpus: Searchable) -> list[Values]:
    """The passages of a window with those before and after, of its exhibit."""
    exhibit = window.first >> 32 << 32
    low = max(window.first - AROUND, exhibit)
    return [p for p in corpus.run(low, window.last + AROUND) if p.key >> 32 == exhibit >> 32]


def _is_exact(window: Window, words: Sequence[str], corpus: Searchable) -> bool:
    """Whether the quote's words stand in a window one after the other."""
    if window.shared < len(words) - 1:
        return False
    stands = stretch(
        corpus.run(window.first, window.last),
        (window.first, window.start),
        (window.last, window.stop),
    )
    return stands.words == list(words) or stands_in(words, stands.words) >= 0


def _without_own(windows: Sequence[Window], asked: Asked) -> list[Window]:
    if not asked.own:
        return list(windows)
    return [w for w in windows if not any(w.first <= key <= w.last for key in asked.own)]
