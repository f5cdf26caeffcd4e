"""The redaction of a DOCX: its visible text is set anew in a new file, with the strings replaced.

A DOCX is a package of files that remember much: who wrote, what was struck out, comments, names in
properties, embedded workbooks. None of it is edited. The words that a reader sees in the body, in
tables and in notes are taken out, and a new file is made of them; pictures, headers and footers stay behind.

    “The harbour master, Jane Doe, left.”    →    “The harbour master, █████, left.”
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from lxml import etree

from muniment.dossier.paper.strings.matching import check_labels, places
from muniment.errors import LockedPaperError, NotPaperError, TooLargePaperError

BAR = "█████"
"""What stands for a removed string without a stand-in: always as long, so that it tells nothing."""

PICTURE = "[picture left out]"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST_PART = 128 << 20
"""Bytes of one part unpacked; the text of a thousand pages takes about 10 MB."""

_DAMAGE = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
    zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What Python's unpacking raises on a damaged package."""

_OLE = b"\xd0\xcf\x11\xe0"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can tell."""

_UNSEEN = frozenset(
    _W + name
    for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr", "tblPr",
        "trPr", "tcPr", "sectPr", "commentReference", "annotationRef", "rubyPr", "rt",
    )
)  # fmt: skip
"""Elements with nothing in them that a reader sees: struck out, moved away, orders of fields, form."""


@dataclass(slots=True)
class _Line:
    """A paragraph: its text and its level as a heading (0: none)."""

    text: str
    level: int = 0


_Block = _Line | list[list[list[_Line]]]
"""A paragraph, or a table: rows of cells of paragraphs."""


def redact_docx(
    docx_file: bytes, words: Sequence[str], stand_ins: Mapping[str, str] | None = None
) -> bytes:
    """A new DOCX of the visible text, in which each string is its stand-in or a bar of fixed width.

    Args:
        docx_file: the file.
        words: strings to be removed, however they are written (`strings.matching`), also across the
            ends of paragraphs and cells.
        stand_ins: string → what stands for it; its strings are removed as well.

    Returns:
        The new file. The same input always gives the same bytes.

    Raises:
        LockedPaperError: it is encrypted.
        NotPaperError: it is no DOCX.
        TooLargePaperError: it unfolds to too much.
        BadWordError: a string has no letter and no figure.
        BadStandInError: a stand-in holds a string that is to be removed.
    """
    stand_ins = dict(stand_ins or {})
    words = list(dict.fromkeys([*words, *stand_ins]))
    check_labels(stand_ins.values(), words)
    blocks = _read(docx_file)
    _replace(list(_lines_of(blocks)), words, stand_ins)
    return _fixed(_write(blocks))


def _read(docx_file: bytes) -> list[_Block]:
    if docx_file[:4] == _OLE:
        raise LockedPaperError
    try:
        with zipfile.ZipFile(io.BytesIO(docx_file)) as package:
            body = _part(package, "word/document.xml")
            styles = _part(package, "word/styles.xml")
            notes = [_part(package, f"word/{name}.xml") for name in ("footnotes", "endnotes")]
    except _DAMAGE as error:
        raise NotPaperError(kind="DOCX", cause=f"{type(error).__name__}") from None
    except etree.XMLSyntaxError:
        raise NotPaperError(kind="DOCX", cause="a part of it is damaged") from None
    if body is None or body.find(_W + "body") is None:
        raise NotPaperError(kind="DOCX", cause="it has no text part")
    reading = _Reading(_hidden_styles(styles))
    blocks = list(reading.blocks(body.find(_W + "body")))
    for part, name in zip(notes, ("footnote", "endnote"), strict=True):
        for note in part.iterchildren(_W + name) if part is not None else ():
            if note.get(_W + "type") is None:
                number = note.get(_W + "id", "")
                lines = [line for line in _lines_of(list(reading.blocks(note))) if line.text]
                blocks += [_Line(f"[{name} {number}] {line.text.strip()}") for line in lines]
    return blocks


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """A part of the package, parsed without entities; None when there is none."""
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise LockedPaperError
    with package.open(info) as stream:
        content = stream.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise TooLargePaperError(kind="DOCX", cause=f"{name} unfolds to over {_LARGEST_PART} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def _hidden_styles(styles: Any) -> frozenset[str]:
    """Styles of which the text is hidden, by themselves or by what they are based on."""
    if styles is None:
        return frozenset()
    based: dict[str, str] = {}
    hidden: set[str] = set()
    for style in styles.iterchildren(_W + "style"):
        name = style.get(_W + "styleId", "")
        parent = style.find(_W + "basedOn")
        if parent is not None:
            based[name] = parent.get(_W + "val", "")
        if _is_on(style.find(_W + "rPr")):
            hidden.add(name)
    for name in list(based):
        chain = [name]
        while chain[-1] in based and based[chain[-1]] not in chain:
            chain.append(based[chain[-1]])
        if hidden.intersection(chain):
            hidden.add(name)
    return frozenset(hidden)


def _is_on(form: Any) -> bool:
    """Whether a run's form says that it is hidden (`w:vanish`)."""
    vanish = form.find(_W + "vanish") if form is not None else None
    return vanish is not None and vanish.get(_W + "val", "1") not in {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A body being read: the styles of which the text is hidden."""

    hidden: frozenset[str]

    def blocks(self, parent: Any) -> Iterator[_Block]:
        """Paragraphs and tables within an element, whatever wraps them."""
        for child in parent.iterchildren(etree.Element):
            if child.tag == _W + "p":
                yield _Line("".join(self.words(child)), _level(child))
                for box in _boxes_in(child):
                    yield from self.blocks(box)
            elif child.tag == _W + "tbl":
                rows = [
                    [
                        list(_lines_of(list(self.blocks(cell))))
                        for cell in _own(row, _W + "tc", _W + "tbl")
                    ]
                    for row in _own(child, _W + "tr", _W + "tbl")
                ]
                if any(rows):
                    yield [row for row in rows if row]
            elif child.tag not in _UNSEEN:
                yield from self.blocks(child)

    def words(self, parent: Any) -> Iterator[str]:
        """What a reader sees of a paragraph, in order."""
        for child in parent.iterchildren(etree.Element):
            if child.tag in _UNSEEN or (child.tag == _W + "r" and self._is_hidden(child)):
                continue
            if child.tag == _W + "t":
                yield child.text or ""
            elif child.tag in {
                _W + "drawing",
                _W + "pict",
                _W + "object",
                _MC + "AlternateContent",
            }:
                yield PICTURE if next(_boxes_in(child), None) is None else ""
            elif child.tag in {_W + "footnoteReference", _W + "endnoteReference"}:
                yield f"[{etree.QName(child).localname[:-9]} {child.get(_W + 'id', '')}]"
            else:
                yield _SIGNS.get(child.tag, "")
                yield from self.words(child)

    def _is_hidden(self, run: Any) -> bool:
        form = run.find(_W + "rPr")
        style = form.find(_W + "rStyle") if form is not None else None
        return _is_on(form) or (style is not None and style.get(_W + "val") in self.hidden)


_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-",
          _W + "sym": "□", _W + "ptab": "\t"}  # fmt: skip


def _own(parent: Any, tag: str, stop: str) -> Iterator[Any]:
    """Elements below another, not those within a further element of the kind `stop`."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag not in {stop, _W + "p", *_UNSEEN}:
            yield from _own(child, tag, stop)


def _boxes_in(parent: Any) -> Iterator[Any]:
    """Text boxes drawn in a paragraph, the first of alternatives only."""
    for box in parent.iter(_W + "txbxContent"):
        above = [e.tag for e in box.iterancestors()]
        if above.count(_W + "txbxContent") == 0 and _MC + "Fallback" not in above:
            yield box


def _level(paragraph: Any) -> int:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(_W + "val", "") if style is not None else ""
    digit = name[7:8]
    return int(digit) if name.lower().startswith("heading") and digit in set("123456789") else 0


def _lines_of(blocks: Sequence[_Block]) -> Iterator[_Line]:
    for block in blocks:
        if isinstance(block, _Line):
            yield block
        else:
            for row in block:
                for cell in row:
                    yield from cell


def _replace(lines: list[_Line], words: list[str], stand_ins: Mapping[str, str]) -> None:
    """Put stand-ins in the place of strings, in all lines as if they were one text."""
    text = "\n".join(line.text for line in lines)
    spans = sorted(
        (start, -end, stand_ins.get(word, BAR))
        for word in words
        for start, end in places(text, [word])
    )
    merged: list[tuple[int, int, str]] = []
    for start, minus_end, label in spans:
        if merged and start < merged[-1][1]:
            first, last, kept = merged[-1]
            merged[-1] = (first, max(last, -minus_end), kept)
        else:
            merged.append((start, -minus_end, label))
    base = 0
    for line in lines:
        end = base + len(line.text)
        made, at = [], base
        for start, stop, label in merged:
            if stop <= base or start >= end:
                continue
            made += [text[at : max(start, base)], label if start >= base else ""]
            at = min(stop, end)
        made.append(text[at:end])
        line.text = "".join(made)
        base = end + 1


def _write(blocks: list[_Block]) -> bytes:
    new = docx.Document()
    for block in blocks:
        if isinstance(block, _Line):
            style = f"Heading {block.level}" if block.level else None
            new.add_paragraph(block.text, style=style)
            continue
        table = new.add_table(rows=len(block), cols=max(len(row) for row in block))
        table.style = "Table Grid"
        for number, row in enumerate(block):
            cells = table.rows[number].cells
            for place, lines in enumerate(row):
                cells[place].text = "\n".join(line.text for line in lines)
    about = new.core_properties
    about.author = about.comments = about.title = about.last_modified_by = ""
    about.created = about.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day, no moment
    written = io.BytesIO()
    new.save(written)
    return written.getvalue()


def _fixed(package: bytes) -> bytes:
    """The same package with one time for all its parts."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
