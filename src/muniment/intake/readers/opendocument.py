"""OpenDocument text (ODT): paragraphs, headings, tables, footnotes, comments and tracked changes.

The named text is `text`: the body, a line for each paragraph; footnotes and comments right after
the paragraph they hang in; at the end what was struck out, and headers and footers.

    ¶1 heading (1)   Findings
    ¶2 paragraph     The lamp failed.
    ¶3 note          By his own count.
"""

from collections.abc import Iterator
from typing import Any

from muniment.errors import LockedError, UnreadableError
from muniment.intake.office.odt_story import tell_body, tell_frames
from muniment.intake.office.writing import TEXT, Writing, join_writings, lay_out
from muniment.intake.office.xml_blocks import local, parse_small
from muniment.intake.office.zip_parts import Parts, open_parts
from muniment.intake.paper.role import role_of
from muniment.model.exhibit import ExhibitKind
from muniment.model.reading import Fact, Piece, ReadWarning, Source

KIND = ExhibitKind.TEXT
VERSION = "1"

_PROGRAM = "LibreOffice"
_PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "description": "description",
    "keyword": "keywords",
    "initial-creator": "author",
    "creator": "last-modified-by",
    "creation-date": "created",
    "date": "modified",
    "print-date": "printed",
    "printed-by": "printed-by",
    "editing-cycles": "revision",
    "generator": "program",
}
_MEMBERS = ("Pictures/", "Object ", "ObjectReplacements/", "Basic/", "media/")


def read(source: Source) -> Iterator[Piece]:
    """The passages of the file, its properties, its members, and what could not be read."""
    troubles: list[tuple[str, str]] = []
    deletions, is_empty = 0, True
    with open_parts(source.path, _PROGRAM) as parts:
        _refuse_locked(parts)
        yield from _facts(parts)
        for passage in lay_out(_writings(parts, troubles), role_of(source)):
            is_empty = False
            deletions += "deleted" in passage.marks
            yield passage
        if is_empty and troubles:
            raise UnreadableError(f"Its text {troubles[0][1]}.", "Ask for another copy.")
        if is_empty:
            yield ReadWarning("holds no text", is_loss=False)
        yield from (ReadWarning(cause, place, "Ask for another copy.") for place, cause in troubles)
        if deletions:
            yield ReadWarning(
                f"has tracked changes; {deletions} deleted passages are kept and marked so",
                is_loss=False,
            )
        yield from parts.members(*_MEMBERS)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The one text of the file."""
    with open_parts(source.path, _PROGRAM) as parts:
        _refuse_locked(parts)
        yield TEXT, join_writings(_writings(parts, []))


def _writings(parts: Parts, troubles: list[tuple[str, str]]) -> Iterator[Writing]:
    body = parts.open("content.xml")
    yield from tell_body(body)
    if body.trouble:
        troubles.append(("content.xml", body.trouble))
    if "styles.xml" in parts.names:
        frames = parts.open("styles.xml")
        yield from tell_frames(frames)
        if frames.trouble:
            troubles.append(("styles.xml", frames.trouble))


def _refuse_locked(parts: Parts) -> None:
    """An encrypted OpenDocument is a whole zip whose parts are noise; its manifest says so."""
    manifest = b"".join(iter(parts.open("META-INF/manifest.xml", most=4 << 20).read, b""))
    if b"encryption-data" in manifest:
        raise LockedError


def _facts(parts: Parts) -> Iterator[Fact]:
    tree: Any = parse_small(parts.open("meta.xml", most=1 << 20))
    for element in tree.iter() if tree is not None else ():
        value = (element.text or "").strip() if local(element) in _PROPERTIES else ""
        if value:
            yield Fact(_PROPERTIES[local(element)], value, "meta.xml")
