"""The settings: what a person may decide about the reading of one exhibit.

>>> is_known("day-order", "month-first"), is_known("day-order", "sideways")
(True, False)
"""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from muniment.intake.chats.calendars import CALENDARS
from muniment.plugins import reader_for


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a setting may be: a test, and the same in words."""

    fits: Callable[[str], bool]
    words: str


def _zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _encoding(value: str) -> bool:
    try:
        codecs.lookup(value)
    except LookupError:
        return False
    return True


def _one_of(*values: str) -> Allowed:
    return Allowed(lambda value: value in values, ", ".join(values))


SETTINGS: dict[str, Allowed] = {
    "day-order": _one_of("day-first", "month-first", "year-first"),
    "zone": Allowed(_zone, "a time zone like Europe/London"),
    "calendar": _one_of(*CALENDARS),
    "encoding": Allowed(_encoding, "an encoding like utf-8 or windows-1252"),
    "role": _one_of("primary", "account"),
    "header": Allowed(
        lambda value: value in {"yes", "no"} or value.isdecimal(), "yes, no or a row number"
    ),
    "delimiter": _one_of(",", ";", "tab", "|"),
    "format": Allowed(
        lambda value: reader_for(value) is not None, "a format like whatsapp, eml or csv"
    ),
}
"""Each setting with what its value must be. docs/reference/settings.md explains them."""


def is_known(name: str, value: str) -> bool:
    """Whether a setting exists and may have this value; every setting may be emptied."""
    return name in SETTINGS and (not value or SETTINGS[name].fits(value))
