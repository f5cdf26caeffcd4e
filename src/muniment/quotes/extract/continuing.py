"""Whose words a quotation is that nothing in its own sentence brings in."""

from muniment.model.passage import PassageKind
from muniment.model.quote import Speaker
from muniment.quotes.extract import naming
from muniment.quotes.extract.comments import requoted
from muniment.quotes.extract.frames import nouns, split, verbs
from muniment.quotes.extract.marks import is_mark
from muniment.quotes.extract.naming import LEAD, Place, Reading
from muniment.quotes.languages import Sort


def continued(reading: Reading, number: int, text: str, first: Place) -> Speaker | None:
    """Whose words a quotation without a cue are.

    Whoever is pointed at behind it (*That's Quill.*); whoever the sentence before is about; the last
    speaker, when it stands close behind. In a headline nobody.
    """
    if reading.passages[number - 1].kind is PassageKind.HEADING:
        return None
    behind = pointed(reading, number, text, first)
    if behind is not None:
        return behind
    start = first.sentence[0].start
    if (number, start) not in reading.told:
        reading.told = {(number, start): told_before(reading, number, text, first)}
    told = reading.told[number, start]
    if told is not None:
        return told
    if reading.passages[number - 1].kind is PassageKind.COMMENT:
        return requoted(reading.passages, number, first.marked.parts[0])
    alone = not any(t.is_word for t in first.sentence)
    if reading.speaker is not None and reading.last == number:
        return reading.speaker
    if not alone or first.order or reading.is_dialogue:
        return None
    if reading.speaker is not None and reading.last == number - 1:
        return reading.speaker
    return announced(reading, number)


def announced(reading: Reading, number: int) -> Speaker | None:
    """Who the last sentence of the passage before says has spoken or written."""
    if number < 2 or reading.passages[number - 2].kind is not reading.passages[number - 1].kind:
        return None
    text = reading.passages[number - 2].text
    begun = max(0, len(text) - LEAD)
    sentences = split(text[begun:], [], reading.language)
    if not sentences or any(is_mark(t.text) and not t.is_word for t in sentences[-1]):
        return None
    last = [t._replace(start=t.start + begun, end=t.end + begun) for t in sentences[-1]]
    found = (verbs.verb_at(last, place, reading.language) for place in range(len(last)))
    if not any(verb is not None and verb.sort is Sort.SPEECH for verb in found):
        return None
    run = nouns.subject(last, len(last), reading.language)
    speaker = naming.named(reading, number - 1, text, last, run) if run else None
    return speaker if speaker and speaker.name in reading.people.full else None


def pointed(reading: Reading, number: int, text: str, first: Place) -> Speaker | None:
    """*“…” That's Ada Quill.*."""
    end = first.marked.around[1]
    rest = text[end : end + 90]
    lowered = rest.lstrip(" .,;").lower().replace("’", "'")
    phrase = next((p for p in reading.language.pointing if lowered.startswith(p + " ")), None)
    if phrase is None:
        return None
    begun = end + len(rest) - len(rest.lstrip(" .,;")) + len(phrase)
    sentence = split(text[begun : begun + 60], [], reading.language)[0]
    sentence = [t._replace(start=t.start + begun, end=t.end + begun) for t in sentence]
    run = nouns.after(sentence, -1, reading.language, len(sentence))
    if (
        run is None
        or not (sentence[run[0]].is_capital or sentence[run[0]].low in reading.language.determiners)
        or (run[1] < len(sentence) and sentence[run[1]].is_word)
    ):
        return None
    return naming.named(reading, number, text, sentence, run)


def told_before(reading: Reading, number: int, text: str, first: Place) -> Speaker | None:
    """A person whom the sentence before the quotation's is about, if no quotation stands in it."""
    start = first.sentence[0].start
    begun = max(0, start - LEAD)
    sentences = split(text[begun:start], [], reading.language)
    if not sentences or (
        first.sentence[0].quote < 0 and first.sentence[0].low in reading.language.conjunctions
    ):
        return None
    before = [t._replace(start=t.start + begun, end=t.end + begun) for t in sentences[-1]]
    while before and is_mark(before[0].text):
        del before[0]
    if any(not t.is_word and is_mark(t.text) for t in before):
        return None
    run = nouns.subject(before, len(before), reading.language)
    if run is None:
        return None
    speaker = naming.named(reading, number, text, before, run)
    low = before[run[0]].low
    is_person = (
        set(reading.language.pronouns.get(low, "")) & set("mf")
        or speaker.name in reading.people.full
        or low in reading.language.titles
    )
    return speaker if is_person else None
