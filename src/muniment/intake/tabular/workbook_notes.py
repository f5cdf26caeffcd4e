"""Notes at the cells of an XLSX workbook: what somebody wrote in the margin of a table.

    sheet Gifts, note at B4, by A. Marsh  →  "who paid for this?"

Newer threaded comments are kept by Excel in the old form as well, which is the one read here.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from muniment.intake.tabular.workbook_parts import read_part, relation_targets, sheet_parts

_MOST_PART = 1 << 26
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CellNote:
    """A note: the sheet and cell where it hangs, who wrote it, and what."""

    sheet: str
    cell: str
    author: str
    text: str


def notes(file: BinaryIO) -> Iterator[CellNote]:
    """Every note of every sheet that can be read."""
    with zipfile.ZipFile(file) as parts:
        for sheet, part in sheet_parts(parts).items():
            folder, name = posixpath.split(part)
            for target in relation_targets(parts, f"{folder}/_rels/{name}.rels", folder).values():
                if re.search(r"/comments\d*\.xml$", target):
                    yield from _notes_in(read_part(parts, target, _MOST_PART), sheet)


def _notes_in(xml: bytes, sheet: str) -> Iterator[CellNote]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    authors = [element.text or "" for element in root.iter("{*}author")]
    for element in root.iter("{*}comment"):
        text = "".join(run.text or "" for run in element.iter("{*}t"))
        number = element.get("authorId") or ""
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        if text.strip():
            cell = _CONTROLS.sub("�", element.get("ref") or "?")[:20]
            yield CellNote(sheet, cell, _CONTROLS.sub("�", author), text)
