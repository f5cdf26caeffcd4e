"""Beside: the paper of a long dossier is set by another process while this one goes on.

with beside(print_dossier, dossier, sheets, "HBR") as printed:
    ...  # whatever does not need the paper
    pdf, numbers, cautions = printed()
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from muniment.dossier.redacting.published import Published
from muniment.pages.publishing import DossierPage, SheetPage

_FEW = 300
"""Exhibits that are set here: beginning another process takes a second."""

T = TypeVar("T")
Sheets = Sequence[Published[SheetPage]]


@contextmanager
def beside(
    work: Callable[..., T],
    dossier: Published[DossierPage],
    sheets: Sheets,
    *more: object,
) -> Iterator[Callable[[], T]]:
    """What gives the result of some work on published pages, which goes on meanwhile if there is much.

    Args:
        work: a function at the top of a module.
        dossier: the text.
        sheets: the exhibits.
        more: what else the work takes.
    """
    if len(sheets) <= _FEW or (os.cpu_count() or 1) == 1:
        yield lambda: work(dossier, sheets, *more)
        return
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        yield pool.submit(work, dossier, sheets, *more).result
