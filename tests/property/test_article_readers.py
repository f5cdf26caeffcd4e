"""Laws of the readers of articles, over pages and texts that nobody would write."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import UnreadableError
from muniment.intake.readers import article, article_text
from muniment.model.reading import Passage, Source

TAGS = ["p", "div", "h1", "h2", "ul", "li", "table", "tr", "td", "br", "a", "b", "form", "noscript", "iframe", "pre",
        "template", "article", "section", "ol", "span", "time", "blockquote", "script", "svg", "select", "textarea"]  # fmt: skip
ATTRIBUTES = ["", " class=comment", " id=comment-1", " class='author'", " style='display:none'", " id=comments",
              " datetime=2020-01-01", " hidden", " srcdoc='<p>in'", " class='children depth-2'"]  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "4 May 2019",
            "Ada says:",
            "Reply",
            "3 Comments",
            "1. Yes",
            "Leave a Reply",
            "By Ada Marsh",
            "a " * 60,
            "\x00",
            "&#xD800;",
            "<!--",
            "]]>",
        ]
    ),
)
MARKUP = st.lists(
    st.one_of(
        st.builds(
            lambda tag, rest: f"<{tag}{rest}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)
        ),
        st.sampled_from([f"</{tag}>" for tag in TAGS]),
        WORDS,
    ),
    max_size=60,
).map("".join)


def check(reader: ModuleType, data: bytes) -> None:
    """Every passage stands where its locator says; none overlaps; no visible character is left out."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        source = Source(path, "x")
        try:
            pieces = list(reader.read(source))
        except UnreadableError:
            return
        texts = dict(reader.texts(source))
    passages = [piece for piece in pieces if isinstance(piece, Passage)]
    reached = dict.fromkeys(texts, 0)
    for number, passage in enumerate(passages, 1):
        where = passage.locator
        assert texts[where.text][where.start : where.end] == passage.text
        assert not texts[where.text][reached[where.text] : where.start].strip()
        reached[where.text] = where.end
        assert passage.answers < number
        assert len(passage.text) <= 20_000
        passage.text.encode()
    for name, text in texts.items():
        assert not re.search(r"\w", text[reached[name] :])


@settings(max_examples=120, deadline=None)
@given(MARKUP)
def test_pages_are_read_whole(html: str) -> None:
    check(article, html.encode("utf-8", "surrogatepass"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    check(article, data)
    check(article_text, data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), WORDS), max_size=40))
def test_texts_are_read_whole(lines: list[tuple[int, str]]) -> None:
    text = "\n".join(" " * indent + words for indent, words in lines)
    check(article_text, text.encode("utf-8", "surrogatepass"))
