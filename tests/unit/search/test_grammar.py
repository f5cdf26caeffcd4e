"""What a query is read as, and what a wrong one is told."""

import pytest

from muniment.errors import QueryError
from muniment.search import describe, parse
from muniment.search.grammar.patterns import PatternError, compile_pattern


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("bus AND seats", "bus seats"),
        ("NOT bus", "-bus"),
        ("“key seats”", '"key seats"'),
        ("„key seats“", '"key seats"'),
        ("a NEAR/5 b NEAR/3 c", "a NEAR/5 b b NEAR/3 c"),
        ("((bus))", "bus"),
        ("bus~", "bus~1"),
        ("from:(anna)", "from:anna"),
        ("FROM:anna", "from:anna"),
        ("exhibit:41", "exhibit:EX-0041"),
        ("on:2022-3-8", "on:2022-03-08"),
        ("IS:Primary", "is:primary"),
        ("http://example.org/x", "http://example.org/x"),
        ("at 14:05", "at 14:05"),
        ("or near not", "or near not"),
        ("(a OR b) OR c", "(a OR b) OR c"),
    ],
)
def test_a_query_has_one_canonical_writing(query: str, canonical: str) -> None:
    assert str(parse(query)) == canonical


@pytest.mark.parametrize(
    ("query", "marked", "told"),
    [
        ('bus "key seats', '"', "never closed"),
        ("bus (coach", "(", "never closed"),
        ("bus) coach", ")", "closes nothing"),
        ("bus OR", "OR", "between two"),
        ("bus form:anna", "form:", "Did you mean from:"),
        ("bus colour:red", "colour:", "put them in quotes"),
        ("bus after:soon", "soon", "is not a date"),
        ("bus on:2022-02-30", "2022-02-30", "no date"),
        ("bus NEAR coach", "NEAR", "NEAR/1 to NEAR/100"),
        ("bus NEAR/500 coach", "NEAR/500", "NEAR/1 to NEAR/100"),
        ("bus NEAR/5", "NEAR/5", "between two"),
        ("bus /a(b/", "(", "never closed"),
        ("bus /a{9}{9}/", "{", "repeat stands behind"),
        ("bus **", "**", "no letter or digit"),
        ("bus a*b", "a*b", "star stands at the end"),
        ("bus ---", "-", "minus stands directly"),
    ],
)
def test_an_error_points_at_the_place(query: str, marked: str, told: str) -> None:
    with pytest.raises(QueryError, match=told) as caught:
        parse(query)
    start, end = caught.value.values["start"], caught.value.values["end"]
    assert query[start:end] == marked


@pytest.mark.parametrize("sign", ["(", "-", "-(", "NOT ", "from:(", "a OR ("])
def test_depth_is_bounded(sign: str) -> None:
    with pytest.raises(QueryError, match="brackets"):
        parse(sign * 500 + "a")


def test_length_is_bounded() -> None:
    with pytest.raises(QueryError, match="longer"):
        parse("a " * 20_000)


def test_a_pattern_cannot_hang_or_burst() -> None:
    assert not compile_pattern("(a+)+b").matches("a" * 2_000)
    assert not compile_pattern("(a|a)*b").matches("a" * 2_000)
    for written in (
        "((a{100}){100}){100}",
        "(" * 100 + "a" + ")" * 100,
        "a{101}",
        "a{0}",
        "[b-a]",
        "(?=a)",
    ):
        with pytest.raises(PatternError):
            compile_pattern(written)


@pytest.mark.parametrize(
    ("written", "is_said"),
    [
        ("pump on:2021", True),
        ("pump -on:2021", False),
        ("pump -(gate on:2021)", False),
        ("pump -(-on:2021)", True),
        ("pump OR on:2021", True),
        ("pump -after:2021-03 before:2022", True),
        ("pump", False),
    ],
)
def test_undated_passages_are_spoken_of_where_a_date_must_hold(written: str, is_said: bool) -> None:
    assert ("undated" in describe(parse(written))) == is_said
