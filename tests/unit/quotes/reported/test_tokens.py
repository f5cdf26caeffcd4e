"""Cutting a passage into tokens and sentences."""

import pytest

from muniment.quotes.reported.tokens import CLOSES, INSIDE, OPENS, OUTSIDE, cut


def test_tokens_know_where_they_stand() -> None:
    text = "The Gate-keeper’s list (all of it), he said."
    assert all(text[t.start : t.end] == t.text for t in cut(text))
    assert [t.text for t in cut(text)][:4] == ["The", "Gate-keeper", "’s", "list"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", 2),
        ("Mr. Hask left at 3.5 knots.", 1),
        ("“Shut it.” Then he left.", 2),
        ("“Shut it,” he said. “Now.”", 2),
        ("D. A. Vellacott signed", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len({t.sentence for t in cut(text, {"mr"})}) == sentences


def test_marks_open_and_close() -> None:
    assert [t.place for t in cut('a "b" c')] == [OUTSIDE, OPENS, INSIDE, CLOSES, OUTSIDE]
    assert [t.place for t in cut("a “b” c")] == [OUTSIDE, OPENS, INSIDE, CLOSES, OUTSIDE]


def test_a_word_broken_by_marks_without_width_is_one() -> None:
    assert [t.text for t in cut("cl\u200baimed")] == ["cl\u200baimed"]
