"""Reported speech by rule alone."""

import pytest

from muniment.quotes.reported.lexicon import load
from muniment.quotes.reported.rules import follow
from muniment.quotes.reported.tokens import cut


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Mrs Koss said that it was shut; it rained.", "that it was shut"),
        ("en", "Mr Hask has never denied the plan.", "the plan"),
        ("en", "“He said that it was shut.”", None),
        ("en", "Said that it was shut.", None),
        ("en", "Mrs Koss said nothing.", None),
        ("en", "Mrs Koss said.", None),
        ("de", "Der Hafen, so Koss, war zu.", None),
        ("de", "Frau Koss schrieb, dass es regnete.", "dass es regnete"),
    ],
)
def test_what_follows_a_verb(language: str, text: str, said: str | None) -> None:
    lexicon = load(language)
    found = [quote.text for quote in follow(text, 1, cut(text), lexicon)]
    assert found == ([said] if said else [])
