"""Reported speech of the sample case: what is planted without quotation marks is found."""

from pathlib import Path
from typing import Any

import pytest

from muniment.model.quote import Quote, Stance
from muniment.quotes.extract import extract
from muniment.quotes.reported import report
from tests.flows.test_sample_case import READERS, TRUTH, evidence, passages

__all__ = ["evidence"]

PLANTED: list[dict[str, Any]] = TRUTH["reported"]
MISSED: dict[str, str] = {
    "Ruddock denied everything": "one word behind a cue is right too seldom to be trusted",
}
OTHER_STANCE: dict[str, str] = {
    "Mr Hask wrote that it was the seal": "he admits by what he wrote; the verb only says",
    "Mr Ruddock said that not one penny had gone anywhere it had not been sent": (
        "he denies by what he said; the verb only says"
    ),
}
"""What is knowingly got wrong, with the reason."""


@pytest.fixture(scope="module")
def reported(evidence: Path) -> dict[str, list[tuple[str, Quote]]]:
    """Account → the text of the passage and the quote, for each quote."""
    found = {}
    for account in {one["account"] for one in PLANTED}:
        path = evidence / TRUTH["accounts"][account]
        parts = passages(READERS[path.suffix], path)
        spans = [span for quote in extract(parts) for span in quote.spans]
        found[account] = [
            (part.text, quote)
            for number, part in enumerate(parts, 1)
            for quote in report(part.text, number, [s[1:] for s in spans if s.passage == number])
        ]
    return found


def found(one: dict[str, Any], quotes: list[tuple[str, Quote]]) -> list[Quote]:
    """Quotes that overlap with the planted words, but for the speaker and cue that stand before."""
    matching = []
    for text, quote in quotes:
        start = text.replace("’", "'").lower().find(one["text"].lower())
        end = start + len(one["text"])
        if start >= 0 and any(s.start < end and start < s.end for s in quote.spans):
            matching.append(quote)
    return matching


@pytest.mark.parametrize("one", PLANTED, ids=[one["text"] for one in PLANTED])
def test_what_is_planted_is_found(
    one: dict[str, Any], reported: dict[str, list[tuple[str, Quote]]]
) -> None:
    quotes = found(one, reported[one["account"]])
    if one["text"] in MISSED:
        assert not quotes
        return
    assert quotes
    speakers = {quote.speaker.text for quote in quotes if quote.speaker}
    assert speakers & {one["speaker"], "He", "he"}  # as written; names are resolved elsewhere
    stances = {quote.cue.stance for quote in quotes if quote.cue}
    assert (Stance(one["stance"]) in stances) is (one["text"] not in OTHER_STANCE)
