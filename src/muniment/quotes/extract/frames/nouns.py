"""Who is meant: the noun phrase beside a verb, found with lists of small words and no parser.

>>> from muniment.quotes.extract.frames.sentences import split
>>> from muniment.quotes.languages import load
>>> [sentence] = split("Ada Quill, a clerk of the court, said so.", [], load("en"))
>>> [token.text for token in sentence[slice(*before(sentence, 9, load("en")))]]
['Ada', 'Quill']

Spans are half-open, over the tokens of a sentence.
"""

from muniment.quotes.extract.frames import parts
from muniment.quotes.extract.frames.parts import Run
from muniment.quotes.extract.frames.sentences import Sentence
from muniment.quotes.languages import Language


def before(sentence: Sentence, verb: int, language: Language, floor: int = 0) -> Run | None:
    """The noun phrase that ends before a verb: its subject.

    Args:
        sentence: tokens.
        verb: place of the verb.
        language: small words.
        floor: the phrase does not begin before this token.
    """
    end = verb
    while end > floor and parts.is_light(sentence[end - 1], language):
        end -= 1
    for _ in range(3):
        if end <= floor:
            return None
        if sentence[end - 1].low not in parts.COMMAS:
            break
        opened = parts.opening(sentence, end - 1, floor)
        if opened is None or not parts.is_aside(sentence, opened + 1, end - 1, language):
            return None
        end = opened
    else:
        return None
    last = sentence[end - 1]
    if last.low in language.pronouns and "r" in language.pronouns[last.low]:
        return _antecedent(sentence, end - 1, language, floor)
    if last.low in language.subjects:
        return (end - 1, end)
    start = end
    while (
        start > floor
        and end - start < parts.LONGEST
        and parts.is_part(sentence, start - 1, end, language)
    ):
        start -= 1
    if (
        start > floor + 1
        and "r" in language.pronouns.get(sentence[start - 1].low, "")
        and start < end
    ):
        first = sentence[start]
        is_object = first.is_capital or first.low in language.determiners | language.subjects
        inner = None if is_object else _antecedent(sentence, start - 1, language, floor)
        if inner is not None and inner[1] < start:
            return inner
    return parts.tidied(sentence, start, end, language)


def after(sentence: Sentence, verb: int, language: Language, ceiling: int) -> Run | None:
    """The noun phrase that follows a verb (*said the director of the museum*)."""
    start = verb + 1
    while start < ceiling and parts.is_light(sentence[start], language):
        start += 1
    if start >= ceiling or not sentence[start].is_word:
        return None
    first = sentence[start]
    if first.low in language.subjects:
        return (start, start + 1)
    if first.low in language.prepositions or first.low in language.complementisers:
        return None
    end = start
    named = False
    while end < ceiling and end - start < parts.LONGEST:
        token = sentence[end]
        is_dot = token.low == "." and sentence[end - 1].low in language.abbreviations
        if token.quote >= 0 or not (token.is_word or token.low in language.belonging or is_dot):
            break
        if token.low in language.links and not (
            end + 1 < ceiling and parts.can_be_linked(sentence, end, language, is_named=named)
        ):
            break
        is_open = end == start or sentence[end - 1].low in language.determiners
        if token.low not in language.links and parts.ends_phrase(token, language, is_first=is_open):
            break
        if (
            named
            and not parts.goes_on(token, language, is_dot=is_dot)
            and not parts.is_role(sentence, end, ceiling, language)
        ):
            break
        named = named or (
            token.is_capital
            and not language.nouns_are_capital
            and token.low not in language.titles
            and token.low not in language.determiners
        )
        end += 1
    while end > start and sentence[end - 1].low in (language.particles | language.links):
        end -= 1
    return (start, end) if end > start else None


def subject(sentence: Sentence, ceiling: int, language: Language, start: int = 0) -> Run | None:
    """The subject of a sentence: the noun phrase before its first verb.

    What goes before it and a comma is passed over: *In a letter, …*, *Asked why, …*.
    """
    while start < ceiling and (
        parts.is_adverb(sentence[start], language) or not sentence[start].is_word
    ):
        start += 1
    if start < ceiling and parts.leads_in(sentence[start], language):
        start = next(
            (i + 1 for i in range(start, min(ceiling, start + 25)) if sentence[i].low == ","),
            ceiling,
        )
    while start < ceiling and (
        parts.is_adverb(sentence[start], language) or sentence[start].low == ","
    ):
        start += 1
    named = False
    for end in range(start, min(ceiling, start + parts.LONGEST)):
        token = sentence[end]
        if token.low in language.subjects and end == start:
            return (start, end + 1)
        if end > start and (
            parts.is_verbal(token, language)
            or (named and parts.is_lower(token, language))
            or token.low in parts.COMMAS
        ):
            return parts.tidied(sentence, start, end, language)
        if not token.is_word and token.low not in language.belonging and token.low != ".":
            return None
        named = token.is_capital and (end > start or token.low not in language.determiners)
    return None


def _behind_lead(sentence: Sentence, start: int, ceiling: int, language: Language) -> int:
    """Where the subject may begin behind *On 28 September* or *In a letter of that day,*."""
    place = start + 1
    while place < ceiling and parts.is_dating(sentence[place], language):
        place += 1
    if start + 1 < place < ceiling and sentence[place].low not in language.conjunctions:
        token = sentence[place]
        if (
            token.low == ","
            or token.is_capital
            or token.low in language.determiners | language.subjects
        ):
            return place
    found = (i + 1 for i in range(start, min(ceiling, start + 25)) if sentence[i].low == ",")
    return next(found, ceiling)


def nearest(sentence: Sentence, ceiling: int, language: Language) -> Run | None:
    """The nearest thing to a subject before a place: a pronoun, or a name with a small word behind it."""
    for place in range(ceiling - 2, max(0, ceiling - 30) - 1, -1):
        token = sentence[place]
        if (
            token.low in language.subjects
            and token.low not in language.determiners
            and "r" not in language.pronouns.get(token.low, "")
        ):
            return (place, place + 1)
        if (
            token.is_capital
            and place
            and not language.nouns_are_capital
            and parts.is_lower(sentence[place + 1], language)
        ):
            run = before(sentence, place + 1, language)
            if run and (run[0] == 0 or sentence[run[0] - 1].low not in language.prepositions):
                return run
    return None


def head(sentence: Sentence, run: Run, language: Language) -> Run:
    """The part of a phrase that names: its capitals, before any *of* or *for*; else the whole."""
    start, end = run
    linked = next(
        (
            i
            for i in range(start + 1, end)
            if sentence[i].low in language.links | language.loose_links
        ),
        end,
    )
    runs: list[Run] = []
    place = start
    while place < linked:
        if sentence[place].is_capital and sentence[place].low not in language.determiners:
            begun = place
            while place < linked and (
                sentence[place].is_capital
                or (
                    sentence[place].low in language.particles
                    and place + 1 < linked
                    and sentence[place + 1].is_capital
                )
                or sentence[place].low == "."
            ):
                place += 1
            runs.append((begun, place))
        else:
            place += 1
    if not runs:
        return run
    return runs[-1]


def _antecedent(sentence: Sentence, relative: int, language: Language, floor: int) -> Run | None:
    """The phrase that *who* stands for."""
    end = (
        relative - 1
        if relative > floor and sentence[relative - 1].low in parts.COMMAS
        else relative
    )
    start = end
    while (
        start > floor
        and end - start < parts.LONGEST
        and parts.is_part(sentence, start - 1, end, language)
    ):
        start -= 1
    return parts.tidied(sentence, start, end, language) or (relative, relative + 1)
