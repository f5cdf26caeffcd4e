"""A page: what is shown, as data, before anybody decides how.

>>> HelpPage.__mro__[1] is Page                                              # doctest: +SKIP
True
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has.

    Attributes:
        title: what the page is called, in the tab of a browser and at its head.
    """

    name: ClassVar[str]
    """Which page it is, in JSON and in docs/reference/pages.md; also the name of its template."""

    title: str

    @property
    def is_refused(self) -> bool:
        """Whether what was asked for could not be done, and the page says why: HTTP calls that 400."""
        return False

    @property
    def place(self) -> str:
        """The address that names what was looked for, when it was asked for in another way; else empty."""
        return ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around every page of the workbench, and in no dossier.

    Attributes:
        case: what the case is called: the name of its folder.
        path: the page's own address, from the root, without the query.
        query: its query, as in the address; empty when there is none.
        csrf: what every form sends back, so that no other site can send it.
        who: the person at the keyboard, whose name stands under judgements.
        notice: what was just done, in one sentence; empty when nothing was.
        is_plain: whether the page's address with `.json` gives what it shows: an answer to what was sent
            has no address of its own.
    """

    case: str
    path: str
    query: str = ""
    csrf: str = ""
    who: str = ""
    notice: str = ""
    is_plain: bool = True

    @property
    def json(self) -> str:
        """The address of the same page as JSON."""
        stem = "/case" if self.path == "/" else self.path
        return f"{stem}.json" + (f"?{self.query}" if self.query else "")
