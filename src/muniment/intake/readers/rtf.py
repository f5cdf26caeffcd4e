r"""RTF: paragraphs, rows, footnotes, comments, text boxes, headers and footers.

The named text is `text`, a line for each of them.

    {\rtf1\ansi\ansicpg1252 Caf\'e9 closed.\par}    ¶1 paragraph “Café closed.”
"""

from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap

from muniment.errors import UnreadableError
from muniment.intake.office.rtf_members import take_out
from muniment.intake.office.rtf_story import RtfWalk
from muniment.intake.office.writing import TEXT, join_writings, lay_out
from muniment.intake.paper.role import role_of
from muniment.model.exhibit import ExhibitKind
from muniment.model.reading import Fact, Member, Piece, ReadWarning, Source

KIND = ExhibitKind.TEXT
VERSION = "1"


def read(source: Source) -> Iterator[Piece]:
    """The passages of the file, what it says of itself, and what could not be read."""
    deletions, is_empty = 0, True
    with _open_walk(source) as walk:
        for passage in lay_out(walk.writings(), role_of(source)):
            is_empty = False
            deletions += "deleted" in passage.marks
            yield passage
        for name, value in walk.facts.items():
            if value.strip():
                yield Fact(name, value.strip(), "RTF information group")
        if is_empty:
            yield ReadWarning("holds no text", is_loss=False)
        if walk.trouble:
            yield ReadWarning(walk.trouble, step="Ask for another copy.")
        if deletions:
            yield ReadWarning(
                f"has tracked changes; {deletions} deleted passages are kept and marked so",
                is_loss=False,
            )
        for number, (place, word) in enumerate(walk.members, 1):
            name, content = take_out(walk.data, place, number, word)
            if content:
                yield Member(name, content)
            else:
                yield ReadWarning("is a picture or file inside that cannot be taken out", name)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The one text of the file."""
    with _open_walk(source) as walk:
        yield TEXT, join_writings(walk.writings())


@contextmanager
def _open_walk(source: Source) -> Iterator[RtfWalk]:
    with source.path.open("rb") as stream:
        if not stream.read(64).lstrip(b"\xef\xbb\xbf\0 \r\n\t").startswith(b"{\\rtf"):
            raise UnreadableError("It does not begin as an RTF file does.", "Ask for another copy.")
        with mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
            yield RtfWalk(data)
