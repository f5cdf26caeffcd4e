"""Muniment: from evidence to a dossier that anyone can check.

>>> import muniment
>>> case = muniment.open("harbour")                                          # doctest: +SKIP
>>> case.trace("they were grey faced").quotations[0].trace.verdict           # doctest: +SKIP
<Verdict.VERBATIM: 'verbatim'>
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.case import Case

__version__ = "0.1.0"


def open(folder: str | Path, who: str = "") -> "Case":  # noqa: A001 - muniment.open is what it does
    """Open the case in a folder.

    Args:
        folder: where it is.
        who: the person, for what is written into it; the user of the computer when empty.

    Raises:
        muniment.errors.NoCaseError: there is none.
    """
    from muniment.case import Case

    return Case.open(Path(folder), who)
