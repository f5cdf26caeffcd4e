"""What a page says of itself: title, byline, dates, outlet, address, language.

A page says it to machines (JSON-LD, `meta`), to readers (heading, byline) or to neither. Every
source is asked; the most reliable one that answers is taken, and where another disagrees the fact
carries that as its doubt.

>>> from muniment.intake.articles.blocks import walk
>>> from muniment.intake.articles.decode import parse
>>> tree, _ = parse('<meta property="og:title" content="Bus bill"><p class=author>By Ada Marsh</p>')
>>> [(f.name, f.value, f.basis) for f in facts_of(tree, walk(tree), frozenset())]
[('title', 'Bus bill', 'meta og:title'), ('byline', 'Ada Marsh', 'visible byline')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from muniment.intake.articles.blocks import Page
from muniment.intake.articles.dates import from_iso, moment_of
from muniment.intake.articles.facts.linked_data import Said, said_in_linked_data
from muniment.intake.articles.facts.titles import titles
from muniment.intake.articles.facts.visible import (
    NOT_A_NAME,
    byline_near_heading,
    date_near_heading,
    said_to_readers,
)
from muniment.model.moment import Moment
from muniment.model.reading import Fact

_META = {
    "og:title": "title", "twitter:title": "title", "dc.title": "title", "dcterms.title": "title",
    "citation_title": "title", "parsely-title": "title", "sailthru.title": "title",
    "author": "byline", "article:author": "byline", "dc.creator": "byline", "dcterms.creator": "byline",
    "citation_author": "byline", "parsely-author": "byline", "sailthru.author": "byline", "byl": "byline",
    "article:published_time": "published", "og:published_time": "published", "datepublished": "published",
    "date": "published", "dc.date": "published", "dc.date.issued": "published", "dcterms.created": "published",
    "dcterms.date": "published", "pubdate": "published", "publishdate": "published", "parsely-pub-date": "published",
    "sailthru.date": "published", "citation_publication_date": "published", "publication_date": "published",
    "article:modified_time": "modified", "og:updated_time": "modified", "datemodified": "modified",
    "last-modified": "modified", "dcterms.modified": "modified",
    "og:site_name": "outlet", "application-name": "outlet", "dc.publisher": "outlet", "publisher": "outlet",
    "og:url": "url", "og:locale": "language", "content-language": "language",
}  # fmt: skip
"""Names that `meta` elements go by in the wild: Open Graph, Dublin Core, citation and parse.ly tags."""

_LONGEST = 300
SEARCHED = "htmldate"
"""The basis of a date that was searched for in the whole page."""


@dataclass(slots=True)
class Sources:
    """Every answer found, by fact: value and basis, the most reliable first."""

    answers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, name: str, value: str | None, basis: str) -> None:
        """Note an answer, if there is one."""
        value = " ".join((value or "").split())[:_LONGEST]
        if value and (value, basis) not in self.answers.setdefault(name, []):
            self.answers[name].append((value, basis))


def facts_of(tree: HtmlElement, page: Page, taken: frozenset[int]) -> list[Fact]:
    """The facts of a page. The readers' part (the blocks in `taken`) is no longer in the tree."""
    sources = Sources()
    linked = said_in_linked_data(tree)
    meta = list(_metas(tree))
    for name, value, basis in [*linked, *meta]:
        if name != "title":
            sources.add(name, value, basis)
    element = tree.find(".//head/title")
    written = element.text_content() if element is not None else ""
    told = [(value, basis) for name, value, basis in [*meta, *linked] if name == "title"]
    outlets = [value for value, _ in sources.answers.get("outlet", [])]
    for value, basis in titles(_headings(tree), told, written, outlets):
        sources.add("title", value, basis)
    for name, value, basis in said_to_readers(tree):
        sources.add(name, value, basis)
    if not any(_is_sound("byline", v, sources) for v, _ in sources.answers.get("byline", [])):
        for value, basis in byline_near_heading(page, taken):
            sources.add("byline", value, basis)
    if not any(
        _is_sound("published", value, sources) for value, _ in sources.answers.get("published", [])
    ):
        nearby = list(date_near_heading(page, taken))
        for value, basis in nearby or _searched(tree):
            sources.add("published", value, basis)
    sources.add("url", _canonical(tree), "link canonical")
    sources.add(
        "language",
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "html lang",
    )
    return [fact for name in _ORDER if (fact := _decide(name, sources)) is not None]


_ORDER = ("title", "byline", "published", "modified", "outlet", "url", "language")


def _metas(tree: HtmlElement) -> Iterator[Said]:
    for element in tree.iter("meta"):
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
            or ""
        ).lower()
        fact = _META.get(name)
        if fact:
            yield fact, element.get("content") or "", f"meta {name}"


def _searched(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """A date that a search of the whole page finds (htmldate): right in four of five, never sure.

    Its extensive search is left out: a second and more to load, and as many wrong as right.
    """
    from htmldate import find_date  # slow to load

    try:
        found = find_date(tree, original_date=True, extensive_search=False)
    except Exception:  # noqa: BLE001 - not ours, and no page may fail for want of a date
        return
    if found:
        yield found, SEARCHED


def _headings(tree: HtmlElement) -> list[str]:
    found = [h.text_content() for h in tree.iter("h1")]
    return [words for words in found[:20] if words.strip()]


def _canonical(tree: HtmlElement) -> str:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return element.get("href") or ""
    return ""


def _decide(name: str, sources: Sources) -> Fact | None:
    """The fact that the most reliable source gives, with what others say against it."""
    answers = [(v, b) for v, b in sources.answers.get(name, []) if _is_sound(name, v, sources)]
    if not answers:
        return None
    value, basis = answers[0]
    if name in {"published", "modified"}:
        moment = moment_from(value, basis)
        value = str(moment) if moment else value
    others = [(v, b) for v, b in answers[1:] if not _agree(name, answers[0][0], v)]
    if basis == SEARCHED:
        return Fact(name, value, basis, "the page marks no date as its own")
    doubt = f"{others[0][1]} says “{others[0][0]}”" if others else ""
    return Fact(name, value, basis, doubt)


def _is_sound(name: str, value: str, sources: Sources) -> bool:
    if name == "byline":
        outlets = {v.casefold() for v, _ in sources.answers.get("outlet", [])}
        return (
            not NOT_A_NAME.search(value) and (value.casefold() not in outlets) and len(value) <= 120
        )
    if name in {"published", "modified"}:
        moment = moment_from(value, "")
        return moment is not None and "1990" <= moment.local[:4] <= "2100"
    if name == "url":
        return urlsplit_is_sound(value)
    return True


def urlsplit_is_sound(value: str) -> bool:
    """Whether an address is one of the web, with a host."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _agree(name: str, one: str, other: str) -> bool:
    """Whether two answers are the same for a reader: one within the other, the same day."""
    if name in {"published", "modified"}:
        a, b = moment_from(one, ""), moment_from(other, "")
        return a is None or b is None or a.local[:10] == b.local[:10]
    if name == "language":
        return one[:2].casefold() == other[:2].casefold()
    first, second = (re.sub(r"\W+", "", text).casefold() for text in (one, other))
    return first in second or second in first


def moment_from(value: str, basis: str) -> Moment | None:
    """The moment in a date that a page gives to machines or to readers."""
    return from_iso(value, basis) or moment_of(value, basis)
