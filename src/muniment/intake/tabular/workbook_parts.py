"""What a workbook (XLSX) holds besides the values of its cells: errors, formulas never calculated,
hidden rows, notes, pictures. Found by looking through its parts, before anything is loaded.

A sheet is loaded as a full rectangle from its first cell to its last. One cell in the far corner
makes that 17 thousand million cells; so the corner is looked for first.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import IO, BinaryIO

from muniment.intake.unpack import CHUNK, DamagedError, Packed

MOST_CELLS = 20_000_000
"""Cells of one sheet: calamine takes about 32 bytes for each, a reading process has 2 GiB."""

MOST_BYTES = 1 << 30
"""Unpacked size of all parts: shared texts are held in memory too."""

_DAMAGE = (
    KeyError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]{0,2000}>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]{0,5000}>")
_ATTRIBUTE = re.compile(rb'([\w:]{1,40})\s*=\s*"([^"]*)"')
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,500}\bhidden="(?:1|true)"')
_ODD_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]{0,200}\br="([A-Z]{1,3}\d{1,7})")[^>]{0,300}>'
    rb"(?P<formula><(?:\w+:)?f\b(?:[^>]{0,500}/>|[^>]{0,500}>[^<]{0,8200}</(?:\w+:)?f>))?"
    rb"(?:<(?:\w+:)?v>(?P<value>[^<]{0,40})</|<(?:\w+:)?v/>|</(?:\w+:)?c>)"
)
_MOST_PART = 1 << 22
_MOST_ODD = 10_000


@dataclass(slots=True)
class SheetParts:
    """What was seen in one sheet without loading it.

    Attributes:
        cells: size of the rectangle from A1 to the last row and the last column.
        errors: place (`E5`) → error (`#DIV/0!`).
        uncalculated: places of formulas that have no result.
        hidden_rows: how many rows are hidden.
    """

    cells: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)
    hidden_rows: int = 0


def unpacked_size(file: BinaryIO) -> int:
    """Bytes of all parts, as the ZIP says."""
    with zipfile.ZipFile(file) as parts:
        return sum(part.file_size for part in parts.infolist())


def look_through(file: BinaryIO) -> dict[str, SheetParts]:
    """Each sheet of a workbook by its name; those whose part cannot be read are left out."""
    found = {}
    with zipfile.ZipFile(file) as parts:
        for name, part in sheet_parts(parts).items():
            try:
                with parts.open(part) as stream:
                    found[name] = _look_through_sheet(stream)
            except (
                KeyError,
                OSError,
                zipfile.BadZipFile,
                zlib.error,
                NotImplementedError,
                EOFError,
            ):
                continue  # calamine says what is wrong with it
    return found


def other_parts(file: BinaryIO) -> tuple[list[Packed], list[str]]:
    """Pictures and files inside the workbook, and names of parts with text that is not read."""
    packed, unread = [], []
    with zipfile.ZipFile(file) as parts:
        for part in parts.infolist():
            if part.filename.startswith(("xl/media/", "xl/embeddings/")) and not part.is_dir():
                content = partial(_unfold, file, part.filename)
                packed.append(Packed(part.filename, content, part.file_size, part.compress_size))
            elif re.match(r"xl/(?:charts/chart|drawings/drawing)", part.filename):
                unread.append(part.filename)
    return packed, unread


def _unfold(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The bytes of one part."""
    try:
        with zipfile.ZipFile(file) as parts, parts.open(name) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except _DAMAGE as error:
        raise DamagedError(f"Its packed bytes are damaged ({error}).") from error


def sheet_parts(parts: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet → name of its part."""
    targets = relation_targets(parts, "xl/_rels/workbook.xml.rels", "xl")
    sheets = {}
    for tag in _SHEET.findall(read_part(parts, "xl/workbook.xml", _MOST_PART)):
        sheet = _attributes(tag)
        relation_id = next((v for k, v in sheet.items() if k.endswith(":id")), "")
        sheets[sheet.get("name", "")] = targets.get(relation_id, "")
    return sheets


def relation_targets(parts: zipfile.ZipFile, name: str, folder: str) -> dict[str, str]:
    """What a part of relations leads to: id → name of the part, seen from `folder`."""
    targets = {}
    for tag in _RELATION.findall(read_part(parts, name, _MOST_PART)):
        relation = _attributes(tag)
        target = relation.get("Target", "")
        path = target if target.startswith("/") else f"/{folder}/{target}"
        targets[relation.get("Id", "")] = posixpath.normpath(path).lstrip("/")
    return targets


def read_part(parts: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The first bytes of a part; none when it is missing or damaged."""
    try:
        with parts.open(name) as stream:
            return stream.read(most)
    except _DAMAGE:
        return b""


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        key.decode(): unescape(value.decode("utf-8", "replace"))
        for key, value in _ATTRIBUTE.findall(tag)
    }


def _look_through_sheet(stream: IO[bytes]) -> SheetParts:
    seen = SheetParts()
    columns, rows, rest = set[bytes](), 0, b""
    while chunk := stream.read(1 << 20):
        rest += chunk
        end = max(rest.rfind(b"</c>"), rest.rfind(b"</row>"), rest.rfind(b":c>"), rest.rfind(b"/>"))
        end = len(rest) if end < 0 else end + 4
        block, rest = rest[:end], rest[end:]
        places = _CELL.findall(block)
        columns.update({letters for letters, _ in places})
        rows = max(rows, max((int(row) for row in {row for _, row in places}), default=0))
        seen.hidden_rows += len(_HIDDEN_ROW.findall(block))
        if b't="e"' in block or b"<f" in block or b":f" in block:
            _note_odd_cells(block, seen)
    widest = max((_column_number(letters) for letters in columns), default=0)
    seen.cells = rows * widest
    return seen


def _note_odd_cells(block: bytes, seen: SheetParts) -> None:
    for match in _ODD_CELL.finditer(block):
        value = match["value"]
        if len(seen.errors) + len(seen.uncalculated) >= _MOST_ODD:
            return
        if value and value.startswith(b"#") and b't="e"' in match[0]:
            seen.errors[match[1].decode()] = value.decode("utf-8", "replace")
        elif match["formula"] and not value:
            seen.uncalculated.append(match[1].decode())


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
