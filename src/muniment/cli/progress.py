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
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None, rate="")
        began = time.monotonic()

        def watch(progress: Progress) -> None:
            rate = progress.passages / max(0.1, time.monotonic() - began)
            bar.update(
                task,
                completed=progress.done,
                total=progress.expected or None,
                rate=f"{progress.passages:,} passages, {rate:,.0f}/s",
            )

        yield watch
