r"""How the files of a bundle are written: one form for each meaning, and nothing else is read.

>>> canonical({"b": [1, 2], "a": "é"}).decode()
'{"a":"é",\n"b":[\n1,\n2\n]}\n'
>>> strict(b'{"a":1, "a":2}', {"a": int})
Traceback (most recent call last):
    ...
muniment.dossier.sealing.alone.forms.FormatError: has a field twice
"""

from __future__ import annotations

import json
import re
from typing import Any

FORMAT, VERSION = "muniment-bundle", 1
BESIDE = ("manifest.json", "seal.json", "seal.tsr")  # what no manifest can list
MOST_DIGITS = 16
HEX, LABEL = re.compile("[0-9a-f]{64}"), re.compile("EX-(?!0000)(?:0[0-9]{3}|[1-9][0-9]{3,8})")
CITED = re.compile(f"({LABEL.pattern}) ¶([1-9][0-9]{{0,8}})")
UTC = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
WITHHELD = {"withheld": HEX}  # in the place of a value: its salted SHA-256
FIELDS = ("seq", "at", "who", "action", "exhibit", "digest", "size", "source", "custodian", "tool")
ENTRY = {f: (int if f in ("seq", "exhibit", "size") else str, WITHHELD) for f in FIELDS}
FILE = {"path": str, "sha256": HEX, "size": int}
PASSAGE = {
    "author": str,
    "commitment": (None, HEX),
    "number": int,
    "role": str,
    "text": str,
    "time": str,
}
QUOTATION = {
    "by_eye": bool,
    "citations": [CITED],
    "place": str,
    "quoted": str,
    "text": str,
    "verdict": str,
}
FORMS: dict[str, Any] = {
    "manifest.json": {
        "dossier": str,
        "exhibits_root": HEX,
        "files": [FILE],
        "format": str,
        "root": HEX,
        "sealed_at": UTC,
        "tool": str,
        "version": int,
    },
    "seal.json": {
        "algorithm": str,
        "fingerprint": str,
        "public_key": str,
        "signature": str,
        "signs": str,
    },
    "exhibits/": {
        "exhibit": LABEL,
        "file": (None, {"path": str, "sha256": HEX}),
        "name": str,
        "original": (HEX, WITHHELD),
        "passages": [PASSAGE],
        "passages_sha256": HEX,
        "total": int,
    },
    "custody.json": {
        "entries": [({"commitment": HEX}, {"entry": ENTRY, "salt": HEX})],
        "head": (None, HEX, WITHHELD),
        "root": HEX,
    },
    "commitments.json": {"commitments": [{"citation": CITED, "commitment": HEX}]},
    "quotations.json": {"quotations": [QUOTATION]},
}
WORD_FOR_WORD = ("verbatim", "annotated", "elided")  # verdicts that say: these are the words


class FormatError(ValueError):
    """Something that is not as the format says; the message is a sentence without its subject."""


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def dump(value: Any) -> str:
    """A value as JSON: keys in order, no blanks, all letters as they are."""
    return _written(value)


def canonical(fields: dict[str, Any]) -> bytes:
    """The one form of a file: a line for each field, and for each member of a field that is a list."""
    parts = []
    for key in sorted(fields):
        value = fields[key]
        is_rows = isinstance(value, list) and value
        body = "[\n" + ",\n".join(map(dump, value)) + "\n]" if is_rows else dump(value)
        parts.append(dump(key) + ":" + body)
    return ("{" + ",\n".join(parts) + "}\n").encode("utf-8", "backslashreplace")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise FormatError("has a field twice")
    return fields


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise FormatError("has a number that is too large")
    if digits[0] == "-":
        raise FormatError("has a number below zero")
    return int(digits)


def _no(written: str) -> None:
    raise FormatError("has a number that is not whole: " + written[:20])


def parse(raw: bytes) -> Any:
    """The value of a JSON text. Fields that stand twice, large numbers and depth are refused.

    Raises:
        FormatError: it is not JSON, or not of this kind.
    """
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_int=_whole,
                          parse_float=_no, parse_constant=_no)  # fmt: skip
    except FormatError:
        raise
    except (ValueError, RecursionError):
        raise FormatError("cannot be read as JSON, or is nested too deep") from None


def fits(value: Any, form: Any) -> bool:
    """Whether a value has a form: a type, a pattern, a dict of forms, a list of one, or some of which one fits."""
    if isinstance(form, type):
        return type(value) is form
    if isinstance(form, dict):
        if not isinstance(value, dict) or value.keys() != form.keys():
            return False
        return all(fits(value[key], part) for key, part in form.items())
    if isinstance(form, tuple):
        return any(fits(value, part) for part in form)
    if isinstance(form, list):
        return isinstance(value, list) and _all_fit(value, form[0])
    if isinstance(form, re.Pattern):
        return isinstance(value, str) and form.fullmatch(value) is not None
    return value is None


def _all_fit(rows: list[Any], form: Any) -> bool:
    """Whether each row has a form. Where types tell it all, rows with the types of one that fits do too."""
    known: set[tuple[Any, ...]] = set()
    for row in rows:
        types = (*row, *map(type, row.values())) if isinstance(row, dict) else ()
        if types in known:
            continue
        if not fits(row, form):
            return False
        if isinstance(form, dict) and all(
            isinstance(part, type) or row[key] is None for key, part in form.items()
        ):
            known.add(types)
    return True


def strict(raw: bytes, form: Any) -> Any:
    """The fields of a file of the bundle.

    Raises:
        FormatError: it has other fields, or is written in another way.
    """
    fields = parse(raw)
    if not fits(fields, form):
        raise FormatError("does not have the fields of this format")
    if canonical(fields) != raw:
        raise FormatError("is not written in the canonical form")
    return fields
