"""What is left standing and looks like a name that is taken out is told, and an ordinary word is not."""

import pytest

from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.resembling import Resemblance, resembling
from muniment.model.judgement.redaction import Policy, Pseudonym, Words

PEOPLE = (
    Pseudonym("Official A", ("Anna Kowal", "@akowal", "+44 7700 900123"), "a source"),
    Pseudonym("Official B", ("Tom Orel-Zorn",), "a source"),
    Pseudonym("Official C", ("Rosa Maria Nowacka",), "a source"),
    Pseudonym("Official D", ("Will Gruffydd",), "a source"),
)


def told(text: str, *left: str) -> list[tuple[str, str]]:
    policy = Policy(PEOPLE, left=tuple(Words(w, "x") for w in left))
    concealed = Concealing(policy).conceal(text)
    for gap in concealed.gaps:
        text = text[: gap.start] + " " * (gap.end - gap.start) + text[gap.end :]
    return [(one.word, one.stand_in) for one in resembling(policy, [text])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Give Anny the key", ["Anny"]),
        ("Kowalowi, Nowackiej", ["Kowalowi", "Nowackiej"]),
        ("Toms Haus, Tomek", ["Toms", "Tomek"]),
        ("wrote to Ruffydd", ["Ruffydd"]),
        ("said Wills and Willa", ["Wills", "Willa"]),
        ("Maria said, Orel and Zorn", ["Maria", "Orel", "Zorn"]),
        ("tom knows, ask will", ["tom", "will"]),
        ("anny, @kowalowi and #annykowal", ["anny", "kowalowi", "annykowal"]),
        ("who: Ben | will: yes", ["will"]),
        ("will said so, then will's dog, and mr will", ["will"]),
        ("thanks will, lunch with will, will thinks so", ["will"]),
        ("a.k. came, and A.M.K. with K. A.", ["a.k.", "A.M.K.", "K. A."]),
        ("ask ak, mail ak@trust.example or @ak", ["ak"]),
        ("who: ak | AKs view", ["ak", "AKs"]),
    ],
)
def test_another_form_of_a_name_is_told(text: str, words: list[str]) -> None:
    assert [word for word, _ in told(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Anna’s, the Kowals, KOWAL, A. Kowal and #annakowal",  # all taken out
        "Will you come? He will. It may rain.",
        "Tomorrow the annual report",
        "Kowalewiczowie came with Andersen",  # another name
        "Official A wrote to Official B",
        "a willow, then Willow and willow",  # more often small
        "it came and will go; to will, by will; the call will be at ten. Thanks, will do",
        "the will states that her will's terms hold, and who will ask?",
        "an akk, aka Ben, a.k.a. Ben, e.g. at 10 a.m.; KA, ak and ka",
    ],
)
def test_what_is_taken_out_or_is_no_name_is_not_told(text: str) -> None:
    assert told(text) == []


def test_what_a_person_leaves_is_told_no_more() -> None:
    assert told("Give Anny the key", "Anny") == []


def test_an_everyday_name_in_small_letters_is_counted_where_it_stands_as_a_name() -> None:
    (one,) = resembling(Policy(PEOPLE), ["i will go if will says so", "ask will, it will do"])
    assert (one.word, one.number) == ("will", 2)


def test_it_is_counted_with_the_texts_it_stands_in() -> None:
    found = resembling(Policy(PEOPLE[:1]), ["Anny", "nobody", "Anny and Anny"])
    assert found == [Resemblance("Anny", "Official A", 3, (0, 2))]


def test_without_stand_ins_nothing_is_told() -> None:
    assert resembling(Policy(), ["Anny"]) == []


@pytest.mark.parametrize("word", ["thekowalreport", "TheKowalReport", "Kowalowej"])
def test_a_name_inside_a_word_and_a_wifes_are_told(word: str) -> None:
    policy = Policy((Pseudonym("Official A", ("Anna Kowal",), "a source"),))
    assert [one.word for one in resembling(policy, [f"see {word} for it"])] == [word]


@pytest.mark.parametrize("word", ["savannah", "saltmay", "unwilling"])
def test_a_short_or_everyday_name_inside_a_word_is_not_told(word: str) -> None:
    policy = Policy((Pseudonym("Official A", ("Anna May", "Will Orel"), "a source"),))
    assert resembling(policy, [f"see {word} for it"]) == []
