"""A page's text, its encoding, its dates, what is the article's own."""

import pytest

from muniment.intake.articles.blocks import walk
from muniment.intake.articles.body import align
from muniment.intake.articles.cut import cut
from muniment.intake.articles.dates import moment_of
from muniment.intake.articles.decode import decode, parse
from muniment.intake.articles.furniture import byline_of, is_furniture


def text_of(html: str) -> str:
    return walk(parse(html)[0]).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <b>b</b>\n c</p><p>d</p>", "a b c\n\nd"),
        ("<p>a<br>b<br><br>c", "a\nb\n\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<table><tr><td>461<td>a day</table>", "461\ta day"),
        ("a<script>b</script>c<style>d</style>", "ac"),
        ("<p>&nbsp;</p><p>&#8203;</p><p>x", "x"),
        ("<p>a</p><iframe srcdoc='<p>b</p>'></iframe><p>c</p>", "a\n\nb\n\nc"),
        ("<p>Menu<ul><li>a<li>b</ul>", "Menu\n\na\n\nb"),
    ],
)
def test_the_text_of_a_page(html: str, text: str) -> None:
    assert text_of(html) == text


def test_no_depth_is_too_deep() -> None:
    tree, was_flattened = parse("<div>" * 100_000 + "bottom" + "</div>" * 100_000)
    assert was_flattened
    assert tree is not None
    assert walk(tree).text == "bottom"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        (b"\xff\xfea\x00b\x00", "ab"),
        (b'<meta charset="iso-8859-1">\x93x\x94', '<meta charset="iso-8859-1">“x”'),
        (
            b"<meta charset=utf-8>caf\xe9 " + "é".encode() * 100,
            "<meta charset=utf-8>caf\ufffd " + "é" * 100,
        ),
        (b"<meta charset=punycode>abc", "<meta charset=punycode>abc"),
        (b"a\x00b", "a\ufffdb"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data)[0] == text


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("4. Mai 2019 um 14:03 Uhr", "2019-05-04T14:03"),
        ("le 3 mars 2020 à 12h30", "2020-03-03T12:30"),
        ("5 maja 2020", "2020-05-05"),
        ("13/04/2020 10:22", "2020-04-13T10:22"),
        ("03/04/2020", None),
        ("31.02.2020", None),
        ("vor 3 Jahren", None),
    ],
)
def test_dates_as_written(written: str, local: str | None) -> None:
    moment = moment_of(written, "as written")
    assert (moment.local if moment else None) == local


def test_a_headline_told_twice_counts_once() -> None:
    line = "The borough hired a bus for the whole summer"
    page = walk(
        parse(
            f"<p>{line}</p><p>x</p><p>y</p><h1>{line}</h1><p>It cost £461 a day, says the report.</p>"
        )[0]
    )
    assert align(page, [line, "It cost £461 a day, says the report."], frozenset()) == {3, 4}


def test_names_and_furniture() -> None:
    assert byline_of("By Ada Marsh and Tom Reed") == "Ada Marsh and Tom Reed"
    assert byline_of("By and large it held") == ""
    assert is_furniture("Downloading PDF. Please wait...")
    assert not is_furniture(
        "Share prices fell on the day after the report was leaked to five outlets."
    )


def test_long_words_are_cut_somewhere() -> None:
    text = "x" * 50_001
    assert [text[a:b] for a, b in cut(text, 0, len(text))] == [
        "x" * 20_000,
        "x" * 20_000,
        "x" * 10_001,
    ]
