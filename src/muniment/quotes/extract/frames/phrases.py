"""What brings a quotation in, in tokens of its sentence; and phrases such as *according to*.

>>> from muniment.quotes.extract.frames.sentences import split
>>> from muniment.quotes.languages import load
>>> [sentence] = split("According to Ada Quill, it was so.", [], load("en"))
>>> phrase_at(sentence, 0, 8, load("en")).speaker
(2, 4)
"""

from dataclasses import dataclass

from muniment.model.quote import Stance
from muniment.quotes.extract.frames import nouns
from muniment.quotes.extract.frames.parts import Run
from muniment.quotes.extract.frames.sentences import Sentence
from muniment.quotes.languages import Language, Sort


@dataclass(frozen=True, slots=True)
class Found:
    """A cue, in tokens of its sentence.

    Attributes:
        start, end: half-open places of the cue's words.
        stance, sort: of its verb.
        speaker: the noun phrase whose words they are; None when the sentence has none.
        distance: tokens between cue and quotation.
        is_passive: somebody *was* told: the speaker is not the subject.
    """

    start: int
    end: int
    stance: Stance
    sort: Sort
    speaker: Run | None
    distance: int
    is_passive: bool = False


def phrase_at(sentence: Sentence, at: int, ceiling: int, language: Language) -> Found | None:
    """A phrase such as *according to* at this place, with its speaker behind it."""
    if at >= ceiling:
        return None
    for words, stance in language.phrases.get(sentence[at].low, ()):
        end = at + len(words)
        if end < ceiling and tuple(t.low for t in sentence[at:end]) == words:
            run = nouns.after(sentence, end - 1, language, ceiling)
            if (
                run is not None
                and run[1] < ceiling
                and sentence[run[1] - 1].low in language.things
                and sentence[run[1]].low in language.subjects
            ):
                run = (run[1], run[1] + 1)  # in the words of a message he sent
            if run is not None and (len(words) > 1 or opens_clause(sentence, at)):
                return Found(at, end, stance, Sort.SPEECH, run, 0)
    return None


def opens_clause(sentence: Sentence, at: int) -> bool:
    """True at the start of a sentence, and behind a comma."""
    return at == 0 or not sentence[at - 1].is_word


def last_quotation(sentence: Sentence, place: int) -> int:
    """Place of the quotation before a place; -1 when there is none."""
    return next((i for i in range(place - 1, -1, -1) if sentence[i].quote >= 0), -1)


def next_quotation(sentence: Sentence, place: int) -> int:
    """Place of the quotation behind a place; the sentence's length when there is none."""
    return next(
        (i for i in range(place + 1, len(sentence)) if sentence[i].quote >= 0), len(sentence)
    )
