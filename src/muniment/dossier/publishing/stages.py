"""Stages: how far publishing has come, for whoever waits: of a long dossier it takes minutes.

stages = Stages(watch)
for sheet in stages.over("Taking out", sheets): ...
stages.begin("Sealing")
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from muniment.model.report import Progress, Watch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of a piece of work, told to somebody who watches; to nobody by default."""

    watch: Watch | None = None

    def begin(self, doing: str) -> None:
        """A stage begins of which nobody knows how long it takes."""
        if self.watch:
            self.watch(Progress(0, 0, 0, doing))

    def begin_files(self, doing: str) -> Callable[[int, int], None]:
        """A stage begins that goes over files; gives what is told how many are done, and of how many."""
        self.begin(doing)

        def told(done: int, expected: int) -> None:
            if self.watch:
                self.watch(Progress(done, expected, 0, doing))

        return told

    def over(
        self, doing: str, things: Sequence[T], passages: Callable[[T], int] = lambda _: 0
    ) -> Iterator[T]:
        """Things one after the other; each is told when whoever takes them asks for the next."""
        if things:
            self.begin(doing)
        read = 0
        for done, one in enumerate(things, 1):
            yield one
            read += passages(one)
            if self.watch:
                self.watch(Progress(done, len(things), read, doing))
