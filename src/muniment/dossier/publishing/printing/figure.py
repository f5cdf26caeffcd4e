"""Figure: who has it from whom, drawn on paper as the site draws it, from the same SVG.

It knows what `muniment.quotes.copying` draws with: lines, texts, circles, curves, and the point of an
arrow. What else SVG has is not drawn.
"""

import io
import math
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from muniment.pages.publishing import Part
from muniment.pages.rendering import drawn

_STEP = re.compile(r"([MCHL])([^A-Z]*)")
_POINT = 8.0
_DOTS = 3
"""Dots of a picture for each point: 216 an inch."""

Attributes = dict[str, str]


def size_of(part: Part) -> tuple[float, float]:
    """The width and height of a figure, in points."""
    root = _parsed(part)
    return float(root.attrib["width"]), float(root.attrib["height"])


def draw(canvas: Any, part: Part, face: str) -> None:
    """Draw a figure with its lower left corner at the origin.

    Args:
        canvas: of reportlab.
        part: the accounts and what ties them.
        face: of the letters.
    """
    root = _parsed(part)
    canvas.saveState()
    canvas.transform(1, 0, 0, -1, 0, float(root.attrib["height"]))
    for tag, given, text in _shapes(root, {}):
        _SHAPES[tag](canvas, given, text, face)
    canvas.restoreState()


def picture(part: Part, face: str) -> bytes:
    """A figure as PNG; the same figure gives the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size_of(part), invariant=1)
    draw(canvas, part, face)
    canvas.save()
    png = io.BytesIO()
    with pypdfium2.PdfDocument(out.getvalue()) as paper:
        paper[0].render(scale=_DOTS).to_pil().convert("L").save(png, "PNG")
    return png.getvalue()


def _parsed(part: Part) -> ET.Element:
    return ET.fromstring(drawn(part))  # noqa: S314  we drew it


def _shapes(above: ET.Element, given: Attributes) -> Iterator[tuple[str, Attributes, str]]:
    """The shapes with what holds for them, what a group says of all in it too; no definitions."""
    for one in above:
        tag = one.tag.rpartition("}")[2]
        own = {**given, **one.attrib}
        if tag == "g":
            yield from _shapes(one, own)
        elif tag in _SHAPES:
            yield tag, own, "".join(one.itertext())


def _grey(given: Attributes, name: str) -> float:
    return 1 - float(given.get(name, 1))


def _pen(canvas: Any, given: Attributes) -> None:
    canvas.setStrokeGray(_grey(given, "stroke-opacity"))
    canvas.setLineWidth(float(given.get("stroke-width", 1)))
    canvas.setDash([float(d) for d in given.get("stroke-dasharray", "").split()])


def _line(canvas: Any, given: Attributes, _text: str, _face: str) -> None:
    _pen(canvas, given)
    canvas.line(*(float(given[name]) for name in ("x1", "y1", "x2", "y2")))


def _circle(canvas: Any, given: Attributes, _text: str, _face: str) -> None:
    _pen(canvas, given)
    canvas.setFillGray(1 if given.get("fill") == "none" else 0)
    canvas.circle(*(float(given[name]) for name in ("cx", "cy", "r")), fill=1)


def _words(canvas: Any, given: Attributes, text: str, face: str) -> None:
    """A line of letters, which stand upright though the figure counts from above."""
    canvas.saveState()
    canvas.transform(1, 0, 0, -1, float(given["x"]), float(given["y"]))
    canvas.setFillGray(_grey(given, "fill-opacity"))
    canvas.setFont(face, float(given.get("font-size", 12)) * 0.92)  # the face is a wide one
    put = {"middle": canvas.drawCentredString, "end": canvas.drawRightString}
    put.get(given.get("text-anchor", ""), canvas.drawString)(0, 0, text)
    canvas.restoreState()


def _path(canvas: Any, given: Attributes, _text: str, _face: str) -> None:
    """A line or a curve, with a point where it has one."""
    _pen(canvas, given)
    path = canvas.beginPath()
    x = y = 0.0
    before = (0.0, 0.0)
    for step, numbers in _STEP.findall(given["d"]):
        to = [float(n) for n in numbers.replace(",", " ").split()]
        match step:
            case "M":
                path.moveTo(*to)
                x, y = to
            case "C":
                path.curveTo(*to)
                before, (x, y) = (to[2], to[3]), to[4:]
            case _:
                before = (x, y)
                x, y = (to[0], y) if step == "H" else (to[0], to[1])
                path.lineTo(x, y)
    canvas.drawPath(path)
    if "marker-end" in given:
        _tip(canvas, before, (x, y))


def _tip(canvas: Any, before: tuple[float, float], end: tuple[float, float]) -> None:
    """The point of an arrow at the end of a line."""
    along = math.atan2(end[1] - before[1], end[0] - before[0])
    path = canvas.beginPath()
    path.moveTo(*end)
    for side in (-0.5, 0.5):
        x = end[0] - _POINT * math.cos(along) - side * _POINT * math.sin(along)
        path.lineTo(x, end[1] - _POINT * math.sin(along) + side * _POINT * math.cos(along))
    path.close()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


_SHAPES = {"line": _line, "circle": _circle, "text": _words, "path": _path}
