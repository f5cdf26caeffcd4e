"""One group for one person, and none where two may be meant."""

import pytest

from muniment.dossier.proposing.gathering import propose
from muniment.dossier.proposing.proposal import Kind, Text


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


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The Zorbo Bank (hereinafter “the Bank Zorbo”) lent. ", "Bank Zorbo", "Zorbo Bank"),
        ("She left the Zorbo Works “Domex” in May. Domex paid.", "Domex", "Zorbo Works"),
        ("The Zorbo Land Reform Board met. The Zorbo Board sat.", "Zorbo Board", "Zorbo Land Reform Board"),
        ("The Zorbo Housing Trust met. Later she asked ZHT for it.", "ZHT", "Zorbo Housing Trust"),
        ("The District Court of Skarrow sat, a Skarrow District Court.", "Skarrow District Court",
         "District Court of Skarrow"),
        ("Ask for Orphan’s Relief Payment (“ORP”) there.", "ORP", "Orphan’s Relief Payment"),
        ("By the Skarrow Regional Court (Zorski Dwor w Skarrowie) then.", "Zorski Dwor w Skarrowie",
         "Skarrow Regional Court"),
        ("It paid Zorbo S.A. in May. They owe Zorbo still.", "Zorbo", "Zorbo S.A"),
        ("The Zorbo Court of Appeal sat. The Zorbo Appeal Court ruled.", "Zorbo Appeal Court", "Zorbo Court of Appeal"),
        ("The Zorbo Regional Office for Health, the Regional Health Office of Zorbo.", "Regional Health Office of Zorbo",
         "Zorbo Regional Office for Health"),
        ("Zorbo Works Ltd. sued. Zorbo Works Limited paid.", "Zorbo Works Limited", "Zorbo Works Ltd"),
        ("We met Zorbo Works Ltd. and Zorbo Works Limited. Zorbo Works left.", "Zorbo Works", "Zorbo Works Ltd"),
        ("We met Zorbotech S.A. and then Zorbotech SA again.", "Zorbotech SA", "Zorbotech S.A"),
        ("The Zorbo Magistrates’ Courts, then Zorbo Magistrate’s Court.", "Zorbo Magistrate’s Court",
         "Zorbo Magistrates’ Courts"),
        ("The Zorbo Labor Center met. The Labour Centre of Zorbo fell.", "Labour Centre of Zorbo", "Zorbo Labor Center"),
        ("The University of Skarrow met. Skarrow University, or Skarrow State University.", "Skarrow University",
         "University of Skarrow"),
        ("The General Office of Zorbo Roads. The Office of Zorbo Roads, a Zorbo Roads Office.", "Zorbo Roads Office",
         "General Office of Zorbo Roads"),
        ("The Saint Orla Hospital, then St. Orla Hospital.", "St. Orla Hospital", "Saint Orla Hospital"),
        ("The Zorbo Labour Court sat. Then the Zorbo court ruled.", "Zorbo court", "Zorbo Labour Court"),
        ("At Quentley Grammar School. At the Quentley school he was ill.", "Quentley school", "Quentley Grammar School"),
        ("By the Leeds Labour Court. Later the Leeds court sat.", "Leeds court", "Leeds Labour Court"),
        ("Central Direction of the Zorbo Lines (XQ: hereinafter “the Lines”) and the Lines.", "Lines",
         "Central Direction of the Zorbo Lines"),
    ],
)  # fmt: skip
def test_long_and_short_names_of_a_body_are_one(text: str, short: str, full: str) -> None:
    found = groups(text)
    assert found[short] == found[full], found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The Labour Chamber of the Skarrow Court sat. The Skarrow Court did.",
         "Labour Chamber of the Skarrow Court", "Skarrow Court"),
        ("The Zorbo Land Board and the Zorbo Sea Board met. Zorbo Board sat.", "Zorbo Board", "Zorbo Land Board"),
        ("He left Zorbo Bank (Leeds) early.", "Zorbo Bank", "Leeds"),
        ("The Zorbo Labour Court and the Zorbo Tax Court. The Zorbo court sat.", "Zorbo court", "Zorbo Labour Court"),
    ],
)  # fmt: skip
def test_a_part_and_a_place_are_others(text: str, one: str, other: str) -> None:
    found = groups(text)
    assert found[one] != found[other], found


def test_a_short_name_is_what_each_text_says_it_is() -> None:
    texts = [
        Text("a", "The Zorbo Bank (ZB) lent. ZB closed."),
        Text("b", "The Zuntel Board (ZB) met. ZB voted."),
        Text("c", "Nobody knows what ZB was."),
    ]
    by_text = {(p.text, p.words): p.group for p in propose(texts)}
    assert by_text["a", "ZB"] == by_text["a", "Zorbo Bank"]
    assert by_text["b", "ZB"] == by_text["b", "Zuntel Board"]
    assert len({by_text[t, "ZB"] for t in "abc"}) == 3


@pytest.mark.parametrize(
    "written",
    [
        "2,719 Turkish liras (TRY)|TRY 2,719|2,719 Turkish liras|2719 liras|TRY 2,719.00",
        "1,200,000 zlotys|PLN 1.2 million|1.200.000 PLN|1 200 000 Polish zlotys (PLN)",
        "£200|GBP 200|200 pounds sterling|200 pounds",
        "US$ 300|USD 300|300 US dollars|$300",
        "500 French francs (FRF)|FRF 500|500 francs",
        "5%|5 per cent|5 percent",
        "10 km|10 kilometres",
        "500 euros|five hundred euros|EUR 500",
        "2,300,000 roubles|two million three hundred thousand roubles",
        "21 persons|twenty-one persons",
    ],
)
def test_a_sum_is_one_group_however_it_is_written(written: str) -> None:
    text = " ".join(f"She paid {one} then." for one in written.split("|"))
    found = [p for p in propose([Text("t", text)]) if p.kind is Kind.QUANTITY]
    assert len(found) == written.count("|") + 1
    assert len({p.group for p in found}) == 1, found


def test_the_same_number_of_two_currencies_is_two_sums() -> None:
    found = groups("He paid 500 French francs, she 500 Swiss francs; somebody 500 francs.")
    assert len(set(found.values())) == 3


def test_what_is_left_of_a_name_is_no_name() -> None:
    """A minister’s office and a law are no persons whose parts are looked for elsewhere."""
    texts = [
        Text("a", "The Minister for Works and Trade signed the General Harbour Proceedings Act."),
        Text("b", "The proceedings for and against went on; an act, works and trade."),
    ]
    assert not [p for p in propose(texts) if p.text == "b"]
