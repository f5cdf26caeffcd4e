"""What a token may be to a noun phrase: a part of it, what stands between it and its verb, where it ends.

>>> from muniment.quotes.extract.frames.sentences import split
>>> from muniment.quotes.languages import load
>>> [[_, token, *_]] = [split("She quietly left.", [], load("en"))[0]]
>>> is_adverb(token, load("en"))
True
"""

from muniment.quotes.extract.frames.sentences import Sentence, Token
from muniment.quotes.languages import Language, Sort

Run = tuple[int, int]
"""Half-open places of tokens in a sentence."""

LONGEST = 16
"""Words of a noun phrase; a longer run is no phrase but a clause that was not understood."""
COMMAS = frozenset({",", "—", "–", "―", "-", "(", ")"})


def is_adverb(token: Token, language: Language) -> bool:
    """True for a word that may stand between a subject and its verb."""
    low = token.low
    return low in language.adverbs or (
        len(low) > 4 and not token.is_capital and low.endswith(language.adverb_endings or ("\0",))
    )


def is_light(token: Token, language: Language) -> bool:
    """True for what may stand between a subject and its verb: auxiliaries, adverbs, *not*."""
    return (
        token.low in language.auxiliaries
        or token.low in language.negations
        or (token.low in language.adverbs and not token.is_capital)
        or (is_adverb(token, language) and not token.is_capital)
    )


def opening(sentence: Sentence, close: int, floor: int) -> int | None:
    """Where the aside begins that ends with this comma, dash or bracket."""
    wanted = "(" if sentence[close].low == ")" else sentence[close].low
    for place in range(close - 1, max(floor, close - 30) - 1, -1):
        if sentence[place].low == wanted:
            return place
    return None


def is_aside(sentence: Sentence, start: int, end: int, language: Language) -> bool:
    """True for *a clerk of the court*, *41*, *who left in May* between two commas."""
    if start >= end:
        return False
    first = sentence[start]
    return not (first.low in language.subjects and "r" not in language.pronouns.get(first.low, ""))


def is_part(sentence: Sentence, place: int, end: int, language: Language) -> bool:
    """True when a token may belong to the noun phrase that ends at `end`."""
    token = sentence[place]
    if token.low == "." and place:
        return (
            sentence[place - 1].low in language.abbreviations or len(sentence[place - 1].low) == 1
        )
    if token.quote >= 0 or not (token.is_word or token.low in {"'s", "&", "/", "[", "]"}):
        return False
    low = token.low
    if low in language.joins:
        return (
            place + 1 < end
            and place > 0
            and (
                sentence[place - 1].is_capital == sentence[place + 1].is_capital
                or sentence[place + 1].low in language.determiners
            )
            and not is_verbal(sentence[place - 1], language)
        )
    if low in language.links | language.loose_links and low not in language.complementisers:
        return True
    if low in language.complementisers or low in language.auxiliaries:
        return False
    if low in language.subjects:
        return low in language.determiners and place + 1 < end
    if low in language.conjunctions or low in language.prepositions:
        return False
    if token.is_capital and place:
        return True
    return not any(
        v.sort in (Sort.SPEECH, Sort.NAMING, Sort.THOUGHT) and v.form in ("past", "gerund")
        for v in language.verbs.get(low, ())
    )


def goes_on(token: Token, language: Language, *, is_dot: bool) -> bool:
    """True for what may stand behind the first word of a name."""
    return (
        token.is_capital
        or is_dot
        or token.low in language.particles
        or token.low in language.belonging
    )


def is_role(sentence: Sentence, place: int, ceiling: int, language: Language) -> bool:
    """True for *strategist* in *Republican strategist Ada Quill*."""
    for ahead in range(place, min(place + 3, ceiling - 1)):
        if sentence[ahead].low in language.speakers:
            return True
        if not sentence[ahead].is_word or sentence[ahead].low in language.prepositions:
            return False
    return False


def ends_phrase(token: Token, language: Language, *, is_first: bool) -> bool:
    """True for a word with which a noun phrase is over."""
    low = token.low
    if is_first:
        return False
    if (token.is_capital and not language.nouns_are_capital) or low in language.belonging:
        return False
    return (
        low in language.auxiliaries
        or low in language.complementisers
        or (low in language.conjunctions and low not in language.joins)
        or low in language.prepositions
        or (low in language.subjects and low not in language.determiners)
        or low in language.weekdays
        or (is_adverb(token, language) and low not in language.determiners)
        or low in language.joins
    )


def can_be_linked(sentence: Sentence, place: int, language: Language, *, is_named: bool) -> bool:
    """True when *of* or *for* at a place goes on to another noun of the phrase."""
    follows = sentence[place + 1]
    if is_named:
        return (
            follows.is_capital
            and follows.low not in language.weekdays
            and follows.low not in language.months
            and sentence[place].low in language.particles
        )
    return (
        follows.low in language.determiners
        or follows.is_capital
        or follows.low not in language.date_words
    )


def is_verbal(token: Token, language: Language) -> bool:
    """True for an auxiliary, a verb of a list, or a word with the ending of a verb."""
    low = token.low
    if (token.is_capital and not language.nouns_are_capital) or low in language.belonging:
        return False
    return (
        low in language.auxiliaries
        or any(v.form in ("past", "present") for v in language.verbs.get(low, ()))
        or (len(low) > 4 and low.endswith(language.verb_endings))
    ) and low not in language.speakers


def is_lower(token: Token, language: Language) -> bool:
    """True for a word that no name has inside it."""
    return (
        token.is_word
        and not token.is_capital
        and token.low not in language.particles
        and token.low not in language.joins
        and token.low not in language.links | language.loose_links
    )


def leads_in(token: Token, language: Language) -> bool:
    """True for a word that opens something before the subject: *in*, *when*, *asked*, *speaking*."""
    low = token.low
    if low in language.determiners or low in language.subjects:
        return False
    return (
        low in language.prepositions
        or low in language.conjunctions
        or any(v.form in ("gerund", "past", "participle") for v in language.verbs.get(low, ()))
    )


def is_dating(token: Token, language: Language) -> bool:
    """True for a number, a month, a weekday or another word of a date."""
    low = token.low
    return (
        low[0].isdigit()
        or low in language.months
        or low in language.weekdays
        or (low in language.date_words and low not in language.determiners)
    )


def tidied(sentence: Sentence, start: int, end: int, language: Language) -> Run | None:
    """The phrase without what leads up to it: *yesterday*, *in a statement*."""
    while start < end and (
        (sentence[start].low[0].isdigit() and start + 1 < end and sentence[start + 1].is_capital)
        or (not sentence[start].is_word and sentence[start].low not in {"[", "'s"})
        or sentence[start].low == "'s"
        or sentence[start].low in language.joins
        or (
            is_adverb(sentence[start], language) and sentence[start].low not in language.determiners
        )
        or sentence[start].low in language.weekdays
    ):
        start += 1
    if start < end and sentence[start].low in language.prepositions:
        dated = start + 1
        while dated < end and is_dating(sentence[dated], language):
            dated += 1
        if start + 1 < dated < end:
            start = dated  # on Monday Ada Quill
    if start < end and sentence[start].low in language.prepositions:
        inner = range(start + 2, end)
        names = [
            i
            for i in inner
            if sentence[i].is_capital
            and not sentence[i - 1].is_capital
            and sentence[i - 1].low not in language.links | language.loose_links
            and sentence[i - 1].low not in language.determiners
            and sentence[i - 1].low != "."
        ]
        begins = [
            i
            for i in inner
            if sentence[i].low in language.determiners
            and sentence[i - 1].low not in language.prepositions
        ]
        places = begins or names
        if not places:
            return None
        start = places[-1]
    while end > start and (
        sentence[end - 1].low in language.links | language.loose_links
        or not (sentence[end - 1].is_word or sentence[end - 1].low in {".", "]"})
    ):
        end -= 1
    if all(
        t.low in language.negations or is_adverb(t, language) or t.low in language.determiners
        for t in sentence[start:end]
        if t.low not in language.subjects
    ) and not any(t.low in language.subjects for t in sentence[start:end]):
        return None
    if start >= end or all(
        sentence[i].low in language.determiners and sentence[i].low not in language.subjects
        for i in range(start, end)
    ):
        return None
    return (start, end)
