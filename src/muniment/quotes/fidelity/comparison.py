"""A comparison: a quote beside one stretch of source, and the verdict on its words.

>>> from muniment.model.passage import Values
>>> from muniment.quotes.fidelity.marks import read
>>> from muniment.quotes.fidelity.stretch import stretch
>>> said = Values((1 << 32) + 1, "Nobody is to be unhelpful. Be helpful very slowly.", "message", "primary", "", "", "", None)
>>> text = "Nobody is to be … helpful very slowly"
>>> found = compare(text, read(text), stretch([said]))
>>> found.verdict.value, [(p.step.value, p.quoted, p.sourced) for p in found.pieces()]
('elided', [('same', 'Nobody is to be', 'Nobody is to be'), ('omitted', '…', 'unhelpful. Be'), ('same', 'helpful very slowly', 'helpful very slowly')])

Words are *spliced* when what lies between two of the quote's runs is another person's, or, with no
mark in the quote, whole sentences; else what lies between is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from muniment.model.trace import Piece, Place, Step, Verdict
from muniment.quotes.fidelity.align import align
from muniment.quotes.fidelity.cells import Run
from muniment.quotes.fidelity.differences import touched
from muniment.quotes.fidelity.ends import ends_sentence
from muniment.quotes.fidelity.marks import Sort, Term
from muniment.quotes.fidelity.stretch import Stretch

_SENTENCE = 4
"""Words of a sentence; fewer are an interjection (*Look.* *OK?*), which a hearer may leave out."""

_LONG_DROP = 20
"""Words left out without a mark from which no reader would still call it one saying."""

_DIFFERING = frozenset({Step.CHANGED, Step.ADDED, Step.DROPPED})

_OPEN_END = 3
"""Words that are reckoned to a changed end when the source's sentence ends with them."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quote beside a source.

    Attributes:
        text: of the quote.
        terms: its words and marks.
        stretch: the source's words.
        runs: the alignment.
        verdict: on the words.
        price: how far the words are from the source's, in changed words: for ordering.
        same: how many words of the quote stand there.
        is_rough: it was not looked into what is changed.
    """

    text: str
    terms: Sequence[Term]
    stretch: Stretch
    runs: tuple[Run, ...]
    verdict: Verdict
    price: float
    same: int
    is_rough: bool = False
    _places: list[tuple[Place, ...]] = field(default_factory=list, repr=False, compare=False)

    @property
    def quoted(self) -> frozenset[str]:
        """The quote's words."""
        return frozenset(t.words[0] for t in self.terms if t.sort is Sort.WORD)

    @property
    def span(self) -> tuple[int, int]:
        """The source's words from the first to the last that the quote uses."""
        used = [r.words for r in self.runs if r.words[1] > r.words[0]]
        return used[0][0], used[-1][1]

    def pieces(self) -> tuple[Piece, ...]:
        """The alignment for a reader."""
        return tuple(piece for run in self.runs for piece in _pieces(self, run))

    def places(self) -> tuple[Place, ...]:
        """Where the quote's words stand: one place a passage, more where something lies between."""
        if not self._places:
            self._places.append(self._placed())
        return self._places[0]

    def _placed(self) -> tuple[Place, ...]:
        out: list[Place] = []
        start: int | None = None
        stop = 0
        for run in [*self.runs, None]:
            if run is None or run.step is Step.BETWEEN or run.step is Step.OMITTED:
                if start is not None:
                    out += self.stretch.place(start, stop)
                start = None
            elif run.words[1] > run.words[0]:
                start = run.words[0] if start is None else start
                stop = run.words[1]
        return tuple(out)


def compare(
    text: str, terms: Sequence[Term], stretch: Stretch, *, is_rough: bool = False
) -> Comparison | None:
    """A quote beside the stretch of source that suits it best; None when they share no word.

    Args:
        text: of the quote.
        terms: its words and marks.
        stretch: the source.
        is_rough: only runs of the same words are looked for; what is between them is changed.
    """
    runs = align(terms, stretch.words, is_rough=is_rough)
    if not any(r.step is Step.SAME for r in runs):
        return None
    if len(runs) == 1 and stretch.of[runs[0].words[0]] == stretch.of[runs[0].words[1] - 1]:
        return Comparison(text, terms, stretch, tuple(runs), Verdict.VERBATIM, 0.0, len(terms))
    return judge(text, terms, stretch, runs, is_rough=is_rough)


def judge(
    text: str,
    terms: Sequence[Term],
    stretch: Stretch,
    runs: Sequence[Run],
    *,
    is_rough: bool = False,
) -> Comparison:
    """The verdict on an alignment."""
    made = list(_told(text, terms, stretch, _mended(stretch, runs)))
    same = sum(r.terms[1] - r.terms[0] for r in made if r.step is Step.SAME)
    price = sum(_price(r) for r in made)
    return Comparison(text, terms, stretch, tuple(made), _verdict(made), price, same, is_rough)


def _verdict(runs: Sequence[Run]) -> Verdict:
    steps = {r.step for r in runs if r.step is not Step.OMITTED or r.words[1] > r.words[0]}
    if Step.BETWEEN in steps:
        return Verdict.SPLICED
    if steps & _DIFFERING:
        return Verdict.ALTERED
    if Step.OMITTED in steps:
        return Verdict.ELIDED
    if steps & {Step.INSERTED, Step.REDACTED}:
        return Verdict.ANNOTATED
    return Verdict.VERBATIM


def _price(run: Run) -> float:
    terms, words = run.terms[1] - run.terms[0], run.words[1] - run.words[0]
    if run.step is Step.CHANGED:
        return max(terms, min(words, terms + 2)) * 1.0
    if run.step is Step.ADDED:
        return terms * 1.0
    if run.step is Step.DROPPED:
        return min(0.4 + 0.1 * words, 2.0)
    if run.step is Step.BETWEEN:
        return 1.5
    return 0.1 if run.step is Step.OMITTED else 0.0


def _mended(stretch: Stretch, runs: Sequence[Run]) -> list[Run]:
    """Changed words at the ends, held within the source's sentence."""
    out = list(runs)
    if out and out[-1].step is Step.CHANGED and len(out) > 1:
        out[-1] = _end(stretch, out[-1])
    if out and out[0].step is Step.CHANGED and len(out) > 1:
        start, stop = out[0].words
        while stop > start and not _is_one_sentence(stretch, start, stop):
            start += 1
        step = Step.CHANGED if stop > start else Step.ADDED
        out[0] = Run(step, out[0].terms, (start, stop))
    return out


def _end(stretch: Stretch, run: Run) -> Run:
    start, stop = run.words
    while stop > start and not _is_one_sentence(stretch, start - 1, stop - 1):
        stop -= 1
    if stop == start:
        return Run(Step.ADDED, run.terms, (start, start))
    for more in range(1, _OPEN_END + 1):
        if stop + more > len(stretch.words) or stretch.of[stop + more - 1] != stretch.of[stop - 1]:
            break
        if not _is_one_sentence(stretch, stop - 1, stop + more - 1):
            break
        if stop + more == len(stretch.words) or not _is_one_sentence(
            stretch, stop + more - 1, stop + more
        ):
            return Run(Step.CHANGED, run.terms, (start, stop + more))
    return run


def _is_one_sentence(stretch: Stretch, first: int, last: int) -> bool:
    """Whether no sentence ends between two words."""
    if stretch.of[first] != stretch.of[last if last < len(stretch.words) else -1]:
        return False
    if last >= len(stretch.words):
        return True
    text = stretch.passages[stretch.of[first]].text
    return not ends_sentence(text, stretch.spelled(first).end, stretch.spelled(last).start)


def _told(text: str, terms: Sequence[Term], stretch: Stretch, runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, with what the quote joins told apart from what it leaves out."""
    last: int | None = None
    for run in runs:
        start, stop = run.words
        if run.step in {Step.DROPPED, Step.OMITTED} and stop > start:
            is_join = _is_join(stretch, start, stop, is_marked=run.step is Step.OMITTED)
            yield Run(Step.BETWEEN, run.terms, run.words) if is_join else run
            last = None
            continue
        if run.step is Step.BETWEEN:
            last = None
        if run.step is Step.CHANGED and _is_spelled_as_one(text, terms, stretch, run):
            run = Run(Step.SAME, run.terms, run.words)
        if stop > start:
            if last is not None and not _is_one_voice(stretch, last - 1, start):
                yield Run(Step.BETWEEN, (run.terms[0], run.terms[0]), (start, start))
            yield from _by_voice(stretch, run)
            last = stop
        else:
            yield run


def _by_voice(stretch: Stretch, run: Run) -> Iterator[Run]:
    """A run of the same words, cut where one author's passage ends and another's begins."""
    start, stop = run.words
    if run.step is not Step.SAME or stop - start != run.terms[1] - run.terms[0]:
        yield run
        return
    begun = start
    for passage in range(stretch.of[start], stretch.of[stop - 1]):
        cut = stretch.first[passage + 1]
        if not _is_one_voice(stretch, cut - 1, cut):
            shift = run.terms[0] - start
            yield Run(Step.SAME, (begun + shift, cut + shift), (begun, cut))
            yield Run(Step.BETWEEN, (cut + shift, cut + shift), (cut, cut))
            begun = cut
    shift = run.terms[0] - start
    yield Run(Step.SAME, (begun + shift, stop + shift), (begun, stop))


def _is_one_voice(stretch: Stretch, one: int, other: int) -> bool:
    """Whether two words, and all passages between them, are one author's."""
    return all(
        stretch.passages[n].author == stretch.passages[stretch.of[one]].author
        and stretch.passages[n].kind == stretch.passages[stretch.of[one]].kind
        for n in range(stretch.of[one], stretch.of[other] + 1)
    )


def _is_join(stretch: Stretch, start: int, stop: int, *, is_marked: bool) -> bool:
    """Whether what lies between two runs makes them two places."""
    if stop >= len(stretch.words) or start == 0:
        return False
    if not _is_one_voice(stretch, start - 1, stop):
        return True
    if is_marked:
        return False
    if stop - start > _LONG_DROP:
        return True
    ends = [n for n in range(start, stop + 1) if not _is_one_sentence(stretch, n - 1, n)]
    return any(b - a >= _SENTENCE for a, b in pairwise(ends))


def _is_spelled_as_one(text: str, terms: Sequence[Term], stretch: Stretch, run: Run) -> bool:
    """Whether both sides are the same letters, and a hyphen or a line's end is all that differs."""
    ours = list(terms[run.terms[0] : run.terms[1]])
    if any(t.sort is not Sort.WORD for t in ours):
        return False
    start, stop = run.words
    if "".join(t.words[0] for t in ours) != "".join(stretch.words[start:stop]):
        return False
    if stretch.of[start] != stretch.of[stop - 1]:
        return True
    source = stretch.passages[stretch.of[start]].text
    between = (
        text[ours[0].start : ours[-1].end]
        + source[stretch.spelled(start).start : stretch.spelled(stop - 1).end]
    )
    return any(c in between for c in "-‐‑\n\u00ad")


def _pieces(found: Comparison, run: Run) -> Iterator[Piece]:
    """One run as pieces: one for each passage on which its words stand."""
    terms = found.terms[run.terms[0] : run.terms[1]]
    span = (terms[0].start, terms[-1].end) if terms else (0, 0)
    if not terms:
        at = found.terms[run.terms[0]].start if run.terms[0] < len(found.terms) else len(found.text)
        span = (at, at)
    stretch = found.stretch
    places = stretch.place(*run.words)
    if run.step is Step.SAME and len(places) > 1 and len(terms) == run.words[1] - run.words[0]:
        begun = run.words[0]
        for place in places:
            passage = stretch.of[begun]
            stop = min(run.words[1], stretch.first[passage + 1])
            own = terms[begun - run.words[0] : stop - run.words[0]]
            cut = (own[0].start, own[-1].end)
            yield Piece(run.step, found.text[cut[0] : cut[1]], stretch.written(place), cut, place)
            begun = stop
        return
    quoted = found.text[span[0] : span[1]]
    is_told = run.step in _DIFFERING and not found.is_rough
    if not places:
        kinds = touched(quoted, "") if is_told else ()
        yield Piece(run.step, quoted, "", span, None, kinds)
    for n, place in enumerate(places):
        sourced = stretch.written(place)
        kinds = touched(quoted if n == 0 else "", sourced) if is_told else ()
        if n == 0:
            yield Piece(run.step, quoted, sourced, span, place, kinds)
        else:
            step = (
                run.step
                if run.step in {Step.OMITTED, Step.BETWEEN, Step.REDACTED}
                else Step.DROPPED
            )
            yield Piece(step, "", sourced, (span[1], span[1]), place, kinds)
