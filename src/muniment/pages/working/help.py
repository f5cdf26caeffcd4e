"""Keys and help: what can be done without a mouse, from the same list that the handler reads."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import ClassVar

from muniment.pages.page import Page


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does.

    Attributes:
        key: as it is printed on the keyboard.
        does: the word by which the handler knows it.
        says: what it does, in a few words.
    """

    key: str
    does: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage(Page):
    """The keys.

    Attributes:
        keys: all of them, in the order of the help.
    """

    name: ClassVar[str] = "help"

    keys: tuple[Key, ...]


@lru_cache
def keys() -> tuple[Key, ...]:
    """The keys, as `assets/keys.json` lists them for the handler, this page and the docs."""
    listed = json.loads((files("muniment.pages") / "assets" / "keys.json").read_text("utf-8"))
    return tuple(Key(**one) for one in listed)


def help_page() -> HelpPage:
    """The keys."""
    return HelpPage(title="Keys and help", keys=keys())
