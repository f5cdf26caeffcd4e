"""A judgement: what a person decided, with who, when and why. Undoing one is another judgement."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on an exhibit.

    Attributes:
        at: when, UTC, ISO 8601.
        who: the person.
        exhibit: the exhibit it is about.
        about: what is decided; until now always a reader's setting (`day-order`, `zone`, `role`).
        value: what it is; empty takes an earlier judgement back.
        why: the reason given.
    """

    at: str
    who: str
    exhibit: int
    about: str
    value: str
    why: str = ""
