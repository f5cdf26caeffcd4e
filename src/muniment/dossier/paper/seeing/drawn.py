"""The things that a page is drawn of, in the order in which they are laid on each other.

A page is a list of orders to draw: text, lines and surfaces, pictures, and groups of them. What is
later in the list covers what is earlier. Here the groups are opened, so that each thing stands by
itself with the rectangle it lies in, and can be left out of a drawing and put back.

    text “Jane Doe” · path (72, 700, 140, 714)      the path lies on the text
"""

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import pypdfium2.raw as pdfium

from muniment.dossier.paper.opened import Area, Frame
from muniment.errors import TooLargePaperError

MOST_THINGS = 400_000
"""On one page. A map drawn in lines has about 100,000; more is an attack on memory."""

_DEEPEST = 12
"""Groups within groups that are opened; pdfium itself draws no deeper than 12 (`kMaxFormLevel`)."""

_GLYPH_CURVES = 4
"""Curves from which a small filled path may be a letter; straight boxes and rules have none."""

_GLYPH_SIZE = (2.0, 40.0)
"""Points, height of a path that may be a letter: from 4-point type to a headline of 48 points."""


class Sort(IntEnum):
    """What a thing is, numbered as pdfium does (`FPDF_PAGEOBJ_*`)."""

    OTHER = 0
    TEXT = 1
    PATH = 2
    PICTURE = 3
    SHADING = 4
    GROUP = 5


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing drawn on a page.

    Attributes:
        handle: pdfium's.
        key: a number that is the same for the same thing.
        sort: what it is.
        area: the upright rectangle around it.
        strokes: pieces of line that it draws as lines; 0 for a surface, text or picture.
        is_glyph: it may be a letter that is drawn as an outline.
        is_layered: it belongs to a layer that can be switched off.
    """

    handle: Any
    key: int
    sort: Sort
    area: Area
    strokes: int = 0
    is_glyph: bool = False
    is_layered: bool = False


def key_of(handle: Any) -> int:
    """The number of a thing, by which it is known again."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def things_of(page: Any, frame: Frame) -> list[Thing]:
    """All things on a page, groups opened, the lowest first.

    Raises:
        TooLargePaperError: there are more than `MOST_THINGS`.
    """
    found = []
    count = pdfium.FPDFPage_CountObjects(page)
    roots = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    start = _Group((1.0, 0.0, 0.0, 1.0, -frame.left, -frame.bottom), 0, is_layered=False)
    for thing in _opened(roots, start):
        found.append(thing)
        if len(found) > MOST_THINGS:
            raise TooLargePaperError(kind="PDF", cause=f"a page draws over {MOST_THINGS} things")
    return found


_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Group:
    """Where the things of a group stand on the page, and what they have from their group."""

    matrix: _Matrix
    depth: int
    is_layered: bool

    def inner(self, handle: Any, *, is_layered: bool) -> "_Group":
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(handle, own)
        a, b, c, d, e, f = self.matrix
        matrix = (
            own.a * a + own.b * c,
            own.a * b + own.b * d,
            own.c * a + own.d * c,
            own.c * b + own.d * d,
            own.e * a + own.f * c + e,
            own.e * b + own.f * d + f,
        )
        return _Group(matrix, self.depth + 1, is_layered)

    def area(self, handle: Any) -> Area:
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(handle, *edges):
            return Area(0, 0, 0, 0)
        left, bottom, right, top = (edge.value for edge in edges)
        a, b, c, d, e, f = self.matrix
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        across = [a * x + c * y + e for x, y in corners]
        up = [b * x + d * y + f for x, y in corners]
        return Area(min(across), min(up), max(across), max(up))


def _opened(handles: Iterable[Any], group: _Group) -> Iterator[Thing]:
    for handle in handles:
        if not handle:
            continue
        kind = pdfium.FPDFPageObj_GetType(handle)
        layered = group.is_layered or _is_layered(handle)
        if kind == Sort.GROUP and group.depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            inner = (pdfium.FPDFFormObj_GetObject(handle, number) for number in range(count))
            yield from _opened(inner, group.inner(handle, is_layered=layered))
            continue
        sort = Sort(kind) if kind in tuple(Sort) else Sort.OTHER
        area = group.area(handle)
        strokes, is_glyph = _shape(handle, area) if sort == Sort.PATH else (0, False)
        yield Thing(handle, key_of(handle), sort, area, strokes, is_glyph, layered)


def _shape(handle: Any, area: Area) -> tuple[int, bool]:
    """Pieces of line that are stroked, and whether the path may be the outline of a letter."""
    count = pdfium.FPDFPath_CountSegments(handle)
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, filled, stroked)
    strokes = count if stroked.value and not filled.value else 0
    small, large = _GLYPH_SIZE
    if not filled.value or not small <= area.top - area.bottom <= large or count > 2_000:
        return strokes, False
    curves = sum(
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(handle, number))
        == pdfium.FPDF_SEGMENT_BEZIERTO
        for number in range(count)
    )
    return strokes, curves >= _GLYPH_CURVES


def _is_layered(handle: Any) -> bool:
    """Whether the thing is marked as part of optional content (`/OC`, ISO 32000-1, 8.11)."""
    name = (ctypes.c_ushort * 8)()
    length = ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, number)
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if bytes(name)[:6] == "OC\0".encode("utf-16-le"):
            return True
    return False


@contextmanager
def left_out(things: Iterable[Thing]) -> Iterator[None]:
    """The page without some of its things, until the block ends."""
    gone = list(things)
    for thing in gone:
        pdfium.FPDFPageObj_SetIsActive(thing.handle, False)  # noqa: FBT003 - pdfium's own order
    try:
        yield
    finally:
        for thing in gone:
            pdfium.FPDFPageObj_SetIsActive(thing.handle, True)  # noqa: FBT003 - the same
