"""The settings: what a person may decide about the reading of one exhibit.

>>> is_known("day-order", "month-first"), is_known("day-order", "sideways")
(True, False)
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def _zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _encoding(value: str) -> bool:
    try:
        b"".decode(value)
    except LookupError:
        return False
    return True


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


SETTINGS: dict[str, Callable[[str], bool]] = {
    "day-order": _one_of("day-first", "month-first", "year-first"),
    "zone": _zone,
    "calendar": str.isidentifier,
    "encoding": _encoding,
    "role": _one_of("primary", "account"),
    "header": lambda value: value in ("yes", "no") or value.isdecimal(),
    "delimiter": _one_of(",", ";", "tab", "|"),
    "format": lambda value: value.replace("-", "").isalnum(),
}
"""Each setting with what its value must be. docs/reference/settings.md explains them."""


def is_known(name: str, value: str) -> bool:
    """Whether a setting exists and may have this value; every setting may be emptied."""
    return name in SETTINGS and (not value or SETTINGS[name](value))
