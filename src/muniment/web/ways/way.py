"""A way: an address, and the page that is built there; a change: an address that forms are sent to."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.datastructures import FormData

from muniment.case import Case
from muniment.pages.page import Page
from muniment.web.asking import Asked


class Way(NamedTuple):
    """An address with its parameters in braces, which page it is, and what builds it."""

    path: str
    page: type[Page]
    build: Callable[[Case, Asked], Page]


class Change(NamedTuple):
    """An address that a form is sent to.

    Attributes:
        path: the address, with its parameters in braces.
        make: carries it out, and gives the address to go on to; or, when it cannot be done, the page on which
            to mend what was sent.
    """

    path: str
    make: Callable[[Case, Asked, FormData], str | Page]
