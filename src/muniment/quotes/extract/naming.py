"""The name of a speaker, where the account allows one.

A name is as written or fuller; a role is the name beside it, or of whoever was introduced with it; *he*
and *she* are whoever spoke last or was named last, if no other can be meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from muniment.model.passage import Passage
from muniment.model.quote import Span, Speaker
from muniment.quotes.extract.frames import Found, Sentence, nouns
from muniment.quotes.extract.frames.parts import Run
from muniment.quotes.extract.marks import Marked
from muniment.quotes.extract.people import People, Resolved
from muniment.quotes.languages import Language

LEAD = 600
"""Code points before a quotation that are read for its cue or its speaker."""


@dataclass(slots=True)
class Reading:
    """What is known while an account is read from its first passage to its last.

    Attributes:
        passages: all of the account.
        language: its words.
        people: who is named in it.
        is_dialogue: people answer each other in it, a paragraph each, as in a novel.
        speaker: whose the last quotation was, and `last`, the number of its passage.
        told: passage and start of a sentence → the person whom the sentence before it is about.
    """

    passages: Sequence[Passage]
    language: Language
    people: People
    is_dialogue: bool = False
    speaker: Speaker | None = None
    last: int = -1
    told: dict[tuple[int, int], Speaker | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation in its frame."""

    marked: Marked
    sentence: Sentence
    place: int
    order: int
    cue: Found | None


def named(reading: Reading, number: int, text: str, sentence: Sentence, run: Run) -> Speaker:
    """The speaker of a noun phrase, resolved to a name where the text allows it."""
    start, end = sentence[run[0]].start, sentence[run[1] - 1].end
    written = text[start:end]
    span = Span(number, start, end)
    found = resolved(reading, number, text, sentence, run)
    return Speaker(written, span, found.name, found.basis)


def resolved(reading: Reading, number: int, text: str, sentence: Sentence, run: Run) -> Resolved:
    """The name that a phrase stands for, and why."""
    language, people = reading.language, reading.people
    first = sentence[run[0]]
    at = (number, first.start)
    low = first.low
    known = people.known(text[first.start : sentence[run[1] - 1].end])
    if known is not None:
        return known
    if run[1] - run[0] == 1 and (low in language.possessives or low in language.pronouns):
        return pronoun(reading, low, at)
    apart = beside(sentence, run, language)
    if apart is not None:
        name = people.named(text[sentence[apart[0]].start : sentence[apart[1] - 1].end]).name
        return Resolved(name, "named beside it")
    owner = next((i for i in range(run[0] + 1, run[1] - 1) if sentence[i].low == "'s"), None)
    if owner is not None and not sentence[run[1] - 1].is_capital:
        return people.roles(text[sentence[owner + 1].start : sentence[run[1] - 1].end])
    part = naming_part(reading, sentence, run)
    written = text[sentence[part[0]].start : sentence[part[1] - 1].end]
    if sentence[part[0]].is_capital and not (
        language.nouns_are_capital and part == run and low in language.determiners
    ):
        found = people.named(written)
        if found.name in people.full or (found.name and low not in language.determiners):
            return found
    return people.roles(text[first.start : sentence[run[1] - 1].end])


def beside(sentence: Sentence, run: Run, language: Language) -> Run | None:
    """The name between commas behind a role: *the finance officer, Ada Quill, said*."""
    start = run[1] + 1
    first = sentence[run[0]]
    if (
        (
            first.is_capital
            and first.low not in language.determiners
            and sentence[run[1] - 1].is_capital
        )
        or start >= len(sentence)
        or sentence[run[1]].low != ","
    ):
        return None
    end = start
    while end < len(sentence) and (sentence[end].is_capital or sentence[end].low == "."):
        end += 1
    is_cut = (
        end == len(sentence) or sentence[end].low in {",", ".", ":"} or sentence[end].quote >= 0
    )
    return (start, end) if end - start >= 2 and is_cut else None


def naming_part(reading: Reading, sentence: Sentence, run: Run) -> Run:
    """The part of a phrase that names somebody who is named in full elsewhere; else its head."""
    end = run[1]
    for start in range(run[0], end - 1):
        if (
            sentence[start].is_capital
            and " ".join(t.low for t in sentence[start:end]) in reading.people.persons
        ):
            return (start, end)
    return nouns.head(sentence, run, reading.language)


def pronoun(reading: Reading, low: str, at: tuple[int, int]) -> Resolved:
    """Whom a pronoun means: the account's author, who spoke last, or the only one named before."""
    language = reading.language
    letters = language.pronouns.get(low) or language.possessives.get(low, "")
    if letters == "i":
        author = reading.passages[at[0] - 1].author
        return Resolved(author, "whose account it is") if author else Resolved("")
    if reading.is_dialogue:
        return Resolved("")  # where people answer each other, every second guess would be wrong
    last = reading.speaker
    meant = reading.people.meant(low, at)
    if last is not None and last.name and reading.last >= at[0] - 1:
        person = reading.people.persons.get(last.name.lower().replace("’", "'"))
        if person is not None and person.gender and person.gender in letters:
            named_since = {
                n
                for n in reading.people.between((last.span.passage, last.span.end), at)
                if n.gender in ("", person.gender)
            }
            if all(one is person for one in named_since):
                return Resolved(last.name, "who spoke last")
    return meant
