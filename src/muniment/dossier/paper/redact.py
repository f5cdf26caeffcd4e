"""The redaction of a PDF: every page drawn anew as a picture, with the boxes burnt into its dots.

A PDF has a hundred places in which a word can stay behind. So none is cleaned: a wholly new file is
made of pictures of the pages, with an invisible layer of those words that can be seen, lie wholly
outside every box, and hold no string that is to be removed. What is not in the picture and not in
that layer is not in the file.

>>> redact_pdf(pdf, {}, ["Jane Doe"], {"Jane Doe": "Official A"}).warnings  # doctest: +SKIP
()
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from muniment.dossier.paper.covering.beside import Told, covered, on_the_spot, takes, told
from muniment.dossier.paper.covering.boxes import Seat, burn, check_area, level
from muniment.dossier.paper.covering.cautions import cautions
from muniment.dossier.paper.covering.notes import note_sheets
from muniment.dossier.paper.covering.reach import MARGIN, Ground, Reached, joined
from muniment.dossier.paper.doubts import doubts_about
from muniment.dossier.paper.layer import layer_of
from muniment.dossier.paper.opened import (
    Area,
    Frame,
    Pixels,
    draw,
    frame_of,
    grey_of,
    opened_pdf,
    opened_sheet,
    scale_within,
)
from muniment.dossier.paper.remains import Hung, area_of, read_remains
from muniment.dossier.paper.seeing.letters import Letter, Sight, lines_of
from muniment.dossier.paper.seeing.sight import Look, look, read_letters
from muniment.dossier.paper.sheet import Sheet, Word, print_sheets
from muniment.dossier.paper.strings.matching import check_labels, places
from muniment.dossier.paper.strings.over_ends import Over, over_ends
from muniment.dossier.paper.strings.places import (
    Match,
    Only,
    as_read,
    find,
    find_in_place,
    match_of,
)
from muniment.errors import BadAreaError, NoSuchSheetError

DOTS_AN_INCH = 200
"""Of the pictures: type of 6 points stays legible, and a page of text takes about 100 kB. It is the
resolution of a fine fax (ITU-T T.4), which offices have filed for decades."""

LEAST_TYPE = 5.0
"""Points of the smallest label: the small print of contracts. For a longer one a number stands in the box."""


@dataclass(frozen=True, slots=True)
class RedactedSheet:
    """What was done on one page.

    Attributes:
        number: from 1.
        drawn: boxes that a person gave.
        found: places of strings that were blacked out.
        boxes: boxes over these places; a place that goes over a line's end has two.
        tight: boxes that words at both ends bound, so that their width tells that of what they cover.
    """

    number: int
    drawn: int
    found: int
    boxes: int
    tight: int = 0


@dataclass(frozen=True, slots=True)
class RedactedPaper:
    """A redacted PDF, and what a person must know of it before it is published.

    Attributes:
        pdf: the new file.
        sheets: what was done on each page.
        warnings: what could not be looked for, and where a person must look. They name pages and the
            numbers of strings, and never a string.
        told: words that are not redacted and that a box covers; they stand at the end of the file.
        unmet: strings that were found on no page. Who gave them knows whether they should have been.
    """

    pdf: bytes
    sheets: tuple[RedactedSheet, ...]
    warnings: tuple[str, ...]
    told: tuple[Told, ...] = ()
    unmet: tuple[str, ...] = ()


@dataclass(slots=True)
class _Order:
    """What is to be removed, and what has come of it so far."""

    boxes: Mapping[int, Sequence[Area]]
    words: list[str]
    stand_ins: Mapping[str, str]
    dots: int
    hung: Mapping[int, list[Hung]]
    flat: Any
    only: Sequence[Only] = ()
    covers_lines: bool = False
    over: Over = field(default_factory=Over)
    keys: dict[str, int] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    elsewhere: dict[int, set[int]] = field(default_factory=dict)
    within: set[int] = field(default_factory=set)
    done: list[RedactedSheet] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def label_of(self, place: int) -> str:
        """What is written into the boxes over a string."""
        return self.stand_ins.get(self.words[place], "") if place < len(self.words) else ""


def redact_pdf(
    pdf: bytes,
    boxes: Mapping[int, Sequence[Area]],
    words: Sequence[str] = (),
    stand_ins: Mapping[str, str] | None = None,
    *,
    only: Sequence[Only] = (),
    covers_lines: bool = False,
    dots: int = DOTS_AN_INCH,
) -> RedactedPaper:
    """A new PDF of pictures of the pages, without what is in the boxes and without the strings.

    Args:
        pdf: the file.
        boxes: page from 1 → areas to black out; an area's label is written into it.
        words: strings to be removed wherever they stand, however they are written
            (`strings.matching`). Boxes over them are widened to a raster where the line is free.
        stand_ins: string → what is written into its box; its strings are removed as well.
        only: strings that are removed in one place. One that is not found there is removed everywhere.
        covers_lines: boxes over strings cover all of their line, so that no width tells anything; the
            other words of the line are told in the box and at the end of the file.
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
        order = _Order(boxes, words, stand_ins, dots, remains.hung, flat, only, covers_lines)
        _lose_their_place(paper, order)
        order.over = over_ends(_letters_of(paper), order.words) if order.words else Over()
        if order.words:
            order.warnings += remains.warnings
        new = print_sheets(_sheets(paper, order))
    order.warnings += cautions(
        tight=[done.number for done in order.done if done.tight],
        told=len(order.told),
        elsewhere=order.elsewhere,
        over=order.over.pages,
        unsure=order.over.doubts,
        within=sorted(order.within),
    )
    unmet = tuple(word for n, word in enumerate(order.words) if n not in order.met)
    return RedactedPaper(new, tuple(order.done), tuple(order.warnings), tuple(order.told), unmet)


def _letters_of(paper: Any) -> Iterator[tuple[list[Letter], Frame]]:
    for number in range(1, len(paper) + 1):
        with opened_sheet(paper, number) as page:
            yield read_letters(page), frame_of(page)


def _lose_their_place(paper: Any, order: _Order) -> None:
    """Have strings removed everywhere that are not found in the place in which they were to be removed."""
    kept = []
    for one in order.only:
        is_there = False
        for number in one.boxes:
            if 1 <= number <= len(paper):
                with opened_sheet(paper, number) as page:
                    letters = read_letters(page)
                    is_there = is_there or bool(find_in_place(one, letters, frame_of(page), number))
        if is_there:
            kept.append(one)
        elif one.word not in order.words:
            order.words.append(one.word)
            order.warnings.append(
                "Words that were blacked out of a passage were not found where it stands on the page, and"
                " were removed from all of the paper."
            )
    order.only = kept


def _check(
    boxes: Mapping[int, Sequence[Area]], words: list[str], stand_ins: Mapping[str, str]
) -> None:
    areas = [area for on_page in boxes.values() for area in on_page]
    for area in areas:
        check_area(area)
    check_labels([*stand_ins.values(), *(area.label for area in areas)], words)


def _sheets(paper: Any, order: _Order) -> Iterator[Sheet]:
    for number in range(1, len(paper) + 1):
        with opened_sheet(paper, number) as page:
            seen = look(page)
            if order.words:
                order.warnings += doubts_about(page, seen, number)
            yield _sheet(page, seen, number, order)
    told = sorted(dict.fromkeys(order.told), key=lambda one: (one.page, one.line))
    order.told = told
    yield from note_sheets(order.keys, told, order.dots)


def _matches(letters: Sequence[Letter], frame: Frame, number: int, order: _Order) -> list[Match]:
    """Where strings stand that are to be removed there; of those with one place, the number is too high."""
    matches = find(letters, order.words, frame) if order.words else []
    for place, one in enumerate(order.only):
        here = find_in_place(one, letters, frame, number)
        matches += [replace(match, number=len(order.words) + place) for match in here]
        if len(find(letters, [one.word], frame)) > len(here):
            order.elsewhere.setdefault(place, set()).add(number)
    return matches


def _over_its_ends(seen: Look, number: int, order: _Order) -> Iterator[Match]:
    """What stands on a page of strings that run over its end, or over that of the page before."""
    for part in order.over.parts:
        if part.page == number and (
            match := match_of(seen.letters, part.letters, part.number, seen.frame)
        ):
            yield replace(match, is_rest=part.is_rest)


def _boxes_over(
    matches: Sequence[Match], ground: Ground, order: _Order
) -> Iterator[tuple[int, Reached]]:
    """Boxes over matches; of those in several lines the first bears the stand-in."""
    for match in matches:
        label = "" if match.is_rest else order.label_of(match.number)
        for area in match.areas:
            yield match.number, ground.box(area, label, is_upright=match.is_upright)
            label = ""


def _over_notes(
    order: _Order, number: int, frame: Frame, grey: Any, areas: list[Area]
) -> Iterator[tuple[int, Reached]]:
    """Boxes over strings in annotations and form fields: by their letters, and by what they hold.

    The letters are those of a second copy of the file, in which pdfium has made annotations part of
    the page; where those that go stand is added to `areas`. A field or a text box that holds the string is blacked out as a whole besides, since
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
        letters = read_letters(page)
        matches = _matches(letters, frame, number, order)
        gone = {n for match in matches for n in match.letters}
        areas += [letters[n].area for n in gone]
        yield from _boxes_over(matches, Ground(frame, letters, gone, grey), order)
    for note in order.hung.get(number, []):
        area = area_of(note.rect, frame)
        if note.sort not in {"/FreeText", "/Widget", "/Stamp"} or area.left >= area.right:
            continue
        for place, word in enumerate(order.words):
            if places(note.text, [word]) and area.bottom < area.top:
                covering = replace(area.grown(MARGIN), label=order.label_of(place))
                yield place, Reached(covering, is_tight=False)


def _sheet(page: Any, seen: Look, number: int, order: _Order) -> Sheet:
    given = list(order.boxes.get(number, ()))
    for area in given:
        if not area.meets(Area(0, 0, seen.frame.width, seen.frame.height)):
            raise BadAreaError(area=area, cause=f"it lies beside page {number}")
    pixels = _drawn(page, seen, number, order)
    matches = _matches(seen.letters, seen.frame, number, order)
    matches += _over_its_ends(seen, number, order)
    order.within |= {number for match in matches if match.is_within}
    gone = {n: order.label_of(match.number) for match in matches for n in match.letters}
    burnt = [area.grown(MARGIN) for area in given]
    touched = {
        n for n, one in enumerate(seen.letters) if any(takes(area, one.area) for area in burnt)
    }
    # Of a letter that goes no half is left to be read: a box that cuts a line is as high as the line there.
    burnt += [seen.letters[n].area for n in sorted(touched) if seen.letters[n].sight != Sight.BLANK]
    found: list[tuple[int, Reached]] = []
    if order.words or order.only:
        grey = grey_of(pixels)
        ground = Ground(seen.frame, seen.letters, {*gone, *touched}, grey, order.covers_lines)
        found = list(_boxes_over(matches, ground, order))
        areas: list[Area] = []
        notes = list(_over_notes(order, number, seen.frame, grey, areas))
        found = list(dict.fromkeys([*found, *notes]))
        areas += [seen.letters[n].area for n in gone]
        for n in on_the_spot(seen.letters, [box.area for _, box in found], areas):
            gone.setdefault(n, "")
    order.met.update(place for place, _ in found)
    if order.covers_lines:
        found = joined(found)
    taken = covered(seen.letters, [box.area for _, box in found], {*gone, *touched})
    labelled = [_told(box.area, seen, gone, taken, number, order) for _, box in found]
    tight = sum(box.is_tight for _, box in found)
    order.done.append(
        RedactedSheet(number, len(given), len(matches) or len(found), len(found), tight)
    )
    picture, labels = _picture(pixels, seen, number, [*burnt, *labelled], order)
    words = layer_of(seen, burnt, order.words, {*gone, *taken}, labels)
    width, height = seen.frame.view
    return Sheet(width, height, picture, words)


def _told(
    box: Area, seen: Look, gone: Mapping[int, str], taken: set[int], number: int, order: _Order
) -> Area:
    """A box whose label tells the words that it covers beside what is gone."""
    one = told(box, seen.letters, gone, taken, number)
    if one is None:
        return box
    under = [seen.letters[n] for n in taken if takes(box, seen.letters[n].area)]
    in_line = "".join(sign for _, sign in as_read(under, seen.frame))
    if any(places(text, order.words) for text in (one.words, in_line)):
        order.warnings.append(
            f"Page {number}: words beside a redaction are covered, and could not be told without it."
        )
        return box
    order.told.append(one)
    return replace(box, label=one.words)


def _drawn(page: Any, seen: Look, number: int, order: _Order) -> Pixels:
    """The dots of a page, before any box; ink that nobody sees is gone."""
    wanted = order.dots / 72
    scale = scale_within(seen.frame, wanted)
    if scale < wanted:
        order.warnings.append(
            f"Page {number} is so large that it was drawn at {scale * 72:.0f} dots an inch."
        )
    pixels = draw(page, scale)
    seat = Seat(seen.frame, pixels)
    hidden = [one for one in seen.letters if one.sight.is_hidden_ink]
    for areas in (lines_of(hidden), [one.area for one in hidden]):
        level(pixels, (seat.window(area.grown(MARGIN)) for area in areas))
    return pixels


def _picture(
    pixels: Pixels, seen: Look, number: int, burnt: list[Area], order: _Order
) -> tuple[Image.Image, list[Word]]:
    seat = Seat(seen.frame, pixels)
    is_grey = bool(
        (pixels[:, :, 0] == pixels[:, :, 1]).all() and (pixels[:, :, 1] == pixels[:, :, 2]).all()
    )
    picture = Image.fromarray(pixels[:, :, 0] if is_grey else pixels[:, :, ::-1].copy())
    least = max(7, round(LEAST_TYPE * seat.factors[1]))
    boxes = [(seat.of(area), area.label) for area in burnt]
    labels = burn(picture, boxes, least=least, keys=order.keys)
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
