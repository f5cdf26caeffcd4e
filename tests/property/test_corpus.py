"""The corpus finds what a plain walk through all words finds, however it was put together."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.model.passage import Values
from muniment.quotes.corpus import Corpus, CorpusWriter
from muniment.quotes.words import fold

WORD = st.sampled_from(
    ["the", "ferry", "was", "late", "again", "and", "nobody", "said", "why", "it", "was", "late"]
)
TEXT = st.lists(WORD, max_size=12).map(" ".join)
EXHIBIT = st.lists(TEXT, min_size=1, max_size=6)
CASE = st.lists(EXHIBIT, min_size=1, max_size=6)


def passages(case: Sequence[Sequence[str]]) -> list[list[Values]]:
    return [
        [
            Values(
                (e << 32) + n, text, "message", "primary" if e % 2 else "account", "", "", "", None
            )
            for n, text in enumerate(texts, 1)
        ]
        for e, texts in enumerate(case, 1)
    ]


def corpus_of(
    case: list[list[Values]], folder: Path, commits: set[int], gone: set[int] = frozenset()
) -> Corpus:
    with CorpusWriter(folder) as writer:
        for n, exhibit in enumerate(case):
            writer.add(exhibit)
            if n in commits:
                writer.commit()
        writer.commit()
        for exhibit in gone:
            writer.remove_exhibit(exhibit)
        writer.commit()
    every = [v for exhibit in case for v in exhibit]
    return Corpus.open(folder, lambda a, b: [v for v in every if a <= v.key <= b])


def occurrences(case: list[list[Values]], words: list[str], apart: set[int]) -> int:
    found = 0
    for exhibit in case:
        stream = [w for v in exhibit for w in fold(v.text)]
        if exhibit[0].key >> 32 not in apart:
            found += sum(
                stream[i : i + len(words)] == words for i in range(len(stream) - len(words) + 1)
            )
    return found


@settings(deadline=None)
@given(
    CASE,
    st.lists(WORD, min_size=1, max_size=5),
    st.sets(st.integers(0, 5)),
    st.sets(st.integers(1, 6), max_size=2),
)
def test_whatever_stands_as_it_is_asked_is_counted_and_found(
    texts: list[list[str]], words: list[str], commits: set[int], gone: set[int]
) -> None:
    case = passages(texts)
    with tempfile.TemporaryDirectory() as folder:
        corpus = corpus_of(case, Path(folder), commits, gone)
        expected = occurrences(case, words, gone)
        assert corpus.occurrences(words) == expected
        found = corpus.windows(words, most=10_000)
        if expected:
            assert len(found) == expected
            for window in found:
                run = corpus.run(window.first, window.last)
                told = [w for v in run for w in fold(v.text)]
                before = len(told) - len(fold(run[-1].text)) + window.stop
                assert told[window.start : before] == words
        left = [v for e in case for v in e if v.key >> 32 not in gone]
        assert corpus.searched == sum(v.role == "primary" for v in left)
        assert corpus.accounts == sum(v.role == "account" for v in left)


@settings(deadline=None)
@given(
    CASE,
    st.lists(WORD, min_size=2, max_size=6),
    st.sets(st.integers(0, 5)),
    st.sets(st.integers(0, 5)),
)
def test_the_answer_does_not_depend_on_the_order_of_commits(
    texts: list[list[str]], words: list[str], some: set[int], other: set[int]
) -> None:
    case = passages(texts)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = corpus_of(case, Path(one), some), corpus_of(case, Path(two), other)
        assert first.occurrences(words) == second.occurrences(words)
        assert first.windows(words) == second.windows(words)


@settings(deadline=None)
@given(CASE, st.lists(WORD, min_size=2, max_size=6))
def test_a_quote_is_touched_by_what_may_carry_it(texts: list[list[str]], words: list[str]) -> None:
    case = passages(texts)
    with tempfile.TemporaryDirectory() as folder:
        with CorpusWriter(Path(folder)) as writer:
            for exhibit in case:
                writer.add(exhibit)
            fresh = writer.commit()
        corpus = Corpus.open(Path(folder), lambda _a, _b: [])
        stands = {w for exhibit in case for v in exhibit for w in fold(v.text)}
        touched = corpus.touched([words], fresh)
        if corpus.windows(words):
            assert touched == [0]
        if stands.isdisjoint(words):
            assert touched == []
