import pytest

from muniment.model.copying import Account, Independence, LinkKind
from muniment.quotes.copying import compare, independence
from tests.unit.quotes.copying.making import account, trace

MESSAGE = "i'd not ring her till we know what we're ringing about"
CUT = "i'd not ring her"


def ask(statement: str, *accounts: Account) -> Independence:
    return independence(statement, accounts, compare(accounts))


def test_accounts_that_name_their_source_count_with_it() -> None:
    found = ask(
        "The hire cost £82,840.",
        account(1, "Report of the review", "The hire cost £82,840 in all.", day="2024-01-01", title="Review"),
        account(2, "The launch was hired at a cost of £82,840, the report says.", day="2024-01-02", outlet="Gong"),
        account(3, "I counted it: hire of the launch cost £82,840.", day="2024-01-03", outlet="Ear"),
    )  # fmt: skip
    assert found.count == 2
    assert [group.exhibits for group in found.groups] == [(1, 2), (3,)]
    assert [link.kind for link in found.links] == [LinkKind.CREDITED]


def test_who_carries_more_of_the_message_has_it_from_elsewhere() -> None:
    cut, whole = trace(0, len(CUT)), trace(0, len(MESSAGE))
    found = ask(
        f"Hask wrote “{CUT}”.",
        account(1, f"Hask wrote “{CUT}”.", day="2024-01-01", outlet="A", traces={CUT: cut}),
        account(2, f"Hask told them “{CUT}”.", day="2024-01-02", outlet="B", traces={CUT: cut}),
        account(3, f"Hask wrote “{MESSAGE}”.", day="2024-01-03", outlet="C", traces={MESSAGE: whole}),
    )  # fmt: skip
    assert [group.exhibits for group in found.groups] == [(1, 2), (3,)]
    assert "the same cut" in found.groups[0].reason
    assert "left out" in found.groups[1].reason


def test_a_comment_is_set_aside() -> None:
    found = ask(
        "There were boats out.",
        account(1, "There were boats out that night.", outlet="A"),
        account(2, "It rained.", "Four boats were out.", outlet="B", kinds={2: "comment"}),
    )
    assert found.count == 1
    assert "only in a comment" in found.aside[0].reason


def test_both_naming_an_outlet_outside_are_one() -> None:
    found = ask(
        "There were boats out.",
        account(1, "There were boats out, the Upper Haven Times reported.", outlet="A"),
        account(2, "Four boats were out, according to the Upper Haven Times.", outlet="B"),
    )
    assert found.count == 1
    assert "both name Upper Haven Times" in found.groups[0].reason


def test_a_statement_that_nobody_carries_has_no_account() -> None:
    assert ask("There were boats out.", account(1, "It rained.")).count == 0
    assert ask("", account(1, "It rained.")).count == 0


@pytest.mark.parametrize(
    ("statement", "wording", "count"),
    [
        ("The gate was never shut.", "It was for people who have never had to shut a gate.", 0),
        ("The gate was never shut.", "She held the gate open. I never found out why.", 0),
        ("The gate was never shut.", "The gate was shut at ten.", 0),
        ("The gate was never shut.", "I say that the gate was never once shut that night.", 1),
        ("The gate was never shut.", "Nobody wrote that the gate wasn't shut.", 1),
        ("There were boats out.", "There were no boats out.", 0),
        ("There were boats out.", f"Boats, and {'so ' * 30} on, till the light was out.", 0),
        ("There were boats out.", "Out on the water were boats.", 1),
    ],
)
def test_words_far_apart_or_denied_carry_no_statement(
    statement: str, wording: str, count: int
) -> None:
    other = account(2, "It rained on the slip, and nobody came.", outlet="B")
    assert ask(statement, account(1, wording, outlet="A"), other).count == count
