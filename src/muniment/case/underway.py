"""Under way: an exhibit that is being read, and whether there is another way when its reader dies of it."""

from dataclasses import dataclass, field
from pathlib import Path

from muniment.model.exhibit import Exhibit
from muniment.model.reading import Fact

OTHERWISE = {"pdf": "pdftotext"}
"""The setting of a job that is to be read by the second program; no person sets it."""

_HEAD, _PDF = 1024, b"%PDF-"


@dataclass(slots=True)
class Underway:
    """An exhibit that is being read, and what is known of it so far."""

    exhibit: Exhibit
    root: Exhibit  # the file from outside that it came in
    facts: list[Fact] = field(default_factory=list)
    names: tuple[str, ...] = ()
    is_first: bool = True
    is_filed: bool = False
    is_troubled: bool = False


def has_another_way(original: str) -> bool:
    """Whether a file whose reader died may be read by a second program: a PDF, by pdftotext.

    Args:
        original: where its bytes are kept. Its head is compared, and nothing of it is parsed.
    """
    with Path(original).open("rb") as file:
        return _PDF in file.read(_HEAD)
