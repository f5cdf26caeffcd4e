"""The sample case, read by the readers: what the truth counts is what comes in."""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.intake.readers import (
    article,
    article_text,
    mailbox,
    opendocument,
    pdf,
    rtf,
    whatsapp,
    word,
)
from muniment.model.passage import Passage, PassageKind
from muniment.model.reading import Member, Piece, Reader, Source
from sample.build import HERE, build
from sample.making.accounts import find

TRUTH = json.loads((HERE / "truth.json").read_text("utf-8"))
READERS: dict[str, Reader] = {
    ".docx": word,
    ".html": article,
    ".txt": article_text,
    ".odt": opendocument,
    ".rtf": rtf,
}


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence")
    build(folder)
    return folder


def pieces(reader: Reader, path: Path) -> Iterator[Piece]:
    return reader.read(Source(path, path.name))


def passages(reader: Reader, path: Path) -> list[Passage]:
    return [p for p in pieces(reader, path) if isinstance(p, Passage)]


def chat(evidence: Path, name: str) -> list[Passage]:
    path = evidence / name
    if path.suffix == ".zip":
        inner = zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("_chat.txt")
        path = path.with_name("_chat.txt")
        path.write_bytes(inner)
    return passages(whatsapp, path)


@pytest.mark.parametrize("name", TRUTH["counts"]["chats"])
def test_every_message_comes_in_with_its_kind(evidence: Path, name: str) -> None:
    counts = TRUTH["counts"]["chats"][name]
    found = chat(evidence, name)
    marks = Counter(mark for p in found for mark in p.marks)
    assert len(found) == counts["lines"]
    assert sum(p.kind is PassageKind.SYSTEM for p in found) == counts["system"]
    assert marks["deleted"] == counts["deleted"]
    assert marks["edited"] == counts["edited"]
    assert marks["poll"] == counts["poll"]


@pytest.mark.parametrize("name", TRUTH["counts"]["chats"])
def test_a_quoted_message_has_its_number_author_and_time(evidence: Path, name: str) -> None:
    found = chat(evidence, name)
    wanted = [p for q in TRUTH["quotes"] for p in q["primary"] if p["file"] == name]
    assert len(wanted) > 10
    for primary in wanted:
        message = found[primary["number"] - 1]
        assert primary["text"] in message.text, primary["ref"]
        assert message.moment is not None
        assert message.moment.local.startswith(primary["when"])
        if primary["author"] != "Gate: duty phone":  # two lines only: a colon may be the message's
            assert message.author == primary["author"]


def test_every_mail_comes_out_of_the_mailbox(evidence: Path) -> None:
    found = [
        p for p in pieces(mailbox, evidence / "mail" / "vellacott.mbox") if isinstance(p, Member)
    ]
    assert len(found) == TRUTH["counts"]["mails"]["mail/vellacott.mbox"]


@pytest.mark.parametrize("name", TRUTH["accounts"])
def test_every_planted_quote_stands_in_what_was_read(evidence: Path, name: str) -> None:
    path = evidence / TRUTH["accounts"][name]
    own = "\n".join(
        p.text
        for p in passages(READERS[path.suffix], path)
        if p.kind is not PassageKind.BOILERPLATE
    )
    for quote in TRUTH["quotes"]:
        if quote["account"] == name and quote.get("mode") != "comment":
            assert find(quote["text"], own), quote["id"]


def test_the_report_says_the_same_as_pdf(evidence: Path) -> None:
    found = passages(pdf, evidence / "report" / "The Conduct of the Office.pdf")
    whole = "\n".join(p.text for p in found)
    missing = [
        q["id"] for q in TRUTH["quotes"] if q["account"] == "report" and not find(q["text"], whole)
    ]
    # A page may end in the middle of a quote, with its foot and the next head between.
    assert len(missing) <= 2, missing


@pytest.mark.parametrize("name", ["courier", "ntb", "blog", "ports"])
def test_comments_are_told_apart(evidence: Path, name: str) -> None:
    told = TRUTH["articles"][name]
    path = evidence / told["file"]
    comments = [p for p in passages(READERS[path.suffix], path) if p.kind is PassageKind.COMMENT]
    assert [p.depth for p in comments] == [depth for _, depth, _ in told["comments"]]
    for comment, (_, _, first) in zip(comments, told["comments"], strict=True):
        assert find(first, comment.text)
