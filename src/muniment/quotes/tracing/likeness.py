"""Likeness: whether a source that differs is still the quote's source, or only sounds like it.

Common words prove little: *as a nation, we have to* stands in many mouths. So words count by what they
tell, a changed form or spelling of a word counts nearly as much as the word, and a short quote must
have more of its words than a long one.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from math import log2

from muniment.model.trace import Step, Verdict
from muniment.quotes.corpus import Searchable
from muniment.quotes.fidelity.cells import Run
from muniment.quotes.fidelity.comparison import Comparison
from muniment.quotes.fidelity.differences import are_alike, is_inflection
from muniment.quotes.fidelity.marks import Sort
from muniment.quotes.languages.pack import load

_FUNCTION = 0.3
"""What a function word counts beside a telling one."""

_FORM, SPELLING = 0.85, 0.95
"""What another form, and another spelling, of the same word counts."""

_OUTSIDE = 0.2
"""What words count that a quotation mark inside the quote cuts off from the rest, at its ends: they are
the account's, taken in by mistake."""

SCRAP = 2
"""Letters of a scrap of a word, or of a footnote's number, that hangs on a quote's end; the rest must be
thrice as long."""

INNER_MARKS = frozenset('"“”„«»')

_LEAST = ((3, 1.0), (5, 0.88), (7, 0.93), (8, 0.85), (12, 0.82), (20, 0.8), (1 << 30, 0.72))
"""Words of a quote, and the likeness that as many must have (see docs/method/tracing.md)."""

_KNOWN_SPEAKER, _LEAST_KNOWN = 0.2, 0.7
"""What likeness may lack where the source's author is the account's speaker, and how little is too little
then: who campaigns says a thing over and over, each time in other words. (1 December 2026: told the
speakers as a case is, 0.2 links 7 of the 67 hard negatives of trace-press-2016, and this 4; of the pairs
with a known speaker the least likeness is 0.79.)"""

_KNOWN_FEW, _OWN_RUN = 7, 4
"""Words of a quote up to which that holds only when no word of it is another, or when as many words in a
row are the source's and one of them is rare: whoever says a few words has said others like
them. (27 November 2026: told the speakers of the hard negatives of trace-press-2016,
without this 4 of 31 are taken for sources in the half looked at.)"""

_OTHER_SPEAKER = 0.92
"""Likeness that is asked where the source's author is another than the account's speaker."""

_FORMS = 12
"""Words of the source among which a changed word's other forms are looked for."""

_FEW, _MANY, _LEAST_MANY, _MANY_OF = 8, 30, 5, 300
"""Words of a quote that may be anybody's; places at which each of them must stand, in a large case and
in the smallest, and one place in how many passages between the two."""

_PHRASE, _REPEATED = 5, 3
"""Words of a set phrase at most, and places at which it must stand."""

_CUT = 5
"""Letters by which a word is known that is cut off."""

_SPLICED = 0.9
"""Likeness asked of a splice: parts that are like something are found anywhere."""

_LONG_RUN, _LONG_SHARE = 12, 0.62
"""Words in a row that two people do not say by chance, and the likeness that is enough then."""


def is_source(found: Comparison, corpus: Searchable, *, person: bool | None = None) -> bool:
    """Whether a comparison is near enough to be called the quote's source.

    Args:
        found: the quote beside it.
        corpus: the words of the case.
        person: whether its author is the account's speaker; None when that cannot be told.
    """
    outside = _outside(found)
    size = sum(t.sort is Sort.WORD for t in found.terms) - sum(
        found.runs[n].terms[1] - found.runs[n].terms[0] for n in outside
    )
    if size < 2 or found.price == 0:
        return found.price == 0
    share = likeness(found)
    if found.verdict is Verdict.SPLICED:
        return share >= _SPLICED
    least = next(least for most, least in _LEAST if size <= most)
    if person and size > _KNOWN_FEW:
        least = max(_LEAST_KNOWN, least - _KNOWN_SPEAKER)
    elif person and _is_own(found, corpus):
        least -= _KNOWN_SPEAKER
    if person is False:
        least = max(least, _OTHER_SPEAKER)
    elif longest_run(found) >= _LONG_RUN:
        least = _LONG_SHARE
    return share >= least


def lowest(size: int, *, is_speaker_named: bool) -> float:
    """The least likeness that `is_source` may ask of a quote of so many words, its ends left aside or not."""
    least = min(
        next(least for most, least in _LEAST if shorter <= most)
        for shorter in range(max(2, size - 2), size + 1)
    )
    if is_speaker_named:
        least -= _KNOWN_SPEAKER
    return min(least, _LONG_SHARE) if size >= _LONG_RUN else least


def _is_own(found: Comparison, corpus: Searchable) -> bool:
    """Whether a few words of a quote are known for one saying of their speaker."""
    if not any(_is_another(run, found) for run in found.runs):
        return True
    run = max((r for r in found.runs if r.step is Step.SAME), key=lambda r: r.words[1] - r.words[0])
    words = found.stretch.words[slice(*run.words)]
    return len(words) >= _OWN_RUN and not _are_frequent(words, corpus)


def _is_another(run: Run, found: Comparison) -> bool:
    """Whether a run puts other words in the speaker's mouth. Another form of a word is the word:
    whoever fits *spending* into a sentence of their own writes *spends*.
    """
    if run.step is not Step.CHANGED:
        return run.step is Step.ADDED
    words = [t.words[0] for t in found.terms[slice(*run.terms)] if t.sort is Sort.WORD]
    source = found.stretch.words[slice(*run.words)]
    return len(words) != len(source) or not all(map(like, words, source))


def is_set_phrase(found: Comparison, corpus: Searchable, apart: frozenset[int]) -> bool:
    """Whether one word is changed in a phrase that the case knows: *a seaside pantomime*.

    That is so when a word of it stands nowhere in the case but in this phrase, and the phrase stands
    at several places: whoever changes it is heard to quote it. Two words of which
    one tells nothing are no phrase.
    """
    changed = [n for n, r in enumerate(found.runs) if r.step is not Step.SAME]
    if len(found.terms) > _PHRASE or len(changed) != 1:
        return False
    run = found.runs[changed[0]]
    words = found.stretch.words
    if run.step is not Step.CHANGED or run.words[1] - run.words[0] != 1:
        return False
    if len(found.terms) == 2 and is_function_word(words[run.words[0]]):
        return False  # *a pantomime* is no set phrase
    for word, phrase in (
        (words[run.words[0] - 1], words[run.words[0] - 1 : run.words[1]]),
        (words[min(run.words[1], len(words) - 1)], words[run.words[0] : run.words[1] + 1]),
    ):
        if weight(word) == 1 and len(phrase) > 1 and word in found.quoted:
            places = corpus.occurrences([word], apart)
            if places >= _REPEATED and places == corpus.occurrences(phrase, apart):
                return True
    return False


def are_common(words: Sequence[str], corpus: Searchable) -> bool:
    """Whether a few words are such as anybody says.

    Each stands at many places of the case; and all together tell less than it takes to name one of
    its passages, so that chance alone may bring them together: a word tells the logarithm of how much
    rarer it is than passages; function words, and letters by ones and twos, tell nothing.
    """
    if not _are_frequent(words, corpus):
        return False
    passages = corpus.searched + corpus.accounts
    left = log2(passages)
    for word in dict.fromkeys(words):
        if weight(word) == 1 and not (len(word) <= SCRAP and word.isalpha()):
            left -= max(0.0, log2(passages / corpus.occurrences([word])))
    return left >= 0


def _are_frequent(words: Sequence[str], corpus: Searchable) -> bool:
    """Whether words are few, and each stands at many places of the case."""
    if len(words) > _FEW:
        return False
    passages = corpus.searched + corpus.accounts
    least = min(_MANY, max(_LEAST_MANY, passages // _MANY_OF))
    telling_last = sorted(words, key=lambda w: (weight(w) < 1, -len(w)))
    return all(corpus.occurrences([word]) >= least for word in telling_last)


def likeness(found: Comparison) -> float:
    """Share of the quote's words, by what they tell, that stand in the source in their order."""
    whole = kept = 0.0
    outside = _outside(found)
    for n, run in enumerate(found.runs):
        words = [t.words[0] for t in found.terms[slice(*run.terms)] if t.sort is Sort.WORD]
        source = found.stretch.words[slice(*run.words)]
        told = sum(map(weight, words))
        whole += told * (_OUTSIDE if n in outside else 1)
        if run.step is Step.SAME:
            kept += told
        elif run.step is Step.CHANGED and source:
            if "".join(words) == "".join(source):  # run together, or cut apart, by a scan
                kept += told
            elif are_alike("".join(words), "".join(source[:_FORMS])):
                kept += SPELLING * told
            else:
                kept += _forms(words, source)
    lost = sum(
        weight(w)
        for run in found.runs
        if run.step is Step.DROPPED
        for w in found.stretch.words[slice(*run.words)]
    )
    return kept / (whole + 0.25 * lost) if whole else 0.0


def is_near(found: Comparison) -> bool:
    """Whether a place that is no source has so much of the quote that a reader should see it.

    It has at least half of the words that tell something, or forms of them, and two of them where the
    quote has two; a quote that has none must have all but one of its words there.
    """
    told = [
        t.words[0] for t in found.terms if t.sort is Sort.WORD and not is_function_word(t.words[0])
    ]
    if not told:
        return found.same >= sum(t.sort is Sort.WORD for t in found.terms) - 1
    kept = 0
    for run in found.runs:
        own = [t.words[0] for t in found.terms[slice(*run.terms)] if t.sort is Sort.WORD]
        own = [word for word in own if not is_function_word(word)]
        source = found.stretch.words[slice(*run.words)][:_FORMS]
        if run.step is Step.SAME:
            kept += len(own)
        elif run.step is Step.CHANGED:
            kept += sum(any(like(word, other) for other in source) for word in own)
    return 2 * kept >= len(told) and kept >= min(len(told), 2)


def _outside(found: Comparison) -> set[int]:
    """Runs at the ends that differ, and that a quotation mark cuts off from the rest."""
    cut = set()
    last = len(found.runs) - 1
    for n, other in ((0, 1), (last, last - 1)):
        if (
            last < 1
            or found.runs[n].step is Step.SAME
            or found.runs[n].terms[1] == found.runs[n].terms[0]
        ):
            continue
        left, right = sorted((found.runs[n].terms, found.runs[other].terms))
        between = found.text[
            found.terms[left[1] - 1].end : found.terms[min(right[0], len(found.terms) - 1)].start
        ]
        size = found.runs[n].terms[1] - found.runs[n].terms[0]
        word = "".join(found.terms[found.runs[n].terms[0]].words)
        is_scrap = size == 1 and len(word) <= SCRAP and weight(word) == 1
        if (is_scrap or INNER_MARKS.intersection(between)) and 3 * size <= len(found.terms):
            cut.add(n)
    return cut


def longest_run(found: Comparison) -> int:
    """Words of the longest run that both have."""
    return max((r.terms[1] - r.terms[0] for r in found.runs if r.step is Step.SAME), default=0)


def _forms(words: Sequence[str], source: Sequence[str]) -> float:
    """What changed words count that are forms or spellings of the source's, each of which serves once."""
    kept, left = 0.0, list(source[:_FORMS])
    for word in words[:_FORMS]:
        worth, best = max(((like(word, other), other) for other in left), default=(0.0, ""))
        if worth:
            kept += worth * weight(word)
            left.remove(best)
    return kept


@lru_cache(maxsize=1 << 15)
def like(word: str, other: str) -> float:
    """What a changed word counts beside one of the source, both folded."""
    if are_alike(word, other) or _is_cut(word, other):
        return SPELLING
    return _FORM if is_inflection(word, other) else 0.0


def _is_cut(word: str, other: str) -> bool:
    """Whether a word is the other cut off, as at the edge of a scanned column."""
    return len(word) >= _CUT and (other.startswith(word) or other.endswith(word))


@cache
def weight(word: str) -> float:
    """What a word tells."""
    return _FUNCTION if word in _function_words() else 1.0


def is_function_word(word: str) -> bool:
    """Whether a folded word stands anywhere, and tells nothing."""
    return word in _function_words()


@cache
def _function_words() -> frozenset[str]:
    """English words that stand anywhere."""
    pack = load("en")
    return frozenset(
        word.replace("'", "")
        for words in (
            pack.pronouns,
            pack.possessives,
            pack.determiners,
            pack.prepositions,
            pack.conjunctions,
            pack.auxiliaries,
            pack.negations,
        )
        for word in words
    )
