"""The pages on which a person decides what is kept from publication: of the whole case, and of one exhibit.

They show the evidence as it is. Who decides must see what they take out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Exhibit
from muniment.model.finding import Extent
from muniment.model.judgement.redaction import Blackout, Covered, Policy
from muniment.pages.page import Page
from muniment.pages.reading.paper import sheets_of


@dataclass(frozen=True, slots=True)
class BlackedOut:
    """Words of one passage that are blacked out.

    Attributes:
        citation: the passage.
        words: as they stand in it.
        why: the reason.
    """

    citation: Citation
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """Something that a dossier would publish and that may tell who somebody is.

    Attributes:
        kind: what sort of thing it is: person, phone, place …
        words: how it is written, the most frequent first.
        number: in how many places.
        places: the first of these passages.
        lines: the first of these lines of the dossier, where it stands in the author's own text.
        is_direct: whether it leads to somebody by itself.
        reason: why it is thought so.
        doubt: what speaks against it; empty when nothing does.
    """

    kind: str
    words: tuple[str, ...]
    number: int
    places: tuple[Citation, ...]
    lines: tuple[int, ...]
    is_direct: bool
    reason: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A decision that was sent and is none, to be mended where it was typed.

    Attributes:
        what: which form it came from: `person`, `words`, `pattern`, `passage`, `box`, `exhibit`.
        says: why it is none, with the next step.
        typed: what stood in the fields, by their names.
    """

    what: str
    says: str
    typed: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionsPage(Page):
    """What is taken out, and what is proposed for a dossier.

    Attributes:
        policy: everything that is taken out by now.
        blackouts: the words of single passages that are, in the order of the passages.
        dossier: for which proposals are made; empty for none.
        proposed: those on this page, people first.
        kinds: how many there are of each kind, in that order.
        kind: the one kind that is shown; empty for all.
        total: how many there are of what is shown.
        after: how many stand before this page.
        more: how many stand before the next page; 0 at the end.
        patterns: the sorts of details that can be taken out everywhere.
        refused: a decision that was just sent and is none; None otherwise.
    """

    name: ClassVar[str] = "redactions"

    policy: Policy
    blackouts: tuple[BlackedOut, ...]
    dossier: str
    proposed: tuple[Proposed, ...]
    kinds: dict[str, int]
    kind: str
    total: int
    after: int
    more: int
    patterns: tuple[str, ...]
    refused: Refused | None = None

    @property
    def is_refused(self) -> bool:
        """Whether a decision was sent that is none."""
        return self.refused is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactPage(Page):
    """What is kept from publication of one exhibit, and where more of it is taken out.

    Attributes:
        exhibit: the exhibit.
        exhibit_title: what it calls itself.
        withheld: the reason why it is not published at all; empty when it may be.
        blackouts: words of its passages that are blacked out.
        boxes: boxes that are covered on its pages.
        sheet: the page that is shown, from 1; a picture is one page. 0 when boxes cannot be drawn on it.
        sheets: how many pages it has.
        extent: how large that page is; None when boxes cannot be drawn on it.
        refused: a decision that was just sent and is none; None otherwise.
    """

    name: ClassVar[str] = "redact"

    exhibit: Exhibit
    exhibit_title: str
    withheld: str
    blackouts: tuple[BlackedOut, ...]
    boxes: tuple[Covered, ...]
    sheet: int
    sheets: int
    extent: Extent | None
    refused: Refused | None = None

    @property
    def is_refused(self) -> bool:
        """Whether a decision was sent that is none."""
        return self.refused is not None

    @property
    def size(self) -> tuple[float, float]:
        """The width and the height of the page as it is shown, turned."""
        assert self.extent
        size = self.extent.width, self.extent.height
        return size if self.extent.turned % 180 == 0 else size[::-1]

    @property
    def placing(self) -> str:
        """From the page as it lies, counted from its lower left corner, to the page as it is shown, counted
        from the upper left one: a matrix of SVG.
        """
        assert self.extent
        width, height = self.extent.width, self.extent.height
        return {
            90: "matrix(0 1 1 0 0 0)",
            180: f"matrix(-1 0 0 1 {width:g} 0)",
            270: f"matrix(0 -1 -1 0 {height:g} {width:g})",
        }.get(self.extent.turned, f"matrix(1 0 0 -1 0 {height:g})")


def redact_page(case: Case, number: int, sheet: int = 0) -> RedactPage:
    """What is kept from publication of one exhibit.

    Raises:
        muniment.errors.NoSuchExhibitError: no exhibit has this number.
    """
    view, policy = case.read(number, 1, 0), case.policy()
    exhibit = view.exhibit
    sheets = sheets_of(view)
    sheet = min(max(sheet, 1), max(sheets, 1))
    extent = case.extent(number, sheet)
    is_shown = extent is not None and extent.width > 0
    return RedactPage(
        title=f"What is taken out of {exhibit.label}",
        exhibit=exhibit,
        exhibit_title=case.title(number),
        withheld=dict(policy.withheld).get(ExhibitId(number), ""),
        blackouts=blacked_out(case, (b for b in policy.blackouts if b.citation.exhibit == number)),
        boxes=tuple(one for one in policy.covered if one.exhibit == number),
        sheet=sheet if is_shown else 0,
        sheets=sheets,
        extent=extent if is_shown else None,
    )


def blacked_out(case: Case, blackouts: Iterable[Blackout]) -> tuple[BlackedOut, ...]:
    """Stretches of passages with the words that stand there, in the order of the passages."""
    told = sorted(blackouts, key=lambda b: (b.citation, b.start))
    found = case.passages({b.citation for b in told})
    return tuple(
        BlackedOut(b.citation, found[b.citation].passage.text[b.start : b.end], b.why)
        for b in told
        if b.citation in found
    )
