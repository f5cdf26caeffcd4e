"""Runs: letters of one look, of which paragraphs and cells are made."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look; `is_said` when a source says them."""

    text: str
    is_bold: bool = False
    is_slanted: bool = False
    is_said: bool = False


Cell = tuple[Run, ...]
"""What stands in a cell."""


def letters(runs: Sequence[Run]) -> str:
    """The letters of runs, whatever their look."""
    return "".join(run.text for run in runs)
