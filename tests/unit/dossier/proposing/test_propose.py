"""Proposals over whole texts of several kinds. All persons are invented."""

from muniment.dossier.proposing.gathering import propose
from muniment.dossier.proposing.proposal import Kind, Proposal, Strength, Text

CHAT = """[12/04/2024, 09:14:22] Priya Nandakumar: morning all, has anyone heard from Tobias?
[12/04/2024, 09:15:01] Zorbo: He said he'd ring Marta after the meeting
[12/04/2024, 09:15:40] Priya Nandakumar: Will, can you send me her number? will you be in at 3pm
[12/04/2024, 09:16:10] Will Hargreave: 07700 900123 or mail marta.tindall@example.org
[12/04/2024, 09:17:55] Zorbo: sorry just saw this. hargreave is right
[12/04/2024, 09:18:20] Zorbo: May I bring Grant along? Lives at 14 Alder Close, Stockwell SW9 1AB
[12/04/2024, 09:20:00] Priya Nandakumar: sort code 20-00-00 account 55779911, IBAN GB33BUKB20201555555555
[12/04/2024, 09:21:00] Priya Nandakumar: card is 4111 1111 1111 1111 lol. Parking was awful. Brilliant though
"""

MAIL = """From: Marta Zielonka <m.zielonka@dom.example>
To: Jürgen Abendroth <j.abendroth@example.de>
Subject: Re: Complaint ref. GL-2291/18

Dear Jürgen,

I spoke to Ms Oyelaran about the panel. Apparently Dr Whitcombe's report (see
Whitcombe_final_v3.docx) was leaked to the Daily Lantern by somebody in the
Governance and Legal Unit. Marta Zielonka's view is that Peter Whit-
combe should resign. He is 47, a retired police officer with diabetes.

His National Insurance number is QQ 12 34 56 C and his car is LB07 SEO.
Tel: +44 (0)20 7946 0958

Best wishes
Marta
Zielonka & Partners Ltd, ul. Długa 5, Warszawa
"""

PRESS = """Party chief denies plot
By Eleanor Prideaux

LONDON — Gareth Ollerenshaw, the former general secretary, said on Tuesday that claims of a plot
were “ridiculous”. His wife, Saskia Ollerenshaw, lives in Tewkesbury. Ms Prideaux asked Mr Ollerenshaw.
In March 2017 he met Ruaridh Bain. The Bains declined to comment. Sandberg resigned on Friday.
GARETH OLLERENSHAW MUST GO said a placard.
"""


def found(words: str) -> dict[str, Proposal]:
    return {p.words: p for p in propose([Text("t", words)])}


def test_a_chat() -> None:
    by_words = found(CHAT)
    kinds = {words: p.kind for words, p in by_words.items()}
    assert kinds["Priya Nandakumar"] is kinds["Tobias"] is kinds["Zorbo"] is Kind.PERSON
    assert kinds["07700 900123"] is Kind.PHONE
    assert kinds["marta.tindall@example.org"] is Kind.EMAIL
    assert kinds["14 Alder Close"] is kinds["SW9 1AB"] is Kind.ADDRESS
    assert kinds["20-00-00"] is kinds["55779911"] is Kind.ACCOUNT
    assert kinds["GB33BUKB20201555555555"] is kinds["4111 1111 1111 1111"] is Kind.ACCOUNT
    assert kinds["12/04/2024"] is kinds["09:14:22"] is kinds["3pm"] is Kind.DATE
    assert by_words["14 Alder Close"].strength is Strength.DIRECT
    assert not {"May", "Parking", "Brilliant", "Lives", "IBAN"} & by_words.keys()


def test_a_name_that_is_a_word_is_in_doubt_where_only_the_sentence_gives_a_capital() -> None:
    by_words = found(CHAT)
    assert by_words["Will"].is_doubtful
    assert by_words["Will"].group == by_words["Will Hargreave"].group
    assert not by_words["Will Hargreave"].is_doubtful
    assert by_words["hargreave"].is_doubtful
    assert "will" not in by_words


def test_a_mail() -> None:
    by_words = found(MAIL)
    kinds = {words: p.kind for words, p in by_words.items()}
    assert by_words["Peter Whit-\ncombe"].group == by_words["Dr Whitcombe"].group
    groups = {by_words[w].group for w in ("Marta Zielonka", "Marta", "m.zielonka@dom.example")}
    assert len(groups) == 1
    assert by_words["Jürgen"].group == by_words["j.abendroth@example.de"].group
    assert kinds["GL-2291/18"] is kinds["QQ 12 34 56 C"] is kinds["LB07 SEO"] is Kind.CODE
    assert kinds["Daily Lantern"] is kinds["Zielonka & Partners Ltd"] is Kind.ORGANISATION
    assert kinds["Governance and Legal Unit"] is Kind.ORGANISATION
    assert kinds["retired police officer"] is kinds["diabetes"] is Kind.DEMOGRAPHIC
    assert kinds["+44 (0)20 7946 0958"] is Kind.PHONE
    assert kinds["ul. Długa 5"] is Kind.ADDRESS
    assert "Whitcombe_final_v3.docx" in by_words
    assert not {"From", "To", "Subject", "Tel", "Best", "Dear", "Apparently"} & by_words.keys()


def test_an_article() -> None:
    by_words = found(PRESS)
    groups = {w: p.group for w, p in by_words.items()}
    assert groups["Gareth Ollerenshaw"] == groups["Mr Ollerenshaw"] == groups["GARETH OLLERENSHAW"]
    assert groups["Saskia Ollerenshaw"] != groups["Gareth Ollerenshaw"]
    assert groups["Eleanor Prideaux"] == groups["Ms Prideaux"]
    assert groups["Ruaridh Bain"] == groups["Bains"]
    assert by_words["Sandberg"].kind is Kind.PERSON
    assert by_words["Tewkesbury"].kind is by_words["LONDON"].kind is Kind.PLACE
    assert {"Tuesday", "March 2017", "Friday"} <= by_words.keys()
    assert not {"Party", "By", "In", "His"} & by_words.keys()


def test_german_nouns_are_no_names() -> None:
    by_words = found(
        "Frau Brigitte Sonnleitner wohnt in der Hauptstraße 12 in Bamberg. Der Kollege Sonnleitner sagte, "
        "dass die Polizei am 3. März 2019 mit dem Auto kam und der Verein das Geld nicht hat."
    )
    assert by_words["Hauptstraße 12"].kind is Kind.ADDRESS
    assert "3. März 2019" in by_words
    assert not {"Polizei", "Auto", "Geld", "Verein", "Frau"} & by_words.keys()


def test_states_and_laws_name_nobody() -> None:
    by_words = found(
        "Under Article 9 of the Data Protection Act the Turkish Government and the Supreme Court of the "
        "Kingdom of Norway had no case; the President of the Court left."
    )
    assert not by_words


def test_every_other_place_of_a_name_is_proposed_too() -> None:
    words = (
        "Ms Quillfeather wrote. quillfeather lied! QUILLFEATHER. Quillfeather's dog. #quillfeather."
    )
    spans = [(p.start, p.end) for p in propose([Text("t", words)])]
    at, starts = -1, []
    while (at := words.casefold().find("quillfeather", at + 1)) >= 0:
        starts.append(at)
    assert all(any(s <= at and at + 12 <= e for s, e in spans) for at in starts)


def test_proposals_are_slices_in_order_and_apart() -> None:
    texts = [Text("a", CHAT), Text("b", MAIL), Text("c", PRESS)]
    proposals = propose(texts)
    by_id = {t.id: t.words for t in texts}
    last = ("", 0)
    for p in proposals:
        assert by_id[p.text][p.start : p.end] == p.words
        assert p.reason
        assert p.text >= last[0]
        assert p.text != last[0] or p.start >= last[1]
        last = (p.text, p.end)
    assert proposals == propose(texts)


def test_a_group_holds_over_texts_and_says_when_it_is_a_guess() -> None:
    one, two = propose([Text("a", "Anna Kowal left."), Text("b", "I rang Ms Kowal.")])
    assert one.group == two.group
    assert "another text" in two.doubt


def test_nothing_from_nothing() -> None:
    assert propose([]) == []
    assert propose([Text("t", "")]) == []
    assert propose([Text("t", "\n \u200b—")]) == []


def test_a_double_surname_is_a_person_and_not_cut_in_two() -> None:
    words = (
        "Jean-Luc Zorbeau-Quint came. Zorbeau-Quint's dog, said Ms Orelaugh-Tindlemore.\n"
        "Then Orelaugh-Tindlemore left; the Orelaugh-Tindlemore-led talks, #ZorbeauQuint."
    )
    by_words = found(words)
    kinds = {one: p.kind for one, p in by_words.items()}
    for name in ("Jean-Luc Zorbeau-Quint", "Zorbeau-Quint", "Ms Orelaugh-Tindlemore"):
        assert kinds[name] is Kind.PERSON
    assert by_words["Jean-Luc Zorbeau-Quint"].group == by_words["Zorbeau-Quint"].group
    assert kinds["Orelaugh-Tindlemore"] is kinds["Orelaugh-Tindlemore-led"] is Kind.PERSON
    assert kinds["#ZorbeauQuint"] is Kind.HANDLE


def test_a_word_at_the_end_of_a_line_is_no_cue_for_a_day_in_the_next() -> None:
    """In a table a “no” stands above a day; a long number behind a line's end is its own."""
    found = propose([Text("m1", "did it sail\nno\n05\nno\n07\ncase no.\n77120 was opened")])
    assert [one.words for one in found if one.kind is Kind.CODE] == ["77120"]
