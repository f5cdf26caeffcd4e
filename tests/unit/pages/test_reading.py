"""The exhibit pages: where a page begins, what is drawn as missing, how a row is taken apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.case import Case
from muniment.model.citation import Citation, ExhibitId
from muniment.model.passage import CitedPassage, Locator, Passage, PassageKind
from muniment.model.quotation import Resting
from muniment.pages.reading.chat import ChatPage
from muniment.pages.reading.choose import Wanted, exhibit_page
from muniment.pages.reading.exhibit import stretch_of
from muniment.pages.reading.mail import MailPage
from muniment.pages.reading.table import Column, TablePage, _row
from muniment.pages.reading.text import TextPage
from tests.flows.conftest import MAIL, REPLY

CHAT = "\n".join(
    [
        "06/05/2021, 22:45 - Anna: first",
        "06/05/2021, 22:46 - Anna: second",
        "07/05/2021, 08:00 - Ben: <Media omitted>",
        "15/05/2021, 08:00 - Ben: after a week and a day",
        "15/05/2021, 08:01 - Ben changed the subject",
        "16/05/2021, 08:01 - Anna: last",
    ]
)
LEDGER = "Payee,Sum,Note\nRuddock,385,a | b\nBosun,12,\nAnchor,1000,Sum: none\n"
ARTICLE = """<html><head><title>Paper</title></head><body><article><h1>Paper</h1>
<p>A witness said the room was “silent and grey faced” on that night, and that nobody in it said a word.</p>
<p>Several others remember it in the same way, among them two who had come for the count itself.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    root = tmp_path_factory.mktemp("reading")
    evidence = root / "evidence"
    evidence.mkdir()
    for name, content in {
        "WhatsApp Chat with Pier.txt": CHAT
        + "\n06/05/2021, 22:45 - Anna: everyone silent and grey faced\n",
        "1.eml": MAIL,
        "2.eml": REPLY,
        "ledger.csv": LEDGER,
        "paper.html": ARTICLE,
    }.items():
        (evidence / name).write_text(content, "utf-8")
    opened = Case.make(root / "case", who="tester")
    opened.add([evidence])
    opened.bring_up()
    yield opened
    opened.close()


def number(case: Case, kind: str) -> int:
    return int(case.listing(kind=kind).exhibits[0].exhibit.id)


@given(st.integers(0, 10_000), st.integers(-5, 20_000), st.integers(1, 500))
def test_the_page_of_a_passage_holds_it(count: int, at: int, on_a_page: int) -> None:
    first, last = stretch_of(count, at, on_a_page)
    assert last - first < on_a_page
    if count:
        assert first <= min(max(at, 1), count) <= last <= count
        assert (first - 1) % on_a_page == 0
    else:
        assert (first, last) == (0, 0)


def test_a_chat_shows_days_and_what_is_missing(case: Case) -> None:
    page = exhibit_page(case, number(case, "chat"), Wanted())
    assert isinstance(page, ChatPage)
    assert [b.day for b in page.bubbles[:6]] == [
        "2021-05-06",
        "",
        "2021-05-07",
        "2021-05-15",
        "",
        "2021-05-16",
    ]
    assert [b.gap for b in page.bubbles[:6]] == [0, 0, 0, 7, 0, 0]
    assert [b.is_first for b in page.bubbles[:2]] == [True, False]


def test_a_chat_opens_at_a_date(case: Case) -> None:
    chat = number(case, "chat")
    assert case.number_at(chat, "2021-05-07") == 3
    assert case.number_at(chat, "2021-05-08") == 4
    assert case.number_at(chat, "1999-01-01") == 1


def test_a_message_says_who_quotes_it(case: Case) -> None:
    page = exhibit_page(case, number(case, "chat"), Wanted())
    assert isinstance(page, ChatPage)
    quoted = [b.quoted for b in page.bubbles if b.quoted]
    assert [[(q.text, q.verdict) for q in one] for one in quoted] == [
        [("silent and grey faced", "verbatim")]
    ]


def test_a_mail_stands_in_its_thread(case: Case) -> None:
    page = exhibit_page(case, number(case, "mail"), Wanted())
    assert isinstance(page, MailPage)
    assert [(m.depth, m.title) for m in page.thread] == [
        (0, "The ferry contract"),
        (1, "Re: The ferry contract"),
    ]
    assert page.thread[1].answer
    assert page.thread[1].answer.is_told


def test_quotes_are_marked_where_they_stand_and_no_letter_is_lost(case: Case) -> None:
    page = exhibit_page(case, number(case, "article"), Wanted())
    assert isinstance(page, TextPage)
    for paragraph in page.paragraphs:
        assert "".join(p.text for p in paragraph.pieces) == paragraph.cited.passage.text
    told = [(p.text, p.verdict) for one in page.paragraphs for p in one.pieces if p.verdict]
    assert told == [("silent and grey faced", "verbatim")]


def test_a_table_is_sorted_by_value(case: Case) -> None:
    table = number(case, "table")
    page = exhibit_page(case, table, Wanted(sort="Sum", is_falling=True))
    assert isinstance(page, TablePage)
    assert [row.cells[1] for row in page.sheets[0].rows] == ["1000", "385", "12"]
    untouched = exhibit_page(case, table, Wanted(sort="No such column"))
    assert isinstance(untouched, TablePage)
    assert [row.cells[0] for row in untouched.sheets[0].rows] == ["Ruddock", "Bosun", "Anchor"]


@pytest.mark.parametrize(
    ("text", "cells", "rest"),
    [
        ("Payee: Ruddock | Sum: 385 | Note: late", ("Ruddock", "385", "late"), ""),
        ("Payee: Ruddock | Note: late", ("Ruddock", "", "late"), ""),
        ("Payee: a | b | Sum: 1", ("a | b", "1", ""), ""),
        ("a title | of two cells", ("", "", ""), "a title | of two cells"),
        ("Sum: 1 | Payee: said so", ("", "1 | Payee: said so", ""), ""),
    ],
)
def test_a_row_is_taken_apart(text: str, cells: tuple[str, ...], rest: str) -> None:
    columns = (
        Column("Payee", "text", False),
        Column("Sum", "integer", True),
        Column("Note", "text", False),
    )
    locator = Locator("table", 0, len(text), "row 2")
    cited = CitedPassage(Citation(ExhibitId(1), 2), Passage(PassageKind.ROW, text, locator))
    row = _row(cited, columns)
    assert (row.cells, row.rest) == (cells, rest)


def test_from_result_to_result(case: Case) -> None:
    chat = number(case, "chat")
    page = exhibit_page(
        case, chat, Wanted(at=2, query="in:pier kind:message", by="citation", hit=2)
    )
    assert page.strip
    assert (page.strip.place, page.strip.total) == (2, 6)
    assert page.strip.before == Citation(ExhibitId(chat), 1)
    assert page.strip.after == Citation(ExhibitId(chat), 3)
    for wrong in (Wanted(query="(", hit=1), Wanted(query="first", hit=99), Wanted(query="first")):
        assert exhibit_page(case, chat, wrong).strip is None


def test_what_was_found_is_marked(case: Case) -> None:
    chat = number(case, "chat")
    page = exhibit_page(case, chat, Wanted(at=2, query="second", hit=1))
    assert page.marks == {2: ((0, 6),)}


def test_pictures_of_pages_are_drawn_once(case: Case, tmp_path: Path) -> None:
    from muniment.errors import NoSuchPictureError

    golden = next((Path(__file__).parents[2] / "golden" / "pdf").glob("*.pdf"))
    case.add([golden])
    paper = number(case, "pages")
    first = case.picture(paper, 1)
    assert first.png.startswith(b"\x89PNG")
    assert first.width > 100
    kept = list((case.folder / "pictures").glob("*.png"))
    assert len(kept) == 1
    assert case.picture(paper, 1) == first
    for exhibit, sheet in ((paper, 9999), (number(case, "chat"), 1)):
        with pytest.raises(NoSuchPictureError):
            case.picture(exhibit, sheet)


def test_what_awaits_a_person_is_the_queue(case: Case) -> None:
    from muniment.model.judgement import Leaning, Opinion
    from muniment.pages.overview import case_page
    from muniment.pages.quoting.lists import review_page

    def waiting() -> tuple[int, int]:
        return case_page(case).unjudged, sum(review_page(case).waiting.values())

    before, queue = waiting()
    assert before == queue > 0
    ref = next(iter(case.unjudged().values()))[0]
    case.judge(ref, Opinion(Leaning.AGREE))
    assert waiting() == (before - 1, before - 1)
    case.judge(ref, None)
    assert waiting() == (before, before)


def test_what_was_found_is_marked_in_running_text_too(case: Case) -> None:
    article = number(case, "article")
    page = exhibit_page(case, article, Wanted(query='"grey faced"', hit=1))
    assert isinstance(page, TextPage)
    pieces = [p for one in page.paragraphs for p in one.pieces]
    assert [(p.text, p.verdict) for p in pieces if p.is_found] == [("grey faced", "verbatim")]
    for one in page.paragraphs:
        assert "".join(p.text for p in one.pieces) == one.cited.passage.text


BLAMING = """<html><head><title>Blame</title></head><body><article><h1>Blame</h1>
<p>Anna wrote: “after a week and a day”. That is what several people at the harbour have been shown.</p>
<p>Others remember nothing of the kind, among them two who had come to the pier for the count itself.</p>
</article></body></html>"""


def test_who_quotes_a_message_is_told_with_flags_and_what_a_person_said(
    case: Case, tmp_path: Path
) -> None:
    from muniment.model.judgement import Leaning, Opinion
    from muniment.model.trace import Flag, Verdict
    from muniment.pages.page import Chrome
    from muniment.pages.quoting.quote import quote_page
    from muniment.pages.rendering import render

    (tmp_path / "blame.html").write_text(BLAMING, "utf-8")
    case.add([tmp_path / "blame.html"])
    case.bring_up()

    def resting() -> Resting:
        page = exhibit_page(case, number(case, "chat"), Wanted())
        assert isinstance(page, ChatPage)
        return next(q for b in page.bubbles for q in b.quoted if q.title == "Blame")

    one = resting()
    trace = case.quotation(one.ref).trace
    assert trace
    assert one.flags == trace.flags == (Flag.MISATTRIBUTED,)
    assert one.opined is None
    said = Opinion(
        Leaning.REJECT, instead=Verdict.ALTERED, source=Citation(one.ref.citation.exhibit, 1)
    )
    case.judge(one.ref, said, "it was said\nby another")
    opined = resting().opined
    assert opined
    assert str(opined.opinion).startswith("reject verbatim, instead altered")
    page = exhibit_page(case, number(case, "chat"), Wanted())
    shown = render(page, Chrome("case", "/"))
    assert "verbatim, misattributed</a> <strong>(tester: reject verbatim, instead altered" in shown
    paste = quote_page(case, one.ref).paste
    day = opined.at[:10]
    source = said.source
    assert (
        f": verbatim, rejected by tester on {day}, instead: altered, the source: {source}" in paste
    )
    assert "(“it was said by another”)" in paste
    case.judge(one.ref, None)
    assert "rejected" not in quote_page(case, one.ref).paste


REPORTING = """<html><head><title>Report</title></head><body><article><h1>Report</h1>
<p>Anna Kowal said the room was “silent and grey faced”. She told the board that the ferry was late.
Ben Marsh said that he would not come back, and that nobody had asked him to.</p>
<p>The novel “Grey Faces”, as several people at the harbour remember it, was read on that very night.</p>
</article></body></html>"""


def test_as_many_quotes_are_promised_as_are_listed(case: Case, tmp_path: Path) -> None:
    from muniment.pages.quoting.lists import account_page

    (tmp_path / "report.html").write_text(REPORTING, "utf-8")
    case.add([tmp_path / "report.html"])
    account = int(case.listing(kind="article").exhibits[-1].exhibit.id)
    listed = account_page(case, account)
    assert listed.reported, "the report has speech that is not traced"
    page = exhibit_page(case, account, Wanted())
    assert isinstance(page, TextPage)
    assert page.quotes == listed.total > 0


def test_a_moment_is_told_with_its_offset_wherever_it_stands(case: Case, tmp_path: Path) -> None:
    from muniment.pages.finding.search import search_page
    from muniment.pages.page import Chrome
    from muniment.pages.quoting.lists import account_page
    from muniment.pages.quoting.quote import quote_page
    from muniment.pages.rendering import render

    told = ARTICLE.replace("Paper", "Ferry").replace(
        "silent and grey faced", "nobody signed the ferry contract before the ballot closed"
    )
    (tmp_path / "ferry.html").write_text(told, "utf-8")
    case.add([tmp_path / "ferry.html"])
    case.bring_up()
    account = int(case.listing(kind="article").exhibits[-1].exhibit.id)
    listed = account_page(case, account)
    ref = listed.quotations[0].ref
    assert ref
    moment = "2021-05-07 09:15:00 +01:00"
    assert moment in quote_page(case, ref).paste
    for page in (listed, search_page(case, "ballot kind:mail")):
        assert moment in render(page, Chrome("case", "/"))


def test_the_first_message_of_a_date_is_the_one_that_is_asked_for(case: Case) -> None:
    chat = number(case, "chat")

    def on(day: str, at: int = 0) -> tuple[int, str, str]:
        page = exhibit_page(case, chat, Wanted(at=at, on=day))
        assert isinstance(page, ChatPage)
        return page.at, page.on_found, page.place

    assert on("2021-05-15") == (4, "there", f"/exhibits/{chat}?at=4&on=2021-05-15#p4")
    assert on("2021-05-15", 4) == (4, "there", "")
    assert on("2021-05-15", 2) == (2, "", "")
    assert on("2021-05-08")[:2] == (4, "after")
    assert on("2021-05")[:2] == (1, "there")
    last = exhibit_page(case, chat, Wanted()).count
    assert on("2021-06-01") == (last, "beyond", f"/exhibits/{chat}?at={last}&on=2021-06-01#p{last}")
    for wrong in ("2021-02-31", "never", "20-1", "<b>"):
        assert on(wrong) == (0, "", "")


def test_the_first_eight_senders_of_a_chat_differ_in_colour(case: Case, tmp_path: Path) -> None:
    names = [f"Sender {letter}" for letter in "HGFEDCBAZY"]
    lines = [f"06/05/2021, 22:{n:02} - {names[n % 10]}: message {n}" for n in range(40)]
    told = "\n".join(lines * 5) + "\n"
    (tmp_path / "WhatsApp Chat with Ten.txt").write_text(told, "utf-8")
    case.add([tmp_path / "WhatsApp Chat with Ten.txt"])
    chat = int(case.listing(kind="chat").exhibits[-1].exhibit.id)
    first, last = (exhibit_page(case, chat, Wanted(at=at)) for at in (1, 200))
    assert isinstance(first, ChatPage)
    assert isinstance(last, ChatPage)
    assert dict(first.senders) == {name: n % 8 for n, name in enumerate(names)}
    assert first.senders == last.senders
    assert {b.message.passage.author: b.colour for b in last.bubbles} == dict(last.senders)
