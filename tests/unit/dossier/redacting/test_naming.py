"""By which words people are told, and who is the same person under another name."""

import pytest

from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.naming import Doubt, everyone, letters_of, told_by
from muniment.model.judgement.redaction import BAR, Policy, Pseudonym

ANNA = Pseudonym("Official A", ("Anna Kowal",), "a source")


def concealed(text: str, *others: str, person: Pseudonym = ANNA) -> str:
    return Concealing(Policy((person,)), others).conceal(text).text


@pytest.mark.parametrize(
    "author",
    [
        "Ms Kowal",
        "Kowal (Trust)",
        "Anna Kowal (Trust)",
        "Dr. Anna Kowal",
        "Prof. Dr. Kowal",
        "Kowal, Ms A.",
        "Kowal, Dr",
        "Kowal, Anna Maria",
        "Ms Anna B. Kowal MP",
        "Anna Kowal via the list",
        "AK",
        "A. K.",
    ],
)
def test_a_title_a_bracket_or_a_fuller_name_makes_nobody_else(author: str) -> None:
    told = everyone(Policy((ANNA,)), [author])
    assert {one.doubt for one in told} == {Doubt.NONE}
    assert concealed("Ms Kowal, and Kowal", author) == "Ms Official A, and Official A"


@pytest.mark.parametrize("author", ["Ben Kowal", "Mr Ben Kowal", "Kowal, Ben", "Ben Kowal (Trust)"])
def test_somebody_with_the_same_surname_is_another(author: str) -> None:
    assert concealed("Ben Kowal, Kowal", author) == f"Ben Kowal, {BAR}"
    assert concealed("and Kowal", author) == f"and {BAR}"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Judge", {"judge"}),
        ("Adam Judge", {"adam", "judge"}),
        ("Judge, Adam", {"adam", "judge"}),
        ("Judge Adam Orel", {"adam", "orel"}),
        ("Don Orel", {"don", "orel"}),
        ("(Trust)", {"trust"}),
    ],
)
def test_a_title_that_is_a_name_there_is_one(name: str, letters: set[str]) -> None:
    assert letters_of(name) == letters


@pytest.mark.parametrize("name", ["Mrs Kowal", "Dr. Kowal", "Kowal (Trust)", "Judge Kowal"])
def test_a_title_is_no_name_that_is_followed(name: str) -> None:
    """Else each *Mrs* would go."""
    made = {one.words for one in told_by(Pseudonym("Official A", (name,), "x")) if not one.is_given}
    assert made == {"Kowal"}


def test_a_birth_name_in_brackets_is_followed_and_an_office_is_not() -> None:
    person = Pseudonym("X", ("Anna Nowak (née Kowal)", "Anna (Office)"), "x")
    text = "Nowak, or Kowal, of the Office, is no née"
    assert concealed(text, person=person) == "X, or X, of the Office, is no née"


def test_a_name_with_its_surname_first_is_followed_as_the_other_way_round() -> None:
    person = Pseudonym("Official A", ("Kowal, Anna",), "a source")
    assert concealed("A.K. and A. Kowal", person=person) == "Official A. and Official A"
    made = {one.words for one in told_by(Pseudonym("B", ("van der Meer, Piet",), "x"))}
    assert {"P. van der Meer", "Meer", "P.M."} <= made


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("A.K. came, A. K left, AK", "Official A. came, Official A left, Official A"),
        ("said A. Kowal", "said Official A"),
        ("Kowal, A", "Official A"),
        ("Kowal, A. M. too", "Official A too"),
        ("K., Anna", "Official A"),
        ("Kowal A", "Official A"),
        ("I met Kowal A lot", "I met Official A A lot"),
        ("a.k.a. the boss, an akk", "a.k.a. the boss, an akk"),
    ],
)
def test_initials_are_followed(text: str, published: str) -> None:
    assert concealed(text) == published


@pytest.mark.parametrize(
    "sender",
    ["AK", "A.K.", "A. K.", "Anna K", "Kowal A", "Kowal, A.", "K., Anna", "Dr Kowal (Trust)"],
)
def test_a_sender_who_is_known_by_initials_has_the_stand_in_alone(sender: str) -> None:
    assert Concealing(Policy((ANNA,)), (sender,)).author(sender) == "Official A"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna Maria Kowal", "AMK, A.M.K., AK, A. M. Kowal"),
        ("Jean-Luc Moreau-Petit", "J.-L. M.-P., JLMP, J.L.M., JM"),
        ("Piet van der Meer", "PvdM, P.v.d.M, P. v. d. Meer, PVDM"),
        ("Łucja Żak", "Ł.Ż, LZ, Ł. Żak"),
    ],
)
def test_all_initials_of_a_name_are_followed(name: str, text: str) -> None:
    told = concealed(text, person=Pseudonym("X", (name,), "x"))
    assert set(told.split(", ")) == {"X"}


def test_initials_of_four_are_no_word() -> None:
    person = Pseudonym("X", ("Ada Rosa Eva Arend",), "x")
    assert concealed("an area, A.R.E.A", person=person) == "an area, X"


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ("Adam Kern", "A.K"),
        ("Kern, Adam <a.kern@trust.example>", "AK"),
        ("Adam Kowal", "A. Kowal"),
        ("Mr Adam Kowal", "Kowal, A"),
        ("Anna Kern", "Anna K"),
    ],
)
def test_initials_that_somebody_else_has_are_barred(other: str, text: str) -> None:
    assert concealed(text, other) == BAR
    assert concealed(text) == "Official A"


def test_letters_that_stand_for_a_thing_are_barred_or_told() -> None:
    concealing = Concealing(Policy((Pseudonym("X", ("Anna Marsh",), "x"),)))
    text = "At 10 AM, or 10 A.M. sharp: A.M. said AM radio | AM"
    assert concealing.conceal(text).text == f"At 10 AM, or 10 A.M. sharp: {BAR}. said AM radio | X"
    assert [(t.doubt, n) for t, n in concealing.doubts.items()] == [(Doubt.LETTERS, 1)]


DOT = Pseudonym(
    "Official V",
    ("Dot Kowal", "Dorothea Kowal", "Dorothea Marsh", "dot@slip.example", "+44 7700 900123"),
    "a source",
)


@pytest.mark.parametrize("sender", ["Dot Marsh <dot@slip.example>", "Dot Marsh <d@new.example>"])
def test_a_sender_with_an_address_or_halves_of_names_of_theirs_is_nobody_else(sender: str) -> None:
    """Whoever marries keeps half of a name; an address is one person's."""
    concealing = Concealing(Policy((DOT,)), (sender, "Ben Orel"))
    assert (
        "Marsh" not in concealing.conceal("It is Mrs Marsh, Dot Marsh or DOT MARSH, of Orel").text
    )
    assert concealing.author(sender) == "Official V"


def test_a_name_beside_an_address_of_theirs_is_followed_as_theirs() -> None:
    person = Pseudonym("Official V", ("d.k@slip.example",), "a source")
    sender = "Kern, Mrs Dot (Trust) <D.K@slip.example>"
    told = concealed("Dot Kern; D. Kern; Kern", sender, person=person)
    assert told == "Official V; Official V; Official V"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("on 07700 900123.", "on Official V."),
        ("(+44 7700 900123)", "(Official V)"),
        ("(07700 900123)", "Official V"),
        ("(07700) 900-123", "Official V"),
        ("0044 7700 900123", "Official V"),
        ("+44 (0)7700 900123", "Official V"),
        ("12 7700900123", "12 Official V"),
    ],
)
def test_a_telephone_number_goes_with_what_is_dialled_before_it(text: str, published: str) -> None:
    assert concealed(text, person=DOT) == published
