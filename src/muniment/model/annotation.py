"""What a person notes at a passage, and the tags they hang on it. Both are judgements: appended, signed,
and taken back by another entry.

>>> about_tag(98, "tide"), about_note(98)
('tag 98 tide', 'note 98')
>>> tagged("tag 98 tide")
(98, 'tide')
"""

from dataclasses import dataclass

from muniment.model.citation import Citation


@dataclass(frozen=True, slots=True)
class Note:
    """The last that one person noted at a passage.

    Attributes:
        citation: the passage.
        text: what they wrote.
        who: the person.
        at: when, UTC, ISO 8601.
    """

    citation: Citation
    text: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A word hung on a passage.

    Attributes:
        citation: the passage.
        name: the word, or a few.
        who: the person who hung it there last.
        at: when, UTC, ISO 8601.
    """

    citation: Citation
    name: str
    who: str
    at: str


def about_note(passage: int) -> str:
    """What a judgement is about that notes something at a passage."""
    return f"note {passage}"


def about_tag(passage: int, name: str) -> str:
    """What a judgement is about that hangs a tag on a passage."""
    return f"tag {passage} {name}"


def noted(about: str) -> int:
    """The passage that a judgement notes something at; 0 when it is about something else."""
    kind, _, passage = about.partition(" ")
    return int(passage) if kind == "note" and passage.isdigit() else 0


def tagged(about: str) -> tuple[int, str]:
    """The passage and the tag that a judgement is about; 0 and empty when it is about something else."""
    kind, _, rest = about.partition(" ")
    passage, _, name = rest.partition(" ")
    return (int(passage), name) if kind == "tag" and passage.isdigit() else (0, "")
