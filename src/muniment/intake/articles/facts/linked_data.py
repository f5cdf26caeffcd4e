"""What a page tells machines in JSON-LD (schema.org): headline, author, dates, publisher.

>>> from muniment.intake.articles.decode import parse
>>> tree, _ = parse('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bus bill"}</script>')
>>> said_in_linked_data(tree)
[('title', 'Bus bill', 'JSON-LD')]
"""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

Said = tuple[str, str, str]
"""A fact's name, its value and its basis."""

_ARTICLES = ("Article", "Posting", "Report", "Recipe", "Review", "Question", "Blog")
_LONGEST = 2_000_000
_DEEPEST = 8


def said_in_linked_data(tree: HtmlElement) -> list[Said]:
    """What the JSON-LD of a page says of its article, else of its page; broken data say nothing."""
    nodes = list(_nodes(tree))
    articles = [n for n in nodes if any(name in _type(n) for name in _ARTICLES)]
    pages = [n for n in nodes if "Page" in _type(n) and "Profile" not in _type(n)]
    people = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str)}
    found: list[Said] = []
    for node in articles[:1]:
        found += _of_article(node, people)
    for node in pages[:1]:
        found += [
            (f, v, b)
            for f, v, b in _of_article(node, people)
            if f in {"published", "modified", "url"}
        ]
    return found


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (
            "ld+json" not in (script.get("type") or "")
            or not script.text
            or len(script.text) > _LONGEST
        ):
            continue
        try:
            data = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flatten(data, 0)


def _flatten(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for one in data[:200]:
            yield from _flatten(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _flatten(data.get(name), depth + 1)


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(str(k) for k in kind) if isinstance(kind, list) else str(kind or "")


def _of_article(node: dict[str, Any], people: dict[str, dict[str, Any]]) -> Iterator[Said]:
    authors = [name for name in _names(node.get("author") or node.get("creator"), people) if name]
    for fact, value in (
        ("title", node.get("headline") or node.get("name")),
        ("byline", "; ".join(dict.fromkeys(authors))),
        ("published", node.get("datePublished") or node.get("dateCreated")),
        ("modified", node.get("dateModified")),
        ("outlet", next(iter(_names(node.get("publisher"), people)), "")),
        ("url", node.get("url")),
        ("language", node.get("inLanguage")),
    ):
        if isinstance(value, str) and value.strip():
            yield fact, unescape(value), "JSON-LD"


def _names(value: object, people: dict[str, dict[str, Any]]) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [
            name for one in value[:20] for name in _names(one, people) if not isinstance(one, list)
        ]
    if isinstance(value, dict):
        name = value.get("name")
        if not name and isinstance(value.get("@id"), str):
            name = people.get(str(value["@id"]), {}).get("name")
        return (
            [name]
            if isinstance(name, str)
            else [n for n in name if isinstance(n, str)]
            if isinstance(name, list)
            else []
        )
    return []
