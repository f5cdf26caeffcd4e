"""What is found in a corpus, and that neither commits, removals nor hostile passages change it."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from muniment.errors import StaleCorpusError
from muniment.model.passage import Values
from muniment.quotes.corpus import Corpus, CorpusWriter, exact, writing
from muniment.quotes.words import fold

TEXTS = [
    ["The ferry was late again.", "Nobody told us why it was late.", "", "Silent and grey faced."],
    ["He came back silent and grey faced, and the ferry was late."],
    ["We shall count the lanterns", "on the quay before the tide turns."],
]


def values(texts: list[list[str]], role: str = "primary") -> list[Values]:
    return [
        Values(exhibit << 32 | number, text, "message", role, "", "", "", None)
        for exhibit, passages in enumerate(texts, 1)
        for number, text in enumerate(passages, 1)
    ]


def corpus_of(folder: Path, passages: list[Values], each: int = 1 << 30) -> Corpus:
    for start in range(0, len(passages), each):
        with CorpusWriter(folder) as writer:
            writer.add(passages[start : start + each])
    return Corpus.open(folder, lambda a, b: [v for v in passages if a <= v.key <= b])


def places(corpus: Corpus, quote: str, *apart: int) -> list[tuple[int, int, int, int]]:
    found = corpus.windows(fold(quote), frozenset(apart))
    return [(w.first >> 32, w.first & 0xFFFF, w.start, w.stop) for w in found]


def test_exact_places_come_in_the_order_of_their_keys(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, values(TEXTS))
    assert places(corpus, "silent and grey-faced") == [(1, 4, 0, 4), (2, 1, 3, 7)]
    assert places(corpus, "silent and grey-faced", 1) == [(2, 1, 3, 7)]
    assert corpus.occurrences(fold("was late")) == 3
    assert corpus.occurrences(fold("was late"), frozenset({1})) == 1
    assert corpus.occurrences(["the"]), corpus.occurrences(["the"], frozenset({3})) == (4, 2)
    assert (corpus.searched, corpus.accounts) == (7, 0)


def test_a_quote_goes_over_the_border_of_passages_but_not_of_exhibits(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, values(TEXTS))
    (window,) = corpus.windows(fold("count the lanterns on the quay"))
    assert (window.first, window.last) == (3 << 32 | 1, 3 << 32 | 2)
    assert (window.start, window.stop, window.shared) == (2, 3, 5)
    assert corpus.occurrences(fold("grey faced he came")) == 0


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("we shall count the lamps on the quay", (3, 1)),  # a word changed
        ("we shall count lanterns on the quay", (3, 1)),  # a word gone
        ("nobody ever told us why it was late", (1, 2)),  # a word put in
        ("tides turned lanterns", (3, 1)),  # one rare word is all that is left
    ],
)
def test_what_was_changed_is_found(tmp_path: Path, quote: str, found: tuple[int, int]) -> None:
    corpus = corpus_of(tmp_path, values(TEXTS))
    best = corpus.windows(fold(quote))[0]
    assert best.first <= found[0] << 32 | found[1] <= best.last


def test_answers_do_not_depend_on_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passages = values([*TEXTS, *TEXTS, *TEXTS])
    whole = corpus_of(tmp_path / "whole", passages)
    monkeypatch.setattr(writing, "FEW_WORDS", 0)
    monkeypatch.setattr(writing, "RATIO", 0)
    parts = corpus_of(tmp_path / "parts", passages, 4)
    assert len(list((tmp_path / "parts").glob("*.words"))) > 2
    for quote in ("was late", "it was late again why", "grey lanterns", "the tide", "the", "x"):
        words = fold(quote)
        assert parts.windows(words) == whole.windows(words)
        assert parts.occurrences(words) == whole.occurrences(words)


def test_segments_of_like_size_become_one(tmp_path: Path) -> None:
    corpus_of(tmp_path, values(TEXTS), 1)
    assert len(list(tmp_path.glob("*.words"))) == 1


def test_an_exhibit_that_is_taken_out_leaves_nothing(tmp_path: Path) -> None:
    corpus_of(tmp_path / "once", values(TEXTS))
    with CorpusWriter(tmp_path / "once") as writer:
        writer.remove_exhibit(2)
    left = [v for v in values(TEXTS) if v.key >> 32 != 2]
    never = corpus_of(tmp_path / "never", left)
    once = Corpus.open(tmp_path / "once", lambda _a, _b: [])
    assert (once.searched, once.accounts) == (never.searched, never.accounts)
    for quote in ("silent and grey faced", "silent or grey faced", "was late"):
        assert once.windows(fold(quote)) == never.windows(fold(quote))


def test_an_exhibit_may_be_replaced_before_and_after_a_commit(tmp_path: Path) -> None:
    with CorpusWriter(tmp_path) as writer:
        writer.add(values([["old words here"]]))
        writer.remove_exhibit(1)
        writer.add(values([["new words here"]]))
    with CorpusWriter(tmp_path) as writer:
        writer.remove_exhibit(1)
        writer.add(values([["newest words here"]]))
    corpus = Corpus.open(tmp_path, lambda _a, _b: [])
    counts = [corpus.occurrences([word]) for word in ("old", "new", "newest", "words")]
    assert counts == [0, 0, 1, 1]


def test_passages_of_one_exhibit_may_come_in_two_commits(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, values(TEXTS), 2)
    assert corpus.occurrences(fold("why it was late silent and grey")) == 1


def test_a_passage_cannot_be_added_twice(tmp_path: Path) -> None:
    passages = values([["once"]])
    writer = CorpusWriter(tmp_path)
    writer.add(passages + passages)
    with pytest.raises(ValueError, match="ascend"):
        writer.commit()


def test_run_leaves_out_what_is_not_searched(tmp_path: Path) -> None:
    passages = values([["one two", "Page 3", "three four"]])
    with CorpusWriter(tmp_path) as writer:
        writer.add([passages[0], passages[2]])
    corpus = Corpus.open(tmp_path, lambda a, b: [v for v in passages if a <= v.key <= b])
    (window,) = corpus.windows(fold("two three"))
    assert [v.text for v in corpus.run(window.first, window.last)] == ["one two", "three four"]


def test_an_empty_corpus_finds_nothing(tmp_path: Path) -> None:
    corpus = Corpus.open(tmp_path / "none", lambda _a, _b: [])
    assert corpus.windows(["a", "b"]) == []
    assert (corpus.occurrences(["a"]), corpus.occurrences([]), corpus.searched) == (0, 0, 0)
    silent = corpus_of(tmp_path / "silent", values([["", "😶"]]))
    assert (silent.windows(["a", "b"]), silent.occurrences(["a"]), silent.searched) == ([], 0, 2)


@pytest.mark.parametrize("damage", ["cut", "mark", "list", "gone", "version", "unlisted"])
def test_what_is_damaged_is_stale(tmp_path: Path, damage: str) -> None:
    corpus_of(tmp_path, values(TEXTS))
    (segment,), listed = tmp_path.glob("*.words"), tmp_path / "words.json"
    whole = segment.read_bytes()
    match damage:
        case "cut":
            segment.write_bytes(whole[:-8])
        case "mark":
            segment.write_bytes(b"x" + whole[1:])
        case "list":
            listed.write_text("{}")
        case "gone":
            segment.unlink()
        case "version":
            listed.write_text(listed.read_text().replace('"version": ', '"version": 9'))
        case "unlisted":
            listed.unlink()
    with pytest.raises(StaleCorpusError):
        Corpus.open(tmp_path, lambda _a, _b: [])
    with pytest.raises(StaleCorpusError):
        CorpusWriter(tmp_path)


def test_a_writer_that_is_stopped_leaves_what_was_committed(tmp_path: Path) -> None:
    before = corpus_of(tmp_path, values(TEXTS))
    (tmp_path / "000099.words").write_bytes(b"half a segment")
    after = Corpus.open(tmp_path, lambda _a, _b: [])
    assert after.windows(fold("was late")) == before.windows(fold("was late"))
    with CorpusWriter(tmp_path) as writer:
        writer.add([Values(9 << 32 | 1, "more", "message", "account", "", "", "", None)])
    assert not (tmp_path / "000099.words").exists()
    assert Corpus.open(tmp_path, lambda _a, _b: []).accounts == 1


def test_a_reader_goes_on_with_what_it_opened(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, values(TEXTS))
    with CorpusWriter(tmp_path) as writer:
        writer.remove_exhibit(1)
    assert corpus.occurrences(fold("was late")) == 3


def test_words_without_end_take_bounded_time(tmp_path: Path) -> None:
    texts = [["ha " * 60_000, "x" * 100_000], ["ha " * 3_000 + "ho"]]
    corpus = corpus_of(tmp_path, values(texts))
    start = time.process_time()
    assert corpus.occurrences(["ha"] * 2_500) == 60_000 - 2_499 + 501
    assert corpus.occurrences([*["ha"] * 2_500, "ho"]) == 1
    assert corpus.windows([*["ha"] * 2_500, "hm"], most=3) == []  # such words tell no place
    assert corpus.occurrences(["x" * 100_000]) == 1
    assert corpus.windows(["ho", "hum"] * 50_000)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("most", [0, 8, 1 << 24])
def test_both_ways_of_comparing_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(exact, "_AT_ONCE", 4)
    monkeypatch.setattr(exact, "_MOST_COMPARED", most)
    monkeypatch.setattr(exact, "_STRETCH", 5)
    texts = [["a b a b a b c a b a", "b a b c b"], ["a b c a b c"], ["c a b c"]]
    corpus = corpus_of(tmp_path, values(texts))
    streams = [[w for text in texts_of for w in fold(text)] for texts_of in texts]
    for words in (list("ab"), list("aba"), list("abc"), list("ababc"), list("bca"), list("abab")):
        expected = sum(
            stream[at : at + len(words)] == words for stream in streams for at in range(len(stream))
        )
        assert corpus.occurrences(words) == expected
        assert len(corpus.windows(words, most=99)) == expected


def test_only_quotes_that_new_passages_may_carry_are_touched(tmp_path: Path) -> None:
    old = values(TEXTS)
    new = [Values(7 << 32 | 1, "the lanterns were stolen", "message", "primary", "", "", "", None)]
    quotes = [fold(q) for q in ("silent and grey faced", "lanterns were stolen", "was late", "")]
    corpus_of(tmp_path, old)
    with CorpusWriter(tmp_path) as writer:
        writer.add(new)
        fresh = writer.commit()
    assert fresh == {7}
    assert Corpus.open(tmp_path, lambda _a, _b: []).touched(quotes, fresh) == [1]


def test_a_quote_that_is_not_touched_has_the_windows_that_it_had(tmp_path: Path) -> None:
    old, new = (
        values(TEXTS),
        [
            Values(7 << 32 | n, text, "message", "primary", "", "", "", None)
            for n, text in enumerate(["a kettle was late", "the tide and the quay", "why"], 1)
        ],
    )
    runs = [list(pair) for v in [*old, *new] for pair in pairwise(fold(v.text))]
    quotes = [*runs, *([*a, *b] for a, b in pairwise(runs))]
    before = corpus_of(tmp_path, old)
    with CorpusWriter(tmp_path) as writer:
        writer.add(new)
        fresh = writer.commit()
    after = Corpus.open(tmp_path, lambda _a, _b: [])
    touched = set(after.touched(quotes, fresh))
    assert 0 < len(touched) < len(quotes)
    for at, words in enumerate(quotes):
        if at not in touched:
            assert after.occurrences(words) == before.occurrences(words)
            assert not any(w.first >> 32 in fresh for w in after.windows(words))
