"""The cue behind a quotation: *“…,” said X*, *“…,” X said*, *“…”, according to X*, *“…” — X*.

>>> from muniment.quotes.extract.frames.sentences import split
>>> from muniment.quotes.languages import load
>>> [sentence] = split("“It is so,” said Ada Quill, smiling.", [(0, 11)], load("en"))
>>> behind(sentence, 0, load("en")).speaker
(3, 5)
"""

from dataclasses import replace

from muniment.model.quote import Stance
from muniment.quotes.extract.frames import nouns, parts, phrases, verbs
from muniment.quotes.extract.frames.parts import Run
from muniment.quotes.extract.frames.phrases import Found
from muniment.quotes.extract.frames.sentences import Sentence
from muniment.quotes.languages import Language, Sort

_REACH_BEHIND = 30
"""Tokens behind a quotation in which its cue is looked for."""
_DASHES = frozenset({"—", "–", "―", "-", ":"})


def behind(sentence: Sentence, place: int, language: Language) -> Found | None:
    """The cue in what follows the quotation."""
    ceiling = min(phrases.next_quotation(sentence, place), place + 1 + _REACH_BEHIND, len(sentence))
    begun = place + 1
    while begun < ceiling and not sentence[begun].is_word:
        if sentence[begun].low in {":", ";"}:
            return None
        begun += 1
    phrase = phrases.phrase_at(sentence, begun, ceiling, language)
    if phrase is not None:
        return replace(phrase, distance=phrase.start - place)
    noun = noun_behind(sentence, place, begun, ceiling, language)
    if noun is not None:
        return noun
    is_apart = False  # the account's own words go on, and the cue comes behind a comma
    for at in range(begun, ceiling):
        token = sentence[at]
        if token.low in {":", ";"}:
            return None
        verb = verbs.verb_at(sentence, at, language)
        if (
            verb is not None
            and verb.sort is Sort.NAMING
            and sentence[begun].low in language.conjunctions
        ):  # as the review calls it
            run = nouns.before(sentence, at, language, begun + 1)
            return Found(at, at + 1, verb.stance, verb.sort, run, at - place)
        if (
            verb is None
            or verb.sort not in (Sort.SPEECH, Sort.MANNER, Sort.THOUGHT)
            or (verb.form == "gerund" and at != begun)
            or (verb.sort is Sort.THOUGHT and at > begun + 4)
            or verbs.is_passive(sentence, at, language)
        ):
            is_apart = (
                is_apart
                or token.low in language.complementisers
                or (token.low in language.conjunctions and token.low not in language.joins)
                or (at == begun and token.low in language.joins | language.prepositions)
            )
            continue
        run = speaker_behind(sentence, at, begun, ceiling, language, is_apart=is_apart)
        if run is None and (is_apart or has_words(sentence[begun:at], language)):
            is_apart = True
            continue
        return Found(at, at + 1, verb.stance, verb.sort, run, at - place)
    return None


def speaker_behind(
    sentence: Sentence, at: int, begun: int, ceiling: int, language: Language, *, is_apart: bool
) -> Run | None:
    """Who speaks by a verb behind a quotation: *…, X said*, *…, said X*."""
    if not has_words(sentence[begun:at], language):
        return nouns.after(sentence, at, language, ceiling)
    if is_apart:
        if sentence[at - 1].low == ",":
            return nouns.after(sentence, at, language, ceiling)
        run = nouns.before(sentence, at, language, begun)
        return run if run and sentence[run[0] - 1].low == "," else None
    run = nouns.subject(sentence, at + 1, language, begun)
    if run is None or (
        has_words(sentence[run[1] : at], language)
        and sentence[run[1]].low not in {",", "(", "—", "–"}
    ):
        run = nouns.before(sentence, at, language, begun) or run
    return run


def noun_behind(
    sentence: Sentence, place: int, begun: int, ceiling: int, language: Language
) -> Found | None:
    """*“…”, the Gong's headline*: a reporting noun with its owner, behind a comma."""
    for at in range(begun + 1, min(ceiling, begun + 7)):
        if (
            sentence[at].low in language.nouns
            and sentence[at - 1].low == "'s"
            and sentence[place + 1].low == ","
        ):
            run = nouns.before(sentence, at - 1, language, begun)
            return Found(at, at + 1, language.nouns[sentence[at].low], Sort.SPEECH, run, at - place)
        if not sentence[at].is_word and sentence[at].low != "'s":
            return None
    return None


def has_words(tokens: Sentence, language: Language) -> bool:
    """True when there is more than adverbs and auxiliaries."""
    return any(
        t.is_word and not parts.is_adverb(t, language) and t.low not in language.auxiliaries
        for t in tokens
    )


def signed(sentence: Sentence, place: int, language: Language) -> Found | None:
    """*“…” — Ada Quill*: a name behind a dash, or alone, with nothing more."""
    begun = place + 1
    while begun < len(sentence) and sentence[begun].low in _DASHES:
        begun += 1
    end = phrases.next_quotation(sentence, place)
    rest = [t for t in sentence[begun:end] if t.is_word]
    if (
        not rest
        or not rest[0].is_capital
        or (begun == place + 1 and not all(t.is_capital for t in rest))
    ):
        return None
    run = nouns.after(sentence, begun - 1, language, end)
    if run is None or (
        run[1] < end
        and sentence[run[1]].is_word
        and sentence[run[1] - 1].low != ":"
        and not parts.is_adverb(sentence[run[1]], language)
    ):
        return None
    return Found(
        begun - 1 if begun > place + 1 else run[0],
        begun if begun > place + 1 else run[1],
        Stance.SAYS,
        Sort.SPEECH,
        run,
        1,
    )
