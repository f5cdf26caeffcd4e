"""Answers for programs: JSON with a schema version. docs/reference/json.md describes each verb's.

>>> write("verify", None, differences=[])
'{"schema": 1, "verb": "verify", "differences": []}'
"""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from muniment.model.citation import Citation, exhibit_label
from muniment.model.exhibit import Exhibit
from muniment.model.judgement import Opinion
from muniment.model.quotation import QuoteRef

SCHEMA = 1
"""Raised when a field is renamed, removed or changes its meaning; new fields do not raise it."""


def write(verb: str, answer: object, **more: object) -> str:
    """One JSON object: the schema, the verb, the fields of the answer and what goes with it."""
    body = _plain(answer) if answer is not None else {}
    rest = {name: _plain(value) for name, value in more.items()}
    return json.dumps({"schema": SCHEMA, "verb": verb, **body, **rest}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Citation | QuoteRef | Opinion):
        return str(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, Exhibit):
        above = exhibit_label(value.parent) if value.parent else None
        return {**_fields(value), "id": value.label, "parent": above}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    plain = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(plain.get("exhibit"), int):  # a number in the code, a label for whoever reads
        plain["exhibit"] = exhibit_label(plain["exhibit"]) if plain["exhibit"] else None
    return plain
