"""One group for one person, and none where two may be meant."""

from muniment.dossier.proposing import Text, propose


def groups(words: str) -> dict[str, str]:
    return {p.words: p.group for p in propose([Text("t", words)])}


def test_shorter_names_join_the_fuller() -> None:
    found = groups(
        "Anna Kowal spoke. Ms Kowal left. A. Kowal signed. Then Kowal wept, and Anna’s dog too."
    )
    assert len(set(found.values())) == 1


def test_a_surname_of_two_is_left_alone_and_says_so() -> None:
    words = "Anna Kowal and Adam Kowal met. Then Kowal left. Ms Kowal stayed. Mr Kowal rang."
    by_words = {p.words: p for p in propose([Text("t", words)])}
    assert "several persons" in by_words["Kowal"].doubt
    assert by_words["Kowal"].group not in {
        by_words["Anna Kowal"].group,
        by_words["Adam Kowal"].group,
    }
    assert by_words["Ms Kowal"].group == by_words["Anna Kowal"].group
    assert by_words["Mr Kowal"].group == by_words["Adam Kowal"].group


def test_initials_that_fit_two_are_left_alone() -> None:
    found = groups("Anna Kowal met Agata Kowal. Later A. Kowal left, and Anna B. Kowal too.")
    assert found["A. Kowal"] not in {found["Anna Kowal"], found["Agata Kowal"]}


def test_an_acronym_joins_the_name_before_it() -> None:
    found = groups("The Zorbo Housing Trust (ZHT) and ZHT tenants; another body, QRX, did not.")
    assert found["Zorbo Housing Trust"] == found["ZHT"]
    assert found["QRX"] != found["ZHT"]


def test_a_shorter_name_of_one_body_joins_it() -> None:
    found = groups("She wrote to Zorbo Bank Ltd on Monday. Then Zorbo Bank answered.")
    assert found["Zorbo Bank"] == found["Zorbo Bank Ltd"]


def test_the_same_day_is_one_group_in_any_spelling() -> None:
    found = groups("On 3 May 2019, or 2019-05-03, or May 3, 2019; not 4 May 2019.")
    assert found["3 May 2019"] == found["2019-05-03"] == found["May 3, 2019"]
    assert found["4 May 2019"] != found["3 May 2019"]
