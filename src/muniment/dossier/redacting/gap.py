"""A gap: a stretch of a text that is taken out, and what stands in its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch that is taken out.

    Attributes:
        start, end: half-open code points of the text as it was.
        instead: what is published for it.
        why: the reason, as it is published.
    """

    start: int
    end: int
    instead: str
    why: str
