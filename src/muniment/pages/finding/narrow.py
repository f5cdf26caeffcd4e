"""Narrowing: a query with one more condition, or one less, written in the grammar.

>>> narrowed("gate", "author", "Martin “Mart” Hask <m.hask@trust.example>")
'gate from:"Martin Mart Hask m hask trust example"'
>>> narrowed("gate OR tide", "month", "2023-10")
'(gate OR tide) on:2023-10'
>>> widened('gate from:"Hask" on:2023-10', 'from:"Hask"')
'gate on:2023-10'
"""

import re
from contextlib import suppress
from datetime import date, timedelta

FIELDS = {
    "kind": "kind",
    "author": "from",
    "place": "in",
    "custodian": "custodian",
    "role": "is",
    "month": "on",
}
"""What each count is called in a query."""

_BARE = ("kind", "is", "on")
_WORD = re.compile(r"[^\W_]+")
_CONDITION = re.compile(
    r'(?<!\S)-?(?:from|to|in|kind|custodian|exhibit|is|on|after|before):(?:"[^"]*"|[^\s()"]+)(?!\S)'
)


def narrowed(query: str, facet: str, value: str) -> str:
    """The query with a condition more; the same when the value has no word that could be asked for."""
    field = FIELDS[facet]
    words = value if field in _BARE else f'"{" ".join(_WORD.findall(value))}"'
    if words in ("", '""'):
        return query
    whole = query.strip()
    if re.search(r"(?<!\S)OR(?!\S)", whole):
        whole = f"({whole})"
    return f"{whole} {field}:{words}".strip()


def between(query: str, since: str, until: str) -> str:
    """The query with what was written from one day to another, both of them included.

    >>> between("gate", "2023-10-01", "2023-10-31")
    'gate after:2023-09-30 before:2023-11-01'
    """
    told = [query]
    for field, day, step in (("after", since, -1), ("before", until, 1)):
        with suppress(ValueError, OverflowError):
            told.append(f"{field}:{date.fromisoformat(day) + timedelta(days=step)}")
    return " ".join(told)


def conditions(query: str) -> list[str]:
    """The conditions of a query on fields, as they stand at its top."""
    depth, found = 0, list[str]()
    for match in re.finditer(r'"[^"]*"|[()]|' + _CONDITION.pattern, query):
        told = match[0]
        depth += {"(": 1, ")": -1}.get(told, 0)
        if depth == 0 and _CONDITION.fullmatch(told):
            found.append(told)
    return found


def widened(query: str, condition: str) -> str:
    """The query without one of its conditions."""
    return " ".join(query.replace(condition, " ", 1).split())
