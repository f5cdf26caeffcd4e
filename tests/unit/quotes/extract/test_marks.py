"""Which words stand between marks."""

import pytest

from muniment.quotes.extract.marks import Marked, pair


def words(*texts: str) -> list[str]:
    """What is between marks, passages divided by a stroke."""
    return [
        " / ".join(texts[p.passage - 1][p.start : p.end] for p in one.parts)
        for one in marked(*texts)
    ]


def marked(*texts: str) -> list[Marked]:
    return pair(list(enumerate(texts, 1)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Go,” she said.", ["Go,"]),
        ('"Go," she said. "Now."', ["Go,", "Now."]),
        ("‘I don’t,’ he said.", ["I don’t,"]),
        ("'I don't want the boys' house,' he said.", ["I don't want the boys' house,"]),
        ("„Geh“, sagte sie.", ["Geh"]),
        ("»Geh«, sagte sie. ›Jetzt‹.", ["Geh", "Jetzt"]),
        ("« Va », dit-elle. «Vite».", ["Va", "Vite"]),
        ("''Go,'' she said.", ["Go,"]),
        ("”Go“ and “stay“", ["Go", "stay"]),
        ('("word") and "one"—"two"', ["word", "one", "two"]),
        ("It’s the ’90s, ’tis the boys’ rock ’n’ roll.", []),
        ('He is 6\'2" tall and said "yes, thank you".', ["yes, thank you"]),
        ('"Go, "she said.', ["Go,"]),
        ("no marks at all", []),
        ("“”", []),
    ],
)
def test_marks_of_every_shape(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_the_outer_quotation_holds_the_inner_one() -> None:
    [outer] = marked("“He said ‘no’ to me,” she said.")
    assert len(outer.inner) == 1


def test_a_quotation_of_several_paragraphs_opens_again_in_each() -> None:
    assert words("“One.", "“Two.", "“Three.” And “four”.") == ["One. / Two. / Three.", "four"]


def test_a_quotation_that_a_page_cuts_in_two_is_one() -> None:
    assert words("He said: “It was late and", "nobody came.” Then he left.") == [
        "It was late and / nobody came."
    ]


def test_a_forgotten_mark_spoils_its_own_paragraph_only() -> None:
    texts = ["“It was late.", *["Nobody came, and it rained."] * 500, "He said “no”."]
    [lost, found] = marked(*texts)
    assert len(lost.parts) == 1
    assert not lost.is_closed
    assert found.is_closed


def test_a_second_opening_mark_ends_what_the_first_forgot() -> None:
    assert words("“It was late. He said “no” and left.") == ["It was late.", "no"]
