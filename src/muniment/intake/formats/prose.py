r"""What a file of text is: a chat, an article, a table, Markdown, or just text.

>>> text_format("# Ledger\n\nKept by **Brock**, see [the rules](rules.md).\n", "ledger")
'markdown'
>>> text_format("constituency,cost,date\nHexley,461.00,2021-05-02\nBrock,12,2021-05-03\n", "x.txt")
'csv'
"""

import re

from muniment.intake.tabular.dialect import DELIMITERS, decide_dialect

_TABLE_NAMES = (".csv", ".tsv", ".tab")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown")
_MARKUP = re.compile(r"[<{\[]")
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:[\[{\"\d\]-]|true|false|null))")
_SVG = re.compile(r"<svg[\s>]|<!DOCTYPE\s+svg", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S",  # a heading
        r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)",  # a link
        r"(?<!\S)(\*\*|__)\S[^*_\n]{0,200}\1",  # strong
        r"^(?:```|~~~)",  # a fence
        r"^\|? ?:?-{3,}:? ?\|",  # the rule of a table
    )
)
_MOST_LOOKED_AT = 1 << 14


def text_format(text: str, name: str) -> str:
    """`whatsapp`, `article-text`, `csv`, `markdown`, `picture` (SVG) or `text`."""
    from muniment.intake.articles.recognise import is_article_text
    from muniment.intake.chats.recognise import is_whatsapp

    if is_whatsapp(text):
        return "whatsapp"
    start = text[:_MOST_LOOKED_AT]
    if start.lstrip("\ufeff \t\r\n").startswith("<"):
        return "picture" if _is_svg(start) else "text"
    if _JSON.match(start.lstrip("\ufeff")):
        return "text"
    if is_article_text(text):
        return "article-text"
    lower = name.lower()
    if is_table(text, lower):
        return "csv"
    return "markdown" if _is_markdown(start, lower) else "text"


def is_table(text: str, lower_name: str) -> bool:
    """True when the text is divided like a table, or is a single column named so."""
    is_named = lower_name.endswith(_TABLE_NAMES)
    if decide_dialect(text, is_named_table=is_named):
        return True
    return is_named and not any(c in text for c in DELIMITERS)


def _is_svg(start: str) -> bool:
    """True when the root element is `svg`; one quoted deep inside another XML file does not count."""
    svg = _SVG.search(start)
    root = _ROOT.search(start)
    return bool(svg and (not root or root[1].lower() == "svg"))


def _is_markdown(start: str, lower_name: str) -> bool:
    if lower_name.endswith(_MARKDOWN_NAMES):
        return True
    if lower_name.endswith(".txt"):
        return False
    return sum(1 for mark in _MARKS if mark.search(start)) >= 2
