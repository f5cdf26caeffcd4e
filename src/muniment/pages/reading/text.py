"""Running text: articles with their readers' comments, reports, statements, notes.

The quotes of an account are marked where they stand, each with its verdict and the way to its page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from muniment.case import Case
from muniment.model.citation import Citation
from muniment.model.passage import CitedPassage, PassageKind
from muniment.model.quotation import Quotation, QuoteRef, Resting
from muniment.model.quote import Use
from muniment.pages.reading.exhibit import ExhibitPage, common, stretch

_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage: plain, or the words of a quote.

    Attributes:
        text: the words.
        quote: the quote that they belong to; None when they belong to none.
        verdict: of its trace; empty when it is not traced.
        is_found: whether it answers the search that one comes from.
    """

    text: str
    quote: QuoteRef | None = None
    verdict: str = ""
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage of running text.

    Attributes:
        cited: the passage with its citation.
        pieces: its words in order; joined, they are the passage, or its beginning when it is long.
        is_cut: whether it goes on beyond what is shown here.
        quoted: the quotes of other accounts that rest on it.
    """

    cited: CitedPassage
    pieces: tuple[Piece, ...]
    is_cut: bool
    quoted: tuple[Resting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage(ExhibitPage):
    """A stretch of running text.

    Attributes:
        paragraphs: the text itself, with headings and notes, in order.
        comments: what readers wrote under it, in order, each with its depth.
        furniture: begging boxes, link lists and the like that stood on the page.
        quotes: how many quotes the exhibit has in all; reported speech and titles are not among them.
        can_be_seen: whether the saved page can be looked at as it was received.
    """

    name: ClassVar[str] = "text"

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]
    quotes: int
    can_be_seen: bool


def text_page(case: Case, number: int, at: int = 0) -> TextPage:
    """The stretch of a text in which a passage stands."""
    view, first, last = stretch(case, number, at, _ON_A_PAGE)
    shared = common(case, view, at, first, last, _ON_A_PAGE)
    quotations = case.quotes_between(number, first, last) if last else []
    resting = case.resting_on(number, first, last) if last else {}
    listed = paragraphs_of(view.passages, quotations, shared["longest"], resting)
    kinds = (PassageKind.COMMENT, PassageKind.BOILERPLATE)
    return TextPage(
        **shared,
        paragraphs=tuple(p for p in listed if p.cited.passage.kind not in kinds),
        comments=tuple(p for p in listed if p.cited.passage.kind is PassageKind.COMMENT),
        furniture=tuple(p for p in listed if p.cited.passage.kind is PassageKind.BOILERPLATE),
        quotes=case.quote_count(number),
        can_be_seen=view.exhibit.format in {"html", "article", "article_text"},
    )


def paragraphs_of(
    passages: list[CitedPassage],
    quotations: list[Quotation],
    longest: int,
    resting: dict[Citation, list[Resting]],
) -> tuple[Paragraph, ...]:
    """Passages of running text with the quotes marked that begin or go on in them."""
    return tuple(
        _paragraph(p, quotations, longest, tuple(resting.get(p.citation, ()))) for p in passages
    )


def _paragraph(
    one: CitedPassage, quotations: list[Quotation], longest: int, quoted: tuple[Resting, ...]
) -> Paragraph:
    text = one.passage.text[:longest]
    pieces = tuple(_pieces(text, one.citation.number, quotations))
    return Paragraph(one, pieces, len(one.passage.text) > longest, quoted)


def _pieces(text: str, number: int, quotations: list[Quotation]) -> Iterator[Piece]:
    """The words of a passage, cut where quotes begin and end.

    Where one quote stands inside another, what is traced counts before what is only reported, and
    the outer before the inner.
    """
    spans = [
        (q.trace is None, span.start, -span.end, q)
        for q in quotations
        for span in q.quote.spans
        if span.passage == number and q.quote.use is not Use.TITLE
    ]
    spans.sort(key=lambda s: s[:3])
    cuts = {0, len(text)} | {
        min(at, len(text)) for _, start, end, _ in spans for at in (start, -end)
    }
    at, here = 0, None
    for start, end in pairwise(sorted(cuts)):
        found = next((q for _, a, b, q in spans if a <= start and end <= -b), None)
        if found is not here and start > at:
            yield _piece(text[at:start], here)
            at = start
        here = found
    if at < len(text):
        yield _piece(text[at:], here)


def _piece(text: str, quotation: Quotation | None) -> Piece:
    if quotation is None:
        return Piece(text)
    return Piece(text, quotation.ref, str(quotation.trace.verdict) if quotation.trace else "")


Spans = tuple[tuple[int, int], ...]


def lit(paragraphs: tuple[Paragraph, ...], marks: dict[int, Spans]) -> tuple[Paragraph, ...]:
    """Paragraphs with what a search found marked, where something in them was found."""
    return tuple(
        replace(p, pieces=tuple(_cut(p.pieces, marks[p.cited.citation.number])))
        if p.cited.citation.number in marks
        else p
        for p in paragraphs
    )


def _cut(pieces: tuple[Piece, ...], spans: Spans) -> Iterator[Piece]:
    """Pieces cut at the ends of spans, those inside marked as found."""
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        cuts = {at, end} | {min(max(edge, at), end) for span in spans for edge in span}
        for start, stop in pairwise(sorted(cuts)):
            is_found = any(a <= start and stop <= b for a, b in spans)
            yield replace(piece, text=piece.text[start - at : stop - at], is_found=is_found)
        at = end
