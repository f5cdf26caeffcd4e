"""The cue of a quotation: the verb, phrase or noun of its frame that brings it in, and whose words it says they are.

>>> from muniment.quotes.extract.frames.sentences import split
>>> from muniment.quotes.languages import load
>>> [sentence] = split("Ada Quill, a clerk, admitted that she had been “rather late”.", [(48, 61)], load("en"))
>>> cue = find(sentence, 11, load("en"), ends_open=False)
>>> sentence[cue.start].text, str(cue.stance), cue.speaker
('admitted', 'admits', (0, 2))

Looked for in this order: behind the quotation when it opens the sentence or breaks off with a comma
(*“…,” said X*); before it, the nearest first; behind it all the same.
"""

from muniment.quotes.extract.frames import ahead, behind, parts, phrases, verbs
from muniment.quotes.extract.frames.phrases import Found
from muniment.quotes.extract.frames.sentences import Sentence
from muniment.quotes.languages import Language


def find(sentence: Sentence, place: int, language: Language, *, ends_open: bool) -> Found | None:
    """The cue of the quotation at a place of its sentence.

    Args:
        sentence: tokens.
        place: of the quotation.
        language: its words.
        ends_open: the quotation breaks off with `?`, `!` or a dash, so that the sentence may go on.
    """
    floor = phrases.last_quotation(sentence, place) + 1
    goes_on = place + 1 < len(sentence) and (sentence[place + 1].low == "," or ends_open)
    begins = all(
        not t.is_word or parts.is_adverb(t, language) or t.low in language.joins
        for t in sentence[floor:place]
    )
    follows = behind.behind(sentence, place, language) if goes_on or begins else None
    is_run_into = place > floor and sentence[place - 1].is_word
    if follows is not None and (
        begins or not (is_run_into or _leads(sentence, floor, place, language))
    ):
        return follows
    precedes = ahead.ahead(sentence, place, floor, language)
    return precedes or follows or behind.signed(sentence, place, language)


def _leads(sentence: Sentence, floor: int, place: int, language: Language) -> bool:
    """True when the words before a quotation run straight into it: *said “…”*, *that “…”*, *: “…”*."""
    last = sentence[place - 1] if place > floor else None
    if last is None:
        return False
    if last.low == ":":
        return True
    return any(verbs.verb_at(sentence, i, language) for i in range(max(floor, place - 3), place))
