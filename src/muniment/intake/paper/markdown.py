r"""Markdown: plain text in which a few signs mark headings, lists, tables and footnotes.

Only the signs that part passages are read, after CommonMark 0.31: headings (`#`, or underlined),
fenced code, table rows and footnotes. Emphasis and links stay as they were typed.

>>> text = "# Findings\n\nNothing was *found*.\n"
>>> [(b.kind.value, b.depth, text[b.start:b.end]) for b in split_markdown(text)]
[('heading', 1, 'Findings'), ('paragraph', 0, 'Nothing was *found*.')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.intake.paper.paragraphs import find_starts
from muniment.model.passage import PassageKind

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# Nothing is given back: a dash could belong to any of many runs, and all ways would be tried.
_RULE = re.compile(r" {0,3}(?:\|?[ \t]*+:?-{2,}+:?[ \t]*+)++\|?$|[ \t]*+(?:[-*_][ \t]*+){3,}+$")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,80}\]:[ \t]*")
_BLOCK_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, table row or footnote: its span, its first line and its level."""

    kind: PassageKind
    start: int
    end: int
    line: int
    depth: int = 0


@dataclass(slots=True)
class _Line:
    place: int
    body: str
    number: int


def split_markdown(text: str, line: int = 1) -> Iterator[Block]:
    """The blocks of a Markdown text in order; signs that mark them are outside their spans."""
    open_lines: list[_Line] = []
    fence, place = "", 0
    for number, raw in enumerate(text.splitlines(keepends=True), line):
        current = _Line(place, raw.rstrip(), number)
        place += len(raw)
        marked = _FENCE.match(current.body)
        if fence or marked:
            is_close = bool(marked) and bool(fence) and marked[1].startswith(fence)  # type: ignore[index]
            if not fence or is_close or len(open_lines) >= _BLOCK_LINES:
                yield from _code(open_lines) if fence else _prose(open_lines)
                open_lines = []
            if fence and not is_close:
                open_lines.append(current)
            fence = "" if is_close else fence or (marked[1] if marked else "")
        elif heading := _HEADING.match(current.body):
            yield from _prose(open_lines)
            open_lines = []
            yield from _heading(current, heading)
        elif open_lines and (under := _UNDERLINE.match(current.body)):
            yield from _prose(open_lines, level=1 if under[1][0] == "=" else 2)
            open_lines = []
        elif not current.body or len(open_lines) >= _BLOCK_LINES:
            yield from _prose(open_lines)
            open_lines = [current] if current.body else []
        else:
            open_lines.append(current)
    yield from _code(open_lines) if fence else _prose(open_lines)


def _heading(line: _Line, match: re.Match[str]) -> Iterator[Block]:
    title = line.body[match.end() :].rstrip("#").rstrip() or line.body[match.end() :]
    if title:
        start = line.place + match.end()
        yield Block(PassageKind.HEADING, start, start + len(title), line.number, len(match[1]))


def _code(lines: list[_Line]) -> Iterator[Block]:
    if lines:
        yield _span(PassageKind.PARAGRAPH, lines)


def _prose(lines: list[_Line], level: int = 0) -> Iterator[Block]:
    """The passages of lines that no blank line parts; `level` if they are an underlined heading."""
    if level:
        yield _span(PassageKind.HEADING, lines, depth=level)
        return
    if lines and (footnote := _FOOTNOTE.match(lines[0].body)):
        first = lines[0]
        if len(first.body) > footnote.end():
            note = _Line(first.place + footnote.end(), first.body[footnote.end() :], first.number)
            yield _span(PassageKind.NOTE, [note, *lines[1:]])
            return
    lines = [line for line in lines if not _RULE.match(line.body)]
    if len(lines) > 1 and all(line.body.lstrip().startswith("|") for line in lines):
        yield from (_span(PassageKind.ROW, [line]) for line in lines)
        return
    starts = find_starts([line.body for line in lines]) if lines else []
    for begin, stop in zip(starts, [*starts[1:], len(lines)], strict=False):
        yield _span(PassageKind.PARAGRAPH, lines[begin:stop])


def _span(kind: PassageKind, lines: list[_Line], depth: int = 0) -> Block:
    first, last = lines[0], lines[-1]
    indent = len(first.body) - len(first.body.lstrip())
    return Block(kind, first.place + indent, last.place + len(last.body), first.number, depth)
