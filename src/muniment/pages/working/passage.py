"""A passage by itself: its words where they stand, what people wrote at it, and how to cite it."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.errors import NoSuchPassageError
from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.exhibit import Exhibit
from muniment.model.finding import Copy
from muniment.model.judgement import Note, Tag
from muniment.model.passage import CitedPassage
from muniment.pages.page import Page
from muniment.pages.redacting import BlackedOut, blacked_out

_AROUND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePage(Page):
    """One passage, with what stands around it.

    Attributes:
        exhibit: the exhibit it stands in.
        exhibit_title: what that calls itself.
        citation: its citation.
        passages: it, with those before and after, in order.
        copies: other passages with the same words, or nearly.
        sources: from where the exhibit was taken in, as the custody log says.
        tags: what hangs on it.
        known_tags: tags that hang anywhere in the case, for choosing.
        notes: what people noted at it.
        mine: what the person at the keyboard noted; empty when nothing.
        blackouts: its words that are kept from publication.
        paste: the citation to paste: who, when, what, where, and the exhibit's SHA-256.
        before: the citation of the passage before; None at the first.
        after: the citation of the passage after; None at the last.
    """

    name: ClassVar[str] = "passage"

    exhibit: Exhibit
    exhibit_title: str
    citation: Citation
    passages: tuple[CitedPassage, ...]
    copies: tuple[Copy, ...]
    sources: tuple[str, ...]
    tags: tuple[Tag, ...]
    known_tags: tuple[str, ...]
    notes: tuple[Note, ...]
    mine: str
    blackouts: tuple[BlackedOut, ...]
    paste: str
    before: Citation | None
    after: Citation | None


def passage_page(case: Case, exhibit: int, number: int) -> PassagePage:
    """One passage, with what stands around it.

    Raises:
        muniment.errors.NoSuchExhibitError: no exhibit has this number.
        muniment.errors.NoSuchPassageError: the exhibit has fewer passages.
    """
    citation = Citation(ExhibitId(exhibit), number)
    if not number:
        raise NoSuchPassageError(
            label=exhibit_label(citation.exhibit), number=0, extent="they begin at ¶1"
        )
    view = case.show(citation, _AROUND)
    title = case.title(exhibit)
    here = next(p for p in view.passages if p.citation == citation)
    notes = [n for n in case.notes(exhibit) if n.citation == citation]
    return PassagePage(
        title=f"{citation}",
        exhibit=view.exhibit,
        exhibit_title=title,
        citation=citation,
        passages=tuple(view.passages),
        copies=tuple(view.copies),
        sources=tuple(view.sources),
        tags=tuple(t for t in case.tags(exhibit) if t.citation == citation),
        known_tags=tuple(sorted({t.name for t in case.tags()})),
        notes=tuple(notes),
        mine=own_note(case, citation),
        blackouts=blacked_out(case, (b for b in case.policy().blackouts if b.citation == citation)),
        paste=cited(here, title, view.exhibit),
        before=Citation(citation.exhibit, number - 1) if number > 1 else None,
        after=Citation(citation.exhibit, number + 1) if number < view.count else None,
    )


def own_note(case: Case, citation: Citation) -> str:
    """What the person at the keyboard noted at a passage; empty when nothing."""
    notes = (n for n in case.notes(citation.exhibit) if n.citation == citation)
    return next((n.text for n in notes if n.who == case.who), "")


def cited(one: CitedPassage, title: str, exhibit: Exhibit) -> str:
    """A passage as it is cited in a text: its words, whose, when, in what, and the bytes it stands in.

    >>> cited(message, "Harbour works", exhibit)                             # doctest: +SKIP
    '“not before Friday” (Anna Kowal, 2023-03-02 09:02, Harbour works, EX-0004 ¶12, SHA-256 9f86d081…)'
    """
    passage = one.passage
    words = " ".join(passage.text.split())
    when = str(passage.moment) if passage.moment else ""
    told = [passage.author, when, title, str(one.citation), f"SHA-256 {exhibit.digest}"]
    return f"“{words}” ({', '.join(filter(None, told))})"
