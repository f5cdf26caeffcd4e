"""What is marked in a passage, and which stretch of it is shown."""

import time

import pytest

from muniment.search import highlight, parse

FILLER = "and then nothing happened for a long time "


def marked(text: str, query: str, width: int = 0) -> list[str]:
    return [text[start:end] for start, end in highlight(text, parse(query), width).spans]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("Take the Müller bus", "muller BUS", ["Müller", "bus"]),
        ("Mu\u0308ller, Muller", '"müller"', ["Mu\u0308ller"]),
        ("Mu\u0308ller, Muller", "=Müller", ["Mu\u0308ller"]),
        ("U.S. and us", "=U.S.", ["U.S."]),
        ("bus, us (us)", "=us", ["us", "us"]),
        ("key-seats; keyseats", '"key seats"', ["key-seats"]),
        ("I don’t", "don't", ["don’t"]),
        ("東京タワーへ", "タワー", ["タワー"]),
        ("off we go 🚌🏽!", "🚌", ["🚌"]),
        ("Buses and busy", "bus*", ["Buses", "busy"]),
        ("colour color cooler", "colour~1", ["colour", "color"]),
        ("colour color cooler", "/colou?r/", ["colour", "color"]),
        ("bus a b c d e f bus a seats", "bus NEAR/2 seats", ["bus", "seats"]),
        ("bus coach", "bus -coach from:coach in:bus", ["bus"]),
        ("the bus", "* OR is:primary", []),
        ("İstanbul straße", "istanbul strasse", ["İstanbul", "straße"]),
    ],
)
def test_the_words_that_answer_are_marked(text: str, query: str, words: list[str]) -> None:
    assert marked(text, query) == words


def test_the_stretch_with_most_of_the_query_is_shown() -> None:
    text = FILLER * 5 + "a bus came. " + FILLER * 5 + "The bus had key seats. " + FILLER * 5
    snippet = highlight(text, parse("bus seats"), 80)
    assert "The bus had key seats." in snippet.text
    assert snippet.is_cut_before
    assert snippet.is_cut_after
    assert len(snippet.text) <= 80
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["bus", "seats"]
    assert text[: snippet.start].endswith(" ")


def test_without_a_mark_the_beginning_is_shown() -> None:
    snippet = highlight(FILLER * 9, parse("from:anna"), 30)
    assert (snippet.start, snippet.spans) == (0, ())
    assert snippet.text == "and then nothing happened for "


def test_a_match_longer_than_the_stretch_is_cut() -> None:
    text = "x " * 50 + "y"
    snippet = highlight(text, parse(f'"{text}"'), 20)
    assert snippet.spans == ((0, 20),)


def test_marking_is_quick() -> None:
    """At most 0.1 ms for an ordinary passage (here 60 words), in CPU time, with room for noise."""
    text = FILLER * 7 + "the bus had key seats, and Müller’s coach."
    query = parse('bus "key seats" mull* coach~1 /sea.*/ bus NEAR/5 seats')
    highlight(text, query)
    start = time.process_time()
    for _ in range(300):
        highlight(text, query)
    assert (time.process_time() - start) / 300 < 0.0005
