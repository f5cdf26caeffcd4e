"""A query with a condition more or less is still a query, and means what the link says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.pages.finding.narrow import FIELDS, between, conditions, narrowed, widened
from muniment.search import parse

QUERIES = [
    "gate",
    "gate OR tide",
    "(a OR b) -c",
    '"shut at ten" NEAR/3 gate',
    'from:"A B" gate',
    "*",
]


@given(
    query=st.sampled_from(QUERIES),
    facet=st.sampled_from(["author", "place", "custodian"]),
    value=st.text(),
)
def test_whatever_the_evidence_is_called_the_query_holds(
    query: str, facet: str, value: str
) -> None:
    found = narrowed(query, facet, value)
    parse(found)
    if found != query:
        assert f'{FIELDS[facet]}:"' in found
        assert str(parse(widened(found, conditions(found)[-1]))) == str(parse(query))


def test_a_condition_binds_all_of_the_query() -> None:
    assert str(parse(narrowed("gate OR tide", "kind", "message"))) == "(gate OR tide) kind:message"


def test_conditions_inside_brackets_and_phrases_are_left_alone() -> None:
    assert conditions('(from:a OR from:b) "in:x" on:2023-10 -kind:row') == [
        "on:2023-10",
        "-kind:row",
    ]


@pytest.mark.parametrize(
    ("since", "until", "asked"),
    [
        ("2024-03-01", "2024-03-31", "gate after:2024-02-29 before:2024-04-01"),
        ("2024-03-01", "", "gate after:2024-02-29"),
        ("", "never", "gate"),
        ("0001-01-01", "9999-12-31", "gate"),
    ],
)
def test_days_are_both_included(since: str, until: str, asked: str) -> None:
    assert between("gate", since, until) == asked
