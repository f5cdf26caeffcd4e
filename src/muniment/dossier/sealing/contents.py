"""What is sealed: what the caller hands over beside the folder of what is published.

All of it is *as published*: redacted, pseudonymised, ready for any eye. The two exceptions are marked
(`redacted` of a passage, and the custody log): they are kept out of the bundle, which has salted
commitments in their place.

>>> Passage(98, "The gate was shut by █████.", redacted="The gate was shut by Colm.").is_redacted
True
"""

from dataclasses import dataclass

from muniment.custody.log import Entry
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Digest
from muniment.model.trace import Verdict

GUARDED = frozenset({"who", "source", "custodian"})
"""Fields of a custody entry that name people and places: withheld unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is published.

    Attributes:
        number: its place in the exhibit, from 1.
        text: as published.
        author, time, role: as published; empty where nothing is said.
        redacted: its text in the original, where that is not `text`; committed to, never written.
    """

    number: int
    text: str
    author: str = ""
    time: str = ""
    role: str = "primary"
    redacted: str | None = None

    @property
    def is_redacted(self) -> bool:
        """Whether its text is published otherwise than it was received."""
        return self.redacted is not None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A published exhibit.

    Attributes:
        id: its number.
        name: as published.
        original: SHA-256 of the bytes as received.
        passages: those that are published, in order.
        total: how many passages it has, published or not.
        file: the path, in the folder, of the exhibit as it is published; empty when only its passages are.
        shows_original: write `original` in the clear. A digest in the clear lets anybody who guesses
            what is blacked out, left out or under a pseudonym, in a text that is otherwise known, find
            out that they guessed right. Where `file` is the original itself, it is shown in any case.
    """

    id: ExhibitId
    name: str
    original: Digest
    passages: tuple[Passage, ...]
    total: int
    file: str = ""
    shows_original: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in the dossier.

    Attributes:
        text: the path, in the folder, of the text that quotes (`site/index.html`).
        place: where in it, as a person would say (`chapter 2, ¶14`).
        quoted: the words, with the account's own marks.
        citations: of the passages that it is from, in the order in which they are quoted.
        verdict: what the dossier says of it.
        by_eye: it is said to be faithful, and differs in what the plain rule of the verifier does not
            see through (a number in words, stage directions). It is listed for the reader to compare.
    """

    text: str
    place: str
    quoted: str
    citations: tuple[Citation, ...]
    verdict: Verdict
    by_eye: bool = False


@dataclass(frozen=True, slots=True)
class Custody:
    """The custody log of the case, and how much of it is shown.

    Attributes:
        entries: all of it, in order. What is not shown becomes a salted commitment.
        withheld: fields that are not shown of any entry.
        shows_all: show all entries, with all fields: the chain can then be checked by anybody.
        shows_head: write the hash of the last entry in the clear though entries are hidden. Where few
            are, it lets anybody who guesses all of their fields find out that they guessed right.
    """

    entries: tuple[Entry, ...]
    withheld: frozenset[str] = GUARDED
    shows_all: bool = False
    shows_head: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What is sealed, beside the files of the folder.

    Attributes:
        title: of the dossier.
        sealed_at: when, UTC, `2026-03-01T12:00:00Z`.
        exhibits, quotations, custody: what is written beside the folder's own files.
        license: an address or a name; empty when none is given.
        publisher: who publishes, as they want to be named; may be empty.
        description: a sentence or two; may be empty.
    """

    title: str
    sealed_at: str
    exhibits: tuple[Exhibit, ...]
    quotations: tuple[Quotation, ...]
    custody: Custody
    license: str = ""
    publisher: str = ""
    description: str = ""
