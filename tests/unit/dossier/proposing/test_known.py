"""Whom the case knows is found in whatever shape the name comes."""

import pytest

from muniment.dossier.proposing.gathering import propose
from muniment.dossier.proposing.proposal import Kind, Known, Text

ANNA = Known(
    "p1",
    names=("Anna Kowal", "Ania"),
    handles=("@kowalska_a",),
    phones=("+48 601 234 567",),
    emails=("wrona@dom.example",),
    addresses=("Polna 7",),
)
WILL = Known("p2", names=("Will May",))


def groups(words: str, *known: Known) -> dict[str, str]:
    return {p.words: p.group for p in propose([Text("t", words)], known)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("then Kowal came", "Kowal"),
        ("then kowal came", "kowal"),
        ("KOWAL MUST GO NOW", "KOWAL"),
        ("we saw Ania there", "Ania"),
        ("widziałem Kowala wczoraj", "Kowala"),
        ("rozmowa z Anną Kowal", "Anną Kowal"),
        ("that is Kowal’s view", "Kowal"),
        ("spelt K o w a l by him", "K o w a l"),
        ("spelt K-o-w-a-l by him", "K-o-w-a-l"),
        ("said Ko-\nwal today", "Ko-\nwal"),
        ("said Ko\u00adwal today", "Ko\u00adwal"),
        ("tag #FreeAnnaKowal now", "#FreeAnnaKowal"),
        ("see https://x.example/p/anna-kowal?x=1 now", "https://x.example/p/anna-kowal?x=1"),
        ("mail akowal@x.example now", "akowal@x.example"),
        ("file kowal_anna_2019.pdf attached", "kowal_anna_2019.pdf"),
        ("ask kowalska_a now", "kowalska_a"),
        ("ask @kowalska_a now", "@kowalska_a"),
        ("ring 601-234-567 now", "601-234-567"),
        ("ring +48 601 234 567 now", "+48 601 234 567"),
        ("ring 0048601234567 now", "0048601234567"),
        ("write wrona@dom.example now", "wrona@dom.example"),
        ("lives at polna 7 now", "polna 7"),
        ("signed A.K. in ink", "A.K"),
    ],
)
def test_every_form_is_found(words: str, expected: str) -> None:
    found = groups(words, ANNA)
    assert found.get(expected) == "p1", found


def test_initials_are_always_in_doubt() -> None:
    (one,) = propose([Text("t", "signed AK in ink")], [ANNA])
    assert one.is_doubtful
    assert one.kind is Kind.PERSON


def test_ordinary_words_are_a_name_only_in_context() -> None:
    words = "Will you come? It may rain. I saw Will today. Will May said so. May it be. ask will"
    proposals = propose([Text("t", words)], [WILL])
    told = [(p.start, p.words, p.is_doubtful) for p in proposals]
    assert told == [
        (0, "Will", True),
        (34, "Will", False),
        (46, "Will May", False),
        (64, "May", True),
        (79, "will", True),
    ]
    assert {p.group for p in proposals} == {"p2"}


def test_two_known_persons_of_one_surname_are_not_guessed_between() -> None:
    adam = Known("p9", names=("Adam Kowal",))
    (bare,) = propose([Text("t", "Then Kowal called.")], [ANNA, adam])
    assert bare.group not in {"p1", "p9"}
    assert "several persons" in bare.doubt


def test_the_one_whom_the_text_names_is_meant_and_the_other_is_mentioned() -> None:
    adam = Known("p9", names=("Adam Kowal",))
    bare, full = propose([Text("t", "Then Kowal called. Anna Kowal called.")], [ANNA, adam])
    assert bare.group == full.group == "p1"
    assert "another person" in bare.doubt


def test_a_known_body_is_found_whole_and_not_by_its_noun() -> None:
    body = Known("b1", names=("Zorbo Housing Bank",))
    found = groups(
        "The Zorbo Housing Bank (see zorbohousingbank.example) is a bank. Bank it.", body
    )
    assert found == {"Zorbo Housing Bank": "b1", "zorbohousingbank.example": "b1"}
