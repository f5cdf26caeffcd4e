"""The exhibit: one thing taken in, a file or a file inside one, known by its SHA-256.

>>> Exhibit(ExhibitId(41), Digest("9f86d081…"), 512, "_chat.txt", parent=ExhibitId(40)).label
'EX-0041'
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from muniment.model.citation import ExhibitId, exhibit_label

Digest = NewType("Digest", str)
"""SHA-256 of an exhibit's bytes, as 64 lower-case hexadecimal digits."""


class ExhibitKind(StrEnum):
    """What an exhibit is, decided by its content."""

    CHAT = "chat"
    MAIL = "mail"
    MAILBOX = "mailbox"
    ARTICLE = "article"
    PAGES = "pages"  # a PDF
    TEXT = "text"  # a word processor's file, RTF, Markdown or plain text
    TABLE = "table"
    ARCHIVE = "archive"
    MEDIA = "media"  # a picture, sound or film: kept, not read
    OTHER = "other"


class State(StrEnum):
    """What became of an exhibit. Every exhibit is in exactly one state; the counts reconcile."""

    PENDING = "pending"  # taken in, not yet read
    READ = "read"
    PARTIAL = "partial"  # read in part: the warnings say what is missing, and where
    REFUSED = "refused"  # not read: the warning says why, and what to do
    KEPT = "kept"  # holds no text that a reader knows (pictures, sound): kept as it is


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing taken in.

    Attributes:
        id: its number in the case, given once and never again.
        digest: SHA-256 of its bytes.
        size: in bytes.
        name: its file name as received, or its name inside the exhibit it came from.
        parent: the exhibit it came inside of; None for a file taken in by itself.
        custodian: whose it was; empty when not said.
        kind: what it is; `other` until it is read.
        format: the name of the format that was recognised (`whatsapp`, `eml`, `pdf`).
        state: what became of it.
    """

    id: ExhibitId
    digest: Digest
    size: int
    name: str
    parent: ExhibitId | None = None
    custodian: str = ""
    kind: ExhibitKind = ExhibitKind.OTHER
    format: str = ""
    state: State = State.PENDING

    @property
    def label(self) -> str:
        """`EX-0041`."""
        return exhibit_label(self.id)
