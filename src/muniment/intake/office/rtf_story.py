r"""RTF: text with control words between it, read in one pass and without recursion.

Footnotes, comments, headers and text boxes stand in the middle of the words they hang on; each is
a story of its own, told after the paragraph in which it stands. What was struck out under tracking
(`\deleted`) and what is hidden (`\v`) is kept apart from the text.

    {\rtf1\ansi The lamp {\deleted never }failed.\par}   →   "The lamp failed.", struck "never "
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap

from muniment.intake.office.rtf_words import (
    CHARSETS,
    ENTERED,
    INFO,
    SIGNS,
    SKIPPED,
    STORIES,
    SYMBOLS,
    TOKEN,
    Group,
)
from muniment.intake.office.writing import Writing
from muniment.model.passage import PassageKind

_MOST_DEPTH = 5_000  # groups in groups; Word nests fewer than a hundred
_MOST_TEXT = 1 << 20  # letters of one paragraph; longer ones are parted
_DULL = re.compile(rb"[^{}\\]*")  # a picture's figures
_HALF = re.compile("[\ud800-\udfff]")
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_TOLD = {*INFO, "stylesheet", "atnauthor"}
_KINDS = {"note": PassageKind.NOTE, "frame": PassageKind.BOILERPLATE}


@dataclass(slots=True)
class _Story:
    """A story that is being told: its sort, its open paragraph, its open row."""

    sort: str = "body"
    text: list[str] = field(default_factory=list)
    length: int = 0
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    depth: int = 0
    in_table: bool = False
    after: list[Writing] = field(default_factory=list)  # what hangs in the open paragraph
    author: str = ""


class RtfWalk:
    """One pass over an RTF file. `facts` and `trouble` are whole when the writings have been read."""

    def __init__(self, data: bytes | mmap) -> None:
        """Begin at the start of the file's bytes."""
        self.data = data
        self.facts: dict[str, str] = {}
        self.trouble = ""
        self.members: list[tuple[int, str]] = []  # where a picture or an embedded file begins
        self._at = 0
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._levels: dict[int, int] = {}
        self._bytes = bytearray()
        self._skip = 0
        self._group = Group()
        self._groups: list[Group] = []
        self._too_deep = 0
        self._stories = [_Story()]
        self._number = -1  # of the font or style that is being defined
        self._starred = False
        self._paragraphs = 0
        self._author = ""

    def writings(self) -> Iterator[Writing]:
        """The writings of the file in reading order."""
        place, end, match = 0, len(self.data), TOKEN.match
        while place < end:
            if self._group.skipped and self._group.purpose not in _TOLD:
                place = _DULL.match(self.data, place).end()  # type: ignore[union-attr] # matches nothing, too
            token = match(self.data, place)
            if token is None:  # the end
                break
            place = self._at = token.end()
            word, number, hexed, symbol, brace, run = token.groups()
            starred, self._starred = self._starred, False
            if run is not None:
                self._write_run(run)
                if len(self._bytes) + self._stories[-1].length > _MOST_TEXT:
                    self._flush()
                    yield from self._tell(self._end_paragraph(is_last=True))
            elif word is not None:
                name = word.decode("ascii")
                if name == "bin":
                    place += max(0, int(number or 0))
                else:
                    yield from self._tell(self._control(name, number, starred))
            elif hexed is not None:
                self._write_run(bytes([int(hexed, 16)]))
            elif brace == b"{":
                self._open()
            elif brace == b"}":
                yield from self._close()
                if not self._groups and not self._too_deep:
                    break
            elif symbol is not None:
                yield from self._tell(self._write_symbol(symbol))
        yield from self._finish(place, end)

    def _tell(self, writings: Iterator[Writing]) -> Iterator[Writing]:
        """Give out what the body tells; hang what an inner story tells on where it stands."""
        inner = len(self._stories) - 1
        for writing in writings:
            if inner:
                self._stories[inner - 1].after.append(writing)
            else:
                yield writing

    def _finish(self, place: int, end: int) -> Iterator[Writing]:
        self._flush()
        self.facts = {name: _whole([value]) for name, value in self.facts.items()}
        if self._groups:
            self.trouble = "ends in the middle"
        elif self.data[place:end].strip(b"\0 \r\n\t\x1a"):
            self.trouble = "has bytes after its end, which were not read"
        while len(self._stories) > 1:
            self._end_story()
        yield from self._end_paragraph(is_last=True)
        yield from self._end_row()

    def _open(self) -> None:
        self._flush()
        if len(self._groups) >= _MOST_DEPTH:
            self._too_deep += 1
            return
        self._groups.append(self._group)
        self._group = self._group.copy()
        self._skip = 0

    def _close(self) -> Iterator[Writing]:
        self._flush()
        self._skip = 0
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._groups:
            return
        self._group = self._groups.pop()
        while len(self._stories) - 1 > self._group.story:
            self._end_story()
        if not self._groups:
            yield from self._end_paragraph(is_last=True)

    def _end_story(self) -> None:
        """Hang the writings of an inner story on the paragraph in which it stands."""
        writings = [*self._end_paragraph(is_last=True), *self._end_row()]
        self._stories.pop()
        self._stories[-1].after += writings

    def _control(self, name: str, written: bytes | None, starred: bool) -> Iterator[Writing]:  # noqa: FBT001 - private
        number = int(written) if written else None
        group = self._group
        if name == "u":
            self._write_unit(number or 0)
            return
        self._flush()
        self._skip = 0
        if self._define(name, number):
            return
        if name in STORIES and not group.skipped:
            self._begin_story(STORIES[name])
        elif name in SKIPPED or (starred and name not in ENTERED):
            if name in {"pict", "objdata"} and not group.skipped:
                self.members.append((self._at, name))
            group.skipped = True
            group.purpose = name
            self._author = "" if name == "atnauthor" else self._author
        elif group.skipped:
            return
        elif name in SIGNS:
            self._write(SIGNS[name])
        elif name in {"par", "sect", "page", "column"}:
            yield from self._end_paragraph()
        elif name == "cell":
            self._end_cell()
        elif name == "row":
            yield from self._end_row()
        else:
            self._set(name, number)

    def _set(self, name: str, number: int | None) -> None:
        """Control words that change how what follows is written."""
        group, story = self._group, self._stories[-1]
        is_on = number != 0
        match name:
            case "uc":
                group.substitutes = min(max(number or 0, 0), 100)
            case "f":
                group.codec = self._fonts.get(number or 0, "")
            case "plain":
                group.is_hidden = group.is_struck = False
            case "v":
                group.is_hidden = is_on
            case "deleted":
                group.is_struck = is_on
            case "pard":
                story.depth, story.in_table = 0, False
            case "intbl":
                story.in_table = True
            case "s":
                story.depth = self._levels.get(number or 0, 0)
            case "outlinelevel":
                story.depth = (number or 0) + 1 if 0 <= (number or 0) < 9 else 0
            case "ansicpg":
                self._codec = _known_codec(f"cp{number}")
            case "mac":
                self._codec = "mac_roman"
            case "pc":
                self._codec = "cp437"
            case "pca":
                self._codec = "cp850"

    def _define(self, name: str, number: int | None) -> bool:
        """Control words inside the tables of fonts and styles, and in the information group."""
        purpose = self._group.purpose
        if purpose == "fonttbl" and name in {"f", "fcharset"}:
            if name == "f":
                self._number = number or 0
            elif number in CHARSETS:
                self._fonts[self._number] = CHARSETS[number]
            return True
        if purpose == "stylesheet" and name in {"s", "outlinelevel"}:
            if name == "s":
                self._number = number or 0
            elif 0 <= (number or 0) < 9:
                self._levels[self._number] = (number or 0) + 1
            return True
        if purpose == "info" and name in INFO:
            self._group.purpose = name
            return True
        if purpose in {"creatim", "revtim", "printim"} and name in {"yr", "mo", "dy", "hr", "min"}:
            mark = {"yr": "", "mo": "-", "dy": "-", "hr": "T", "min": ":"}[name]
            self._fact(f"{mark}{min(max(number or 0, 0), 9999):02d}")
            return True
        return False

    def _fact(self, text: str) -> None:
        name = INFO[self._group.purpose]
        self.facts[name] = (self.facts.get(name, "") + text)[:4_000]

    def _begin_story(self, sort: str) -> None:
        if len(self._stories) < 50:
            self._stories.append(_Story(sort, author=_whole([self._author]).strip()))
            self._author = ""
        self._group.story = len(self._stories) - 1

    def _write_run(self, run: bytes) -> None:
        if self._group.skipped and self._group.purpose not in _TOLD:
            return
        if self._skip:
            used = min(self._skip, len(run))
            self._skip -= used
            run = run[used:]
        self._bytes += run

    def _write_symbol(self, symbol: bytes) -> Iterator[Writing]:
        if self._skip:
            self._skip -= 1
        elif symbol == b"*":
            self._starred = True
        elif symbol in b"\r\n":
            self._flush()
            yield from self._end_paragraph()
        elif symbol in SYMBOLS:
            self._flush()
            self._write(SYMBOLS[symbol])

    def _write_unit(self, number: int) -> None:
        self._flush()
        self._write(chr(number & 0xFFFF))
        self._skip = self._group.substitutes

    def _flush(self) -> None:
        """Write the bytes that have been gathered, in the code page of their font."""
        if self._bytes:
            codec = self._group.codec or self._codec
            self._write(bytes(self._bytes).decode(codec, "replace"))
            self._bytes.clear()

    def _write(self, text: str) -> None:
        group, story = self._group, self._stories[-1]
        if group.skipped:
            self._write_skipped(text)
        elif group.is_struck:
            story.struck.append(text)
        elif group.is_hidden:
            story.hidden.append(text)
        else:
            story.text.append(text)
            story.length += len(text)

    def _write_skipped(self, text: str) -> None:
        """Names of styles, fields of the information group, the author of a comment."""
        purpose = self._group.purpose
        if purpose in INFO and purpose not in {"creatim", "revtim", "printim"}:
            self._fact(text)
        elif purpose == "atnauthor":
            self._author = (self._author + text)[:200]  # a name with \u comes in pieces
        elif purpose == "stylesheet" and (heading := _HEADING.match(text.strip())):
            self._levels.setdefault(self._number, int(heading[1]))

    def _end_cell(self) -> None:
        story = self._stories[-1]
        story.cells.append(_whole(story.text).strip())
        story.text, story.length = [], 0

    def _end_row(self) -> Iterator[Writing]:
        story = self._stories[-1]
        cells, story.cells = story.cells, []
        if any(cells):
            kind = _KINDS.get(story.sort, PassageKind.ROW)
            yield Writing(kind, " | ".join(cells), author=story.author, place=self._place())
        yield from self._rest()

    def _end_paragraph(self, *, is_last: bool = False) -> Iterator[Writing]:
        story = self._stories[-1]
        if story.in_table and not is_last:  # an end of paragraph inside a cell
            story.text.append(" ")
            return
        if story.cells:
            yield from self._end_row()
        text, story.text, story.length = _whole(story.text), [], 0
        if text.strip():
            self._paragraphs += story.sort == "body"
            heading = PassageKind.HEADING if story.depth else PassageKind.PARAGRAPH
            kind = _KINDS.get(story.sort, heading)
            depth = story.depth if kind is PassageKind.HEADING else 0
            yield Writing(kind, text, depth, author=story.author, place=self._place())
        yield from self._rest()

    def _rest(self) -> Iterator[Writing]:
        """What was struck out of a paragraph, what is hidden in it, and what hangs in it."""
        story = self._stories[-1]
        kind = _KINDS.get(story.sort, PassageKind.PARAGRAPH)
        for pieces, mark in ((story.struck, "deleted"), (story.hidden, "hidden")):
            if text := _whole(pieces):
                yield Writing(kind, text, author=story.author, marks=(mark,), place=self._place())
        yield from story.after
        story.struck, story.hidden, story.after = [], [], []

    def _place(self) -> str:
        sort = self._stories[-1].sort
        return (
            f"paragraph {self._paragraphs}"
            if sort == "body"
            else sort.replace("frame", "header or footer")
        )


def _known_codec(name: str) -> str:
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return "cp1252"


def _whole(pieces: list[str]) -> str:
    """The pieces as one text; halves of letters are joined, and those without their other half replaced."""
    text = "".join(pieces)
    if _HALF.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
