r"""Lines for a terminal: wrapped to its width, with evidence shown so that it cannot act on it.

Evidence may hold escape sequences that would colour, move or type into a terminal, and marks that
reverse the order of what is read. They are shown as signs, never sent.

>>> harmless("a\x1b[2Jb\u202e")
'a␛[2Jb⟨202E⟩'
"""

import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator

import click

_MOST = 100
_WORDS = re.compile(r"\S+|\s+")
_KEPT = "\n\t"
_REVERSING = set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A))


def width() -> int:
    """Columns to write in: the terminal's, 80 when there is none, and never more than can be read."""
    return min(shutil.get_terminal_size((80, 24)).columns, _MOST)


def _sign(character: str) -> str:
    code = ord(character)
    if code < 32 or code == 127:
        return chr(0x2400 + code) if code < 32 else "␡"
    return f"⟨{code:04X}⟩"


def harmless(text: str) -> str:
    """The text with control characters and reversing marks made visible."""
    if text.isprintable():
        return text
    return "".join(
        _sign(c)
        if c not in _KEPT and (unicodedata.category(c) in {"Cc", "Cs"} or ord(c) in _REVERSING)
        else c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
    )


def columns(text: str) -> int:
    """How many columns a text takes: signs that colour it take none, wide characters take two."""
    plain = click.unstyle(text)
    if plain.isascii():
        return len(plain)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in plain
    )


def inline(text: str) -> str:
    """The text made harmless and put on one line: for names, which may hold line breaks."""
    return harmless(text).replace("\n", "␊").replace("\t", "␉")


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """A text wrapped to the width, its own line breaks kept."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = lead = first if first is not None and not lines else indent
        gap = ""
        for word in _pieces(paragraph, width() - len(indent)):
            if word.isspace():
                gap = word
            elif columns(line) + len(gap) + columns(word) > width() and line not in {lead, indent}:
                lines.append(line)
                line, gap = indent + word, ""
            else:
                line, gap = line + gap + word, ""
        lines.append(line.rstrip())
    return "\n".join(lines)


def _pieces(paragraph: str, room: int) -> Iterator[str]:
    """The words of a paragraph and the gaps between them; a word longer than a line is cut."""
    for word in _WORDS.findall(paragraph):
        if columns(word) <= room or word != click.unstyle(word):
            yield word
            continue
        piece, taken = "", 0
        for character in word:
            wide = columns(character)
            if taken + wide > room:
                yield piece
                piece, taken = "", 0
            piece += character
            taken += wide
        yield piece


def table(rows: Iterable[tuple[str, ...]], aligned: str, indent: str = "  ") -> Iterator[str]:
    """Rows in columns; `aligned` has `<` or `>` for each column, and the last may run on."""
    listed = list(rows)
    widths = [max(len(r[i]) for r in listed) for i in range(len(aligned))] if listed else []
    for row in listed:
        cells = [f"{cell:{side}{w}}" for cell, side, w in zip(row, aligned, widths, strict=True)]
        yield (indent + "  ".join(cells)).rstrip()


def shortened(text: str, room: int) -> str:
    """A line that fits: what is too long loses its middle, since names differ at both ends."""
    if columns(text) <= room:
        return text
    start = text[: max(1, room)]
    while start and columns(start) > room * 2 // 3:
        start = start[:-1]
    rest = text[len(start) :][-room:]
    while rest and columns(start) + 1 + columns(rest) > room:
        rest = rest[1:]
    return f"{start}…{rest}"


def size(count: int) -> str:
    """A number of bytes as people say it, in powers of 1,000."""
    amount, unit = float(count), "bytes"
    for bigger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, bigger
    return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 100 else f"{amount:.1f} {unit}"


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 passage`, `12,431 passages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def quiet(text: str) -> str:
    """What Muniment adds to what the evidence says, set back."""
    return click.style(text, dim=True)


def strong(text: str) -> str:
    """What is to be seen first."""
    return click.style(text, bold=True)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with the spans that answer a query set off."""
    out, at = [], 0
    for start, end in spans:
        out += [
            harmless(text[at:start]),
            click.style(harmless(text[start:end]), bold=True, fg="yellow"),
        ]
        at = end
    return "".join([*out, harmless(text[at:])])
