"""Word (DOCX): paragraphs, headings, tables, notes, comments and tracked changes.

The named text is `text`: the body, then headers and footers, footnotes, endnotes and comments, a
line for each. What was struck out under tracking is kept, marked `deleted`; hidden text is marked
`hidden`; pictures and embedded files are members.

    ¶1 heading (1)   Findings
    ¶2 paragraph     The lamp failed.
    ¶3 paragraph     never            deleted, by Reed, 2022-03-18T14:56:00Z
    ¶4 row           March | 2 failures
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any

from muniment.errors import UnreadableError
from muniment.intake.office.word_story import Rules, read_rules, tell_notes, tell_story
from muniment.intake.office.writing import TEXT, Writing, join_writings, lay_out
from muniment.intake.office.xml_blocks import attribute, local, parse_small
from muniment.intake.office.zip_parts import Parts, PartStream, open_parts
from muniment.intake.paper.role import role_of
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import PassageKind
from muniment.model.reading import Fact, Piece, ReadWarning, Source

KIND = ExhibitKind.TEXT
VERSION = "1"

_PROGRAM = "Word"
_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "lastModifiedBy": "last-modified-by",
    "created": "created",
    "modified": "modified",
    "lastPrinted": "printed",
    "revision": "revision",
    "Application": "program",
    "Company": "company",
    "Manager": "manager",
}
_MOST_RULES = 16 << 20  # bytes of the styles, and of the rules of numbering
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_MEMBERS = ("media/", "embeddings/", "afchunk", "vbaProject.bin")


@dataclass(slots=True)
class _Told:
    """What was met on the way, told when the text is done."""

    troubles: list[tuple[str, str]] = field(default_factory=list)
    deletions: int = 0


def read(source: Source) -> Iterator[Piece]:
    """The passages of the file, its properties, its members, and what could not be read."""
    told = _Told()
    with open_parts(source.path, _PROGRAM) as parts:
        body = _find_body(parts)
        yield from _facts(parts)
        is_empty = True
        for passage in lay_out(_writings(parts, body, told), role_of(source)):
            is_empty = False
            told.deletions += "deleted" in passage.marks
            yield passage
        if is_empty and told.troubles:
            raise UnreadableError(f"Its text {told.troubles[0][1]}.", "Ask for another copy.")
        if is_empty:
            yield ReadWarning("holds no text", is_loss=False)
        yield from (
            ReadWarning(cause, place, "Ask for another copy.") for place, cause in told.troubles
        )
        if told.deletions:
            yield ReadWarning(
                f"has tracked changes; {told.deletions} deleted passages are kept and marked so",
                is_loss=False,
            )
        folder = body.rpartition("/")[0]
        yield from parts.members(*(join(folder, name) for name in _MEMBERS))


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The one text of the file."""
    with open_parts(source.path, _PROGRAM) as parts:
        yield TEXT, join_writings(_writings(parts, _find_body(parts), _Told()))


def _find_body(parts: Parts) -> str:
    """The name of the main part, as the file's relationships give it."""
    tree = parse_small(parts.open("_rels/.rels", most=1 << 20))
    for relation in tree if tree is not None else ():
        if attribute(relation, "Type").endswith("/officeDocument"):
            name = normpath(attribute(relation, "Target").lstrip("/"))
            if name in parts.names:
                return name
    if "word/document.xml" in parts.names:
        return "word/document.xml"
    raise UnreadableError("It has no main text, as a Word file must.", "Ask for another copy.")


def _writings(parts: Parts, body: str, told: _Told) -> Iterator[Writing]:
    """All writings: the body first, then what stands around it."""
    folder = body.rpartition("/")[0]
    styles, numbering = (
        parse_small(parts.open(join(folder, name), most=_MOST_RULES))
        for name in ("styles.xml", "numbering.xml")
    )
    rules = read_rules(styles, numbering)
    yield from _tell(parts.open(body), body, told, rules)
    around = [name for name in parts.names if name.endswith(".xml") and name != body]
    for name in sorted(around, key=lambda name: (_rank(name), len(name), name)):
        stem = name.removeprefix(folder + "/").removesuffix(".xml")
        if stem.rstrip("0123456789") in {"header", "footer"}:
            yield from _tell(parts.open(name), stem, told, rules)
        elif stem in _NOTES:
            stream = parts.open(name)
            yield from tell_notes(stream, _NOTES[stem])
            _note_trouble(stream, stem, told)


def _rank(name: str) -> int:
    """Headers and footers come first, comments last."""
    stem = name.rpartition("/")[2].removesuffix(".xml")
    return [*_NOTES].index(stem) + 1 if stem in _NOTES else 0


def _tell(stream: PartStream, name: str, told: _Told, rules: Rules) -> Iterator[Writing]:
    """The writings of the body, a header or a footer."""
    is_body = name.endswith(".xml")
    kind = PassageKind.PARAGRAPH if is_body else PassageKind.BOILERPLATE
    yield from tell_story(stream, rules, kind, "" if is_body else name)
    _note_trouble(stream, name, told)


def _note_trouble(stream: PartStream, name: str, told: _Told) -> None:
    if stream.trouble:
        told.troubles.append((name, stream.trouble))


def _facts(parts: Parts) -> Iterator[Fact]:
    """What the file says of itself: title, author, times, program."""
    for name in ("docProps/core.xml", "docProps/app.xml"):
        tree: Any = parse_small(parts.open(name, most=1 << 20))
        for element in tree if tree is not None else ():
            value = (element.text or "").strip() if isinstance(element.text, str) else ""
            if value and local(element) in _PROPERTIES:
                yield Fact(_PROPERTIES[local(element)], value, name)
