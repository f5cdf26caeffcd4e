"""The judging of letters: what a page looks like with them, without them, and with nothing but them.

See `sight` for the idea. Here is how the drawings are compared.

    F  the page as it is       W  without a class of letters       A  nothing but that class
    ink = A is not bare paper      seen = share of the ink where F and W differ
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from muniment.dossier.paper.opened import Area, Frame, Pixels, draw, grey_of, scale_within
from muniment.dossier.paper.seeing.drawn import Sort, Thing, left_out
from muniment.dossier.paper.seeing.letters import Letter, RawLetter, Sight

_SCALE = 2.0
"""Dots a point (144 an inch): the strokes of 6-point type are then about one dot wide."""

_GROUND = (0, 200, 90)
"""The paper on which letters are drawn alone: a green that text hardly has, so that white text shows too."""

_INK = 24
"""Of 255: a dot has ink where it differs by more from the bare paper. Faint edges of letters do not count."""

_DIFFERENCE = 8
"""Of 255: a dot differs where any colour does by more. Drawing the same twice differs by 2 at most
(rounding); an eye tells 3 to 5 apart (a contrast of 1 to 2 per cent, Weber's law)."""

_SEEN = 0.2
"""Share of a letter's ink that must make a difference. Half covered letters can be read; from a rim
of a fifth they cannot. Neighbours that reach into the box of a covered letter stay below it."""

_CROSSED = 0.75
"""Share of the ink below which lines across a letter are more than an underline or one stroke through
it: one line of a tenth of the height through a letter leaves 0.8 and more of its ink."""

_LINES = 8
"""Ends of lines over one letter from which they are a hatching: four lines."""

_CONTRAST = 48
"""Of 255, between the lightest and the darkest dot under a letter: less is a bare surface. Scanned
type has over 100."""

_DARK = 96
"""Of 255, the mean below which a bare surface is a black one, and not paper."""

_WHOLE = 0.5
"""Share of the page from which a picture is the scan of the page, and text below it its text layer."""

_ALIKE = 0.7
"""Correlation of a letter's own ink with the page from which the same letter may be drawn there twice
(bold type is made so). Other letters come to 0.6 and, where they look alike (n under m), to 0.84: so
one letter alone does not decide."""

_DOUBLED = 0.7
"""Share of the unseen letters of one thing that must be alike, so that it counts as drawn twice."""

_CLASSES = 12
"""Drawings of one page at most; more layers of text on one place share the last."""

_UNDRAWN_MODES = frozenset({3, 7})
"""Text render modes that leave no ink: invisible, and clipping only (ISO 32000-1, table 106)."""

_Sums = npt.NDArray[np.int32]


@dataclass(slots=True)
class Judging:
    """One page while its letters are judged."""

    page: Any
    frame: Frame
    things: list[Thing]
    raw: list[RawLetter]
    whole: Pixels = field(init=False)
    grey: npt.NDArray[np.float32] = field(init=False)
    factors: tuple[float, float] = field(init=False)
    order: dict[int, int] = field(init=False)
    covers: npt.NDArray[np.float64] = field(init=False)
    notes: npt.NDArray[np.float64] = field(init=False)

    def judge(self) -> list[Letter]:
        """Each letter with its sight."""
        scale = scale_within(self.frame, _SCALE)
        self.whole = draw(self.page, scale)
        self.grey = grey_of(self.whole)
        height, width = self.grey.shape
        self.factors = (width / self.frame.view[0], height / self.frame.view[1])
        self.order = {thing.key: number for number, thing in enumerate(self.things)}
        self.covers = _edges([thing.area for thing in self.things])
        self.notes = _edges(_note_areas(self.page, self.frame))
        result: list[Letter | None] = [None] * len(self.raw)
        for members in self._classes():
            self._judge_class(members, scale, result)
        return [
            judged or self._letter(raw, Sight.BLANK)
            for judged, raw in zip(result, self.raw, strict=True)
        ]

    def _letter(self, raw: RawLetter, sight: Sight, cover: Sort | None = None) -> Letter:
        return Letter(raw.text, raw.full, sight, raw.angle, raw.is_mapped, cover)

    def _classes(self) -> list[list[int]]:
        """Numbers of letters in classes, so that things of text that overlap are in different ones."""
        of_thing: dict[int, list[int]] = {}
        for number, raw in enumerate(self.raw):
            if raw.key in self.order and not raw.is_blank:
                of_thing.setdefault(raw.key, []).append(number)
        areas = _edges(
            [_around([self.raw[n].tight for n in numbers]) for numbers in of_thing.values()]
        )
        classes: list[list[int]] = []
        chosen = np.full(len(of_thing), -1)
        for place, numbers in enumerate(of_thing.values()):
            taken = chosen[:place][_meeting(areas[:place], areas[place])]
            free = next((c for c in range(_CLASSES - 1) if c not in taken), _CLASSES - 1)
            chosen[place] = free
            while len(classes) <= free:
                classes.append([])
            classes[free] += numbers
        return classes

    def _judge_class(self, members: list[int], scale: float, result: list[Letter | None]) -> None:
        keys = {self.raw[number].key for number in members}
        inside = [thing for thing in self.things if thing.key in keys]
        with left_out(inside):
            without = draw(self.page, scale)
        with left_out(thing for thing in self.things if thing.key not in keys):
            alone = draw(self.page, scale, ground=_GROUND, has_notes=False)
        bare = np.array(_GROUND[::-1], dtype=np.int16)
        weight = _strongest(alone, bare)
        ink = weight > _INK
        differs = _strongest(self.whole, without)
        all_ink, seen_ink = _sums(ink), _sums(ink & (differs > _DIFFERENCE))
        unseen: dict[int, list[tuple[int, bool]]] = {}
        for number in members:
            raw = self.raw[number]
            window = self._window(raw.tight)
            drawn = _within(all_ink, window)
            if not drawn:
                result[number] = self._letter(raw, self._without_ink(raw))
                continue
            share = _within(seen_ink, window) / drawn
            judged = self._judge_inked(raw, share)
            result[number] = judged
            if not judged.sight.is_readable:
                page = _cut(self.grey, window)
                is_alike = (
                    bool(page.size)
                    and float(page.max() - page.min()) > 2 * _DIFFERENCE
                    and _correlation(_cut(weight, window), page) >= _ALIKE
                )
                unseen.setdefault(raw.key, []).append((number, is_alike))
        for hidden in unseen.values():
            if sum(is_alike for _, is_alike in hidden) >= _DOUBLED * len(hidden):
                for number, _ in hidden:
                    result[number] = self._letter(self.raw[number], Sight.SEEN)

    def _judge_inked(self, raw: RawLetter, share: float) -> Letter:
        if share >= _CROSSED:
            return self._letter(raw, Sight.SEEN)
        above = self._above(raw)
        hatching = sum(thing.strokes for thing in above) >= _LINES
        if share >= _SEEN:
            return self._letter(raw, Sight.CROSSED if hatching else Sight.SEEN)
        lightest, darkest, mean = self._surface(raw.tight)
        has_marks = lightest - darkest >= _CONTRAST
        if has_marks and any(self._is_scan(thing) for thing in above):
            return self._letter(raw, Sight.TRACED)
        if has_marks and any(thing.sort == Sort.TEXT for thing in above):
            return self._letter(raw, Sight.OVERPRINTED, Sort.TEXT)
        solid = [thing for thing in above if thing.sort != Sort.TEXT and not thing.strokes]
        if solid:
            return self._letter(raw, Sight.COVERED, solid[-1].sort)
        if _holding(self.notes, raw.tight).any():
            return self._letter(raw, Sight.COVERED, Sort.OTHER)
        if hatching:
            return self._letter(raw, Sight.CROSSED, Sort.PATH)
        return self._letter(raw, Sight.BLACK if mean < _DARK else Sight.PALE)

    def _without_ink(self, raw: RawLetter) -> Sight:
        thing = self.things[self.order[raw.key]]
        if not _holding(_edges([Area(0, 0, self.frame.width, self.frame.height)]), raw.area).any():
            return Sight.OUTSIDE
        if thing.is_layered:
            return Sight.LAYERED
        if pdfium.FPDFTextObj_GetTextRenderMode(thing.handle) not in _UNDRAWN_MODES:
            return Sight.UNDRAWN
        lightest, darkest, mean = self._surface(raw.area)
        if lightest - darkest >= _CONTRAST:
            return Sight.TRACED
        if mean < _DARK:
            return Sight.BLACKENED
        held = _holding(self.covers, raw.area)
        is_pictured = any(self.things[n].sort == Sort.PICTURE for n in np.flatnonzero(held))
        return Sight.PALE if is_pictured else Sight.UNDRAWN

    def _above(self, raw: RawLetter) -> list[Thing]:
        """The things drawn after a letter whose rectangle holds its middle."""
        first = self.order[raw.key] + 1
        return [
            self.things[first + int(n)]
            for n in np.flatnonzero(_holding(self.covers[first:], raw.tight))
        ]

    def _is_scan(self, thing: Thing) -> bool:
        area = (thing.area.right - thing.area.left) * (thing.area.top - thing.area.bottom)
        page = self.frame.width * self.frame.height
        return thing.sort == Sort.PICTURE and area >= _WHOLE * page

    def _surface(self, area: Area) -> tuple[float, float, float]:
        """The lightest, the darkest and the mean dot of the page under an area."""
        dots = _cut(self.grey, self._window(area))
        if not dots.size:
            return 255.0, 255.0, 255.0
        return float(dots.max()), float(dots.min()), float(dots.mean())

    def _window(self, area: Area) -> tuple[int, int, int, int]:
        """Left, top, right and bottom dot of an area, cut at the edges of the picture."""
        left, top, right, bottom = self.frame.to_view(area)
        across, down = self.factors
        height, width = self.grey.shape
        return (
            int(min(max(left * across, 0), width)),
            int(min(max(top * down, 0), height)),
            int(np.ceil(min(max(right * across, 0), width))),
            int(np.ceil(min(max(bottom * down, 0), height))),
        )


def _note_areas(page: Any, frame: Frame) -> list[Area]:
    areas = []
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), 10_000)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        box = pdfium.FS_RECTF()
        if note and pdfium.FPDFAnnot_GetRect(note, box):
            left, right = sorted((box.left - frame.left, box.right - frame.left))
            bottom, top = sorted((box.bottom - frame.bottom, box.top - frame.bottom))
            areas.append(Area(left, bottom, right, top))
        if note:
            pdfium.FPDFPage_CloseAnnot(note)
    return areas


def _edges(areas: list[Area]) -> npt.NDArray[np.float64]:
    rows = [(area.left, area.bottom, area.right, area.top) for area in areas]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _around(areas: list[Area]) -> Area:
    return Area(
        min(area.left for area in areas),
        min(area.bottom for area in areas),
        max(area.right for area in areas),
        max(area.top for area in areas),
    )


def _meeting(edges: npt.NDArray[np.float64], one: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    left, bottom, right, top = edges.T
    result: npt.NDArray[np.bool_] = (
        (left < one[2]) & (one[0] < right) & (bottom < one[3]) & (one[1] < top)
    )
    return result


def _holding(edges: npt.NDArray[np.float64], area: Area) -> npt.NDArray[np.bool_]:
    """Which rectangles hold the middle of an area."""
    x, y = (area.left + area.right) / 2, (area.bottom + area.top) / 2
    left, bottom, right, top = edges.T
    result: npt.NDArray[np.bool_] = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
    return result


def _sums(flags: npt.NDArray[np.bool_]) -> _Sums:
    """Sums over all rectangles that begin in the corner, so that any rectangle is four look-ups."""
    sums = np.zeros(
        (flags.shape[0] + 1, flags.shape[1] + 1), dtype=np.int32
    )  # a page has fewer dots
    np.cumsum(flags, axis=1, dtype=np.int32, out=sums[1:, 1:])
    np.cumsum(sums[1:], axis=0, out=sums[1:])
    return sums


def _strongest(one: Pixels, other: Any) -> npt.NDArray[np.int16]:
    """For each dot, by how much its colours differ at most; colour by colour, which takes a third of the time."""
    result = np.zeros(one.shape[:2], dtype=np.int16)
    for colour in range(one.shape[2]):
        apart = np.subtract(one[:, :, colour], other[..., colour], dtype=np.int16)
        np.maximum(result, np.abs(apart, out=apart), out=result)
    return result


def _within(sums: _Sums, window: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = window
    if right <= left or bottom <= top:
        return 0
    return int(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left])


def _cut(dots: Any, window: tuple[int, int, int, int]) -> Any:
    left, top, right, bottom = window
    return dots[top:bottom, left:right]


def _correlation(one: Any, other: Any) -> float:
    """How alike two cuttings are, light and dark exchanged or not: 0 to 1."""
    if one.size < 4:
        return 0.0
    a = one.astype(np.float64) - one.mean()
    b = other.astype(np.float64) - other.mean()
    norm = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return abs(float((a * b).sum())) / norm if norm > 1e-6 else 0.0
