"""The custody log laid open: what a court, given the log and the salts, can find out about a bundle.

A stranger sees that the entries of a bundle were fixed when it was sealed. Whoever is given the log
and the salts sees more: that each commitment is to the entry of the log in its place, that the log's
chain is whole, and that the head that was committed to is its head.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from muniment.custody.log import Entry, broken_links
from muniment.dossier.sealing.alone.forms import FIELDS, FORMS, dump, strict
from muniment.dossier.sealing.commitments import Salts, confirm
from muniment.dossier.sealing.writing import field_name


def open_custody(custody: Path, entries: Sequence[Entry], salts: Salts) -> Iterator[str]:
    """What differs between a bundle's `custody.json` and the log, in sentences; nothing when all agrees.

    The bundle itself is checked before, by `verify`.

    Raises:
        ValueError: the file is not one of a bundle.
    """
    fields = strict(custody.read_bytes(), FORMS["custody.json"])
    yield from broken_links(entries)
    if len(fields["entries"]) != len(entries):
        yield f"The bundle has {len(fields['entries'])} entries, the log {len(entries)}."
    for row, entry in zip(fields["entries"], entries, strict=False):
        if not _agrees(row, entry, salts):
            yield f"Entry {entry.seq} of the log is not the one that was sealed."
    if entries and not _is(fields["head"], entries[-1].hash, "custody head", salts):
        yield "The head of the log is not the one that was sealed."


def _agrees(row: dict[str, Any], entry: Entry, salts: Salts) -> bool:
    values = {field: getattr(entry, field) for field in FIELDS}
    if "commitment" in row:
        whole = dump([values[field] for field in FIELDS])
        return confirm(row["commitment"], salts.of.get(f"custody {entry.seq}", ""), whole)
    shown = row["entry"]
    return all(_is(shown[f], values[f], field_name(entry, f), salts) for f in FIELDS)


def _is(shown: object, value: object, name: str, salts: Salts) -> bool:
    """Whether what the bundle shows, or has committed to, is this value."""
    if isinstance(shown, dict):
        return confirm(shown["withheld"], salts.of.get(name, ""), str(value))
    return shown == value
