"""A workbook of a spreadsheet program: XLSX, XLS or ODS. Each row of each sheet is a passage.

    sheet Gifts, row 4  →  ¶3 "what: bus | cost: 461 | paid on: 2017-05-02 | settled: TRUE"

Of a formula the result that was saved is read. Dates are written by ISO 8601, numbers exactly.
Hidden sheets are read and marked. calamine loads one sheet at a time as a whole; it may crash on a
damaged XLS, which costs the worker process and is told there. Setting: `header`, for every sheet.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any, BinaryIO

from muniment.errors import LockedError, UnreadableError
from muniment.intake.formats.compound import is_locked
from muniment.intake.tabular.cells import Value, column_type, type_of, write_cell
from muniment.intake.tabular.header import LOOKED_AT, Header, column_letter, find_header
from muniment.intake.tabular.rows import (
    Placing,
    RowText,
    describe_columns,
    joined_texts,
    write_plain,
)
from muniment.intake.tabular.workbook_notes import notes
from muniment.intake.tabular.workbook_parts import (
    MOST_BYTES,
    MOST_CELLS,
    SheetParts,
    look_through,
    other_parts,
    unpacked_size,
)
from muniment.intake.unpack import Bounds, Meter, unpack
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import PassageKind
from muniment.model.reading import Fact, Piece, ReadWarning, Source

KIND = ExhibitKind.TABLE
VERSION = "1"

_SAVE_AGAIN = "Open it in a spreadsheet program, save it as CSV, and add the copy."
_MOST_NAMED = 20
_PLACE = re.compile(r"([A-Z]+)(\d+)")


def read(source: Source) -> Iterator[Piece]:
    """Each row of each sheet as a passage, the columns of each sheet, and what is not read.

    Raises:
        LockedError: it is encrypted.
        UnreadableError: it is no workbook that can be read.
    """
    with _opened(source) as (workbook, file):
        parts = _look(file)
        for sheet in workbook.sheets_metadata:
            yield from _read_sheet(workbook, sheet, parts.get(sheet.name), source)
        if _is_zip(file) and source.format != "ods":
            yield from _read_notes(file)
            yield from _others(file, source)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """`sheet NAME` for each sheet, and `sheet NAME, from row N` for long ones."""
    with _opened(source) as (workbook, file):
        parts = _look(file)
        for metadata in workbook.sheets_metadata:
            sheet = _load(workbook, metadata, parts.get(metadata.name), source)
            if isinstance(sheet, _Sheet):
                placing = Placing(sheet.text, "")
                yield from joined_texts((placing, text, row) for row, _, text in sheet.rows())
        if _is_zip(file) and source.format != "ods":
            placing = Placing("notes", "")
            found = enumerate(notes(file), 1)
            yield from joined_texts((placing, note.text, number) for number, note in found)


@contextmanager
def _opened(source: Source) -> Iterator[tuple[Any, BinaryIO]]:
    import python_calamine

    with source.path.open("rb") as file:
        if _is_zip(file):
            _weigh(file)
        elif is_locked(file):
            raise LockedError
        file.seek(0)
        with _told():
            workbook = python_calamine.CalamineWorkbook.from_filelike(file)
        yield workbook, file


@contextmanager
def _told() -> Iterator[None]:
    """Turn what calamine raises into what a person is told."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise LockedError from error
    except (CalamineError, OSError, ValueError, TypeError) as error:
        if "password" in str(error).lower():
            raise LockedError from error
        cause = f"It cannot be read as a workbook ({str(error)[:200]})."
        raise UnreadableError(cause, _SAVE_AGAIN) from error
    except BaseException as error:  # a panic in Rust is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError("It is damaged so that its parser gives up.", _SAVE_AGAIN) from error


def _is_zip(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(2) == b"PK"


def _weigh(file: BinaryIO) -> None:
    import zipfile

    try:
        size = unpacked_size(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"It is cut short or damaged ({error}).", _SAVE_AGAIN) from error
    if size > MOST_BYTES:
        raise UnreadableError("It unpacks to more than 1 GiB.", _SAVE_AGAIN)


def _look(file: BinaryIO) -> dict[str, SheetParts]:
    return look_through(file) if _is_zip(file) else {}


@dataclass(slots=True)
class _Sheet:
    """A sheet that is loaded.

    Attributes:
        name, is_hidden: as the workbook says.
        first: rows that are looked at for the header, the first of them the row `top`.
        rest: the rows after them.
        top: the number of the first row that holds anything, from 1.
        header: the names of its columns.
        errors: errors by row and column, from 0.
        merged: ranges of merged cells.
        types: types of the filled cells in each column, below the header.
    """

    name: str
    is_hidden: bool
    first: list[list[Value]]
    rest: Iterator[list[Value]]
    top: int
    header: Header
    errors: dict[int, dict[int, str]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    types: list[set[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What its named text is called."""
        return f"sheet {self.name}"

    def rows(self) -> Iterator[tuple[int, PassageKind, str]]:
        """Number, kind and text of each row that is not empty."""
        written = RowText(self.header.names)
        for number, values in enumerate(chain(self.first, self.rest), self.top):
            cells = [write_cell(value) for value in values]
            for column, error in self.errors.get(number - 1, {}).items():
                cells += [""] * (column + 1 - len(cells))
                cells[column] = error
            is_row = number > self.header.row
            if is_row:
                self._note(values)
            text = written.write(cells) if is_row else write_plain(cells)
            if text:
                yield number, PassageKind.ROW if is_row else PassageKind.HEADING, text

    def _note(self, values: list[Value]) -> None:
        while len(self.types) < len(values):
            self.types.append(set())
        for types, value in zip(self.types, values, strict=False):
            if value != "":
                types.add(type_of(value))


def _load(
    workbook: Any, metadata: Any, parts: SheetParts | None, source: Source
) -> _Sheet | ReadWarning:
    place = f"sheet {metadata.name}"
    sort = _value_name(metadata.typ)
    if sort not in ("WorkSheet", "MacroSheet"):
        return ReadWarning(f"It is no table but a {sort}, which is not read.", place)
    if parts and parts.cells > MOST_CELLS:
        return ReadWarning(
            f"It reaches over {parts.cells:,} cells, more than {MOST_CELLS:,}: it is not read.",
            place,
            _SAVE_AGAIN,
        )
    try:
        with _told():
            sheet = workbook.get_sheet_by_name(metadata.name)
    except UnreadableError as error:
        return ReadWarning(str(error), place, str(error.values["step"]))
    row, left = sheet.start or (0, 0)
    blank: list[Value] = [""] * left
    rows = (blank + values for values in islice(sheet.iter_rows(), row, None))
    first = list(islice(rows, LOOKED_AT))
    merged = sheet.merged_cell_ranges or []
    header = _header(first, row, merged, source.settings.get("header", ""))
    errors = _by_row(parts.errors if parts else {})
    is_hidden = _value_name(metadata.visible) != "Visible"
    return _Sheet(metadata.name, is_hidden, first, rows, row + 1, header, errors, merged)


def _value_name(value: object) -> str:
    """The last part of `SheetTypeEnum.WorkSheet`: calamine's enumerations are none of Python's."""
    return str(value).rpartition(".")[2]


def _header(first: list[list[Value]], top: int, merged: list[Any], by_hand: str) -> Header:
    """The header among the first rows; a name over merged cells names all their columns."""
    if by_hand.isdecimal() and int(by_hand) > top:
        by_hand = str(int(by_hand) - top)
    rows = [[write_cell(value) for value in values] for values in first]
    found = find_header(rows, by_hand=by_hand)
    if not found.row:
        return found
    names = list(found.names)
    for (upper, left), (lower, right) in merged:
        if upper <= top + found.row - 1 <= lower and left < len(names):
            names[left : right + 1] = [names[left]] * len(names[left : right + 1])
    return Header(found.row + top, tuple(names), found.basis, found.doubt)


def _by_row(errors: dict[str, str]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for place, error in errors.items():
        if match := _PLACE.fullmatch(place):
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            found.setdefault(int(match[2]) - 1, {})[column - 1] = error
    return found


def _read_sheet(
    workbook: Any, metadata: Any, parts: SheetParts | None, source: Source
) -> Iterator[Piece]:
    sheet = _load(workbook, metadata, parts, source)
    if isinstance(sheet, ReadWarning):
        yield sheet
        return
    place = f"{'hidden ' if sheet.is_hidden else ''}sheet {sheet.name}"
    placing = Placing(sheet.text, f"{place}, ")
    rows = 0
    for number, kind, text in sheet.rows():
        rows += kind is PassageKind.ROW
        yield from placing.passages(text, number, kind)
    types = [column_type(found) for found in sheet.types]
    yield describe_columns(sheet.text, sheet.header, types, rows)
    if sheet.is_hidden:
        yield Fact("hidden", sheet.text, "the workbook says so")
    if sheet.merged:
        shown = ", ".join(_range(r) for r in sheet.merged[:_MOST_NAMED])
        more = (
            f" and {len(sheet.merged) - _MOST_NAMED} more"
            if len(sheet.merged) > _MOST_NAMED
            else ""
        )
        yield Fact(
            "merged", f"{sheet.text}: {shown}{more}", "its value stands in the first cell only"
        )
    if parts:
        yield from _oddities(parts, sheet.text)


def _range(merged: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (upper, left), (lower, right) = merged
    return f"{column_letter(left)}{upper + 1}:{column_letter(right)}{lower + 1}"


def _oddities(parts: SheetParts, place: str) -> Iterator[Piece]:
    if parts.hidden_rows:
        yield Fact("hidden", f"{parts.hidden_rows:,} rows of {place}", "the workbook says so")
    if parts.uncalculated:
        shown = ", ".join(parts.uncalculated[:_MOST_NAMED])
        count = len(parts.uncalculated)
        formulas = "1 formula has" if count == 1 else f"{count:,} formulas have"
        yield ReadWarning(
            f"{formulas} no result in the file: {shown}{' …' if count > _MOST_NAMED else ''}.",
            place,
            "Open it in a spreadsheet program, let it calculate, save, and add the copy.",
        )


def _read_notes(file: BinaryIO) -> Iterator[Piece]:
    placing = Placing("notes", "")
    for number, note in enumerate(notes(file), 1):
        for passage in placing.passages(note.text, number, PassageKind.NOTE):
            place = f"sheet {note.sheet}, note at {note.cell}"
            where = replace(passage.locator, place=place)
            yield replace(passage, locator=where, author=note.author)


def _others(file: BinaryIO, source: Source) -> Iterator[Piece]:
    packed, unread = other_parts(file)
    yield from unpack(packed, Meter(Bounds(), source.path.stat().st_size))
    if unread:
        shown = ", ".join(unread[:_MOST_NAMED])
        yield ReadWarning(
            f"Charts or drawings are not read: {shown}.",
            step="Look at them in a spreadsheet program.",
        )
