"""Bars stand for all of the time between the first month and the last, and count every passage once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muniment.pages.bars import bars
from muniment.search import parse

MONTHS = st.tuples(st.integers(1, 9999), st.integers(1, 12)).map(lambda d: f"{d[0]:04}-{d[1]:02}")


@given(st.lists(st.tuples(MONTHS, st.integers(1, 9)), min_size=1, max_size=20))
def test_no_passage_is_lost_and_no_stretch_of_time(months: list[tuple[str, int]]) -> None:
    drawn = bars(months, "gate OR tide")
    assert sum(bar.number for bar in drawn) == sum(number for _, number in months)
    assert len(drawn) <= 96
    for one, following in pairwise(drawn):
        assert one.last < following.first
    for month, _ in months:
        assert any(bar.first <= month <= bar.last and bar.number for bar in drawn)
    for bar in drawn:
        assert bool(bar.query) == bool(bar.number)
        if bar.query:
            parse(bar.query)


def test_eight_years_are_drawn_by_months_and_more_by_years() -> None:
    eight = bars([("2010-01", 1), ("2017-12", 1)])
    assert (len(eight), eight[1].label) == (96, "2010-02")
    nine = bars([("2010-01", 1), ("2018-01", 2)], "gate OR tide")
    assert [bar.label for bar in nine] == [str(year) for year in range(2010, 2019)]
    assert nine[-1].query == "(gate OR tide) on:2018"


def test_centuries_are_drawn_by_decades() -> None:
    drawn = bars([("1850-05", 1), ("2023-10", 2)], "gate")
    assert (drawn[0].label, drawn[0].first, drawn[0].last) == ("1850s", "1850-01", "1859-12")
    assert drawn[-1].query == "gate after:2019-12-31 before:2030-01-01"


def test_a_long_query_has_bars_without_links() -> None:
    assert all(not bar.query for bar in bars([("2023-10", 1), ("2023-12", 1)], "gate " * 4_000))


def test_what_is_no_month_is_left_out() -> None:
    assert bars([("", 3), ("2023-13", 1), ("9", 2)]) == ()
