"""What an account marks in a quote is read before anything is looked for."""

import pytest

from muniment.quotes.fidelity.marks import Sort, read, read_broken, words


@pytest.mark.parametrize(
    "mark", ["…", "...", ". . .", "(…)", "[...]", "(...)", "[…]", "....", ".. ."]
)
def test_dots_are_a_gap(mark: str) -> None:
    terms = read(f"We shut {mark} at ten")
    assert [t.sort for t in terms if t.sort is not Sort.WORD] == [Sort.GAP]
    assert words(terms) == ["we", "shut", "at", "10"]


@pytest.mark.parametrize("mark", ["[name redacted]", "[redacted]", "████", "██ ███", "(redacted)"])
def test_what_is_hidden_is_no_word(mark: str) -> None:
    terms = read(f"put {mark} on it")
    assert [t.sort for t in terms] == [Sort.WORD, Sort.BLACKED, Sort.WORD, Sort.WORD]


def test_a_changed_initial_changes_no_word() -> None:
    assert words(read("“[T]he gate, and [t]hen [I]t”")) == ["the", "gate", "and", "then", "it"]


def test_a_bracket_with_several_words_is_put_in() -> None:
    (term,) = [t for t in read("The WG [working group] met") if t.sort is Sort.BRACKET]
    assert term.words == ("working", "group")


@pytest.mark.parametrize("sign", ["[", ".", "[a", "█ ", "("])
def test_marks_without_end_are_read_in_time(sign: str) -> None:
    assert words(read(sign * 50_000 + " gate"))[-1:] == ["gate"]


def test_an_escaped_bracket_is_a_bracket() -> None:
    assert [t.words for t in read(r"admir\[es\] him")] == [("admires",), ("him",)]
    assert words(read(r"\[T\]he gate")) == ["the", "gate"]


@pytest.mark.parametrize("text", ["the gate", 'the "gate" is', '"the "gate" is"', "“the gate”"])
def test_what_is_not_broken_off_has_no_second_reading(text: str) -> None:
    assert not any(t.sort is Sort.GAP for t in read_broken(text))


def test_many_quotation_marks_are_read_in_time() -> None:
    assert len(read_broken('"a" b ' * 16_000)) > 16_000
