"""PDF: every stream unpacked, every string and name of its objects, and the words of each page.

The words of a page are read apart from its streams, since a program that sets type puts each letter
where it wants: `[(An) -20 (na)] TJ` has no name in it, the page has.
"""

import bisect
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from muniment.dossier.leaks.inside.parts import (
    DAMAGED,
    LOCKED,
    TOO_LONG,
    Limits,
    Part,
    Pieces,
    Shut,
    Words,
    inflate,
)
from muniment.dossier.leaks.texts import Text

_AS_IT_IS = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
_PACKED = "packed in a PDF"
_EXPANDING = 1 << 23
_SCALE = 200 / 72  # 200 dots to the inch, which tesseract reads well
_MOST_DOTS = 6_000
_DEEPEST = 40
_MOST_LETTERS = 50_000_000


def open_pdf(data: bytes, limits: Limits) -> Pieces:
    """The parts of a PDF."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            yield from _objects(pdf, limits)
    except pikepdf.PasswordError:
        yield Shut("", LOCKED)
        return
    except (pikepdf.PdfError, ValueError, OverflowError, RecursionError):
        yield Shut(
            "", "it is a damaged PDF; only its bytes and the streams found there were looked at"
        )
    yield from _pages(data)


@dataclass(slots=True)
class _Gathered:
    """Words from many places, as one text that knows which words came from where."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, name: str, words: str) -> None:
        self.starts.append(self.size)
        self.names.append(name)
        self.words.append(words)
        self.size += len(words) + 1

    def text(self) -> Text:
        def label(index: int) -> str:
            return self.names[max(0, bisect.bisect_right(self.starts, index) - 1)]

        return Text("\n".join(self.words), label, is_prose=True)


def _objects(pdf: pikepdf.Pdf, limits: Limits) -> Pieces:
    strings = _Gathered()
    for n, thing in enumerate(pdf.objects):
        name = f"object {n + 1}"
        if n >= limits.members or strings.size > _MOST_LETTERS:
            yield Shut(name, "it has more objects than are looked at")
            break
        for string in _strings(thing, 0):
            strings.add(name, string)
        if isinstance(thing, pikepdf.Stream):
            yield from _stream(thing, name, limits)
    for string in _strings(pdf.trailer, 0):
        strings.add("trailer", string)
    yield Words("", strings.text())


def _strings(thing: Any, depth: int) -> Iterator[str]:
    """The strings and names of one object; objects that it points to come in their own turn."""
    if depth > _DEEPEST:
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        raw = bytes(thing)
        if not raw.isascii():
            yield raw.decode("utf-8", "replace")
    elif isinstance(thing, pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inside = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        for key, value in inside.items():
            yield key
            if not _is_elsewhere(value):
                yield from _strings(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not _is_elsewhere(value):
                yield from _strings(value, depth + 1)


def _is_elsewhere(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _stream(thing: pikepdf.Stream, name: str, limits: Limits) -> Pieces:
    filters: Any = thing.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(f) for f in filters]
    raw = thing.read_raw_bytes()
    if not names:
        yield Part(name, raw, is_dots=_are_dots(thing, raw))
        return
    if names[0] == "/FlateDecode":
        out, is_whole, _ = inflate(raw, limits.member, 15)
        if len(out) >= limits.member and not is_whole:
            yield Part(name, out, _PACKED)
            yield Shut(name, TOO_LONG)
            return
        if len(names) == 1 and "/DecodeParms" not in thing:
            yield Part(name, out, _PACKED, _are_dots(thing, out))
            if not is_whole:
                yield Shut(name, DAMAGED)
            return
    elif len(raw) > _EXPANDING and names[0] not in _AS_IT_IS:
        yield Shut(name, TOO_LONG)
        return
    yield from _decoded(thing, name, names, raw)


def _are_dots(thing: pikepdf.Stream, data: bytes) -> bool:
    """Whether a stream is a picture, and its bytes are as many as its dots have."""
    if thing.get("/Subtype") != "/Image":
        return False
    width, height = thing.get("/Width", 0), thing.get("/Height", 0)
    if not (isinstance(width, int) and isinstance(height, int)):
        return False
    return len(data) in {width * height * colours for colours in (1, 3, 4)}


def _decoded(thing: pikepdf.Stream, name: str, names: list[str], raw: bytes) -> Pieces:
    if _AS_IT_IS & set(names):
        yield Part(name, raw)
        return
    try:
        out = thing.read_bytes()
        yield Part(name, out, _PACKED, _are_dots(thing, out))
    except (pikepdf.PdfError, ValueError):
        yield Shut(name, DAMAGED)


def _pages(data: bytes) -> Pieces:
    import pypdfium2

    gathered = _Gathered()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield Shut("", "its pages could not be read; its streams were")
        return
    try:
        for number in range(len(document)):
            if gathered.size > _MOST_LETTERS:
                yield Shut(f"page {number + 1}", "it has more words than are looked at")
                break
            yield from _page(document, number, gathered)
    finally:
        document.close()
    yield Words("", gathered.text())


def _page(document: Any, number: int, gathered: _Gathered) -> Pieces:
    import pypdfium2

    try:
        page = document[number]
        words = page.get_textpage()
        gathered.add(f"page {number + 1}", words.get_text_range())
        words.close()
        page.close()
    except pypdfium2.PdfiumError:
        yield Shut(f"page {number + 1}", "its words could not be read; its streams were")


def drawn_pages(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each page of a PDF as a picture, with its name."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(len(document)):
            page = document[number]
            longest = max(page.get_width(), page.get_height(), 1.0)
            out = io.BytesIO()
            picture = page.render(scale=min(_SCALE, _MOST_DOTS / longest)).to_pil()
            picture.save(out, "PPM")  # packing it takes longer than reading its codes
            page.close()
            yield f"page {number + 1}", out.getvalue()
    finally:
        document.close()


def count_pages(data: bytes) -> int:
    """How many pages a PDF has; 0 where that cannot be told."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()
