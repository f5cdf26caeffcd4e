"""Reported speech: what an account says that somebody said, in the account's own words.

>>> [quote] = report("Mr Hask admitted that the gate had been left open.", 12)
>>> quote.speaker.text, quote.cue.text, str(quote.cue.stance), quote.text
('Mr Hask', 'admitted', 'admits', 'that the gate had been left open')

It is the weaker kind of quote: its words are not claimed to be the speaker's own, so that no source
can be held against them word by word. How it is found, and how often that goes wrong:
docs/method/reported-speech.md.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from muniment.model.quote import Quote, Span
from muniment.quotes.reported import lexicon, model
from muniment.quotes.reported.columns import Vocabulary
from muniment.quotes.reported.recognise import recognise
from muniment.quotes.reported.spans import covers, ended

__all__ = ["report"]

_MARKED = 0.5
"""Share of an attribution that may stand in direct quotes; with more, it is those."""


def report(
    text: str, passage: int, apart: Sequence[tuple[int, int]] = (), language: str = "en"
) -> list[Quote]:
    """Reported speech in one passage, in the order of its beginnings.

    Args:
        text: the passage.
        passage: its number, for the spans.
        apart: half-open spans that direct quotes have taken. What lies mostly in them is not
            reported again; what holds some marked words among its own is reported as a whole.
        language: ISO 639-1 code of a language pack. Without a model for it, rules are all there is.

    Raises:
        ValueError: there is no pack for the language.
    """
    vocabulary, learned = _known(language)
    taken = [Span(passage, start, end) for start, end in sorted(apart)]
    found = recognise(text, passage, vocabulary, learned)
    held = [one for quote in found if (one := _held(quote, taken, text))]
    return [quote for quote in held if covers(quote.spans, taken) <= _MARKED]


def _held(quote: Quote, taken: Sequence[Span], text: str) -> Quote | None:
    """A quote that does not run over the end of a direct one; None when nothing is left of it."""
    spans = tuple(ended(quote.spans, taken, text))
    if spans == quote.spans:
        return quote
    words = " ".join(text[start:end] for _, start, end in spans)
    return replace(quote, spans=spans, text=words) if spans else None


@cache
def _known(language: str) -> tuple[Vocabulary, model.Model | None]:
    learned = model.load(language)
    return Vocabulary(lexicon.load(language), learned.words if learned else {}), learned
