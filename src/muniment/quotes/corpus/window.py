"""A window: a run of words of the case in which words of a quote stand together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from muniment.model.passage import Values


@dataclass(frozen=True, slots=True)
class Window:
    """A place worth comparing with a quote.

    Attributes:
        first, last: keys of the first and the last passage: of one exhibit, in its order.
        start: index of the region's first word among the words of the first passage.
        stop: index after its last word among the words of the last passage.
        shared: how many of the quote's runs of two words stand there.
        weight: the same, with rare runs counting for more: for ordering only.
    """

    first: int
    last: int
    start: int
    stop: int
    shared: int
    weight: float = 0.0


class Searchable(Protocol):
    """What tracing needs of a case's words."""

    @property
    def searched(self) -> int:
        """How many primary passages there are."""

    @property
    def accounts(self) -> int:
        """How many passages of accounts there are."""

    def windows(
        self, words: Sequence[str], apart: frozenset[int] = frozenset(), most: int = 16
    ) -> list[Window]:
        """The places that come into question for these words, the best first.

        Where all of them stand as they are, only such places, in order of their keys.

        Args:
            words: as `muniment.quotes.words.fold` gives them.
            apart: exhibits that are left out.
            most: how many at most.
        """

    def occurrences(self, words: Sequence[str], apart: frozenset[int] = frozenset()) -> int:
        """In how many places all of these words stand as they are."""

    def run(self, first: int, last: int) -> list[Values]:
        """The passages from one key to another, in order."""
