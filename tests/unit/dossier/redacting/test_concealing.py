"""What is concealed: a person by every name, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.dossier.leaks.patterns import compile_patterns
from muniment.dossier.leaks.secret import Secret
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.naming import Doubt, everyone
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement.redaction import BAR, Blackout, Pattern, Policy, Pseudonym, Words

ANNA = Pseudonym("Official A", ("Anna Kowal", "@akowal", "+44 7700 900123"), "a source")
WILL = Pseudonym("[activist]", ("Will Quill",), "a minor")


def concealed(text: str, *people: Pseudonym, others: tuple[str, ...] = (), **more: object) -> str:
    policy = Policy(people, **more)  # type: ignore[arg-type]
    return Concealing(policy, others).conceal(text).text


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Anna Kowal said so.", "Official A said so."),
        ("ANNA  KOWAL’s gate", "Official A’s gate"),
        ("Kowal, Anna", "Official A"),
        ("Ask A. Kowal.", "Ask Official A."),
        ("A.K. agreed", "Official A. agreed"),
        ("anna.kowal@trust.example", "Official A@trust.example"),
        ("see IMG_Anna_Kowal_2.jpg", "see IMG_Official A_2.jpg"),
        ("#annakowal", "#Official A"),
        ("An\u00adna Kow\u200bal", "Official A"),
        ("call 07700 900123 now", "call Official A now"),
        ("K o w a l", "Official A"),
        ("the Kowals’ house, Kowal- und Sohn", "the Official As’ house, Official A- und Sohn"),
        ("ANNA'S, annas, Anna`s", "Official A'S, Official As, Official A`s"),
        ("Anna K. came, Anna K left", "Official A. came, Official A left"),
        ("Anna knew Anna a lot", "Official A knew Official A a lot"),
        ("z Anną Kowalem u Kowala", "z Official A u Official A"),
        ("https://x.example/?n=Anna%20Kowal&x=1", BAR),
        ("Anna&nbsp;Kowal here", "Official A here"),
        ("Kowalski and the anagram are others", "Kowalski and the anagram are others"),
    ],
)
def test_a_person_is_followed_by_every_spelling(text: str, published: str) -> None:
    assert concealed(text, ANNA) == published


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("see https://x.example/Anna%20Kowal.", f"see {BAR}."),
        ("(https://x.example/?n=Anna%20Kowal&x=1), and", f"({BAR}), and"),
        ("“https://x.example/Anna%20Kowal”!", f"“{BAR}”!"),
        ("#Anna%20Kowal? said Anna&nbsp;Kowal.", "#Official A? said Official A."),
        ("(Anna&nbsp;Kowal&gt;) here", "(Official A) here"),
        ("at /p/Anna%20(Kowal)) here", f"at {BAR}) here"),
    ],
)
def test_a_sentence_goes_on_behind_a_name_that_is_encoded(text: str, published: str) -> None:
    """Where there is nothing but the name the stand-in is put; it would tell nothing of an address."""
    assert concealed(text, ANNA) == published


def test_an_everyday_word_is_a_name_only_where_it_is_one() -> None:
    concealing = Concealing(Policy((WILL,)))
    told = concealing.conceal("Will you come? I said Will should. A quill, a will.")
    assert told.text == "Will you come? I said [activist] should. A [activist], a will."
    assert [(t.words, n) for t, n in concealing.doubts.items()] == [("Will", 1)]


def test_an_everyday_word_that_owns_something_is_a_name() -> None:
    told = concealed("Will’s gate. Will you? The will's end, Wills too.", WILL)
    assert told == "[activist]’s gate. Will you? The will's end, Wills too."


MAY = Pseudonym("Official M", ("May Will",), "a source")


@pytest.mark.parametrize(
    ("row", "published"),
    [
        ("May | Will", "Official M | Official M"),
        ("Will | May", "Official M | Official M"),
        ("| May | Will |\n| --- | --- |", "| Official M | Official M |\n| --- | --- |"),
        ("first: May | last: Will | paid: 3", "first: Official M | last: Official M | paid: 3"),
        ("May Will | £: Will May", "Official M | £: Official M"),
        ("Mr May Will", "Mr Official M"),
    ],
)
def test_a_name_is_not_read_over_the_border_of_a_cell(row: str, published: str) -> None:
    """Each cell is hidden by itself, so that every cell stays under its column."""
    assert concealed(row, MAY) == published


def test_a_name_in_two_cells_goes_though_no_part_of_it_would_tell() -> None:
    short = Pseudonym("Official L", ("Li Wu",), "a source")
    assert concealed("first: Li | last: Wu | paid: 3", short) == (
        "first: Official L | last: Official L | paid: 3"
    )
    assert concealed("first: Li | last: Ng", short) == "first: Li | last: Ng"


def test_words_over_two_cells_are_blacked_out_in_each() -> None:
    told = concealed("Harbour | Lane", words=(Words("Harbour Lane", "x"),))
    assert told == f"{BAR} | {BAR}"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("who: Ben | Will: yes", "who: Ben | [activist]: yes"),
        ("Will: yes | who: Ben", "[activist]: yes | who: Ben"),
        ("Will", "[activist]"),
        ("payee: Will", "payee: [activist]"),
        ("See you there.\nWill", "See you there.\n[activist]"),
        ("what: x | Will be done: y", "what: x | Will be done: y"),
    ],
)
def test_a_column_that_is_called_like_a_person_is_one_in_its_head_and_in_each_row(
    text: str, published: str
) -> None:
    """The head of a column is concealed by itself, and again as the label of a cell: alike, or cells move."""
    assert concealed(text, WILL) == published


JUNE = Pseudonym("Official M", ("May Kowal", "April"), "a source")


@pytest.mark.parametrize(
    "text",
    [
        "date: 3 May 2024",
        "Date: Fri, 3 May 2024 10:00:00 +0000",
        "3 May",
        "in May 2024, on 3 May the gate was shut, May 3, 2024",
        "the 3rd of May came, May 3rd too, 3. May",
        "3-May-2024, 2024-May-03, 3–5 May, May '24",
        "due: 3 April | paid: April 2024",
    ],
)
def test_a_month_beside_a_day_or_a_year_is_nobody_and_is_told(text: str) -> None:
    concealing = Concealing(Policy((JUNE,)))
    assert concealing.conceal(text).text == text
    assert {one.doubt for one in concealing.doubts} == {Doubt.MONTH}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("at 3 May came", "at 3 Official M came"),
        ("I gave May 20 pounds", "I gave Official M 20 pounds"),
        ("told May 3 times", "told Official M 3 times"),
        ("ask April, or May Kowal 2024", "ask Official M, or Official M 2024"),
        ("in 2020 May left", "in 2020 Official M left"),
        ("No 12: said May", "No 12: said Official M"),
        ("what May wants", "what Official M wants"),
    ],
)
def test_a_number_beside_a_name_makes_no_date_of_it(text: str, published: str) -> None:
    assert concealed(text, JUNE) == published


def test_a_month_that_the_author_blacks_out_is_blacked_out_of_dates_too() -> None:
    assert concealed("3 May 2024", words=(Words("May", "x"),)) == f"3 {BAR} 2024"


def test_a_surname_goes_without_its_particles_too() -> None:
    meer = Pseudonym("Official B", ("Piet van der Meer",), "a source")
    saint = Pseudonym("Official C", ("Ann St John",), "a source")
    assert concealed("Mr Meer, the Meers", meer) == "Mr Official B, the Official Bs"
    assert concealed("John and Ann St John", saint) == "John and Official C"


def test_what_may_be_somebody_else_is_barred_and_their_full_name_stays() -> None:
    published = concealed("Anna Marsh met Anna", ANNA, others=("Anna Marsh", "Ben"))
    assert published == f"Anna Marsh met {BAR}"


def test_an_initial_is_no_part_of_the_next_word() -> None:
    text = "Gwen Kowal asked Ben. A. Kowal did, Kowal A. did."
    published = concealed(text, ANNA, others=("Gwen Kowal",))
    assert published == "Gwen Kowal asked Ben. Official A did, Official A. did."


def test_two_people_who_share_a_name_are_not_taken_for_each_other() -> None:
    other = Pseudonym("Official B", ("Anna Marsh",), "a source")
    assert (
        concealed("Anna Kowal, Anna Marsh, Anna", ANNA, other) == f"Official A, Official B, {BAR}"
    )


def test_the_same_person_in_another_order_is_no_other() -> None:
    told = everyone(Policy((ANNA,)), ["Kowal, Anna", "Anna Kowal <a.kowal@trust.example>", "Kowal"])
    assert {one.doubt for one in told} == {Doubt.NONE}


def test_what_a_person_leaves_is_left() -> None:
    policy = Policy((ANNA,), left=(Words("Anna", "everybody is called so"),))
    assert Concealing(policy).conceal("Anna and Kowal").text == "Anna and Official A"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("ring 020 7946 0018", "ring [phone number]"),
        ("write to ben@x.example", "write to [e-mail address]"),
        ("at 12 Harbour Lane, Skarrow", "at [address]"),
        ("pay GB33 BUKB 2020 1555 5555 55", "pay [account number]"),
        ("in 2023 the tide was 3.9 m", "in 2023 the tide was 3.9 m"),
    ],
)
def test_details_go_by_their_shape(text: str, published: str) -> None:
    assert concealed(text, patterns=tuple((p, "privacy") for p in Pattern)) == published


def test_a_stretch_is_blacked_out_of_its_passage_alone_and_tells_no_length() -> None:
    cited = Citation(ExhibitId(4), 2)
    concealing = Concealing(
        Policy(blackouts=(Blackout(cited, 4, 8, "shift"), Blackout(cited, 6, 11, "x")))
    )
    assert concealing.conceal("see you at ten", cited).text == f"see {BAR}ten"
    assert concealing.conceal("see you at ten", Citation(ExhibitId(4), 3)).text == "see you at ten"
    assert concealing.conceal("see you at ten").text == "see you at ten"


def test_an_author_with_a_stand_in_is_that_alone() -> None:
    assert Concealing(Policy((ANNA,))).author("Anna Kowal <a.kowal@trust.example>") == "Official A"


NAMES = st.sampled_from(
    ["Anna Kowal", "Łukasz Żak", "Jean-Luc d'Arcy", "Müller", "李雷", "akowal_77"]
)
AROUND = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)


@given(NAMES, AROUND, AROUND, st.sampled_from([str, str.upper, str.lower]))
def test_what_the_leak_check_would_find_is_not_left(
    name: str, before: str, after: str, way: object
) -> None:
    """The two are told apart by nothing: what is concealed is what is looked for."""
    text = f"{before} {way(name)} {after}"  # type: ignore[operator]
    published = concealed(text, Pseudonym("Person 1", (name,), "x"))
    patterns = compile_patterns([Secret("1", name)])
    assert not list(patterns.matches(published, is_readable=True))
    assert not list(patterns.word_matches(published))


LEE = Pseudonym("Cook D", ("Ann Lee",), "a source")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Ann Leeson spoke.", "Ann Leeson spoke."),
        ("Nobody saw Lee. Ann saw nothing.", "Nobody saw Cook D. Cook D saw nothing."),
        ("Lee, Ann and W.A. Lee, or Lee, W. too", "Cook D and Cook D, or Cook D too"),
        ("Leeson is not Lee.", "Leeson is not Cook D."),
    ],
)
def test_a_longer_name_and_the_next_sentence_are_others(text: str, published: str) -> None:
    told = Concealing(Policy((LEE,)), ("Ann Lee", "Ann Leeson")).conceal(text).text
    assert told.replace(BAR, "Cook D") == published


@pytest.mark.parametrize(
    "text", ["account 12-34-56 12345678", "account no. 1234 5678", "12-34-56 12345678"]
)
def test_an_account_goes_however_it_is_told(text: str) -> None:
    told = concealed(text, patterns=((Pattern.ACCOUNT, "privacy"),))
    assert not any(c.isdigit() for c in told), told


@pytest.mark.parametrize("author", ["Mr Kowal", "Kowal (Trust)", "Dr. Anna Maria Kowal"])
def test_a_title_or_a_middle_name_makes_nobody_else(author: str) -> None:
    told = Concealing(Policy((ANNA,)), (author, "Piotr Marsh")).conceal("Ask Kowal, not Marsh.")
    assert told.text == "Ask Official A, not Marsh."


def test_an_address_goes_without_the_sign_that_ends_the_sentence() -> None:
    text = (
        "See https://trust.example/Anna%20Kowal/page). Then “https://trust.example/anna%20kowal”?"
    )
    assert concealed(text, ANNA) == f"See {BAR}). Then “{BAR}”?"
