"""The cue and the speaker of a quotation, as an account's words and their places."""

import re

from muniment.model.passage import PassageKind
from muniment.model.quote import Cue, Span, Speaker
from muniment.quotes.extract import continuing, naming
from muniment.quotes.extract.frames import Found, Token, find, split
from muniment.quotes.extract.naming import LEAD, Place, Reading
from muniment.quotes.languages import Sort

_RUNNING = frozenset({PassageKind.PARAGRAPH, PassageKind.BLOCK})
_SET_APART = 5
"""Words of a paragraph that is set apart without marks, at least."""
_BESIDE = 6
"""Tokens between a verb and the colon that sets the next paragraph apart."""
_LEADS = re.compile(r"[:,](?:[-–—]{1,2})?\s*$")
"""How a passage ends that brings in the quotation with which the next one begins."""


def speaker(
    reading: Reading, number: int, text: str, first: Place, cue: Found | None
) -> tuple[Speaker | None, Cue | None]:
    """Whose words, and the cue in the account's words."""
    if cue is None:
        return led(reading, number, first) or (
            continuing.continued(reading, number, text, first),
            None,
        )
    sentence = first.sentence
    start, end = sentence[cue.start].start, sentence[cue.end - 1].end
    source = Cue(text[start:end], Span(number, start, end), cue.stance)
    if cue.speaker is None:
        return None, source
    return naming.named(reading, number, text, sentence, cue.speaker), source


def led(reading: Reading, number: int, first: Place) -> tuple[Speaker | None, Cue] | None:
    """The cue at the end of the passage before, when this one opens with the words between marks."""
    if first.sentence[0].quote < 0 or first.order:
        return None
    return announced(reading, number)


def set_apart(reading: Reading, number: int) -> tuple[Speaker, Cue] | None:
    """The cue of a paragraph without marks: the one before says who says it, and ends with a colon."""
    passage = reading.passages[number - 1]
    if (
        passage.kind not in _RUNNING
        or number < 2
        or len(passage.text.split(None, _SET_APART)) < _SET_APART
    ):
        return None
    if reading.passages[number - 2].kind is not passage.kind or not reading.passages[
        number - 2
    ].text.rstrip().endswith(":"):
        return None
    found = announced(reading, number, nearest=_BESIDE)
    return (found[0], found[1]) if found is not None and found[0] is not None else None


def announced(
    reading: Reading, number: int, nearest: int = 1000
) -> tuple[Speaker | None, Cue] | None:
    """The cue at the end of the passage before, when that ends with a colon or a comma.

    Args:
        reading: the account.
        number: of the passage with the words.
        nearest: tokens between cue and colon at most, and then it must be a verb of saying.
    """
    before = number - 1
    while before and reading.passages[before - 1].kind is PassageKind.BOILERPLATE:
        before -= 1
    if not before:
        return None
    text = reading.passages[before - 1].text
    if not _LEADS.search(text[-40:]):
        return None
    begun = max(0, len(text) - LEAD)
    sentence = split(text[begun:], [], reading.language)[-1]
    sentence = [t._replace(start=t.start + begun, end=t.end + begun) for t in sentence]
    sentence.append(Token("", "", len(text), len(text), 0))
    cue = find(sentence, len(sentence) - 1, reading.language, ends_open=False)
    if cue is None or (
        cue.distance > nearest
        or (nearest <= _BESIDE and (cue.sort is not Sort.SPEECH or sentence[cue.start].low == ":"))
    ):
        return None
    start, end = sentence[cue.start].start, sentence[cue.end - 1].end
    source = Cue(text[start:end], Span(before, start, end), cue.stance)
    named = naming.named(reading, before, text, sentence, cue.speaker) if cue.speaker else None
    return named, source
