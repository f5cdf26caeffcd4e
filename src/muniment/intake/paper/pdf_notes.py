"""What was written onto a PDF page after it was made: comments, highlights' remarks, form fields.

These are annotations (ISO 32000-1, 12.5), kept apart from what the page draws. Each has the place
where it hangs, often the name of who wrote it, and the time.

    Note("Who told you this?", box, author="A. Reed", date="D:20220318145601+01'00'")
"""

import ctypes
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pypdfium2.raw as pdfium

from muniment.model.moment import Moment, Precision
from muniment.model.passage import Box

MOST_NOTES = 5_000  # of one page
_LONGEST = 1 << 17  # bytes of one note, in UTF-16
_SILENT = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?)?)?"
)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing written onto a page: words, place, who, when (as a PDF writes dates).

    `is_field` is True for the value of a form field.
    """

    text: str
    box: Box
    author: str = ""
    date: str = ""
    is_field: bool = False


def read_notes(page: Any, number: int, origin: tuple[float, float]) -> list[Note]:
    """The notes of a page that hold words, in the order of the file; at most `MOST_NOTES`."""
    notes = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
        handle = pdfium.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        try:
            note = _read_note(handle, number, origin)
        finally:
            pdfium.FPDFPage_CloseAnnot(handle)
        if note:
            notes.append(note)
    return notes


def _read_note(handle: Any, number: int, origin: tuple[float, float]) -> Note | None:
    kind = pdfium.FPDFAnnot_GetSubtype(handle)
    if kind in _SILENT:
        return None
    is_field = kind == pdfium.FPDF_ANNOT_WIDGET
    text = _string(handle, b"V" if is_field else b"Contents").strip()
    if not text:
        return None
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(handle, rect)
    left, right = sorted((rect.left - origin[0], rect.right - origin[0]))
    bottom, top = sorted((rect.bottom - origin[1], rect.top - origin[1]))
    box = Box(number, *(round(edge, 1) for edge in (left, bottom, right, top)))
    author = "" if is_field else _string(handle, b"T").strip()
    return Note(text, box, author, _string(handle, b"M"), is_field)


def _string(handle: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(handle, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(
        handle, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    text = buffer.raw[: min(length, _LONGEST)].decode("utf-16-le", "replace").rstrip("\0")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def pdf_moment(written: str, basis: str) -> Moment | None:
    """A time as PDF writes it (ISO 32000-1, 7.9.4); None when it is no such time.

    >>> pdf_moment("D:20220318145601+01'00'", "annotation").local
    '2022-03-18T14:56:01'
    """
    match = _DATE.match(written.strip())
    if not match:
        return None
    year, month, day, hour, minute, second, zulu, sign, east, east_minutes = match.groups()
    try:
        wall = datetime(  # noqa: DTZ001 - wall-clock time, as written
            int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0)
        ).isoformat()
    except ValueError:
        return None
    if hour is None:
        return (
            Moment(wall[:10], None, Precision.DAY, basis)
            if day
            else Moment(wall[:7], None, Precision.MONTH, basis)
        )
    offset = 0 if zulu else None
    if sign and int(east) <= 14:
        offset = (int(east) * 60 + int(east_minutes or 0)) * (-1 if sign == "-" else 1)
    if second is None:
        return Moment(wall[:16], offset, Precision.MINUTE, basis)
    return Moment(wall, offset, Precision.SECOND, basis)
