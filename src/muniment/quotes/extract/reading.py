"""A passage read for its quotations: their cues, their speakers, and what their marks are for."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from muniment.model.passage import Passage, PassageKind
from muniment.model.quote import Quote, QuoteKind, Span, Use
from muniment.quotes.extract import dates, speakers
from muniment.quotes.extract.frames import Found, Sentence, find, split
from muniment.quotes.extract.marks import Marked
from muniment.quotes.extract.naming import Place, Reading
from muniment.quotes.extract.uses import use
from muniment.quotes.languages import Sort

_OPEN_ENDS = frozenset("?!—–-…")
_FRAME = 60
"""Tokens to each side of a quotation that are read for a date, in words of 60 code points at most."""
_BESIDE = 3
"""Tokens between a quotation within a quotation and the cue that gives it a speaker of its own."""
_LISTED = 6
"""Tokens between two quotations that share a cue."""


def read(reading: Reading, number: int, marked: Sequence[Marked]) -> list[Quote]:
    """The quotes that begin in a passage.

    Args:
        reading: what is known so far; it is carried on.
        number: of the passage.
        marked: what stands between marks there, outermost, in order.
    """
    text = reading.passages[number - 1].text
    if not marked:
        found = speakers.set_apart(reading, number)
        if found is None:
            return []
        span = Span(number, len(text) - len(text.lstrip()), len(text.rstrip()))
        words = text[span.start : span.end]
        return [Quote(QuoteKind.BLOCK, words, (span,), speaker=found[0], cue=found[1])]
    placed = _placed(reading, text, marked)
    quotes: list[Quote] = []
    order = 0
    while order < len(placed):
        group = [placed[order]]
        while order + 1 < len(placed) and _is_interrupted(placed[order], placed[order + 1]):
            order += 1
            group.append(placed[order])
        order += 1
        quotes.append(_quote(reading, number, text, group))
        for one in group:
            quotes += _inner(reading, number, text, one.marked)
    return quotes


def _inner(reading: Reading, number: int, text: str, outer: Marked) -> list[Quote]:
    """Quotations within a quotation that it gives to somebody of their own: *“She said, ‘Go.’”*."""
    start, end = outer.parts[0].start, outer.parts[0].end
    spans = [one.around for one in outer.inner if start <= one.around[0] and one.around[1] <= end]
    shifted = [(a - start, b - start) for a, b in spans]
    quotes: list[Quote] = []
    for sentence in split(text[start:end], shifted, reading.language) if spans else ():
        for place, token in enumerate(sentence):
            cue = (
                find(sentence, place, reading.language, ends_open=False)
                if token.quote >= 0
                else None
            )
            if (
                cue is None
                or cue.speaker is None
                or cue.distance > _BESIDE
                or cue.sort is not Sort.SPEECH
            ):
                continue
            moved = [t._replace(start=t.start + start, end=t.end + start) for t in sentence]
            one = next(i for i in outer.inner if i.around == spans[token.quote])
            words = _joined(reading.passages, one.parts)
            if " " in words:
                first = Place(one, moved, place, -1, cue)
                speaker, source = speakers.speaker(reading, number, text, first, cue)
                quotes.append(
                    Quote(
                        _kind(first, words),
                        words,
                        one.parts,
                        Use.SPEECH,
                        speaker,
                        source,
                        is_in=_where(reading.passages[number - 1]),
                    )
                )
    return quotes


def _placed(reading: Reading, text: str, marked: Sequence[Marked]) -> list[Place]:
    """Each quotation with its sentence and its cue."""
    spans = [one.around for one in marked]
    found: list[Place] = []
    for sentence in split(text, spans, reading.language):
        last: Place | None = None
        for place, token in enumerate(sentence):
            if token.quote < 0:
                continue
            one = marked[token.quote]
            end = text[one.parts[0].start : one.parts[0].end][-1:]
            cue = find(sentence, place, reading.language, ends_open=end in _OPEN_ENDS)
            if last is not None and last.cue is not None and _is_listed(last, place, cue):
                cue = replace(last.cue, distance=last.cue.distance + place - last.place)
            last = Place(one, sentence, place, token.quote, cue)
            found.append(last)
    found.sort(key=lambda p: p.order)
    return found


def _is_listed(last: Place, place: int, cue: Found | None) -> bool:
    """True when a quotation shares the cue of the one before it: *called it “a” and “b”*."""
    if cue is None:
        return (
            last.cue is not None and last.cue.start < last.place
        ) or place - last.place <= _LISTED
    return cue.is_passive and place - last.place <= _LISTED


def _is_interrupted(one: Place, two: Place) -> bool:
    """True when the second quotation goes on with what the first broke off: *“…,” she said, “…”*."""
    if one.sentence is not two.sentence or one.cue is None or one.cue.start < one.place:
        return False
    if not one.place < one.cue.start < two.place or len(one.marked.parts) > 1:
        return False
    last = two.sentence[two.place - 1]
    return last.low in {",", "—", "–", "-", "―"} and one.sentence[one.place + 1].low in {
        ",",
        one.sentence[one.place + 1].low,
    }


def _quote(reading: Reading, number: int, text: str, group: list[Place]) -> Quote:
    first = group[0]
    passage = reading.passages[number - 1]
    spans = tuple(part for one in group for part in one.marked.parts)
    words = _joined(reading.passages, spans)
    cue = first.cue or next((one.cue for one in group if one.cue), None)
    speaker, source = speakers.speaker(reading, number, text, first, cue)
    purpose = use(words, first.sentence, first.place, cue, reading.language)
    if purpose is Use.SPEECH and speaker is not None:
        reading.speaker, reading.last = speaker, spans[-1].passage
    return Quote(
        _kind(first, words),
        words,
        spans,
        purpose,
        speaker,
        source,
        dates.given(_frame(text, first.sentence, first.place), reading.language) if cue else "",
        _where(passage),
    )


def _joined(passages: Sequence[Passage], spans: Sequence[Span]) -> str:
    words = passages[spans[0].passage - 1].text[spans[0].start : spans[0].end]
    for before, span in itertools.pairwise(spans):
        words += " " if before.passage == span.passage else "\n"
        words += passages[span.passage - 1].text[span.start : span.end]
    return words


def _kind(first: Place, words: str) -> QuoteKind:
    """Direct when the words are a saying of their own; mixed when the account's sentence runs into them."""
    last = first.sentence[first.place - 1] if first.place else None
    if last is None or not last.is_word:
        return QuoteKind.DIRECT
    if first.cue is not None and first.cue.end == first.place and words[:1].isupper():
        return QuoteKind.DIRECT
    return QuoteKind.MIXED


def _where(passage: Passage) -> str:
    if passage.kind is PassageKind.COMMENT:
        return "comment"
    return "headline" if passage.kind is PassageKind.HEADING else ""


def _frame(text: str, sentence: Sentence, place: int) -> str:
    """The account's own words around a quotation, in its sentence."""
    near = sentence[max(0, place - _FRAME) : place + _FRAME]
    words = []
    for token, after in itertools.pairwise([*near, near[-1]]):
        if token.quote < 0:
            is_joined = token.end == after.start
            words.append(
                text[token.start : min(token.end, token.start + 60)] + " " * (not is_joined)
            )
    return "".join(words)
