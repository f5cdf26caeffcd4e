"""The redaction of a PDF: every page drawn anew as a picture, with the boxes burnt into its dots.

A PDF has a hundred places in which a word can stay behind. So none is cleaned: a wholly new file is
made of pictures of the pages, with an invisible layer of those words that can be seen, lie wholly
outside every box, and hold no string that is to be removed. What is not in the picture and not in
that layer is not in the file.

>>> redact_pdf(pdf, {}, ["Jane Doe"], {"Jane Doe": "Official A"}).warnings  # doctest: +SKIP
()
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from muniment.dossier.paper.boxes import Seen, burn, check_area, level
from muniment.dossier.paper.doubts import doubts_about
from muniment.dossier.paper.layer import layer_of
from muniment.dossier.paper.opened import (
    Area,
    Frame,
    Pixels,
    draw,
    opened_pdf,
    opened_sheet,
    scale_within,
)
from muniment.dossier.paper.remains import Hung, area_of, read_remains
from muniment.dossier.paper.seeing.letters import lines_of
from muniment.dossier.paper.seeing.sight import Look, look, read_letters
from muniment.dossier.paper.sheet import Sheet, Word, print_sheets
from muniment.dossier.paper.strings.matching import places
from muniment.dossier.paper.strings.places import Match, boxes_over, find, widened
from muniment.errors import BadAreaError, BadStandInError, NoSuchSheetError

DOTS_AN_INCH = 200
"""Of the pictures: type of 6 points stays legible, and a page of text takes about 100 kB. It is the
resolution of a fine fax (ITU-T T.4), which offices have filed for decades."""

MARGIN = 1.0
"""Points around each box. Smoothing spreads ink by one dot (a third of a point); letters reach beyond
their boxes by less than a point in 12-point type."""


@dataclass(frozen=True, slots=True)
class RedactedSheet:
    """What was done on one page.

    Attributes:
        number: from 1.
        drawn: boxes that a person gave.
        found: places of strings that were blacked out.
        boxes: boxes over these places; a place that goes over a line's end has two.
    """

    number: int
    drawn: int
    found: int
    boxes: int


@dataclass(frozen=True, slots=True)
class RedactedPaper:
    """A redacted PDF, and what a person must know of it before it is published.

    Attributes:
        pdf: the new file.
        sheets: what was done on each page.
        warnings: what could not be looked for, and where a person must look. They name pages and the
            numbers of strings, and never a string.
    """

    pdf: bytes
    sheets: tuple[RedactedSheet, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Order:
    """What is to be removed, and what has come of it so far."""

    boxes: Mapping[int, Sequence[Area]]
    words: list[str]
    stand_ins: Mapping[str, str]
    dots: int
    hung: Mapping[int, list[Hung]]
    flat: Any
    done: list[RedactedSheet] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)


def redact_pdf(
    pdf: bytes,
    boxes: Mapping[int, Sequence[Area]],
    words: Sequence[str] = (),
    stand_ins: Mapping[str, str] | None = None,
    *,
    dots: int = DOTS_AN_INCH,
) -> RedactedPaper:
    """A new PDF of pictures of the pages, without what is in the boxes and without the strings.

    Args:
        pdf: the file.
        boxes: page from 1 → areas to black out; an area's label is written into it.
        words: strings to be removed wherever they stand, however they are written
            (`strings.matching`). Boxes over them are widened to a raster.
        stand_ins: string → what is written into its box; its strings are removed as well.
        dots: of the pictures, an inch.

    Raises:
        LockedPaperError: the file asks for a password.
        NotPaperError: it is no PDF, or a page of it cannot be read.
        TooLargePaperError: it has too many pages, letters or things drawn.
        NoSuchSheetError: a box is on a page that the file does not have.
        BadAreaError: a box is none.
        BadWordError: a string has no letter and no figure.
        BadStandInError: a label holds a string that is to be removed.
    """
    stand_ins = dict(stand_ins or {})
    words = list(dict.fromkeys([*words, *stand_ins]))
    _check(boxes, words, stand_ins)
    with opened_pdf(pdf) as paper, opened_pdf(pdf) as flat:
        for number in boxes:
            if not 1 <= number <= len(paper):
                raise NoSuchSheetError(sheet=number, sheets=f"pages 1 to {len(paper)}")
        remains = read_remains(pdf)
        order = _Order(boxes, words, stand_ins, dots, remains.hung, flat)
        if words:
            order.warnings += remains.warnings
        new = print_sheets(_sheets(paper, order))
    unmet = [str(n + 1) for n in range(len(words)) if n not in order.met]
    if unmet:
        order.warnings.append(
            f"Found on no page, of {len(words)} strings: number {', '.join(unmet)}. Look whether"
            " it is written in another way."
        )
    return RedactedPaper(new, tuple(order.done), tuple(order.warnings))


def _check(
    boxes: Mapping[int, Sequence[Area]], words: list[str], stand_ins: Mapping[str, str]
) -> None:
    areas = [area for on_page in boxes.values() for area in on_page]
    for area in areas:
        check_area(area)
    places("", words)
    for label in [*stand_ins.values(), *(area.label for area in areas)]:
        if places(label, words):
            raise BadStandInError(label=label)


def _sheets(paper: Any, order: _Order) -> Iterator[Sheet]:
    for number in range(1, len(paper) + 1):
        with opened_sheet(paper, number) as page:
            seen = look(page)
            matches = find(seen.letters, order.words, seen.frame) if order.words else []
            over_notes = list(_over_notes(order, number, seen.frame)) if order.words else []
            if order.words:
                order.warnings += doubts_about(page, seen, number)
            yield _sheet(page, seen, number, order, matches, over_notes)


def _over_notes(order: _Order, number: int, frame: Frame) -> Iterator[tuple[int, Area]]:
    """Boxes over strings in annotations and form fields: by their letters, and by what they hold.

    The letters are those of a second copy of the file, in which pdfium has made annotations part of
    the page. A field or a text box that holds the string is blacked out as a whole besides, since
    another program may draw it in another way.
    """
    with opened_sheet(order.flat, number) as page:
        if pdfium.FPDFPage_GetAnnotCount(page) < 1:
            return
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
            order.warnings.append(
                f"Page {number} has annotations of which the letters could not be searched. A person"
                " must look at them."
            )
    with opened_sheet(order.flat, number) as page:
        for match in find(read_letters(page), order.words, frame):
            for area in boxes_over(match, order.words, order.stand_ins, frame):
                yield match.number, area
    for note in order.hung.get(number, []):
        area = area_of(note.rect, frame)
        if note.sort not in {"/FreeText", "/Widget", "/Stamp"} or area.left >= area.right:
            continue
        for place, word in enumerate(order.words):
            if places(note.text, [word]) and area.bottom < area.top:
                label = order.stand_ins.get(word, "")
                yield place, widened(area, label, frame, is_upright=True)


def _sheet(
    page: Any,
    seen: Look,
    number: int,
    order: _Order,
    matches: list[Match],
    over_notes: list[tuple[int, Area]],
) -> Sheet:
    given = list(order.boxes.get(number, ()))
    for area in given:
        if not area.meets(Area(0, 0, seen.frame.width, seen.frame.height)):
            raise BadAreaError(area=area, cause=f"it lies beside page {number}")
    found = [
        (match.number, area)
        for match in matches
        for area in boxes_over(match, order.words, order.stand_ins, seen.frame)
    ]
    found = list(dict.fromkeys(found + over_notes))
    order.met.update(place for place, _ in found)
    burnt = [area.grown(MARGIN) for area in [*given, *(area for _, area in found)]]
    places_found = len(matches) or len(over_notes)
    order.done.append(RedactedSheet(number, len(given), places_found, len(found)))
    picture, labels = _picture(page, seen, number, burnt, order)
    words = (*layer_of(seen, burnt, order.words), *labels)
    width, height = seen.frame.view
    return Sheet(width, height, picture, words)


def _picture(
    page: Any, seen: Look, number: int, burnt: list[Area], order: _Order
) -> tuple[Image.Image, list[Word]]:
    wanted = order.dots / 72
    scale = scale_within(seen.frame, wanted)
    if scale < wanted:
        order.warnings.append(
            f"Page {number} is so large that it was drawn at {scale * 72:.0f} dots an inch."
        )
    pixels = draw(page, scale)
    seat = _Seat(seen.frame, pixels)
    hidden = [one for one in seen.letters if one.sight.is_hidden_ink]
    for areas in (lines_of(hidden), [one.area for one in hidden]):
        level(pixels, (seat.window(area.grown(MARGIN)) for area in areas))
    is_grey = bool(
        (pixels[:, :, 0] == pixels[:, :, 1]).all() and (pixels[:, :, 1] == pixels[:, :, 2]).all()
    )
    picture = Image.fromarray(pixels[:, :, 0] if is_grey else pixels[:, :, ::-1].copy())
    labels = burn(picture, [(seat.of(area), area.label) for area in burnt])
    if labels.left_out:
        order.warnings.append(
            f"Page {number}: {labels.left_out} labels found no room in their boxes."
        )
    across, down = seat.factors
    words = [
        Word(text, left / across, top / down, right / across, bottom / down)
        for (left, top, right, bottom), text in labels.written
    ]
    return picture, words


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where areas of a page are in its picture."""

    frame: Frame
    pixels: Pixels

    @property
    def factors(self) -> tuple[float, float]:
        """Dots a point, across and down."""
        height, width = self.pixels.shape[:2]
        return width / self.frame.view[0], height / self.frame.view[1]

    def of(self, area: Area) -> Seen:
        """Left, top, right and bottom in dots."""
        left, top, right, bottom = self.frame.to_view(area)
        across, down = self.factors
        return left * across, top * down, right * across, bottom * down

    def window(self, area: Area) -> tuple[int, int, int, int]:
        """The same in whole dots, outwards."""
        left, top, right, bottom = self.of(area)
        return int(left), int(top), int(right) + 1, int(bottom) + 1
