"""docs/reference/search.md tells the whole grammar, and every example in it is true."""

import re
from pathlib import Path

import pytest

from muniment.errors import QueryError
from muniment.search import FACETS, SORTS, describe, parse
from muniment.search.grammar.lexing import MAX_LENGTH, MAX_NEAR
from muniment.search.grammar.parsing import FIELDS, MAX_DEPTH, PROPERTIES
from muniment.search.plan import MOST_CANDIDATES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "search.md").read_text("utf-8")
LINES = [
    line
    for block in re.findall(r"```query\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]
EXAMPLES = list(zip(LINES[::2], LINES[1::2], strict=True))
WRONG = [
    line
    for block in re.findall(r"```query-error\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.parametrize(("query", "reading"), EXAMPLES)
def test_an_example_has_the_reading_that_follows_it(query: str, reading: str) -> None:
    assert f"→ {describe(parse(query))}" == reading
    assert parse(str(parse(query))) == parse(query)


@pytest.mark.parametrize("query", WRONG)
def test_a_wrong_query_is_refused_at_a_place(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert 0 <= caught.value.values["start"] < caught.value.values["end"] <= len(query) + 1


@pytest.mark.parametrize("query", re.findall(r"(?m)^\| `([^`]*)`", PAGE))
def test_what_the_tables_write_can_be_parsed(query: str) -> None:
    if query not in {"after:", "before:", "on:"}:
        parse(query)


def test_every_field_order_and_count_is_told() -> None:
    for name in FIELDS:
        assert f"`{name}:" in PAGE
    for value in PROPERTIES:
        assert f"`is:{value}`" in PAGE
    for name in (*SORTS, *FACETS):
        assert f"`{name}`" in PAGE
    assert f"NEAR/{MAX_NEAR}" in PAGE
    for limit in (MAX_LENGTH, MOST_CANDIDATES):
        assert f"{limit:,}" in PAGE
    assert f"{MAX_DEPTH} brackets" in PAGE
