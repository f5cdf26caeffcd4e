"""Comments as the systems of the world write them: found, split, hung in their thread."""

import time

import pytest

from muniment.intake.articles.blocks import walk
from muniment.intake.articles.comments import Comment, find_comments
from muniment.intake.articles.decode import parse
from muniment.intake.articles.regions import find_regions

BODY = "<h1>Bus bill</h1><article><p>The borough hired a bus for the whole of last summer.</p></article>"


def comments(html: str) -> list[tuple[str, str, int, int]]:
    page = walk(parse(BODY + html)[0])
    found: list[Comment] = find_comments(page, find_regions(page))
    return [(c.author, page.text[c.start : c.end], c.depth, c.parent) for c in found]


def test_replies_nested_in_their_comment() -> None:
    html = """<div id=comments><ol class=commentlist>
    <li class="comment odd" id=comment-1><cite class=fn>Ada</cite> says: <a>4 May 2019 at 9:15</a><p>First words.</p><a>Reply</a>
      <ul class=children><li class="comment even" id=comment-2><cite class=fn>Tom</cite> says: <p>An answer.</p></li></ul></li>
    <li class="comment odd" id=comment-3><cite class=fn>Eve</cite> says: <p>Another thing.</p></li></ol></div>"""
    assert comments(html) == [
        ("Ada", "First words.", 0, -1),
        ("Tom", "An answer.", 1, 0),
        ("Eve", "Another thing.", 0, -1),
    ]


def test_levels_in_classes() -> None:
    unit = (
        '<div class="kommentar level{}"><b class=autor>{}</b> 04.05.2019<p>Das sagt {}.</p></div>'
    )
    html = "".join(
        unit.format(*x) for x in ((0, "Ada", "eine"), (1, "Tom", "einer"), (2, "Eva", "jene"))
    )
    assert [(a, d, p) for a, _, d, p in comments(f"<div class=kommentare>{html}</div>")] == [
        ("Ada", 0, -1),
        ("Tom", 1, 0),
        ("Eva", 2, 1),
    ]


def test_name_and_date_under_the_words() -> None:
    html = "<ol id=commentlist><li id=comment-7><p>I saw it.</p><p>Comment by Ada — 17 May 2019 @ 13:04</p></li></ol>"
    assert comments(html) == [("Ada", "I saw it.", 0, -1)]


def test_definition_lists_and_schema_names() -> None:
    html = """<section class=discussion><div itemprop=comment itemtype="https://schema.org/Comment">
    <span itemprop=creator>Ada</span><time datetime=2019-05-04>yesterday</time><div itemprop=text>Marked up well.</div></div></section>"""
    assert comments(html) == [("Ada", "Marked up well.", 0, -1)]


@pytest.mark.parametrize(
    "html",
    [
        "<div id=comments><h3>Leave a Reply</h3><form><label>Name <input></label><textarea></textarea></form></div>",
        "<div class=recent-comments><ul><li><a>Ada on Bus bill</a></li><li><a>Tom on Ferry fares</a></li></ul></div>",
        "<div id=comments><p>Want to join the discussion? Feel free to contribute!</p></div>",
        "<div class='post commentary'><p>By Ada, 4 May 2019</p><p>An opinion of some length.</p></div>",
        "<ul class=comments><li>Top</li><li>New</li></ul>",
        "<p>No comments</p>",
    ],
)
def test_what_only_looks_like_comments(html: str) -> None:
    assert comments(html) == []


def test_an_article_that_calls_itself_a_comment_stays_an_article() -> None:
    opinion = "<p>" + "The bus is a line in a ledger that nobody reads. " * 60 + "</p>"
    page = walk(parse(f"<div class=kommentar><b class=autor>Ada</b> 04.05.2019 {opinion}</div>")[0])
    assert find_regions(page) == []


@pytest.mark.parametrize(
    "html",
    [
        "<div class=kommentare>" * 2000 + "<table>" + "<tr><td><a href=/>Harbour</a>" * 1000,
        "<h3>12 Comments</h3><p>Ada</p>" * 3000,
    ],
)
def test_what_looks_like_comments_a_thousand_times_costs_no_square(html: str) -> None:
    begun = time.process_time()
    assert comments(html) == []
    assert time.process_time() - begun < 4
