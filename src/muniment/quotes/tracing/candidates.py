"""Candidates: the stretches of the case in which a quote's words may stand, each compared with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from muniment.model.passage import Role, Values
from muniment.model.trace import Asked
from muniment.quotes.corpus import Searchable, Window
from muniment.quotes.fidelity.align import find as stands_in
from muniment.quotes.fidelity.comparison import Comparison, compare
from muniment.quotes.fidelity.marks import Term
from muniment.quotes.fidelity.stretch import Stretch, stretch
from muniment.quotes.tracing.likeness import are_common
from muniment.quotes.tracing.reach import Reach

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

_MARGIN = 12
"""Words beside a window that are compared with it, beyond the quote's own number."""


class Exact(NamedTuple):
    """A window in which all words of a quote stand one after the other, and its words."""

    window: Window
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Candidates:
    """Where a quote's words may come from.

    Attributes:
        exact: places where all words stand one after the other.
        near: stretches in which many of them stand; looked for only where there is no exact place.
        is_all: whether there are no more exact places than these.
    """

    exact: list[Exact]
    near: list[Window]
    is_all: bool = True


def find(words: Sequence[str], asked: Asked, corpus: Searchable) -> Candidates:
    """The windows of a quote, the quote's own passages left out."""
    windows = corpus.windows(words, asked.apart, _MOST)
    exact = _exact(windows, words, corpus)
    if not exact:
        return Candidates([], _without_own(windows, asked))
    most = _MOST
    if len(windows) == most and not _is_settled(exact, words, asked, corpus):
        windows, most = corpus.windows(words, asked.apart, MANY), MANY
        exact = _exact(windows, words, corpus)
    exact = [e for e in exact if not _is_own(e.window, asked)]
    return Candidates(exact, [], len(windows) < most)


def _is_settled(
    exact: Sequence[Exact], words: Sequence[str], asked: Asked, corpus: Searchable
) -> bool:
    """Whether more places would change nothing: common words, and nothing that chooses among them."""
    if asked.speaker or asked.time or asked.around or asked.published or asked.own:
        return False
    return (
        len(exact) == _MOST
        and any(p.role == Role.PRIMARY for e in exact for p in e.stretch.passages)
        and are_common(words, corpus)
    )


def beyond(
    found: Candidates, words: Sequence[str], asked: Asked, corpus: Searchable
) -> list[Window]:
    """Near windows of a quote whose very words stand somewhere.

    Who repeats an altered quote keeps its source from being found: they are set apart.
    """
    if not found.exact:
        return found.near
    repeating = frozenset(e.window.first >> 32 for e in found.exact)
    return _without_own(corpus.windows(words, asked.apart | repeating, _MOST), asked)


class Compared(NamedTuple):
    """What stands near a quote.

    Attributes:
        near: the quote beside the windows that may carry it, the nearest first.
        far: windows that cannot, but that a reader may want to see; not compared.
    """

    near: list[Comparison]
    far: list[Stretch]


def compared(
    text: str,
    terms: Sequence[Term],
    words: Sequence[str],
    windows: Sequence[Window],
    asked: Asked,
    corpus: Searchable,
    look: Callable[[Sequence[str]], Reach],
) -> Compared:
    """The quote beside the windows that have most of its words.

    Primary passages and accounts are taken by themselves: there are more accounts than sources.

    Args:
        text: of the quote.
        terms: its words and marks.
        words: its words.
        windows: places in the order of the index.
        asked: what is left out.
        corpus: the words of the case.
        look: what words that stand somewhere may be to the quote at most.
    """
    near = [(_shared(words, window, corpus), window) for window in windows]
    near.sort(key=lambda one: (-one[0][0], one[1].first, one[1].start))
    kept = [
        window for role in Role for window in [w for (_, own), w in near if own == role][:_COMPARED]
    ]
    least = _LEAST * max((shared for (shared, _), _ in near), default=0)
    worth = {id(w) for (shared, _), w in near if shared >= least}
    margin = len(words) + _MARGIN
    found, far = [], []
    for window in kept:
        if id(window) in worth:
            there = read(window, corpus, margin, asked.own)
            reach = look(there.words)
            if reach is Reach.SOURCE:
                found.append(compare(text, terms, there))
            elif reach is Reach.NEAR:
                far.append(there)
    return Compared(sorted((c for c in found if c), key=lambda c: c.price), far)


def _shared(words: Sequence[str], window: Window, corpus: Searchable) -> tuple[int, str]:
    """How many of the quote's words stand in a window in their order, and its role."""
    passages = _of(window, corpus)
    region = stretch(
        passages,
        (window.first, max(0, window.start - _EDGE)),
        (window.last, window.stop + _EDGE),
    )
    return LCSseq.similarity(words, region.words), passages[0].role if passages else ""


def _of(window: Window, corpus: Searchable) -> list[Values]:
    """The passages of a window. Those around it are fetched with them: they will be read as well."""
    return [p for p in around(window, corpus) if window.first <= p.key <= window.last]


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


def _exact(windows: Sequence[Window], words: Sequence[str], corpus: Searchable) -> list[Exact]:
    """The windows in which the quote's words stand one after the other; near ones may follow them."""
    found = []
    plain = list(words)
    for window in windows:
        if window.shared >= len(plain) - 1:
            there = read(window, corpus, 0)
            if there.words == plain or stands_in(plain, there.words) >= 0:
                found.append(Exact(window, there))
    return found


def _without_own(windows: Sequence[Window], asked: Asked) -> list[Window]:
    return [w for w in windows if not _is_own(w, asked)]


def _is_own(window: Window, asked: Asked) -> bool:
    """Whether a window has passages in which the quote itself stands."""
    return any(window.first <= key <= window.last for key in asked.own)
