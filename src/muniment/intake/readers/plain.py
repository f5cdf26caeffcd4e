r"""Plain text and Markdown: a file of letters and nothing else.

The named text is `text`, the letters as decoded; of a file longer than a million letters there are
several (`text`, `text 2`, …), so that a file of any length is read in the same memory.

    Statement of J. Quill          →  ¶1 paragraph, line 1
    (blank line)
    I was on duty when the         →  ¶2 paragraph, line 3
    lamp went out.
"""

from collections.abc import Iterator

from muniment.intake.paper.decode import (
    UTF8,
    Encoding,
    decode_stream,
    detect,
    detect_stream,
    named_encoding,
)
from muniment.intake.paper.markdown import split_markdown
from muniment.intake.paper.paragraphs import LIMIT, cut_long, split_paragraphs, split_parts
from muniment.intake.paper.role import role_of
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.reading import Fact, Piece, ReadWarning, Source

KIND = ExhibitKind.TEXT
VERSION = "1"

_SMALL = 1 << 20  # bytes that are read and decoded in one go


def read(source: Source) -> Iterator[Piece]:
    """The paragraphs, headings, rows and notes of a text file, in order."""
    wanted = source.settings.get("encoding", "")
    if wanted and not named_encoding(wanted):
        yield ReadWarning(
            f"has the encoding set to “{wanted}”, which is not known",
            step="set another",
            is_loss=False,
        )
    encoding, parts = _parts(source)
    if encoding is not UTF8:
        yield Fact("encoding", encoding.codec, encoding.basis, encoding.doubt)
    role, is_markdown = role_of(source), source.format == "markdown"
    line, broken, cut, is_empty = 1, 0, 0, True
    for name, text in parts:
        for passage in _passages(name, text, line, role, is_markdown):
            is_empty = False
            cut += len(passage.text) >= LIMIT // 2
            yield passage
        line += len(text.splitlines()) - (text[-1:] not in "\r\n")
        broken += text.count("\ufffd") if encoding is not UTF8 else 0
    if is_empty:
        yield ReadWarning("holds no text", is_loss=False)
    yield from _warnings(broken, cut)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The file as decoded: `text`, and `text 2`, `text 3`, … if it is very long."""
    return _parts(source)[1]


def _warnings(broken: int, cut: int) -> Iterator[ReadWarning]:
    if broken:
        yield ReadWarning(
            f"has {broken} places where the bytes are no letters of its encoding",
            step="set the encoding of the exhibit by hand, if it is another",
        )
    if cut:
        yield ReadWarning(
            f"has paragraphs of many thousand letters; they were cut into passages of at most {LIMIT}",
            is_loss=False,
        )


def _parts(source: Source) -> tuple[Encoding, Iterator[tuple[str, str]]]:
    """The encoding, and the named texts one after the other."""
    encoding = named_encoding(source.settings.get("encoding", ""))
    if source.path.stat().st_size <= _SMALL:
        content = source.path.read_bytes()
        encoding = encoding or detect(content)
        parts = iter([content.decode(encoding.codec, "replace")])
        return encoding, _named(parts)
    if not encoding:
        with source.path.open("rb") as stream:
            encoding = detect_stream(stream)
    return encoding, _named(split_parts(_decoded(source, encoding)))


def _decoded(source: Source, encoding: Encoding) -> Iterator[str]:
    with source.path.open("rb") as stream:
        yield from decode_stream(stream, encoding)


def _named(parts: Iterator[str]) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(parts, 1):
        yield ("text" if number == 1 else f"text {number}"), part


def _passages(
    name: str,
    text: str,
    line: int,
    role: Role,
    is_markdown: bool,  # noqa: FBT001 - private
) -> Iterator[Passage]:
    if is_markdown:
        for block in split_markdown(text, line):
            for start, end in cut_long(text, block.start, block.end):
                place = Locator(name, start, end, f"line {block.line}")
                yield Passage(block.kind, text[start:end], place, role, depth=block.depth)
        return
    for span in split_paragraphs(text, line):
        for start, end in cut_long(text, span.start, span.end):
            place = Locator(name, start, end, f"line {span.line}")
            yield Passage(PassageKind.PARAGRAPH, text[start:end], place, role)
