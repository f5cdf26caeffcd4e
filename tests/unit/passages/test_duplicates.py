"""Duplicates: the same words, nearly the same words, and words that everybody says."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.passages.duplicates import (
    ALIKE,
    are_comparable,
    fingerprint,
    most_alike,
    pack,
    resemblance,
    sketch,
    unpack,
    words,
)

LONG = (
    "The bus for the campaign cost four hundred and sixty one pounds a day, and nobody on the "
    "finance committee had asked for a bus, or been told that there was one, until the invoice came."
)


def test_case_punctuation_and_breaks_do_not_part_the_same_words() -> None:
    other = "> " + LONG.upper().replace(", ", "\n> ")
    assert fingerprint(words(other)) == fingerprint(words(LONG)) != 0


def test_what_everybody_says_is_not_grouped() -> None:
    assert fingerprint(words("ok thanks, see you tomorrow")) == 0
    assert sketch(words("ok thanks, see you tomorrow")) == ()


def test_a_word_changed_is_alike_and_another_text_is_not() -> None:
    changed = LONG.replace("invoice", "bill")
    assert most_alike(changed, [(1, "something else " * 20), (2, LONG)]) == (
        2,
        pytest.approx(0.886),
    )
    assert most_alike(LONG, [(1, LONG[::-1])]) is None
    assert most_alike(LONG, []) is None


@given(st.lists(st.sampled_from([b"a", b"b", b"c", b"d", b"e"]), max_size=60))
def test_resemblance_agrees_with_itself_and_is_symmetric(letters: list[bytes]) -> None:
    other = letters[::-1]
    assert resemblance(letters, letters) == 1.0
    assert resemblance(letters, other) == resemblance(other, letters)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=8).map(tuple))
def test_a_sketch_survives_packing(runs: tuple[int, ...]) -> None:
    assert unpack(pack(runs)) == runs


@pytest.mark.parametrize("length", [20, 60, 200, 900])
def test_texts_at_the_threshold_share_a_run_almost_always(length: int) -> None:
    """The slow twin is `resemblance`; a pair that it calls alike must meet in the sketch table."""
    chance = random.Random(5)
    vocabulary = [b"w" * (n % 9) + str(n).encode() for n in range(3000)]
    met = asked = 0
    for _ in range(300):
        one = chance.choices(vocabulary, k=length)
        other = [chance.choice(vocabulary) if chance.random() < 0.04 else w for w in one]
        if resemblance(one, other) >= ALIKE:
            asked += 1
            met += are_comparable(sketch(one), len(set(sketch(one)) & set(sketch(other))))
    assert asked > 100
    assert met / asked >= 0.95
