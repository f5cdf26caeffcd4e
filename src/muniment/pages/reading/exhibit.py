"""What every exhibit page has: the exhibit, from where it came, its family, and a stretch of passages."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from muniment.case import Case
from muniment.errors import MunimentError
from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit
from muniment.model.finding import View
from muniment.model.judgement import Note, Tag
from muniment.model.passage import CitedPassage
from muniment.model.reading import Fact, ReadWarning
from muniment.pages.finding.strip import Strip, strip
from muniment.pages.page import Page

LETTERS = 48_000
"""Letters of evidence on a page: with its markup it stays under 100 kB. A passage that is longer than
its share is cut, and says so; by itself it is shown whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitPage(Page):
    """An exhibit as it is read.

    Attributes:
        exhibit: the exhibit.
        sources: from where it was taken in, as the custody log says, each with the date and the person.
        family: what it came inside of, outermost first.
        inside: what came inside it, under the names it had there; the first of them.
        inside_count: how many came inside it.
        facts: what is true of the whole, and how that is known.
        warnings: what could not be read as it should.
        settings: what was set by hand.
        count: how many passages it has.
        first: the number of the first passage on this page; 0 when there is none.
        last: the number of the last passage on this page; 0 when there is none.
        at: the number of the passage asked for; 0 when none was.
        before: the number with which the page before begins; 0 at the start.
        after: the number with which the next page begins; 0 at the end.
        passages: those on this page, in order.
        longest: letters of one passage that are shown here.
        tags: the tags on these passages.
        notes: what people noted at them.
        strip: where one is among the results of a search; None when one does not come from one.
        marks: what answers that search, as spans in the passages, by their numbers.
    """

    exhibit: Exhibit
    sources: tuple[str, ...]
    family: tuple[Exhibit, ...]
    inside: tuple[tuple[str, Exhibit], ...]
    inside_count: int
    facts: tuple[Fact, ...]
    warnings: tuple[ReadWarning, ...]
    settings: dict[str, str]
    count: int
    first: int
    last: int
    at: int
    before: int
    after: int
    passages: tuple[CitedPassage, ...]
    longest: int
    tags: tuple[Tag, ...]
    notes: tuple[Note, ...]
    strip: Strip | None = None
    marks: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)


_INSIDE = 200


def stretch_of(count: int, at: int, on_a_page: int) -> tuple[int, int]:
    """The first and the last passage of the page on which one stands: pages begin at fixed numbers.

    >>> stretch_of(1000, 250, 120)
    (241, 360)
    """
    if not count:
        return 0, 0
    first = (min(max(at, 1), count) - 1) // on_a_page * on_a_page + 1
    return first, min(first + on_a_page - 1, count)


def common(
    case: Case, view: View, at: int, first: int, last: int, on_a_page: int
) -> dict[str, Any]:
    """The fields that all exhibit pages share, for a stretch of passages that `view` holds."""
    number = int(view.exhibit.id)
    shown = {p.citation for p in view.passages}
    return {
        "title": case.title(number),
        "exhibit": view.exhibit,
        "sources": tuple(view.sources),
        "family": tuple(view.family),
        "inside": tuple(view.inside[:_INSIDE]),
        "inside_count": len(view.inside),
        "facts": tuple(view.facts),
        "warnings": tuple(view.warnings),
        "settings": view.settings,
        "count": view.count,
        "first": first,
        "last": last,
        "at": at,
        "before": max(1, first - on_a_page) if first > 1 else 0,
        "after": last + 1 if last < view.count else 0,
        "passages": tuple(view.passages),
        "longest": max(1_000, LETTERS // max(1, _weighty(view.passages))),
        "tags": tuple(t for t in case.tags(number) if t.citation in shown),
        "notes": tuple(n for n in case.notes(number) if n.citation in shown),
    }


def _weighty(passages: list[CitedPassage]) -> int:
    """Among how many passages the letters of a page are shared out: those with more than a few lines."""
    return sum(len(p.passage.text) > 1_000 for p in passages)


def stretch(case: Case, number: int, at: int, on_a_page: int) -> tuple[View, int, int]:
    """A page of passages of an exhibit, with its first and last number."""
    view = case.read(number, 1, 0)
    first, last = stretch_of(view.count, at, on_a_page)
    return (case.read(number, first, last) if last else view), first, last


P = TypeVar("P", bound=ExhibitPage)


def with_results(case: Case, page: P, query: str, sort: str, place: int) -> P:
    """The page with the way to the results before and after, and with what answers the query marked; a
    query that is wrong marks nothing.
    """
    if not query:
        return page
    found = strip(case, query, sort, place, Citation(page.exhibit.id, page.at))
    with suppress(MunimentError):
        return replace(page, strip=found, marks=case.marks(query, list(page.passages)))
    return page
