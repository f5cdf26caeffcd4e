import pytest

from muniment.intake.replies.attribution import attribution
from muniment.intake.replies.split import split


def _kinds(text: str, sender: str = "") -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in split(text, (), sender)]


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, 7 Mar 2022 at 10:15, Bo Lind <bo@h.example> wrote:",
        "Am 07.03.2022 um 10:15 schrieb Bo Lind <bo@h.example>:",
        "Le lun. 7 mars 2022 à 10:15, Bo Lind <bo@h.example> a écrit :",
        "El lun, 7 mar 2022 a las 10:15, Bo Lind (<bo@h.example>) escribió:",
        "Il giorno lun 7 mar 2022 alle ore 10:15 Bo Lind <bo@h.example> ha scritto:",
        "Op ma 7 mrt. 2022 om 10:15 schreef Bo Lind <bo@h.example>:",
        "pon., 7 mar 2022 o 10:15 Bo Lind <bo@h.example> napisał(a):",
        "Den mån 7 mars 2022 kl 10:15 skrev Bo Lind <bo@h.example>:",
        "07.03.2022, 10:15, \"Bo Lind\" <bo@h.example>:",
        "* Bo Lind <bo@h.example> [2022-03-07 10:15]:",
    ],
)  # fmt: skip
def test_whom_an_attribution_names(line: str) -> None:
    assert attribution(line, is_strict=True) == "Bo Lind <bo@h.example>"


def test_a_reply_between_the_lines() -> None:
    text = "Bo Lind wrote:\n> One?\n\nYes.\n\n> Two?\n> > Three?\n\nNo.\n"
    assert _kinds(text) == [
        ("quoted", "Bo Lind wrote:\n> One?"),
        ("new", "Yes."),
        ("quoted", "> Two?\n> > Three?"),
        ("new", "No."),
    ]
    assert [s.author for s in split(text)] == ["Bo Lind", "", "Bo Lind", ""]


@pytest.mark.parametrize(
    "divider",
    [
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "---------- Forwarded message ----------",
        "Begin forwarded message:",
        "From: Bo Lind\nSent: Monday, 7 March 2022 10:15\nTo: Anna\nSubject: Bus",
        "________________________________\nVon: Bo Lind\nGesendet: Montag, 7. März 2022\nAn: Anna\nBetreff: Bus",
        "De : Bo Lind\nEnvoyé : lundi 7 mars 2022\nÀ : Anna\nObjet : Bus",
        "On 7 Mar 2022 at 10:15, Bo Lind wrote:",
    ],
)
def test_all_behind_a_divider_is_quoted(divider: str) -> None:
    text = f"At noon.\n\n{divider}\n\nWhen does it leave?\n"
    assert _kinds(text) == [("new", "At noon."), ("quoted", text[10:].strip())]


@pytest.mark.parametrize(
    "text",
    [
        "There are three things to settle:\n\nthe bus, the taxi, the tram.",
        "From: the depot we heard nothing.\nTo: be told at once would help.",
        "On 7 March 2022 the bus was late.\nNobody wrote:\nthat is all.",
        ">From the depot came no answer.",
        "a | b\n- | -\n1 | 2",
        "-- ",
    ],
)
def test_what_only_looks_quoted_stays_new(text: str) -> None:
    assert {kind for kind, _ in _kinds(text)} == {"new"}


def test_feet() -> None:
    assert _kinds("Noon.\n\n-- \nAnna\nHohenfels") == [("new", "Noon."), ("signature", "-- \nAnna\nHohenfels")]  # fmt: skip
    assert _kinds("Noon.\n\nSent from my iPhone")[1] == ("signature", "Sent from my iPhone")
    assert _kinds("Noon.\n\nAnna Vale\nRegistry", "Anna Vale <a@b.c>")[1][0] == "signature"
    assert _kinds("Anna Vale", "Anna Vale <a@b.c>") == [("new", "Anna Vale")]
    footer = "_" * 40 + "\nworks mailing list\nhttps://lists.example/works"
    assert _kinds(f"Noon.\n{footer}")[1] == ("signature", footer)


def test_lines_marked_with_a_first_name_are_quoted() -> None:
    body = "Rosalind> When does the bus leave,\n    Rosalind> and from where?\n\nAt noon.\n"
    assert [(s.kind, body[s.start : s.end]) for s in split(body)] == [
        ("quoted", "Rosalind> When does the bus leave,\n    Rosalind> and from where?"),
        ("new", "At noon."),
    ]


def test_one_line_that_begins_with_a_word_and_a_bracket_is_no_quotation() -> None:
    body = "Insert> opens the other menu.\nVector>List is not written so.\n"
    assert [s.kind for s in split(body)] == ["new"]
