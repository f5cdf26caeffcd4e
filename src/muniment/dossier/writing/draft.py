r"""The draft: a dossier as its author writes it, taken apart into blocks.

    ---
    title: The winter gate
    by: The harbour desk
    context: 2
    whole: EX-0016
    ---

    Hask wrote “be helpful very slowly” [EX-0002 ¶4411].

    [EX-0002 ¶4409–4413]

    ![The hinge, as found](EX-0031)

    [quotes EX-0012]

    [copying EX-0011, EX-0012, EX-0013]

A citation that stands alone is an excerpt: the passages themselves are shown. A picture is one of the
case, by its exhibit. `[quotes EX-0012]` is the table of an account's quotes with their verdicts,
`[copying …]` the figure of who of these accounts has words from whom. All else is Markdown (CommonMark
with tables) in which HTML is shown and not run.

>>> draft = parse("# Gate\n\nHe wrote “slowly” [EX-0002 ¶4].\n\n[EX-0002 ¶3–5]\n")
>>> draft.title, [type(b).__name__ for b in draft.blocks]
('Gate', ['Prose', 'Prose', 'Excerpt'])
"""

import re
from dataclasses import dataclass, field

from muniment.errors import BadHeaderError
from muniment.model.citation import Citation, ExhibitId

_CITED = r"EX-0*(?P<exhibit>[1-9]\d{0,8})(?:\s*(?:¶|p\.?)\s*(?P<first>[1-9]\d{0,8})(?:\s*[–-]\s*¶?(?P<last>[1-9]\d{0,8}))?)?"
CITATION = re.compile(rf"\[{_CITED}\]")
_EXCERPT = re.compile(rf"\s*\[{_CITED}\]\s*")
_PICTURE = re.compile(r"\s*!\[(?P<caption>[^\]]*)\]\(EX-0*(?P<exhibit>[1-9]\d{0,8})\)\s*")
_TABLE = re.compile(r"\s*\[quotes EX-0*(?P<exhibit>[1-9]\d{0,8})\]\s*")
_COPYING = re.compile(r"\s*\[copying (?P<exhibits>EX-\d{1,9}(?:,\s*EX-\d{1,9})*)\]\s*")
_KEY = re.compile(r"(?P<key>[a-z]+)\s*:\s*(?P<value>.*)")
_EXHIBIT = re.compile(r"EX-0*([1-9]\d{0,8})")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")

KEYS = ("title", "by", "licence", "date", "context", "whole", "boxes")
_BOXES = ("words", "lines")
_MOST_CONTEXT = 50


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation names: one passage, several in a row, or a whole exhibit (number 0).

    Attributes:
        citation: the first passage.
        last: the number of the last; as the first when it is only one.
        start, end: half-open code points in the block's text.
    """

    citation: Citation
    last: int
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        more = f"–{self.last}" if self.last > self.citation.number else ""
        return f"{self.citation}{more}"


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, a heading, a list or a table, as Markdown; `line` is its first in the file, from 1."""

    text: str
    line: int

    @property
    def references(self) -> list[Reference]:
        """The citations in it, in order."""
        return [_reference(found) for found in CITATION.finditer(self.text)]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Passages that are shown as they stand."""

    reference: Reference
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the case."""

    exhibit: ExhibitId
    caption: str
    line: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The quotes of an account with their verdicts."""

    exhibit: ExhibitId
    line: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Who of some accounts has words from whom."""

    exhibits: tuple[ExhibitId, ...]
    line: int


Block = Prose | Excerpt | Picture | Verdicts | Compared


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier as its author writes it.

    Attributes:
        title: what it is called.
        by: who wrote it, as they want to be named; empty when they do not.
        licence: under which others may use it; empty when nothing is said.
        date: of the dossier, as its author writes it.
        context: how many passages before and after a cited one are published with it.
        whole: exhibits that are published whole.
        covers_lines: on papers that are made anew, boxes over words cover all of their line.
        blocks: in order.
    """

    title: str
    by: str = ""
    licence: str = ""
    date: str = ""
    context: int = 2
    whole: tuple[ExhibitId, ...] = ()
    covers_lines: bool = False
    blocks: tuple[Block, ...] = field(default=())


def parse(written: str) -> Draft:
    """Take a draft apart.

    Raises:
        muniment.errors.BadHeaderError: a line of the header is not understood.
    """
    lines = written.removeprefix("\ufeff").splitlines()
    header, begin = _header(lines)
    blocks = tuple(_blocks(lines, begin))
    title = header.get("title") or _first_heading(blocks)
    context = header.get("context", "2")
    if not context.isascii() or not context.isdigit() or int(context[:4]) > _MOST_CONTEXT:
        raise BadHeaderError(line=f"context: {context}", cause=f"a number up to {_MOST_CONTEXT}")
    if (boxes := header.get("boxes", "words")) not in _BOXES:
        raise BadHeaderError(line=f"boxes: {boxes}"[:80], cause=f"one of {', '.join(_BOXES)}")
    return Draft(
        title,
        header.get("by", ""),
        header.get("licence", ""),
        header.get("date", ""),
        int(context),
        _exhibits(header.get("whole", "")),
        boxes == "lines",
        blocks,
    )


def _header(lines: list[str]) -> tuple[dict[str, str], int]:
    """What stands between two lines of `---` at the head, and where the text begins."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    end = next((at for at, line in enumerate(lines) if at and line.strip() == "---"), 0)
    if not end:
        raise BadHeaderError(line="---", cause="a second line of --- that ends the header")
    found: dict[str, str] = {}
    for line in lines[1:end]:
        told = _KEY.fullmatch(line.strip())
        if line.strip() and (not told or told["key"] not in KEYS):
            raise BadHeaderError(line=line.strip()[:80], cause=f"one of {', '.join(KEYS)}")
        if told:
            found[told["key"]] = told["value"].strip()
    return found, end + 1


def _blocks(lines: list[str], begin: int) -> list[Block]:
    """Stretches of lines without an empty one between them; a fenced block is one whatever it holds."""
    blocks, start, is_fenced = [], begin, False
    for at in range(begin, len(lines) + 1):
        line = lines[at] if at < len(lines) else ""
        if _FENCE.match(line):
            is_fenced = not is_fenced
        if (line.strip() and at < len(lines)) or (is_fenced and at < len(lines)):
            continue
        text = "\n".join(lines[start:at])
        if text.strip():
            blocks.append(_block(text, start + 1))
        start = at + 1
    return blocks


def _block(text: str, line: int) -> Block:
    if (found := _EXCERPT.fullmatch(text)) and found["first"]:
        return Excerpt(_reference(found), line)
    if found := _PICTURE.fullmatch(text):
        return Picture(ExhibitId(int(found["exhibit"])), found["caption"], line)
    if found := _TABLE.fullmatch(text):
        return Verdicts(ExhibitId(int(found["exhibit"])), line)
    if found := _COPYING.fullmatch(text):
        return Compared(_exhibits(found["exhibits"]), line)
    return Prose(text, line)


def _exhibits(written: str) -> tuple[ExhibitId, ...]:
    return tuple(dict.fromkeys(ExhibitId(int(n)) for n in _EXHIBIT.findall(written)))


def _reference(found: re.Match[str]) -> Reference:
    first = int(found["first"] or 0)
    citation = Citation(ExhibitId(int(found["exhibit"])), first)
    return Reference(citation, max(first, int(found["last"] or 0)), *found.span())


def _first_heading(blocks: tuple[Block, ...]) -> str:
    for block in blocks:
        if isinstance(block, Prose) and block.text.lstrip().startswith("# "):
            return block.text.lstrip().splitlines()[0].removeprefix("# ").strip()
    return ""
