"""What counts as an article, and what does not."""

import pytest

from muniment.intake.articles.recognise import is_article_text, is_html

PROSE = (
    "The company that runs the Saltmarsh ferry charged the borough twice for the same crossings, a leaked ledger shows.\n\n"
    "“It looks like a clerk’s mistake,” said a former auditor, “and it is a very profitable one,” and he said no more of it.\n\n"
    "Rowan Pell, the deputy director, denied that he had seen either of the two bills and told us to ask the clerk instead.\n\n"
)


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><html>",
        b"\xef\xbb\xbf<!doctype HTML>",
        b"<!-- saved from url=(0014)about:internet -->\r\n<html>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
        "<html><head>".encode("utf-16"),
        "<html><head>".encode("utf-16-le"),
        b"<div><p>Hello</p></div>",
        b"Warning: a script failed on line 3\n<!DOCTYPE html>",
        b"\n\n  <HTML>",
    ],
)
def test_pages_are_recognised(head: bytes) -> None:
    assert is_html(head)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Hello <world>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><p></p></svg>",
        b"<?xml version='1.0'?><rss><channel></channel></rss>",
        b"From: <a@b.example>\r\nMIME-Version: 1.0\r\n\r\n<html><body>",
        b"# A heading\n\n<p align=center>",
        b"%PDF-1.7 <html>"[:8],
        b"<" * 65536,
        b"\x00" * 100,
    ],
)
def test_other_files_are_no_pages(head: bytes) -> None:
    assert not is_html(head)


@pytest.mark.parametrize(
    "sign",
    [
        "Leave a Reply",
        "Related: Ferry fares to rise again",
        "Share this article\nLatest News\nBy Imogen Farrow",
    ],
)
def test_prose_with_furniture_is_an_article(sign: str) -> None:
    assert is_article_text(f"Ferry company charged the borough twice\n\n{PROSE}{sign}\n")


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"From: a@b.example\nTo: c@d.example\nSubject: the ferry\n\n{PROSE}Leave a Reply",
        f"UNCLASSIFIED\n\n{PROSE}Leave a Reply\nLatest News",
        f"# Ferry\n\n```\ncode\n```\n\n{PROSE}Leave a Reply\nLatest News",
        "[04/05/2021, 10:12] Dora: hello there\n" * 9 + PROSE + "Leave a Reply",
        "Latest News\nRead more\nShare this article\nLeave a Reply\n" * 50,
        "",
        "\x00" * 1000,
    ],
)
def test_other_texts_are_no_articles(text: str) -> None:
    assert not is_article_text(text)
