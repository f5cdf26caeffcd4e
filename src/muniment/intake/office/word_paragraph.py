"""The inside of a Word paragraph: what is written, what was struck out, what is hidden.

A paragraph is a row of runs. Tracked changes wrap runs: what was put in (`w:ins`) is text; what
was struck out (`w:del`, `w:moveFrom`) is no longer text, and is kept apart with who did it and when.
Codes of fields (`PAGE`, `HYPERLINK "…"`) are left out, their results stay.

    <w:r><w:t>The lamp </w:t></w:r><w:del w:author="Reed"><w:r><w:delText>never </w:delText>…
    →  text "The lamp failed.", struck "never " by Reed
"""

from dataclasses import dataclass, field
from typing import Any

from muniment.intake.office.xml_blocks import attribute, local

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_STRUCK = {"del", "moveFrom"}
_SILENT = {
    "instrText",
    "delInstrText",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sectPr",
    "Fallback",
    "sdtPr",
}
_TEXT = {"t", "delText"}


@dataclass(slots=True)
class Struck:
    """Words that were struck out: by whom, and when (as the file writes it)."""

    text: str
    author: str = ""
    date: str = ""


@dataclass(slots=True)
class Inside:
    """What a paragraph (or a cell) holds.

    Attributes:
        text: what is written.
        struck: what was struck out, in order.
        hidden: what is written as hidden text.
        boxes: text boxes that hang in it, as elements.
        has_insertions: whether some of the text was put in under tracking.
    """

    text: str = ""
    struck: list[Struck] = field(default_factory=list)
    hidden: str = ""
    boxes: list[Any] = field(default_factory=list)
    has_insertions: bool = False


def read_inside(paragraph: Any) -> Inside:
    """Everything that a paragraph holds, in one walk without recursion."""
    inside = Inside()
    written: list[str] = []
    hidden: list[str] = []
    # A stack of (element, the change it stands in, whether it is hidden); children in reverse.
    stack: list[tuple[Any, Struck | None, bool]] = [(c, None, False) for c in reversed(paragraph)]
    while stack:
        element, struck, is_hidden = stack.pop()
        name = local(element)
        if name == "txbxContent":
            inside.boxes.append(element)
            continue
        if not name or name in _SILENT:
            continue
        if name in _STRUCK:
            struck = Struck("", attribute(element, "author"), attribute(element, "date"))
            inside.struck.append(struck)
        elif name in {"ins", "moveTo"}:
            inside.has_insertions = True
        elif name == "r":
            is_hidden = is_hidden or _is_hidden(element)
        text = (element.text or "") if name in _TEXT else _sign(element, name)
        if text and struck is not None:
            struck.text += text
        elif text:
            (hidden if is_hidden else written).append(text)
        stack.extend((child, struck, is_hidden) for child in reversed(element))
    inside.text, inside.hidden = "".join(written), "".join(hidden)
    inside.struck = [change for change in inside.struck if change.text]
    return inside


def _sign(element: Any, name: str) -> str:
    """A letter that is written as an element: a tab, an end of line, a symbol."""
    if name == "sym":
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return ""
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""
    return _SIGNS.get(name, "")


def _is_hidden(run: Any) -> bool:
    """Whether a run is written as hidden text (`w:vanish`)."""
    properties = run[0] if len(run) and local(run[0]) == "rPr" else None
    if properties is None:
        return False
    return any(
        local(sign) == "vanish" and attribute(sign, "val") not in {"0", "false", "off"}
        for sign in properties
    )
