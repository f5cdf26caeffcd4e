"""The search page: what a query finds, and the ways to less and to more."""

from collections.abc import Iterator

import pytest

from muniment.case import Case
from muniment.pages.finding.batch import batch_page
from muniment.pages.finding.search import SearchPage, search_page
from muniment.pages.finding.strip import strip
from muniment.pages.page import Chrome
from muniment.pages.rendering import render

QUOTES = 'Mart "M" Hask'
LONG = "x" * 5_000


def chat() -> Iterator[str]:
    """Two who share a first name, one with quotation marks, one who is endless; eleven years."""
    for year in range(2012, 2024):
        yield f"[01/02/{year}, 10:00:00] Anna: the gate is shut"
    for n in range(40):
        yield f"[03/02/2023, 10:{n:02}:00] Anna Kowal: gate {n}"
    yield f"[04/02/2023, 10:00:00] {QUOTES}: ferry and gate"
    yield "[13/10/2023, 10:00:00] Anna: the tide, at last"
    for n in range(12):
        yield f"[14/10/2023, 10:{n:02}:00] Sender {n}: gate"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("search")
    (folder / "_chat.txt").write_text("\n".join(chat()) + "\n", encoding="utf-8")
    (folder / "note.txt").write_text("A gate without a date.\n", encoding="utf-8")
    made = Case.make(folder / "case", who="test")
    made.add([folder / "_chat.txt", folder / "note.txt"])
    yield made
    made.close()


def values(page: SearchPage, facet: str) -> dict[str, int]:
    return {v.value: v.number for f in page.facets if f.name == facet for v in f.values}


def test_each_value_leads_to_as_many_as_it_says(case: Case) -> None:
    for query in ("gate", "gate OR tide", "NOT tide"):
        page = search_page(case, query, opened="author")
        told = [v for f in page.facets for v in f.values]
        assert {QUOTES, "Anna", "Anna Kowal"} <= {v.value for v in told}
        for value in told:
            assert search_page(case, value.query).total == value.number, value


def test_a_value_that_is_asked_for_is_a_condition_and_not_offered_again(case: Case) -> None:
    page = search_page(case, 'gate from:="Anna Kowal"')
    assert "Anna Kowal" not in values(page, "author")
    assert page.conditions == (('from:="Anna Kowal"', "gate"),)


def test_each_bar_leads_to_as_many_as_it_says_and_all_are_counted(case: Case) -> None:
    page = search_page(case, "gate OR tide")
    assert [bar.label for bar in page.bars] == [str(year) for year in range(2012, 2024)]
    assert sum(bar.number for bar in page.bars) + page.undated == page.total
    assert page.undated == 1
    for bar in page.bars:
        assert search_page(case, bar.query).total == bar.number, bar


def test_days_and_the_exhibit_searched_bind_all_of_the_query(case: Case) -> None:
    within = search_page(case, "tide OR date", within="in:EX-0002")
    assert within.total == 1
    days = search_page(case, "gate OR tide", since="2023-02-04", until="2023-02-04")
    assert days.total == 1


def test_many_values_open(case: Case) -> None:
    few = search_page(case, "gate")
    (authors,) = [f for f in few.facets if f.name == "author"]
    assert (len(authors.values), authors.more) == (8, 7)
    (authors,) = [
        f for f in search_page(case, "gate", opened="author").facets if f.name == "author"
    ]
    assert (len(authors.values), authors.more) == (15, 0)


@pytest.mark.parametrize(
    "query", ["(gate", "gate " * 10_000, 'from:"', "kind:nothing", "a" * 30_000]
)
def test_a_wrong_query_is_refused_on_a_page_that_stays_light(case: Case, query: str) -> None:
    page = search_page(case, query)
    assert page.is_refused
    assert len(render(page, Chrome("c", "/search"))) < 50_000


@pytest.mark.parametrize("sort", ["relevance", "time", "time-desc", "citation"])
def test_a_long_query_leaves_the_page_light(case: Case, sort: str) -> None:
    page = search_page(case, "gate OR " + " OR ".join(f"word{n}" for n in range(200)), sort=sort)
    assert page.total
    assert len(render(page, Chrome("c", "/search"))) < 100_000


def test_the_place_in_the_results_is_looked_up_and_not_believed(case: Case) -> None:
    found = [f.found.citation for f in case.search("gate", "time", 60).findings]
    here = strip(case, "gate", "time", 3, found[2])
    assert here
    assert (here.place, here.before, here.after) == (3, found[1], found[3])
    moved = strip(case, "gate", "time", 12, found[2])
    assert moved == here
    assert strip(case, "gate", "time", 3_000_000, found[2]) == here
    elsewhere = case.search("at last", "time", 1).findings[0].found.citation
    assert strip(case, "gate", "time", 3, elsewhere) is None


def test_the_list_of_queries_tells_the_first_and_the_last_month(case: Case) -> None:
    page = batch_page(case, "\ufeffgate\n\n(wrong\n" + "tide\n" * 400)
    assert [a.query for a in page.asked[:2]] == ["gate", "(wrong"]
    assert (page.asked[0].first, page.asked[0].last) == ("2012-02", "2023-10")
    assert page.asked[1].wrong
    assert (len(page.asked), page.left) == (300, 102)


def test_days_that_are_the_wrong_way_round_are_told_as_such(case: Case) -> None:
    page = search_page(case, "gate", since="2023-10-14", until="2023-02-03")
    assert page.wrong
    assert page.is_refused
    assert "2023-10-14 is later than 2023-02-03" in page.wrong.message
    shown = render(page, Chrome("case", "/search"))
    assert "The search without these days" in shown
    assert "␣" not in shown
    assert not search_page(case, "gate", since="2023-10-14", until="2023-10-14").wrong


def test_the_page_of_the_case_counts_what_stands_in_no_bar(case: Case) -> None:
    from muniment.pages.overview import case_page

    page = case_page(case)
    assert page.undated == 1
    assert page.undated + sum(bar.number for bar in page.bars) == page.status.passages
    assert "1 passage has no date to the month" in render(page, Chrome("case", "/"))
