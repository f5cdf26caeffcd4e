"""Reported speech holds under any text: spans are slices, and a passage's number changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from muniment.quotes.reported import report

WORDS = st.sampled_from(
    [
        "she",
        "said",
        "that",
        "the",
        "gate",
        "was",
        "shut",
        ",",
        "according",
        "to",
        "Mr",
        "Hask",
        "“",
        "”",
        ".",
        "and",
        "he",
        "denied",
        "it",
        ";",
        "\u200b",
        "—",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS)
def test_every_span_is_a_slice_of_the_passage(text: str) -> None:
    for quote in report(text, 5):
        assert quote.text == " ".join(text[s.start : s.end] for s in quote.spans)
        if quote.cue:
            assert quote.cue.text == text[quote.cue.span.start : quote.cue.span.end]
        if quote.speaker:
            assert quote.speaker.text == text[quote.speaker.span.start : quote.speaker.span.end]


@given(TEXTS)
def test_what_is_wholly_taken_is_never_reported(text: str) -> None:
    assert report(text, 1, apart=[(0, len(text))]) == []


@given(TEXTS)
def test_the_same_text_gives_the_same_quotes(text: str) -> None:
    assert [q.text for q in report(text, 1)] == [q.text for q in report(text, 9)]
