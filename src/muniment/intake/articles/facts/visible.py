"""Byline and date as a reader sees them on the page, where no machine is told.

>>> from muniment.intake.articles.decode import parse
>>> list(said_to_readers(parse('<div class="byline">By Ada Marsh</div>')[0]))
[('byline', 'Ada Marsh', 'visible byline')]
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from muniment.intake.articles.blocks import Page
from muniment.intake.articles.dates import DATE, moment_of
from muniment.intake.articles.facts.linked_data import Said
from muniment.intake.articles.furniture import byline_of

_NAMED_BY = re.compile(
    r"(?:^|[\s_-])(?:author|autor|auteur|byline|by-line)(?:[\s_-]?(?:name|link|vcard|fn|url))?(?:$|\s)"
    r"|authorName|author-name",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:(?:written|posted|published|geschrieben|erstellt|eingestellt|veröffentlicht|story)\s+)?"
    r"(?:(?:by|von|par|por|di|door)\b|(?:autor(?:in)?|author|text|auteur)\s*:)\s*:?\s*",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|\*|erforderlich|required|(?:^|\s)(?:am|on|le)$|^(?:admin|administrator|editor"
    r"|redaktion|webmaster|name|author|autor|staff|none|null|user|team|guest|posted|by|von|no author"
    r"|unknown|alle artikel)$",
    re.IGNORECASE,
)
"""What stands in the place of a name and is none."""

_FORM = re.compile(r"comment|respond|form|reply", re.IGNORECASE)
_PUBLISHED = re.compile(r"datePublished|pubdate|entry-date|published|post-date")
_MODIFIED = re.compile(r"dateModified|updated|modified")
_ENOUGH = 3
_LONGEST = 200


def said_to_readers(tree: HtmlElement) -> Iterator[Said]:
    """Bylines and dates that the page's elements mark as such, then a line that is a byline."""
    names = 0
    plain: list[str] = []
    times: list[Said] = []
    for element in tree.iter("a", "abbr", "address", "cite", "div", "h2", "h3", "h4", "li", "p", "span", "strong", "time"):  # fmt: skip
        said = " ".join(str(element.get(name) or "") for name in ("class", "itemprop", "rel", "id"))
        if len(said) > 5 and names < _ENOUGH and _NAMED_BY.search(said) and not _FORM.search(said):
            name = _name(element)
            if name:
                names += 1
                yield "byline", name, "visible byline"
        elif not plain and len(element) <= 2 and _starts_as_byline(element.text):
            plain = [name for name in [byline_of(_short(element))] if name]
        times += _time(element, said)
    if not names:
        yield from (("byline", name, "visible byline") for name in plain)
    yield from _settled(times)


def _short(element: HtmlElement) -> str:
    return " ".join("\n".join(islice(element.itertext(), 12))[: _LONGEST * 2].split())[:_LONGEST]


def _name(element: HtmlElement) -> str:
    name = _PREFIX.sub("", _short(element)).strip(" ,|·–-")
    is_one = 2 < len(name) <= 80 and len(name.split()) <= 8 and not NOT_A_NAME.search(name)
    return name if is_one else ""


def _starts_as_byline(text: str | None) -> bool:
    return bool(text) and bool(_PREFIX.match((text or "")[:40].lstrip()))


def _time(element: HtmlElement, said: str) -> Iterator[Said]:
    when = element.get("datetime") or element.get("content") or ""
    if not when and element.tag == "abbr":
        when = element.get("title") or ""
    if not when:
        return
    if _PUBLISHED.search(said) or element.get("pubdate") is not None:
        yield "published", when, "time element"
    elif _MODIFIED.search(said):
        yield "modified", when, "time element"


def _settled(times: list[Said]) -> list[Said]:
    """Dates of elements, unless they are of several days: then they are of other articles too."""
    kept = []
    for fact in ("published", "modified"):
        told = [said for said in times if said[0] == fact]
        if told and len({value[:10] for _, value, _ in told}) == 1:
            kept.append(told[0])
    return kept


def byline_near_heading(page: Page, taken: frozenset[int]) -> Iterator[tuple[str, str]]:
    """A line just around the first main heading that is a byline, with or without a date."""
    for index in _around_heading(page, taken):
        words = page.words(page.blocks[index])
        if len(words) > _LONGEST:
            continue
        date = DATE.search(words)
        words = (words[: date.start()] if date else words).rstrip(" \t\n,|·•–—-:")
        name = byline_of(words) or byline_of(re.split(r"\s*[,|·•]", words, maxsplit=1)[0])
        if name and not NOT_A_NAME.search(name):
            yield name, "visible byline"
            return


def _around_heading(page: Page, taken: frozenset[int]) -> list[int]:
    """Blocks near the one main heading, the nearest first; none where there are several."""
    tops = [i for i, block in enumerate(page.blocks) if block.level == 1 and i not in taken]
    if len(tops) != 1:
        return []
    near = range(max(0, tops[0] - 4), min(len(page.blocks), tops[0] + 7))
    return sorted((i for i in near if i not in taken), key=lambda i: abs(i - tops[0]))


def date_near_heading(page: Page, taken: frozenset[int]) -> Iterator[tuple[str, str]]:
    """A whole date in a short block just around the first main heading."""
    for index in _around_heading(page, taken):
        words = page.words(page.blocks[index])
        found = DATE.search(words) if len(words) <= 120 else None
        moment = moment_of(words[found.start() :], "visible date") if found else None
        if moment:
            yield str(moment), "visible date"
            return
