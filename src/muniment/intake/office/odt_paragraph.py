"""The inside of an OpenDocument paragraph: its words, and what hangs in it.

Spaces, tabs and ends of line are elements here; footnotes, comments and text boxes stand in the
middle of the words they belong to, and are kept apart from them.

    <text:p>The lamp<text:note>…By his own count.…</text:note> failed.</text:p>
    →  text "The lamp failed.", one note
"""

from dataclasses import dataclass, field
from typing import Any

from muniment.intake.office.xml_blocks import attribute, local

_MOST_SPACES = 100
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg"  # the description of a picture
_APART = {"note", "annotation", "text-box"}
_SILENT = {
    "tracked-changes",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "annotation-end",
    "ruby-text",
    "binary-data",
    "event-listeners",
    "script",
}


@dataclass(slots=True)
class Inside:
    """What a paragraph holds: its words, hidden words, and notes, comments and boxes as elements."""

    text: str = ""
    hidden: str = ""
    apart: list[Any] = field(default_factory=list)


def read_inside(paragraph: Any) -> Inside:
    """Everything that a paragraph, heading or cell holds, in one walk without recursion."""
    inside = Inside()
    written: list[str] = [paragraph.text or ""]
    hidden: list[str] = []
    # A stack of elements to be entered, and of words to be written after them.
    stack: list[Any] = []
    _push(stack, paragraph)
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            written.append(element)
            continue
        name = local(element)
        if name in _APART:
            inside.apart.append(element)
        elif name == "hidden-text":
            hidden.append(attribute(element, "string-value") or "".join(element.itertext()))
        elif name and name not in _SILENT and not element.tag.startswith(_SVG):
            written.append(_sign(element, name))
            written.append(element.text or "")
            _push(stack, element)
    inside.text, inside.hidden = "".join(written), "".join(hidden)
    return inside


def _push(stack: list[Any], element: Any) -> None:
    """Put the children on the stack, each with the words that follow it, the first on top."""
    for child in reversed(element):
        if child.tail:
            stack.append(child.tail)
        stack.append(child)


def _sign(element: Any, name: str) -> str:
    match name:
        case "s":
            count = attribute(element, "c")
            return " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        case "tab":
            return "\t"
        case "line-break":
            return "\n"
    return ""
