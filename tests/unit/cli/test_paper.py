"""What reaches a terminal: harmless, and wrapped to its width."""

import unicodedata

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.cli import paper

# Text as evidence has it, with everything that a terminal or an eye could be tricked with.
HOSTILE = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\x00\x07\x08\x1b\x7f\x85\x9b\u202a\u202e\u2066\u2069\r\n\t "),
    )
)
TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


@given(HOSTILE)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = paper.harmless(text)
    assert not TURNING & set(shown)
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in shown)


@given(HOSTILE)
def test_making_harmless_twice_changes_nothing_more(text: str) -> None:
    once = paper.harmless(text)
    assert paper.harmless(once) == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b31m", "⟨009B⟩31m"),
        ("del\x7f", "del␡"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("exe\u202etxt.", "exe⟨202E⟩txt."),
        ("lone \ud800", "lone ⟨D800⟩"),
        ("שלום, عالم, 漢字, 🌊", "שלום, عالم, 漢字, 🌊"),
    ],
)
def test_signs_for_what_cannot_be_sent(text: str, shown: str) -> None:
    assert paper.harmless(text) == shown


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 60,
        "x" * 300,
        "https://hexley.example/" + "a/" * 90,
        "漢字" * 100,
        f"{'a word ' * 9}{click.style('found', bold=True, fg='yellow')}{' and more' * 12}",
    ],
    ids=["words", "one long word", "address", "wide characters", "marked words"],
)
def test_lines_fit_into_80_columns(text: str) -> None:
    for line in paper.wrapped(text, "    ", "  → ").split("\n"):
        plain = click.unstyle(line)
        wide = sum(unicodedata.east_asian_width(c) in "WF" for c in plain)
        assert len(plain) + wide <= 80


def test_marks_do_not_make_lines_shorter() -> None:
    words = "bus " * 60
    styled = " ".join(click.style("bus", bold=True, fg="yellow") for _ in range(60))
    assert click.unstyle(paper.wrapped(styled)) == paper.wrapped(words).rstrip()


def test_the_lines_of_the_evidence_are_kept() -> None:
    assert paper.wrapped("first\n\nthird", "  ") == "  first\n\n  third"


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=300))
def test_wrapping_loses_no_word(text: str) -> None:
    assert "".join(paper.wrapped(text, "  ").split()) == "".join(text.split())


def test_marked_words_are_set_off_and_the_rest_is_harmless() -> None:
    shown = paper.marked("a\x1bb found\x07", [(4, 9)])
    assert click.unstyle(shown) == "a␛b found␇"
    assert shown != click.unstyle(shown)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (215_000, "215 kB"),
        (2 * 10**9, "2.0 GB"),
    ],
)
def test_sizes(number: int, said: str) -> None:
    assert paper.size(number) == said


def test_counts() -> None:
    assert paper.count(1, "entry", "entries") == "1 entry"
    assert paper.count(12431, "passage") == "12,431 passages"


def test_a_table_has_its_columns_in_line() -> None:
    lines = list(paper.table([("1", "chat"), ("12", "mail")], "><"))
    assert lines == ["   1  chat", "  12  mail"]
    assert list(paper.table([], "><")) == []
