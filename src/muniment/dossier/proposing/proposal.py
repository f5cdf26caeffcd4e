"""What a redaction proposal is: words in a text that may tell who somebody is, and why it is thought so.

>>> Proposal("m1", 3, 13, "Anna Kowal", Kind.PERSON, "person-1", Strength.DIRECT, "…").words
'Anna Kowal'

A proposal decides nothing. A person accepts or rejects each one.
"""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What sort of thing the words name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    CODE = "code"  # a number or sign under which something is filed
    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"
    ACCOUNT = "account number"
    HANDLE = "URL or handle"
    DATE = "date"  # dates, times of day, lengths of time
    QUANTITY = "quantity"
    DEMOGRAPHIC = "demographic"  # descent, faith, age, health, occupation, family
    MISC = "misc"


class Strength(StrEnum):
    """How far the words alone lead to somebody (Pilán et al., Computational Linguistics 48:4, 2022)."""

    DIRECT = "direct"  # they name one person or thing by themselves
    QUASI = "quasi"  # they do so together with others


@dataclass(frozen=True, slots=True)
class Text:
    """One text in which to look: a message, a passage, a whole document.

    Attributes:
        id: by which its proposals refer to it.
        words: the text itself.
    """

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """A person or body whom the case knows.

    Attributes:
        id: by which the group of its proposals is named.
        names: full names and aliases; the first is the one it is known under.
        handles: names in chats and networks, with or without `@`.
        phones: numbers in any spelling.
        emails: addresses of e-mail.
        addresses: postal addresses, and any other words that lead to it.
    """

    id: str
    names: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that may have to be redacted.

    Attributes:
        text: id of the text.
        start, end: half-open code-point span in it.
        words: what stands there.
        kind: what sort of thing they name.
        group: the same for all words that name the same thing; one group is one pseudonym.
        strength: how far they lead to somebody.
        reason: in plain words.
        is_doubtful: they may be ordinary words.
        doubt: what speaks against the proposal, or against joining it with a group; may be empty.
    """

    text: str
    start: int
    end: int
    words: str
    kind: Kind
    group: str
    strength: Strength
    reason: str
    is_doubtful: bool = False
    doubt: str = ""


class Rank(IntEnum):
    """Which of two finds at one place is kept."""

    GUESS = 1
    TRAIT = 2
    PLACE = 3
    AMOUNT = 4
    NAME = 5
    TIME = 6
    CODE = 7
    ACCOUNT = 8
    KNOWN = 9


@dataclass(slots=True)
class Find:
    """Words found in one text, before it is settled which finds are kept and what belongs together.

    Attributes:
        start, end: half-open code-point span.
        kind: what sort of thing; None for words that are known to identify nobody and bar other finds.
        strength, reason, is_doubtful, doubt: as in a proposal.
        rank: which of two finds at one place is kept; the longer of two with one rank.
        key: the same for finds of the same thing; for a person the parts of the name, folded.
        gender: m, f or empty, of a person.
        group: already settled, for what the case knows.
    """

    start: int
    end: int
    kind: Kind | None
    strength: Strength
    reason: str
    rank: Rank
    key: tuple[str, ...] = field(default=())
    is_doubtful: bool = False
    doubt: str = ""
    gender: str = ""
    group: str = ""
