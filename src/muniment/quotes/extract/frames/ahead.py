"""The cue before a quotation: the nearest verb of saying, or a noun such as *her answer was*.

>>> from muniment.quotes.extract.frames.sentences import split
>>> from muniment.quotes.languages import load
>>> [sentence] = split("Ada Quill said that her answer was “no”.", [(35, 39)], load("en"))
>>> sentence[ahead(sentence, 7, 0, load("en")).start].text
'answer'
"""

from dataclasses import replace

from muniment.model.quote import Stance
from muniment.quotes.extract.frames import nouns, phrases, verbs
from muniment.quotes.extract.frames.parts import Run
from muniment.quotes.extract.frames.phrases import Found
from muniment.quotes.extract.frames.sentences import Sentence
from muniment.quotes.languages import Language, Sort

_REACH = 40
"""Tokens before a quotation in which its cue is looked for: longer sentences are lists."""
_BESIDE = 2
"""Tokens between a verb of manner (*she laughed: “…”*) and the words that it brings in."""
_WEAK = frozenset({Sort.THOUGHT, Sort.HEARING, Sort.SHOWING})


def ahead(sentence: Sentence, place: int, floor: int, language: Language) -> Found | None:
    """The cue before the quotation: the nearest, verbs of saying before verbs of thinking."""
    weak: Found | None = None
    for at in range(place - 1, max(floor, place - _REACH) - 1, -1):
        found = phrases.phrase_at(sentence, at, place, language) or verb_cue(
            sentence, at, place, floor, language
        )
        if found is None:
            found = noun_cue(sentence, at, place, floor, language)
        if found is None:
            continue
        found = replace(found, distance=place - found.end)
        if found.sort is Sort.MANNER and found.distance > _BESIDE:
            continue
        if found.sort not in _WEAK and not found.is_passive and found.speaker:
            return found
        if weak is None or (weak.speaker is None and found.speaker):
            weak = found
    return weak or label(sentence, place, floor, language)


def verb_cue(
    sentence: Sentence, at: int, place: int, floor: int, language: Language
) -> Found | None:
    """A verb of saying at a place, with its subject."""
    verb = verbs.verb_at(sentence, at, language)
    if verb is None:
        return None
    if verbs.is_passive(sentence, at, language) and verb.form in ("past", "participle"):
        host = next((i for i in range(at + 1, place) if sentence[i].low in language.hosts), None)
        run = nouns.after(sentence, host, language, place) if host is not None else None
        return Found(at, at + 1, verb.stance, verb.sort, run, 0, is_passive=run is None)
    if verb.form == "gerund" or (at and sentence[at - 1].low in language.infinitive):
        run = nouns.subject(sentence, at, language) or nouns.nearest(sentence, at, language)
        run = run or nouns.before(sentence, at, language, floor)
    else:
        run = nouns.before(sentence, at, language, floor)
        if (run is None or verbs.is_adjunct(sentence, run, language)) and not verbs.is_joined(
            sentence, at, language
        ):
            run = nouns.after(sentence, at, language, place) or run
        if run is None:
            run = nouns.subject(sentence, at, language) or nouns.nearest(sentence, at, language)
    if verb.sort is Sort.HEARING:
        is_thing = run is not None and sentence[run[1] - 1].low in language.things
        if not is_thing:
            return Found(at, at + 1, verb.stance, verb.sort, None, 0, is_passive=True)
    return Found(at, at + 1, verb.stance, verb.sort, run, 0)


def noun_cue(
    sentence: Sentence, at: int, place: int, floor: int, language: Language
) -> Found | None:
    """A reporting noun: *his answer was “…”*, *the Trust's statement: “…”*, *in her words: “…”*."""
    token = sentence[at]
    stance = language.nouns.get(token.low)
    if stance is None or (token.is_capital and at and not language.nouns_are_capital):
        return None
    between = sentence[at + 1 : place]
    joined = any(t.low == ":" or t.low in language.passives for t in between[-12:])
    if not joined and any(t.is_word for t in between):
        return None
    run = owner(sentence, at, floor, language)
    if run is not None:
        return Found(at, at + 1, stance, Sort.SPEECH, run, 0)
    if at + 1 < place and sentence[at + 1].low in language.belonging | language.hosts:
        run = nouns.after(sentence, at + 1, language, place)
        run = None if run and verbs.is_adjunct(sentence, run, language) else run
    if run is None and joined:
        run = nouns.before(sentence, at + 1, language, floor)
        is_clause = run and (run[0] == floor or not sentence[run[0] - 1].is_word)
        if is_clause and at + 1 < place and sentence[at + 1].low in language.passives:
            return Found(at, at + 1, stance, Sort.SPEECH, run, 0)
        if run and run[0] > floor and sentence[run[0] - 1].is_word:  # left a message: its object
            run = nouns.subject(sentence, at, language, floor) or nouns.nearest(
                sentence, at, language
            )
    return Found(at, at + 1, stance, Sort.SHOWING, run, 0) if run else None


def owner(sentence: Sentence, at: int, floor: int, language: Language) -> Run | None:
    """Whose the noun at a place is: *her* answer, *the Trust's* second answer."""
    for owner in range(at - 1, max(floor, at - 5) - 1, -1):
        low = sentence[owner].low
        if low in language.possessives and low not in language.subjects:
            is_object = owner > floor and verbs.verb_at(sentence, owner - 1, language) is not None
            return None if is_object else (owner, owner + 1)
        if low == "'s":
            return nouns.before(sentence, owner, language, floor)
        if not sentence[owner].is_word or low in language.determiners:
            return None
    return None


def label(sentence: Sentence, place: int, floor: int, language: Language) -> Found | None:
    """*Report: “…”*: a colon alone, with a few words before it; in front of a headline too."""
    colon = next((i for i in range(place - 1, floor, -1) if sentence[i].low == ":"), None)
    if colon is None:
        return None
    words = [t for t in sentence[floor:colon] if t.is_word]
    run = nouns.before(sentence, colon, language, floor)
    if len(words) > 8 or (
        run
        and run[0] > floor
        and not sentence[run[0]].is_capital
        and sentence[run[0]].low not in language.determiners
    ):
        run = nouns.subject(sentence, colon, language) or run
    if colon != place - 1 and len(words) > 4:
        return None
    return Found(colon, colon + 1, Stance.SAYS, Sort.SPEECH, run, 0)
