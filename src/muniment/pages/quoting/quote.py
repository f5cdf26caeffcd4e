"""The quote page: the account's sentence, the message in its conversation, and the redline between."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from muniment.case import Case
from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit
from muniment.model.judgement import Judgement, Leaning
from muniment.model.passage import CitedPassage
from muniment.model.quotation import Opined, Quotation, QuoteRef, Resting
from muniment.model.trace import Match
from muniment.pages.page import Page
from muniment.pages.quoting.moments import moments_of

_OTHERS = 30


@dataclass(frozen=True, slots=True)
class Telling:
    """Another account that carries the same words.

    Attributes:
        resting: the quote.
        published: when that account came out, as far as it says; empty when it does not.
    """

    resting: Resting
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage(Page):
    """One quote beside its source.

    Attributes:
        account: the exhibit that quotes.
        account_title: what the account calls itself.
        published: when the account came out, as far as it says; empty when it does not.
        quotation: the quote, its trace, and what a person said last.
        sentence: the passage of the account in which it begins, cut into before, quote and after.
        source: the exhibit that the words come from; None when there is none.
        source_title: what the source calls itself.
        match: the source that the verdict is about; None when there is none.
        cited: the passages of the source that carry the words.
        context: the source's passages before, at and after.
        replied_to: the message that the source answers; None when it says none.
        repeated: passages that only repeat the words of others.
        others: other sources with the words, the best first.
        moments: when the places were written that are named here, by their citations: with the offset from
            UTC where it is known.
        tellers: other accounts that carry words of this source, by date.
        paste: the finding as an editor cites it, with what a person said of it.
        history: everything that people said of it, in order.
        before: the quote before in this account; None at the first.
        after: the next quote in this account; None at the last.
        waiting: the next quote that nobody has judged; None when there is none.
    """

    name: ClassVar[str] = "quote"

    account: Exhibit
    account_title: str
    published: str
    quotation: Quotation
    sentence: tuple[CitedPassage, int, int]
    source: Exhibit | None
    source_title: str
    match: Match | None
    cited: tuple[Citation, ...]
    context: tuple[CitedPassage, ...]
    replied_to: CitedPassage | None
    repeated: tuple[Match, ...]
    others: tuple[Match, ...]
    moments: dict[str, str]
    tellers: tuple[Telling, ...]
    paste: str
    history: tuple[Judgement, ...]
    before: QuoteRef | None
    after: QuoteRef | None
    waiting: QuoteRef | None


def quote_page(case: Case, ref: QuoteRef) -> QuotePage:
    """One quote beside its source.

    Raises:
        muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
    """
    view = case.quote(ref)
    found = view.quotation.trace
    sources = [m for m in found.matches if not m.secondary] if found else []
    best = found.source if found else None
    cited = tuple(dict.fromkeys(p.citation for p in best.places)) if best else ()
    span = view.quotation.quote.spans[0]
    before, after = _neighbours(case, ref)
    when = moments_of(case, (*found.matches, *found.nearest)) if found else {}
    return QuotePage(
        title=f"Quote {ref}",
        account=view.account,
        account_title=view.title,
        published=case.published(view.account.id),
        quotation=view.quotation,
        sentence=(view.sentence, span.start, span.end),
        source=view.source if best else None,
        source_title=case.title(view.source.id) if view.source and best else "",
        match=best,
        cited=cited,
        context=tuple(view.context) if best else (),
        replied_to=view.replied_to if best else None,
        repeated=tuple(m for m in found.matches if m.secondary and m is not best) if found else (),
        others=tuple(m for m in sources if m is not best)[:_OTHERS],
        moments=when,
        tellers=_tellers(case, ref, cited),
        paste=_pasted(view.quotation, view.title, best, when),
        history=tuple(view.history),
        before=before,
        after=after,
        waiting=case.next_unjudged(ref),
    )


def _neighbours(case: Case, ref: QuoteRef) -> tuple[QuoteRef | None, QuoteRef | None]:
    """The traced quotes before and after one in its account."""
    refs = [None, *case.traced(ref.citation.exhibit), None]
    around = [(b, a) for (b, one), (_, a) in pairwise(pairwise(refs)) if one == ref]
    return around[0] if around else (None, None)


def _tellers(case: Case, ref: QuoteRef, cited: tuple[Citation, ...]) -> tuple[Telling, ...]:
    """Other quotes that rest on the same passages, the earliest account first."""
    found = {
        resting.ref: resting
        for citation in cited[:4]
        for resting in case.resting_on(citation.exhibit, citation.number, citation.number).get(
            citation, ()
        )
        if resting.ref != ref
    }
    told = [Telling(r, case.published(r.account.id)) for r in found.values()]
    return tuple(sorted(told, key=lambda t: (t.published or "9", t.resting.ref))[:_OTHERS])


def _pasted(one: Quotation, title: str, best: Match | None, moments: dict[str, str]) -> str:
    """A finding as it is cited: the words, the account, the verdict, and what the source has."""
    words = " ".join(one.quote.text.split())
    verdict = one.trace.verdict if one.trace else "not traced"
    told = f"“{words}” ({title}, {one.ref}): {verdict}"
    told += _judged(one.opined) if one.opined else ""
    if best:
        where = ", ".join(str(c) for c in dict.fromkeys(p.citation for p in best.places))
        when = moments.get(str(best.places[0].citation), "")
        who = ", ".join(filter(None, (best.author, when)))
        told += (
            f". The source has “{' '.join(best.said.split())}” ({who + ', ' if who else ''}{where})"
        )
    elif one.trace:
        told += f". Searched: {one.trace.searched:,} primary passages"
    return f"{told}. Method: {one.trace.method}." if one.trace else f"{told}."


def _judged(said: Opined) -> str:
    """What a person said of a verdict, behind that verdict: nobody is to cite what was rejected unaware."""
    opinion = said.opinion
    by = f"{said.who} on {said.at[:10]}"
    match opinion.leaning:
        case Leaning.REJECT:
            told = f", rejected by {by}"
        case Leaning.AGREE:
            told = f", agreed to by {by}"
        case Leaning.UNSURE:
            told = f", held to be unsure by {by}"
    told += f", instead: {opinion.instead}" if opinion.instead else ""
    told += f", the source: {opinion.source}" if opinion.source else ""
    return told + (f" (“{' '.join(said.why.split())}”)" if said.why else "")
