"""What a search for strings cannot see on a page, said so that a person looks there."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from muniment.dossier.paper.opened import Area, draw, scale_within
from muniment.dossier.paper.seeing.drawn import Sort
from muniment.dossier.paper.seeing.letters import Sight
from muniment.dossier.paper.seeing.sight import Look

_OUTLINES = 20
"""Small curved shapes from which they may be letters drawn as outlines: four or five words. A drawn
emblem or a bulleted list has fewer."""

_UNMAPPED = 0.05
"""Share of letters without a meaning from which searching is not to be trusted."""

_PICTURE = 0.01
"""Share of the page from which a picture can hold a line of text (half an A4 line of 12-point type)."""

_OUTSIDE = 0.5
"""Share of a picture's ink outside all letters from which the letters are not its text: a scan with its
own layer has nearly all of its ink within, one with a stamp or a printed header only has nearly none."""

_CONTRAST = 48
"""Of 255, as in `seeing.judging`: less is a bare surface."""


def doubts_about(page: Any, seen: Look, number: int) -> Iterator[str]:
    """Warnings about a page on which strings were looked for.

    Args:
        page: pypdfium2's page.
        seen: the same page, looked at.
        number: its number, from 1.
    """
    letters = [letter for letter in seen.letters if letter.sight != Sight.BLANK]
    outlines = sum(thing.is_glyph for thing in seen.things)
    if not letters and _shows_something(page, seen):
        yield (
            f"Page {number} has no text that could be searched, and shows something: strings could"
            " not be looked for. A person must draw the boxes on it."
        )
        return
    if outlines >= _OUTLINES:
        yield (
            f"Page {number} has text drawn as outlines, or drawings that look like it: strings could"
            " not be looked for there. A person must look at it."
        )
    unmapped = sum(not letter.is_mapped or letter.text == "\ufffd" for letter in letters)
    if unmapped > _UNMAPPED * max(1, len(letters)):
        yield (
            f"Page {number}: the file does not say which letters {unmapped} of {len(letters)} are."
            " Strings may have been missed. A person must look at it."
        )
    if pictures := _unread_pictures(page, seen):
        yield (
            f"Page {number} has {pictures} pictures of which most is no text that could be searched:"
            " strings could not be looked for there. A person must look at them."
        )


def _shows_something(page: Any, seen: Look) -> bool:
    grey = draw(page, scale_within(seen.frame, 1.0)).mean(axis=2)
    return float(np.ptp(grey)) >= _CONTRAST


def _unread_pictures(page: Any, seen: Look) -> int:
    """Pictures large enough for a line of text of which most ink is outside the letters of the page."""
    least = _PICTURE * seen.frame.width * seen.frame.height
    areas = [
        thing.area
        for thing in seen.things
        if thing.sort == Sort.PICTURE
        and (thing.area.right - thing.area.left) * (thing.area.top - thing.area.bottom) >= least
    ]
    if not areas:
        return 0
    grey = draw(page, scale_within(seen.frame, 1.0)).mean(axis=2)
    free = np.ones(grey.shape, dtype=bool)
    for letter in seen.letters:
        if letter.sight != Sight.BLANK:
            free[_slices(letter.area, seen, grey.shape)] = False
    unread = 0
    for area in areas:
        window = _slices(area, seen, grey.shape)
        dots = grey[window]
        ink = np.abs(dots - np.median(dots)) >= _CONTRAST if dots.size else np.zeros(0, dtype=bool)
        unread += bool(ink.any()) and int((ink & free[window]).sum()) >= _OUTSIDE * int(ink.sum())
    return unread


def _slices(area: Area, seen: Look, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Rows and columns of an area in a picture of the page."""
    left, top, right, bottom = seen.frame.to_view(area)
    across, down = shape[1] / seen.frame.view[0], shape[0] / seen.frame.view[1]
    return (
        slice(max(0, int(top * down)), max(0, int(bottom * down) + 1)),
        slice(max(0, int(left * across)), max(0, int(right * across) + 1)),
    )
