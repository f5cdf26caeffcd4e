"""Narrowing: a query with a condition more, or one less. Both are queries again, written in the grammar.

>>> narrowed("gate OR tide", "author", 'Martin "Mart" Hask')
'(gate OR tide) from:="Martin ""Mart"" Hask"'
>>> conditions('gate from:="Hask" on:2023-10')
[('from:="Hask"', 'gate on:2023-10'), ('on:2023-10', 'gate from:="Hask"')]
"""

from contextlib import suppress
from datetime import date, timedelta

from muniment.search.grammar.parsing import parse
from muniment.search.grammar.tree import (
    And,
    Everything,
    InExhibit,
    Is,
    Node,
    Not,
    Or,
    Scope,
    Verbatim,
    When,
)

_NAMES = {"author": "from", "place": "in", "custodian": "custodian"}
_WORDS = {"kind": "kind", "role": "is", "month": "on"}


def condition(facet: str, value: str) -> str:
    """What asks for the passages that were counted under a value of a facet, and for no others.

    Args:
        facet: of `muniment.search.FACETS`.
        value: as it was counted.
    """
    if facet in _WORDS:
        return f"{_WORDS[facet]}:{value}"
    return str(Scope(_NAMES[facet], Verbatim(value, is_quoted=True)))


def narrowed(query: str, facet: str, value: str) -> str:
    """The query with the condition that a facet's value holds."""
    return both(query, condition(facet, value))


def both(query: str, other: str) -> str:
    """What answers the one query and the other.

    Raises:
        muniment.errors.QueryError: one of them is wrong.
    """
    parts = [_bracketed(parse(one).root, one) for one in (query, other)]
    return " ".join(part for part in parts if part != "*") or "*"


def between(query: str, since: str, until: str) -> str:
    """The query with what was written from one day to another, both of them included.

    A day that is none (`2023-02-31`, `never`) is no bound.

    Raises:
        muniment.errors.QueryError: the query is wrong.

    >>> between("gate OR tide", "2023-10-01", "2023-10-31")
    '(gate OR tide) after:2023-09-30 before:2023-11-01'
    """
    bounds = []
    for relation, day, step in (("after", since, -1), ("before", until, 1)):
        with suppress(ValueError, OverflowError):
            bounds.append(f"{relation}:{date.fromisoformat(day) + timedelta(days=step)}")
    return both(query, " ".join(bounds)) if bounds else query


def conditions(query: str) -> list[tuple[str, str]]:
    """What a query asks beside words, condition by condition, each with the query without it.

    Only what all results must hold to is a condition: nothing inside of `OR`, of brackets with words,
    or of a `NOT` that covers more than it.

    Raises:
        muniment.errors.QueryError: the query is wrong.
    """
    root = parse(query).root
    parts = root.parts if isinstance(root, And) else (root,)
    found = []
    for at, part in enumerate(parts):
        if _is_condition(part.part if isinstance(part, Not) else part):
            rest = (*parts[:at], *parts[at + 1 :])
            found.append((str(part), str(And(rest)) if len(rest) > 1 else str([*rest, "*"][0])))
    return found


def _is_condition(node: Node) -> bool:
    return isinstance(node, Scope | Is | When | InExhibit)


def _bracketed(root: Node, written: str) -> str:
    """A query as one part of another, as it was written."""
    if isinstance(root, Everything):
        return "*"
    return f"({written.strip()})" if isinstance(root, Or) else written.strip()
