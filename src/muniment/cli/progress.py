"""Progress of long work: how much is done, how fast, and how long it will still take."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from muniment.model.report import Progress


@contextmanager
def watching(doing: str, *, quiet: bool = False) -> Iterator[Callable[[Progress], None] | None]:
    """A function to be told of progress; on a terminal it draws a bar, elsewhere nothing is written."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None, rate="")
        stage, began = "", time.monotonic()

        def watch(progress: Progress) -> None:
            nonlocal task, stage, began
            if progress.doing != stage:  # each stage has a rate and a time left of its own
                stage, began = progress.doing, time.monotonic()
                bar.remove_task(task)  # to reset it would keep its total
                task = bar.add_task(stage, total=None, rate="")
            bar.update(
                task,
                completed=progress.done,
                total=progress.expected or None,
                rate=_rate(progress, time.monotonic() - began),
            )

        yield watch


def _rate(progress: Progress, seconds: float) -> str:
    """How fast it goes; nothing where no passages are counted."""
    if not progress.passages:
        return ""
    return f"{progress.passages:,} passages, {progress.passages / max(0.1, seconds):,.0f}/s"
