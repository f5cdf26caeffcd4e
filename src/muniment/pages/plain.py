"""A page, or any answer, as plain values for JSON: labels for exhibits, words for enumerations.

>>> plain(Citation(41, 98))
'EX-0041 ¶98'
"""

from dataclasses import fields, is_dataclass
from typing import Any

from muniment.model.citation import Citation, exhibit_label
from muniment.model.exhibit import Exhibit
from muniment.model.judgement import Opinion
from muniment.model.quotation import QuoteRef


def plain(value: Any) -> Any:
    """Dataclasses as objects, citations as they are written, and everything else as JSON has it."""
    if isinstance(value, Citation | QuoteRef | Opinion):
        return str(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, Exhibit):
        above = exhibit_label(value.parent) if value.parent else None
        return {**_fields(value), "id": value.label, "parent": above}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    found = {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(found.get("exhibit"), int):  # a number in the code, a label for whoever reads
        found["exhibit"] = exhibit_label(found["exhibit"]) if found["exhibit"] else None
    return found
