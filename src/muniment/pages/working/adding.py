"""Adding files from the browser: what is sent, how far the work has come, and what became of it."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.model.report import Added, Progress
from muniment.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage(Page):
    """A form for files, or the work on them.

    Attributes:
        is_running: whether files are being taken in now: the page asks again by itself.
        names: of the files that were sent last.
        progress: how far the work has come; None before it began.
        added: what it did; None until it is done.
        failed: why it stopped; empty when it did not.
        known: how many exhibits there were before: the new ones are those after.
        most: bytes that can be sent at once.
    """

    name: ClassVar[str] = "add"

    is_running: bool = False
    names: tuple[str, ...] = ()
    progress: Progress | None = None
    added: Added | None = None
    failed: str = ""
    known: int = 0
    most: int = 0
