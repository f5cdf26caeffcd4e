"""Quotes out of labelled tokens: what is held, the cue nearest to it, and the speaker nearest to that.

Runs of labels follow one another as in SPEAKER CUE CONTENT (*Koss wrote that …*), CUE SPEAKER
CONTENT (*according to Koss, …*), CONTENT SPEAKER CUE (*…, Koss wrote*). Content that goes on behind
its cue is one quote of two spans.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muniment.model.quote import Cue, Quote, QuoteKind, Span, Speaker, Stance
from muniment.quotes.reported.decode import Label
from muniment.quotes.reported.lexicon import Lexicon, fold
from muniment.quotes.reported.tokens import Token
from muniment.quotes.reported.trust import LEAST, LEAST_OF_STRONG, Signs, trust

FARTHEST = 12
"""Tokens between content and its cue, or a cue and its speaker: beyond, they belong to others."""

_BREAK, _SLIP = 100, 3
"""Tokens after which content goes on no more: with a cue in between, and with none (a dash, a slip)."""

_LEAST = 1e-4
"""Chances nearer to none or to certain than this are no more told apart."""

_BEGINNINGS = frozenset({Label.BEGINS, Label.EARLY_BEGINS})
_CONTENT = _BEGINNINGS | {Label.GOES_ON, Label.EARLY_GOES_ON}
_CUES = frozenset({Label.CUE, Label.LATE_CUE})


@dataclass(slots=True)
class Run:
    """Neighbouring tokens that belong together: half-open numbers of tokens."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage, or a portion of one, with its labels.

    Attributes:
        tokens, labels: one label a token.
        chances: of each label of each token.
    """

    tokens: Sequence[Token]
    labels: Sequence[Label]
    chances: NDArray[np.float64]


def compose(text: str, passage: int, seen: Labelled, lexicon: Lexicon) -> Iterator[Quote]:
    """The quotes of a passage in the order of their beginnings."""
    runs = list(_runs(seen.tokens, seen.labels))
    cues = [run for run in runs if run.label in _CUES]
    speakers = [run for run in runs if run.label == Label.SPEAKER]
    for content in _contents(runs):
        spans = [span for run in content if (span := _span(passage, seen.tokens, run))]
        if not spans:
            continue
        cue = _nearest(content, cues, seen.tokens)
        speaker = _nearest([cue or content[0]], speakers, seen.tokens)
        words = [fold(t.text) for t in seen.tokens[cue.start : cue.end]] if cue else []
        stance = weigh(words, lexicon)
        least = LEAST if stance == Stance.SAYS else LEAST_OF_STRONG
        if trust(_signs(content, cue, speaker, seen, lexicon)) < least:
            continue
        brought = _span(passage, seen.tokens, cue) if cue else None
        who = _span(passage, seen.tokens, speaker) if speaker else None
        yield Quote(
            QuoteKind.REPORTED,
            " ".join(text[span.start : span.end] for span in spans),
            tuple(spans),
            speaker=Speaker(text[who.start : who.end], who) if who else None,
            cue=Cue(text[brought.start : brought.end], brought, stance) if brought else None,
        )


def _runs(tokens: Sequence[Token], labels: Sequence[Label]) -> Iterator[Run]:
    """Runs of content, cues and speakers; the last two stay within their sentence."""
    run: Run | None = None
    for n, label in enumerate(labels):
        if (run and label not in _BEGINNINGS and label in _CONTENT and run.label in _CONTENT) or (
            run
            and label == run.label
            and label not in _BEGINNINGS
            and tokens[n].sentence == tokens[run.start].sentence
        ):
            run.end = n + 1
        else:
            if run and run.label != Label.NONE:
                yield run
            run = Run(label, n, n + 1)
    if run and run.label != Label.NONE:
        yield run


def _contents(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs of content; such as a cue interrupted, or a slip, stand together."""
    content: list[Run] = []
    is_cue_between = False
    for run in runs:
        if run.label in _CUES:
            is_cue_between = True
        if run.label not in _CONTENT:
            continue
        gap = run.start - content[-1].end if content else 0
        is_new = run.label in _BEGINNINGS or gap > (_BREAK if is_cue_between else _SLIP)
        if is_new and content:
            yield content
            content = []
        content.append(run)
        is_cue_between = False
    if content:
        yield content


def _signs(
    content: Sequence[Run], cue: Run | None, speaker: Run | None, seen: Labelled, lexicon: Lexicon
) -> Signs:
    tokens = [n for run in content for n in range(run.start, run.end)]
    chance = seen.chances[tokens][:, sorted(_CONTENT)].sum(axis=1).clip(_LEAST, 1 - _LEAST)
    cues = seen.chances[cue.start : cue.end, sorted(_CUES)].sum(axis=1) if cue else np.zeros(1)
    last, following = seen.tokens[tokens[-1]], seen.tokens[tokens[-1] + 1 : tokens[-1] + 2]
    return Signs(
        content=float(np.log(chance / (1 - chance)).mean()),
        cue=float(cues.max()),
        has_speaker=speaker is not None,
        words=sum(seen.tokens[n].is_word for n in tokens),
        runs_on=last.is_word
        and any(t.is_word and fold(t.text) not in lexicon.pack.conjunctions for t in following),
    )


def _span(passage: int, tokens: Sequence[Token], run: Run) -> Span | None:
    """The run without signs at its edges; None when no word is left."""
    words = [n for n in range(run.start, run.end) if tokens[n].is_word]
    return Span(passage, tokens[words[0]].start, tokens[words[-1]].end) if words else None


def _gap(one: Run, other: Run) -> int:
    return max(one.start - other.end, other.start - one.end)


def _nearest(content: Sequence[Run], others: Sequence[Run], tokens: Sequence[Token]) -> Run | None:
    """The run that stands nearest to any of some; of two equally near, the one before.

    `others` are in their order, so that only the neighbours of each run need be looked at.
    """
    sentences = {tokens[n].sentence for run in content for n in (run.start, run.end - 1)}
    near = []
    for run in content:
        place = bisect_left(others, run.start, key=lambda other: other.start)
        for n in range(max(0, place - 1), min(place + 1, len(others))):
            gap = _gap(others[n], run)
            if gap <= FARTHEST and tokens[others[n].start].sentence in sentences:
                near.append((gap, others[n].start > content[0].start, n))
    return others[min(near)[2]] if near else None


def weigh(words: Sequence[str], lexicon: Lexicon) -> Stance:
    """How the words of a cue put it: the last word that does more than say decides.

    A negation turns *would not say* into declining, and *did not deny* into saying.
    """
    stances = [lexicon.bringing[word][0].stance for word in words if word in lexicon.bringing]
    strong = [stance for stance in stances if stance != Stance.SAYS]
    if any(word in lexicon.pack.negations for word in words):
        return Stance.DECLINES if stances and not strong else Stance.SAYS
    return strong[-1] if strong else Stance.SAYS
