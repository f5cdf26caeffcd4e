"""Attributions in a passage, in quotation marks or not, as a model sees them, or rules where there is none.

>>> from muniment.quotes.reported import lexicon
>>> learned = model.load("en")
>>> known = Vocabulary(lexicon.load("en"), learned.words)
>>> [quote.text for quote in recognise("Koss said she was “rather cross”.", 1, known, learned)]
['she was “rather cross']
"""

from collections.abc import Iterator, Sequence

from muniment.model.quote import Quote
from muniment.quotes.reported import model
from muniment.quotes.reported.columns import Vocabulary
from muniment.quotes.reported.compose import Labelled, compose
from muniment.quotes.reported.decode import Label, chances, decode
from muniment.quotes.reported.features import index
from muniment.quotes.reported.rules import follow
from muniment.quotes.reported.tokens import Token, cut

_EAGERNESS = 0.6
"""Taken from the score of no label: without it the model, unsure, says nothing too often. What it
lets in too much, `trust` weeds out. Set where `trust` was fitted."""

_LONGEST = 2000
"""Tokens that are labelled at once, so that memory is bounded whatever is pasted."""


def recognise(
    text: str, passage: int, vocabulary: Vocabulary, learned: model.Model | None
) -> list[Quote]:
    """All attributions in the order of their beginnings.

    Args:
        text: the passage.
        passage: its number, for the spans.
        vocabulary: the language's words with what the model learned of them.
        learned: the model; without one, rules are all there is.
    """
    found: list[Quote] = []
    words = vocabulary.lexicon
    for tokens in _portions(cut(text, words.pack.abbreviations)):
        if learned:
            found += _label(text, passage, tokens, vocabulary, learned)
        else:
            found += follow(text, passage, tokens, words)
    return found


def _label(
    text: str, passage: int, tokens: Sequence[Token], vocabulary: Vocabulary, learned: model.Model
) -> Iterator[Quote]:
    """What the model sees in some tokens."""
    scores = learned.score(index(tokens, vocabulary, learned.bits))
    scores[:, Label.NONE] -= _EAGERNESS
    labels = decode(scores, learned.steps, learned.starts)
    if not any(labels):
        return iter(())
    sure = chances(scores, learned.steps, learned.starts)
    return compose(text, passage, Labelled(tokens, labels, sure), vocabulary.lexicon)


def _portions(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """At most `_LONGEST` tokens at a time, cut between sentences where there is one to cut between."""
    start = 0
    while start < len(tokens):
        end = min(start + _LONGEST, len(tokens))
        if end < len(tokens):
            border = end
            while border > start and tokens[border - 1].sentence == tokens[border].sentence:
                border -= 1
            end = border if border > start else end
        yield tokens[start:end]
        start = end
