"""A verb of saying in a sentence: whether a word is one there, and how it stands.

>>> from muniment.quotes.extract.frames.sentences import split
>>> from muniment.quotes.languages import load
>>> [sentence] = split("The claims that he claims to claim.", [], load("en"))
>>> [place for place in range(len(sentence)) if verb_at(sentence, place, load("en"))]
[4, 6]
"""

from muniment.quotes.extract.frames import parts
from muniment.quotes.extract.frames.parts import Run
from muniment.quotes.extract.frames.sentences import Sentence
from muniment.quotes.languages import Language, Verb


def verb_at(sentence: Sentence, place: int, language: Language) -> Verb | None:
    """The verb of saying that stands at a place; None when the word there is none, or is a noun."""
    token = sentence[place]
    readings = language.verbs.get(token.low)
    if not readings or (token.is_capital and place and not token.text.isupper()):
        return None
    last = sentence[place - 1] if place else None
    if last is not None and makes_noun(last.low, language):
        return None
    for verb in readings:
        if verb.particle and not has_particle(sentence, place, verb.particle):
            continue
        if verb.form == "base" and not can_be_base(sentence, place, language):
            continue
        if (
            verb.form == "present"
            and place > 1
            and token.low in language.nouns
            and sentence[place - 2].low in language.prepositions
        ):
            continue  # of Republican claims
        return verb
    return None


def makes_noun(low: str, language: Language) -> bool:
    """True when the word before a verb's form shows that it is a noun: *the report*, *his answer*."""
    if low in language.subjects:
        return False
    return (
        low in language.determiners
        or low in language.possessives
        or low == "'s"
        or (
            low in language.prepositions
            and low not in language.infinitive
            and low not in language.hosts
        )
    )


def can_be_base(sentence: Sentence, place: int, language: Language) -> bool:
    """True when a form without an ending may be a verb: after *to*, *will*, *they*, *critics*."""
    if not place:
        return False
    last = sentence[place - 1]
    low = last.low
    if low in language.determiners and _is_headed(sentence, place, language):
        return False
    if low in language.infinitive or low in language.auxiliaries or low in language.subjects:
        return True
    if low in language.joins or parts.is_adverb(last, language) or low == ",":
        return sentence[place].low not in language.nouns
    if sentence[place].low in language.nouns or sentence[place].low in language.things:
        return False
    return language.speakers.get(low) == "p" or low.endswith(language.plural_endings)


def _is_headed(sentence: Sentence, place: int, language: Language) -> bool:
    """True for a thing that can be quoted, before a colon: *some text:* is nobody who texts."""
    follows = sentence[place + 1].low if place + 1 < len(sentence) else ""
    return follows == ":" and sentence[place].low in language.things


def has_particle(sentence: Sentence, place: int, particle: str) -> bool:
    """True when the particle of a verb stands close behind it."""
    return any(token.low == particle for token in sentence[place + 1 : place + 13])


def is_passive(sentence: Sentence, at: int, language: Language) -> bool:
    """True when a form of *be* stands before the verb, with nothing but adverbs between."""
    back = at - 1
    while back >= 0 and (
        parts.is_adverb(sentence[back], language) or sentence[back].low in language.negations
    ):
        back -= 1
    return back >= 0 and sentence[back].low in language.passives


def is_joined(sentence: Sentence, at: int, language: Language) -> bool:
    """True for the second verb of one subject: *shook her head and said*."""
    back = at - 1
    while back > 0 and parts.is_adverb(sentence[back], language):
        back -= 1
    return back > 0 and (
        sentence[back].low in language.joins or sentence[back].low in language.conjunctions
    )


def is_adjunct(sentence: Sentence, run: Run, language: Language) -> bool:
    """True for *on Monday* and the like, which is no subject."""
    return all(
        t.low in language.date_words
        or t.low in language.weekdays
        or t.low in language.months
        or t.low.isdigit()
        or t.low in language.determiners
        for t in sentence[slice(*run)]
    )
