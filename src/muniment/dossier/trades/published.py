"""What the exports are made of: published exhibits, passages, quotations and claims.

Everything here is redacted already, names are the labels that the dossier shows. The exports ask for
nothing else: they have no way to a case, so that what was not published cannot be exported.

>>> PublishedExhibit(41, ExhibitKind.CHAT, "Jetty Group", "exhibits/EX-0041.html").label
'EX-0041'
"""

from dataclasses import dataclass

from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.exhibit import ExhibitKind
from muniment.model.moment import Moment
from muniment.model.passage import PassageKind, Role


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page of an exhibit.

    Attributes:
        bates: its Bates number; empty until `bates.numbered` has given one.
        picture: the path of its picture inside what is published; empty where there is none.
    """

    bates: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class PublishedExhibit:
    """An exhibit as it is published.

    Attributes:
        number: in the case.
        kind: what it is.
        title: what the dossier calls it.
        path: of the published file.
        custodian: whose it was, as the dossier says it.
        moment: its date; None when not known.
        parent: the number of the exhibit it came inside of; None for one by itself.
        original: SHA-256 of the bytes as received.
        published: SHA-256 of the bytes as published.
        size: of the published file, in bytes.
        pages: those that have numbers of their own; an exhibit without pages is numbered as one page.
    """

    number: int
    kind: ExhibitKind
    title: str
    path: str
    custodian: str = ""
    moment: Moment | None = None
    parent: int | None = None
    original: str = ""
    published: str = ""
    size: int = 0
    pages: tuple[PublishedPage, ...] = (PublishedPage(),)

    @property
    def label(self) -> str:
        """`EX-0041`."""
        return exhibit_label(ExhibitId(self.number))


@dataclass(frozen=True, slots=True)
class PublishedPassage:
    """A passage as it is published.

    Attributes:
        citation: `EX-0041 ¶98`.
        text: with what is redacted gone.
        kind, role: as in the case.
        author: the label that the dossier shows: a name or a pseudonym; empty when not known.
        recipients: the same for those it went to.
        moment: when; None when not known.
        answers: the number of the passage of the same exhibit that it replies to; 0 when none.
    """

    citation: Citation
    text: str
    kind: PassageKind
    role: Role = Role.PRIMARY
    author: str = ""
    recipients: tuple[str, ...] = ()
    moment: Moment | None = None
    answers: int = 0


@dataclass(frozen=True, slots=True)
class PublishedQuotation:
    """Words of an account that the dossier shows with their source.

    Attributes:
        ref: how the quote is cited, `EX-0041 ¶98.2`.
        place: the address of the dossier's page on which the words stand.
        exact, prefix, suffix: the words, and what stands before and behind them on that page.
        span: half-open, in code points of the page's text; None when it was not counted.
        source: the passage that the words come from; None when none was found.
        source_place: the address of the dossier's page of that passage.
        verdict: in the dossier's words.
    """

    ref: str
    place: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    span: tuple[int, int] | None = None
    source: Citation | None = None
    source_place: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """A claim that a person reviewed, as a fact-checker publishes it.

    Attributes:
        place: the address of the review.
        claimed: the claim in a sentence.
        claimant: who makes it.
        claimed_at: when, `2021-05-06`; empty when not known.
        appearance: addresses where it was made.
        finding: what the review found, in words. Muniment gives no grade.
        reviewer: who reviewed it, and `reviewed_at`, when.
    """

    place: str
    claimed: str
    finding: str
    reviewer: str
    reviewed_at: str
    claimant: str = ""
    claimed_at: str = ""
    appearance: tuple[str, ...] = ()
