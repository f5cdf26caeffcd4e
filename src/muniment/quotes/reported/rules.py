"""Reported speech by rule alone: a verb that is followed by *that*, or that itself admits, denies,
alleges or declines.

For a language without a model these are all that is found. Beside a model they are not used: of what
it leaves, they got hardly anything right on the development data.

>>> from muniment.quotes.reported.lexicon import load
>>> from muniment.quotes.reported.tokens import cut
>>> text = "Frau Koss schrieb, dass das Tor offen war."
>>> [quote] = follow(text, 1, cut(text), load("de"))
>>> quote.speaker.text, quote.cue.text, quote.text
('Frau Koss', 'schrieb', 'dass das Tor offen war')
"""

from collections.abc import Iterator, Sequence

from muniment.model.quote import Cue, Quote, QuoteKind, Span, Speaker, Stance
from muniment.quotes.languages.pack import Sort
from muniment.quotes.reported.lexicon import Bringing, Lexicon, fold
from muniment.quotes.reported.tokens import OUTSIDE, Token

_FINITE = frozenset({"past", "present"})
_BETWEEN = frozenset({"auxiliary", "adverb", "negation"})
_BEFORE = frozenset({"conjunction", "complementiser", "preposition"})
_LONGEST_SPEAKER = 12


def follow(text: str, passage: int, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Quote]:
    """What the rules find, in the order of its beginnings; nothing inside quotation marks."""
    end = 0
    for n, token in enumerate(tokens):
        way = _way(token, lexicon)
        if way is None or n < end or token.place != OUTSIDE:
            continue
        start = _content(tokens, n, way, lexicon)
        speaker = _speaker(tokens, n, lexicon)
        if start is None or speaker is None:
            continue
        end = _end(tokens, start)
        content = Span(passage, tokens[start].start, tokens[end - 1].end)
        who = Span(passage, tokens[speaker[0]].start, tokens[speaker[1] - 1].end)
        yield Quote(
            QuoteKind.REPORTED,
            text[content.start : content.end],
            (content,),
            speaker=Speaker(text[who.start : who.end], who),
            cue=Cue(token.text, Span(passage, token.start, token.end), way.stance),
        )


def _way(token: Token, lexicon: Lexicon) -> Bringing | None:
    """How a finite verb of speech or will brings words in; None when the word is no such verb."""
    for way in lexicon.bringing.get(fold(token.text), ()):
        if way.sort in (Sort.SPEECH, "will") and way.form in _FINITE:
            return way
    return None


def _content(tokens: Sequence[Token], verb: int, way: Bringing, lexicon: Lexicon) -> int | None:
    """Where the content begins; None when nothing that is reported follows."""
    sentence = tokens[verb].sentence
    for n in range(verb + 1, min(verb + 3, len(tokens))):
        if tokens[n].sentence != sentence:
            return None
        if fold(tokens[n].text) in lexicon.that:
            return n if n + 1 < len(tokens) and tokens[n + 1].is_word else None
        if tokens[n].is_word:
            break
    n = verb + 1
    is_followed = n < len(tokens) and tokens[n].sentence == sentence and tokens[n].is_word
    return n if is_followed and way.stance in _STRONG else None


_STRONG = frozenset({Stance.ADMITS, Stance.DENIES, Stance.ALLEGES, Stance.DECLINES})


def _speaker(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The words before the verb, back to where a clause or phrase begins; None when there are none."""
    end = verb
    while end and lexicon.classify(tokens[end - 1].text).grammar in _BETWEEN:
        end -= 1
    start = end
    while start and end - start < _LONGEST_SPEAKER:
        before = tokens[start - 1]
        if before.sentence != tokens[verb].sentence or not before.is_word:
            break
        if lexicon.classify(before.text).grammar in _BEFORE:
            break
        start -= 1
    return (start, end) if start < end else None


def _end(tokens: Sequence[Token], start: int) -> int:
    """Behind the last word of the sentence, or the last before a semicolon, a colon or a dash."""
    end = start + 1
    for n in range(start, len(tokens)):
        if tokens[n].sentence != tokens[start].sentence or tokens[n].text in ";:—":
            break
        if tokens[n].is_word:
            end = n + 1
    return end
