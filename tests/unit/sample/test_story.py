"""The sample case is what its truth says it is."""

import hashlib
import io
import json
import mailbox as stdlib_mailbox
import re
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sample.build import HERE, STORY, chats, evidence, planted_grams
from sample.making import sheets
from sample.making.accounts import FILES, account_texts, find, page_text, primaries
from sample.making.noise import grams, words
from sample.making.truth import load, places, problems, quotes, truth_json

QUOTES = quotes()


def test_building_twice_gives_the_same_bytes() -> None:
    first, second = evidence(), evidence()
    assert {n: hashlib.sha256(c).digest() for n, c in first.items()} == {
        n: hashlib.sha256(c).digest() for n, c in second.items()
    }


def test_the_truth_file_is_up_to_date() -> None:
    written = (HERE / "truth.json").read_text("utf-8")
    assert written == truth_json(), "run `python -m sample.build --truth` and read the difference"


@pytest.mark.parametrize("quote", QUOTES, ids=lambda q: q["id"])
def test_a_planted_quote_is_what_the_truth_says(quote: dict) -> None:
    assert places(quote), "the account holds it"
    assert problems(quote) == []


def test_quotes_have_ids_of_their_own_and_links_that_exist() -> None:
    ids = Counter(q["id"] for q in QUOTES)
    assert max(ids.values()) == 1
    assert not {via for q in QUOTES for via in q.get("via", [])} - set(ids)
    assert not {ref for q in QUOTES for ref in q.get("between", [])} - set(primaries())


def test_speakers_are_right_unless_marked() -> None:
    """A person's marked misattribution names someone else; all others name the author or nobody."""
    surnames = {
        "Vellacott",
        "Hask",
        "Gudge",
        "Koss",
        "Tolland",
        "Stallybrass",
        "Tranter",
        "Ruddock",
    }
    for quote in QUOTES:
        named = surnames & set(re.findall(r"\w+", quote["speaker"].title()))
        # Dot Prewse is Dorothea Vellacott: a quote from her private mail is hers all the same.
        authors = {primaries()[r].author.replace("Prewse", "Vellacott") for r in quote["primary"]}
        if not named or not authors or "misattributed" in quote.get("flags", []):
            continue
        assert any(name in author for name in named for author in authors), quote["id"]


def test_a_cut_quote_goes_on_in_the_same_sentence() -> None:
    truth = json.loads((HERE / "truth.json").read_text("utf-8"))
    cut = [q for q in truth["quotes"] if "cut short" in q.get("flags", [])]
    assert len(cut) >= 5
    for quote in cut:
        assert quote["goes_on"], quote["id"]
        assert quote["goes_on"][0].isalnum(), quote["id"]


def test_reported_speech_and_titles_stand_in_their_accounts() -> None:
    for line in load("quotes")["reported"] + load("quotes")["not_speech"]:
        assert find(line["text"], account_texts()[line["account"]]), line["text"]
        assert line.get("primary", "") in {"", *primaries()}


def test_a_primary_occurs_once_among_all_messages() -> None:
    texts = Counter(m.text for chat in chats() for m in chat.messages)
    for primary in primaries().values():
        if ":" in primary.ref:
            assert texts[primary.text] == 1, primary.ref


def test_no_noise_shares_four_words_with_anything_planted() -> None:
    banned = planted_grams()
    noise = [m.text for chat in chats() for m in chat.messages if not m.is_planted]
    assert len(noise) > 9_000
    assert not [text for text in noise if banned.intersection(grams(text, 4))]


def test_quotes_that_are_not_found_share_little_with_the_noise() -> None:
    everything = [m.text for chat in chats() for m in chat.messages]
    for quote in QUOTES:
        if quote["verdict"] == "not found":
            assert not any(find(quote["text"], text) for text in everything), quote["id"]


def test_the_built_files_hold_the_accounts() -> None:
    built = evidence()
    for name, file in FILES.items():
        if file.endswith(".html"):
            assert page_text(built[file].decode()) == account_texts()[name]
    document = zipfile.ZipFile(io.BytesIO(built[FILES["report"]])).read("word/document.xml")
    text = re.sub(r"<[^>]+>", "", document.decode().replace("</w:p>", "\n"))
    for quote in QUOTES:
        if quote["account"] == "report":
            assert find(quote["text"], text.replace("&amp;", "&")), quote["id"]


def test_the_courier_counts_the_pages_right() -> None:
    pages = evidence()["report/The Conduct of the Office.pdf"].count(b"/Type /Page ")
    assert find(f"The Courier has seen all {pages} pages", account_texts()["courier"])
    assert 25 <= pages <= 40


def test_the_readme_counts_right() -> None:
    page = (HERE / "README.md").read_text("utf-8")
    counts = json.loads((HERE / "truth.json").read_text("utf-8"))["counts"]
    in_report = sum(q["account"] == "report" for q in QUOTES)
    excerpts = counts["appendix D excerpts"]
    assert f"{in_report} quotes and {excerpts} messages" in page
    assert f"the evidence, {counts['files']} files" in page


def test_the_relative_times_add_up() -> None:
    for time in load("times")["time"]:
        assert find(time["text"], account_texts()[time["account"]]), time["id"]
        for key, at in (("anchor", "anchor_at"), ("event", "resolves_to")):
            if time.get(key, "") in primaries() and not time.get("note"):
                assert primaries()[time[key]].when.startswith(time[at]), time["id"]


def test_the_tables_hold_the_planted_numbers() -> None:
    rows = sheets.bank_ledger().splitlines()[1:]
    assert len(rows) == 214
    assert sum(float(r.rpartition(",")[2]) for r in rows) == 82_390
    assert sum(map(sheets.paid_by_workbook, sheets.DAYS)) == 82_840
    differing = [d for d in sheets.DAYS if sheets.paid_by_workbook(d) != sheets.RATE]
    assert [str(d) for d in differing] == [load("tables")["planted_discrepancy"]["date"]]
    assert sheets.DAYS.index(differing[0]) + 2 == load("tables")["planted_discrepancy"]["sheet_row"]
    days = [c[0] for c in sheets.COMPLAINTS]
    assert (len(days), max(days), round(sum(days) / 31), sum(d > 20 for d in days)) == (
        31,
        203,
        96,
        26,
    )
    assert len(sheets.TRIPS) == 23
    assert sum("Wardens" in t[3] for t in sheets.TRIPS) == 6
    for check in load("tables")["check"]:
        assert find(check["text"], account_texts()[check["account"]]), check["id"]
        assert check["holds"] == (check["stated"] == check["found"]), check["id"]


def test_claims_answers_and_copies_stand_in_their_accounts() -> None:
    accounts = account_texts()
    people = {p["id"] for p in load("people")["person"]} | {"tolland"}
    for claim in load("claims")["claim"]:
        assert set(claim["about"]) <= people
        for answer in claim["answer"]:
            assert answer["by"] in people
            assert find(answer["text"], accounts[answer["account"]]), answer["text"]
    copying = load("copying")
    for copied in copying["copied"]:
        assert find(copied["text"], accounts[copied["first"]]), copied["id"]
        assert find(copied.get("later_text", copied["text"]), accounts[copied["later"]]), copied[
            "id"
        ]
    for credit in copying["credit"]:
        assert find(credit["text"], accounts[credit["by"]]), credit["text"]


def test_articles_are_described_as_they_are() -> None:
    for name, article in load("articles").items():
        text = account_texts()[name]
        for line in [
            article["opens"],
            article["closes"],
            article["title"],
            *article["boilerplate"],
        ]:
            assert find(line, text), line
        for author, _, first in article["comments"]:
            assert find(author, text), author
            assert find(first, text), first


def test_the_mailbox_opens_with_the_standard_library(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes(evidence()["mail/vellacott.mbox"])
    box = stdlib_mailbox.mbox(path)
    try:
        ids = [mail["Message-ID"] for mail in box]
    finally:
        box.close()
    counts = json.loads((HERE / "truth.json").read_text("utf-8"))["counts"]
    assert len(ids) == len(set(ids)) == counts["mails"]["mail/vellacott.mbox"]


def test_the_chats_are_in_order_of_time() -> None:
    for chat in chats():
        times = [m.when for m in chat.messages]
        assert times == sorted(times)
        assert timedelta(days=250) < times[-1] - times[0] < timedelta(days=400)
        assert all(isinstance(t, datetime) for t in times)


def test_the_committed_text_stays_small() -> None:
    committed = [p for p in HERE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert sum(p.stat().st_size for p in committed) < 1_500_000
    assert len(words((STORY / "report-1.md").read_text("utf-8"))) > 2_000
