"""Quotes in lists: by account, and over the whole case by verdict, with what nobody has judged yet."""

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.exhibit import Exhibit
from muniment.model.quotation import Quotation, Tally
from muniment.model.trace import Verdict
from muniment.pages.page import Page
from muniment.pages.quoting.moments import moments

_ON_A_PAGE, _ACCOUNTS = 50, 100

ORDER = (
    Verdict.ALTERED,
    Verdict.SPLICED,
    Verdict.NOT_FOUND,
    Verdict.ANNOTATED,
    Verdict.ELIDED,
    Verdict.VERBATIM,
)
"""In which order verdicts await a person: those first that say the words differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesPage(Page):
    """Accounts with their quotes counted by verdict.

    Attributes:
        accounts: those on this page that quote somebody, in order of their numbers.
        total: how many there are on all pages.
        more: the number after which the next page begins; 0 at the end.
        verdicts: how many quotes of the whole case have each verdict, the faithful first.
        is_behind: whether some quotes are not found or traced yet.
    """

    name: ClassVar[str] = "quotes"

    accounts: tuple[Tally, ...]
    total: int
    more: int
    verdicts: dict[str, int]
    is_behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(Page):
    """The quotes of one account, in the order in which they stand.

    Attributes:
        account: the exhibit.
        verdict: the only verdict that is shown; empty for all.
        quotations: those on this page.
        reported: speech that it reports without quotation marks, and titles: not traced; on this page.
        counts: how many of its quotes have each verdict.
        moments: when the places were written that are named here, by their citations: with the offset from
            UTC where it is known.
        total: how many there are on all pages.
        searched: how many primary passages were searched.
        after: how many stand on the pages before.
        more: how many stand on the pages up to this one; 0 at the end.
    """

    name: ClassVar[str] = "account"

    account: Exhibit
    verdict: str
    quotations: tuple[Quotation, ...]
    reported: tuple[Quotation, ...]
    counts: dict[str, int]
    moments: dict[str, str]
    total: int
    searched: int
    after: int
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(Page):
    """What the machine proposes and nobody has judged yet: verdicts, those first that say that words differ.

    Attributes:
        verdict: the only verdict that is shown; empty for all.
        waiting: how many await a person, by verdict.
        quotations: those on this page, each with what its account calls itself in `titles`.
        titles: what the accounts call themselves, in the order of the quotations.
        moments: when the places were written that are named here, by their citations: with the offset from
            UTC where it is known.
        after: how many stand on the pages before.
        more: how many stand on the pages up to this one; 0 at the end.
    """

    name: ClassVar[str] = "review"

    verdict: str
    waiting: dict[str, int]
    quotations: tuple[Quotation, ...]
    titles: tuple[str, ...]
    moments: dict[str, str]
    after: int
    more: int


def quotes_page(case: Case, after: int = 0) -> QuotesPage:
    """Accounts with their quotes counted, above a number."""
    tallies, total = case.quoting(after, _ACCOUNTS)
    last = int(tallies[-1].account.id) if tallies else 0
    return QuotesPage(
        title="Quotes",
        accounts=tuple(tallies),
        total=total,
        more=last if case.quoting(last, 1)[0] else 0,
        verdicts=case.counts(),
        is_behind=case.is_behind(),
    )


def account_page(case: Case, number: int, verdict: str = "", after: int = 0) -> AccountPage:
    """The quotes of one account."""
    found = case.quotes(number)
    assert found.account
    traced = [q for q in found.quotations if q.trace]
    counts = Counter(str(q.trace.verdict) for q in traced if q.trace)
    wanted = [q for q in traced if q.trace and verdict in ("", q.trace.verdict)]
    shown = wanted[after : after + _ON_A_PAGE]
    through = after + len(shown)
    reported = [q for q in found.quotations if not q.trace] if not verdict else []
    return AccountPage(
        title=found.title,
        account=found.account,
        verdict=verdict,
        quotations=tuple(shown),
        reported=tuple(reported[after : after + _ON_A_PAGE]),
        counts={v: counts[v] for v in Verdict if counts[v]},
        moments=moments(case, shown),
        total=len(wanted),
        searched=found.searched,
        after=after,
        more=through if through < len(wanted) else 0,
    )


def review_page(case: Case, verdict: str = "", after: int = 0) -> ReviewPage:
    """The verdicts that nobody has judged, from one on."""
    order = [Verdict(verdict)] if verdict in set(Verdict) else ORDER
    waiting = case.unjudged()
    listed = [ref for v in order for ref in waiting.get(v, ())]
    shown = listed[after : after + _ON_A_PAGE]
    through = after + len(shown)
    quotations = [case.quotation(ref) for ref in shown]
    return ReviewPage(
        title="Review",
        verdict=verdict,
        waiting={v: len(waiting[v]) for v in ORDER if waiting.get(v)},
        quotations=tuple(quotations),
        titles=tuple(case.title(ref.citation.exhibit) for ref in shown),
        moments=moments(case, quotations),
        after=after,
        more=through if through < len(listed) else 0,
    )
