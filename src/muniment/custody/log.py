"""The custody log: who took in which bytes, when, from where and with what, as a chain of hashes.

Each entry carries the hash of the one before it, so that no entry can be changed, dropped, added
in the middle or moved without every later hash changing too.

>>> first = seal(Entry(1, "2021-05-02T10:00:00Z", "anna", "made", 0, "", 0, "", "", "muniment 0.1.0"), "")
>>> first.previous, len(first.hash)
('', 64)
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from muniment.model.citation import exhibit_label


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the custody log.

    Attributes:
        seq: its place, from 1, without gaps.
        at: when, UTC, ISO 8601.
        who: the person at the keyboard, as they or the computer name them.
        action: `made` (the case), `taken in` (a file from outside), `unpacked` (from another exhibit),
            `not taken in` (a file that could not be read, and why, in `source`).
        exhibit: the number of the exhibit; 0 when there is none.
        digest: SHA-256 of its bytes.
        size: in bytes.
        source: from where: the path outside, or `EX-0007 #3 name` inside.
        custodian: whose it was, as the person said; empty when they did not.
        tool: the version of Muniment that did it.
        previous: the hash of the entry before; empty for the first.
        hash: SHA-256 over all of the above.
    """

    seq: int
    at: str
    who: str
    action: str
    exhibit: int
    digest: str
    size: int
    source: str
    custodian: str
    tool: str
    previous: str = ""
    hash: str = ""


row_of: Callable[[Entry], tuple[Any, ...]] = attrgetter(*(f.name for f in fields(Entry)))
"""The fields of an entry in their order. (`astuple` copies deeply, at ten times the cost.)"""


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def hash_of(entry: Entry) -> str:
    """SHA-256 over the entry's fields but the last, as a JSON array in UTF-8 without spaces."""
    return _sum(row_of(entry)[:-1])


def _sum(values: tuple[Any, ...]) -> str:
    return hashlib.sha256(_written(values).encode("utf-8", "surrogatepass")).hexdigest()


def seal(entry: Entry, previous: str, seq: int = 0) -> Entry:
    """The entry with the hash of the one before and its own; with its place, when that is given."""
    values = (seq or entry.seq, *row_of(entry)[1:-2], previous)
    return Entry(*(*values, _sum(values)))


def broken_links(entries: Iterable[Entry]) -> Iterator[str]:
    """What does not fit in a chain of entries, in plain sentences; nothing when it is whole."""
    previous, expected = "", 1
    for entry in entries:
        if entry.seq != expected:
            yield f"Custody log: entry {expected} is missing (entry {entry.seq} follows)."
        if entry.previous != previous:
            yield f"Custody log: entry {entry.seq} does not follow from the one before it."
        if entry.hash != hash_of(entry):
            named = f" ({exhibit_label(entry.exhibit)})" if entry.exhibit else ""  # type: ignore[arg-type]
            yield f"Custody log: entry {entry.seq}{named} was changed after it was written."
        previous, expected = entry.hash, entry.seq + 1
