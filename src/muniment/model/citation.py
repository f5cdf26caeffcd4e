"""How a passage is cited: `EX-0041 ¶98`, the 98th passage of exhibit 41.

>>> Citation(ExhibitId(41), 98)
EX-0041 ¶98
>>> Citation.parse("ex-41 p98")
EX-0041 ¶98
"""

import re
from dataclasses import dataclass
from typing import NewType, Self

ExhibitId = NewType("ExhibitId", int)

_WRITTEN = re.compile(
    r"\s*(?:EX-?)?0*(\d{1,9})(?:(?:\s*(?:¶|#|p\.?|,|:)\s*|\s+)(\d{1,9}))?\s*", re.IGNORECASE
)


def exhibit_label(exhibit: ExhibitId) -> str:
    """The number an exhibit carries on its face: at least four digits, `EX-0041`."""
    return f"EX-{exhibit:04d}"


@dataclass(frozen=True, slots=True, order=True, repr=False)
class Citation:
    """The address of a passage (or of a whole exhibit, when `number` is 0) within one case.

    A citation outlives `rebuild`: exhibit numbers are kept with the originals, and passages are
    counted from 1 in the order in which the exhibit is read.
    """

    exhibit: ExhibitId
    number: int = 0

    def __str__(self) -> str:
        label = exhibit_label(self.exhibit)
        return f"{label} ¶{self.number}" if self.number else label

    __repr__ = __str__

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read a citation as people type it: `EX-0041 ¶98`, `ex41 p98`, `41:98`, `EX-0041`.

        Raises:
            ValueError: the words are not a citation.
        """
        match = _WRITTEN.fullmatch(written)
        if not match or int(match[1]) == 0 or (match[2] and int(match[2]) == 0):
            raise ValueError(written)
        return cls(ExhibitId(int(match[1])), int(match[2] or 0))
