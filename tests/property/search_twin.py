"""The slow, obvious twin of the index: looks at every entry, one after the other."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from muniment.search import words
from muniment.search.entry import Entry
from muniment.search.grammar.tree import (
    And,
    Everything,
    Fuzzy,
    InExhibit,
    Is,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Scope,
    Verbatim,
    When,
    Word,
)


def answers(entries: Iterable[Entry], query: Query) -> set[int]:
    return {
        entry.key
        for entry in entries
        if (query.wants_boilerplate or not entry.is_furniture) and holds(query.root, entry)
    }


def holds(node: Node, entry: Entry) -> bool:
    match node:
        case Everything():
            return True
        case And(parts=parts):
            return all(holds(part, entry) for part in parts)
        case Or(parts=parts):
            return any(holds(part, entry) for part in parts)
        case Not(part=part):
            return not holds(part, entry)
        case Is(value="boilerplate"):
            return entry.is_furniture
        case Is(value=value):
            return value in {"any", entry.role}
        case InExhibit(exhibit=exhibit):
            return entry.exhibit == exhibit
        case When(relation=relation, first=first, last=last):
            if entry.epoch is None:
                return False
            wall = entry.epoch if entry.wall is None else entry.wall
            return {
                "after": wall >= last,
                "before": wall < first,
                "on": first <= wall < last,
            }[relation]
        case Scope(name=name, inner=inner):
            return in_field(name, inner, entry)
        case _:
            return in_text(node, entry.text)


def in_field(name: str, node: Node, entry: Entry) -> bool:
    match node:
        case And(parts=parts):
            return all(in_field(name, part, entry) for part in parts)
        case Or(parts=parts):
            return any(in_field(name, part, entry) for part in parts)
        case Not(part=part):
            return not in_field(name, part, entry)
    if name == "kind":
        return node.text.lower() in entry.kinds
    values = {
        "from": [entry.author],
        "to": [entry.recipients],
        "in": entry.place,
        "custodian": [entry.custodian],
    }[name]
    if name == "in" and (label := re.fullmatch(r"(?i)ex-?0*(\d+)", getattr(node, "text", ""))):
        return f"EX-{int(label[1]):04d}" in values
    if isinstance(node, Phrase):
        node = Word(node.text)
    return any(in_text(node, value) for value in values)


def in_text(node: Node, text: str) -> bool:
    match node:
        case Phrase(text=wanted):
            return bool(places(words.exact(text), words.exact(wanted)))
        case Verbatim(text=wanted):
            return stands_free(normalize("NFC", text), normalize("NFC", wanted))
        case Near(left=left, right=right, distance=distance):
            return any(
                in_text(a, text) and in_text(b, text) and are_near(a, b, distance, text)
                for a in branches(left)
                for b in branches(right)
            )
        case _:
            return bool(occurrences(node, text))


def stands_free(text: str, wanted: str) -> bool:
    text, wanted = " ".join(text.split()), " ".join(wanted.split())
    for at in range(len(text) - len(wanted) + 1):
        if text[at : at + len(wanted)] == wanted:
            before, after = text[at - 1 : at] if at else "", text[at + len(wanted) :][:1]
            joins_before = joins(before) and joins(wanted[:1])
            joins_after = joins(after) and joins(wanted[-1:])
            if not joins_before and not joins_after:
                return True
    return False


def joins(char: str) -> bool:
    return len(words.folded(f"a{char}")) == 1 if char.isalnum() else False


def branches(node: Node) -> list[Node]:
    return [b for part in node.parts for b in branches(part)] if isinstance(node, Or) else [node]


def are_near(left: Node, right: Node, distance: int, text: str) -> bool:
    for a, b in occurrences(left, text):
        for c, d in occurrences(right, text):
            between = max(0, c - b, a - d)
            if between < distance:
                return True
    return False


def occurrences(node: Node, text: str) -> list[tuple[int, int]]:
    found = words.folded(text)
    match node:
        case Word(text=wanted) | Phrase(text=wanted) | Verbatim(text=wanted):
            return places(found, words.folded(wanted))
        case Prefix(text=wanted):
            stems = words.folded(wanted)
            return [
                (at, at + len(stems))
                for at in range(len(found) - len(stems) + 1)
                if found[at : at + len(stems) - 1] == stems[:-1]
                and found[at + len(stems) - 1].startswith(stems[-1])
            ]
        case Fuzzy(text=wanted, distance=distance):
            [target] = words.folded(wanted)
            return [(i, i + 1) for i, w in enumerate(found) if apart(w, target) <= distance]
        case Pattern(text=wanted):
            return [(i, i + 1) for i, w in enumerate(found) if re.fullmatch(wanted.lower(), w)]
    raise AssertionError(node)


def places(found: list[str], wanted: list[str]) -> list[tuple[int, int]]:
    size = len(wanted)
    return [
        (at, at + size) for at in range(len(found) - size + 1) if found[at : at + size] == wanted
    ]


def apart(a: str, b: str) -> int:
    """Letters added, dropped, changed or swapped to make one word of the other."""
    if not a or not b:
        return len(a) + len(b)
    best = min(
        apart_cached(a[1:], b) + 1,
        apart_cached(a, b[1:]) + 1,
        apart_cached(a[1:], b[1:]) + (a[0] != b[0]),
    )
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        best = min(best, apart_cached(a[2:], b[2:]) + 1)
    return best


_KNOWN: dict[tuple[str, str], int] = {}


def apart_cached(a: str, b: str) -> int:
    if (a, b) not in _KNOWN:
        _KNOWN[a, b] = apart(a, b)
    return _KNOWN[a, b]
