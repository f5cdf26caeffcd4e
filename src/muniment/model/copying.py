"""Copying: what accounts have from each other, as far as their words show it.

It is about words and dates. That two accounts share a sentence is a fact; who had it from whom is
an inference, and each link says on what it rests and what speaks against it.

>>> one = Account(ExhibitId(2), outlet="The Skarrow Courier")
>>> one.label
'The Skarrow Courier'
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from muniment.model.citation import ExhibitId, exhibit_label
from muniment.model.moment import Moment
from muniment.model.passage import Values
from muniment.model.quote import Quote
from muniment.model.trace import Place, Trace

_DATE_AND_ENDING = re.compile(r"^[\W_]*\d{4}-\d\d-\d\d[\W_]*|\.\w{1,5}$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of an account, with what tracing found; None when it was not traced."""

    quote: Quote
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """An exhibit that tells of others, as comparing takes it in.

    Attributes:
        exhibit: its number.
        name: what it was received as (`2024-03-13 The Morning Gong.html`); read for the outlet's
            name when the exhibit does not give one.
        outlet, title, byline: as its facts give them; empty when they do not.
        published: when it came out; None when it does not say.
        doubt: what speaks against that date (`updated later`, `date of the file`).
        genre: `report`, `statement` or `article`; empty to have it told from its first lines.
        passages: its passages in order.
        quotes: the quotes in them.
    """

    exhibit: ExhibitId
    name: str = ""
    outlet: str = ""
    title: str = ""
    byline: str = ""
    published: Moment | None = None
    doubt: str = ""
    genre: str = ""
    passages: tuple[Values, ...] = ()
    quotes: tuple[Quoted, ...] = ()

    @property
    def bare_name(self) -> str:
        """The name it was received under, without its date and the ending of its format."""
        return _DATE_AND_ENDING.sub("", self.name)

    @property
    def label(self) -> str:
        """What a reader would call it: the outlet, else a name in words, else the title or number."""
        bare = self.bare_name if " " in self.bare_name else ""
        return self.outlet or bare or self.title or self.name or exhibit_label(self.exhibit)


class SharedKind(StrEnum):
    """Whose words a shared passage is, in the one account and in the other."""

    OWN = "own words"  # of both, outside quotation marks
    QUOTED = "quoted words"  # in both inside quotation marks: words of a third
    TAKEN = "own words quoted"  # the one's own words, inside quotation marks in the other
    COMMENT = "comment"  # in one of them by a reader under the article
    STOCK = "stock phrase"  # everybody's words, or the outlet's furniture


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two accounts part inside a shared passage; an empty side means that words are added or left out."""

    one: str
    other: str


class CreditKind(StrEnum):
    """How an account says where it has something from."""

    OUTLET = "outlet"  # as the Courier revealed
    TITLE = "title"  # The Conduct of the Office
    AUTHOR = "author"  # the review by Saskia Whitlow
    GENRE = "genre"  # the report says, where the case has one report
    WIRE = "wire"  # the text is an agency's: SKARROW HAVEN (AP)
    OUTSIDE = "outside"  # an outlet or agency that is no exhibit of the case


@dataclass(frozen=True, slots=True)
class Credit:
    """An account's own word for where it has something from.

    Attributes:
        by: who credits.
        to: the account that is named; None when it is in no exhibit, or cannot be told.
        kind: how it is named.
        name: as it is written there.
        text: the sentence.
        place: where the name stands.
        doubt: what speaks against the reading; empty when nothing does.
    """

    by: ExhibitId
    to: ExhibitId | None
    kind: CreditKind
    name: str
    text: str
    place: Place
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that stand in two accounts in the same order, with the few that differ.

    Attributes:
        one, other: the accounts; `one` is the earlier by date, or the lower number where dates
            do not tell.
        kind: whose words they are.
        text: as `one` has them, from first to last.
        other_text: as `other` has them.
        places, other_places: where they stand, one span a passage.
        words: how many words are the same.
        differences: where they part, in order.
        accounts: how many accounts carry the rarest run of it.
        quoted_by: who has the other's own words inside quotation marks, when the kind is *own words
            quoted*; else None.
        credit: the other's word for having it from the one; None when it has none beside it.
    """

    one: ExhibitId
    other: ExhibitId
    kind: SharedKind
    text: str
    other_text: str
    places: tuple[Place, ...]
    other_places: tuple[Place, ...]
    words: int
    differences: tuple[Difference, ...] = ()
    accounts: int = 2
    quoted_by: ExhibitId | None = None
    credit: Credit | None = None

    @property
    def is_exact(self) -> bool:
        """No word differs."""
        return not self.differences


class LinkKind(StrEnum):
    """What ties two accounts."""

    EDITION = "edition"  # the same account twice: another format, a later edition
    COPIED = "copied"  # own words, or an error, that both have
    QUOTED = "quoted"  # the one's own words inside quotation marks
    CREDITED = "credited"  # named as the source
    WIRE = "wire"  # both print the same agency
    SAME_SOURCE = "same source quoted"  # both quote a third; no sign that one has it from the other


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two accounts, with its reason.

    Attributes:
        earlier, later: the accounts. When `is_directed` is false, the order says nothing.
        kind: what ties them.
        is_directed: dates, or a credit by name, support that the later has it from the earlier.
        reason: on what it rests, in words.
        doubt: what speaks against it; empty when nothing does.
        words: the same words, all shared passages of this kind together.
        containment: of all runs of eight words in the shorter account, the share that stands in
            the other, 0 to 1 (A. Broder, "On the resemblance and containment of documents", 1997).
    """

    earlier: ExhibitId
    later: ExhibitId
    kind: LinkKind
    is_directed: bool
    reason: str
    doubt: str = ""
    words: int = 0
    containment: float = 0.0


@dataclass(frozen=True, slots=True)
class Lane:
    """An account as a graph or a table names it."""

    exhibit: ExhibitId
    label: str
    title: str = ""
    byline: str = ""
    published: Moment | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts that hang together by links, the earliest first."""

    exhibits: tuple[ExhibitId, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Copying:
    """What comparing accounts found.

    Attributes:
        lanes: the accounts compared, the earliest first, those without a date last.
        shared: passages that two accounts share.
        credits: what accounts say of where they have things from.
        links: at most one of a kind for each two accounts.
        clusters: the largest first; an account without a link is in none.
        editions: exhibits that are one account.
        stock: shared passages left out as stock phrases or furniture.
        method: name and version of the method.
    """

    lanes: tuple[Lane, ...] = ()
    shared: tuple[Shared, ...] = ()
    credits: tuple[Credit, ...] = ()
    links: tuple[Link, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    editions: tuple[tuple[ExhibitId, ...], ...] = ()
    stock: int = 0
    method: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts of a statement that count as one.

    Attributes:
        exhibits: the accounts, the earliest first.
        reason: why they are one, or why the one stands by itself.
        doubt: what the words cannot tell.
    """

    exhibits: tuple[ExhibitId, ...]
    reason: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Independence:
    """How many accounts of a statement are independent of each other, as far as words show.

    Attributes:
        statement: the words asked about.
        count: the groups.
        groups: those that hang together, the earliest first.
        links: what ties the members of the groups, for this statement alone.
        aside: accounts that have it in readers' comments only, each with the reason; not counted.
        places: where each account carries the statement.
    """

    statement: str
    count: int
    groups: tuple[Group, ...]
    links: tuple[Link, ...] = ()
    aside: tuple[Group, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table beside the graph: one link, in words."""

    earlier: str
    earlier_date: str
    later: str
    later_date: str
    kind: str
    direction: str
    reason: str
    doubt: str
