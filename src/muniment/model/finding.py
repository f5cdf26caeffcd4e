"""What reading a case gives back: the results of a search, and the view of an exhibit."""

from dataclasses import dataclass, field

from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Exhibit
from muniment.model.passage import CitedPassage
from muniment.model.reading import Fact, ReadWarning


@dataclass(frozen=True, slots=True)
class Copy:
    """Another passage that says the same: with the same words (1.0) or nearly (down to 0.7)."""

    citation: Citation
    resemblance: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that a search found.

    Attributes:
        found: the passage with its citation.
        exhibit: the exhibit that it stands in.
        title: what that exhibit calls itself: title, chat, subject or file name.
        extract: the part of its text that is shown.
        marks: half-open spans of `extract` that answer the query.
        is_cut_before, is_cut_after: whether the passage goes on before or after the extract.
        copies: other passages with the same words or nearly; they are found too, and shown here.
        place: which of the results it is, from 1; copies shown here count too.
    """

    found: CitedPassage
    exhibit: Exhibit
    title: str
    extract: str
    marks: tuple[tuple[int, int], ...]
    is_cut_before: bool
    is_cut_after: bool
    copies: tuple[Copy, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """One page of the results of a search.

    Attributes:
        query: the query as it was understood, written in the grammar.
        reading: the same in words.
        total: how many passages there are; `searched` is among how many.
        is_at_least: True when there may be more than `total`: for `=word` only the first 100,000
            passages that come into question are read.
        unsearched: passages that are read and cannot be found yet: an add is running, or was stopped.
        unread: exhibits that are taken in and not read yet.
        findings: those on this page, copies of one another shown as one.
        more: give this to get the next page; empty at the end.
        facets: for each name, values with their counts.
    """

    query: str
    reading: str
    total: int
    searched: int
    findings: list[Finding]
    more: str = ""
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    is_at_least: bool = False
    unsearched: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """That one mail answers another.

    Attributes:
        exhibit: the other mail: the one answered, or the one that answers.
        reason: how that is known, in words.
        is_told: True when the mail's headers say so; False when its words suggest it.
    """

    exhibit: ExhibitId
    reason: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class ThreadMail:
    """A mail in its thread.

    Attributes:
        exhibit: the mail.
        title: its subject.
        author: who sent it, as the mail names them.
        time: when, as written there; empty when it does not say.
        depth: how many mails stand between it and the first, as far as they are in the case.
        answer: what it answers, and how that is known; None for the first.
    """

    exhibit: Exhibit
    title: str
    author: str
    time: str
    depth: int
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks.

    Attributes:
        png: the picture.
        width: of the page, in points.
        height: of the page, in points.
    """

    png: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a page is on which a box may lie.

    Attributes:
        pages: how many the exhibit has; a picture is one page.
        width: of the page as it lies in the file, in points; of a picture upright, in pixels. 0 when there
            is no such page.
        height: likewise.
        turned: by how many degrees to the right the page is turned when it is shown.
    """

    pages: int
    width: float
    height: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """An exhibit, or some of its passages.

    Attributes:
        exhibit: the exhibit.
        sources: from where it was taken in, as the custody log says, each with the date and the person.
        family: what it came inside of, outermost first.
        inside: what came inside it, under the names it had there.
        facts, warnings: of the exhibit.
        passages: the passages asked for, in order, of `count` in all.
        asked: the number of the passage asked for; 0 when the exhibit was.
        copies: of the passage asked for.
        settings: what was set by hand.
        answers: the mail that this one answers; None when it is no mail or answers none here.
        answered_by: the mails that answer it.
    """

    exhibit: Exhibit
    sources: list[str]
    family: list[Exhibit]
    inside: list[tuple[str, Exhibit]]
    facts: list[Fact]
    warnings: list[ReadWarning]
    passages: list[CitedPassage]
    count: int
    asked: int = 0
    copies: list[Copy] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    answers: Answer | None = None
    answered_by: list[Answer] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """An exhibit in a list: with what it calls itself, and how many passages it has."""

    exhibit: Exhibit
    title: str
    passages: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of the list of exhibits.

    Attributes:
        exhibits: those on this page, in order of their numbers.
        total: how many there are on all pages.
        more: the number after which the next page begins; 0 at the end.
    """

    exhibits: list[Listed]
    total: int
    more: int = 0
