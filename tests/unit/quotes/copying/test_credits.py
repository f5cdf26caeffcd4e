import pytest

from muniment.model.copying import Credit, CreditKind
from muniment.quotes.copying import compare
from tests.unit.quotes.copying.making import account

COURIER = account(
    1, "It rained.", outlet="The Skarrow Courier", day="2024-03-12", byline="Ines Marlow"
)
REPORT = account(
    2,
    "Report of the review into the gate",
    title="The Conduct of the Office",
    byline="Saskia Whitlow",
)


def credits_of(text: str, **more: str) -> list[Credit]:
    third = account(3, text, outlet=more.get("outlet", "NTB News"), day="2024-03-14")
    return [c for c in compare([COURIER, REPORT, third]).credits if c.by == 3]


@pytest.mark.parametrize(
    ("text", "to", "kind"),
    [
        ("As the Courier revealed this morning, it leaked.", 1, CreditKind.OUTLET),
        ("She told the Skarrow Courier that it rained.", 1, CreditKind.OUTLET),
        ("According to the Courier, it rained.", 1, CreditKind.OUTLET),
        ("The Courier's figure is nobody's.", 1, CreditKind.OUTLET),
        ("The Courier, to be fair, put it thus:", 1, CreditKind.OUTLET),
        ("We have seen The Conduct of the Office, all of it.", 2, CreditKind.TITLE),
        ("The work by Saskia Whitlow is long.", 2, CreditKind.AUTHOR),
        ("Launch hire came to £5, the report says.", 2, CreditKind.GENRE),
        ("A leaked report says so.", 2, CreditKind.GENRE),
    ],
)
def test_a_name_beside_a_crediting_word_is_a_credit(text: str, to: int, kind: CreditKind) -> None:
    (credit,) = credits_of(text)
    assert (credit.to, credit.kind) == (to, kind)
    assert credit.text == text
    place = credit.place
    assert text[place.start : place.end] == credit.name


@pytest.mark.parametrize(
    "text",
    [
        "The courier said that the parcel was wet.",  # no name
        "Skarrow said nothing, as a town.",
        "The review does not mention the boats.",
        "This is not in the report.",
        "A report says so.",  # any report
        "“The Courier says so,” he said.",  # somebody else credits
        "Ms Whitlow smiled.",
    ],
)
def test_a_name_alone_is_no_credit(text: str) -> None:
    assert not credits_of(text)


def test_a_genre_that_two_accounts_have_names_neither() -> None:
    second = account(4, "Report of the second review into the gate", title="Another")
    found = compare([REPORT, second, account(3, "The report says so.", outlet="NTB")])
    assert not found.credits


def test_nobody_credits_himself() -> None:
    assert not credits_of("The Courier said so.", outlet="The Skarrow Courier")


def test_a_part_of_two_outlets_names_is_nobody_s() -> None:
    other = account(4, "It rained.", outlet="The Harbour Courier")
    found = compare([COURIER, other, account(3, "The Courier says so.", outlet="NTB")])
    assert not [credit for credit in found.credits if credit.to]


def test_of_several_accounts_of_an_outlet_the_one_that_is_not_later_is_meant() -> None:
    later = account(4, "It dried.", outlet="The Skarrow Courier", day="2024-04-01")
    third = account(3, "The Courier says so.", outlet="NTB", day="2024-03-14")
    (credit,) = compare([COURIER, later, third]).credits
    assert credit.to == 1
    assert "not later" in credit.doubt


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("SKARROW (Reuters) - It rained.", CreditKind.WIRE, "Reuters"),
        ("(Reporting by A. Wren; Editing by B. Gull)", CreditKind.WIRE, "Reuters"),
        ("The Associated Press contributed to this report.", CreditKind.WIRE, "AP"),
        ("He told the Upper Haven Times that it rained.", CreditKind.OUTSIDE, "Upper Haven Times"),
        ("It rained, the Upper Haven Times reported.", CreditKind.OUTSIDE, "Upper Haven Times"),
    ],
)
def test_sources_that_are_no_exhibit_are_told(text: str, kind: CreditKind, name: str) -> None:
    (credit,) = credits_of(text)
    assert (credit.to, credit.kind, credit.name) == (None, kind, name)
