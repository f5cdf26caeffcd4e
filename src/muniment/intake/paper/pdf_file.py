"""A PDF file as a whole: opening it, what it says of itself, its pages and the files inside it.

Opening gives one of three answers: the file, `LockedError` (a password is asked for), or
`RefusedError` (pdfium finds no PDF in it; another program may).
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from muniment.errors import LockedError
from muniment.intake.paper.columns import order_lines
from muniment.intake.paper.pdf_lines import Line, read_lines
from muniment.intake.paper.pdf_notes import MOST_NOTES, Note, pdf_moment, read_notes

MOST_PAGES = 100_000
_TRIED_PAGES = 50  # if none of the first so many opens, another program may do better
_MOST_TROUBLE = 200  # pages one after the other; a page tree of a thousand million holds no more
_LARGEST_MEMBER = 512 << 20
_OBJECTS_LOOKED_AT = 500
_FACTS = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "Creator": "program",
    "Producer": "producer",
    "CreationDate": "created",
    "ModDate": "modified",
}


class RefusedError(Exception):
    """pdfium does not open the file, and says why."""


@dataclass(slots=True)
class Page:
    """One page, read and closed again.

    Attributes:
        number: from 1.
        lines: in reading order.
        height: of the visible page, in points.
        letters: how many the page has, read or not.
        is_pictured: a picture covers most of the page.
        is_empty: nothing at all is drawn on it.
        notes: what was written onto the page: comments, form fields.
        unread_notes: how many annotations there are beyond those that were read.
        trouble: why the page could not be read; empty when it could.
    """

    number: int
    lines: list[Line] = field(default_factory=list)
    height: float = 842.0
    letters: int = 0
    is_pictured: bool = False
    is_empty: bool = False
    notes: list[Note] = field(default_factory=list)
    unread_notes: int = 0
    trouble: str = ""

    @property
    def text(self) -> str:
        """The named text of the page: its lines, one under the other."""
        return "\n".join(line.text for line in self.lines)


@contextmanager
def open_pdf(path: Path) -> Iterator[Any]:
    """The open file.

    Raises:
        LockedError: it asks for a password.
        RefusedError: pdfium finds no PDF in it.
    """
    try:
        opened = pypdfium2.PdfDocument(path.absolute())
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise LockedError from error
        raise RefusedError(str(error).rstrip(".")) from error
    try:
        if not any(_is_sound(opened, index) for index in range(min(len(opened), _TRIED_PAGES))):
            raise RefusedError("none of its pages can be opened")
        yield opened
    finally:
        opened.close()


def _is_sound(opened: Any, index: int) -> bool:
    page = pdfium.FPDF_LoadPage(opened, index)
    if page:
        pdfium.FPDF_ClosePage(page)
    return bool(page)


def is_rebuilt(opened: Any) -> bool:
    """Whether the file's own table of its objects was damaged, and pdfium searched for them."""
    return not pdfium.FPDF_DocumentHasValidCrossReferenceTable(opened)


def read_facts(opened: Any) -> Iterator[tuple[str, str]]:
    """What the file's information dictionary says: name of the fact, and value."""
    for key, name in _FACTS.items():
        length = pdfium.FPDF_GetMetaText(opened, key.encode(), None, 0)
        buffer = ctypes.create_string_buffer(max(2, min(length, 1 << 16)))
        pdfium.FPDF_GetMetaText(opened, key.encode(), buffer, len(buffer))
        value = buffer.raw.decode("utf-16-le", "replace").split("\0")[0].strip()
        if value and length <= len(buffer):
            yield name, _date(value) if key.endswith("Date") else value


def _date(written: str) -> str:
    """A time as ISO 8601; as it was written where it is none."""
    moment = pdf_moment(written, "")
    return str(moment).replace(" ", "T", 1).replace(" ", "") if moment else written


def read_pages(opened: Any, *, has_notes: bool = True) -> Iterator[Page]:
    """The pages in order, each closed before the next is opened; `has_notes=False` for text only."""
    count, troubled = len(opened), 0
    for index in range(min(count, MOST_PAGES)):
        read = _open_page(opened, index, has_notes)
        troubled = troubled + 1 if read.trouble else 0
        if troubled > _MOST_TROUBLE:
            read.trouble += f", nor are the {count - index - 1} pages after it tried"
        yield read
        if troubled > _MOST_TROUBLE:
            return


def _open_page(opened: Any, index: int, has_notes: bool) -> Page:  # noqa: FBT001 - private
    try:
        page = opened[index]
    except pypdfium2.PdfiumError as error:
        return Page(index + 1, trouble=str(error))
    try:
        return _read_page(page, index + 1, has_notes)
    except pypdfium2.PdfiumError as error:
        return Page(index + 1, trouble=str(error))
    finally:
        page.close()


def _read_page(page: Any, number: int, has_notes: bool) -> Page:  # noqa: FBT001 - private
    left, bottom, right, top = page.get_bbox()
    textpage = page.get_textpage()
    try:
        lines, letters = read_lines(textpage, (left, bottom))
    finally:
        textpage.close()
    read = Page(number, order_lines(lines), abs(top - bottom) or 1.0, letters)
    if has_notes:
        read.notes = read_notes(page, number, (left, bottom))
        read.unread_notes = max(0, pdfium.FPDFPage_GetAnnotCount(page) - MOST_NOTES)
        if sum(len(line.text) for line in lines) < 200:
            read.is_pictured = _has_large_picture(page, abs(top - bottom) * abs(right - left))
            read.is_empty = pdfium.FPDFPage_CountObjects(page) == 0
    return read


def _has_large_picture(page: Any, area: float) -> bool:
    """Whether one of the first objects of a page is a picture over more than half of it."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(min(pdfium.FPDFPage_CountObjects(page), _OBJECTS_LOOKED_AT)):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(drawn) not in (
            pdfium.FPDF_PAGEOBJ_IMAGE,
            pdfium.FPDF_PAGEOBJ_FORM,
        ):
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            covered = (right.value - left.value) * (top.value - bottom.value)
            if covered > 0.5 * area:
                return True
    return False


def read_members(opened: Any) -> Iterator[tuple[str, bytes | None]]:
    """The files inside the file: name, and bytes (None where they cannot be taken out)."""
    for number in range(min(opened.count_attachments(), MOST_PAGES)):
        handle = pdfium.FPDFDoc_GetAttachment(opened, number)
        yield _read_member(handle, number)


def _read_member(handle: Any, number: int) -> tuple[str, bytes | None]:
    length = pdfium.FPDFAttachment_GetName(handle, None, 0) if handle else 0
    name_buffer = ctypes.create_string_buffer(max(2, min(length, 1 << 12)))
    if handle:
        pdfium.FPDFAttachment_GetName(
            handle, ctypes.cast(name_buffer, ctypes.POINTER(ctypes.c_ushort)), len(name_buffer)
        )
    name = (
        name_buffer.raw.decode("utf-16-le", "replace").split("\0")[0] or f"attachment {number + 1}"
    )
    size = ctypes.c_ulong()
    if not handle or not pdfium.FPDFAttachment_GetFile(handle, None, 0, size):
        return name, None
    if size.value > _LARGEST_MEMBER:
        return name, None
    buffer = ctypes.create_string_buffer(size.value or 1)
    if size.value and not pdfium.FPDFAttachment_GetFile(handle, buffer, size.value, size):
        return name, None
    return name, buffer.raw[: size.value]
