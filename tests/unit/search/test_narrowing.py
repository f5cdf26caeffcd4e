"""A query with a condition more or less finds just what the link says: decided by an index, not by how
the query looks.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import QueryError
from muniment.search import SearchIndex, between, both, conditions, narrowed, parse
from muniment.search.entry import Entry

QUERIES = [
    "gate",
    "gate OR tide",
    "NOT gate",
    "(gate OR tide) -rain",
    '"gate tide" NEAR/3 rain',
    'from:"Anna" gate',
    "gate AND from:anna OR tide",
    "*",
]
NAMES = ["Anna", "Anna Kowal", 'Martin "Mart" Hask', "EX-0007", "=A OR (B", "  spaced  out ", "…"]
PEOPLE = [*NAMES, ""]
WORDS = ["gate", "tide", "rain", "gate tide rain"]
ENTRIES = [
    Entry(
        key=n + 1,
        exhibit=1,
        number=n + 1,
        text=WORDS[n % 4],
        author=PEOPLE[n % 8],
        place=(PEOPLE[n // 8 % 8],) if PEOPLE[n // 8 % 8] else (),
        custodian=PEOPLE[n // 4 % 8],
        kinds=("message", "chat") if n % 3 else ("paragraph", "article"),
        role="primary" if n % 3 else "account",
        epoch=1_696_000_000 + n * 400_000,
        month=f"2023-{10 + n % 3}",
        is_furniture=n % 11 == 0,
    )
    for n in range(96)
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    made = SearchIndex.create(tmp_path_factory.mktemp("index") / "index")
    with made.writer() as writer:
        writer.add(ENTRIES)
        writer.commit()
    return made


def found(index: SearchIndex, query: str) -> set[int]:
    return {r.key for r in index.search(parse(query), limit=200).results}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("facet", ["author", "place", "custodian", "kind", "role"])
def test_a_value_finds_as_many_as_were_counted(index: SearchIndex, query: str, facet: str) -> None:
    counted = index.facets(parse(query), (facet,), 50)[facet]
    assert counted
    for value, number in counted:
        if value and not (facet == "place" and value.startswith("EX-")):
            assert len(found(index, narrowed(query, facet, value))) == number, value


def test_one_whose_name_begins_with_anothers_is_not_that_one(index: SearchIndex) -> None:
    anna = found(index, narrowed("*", "author", "Anna"))
    assert anna == {e.key for e in ENTRIES if e.author == "Anna" and not e.is_furniture}
    assert anna < found(index, "from:Anna")


@given(query=st.sampled_from(QUERIES), facet=st.sampled_from(["author", "place"]), value=st.text())
def test_whatever_the_evidence_is_called_the_query_holds(
    query: str, facet: str, value: str
) -> None:
    if not value.strip() or "\ud800" <= max(value) <= "\udfff":
        return
    longer = narrowed(query, facet, value)
    parse(longer)
    _, without = conditions(longer)[-1]
    assert parse(without) == parse(query)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("other", ["in:Anna", "rain OR tide", "-rain", "*"])
def test_both_finds_what_each_finds(index: SearchIndex, query: str, other: str) -> None:
    assert found(index, both(query, other)) == found(index, query) & found(index, other)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gate", []),
        ("from:anna", [("from:anna", "*")]),
        ("NOT from:anna gate", [("-from:anna", "gate")]),
        ("gate AND from:anna", [("from:anna", "gate")]),
        ("-gate is:primary", [("is:primary", "-gate")]),
        ("(gate OR tide) on:2023-10", [("on:2023-10", "gate OR tide")]),
        ("(from:anna OR from:ben) gate", []),
        ("from:anna OR gate", []),
        ("NOT (from:anna gate)", []),
        ('"from:anna" gate', []),
        ("in:(anna OR ben) rain", [("in:(anna OR ben)", "rain")]),
        ("from:a from:b", [("from:a", "from:b"), ("from:b", "from:a")]),
    ],
)
def test_conditions_are_what_all_results_must_hold_to(
    query: str, expected: list[tuple[str, str]]
) -> None:
    assert conditions(query) == expected


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_is_its_condition_and_the_rest(index: SearchIndex, query: str) -> None:
    for condition, without in conditions(query):
        assert found(index, both(without, condition)) == found(index, query)


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


def test_days_bind_all_of_the_query(index: SearchIndex) -> None:
    narrow = found(index, between("gate OR tide", "2023-10-01", "2023-10-31"))
    assert narrow == found(index, "gate OR tide") & found(index, "on:2023-10")
    assert 0 < len(narrow) < len(found(index, "gate OR tide"))


def test_what_is_no_query_cannot_be_narrowed() -> None:
    for attempt in (lambda: narrowed("(gate", "kind", "mail"), lambda: both("gate", '"')):
        with pytest.raises(QueryError):
            attempt()
