"""What a request asks: the words of its address, read as numbers and citations.

>>> Asked({"exhibit": "41"}, QueryParams("at=98")).number("at")              # doctest: +SKIP
98
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import QueryParams

_LONGEST = 9
"""Digits of a number in an address; there are no longer ones, and int() of a million digits is slow."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The path's parameters and the query of one request."""

    path: Mapping[str, str]
    query: QueryParams

    def word(self, name: str, otherwise: str = "") -> str:
        """A value as written; of several with the same name the last."""
        return str(self.path.get(name) or self.query.get(name) or otherwise)

    def words(self, name: str) -> list[str]:
        """All values with this name, in order."""
        return [value for value in self.query.getlist(name) if value]

    def number(self, name: str, otherwise: int = 0) -> int:
        """A whole number; what is none counts as not said."""
        return number(self.word(name), otherwise)


def number(value: str, otherwise: int = 0) -> int:
    """A whole number as it is written; what is none counts as not said."""
    is_one = value.isascii() and value.isdigit() and len(value) <= _LONGEST
    return int(value) if is_one else otherwise
