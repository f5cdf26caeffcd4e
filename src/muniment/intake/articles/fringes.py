"""The fringes of an article: what an extractor takes along, and what it leaves behind.

Taken along are buttons, begging, lists of links, headings of teasers, dates that stand alone, text
that is not shown. Left behind are whole sections that stand in elements of the very same kind as
the paragraphs that were found.

>>> from muniment.intake.articles.blocks import walk
>>> from muniment.intake.articles.decode import parse
>>> page = walk(parse("<p>The bus left at eight.</p><p>Share this article</p>")[0])
>>> trim(page, {0, 1})
{0}
"""

import re
from collections import Counter

from muniment.intake.articles.blocks import Block, Page
from muniment.intake.articles.dates import DATE
from muniment.intake.articles.furniture import is_appeal, is_comment_heading, is_furniture

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|twitter\.com/\S+")
_ASIDE = re.compile(
    r"caption|credit|byline|author|meta\b|newsletter|sign-?up|subscri|\bbio|cookie|consent|banner|paywall"
    r"|disclaimer|share|social|teaser|related|image|gallery",
    re.IGNORECASE,
)
_PROSE = 80
_LONGEST_LINK = 200
_MANY_HEADINGS = 4
_ALIKE = 2
"""Paragraphs of a kind from which that kind counts as the article's own."""
_AROUND = 5
_NEAR = 15


def trim(page: Page, body: set[int]) -> set[int]:
    """The body without what only surrounds an article."""
    kept = {i for i in body if not _is_aside(page, page.blocks[i])}
    shown = {i for i in kept if not page.blocks[i].is_hidden}
    if _length(page, shown) * 2 >= _length(page, kept):
        kept = shown
    return kept - _teasers(page, kept)


def _length(page: Page, indices: set[int]) -> int:
    return sum(page.blocks[i].end - page.blocks[i].start for i in indices)


def _is_aside(page: Page, block: Block) -> bool:
    """Whether a block is a button, a label, begging, a bare link or a bare date."""
    length = block.end - block.start
    if length > 2000:
        return False
    words = page.words(block)
    if is_furniture(words) or is_comment_heading(words) or is_appeal(words):
        return True
    if not block.level and length <= _LONGEST_LINK and block.links >= 0.9 * length:
        return True
    return length <= 80 and (bool(_ADDRESS.fullmatch(words)) or _is_date_alone(words))


def _is_date_alone(words: str) -> bool:
    date = DATE.search(words)
    if not date:
        return False
    rest = words[: date.start()] + words[date.end() :]
    return sum(c.isalpha() for c in rest) <= 20


def _teasers(page: Page, body: set[int]) -> set[int]:
    """Headings with nothing under them: at the end of the body, or many in a row."""
    teasers: set[int] = set()
    run: list[int] = []
    for index in sorted(body):
        if page.blocks[index].level:
            run.append(index)
            continue
        if len(run) >= _MANY_HEADINGS:
            teasers.update(run[:-1])
        run = []
    has_prose = any(not page.blocks[index].level for index in body)
    return teasers | set(run) if has_prose else teasers


def fill(page: Page, body: set[int], taken: frozenset[int]) -> set[int]:
    """Blocks of prose that stand in elements of the same kind as the body's own, near it.

    The kind of a block is the tags and classes of the five elements around it. The search goes on
    from the body, forward and back, until a main heading: there another article begins.
    """
    kinds = Counter(_kind(page, page.blocks[i]) for i in body if _is_prose(page.blocks[i]))
    own = {kind for kind, count in kinds.items() if count >= _ALIKE}
    if not own:
        return set()
    found: set[int] = set()
    first, last = min(body), max(body)
    for steps in (range(first, last), range(last + 1, len(page.blocks))):
        for index in steps:
            block = page.blocks[index]
            if block.level == 1 and index > last:
                break
            if index in body or index in taken or block.is_hidden:
                continue
            if _is_prose(block) and _kind(page, block) in own:
                found.add(index)
    return found


def lead(page: Page, body: set[int], taken: frozenset[int], title: int) -> set[int]:
    """The paragraph between title and body that many outlets set apart, and extractors leave out."""
    first = min(body, default=-1)
    if title < 0 or not 0 < first - title <= _NEAR:
        return set()
    for index in range(title + 1, first):
        block = page.blocks[index]
        if index in taken or block.is_hidden or not _is_prose(block):
            continue
        if not _stands_aside(page, block) and not _is_aside(page, block):
            return {index}
    return set()


def _stands_aside(page: Page, block: Block) -> bool:
    """Whether a block stands in the caption of a picture, a byline or a form."""
    index = block.node
    for _ in range(3):
        if index < 0:
            break
        if page.nodes[index].tag == "figcaption" or _ASIDE.search(page.nodes[index].words):
            return True
        index = page.nodes[index].parent
    return False


def _is_prose(block: Block) -> bool:
    length = block.end - block.start
    return not block.level and length >= _PROSE and block.links * 3 < length


def _kind(page: Page, block: Block) -> tuple[str, ...]:
    kind = []
    index = block.node
    for _ in range(_AROUND):
        if index < 0:
            break
        node = page.nodes[index]
        kind.append(f"{node.tag} {re.sub(r'[0-9]+', '', node.words)}")
        index = node.parent
    return tuple(kind)
