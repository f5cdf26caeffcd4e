"""What quotation marks are there for: speech, a title, a term, or a word held at arm's length.

>>> from muniment.quotes.extract.frames import split
>>> from muniment.quotes.languages import load
>>> english = load("en")
>>> [sentence] = split("The film “Low Water” is a so-called “epic”.", [(9, 20), (36, 42)], english)
>>> [str(use("Low Water", sentence, 2, None, english)), str(use("epic", sentence, 6, None, english))]
['title', 'term']
"""

import re

from muniment.model.quote import Use
from muniment.quotes.extract.frames import Found, Sentence
from muniment.quotes.languages import Language, Sort

_WORD = re.compile(r"[^\W_]+(?:[’'.\-][^\W_]+)*")
_BESIDE = 2
"""Tokens between a cue and what it brings in directly. Set by hand, like the next two."""
_NEAR = 6
"""Tokens: a cue this near to a single word in marks brings it in; farther off it may be another's."""
_TITLE = 6
"""Words of a title behind *so-called* and the like, at most."""
_SAYING = 5
"""Words: from here on, words in marks without a cue are taken for speech. Of such stretches in the half
of PolNeAR that rules were set on, 97 in 100 are attributed; of four words 93, of fewer 75 to 78."""


def use(text: str, sentence: Sentence, place: int, cue: Found | None, language: Language) -> Use:
    """What the marks around a text are for.

    Args:
        text: the words between the marks.
        sentence: the frame.
        place: of the quotation in it.
        cue: what brings it in; None when nothing does.
        language: words that go before titles and terms.
    """
    words = _WORD.findall(text)
    is_ended = text[-1:] in ",.!?…—" or text[:1] == "…"
    named = _introduced(words, sentence, place, cue, language, is_ended=is_ended)
    if named is not None:
        return named
    is_near = cue is not None and cue.distance <= _BESIDE
    is_brought_in = cue is not None and cue.sort is not Sort.NAMING and not cue.is_passive
    if (is_near and is_brought_in) or (cue is not None and is_ended and len(words) > 2):
        return Use.SPEECH
    named = _looks_named(words, sentence, place, cue, language, is_ended=is_ended)
    if named is not None:
        return named
    return (
        Use.SPEECH
        if _is_said(words, sentence, cue, is_ended=is_ended)
        else _doubtful(words, language)
    )


def _introduced(
    words: list[str],
    sentence: Sentence,
    place: int,
    cue: Found | None,
    language: Language,
    *,
    is_ended: bool,
) -> Use | None:
    """A title or a term that the words before introduce as one, whatever verb is near."""
    if cue is not None and _is_only_named(sentence, place, cue, language) and not is_ended:
        back = {t.low for t in sentence[max(0, place - 8) : place]}
        return Use.TITLE if _is_titled(words, language) and back & language.plays else Use.TERM
    if not place:
        return None
    last = sentence[place - 1]
    is_on_show = (
        last.low in language.prepositions and len(words) > 1 and _is_titled(words, language)
    )
    return Use.TITLE if is_on_show or last.low in language.titling else None


def _looks_named(
    words: list[str],
    sentence: Sentence,
    place: int,
    cue: Found | None,
    language: Language,
    *,
    is_ended: bool,
) -> Use | None:
    """A title or a term by its capitals and what stands around it; None when it looks like neither."""
    last = sentence[place - 1] if place else None
    follows = sentence[place + 1] if place + 1 < len(sentence) else None
    is_titled = _is_titled(words, language)
    if last is not None and not is_ended:
        near = sentence[max(0, place - 3) : place] if len(words) <= _TITLE else []
        if last.low in language.terms and (cue is None or cue.is_passive):
            return Use.TITLE if any(t.low in language.plays for t in near) else Use.TERM
        if last.low in language.plays and is_titled:
            return Use.TITLE
    if is_titled and len(words) > 1 and not is_ended and not (cue and cue.distance <= _BESIDE):
        return Use.TITLE
    if (
        last is not None
        and follows is not None
        and len(words) < 3
        and last.is_capital
        and follows.is_capital
        and words[0][:1].isupper()
    ):
        return Use.TERM  # Robert “Bob” Quill
    if follows is not None and follows.low in language.plays and is_titled:
        return Use.TITLE
    if follows is not None and follows.low in language.passives and cue is None and len(words) == 1:
        return Use.TERM  # “Bob” is Robert
    return None


def _is_said(words: list[str], sentence: Sentence, cue: Found | None, *, is_ended: bool) -> bool:
    """True for words long enough, with a verb that brings them in, or alone in their sentence."""
    if len(words) >= _SAYING or (is_ended and len(words) > 2):
        return True
    is_named = cue is not None and cue.is_passive and cue.sort is Sort.NAMING
    if cue is not None and not is_named and (cue.distance <= _NEAR or len(words) > 1):
        return True
    return len(words) > 1 and all(not t.is_word for t in sentence)


def _doubtful(words: list[str], language: Language) -> Use:
    """A small word that is talked of, or words held at arm's length."""
    return Use.TERM if len(words) == 1 and words[0].lower() in language.stop_words else Use.SCARE


def _is_only_named(sentence: Sentence, place: int, cue: Found, language: Language) -> bool:
    """True for *a group called “…”*, which is no saying; *what he called “…”* is one."""
    if cue.sort is not Sort.NAMING or cue.end != place or not cue.start:
        return False
    last = sentence[cue.start - 1]
    if last.low in language.passives:
        return True
    return (
        last.is_word
        and not last.is_capital
        and last.low not in language.subjects | language.auxiliaries
        and not any(
            t.low in language.complementisers or "r" in language.pronouns.get(t.low, "")
            for t in sentence[max(0, cue.start - 6) : cue.start]
        )
    )


def _is_titled(words: list[str], language: Language) -> bool:
    """True when every word that is not small begins with a capital, as in a title."""
    if language.nouns_are_capital:
        return bool(words) and words[0][:1].isupper() and len(words) <= 3
    if len(words) > 1 and all(w.isupper() for w in words):
        return False
    large = [w for w in words if w.lower() not in language.stop_words]
    return (
        bool(large)
        and words[0][:1].isupper() | words[0].isdigit()
        and all(w[:1].isupper() or w[:1].isdigit() for w in large)
    )
