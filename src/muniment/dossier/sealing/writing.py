"""What a bundle's files of data say: exhibits, quotations, custody, commitments, as fields.

Nothing is hidden by leaving it out: where a value is withheld, a salted commitment stands.

>>> salting = Salting(lambda size: bytes(size))
>>> said = Passage(1, "It was █████.", redacted="It was Colm.")
>>> row = passage_row(said, "EX-0041 ¶1", salting)
>>> row["text"], row["commitment"] == salting.commit("EX-0041 ¶1", "It was Colm.")
('It was █████.', True)
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from muniment.custody.log import Entry
from muniment.dossier.sealing.alone.arithmetic import tree
from muniment.dossier.sealing.alone.forms import FIELDS, dump
from muniment.dossier.sealing.commitments import Salting, commit
from muniment.dossier.sealing.contents import Custody, Exhibit, Passage, Quotation
from muniment.model.citation import Citation, exhibit_label

Fields = dict[str, Any]
TAKING_IN = ("taken in", "unpacked")
_TELLTALE = frozenset({"digest", "size"})
"""What tells of the original's bytes."""


def passage_row(passage: Passage, cited: str, salting: Salting) -> Fields:
    """A passage as published, with the commitment to what it was."""
    hidden = passage.redacted
    return {
        "author": passage.author,
        "commitment": None if hidden is None else salting.commit(cited, hidden),
        "number": passage.number,
        "role": passage.role,
        "text": passage.text,
        "time": passage.time,
    }


def exhibit_fields(exhibit: Exhibit, digests: Mapping[str, str], salting: Salting) -> Fields:
    """`exhibits/EX-0041.json`. `digests` has the SHA-256 of the folder's files, by their paths."""
    rows = [passage_row(p, str(Citation(exhibit.id, p.number)), salting) for p in exhibit.passages]
    lines = ",\n".join(map(dump, rows)) + "\n" if rows else ""
    file = {"path": exhibit.file, "sha256": digests[exhibit.file]} if exhibit.file else None
    return {
        "exhibit": exhibit_label(exhibit.id),
        "file": file,
        "name": exhibit.name,
        "original": _original(exhibit, salting),
        "passages": rows,
        "passages_sha256": sha256(lines.encode("utf-8", "backslashreplace")).hexdigest(),
        "total": exhibit.total,
    }


def _original(exhibit: Exhibit, salting: Salting) -> str | Fields:
    if exhibit.shows_original:
        return exhibit.original
    return {"withheld": salting.commit(exhibit_label(exhibit.id), exhibit.original)}


def quotation_fields(quotations: Iterable[Quotation]) -> Fields:
    """`quotations.json`."""
    return {
        "quotations": [
            {
                "by_eye": one.by_eye,
                "citations": [str(citation) for citation in one.citations],
                "place": one.place,
                "quoted": one.quoted,
                "text": one.text,
                "verdict": str(one.verdict),
            }
            for one in quotations
        ]
    }


def commitment_fields(exhibits: Iterable[Fields]) -> Fields:
    """`commitments.json`, from the fields of the exhibits."""
    return {
        "commitments": [
            {
                "citation": f"{exhibit['exhibit']} ¶{row['number']}",
                "commitment": row["commitment"],
            }
            for exhibit in exhibits
            for row in exhibit["passages"]
            if row["commitment"] is not None
        ]
    }


def custody_fields(custody: Custody, exhibits: Iterable[Exhibit], salting: Salting) -> Fields:
    """`custody.json`: entries of published exhibits in part, the others as commitments, and one root."""
    published = {one.id: one for one in exhibits}
    rows: list[Fields] = []
    for entry in custody.entries:
        exhibit = published.get(entry.exhibit)  # type: ignore[call-overload]
        is_shown = custody.shows_all or (exhibit is not None and entry.action in TAKING_IN)
        values: Fields = {field: getattr(entry, field) for field in FIELDS}
        if not is_shown:
            rows.append({"commitment": entry_commitment(values, f"custody {entry.seq}", salting)})
            continue
        for field in _withheld(custody, exhibit):
            name = field_name(entry, field)
            values[field] = {"withheld": salting.commit(name, str(getattr(entry, field)))}
        rows.append({"entry": values, "salt": salting.salt(f"custody {entry.seq}")})
    return {"entries": rows, "head": _head(custody, salting), "root": tree(map(leaf_of, rows))}


def field_name(entry: Entry, field: str) -> str:
    """Under what the salt of a withheld field is kept: a digest has that of its exhibit's original."""
    if field == "digest":
        return exhibit_label(entry.exhibit)  # type: ignore[arg-type]
    return f"custody {entry.seq} {field}"


def _withheld(custody: Custody, exhibit: Exhibit | None) -> list[str]:
    if custody.shows_all:
        return []
    telltale = _TELLTALE if exhibit and not exhibit.shows_original else frozenset()
    return sorted(custody.withheld | telltale)


def entry_commitment(values: Fields, name: str, salting: Salting) -> str:
    """The commitment to an entry: to its fields, in their order, as a JSON array."""
    return salting.commit(name, dump([values[field] for field in FIELDS]))


def leaf_of(row: Fields) -> bytes:
    """What the tree of custody holds of a row."""
    if "commitment" in row:
        return bytes.fromhex(row["commitment"])
    return bytes.fromhex(commit(row["salt"], dump([row["entry"][field] for field in FIELDS])))


def _head(custody: Custody, salting: Salting) -> str | Fields | None:
    if not custody.entries:
        return None
    head = custody.entries[-1].hash
    if custody.shows_all or custody.shows_head:
        return head
    return {"withheld": salting.commit("custody head", head)}
