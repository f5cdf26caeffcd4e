"""A reading: what a reader makes of one exhibit, yielded piece by piece in reading order.

A reader never half-succeeds in silence. Whatever it meets, it yields as one of four pieces:
passages (what was written), facts (what is true of the whole exhibit, and how that is known),
members (files inside the file) and warnings (what could not be read, where, and what to do).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import Passage


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes to be read, and what is known of them from outside.

    Attributes:
        path: a file to be read and never written.
        name: the file's name as received.
        format: what `identify` made of the content (`whatsapp`, `eml`, `zip`, …).
        ancestors: names of the exhibits it came inside of, outermost first.
        settings: what a person set by hand for this exhibit (`zone`, `day-order`, `encoding`, `role`).
        whole: its bytes, when it is so small that telling its format took all of them; else None.
    """

    path: Path
    name: str
    format: str = ""
    ancestors: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    whole: bytes | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of the whole exhibit: its title, its sender, its day order.

    Attributes:
        name: `title`, `byline`, `outlet`, `published`, `chat`, `day-order`, `zone`, `message-id`, ….
        value: as text.
        basis: how it is known (`13 dates have a first number above 12`, `meta og:title`).
        doubt: what speaks against it; empty when nothing does.
    """

    name: str
    value: str
    basis: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside the file: an attachment, a file in an archive, a message of a mailbox.

    Attributes:
        name: its name inside the container, as written there; never used as a path.
        content: its bytes, or a stream of them that is drained before the next piece is asked for.
    """

    name: str
    content: bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something that could not be read as it should.

    Attributes:
        cause: what is wrong, in one plain sentence.
        place: where (`message 14`, `page 3`, `line 12`); empty for the whole exhibit.
        step: what a person can do about it; empty when nothing can be done.
        is_loss: True when content may be missing from the passages (the exhibit is read in part).
    """

    cause: str
    place: str = ""
    step: str = ""
    is_loss: bool = True


Piece = Passage | Fact | Member | ReadWarning


class Reader(Protocol):
    """A module that turns one format into passages. `muniment.intake.readers` holds the built-in ones."""

    KIND: ExhibitKind
    VERSION: str
    """Raised whenever the same bytes would be read differently: `rebuild` then reads them again."""

    def read(self, source: Source) -> Iterator[Piece]:
        """Read the exhibit, piece by piece.

        Raises:
            muniment.errors.UnreadableError: nothing can be read from these bytes, and why.
        """

    def texts(self, source: Source) -> Iterator[tuple[str, str]]:
        """The exhibit's named texts, into which the locators of its passages point."""


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """Which module reads which formats; the module is imported only when such a file comes in.

    Attributes:
        formats: names of the formats, as `identify` gives them.
        module: dotted name of a module that keeps the contract of `Reader`.
    """

    formats: tuple[str, ...]
    module: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading process may use.

    Attributes:
        silence: seconds without a sign of life before it is stopped. The slowest of 1,030 test PDFs
            took 1.3 s as a whole, so a minute of silence is a hang and not hard work.
        memory: bytes of address space. Ordinary readers stay under 300 MB.
    """

    silence: float = 60.0
    memory: int = 2 << 30
