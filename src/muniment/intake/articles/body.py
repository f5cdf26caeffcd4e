"""Which blocks of a page are the article's own words.

A well-kept extractor (trafilatura) says what the article is; its paragraphs are found again among
the page's blocks, so that every word keeps its place. What it does not name is furniture. Where it
finds nothing, or the page is too broken for it, long blocks outside links count as the article:
unsure means body.

>>> from muniment.intake.articles.blocks import walk
>>> from muniment.intake.articles.decode import parse
>>> page = walk(parse("<p>The bus left at eight and was full of clerks.</p><p>Share</p>")[0])
>>> sorted(align(page, ["The bus left at eight and was full of clerks."], frozenset()))
[0]
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from muniment.intake.articles.blocks import Page
from muniment.intake.articles.fringes import fill, trim
from muniment.intake.articles.furniture import is_furniture
from muniment.model.reading import ReadWarning

_WHITE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_LONG = 20
"""Characters without white space from which a block's text is its own: shorter ones recur by chance."""
_CHUNK = 24
_OCCURRENCES = 50
_LONGEST_SEARCHED = 200_000
"""In longer texts only whole paragraphs are looked up: searching each block would take minutes."""
_PROSE = 80


_MOST_NODES = 60_000
_DEEPEST = 1000


def find_body(
    page: Page, tree: HtmlElement, taken: frozenset[int]
) -> tuple[set[int], list[ReadWarning]]:
    """Indices of the blocks that are the article, and what went wrong in finding them.

    The tree, from which the readers' part has been taken, is used up.
    """
    if len(page.nodes) > _MOST_NODES or page.depth > _DEEPEST:
        return guess(page, taken), [_guessed("The page has too many elements, or too deep, for")]
    try:
        paragraphs = extract(tree)
    except Exception as error:  # noqa: BLE001 - the extractor is not ours, and any page must be read
        return guess(page, taken), [_guessed(f"{type(error).__name__} in")]
    found = align(page, paragraphs, taken)
    found = trim(page, found | fill(page, found, taken))
    return found or guess(page, taken), []


def _guessed(what: str) -> ReadWarning:
    return ReadWarning(
        f"{what} the extractor of articles; all longer paragraphs were taken for the article.",
        is_loss=False,
    )


def extract(tree: HtmlElement) -> list[str]:
    """The paragraphs that the extractor takes for the article; the tree may be changed by it."""
    from trafilatura import bare_extraction  # slow to load

    found = bare_extraction(tree, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [text for child in body for text in _lines(child) if text.strip()]


def _lines(element: HtmlElement) -> list[str]:
    """The text of one of the extractor's elements, a list's or a table's in pieces."""
    if element.tag not in {"list", "table"}:
        return ["".join(element.itertext()), element.tail or ""]
    lines = [element.text or ""]
    for inner in element:
        lines += ["".join(inner.itertext()), inner.tail or ""]
    return [*lines, element.tail or ""]


def align(page: Page, paragraphs: Iterable[str], taken: frozenset[int]) -> set[int]:
    """Indices of the blocks whose words the paragraphs hold; blocks in `taken` are others' words."""
    parts = [_WHITE.sub("", paragraph) for paragraph in paragraphs]
    whole = "".join(parts)
    if not whole:
        return set()
    squashed = {
        index: _WHITE.sub("", page.words(block))
        for index, block in enumerate(page.blocks)
        if index not in taken
    }
    places = _long_matches(squashed, parts, whole)
    _add_neighbours(squashed, places, whole)
    _add_whole_paragraphs(squashed, places, frozenset(parts))
    return set(places)


def _long_matches(
    squashed: dict[int, str], parts: list[str], whole: str
) -> dict[int, tuple[int, int]]:
    """Where each long block stands in the extractor's text.

    Every stretch of that text is given to one block: the longest first, and of several with the
    same words the one nearest to the rest, so that a teaser or a headline told again elsewhere on
    the page does not count as the article twice.
    """
    covered = bytearray(len(whole))
    searched = whole if len(whole) <= _LONGEST_SEARCHED else ""
    starts: dict[str, list[int]] = {}
    reached = 0
    for part in parts:
        starts.setdefault(part, []).append(reached)
        reached += len(part)
    places: dict[int, tuple[int, int]] = {}
    groups: dict[str, list[int]] = {}
    for index, words in squashed.items():
        if len(words) >= _LONG:
            groups.setdefault(words, []).append(index)
    anchors = sorted(
        group[0]
        for words, group in groups.items()
        if len(group) == 1 and (words in starts or words in searched)
    )
    for words in sorted(groups, key=len, reverse=True):
        group = groups[words]
        if len(group) > 1:
            group.sort(key=lambda index: _distance(index, anchors))
        for index, at in zip(group, _free_places(words, starts, searched, covered), strict=False):
            places[index] = (at, at + len(words))
            covered[at : at + len(words)] = b"\1" * len(words)
    for words, group in groups.items():
        if group[0] not in places and _is_partly_in(words, searched, covered):
            places[group[0]] = (-1, -1)
    return dict(sorted(places.items()))


def _free_places(
    words: str, starts: dict[str, list[int]], searched: str, covered: bytearray
) -> Iterator[int]:
    """Where in the extractor's text these words stand and no block has claimed them yet."""
    for at in starts.get(words, ()):
        if not covered[at] and not covered[at + len(words) - 1]:
            yield at
    at = searched.find(words)
    for _ in range(_OCCURRENCES):
        if at < 0:
            return
        if not covered[at] and not covered[at + len(words) - 1]:
            yield at
        at = searched.find(words, at + len(words))


def _is_partly_in(words: str, whole: str, covered: bytearray) -> bool:
    """Whether half of a block's words are there and in no other block: the extractor leaves out
    links and asides.
    """
    chunks = [words[i : i + _CHUNK] for i in range(0, len(words) - _CHUNK + 1, _CHUNK)][:20]
    places = [whole.find(chunk) for chunk in chunks]
    return sum(at >= 0 and not covered[at] for at in places) * 2 >= max(1, len(chunks))


def _distance(index: int, others: list[int]) -> int:
    at = bisect_right(others, index)
    return min((abs(index - other) for other in others[max(0, at - 1) : at + 1]), default=0)


def _add_neighbours(
    squashed: dict[int, str], places: dict[int, tuple[int, int]], whole: str
) -> None:
    """Short blocks that follow or precede a found one in the extractor's text as on the page."""
    order = list(squashed)
    for step in (1, -1):
        known: tuple[int, int] | None = None
        for index in order[::step]:
            if index in places:
                known = places[index] if places[index][0] >= 0 else None
                continue
            words = squashed[index]
            if known is None or not words:
                continue
            at = known[1] if step == 1 else known[0] - len(words)
            if at >= 0 and whole.startswith(words, at):
                known = places[index] = (at, at + len(words))


def _add_whole_paragraphs(
    squashed: dict[int, str], places: dict[int, tuple[int, int]], parts: frozenset[str]
) -> None:
    """Short blocks that are a paragraph of the extractor's by themselves, among those found."""
    if not places:
        return
    first, last = min(places), max(places)
    for index, words in squashed.items():
        if index not in places and first <= index <= last and words in parts:
            places[index] = (-1, -1)


def guess(page: Page, taken: frozenset[int]) -> set[int]:
    """The article where no extractor helps: blocks of prose, and headings that stand among them."""
    body = {
        index
        for index, block in enumerate(page.blocks)
        if index not in taken
        and not block.is_hidden
        and block.end - block.start >= _PROSE
        and block.links * 2 < block.end - block.start
    }
    if not body:
        body = {
            index
            for index, block in enumerate(page.blocks)
            if index not in taken and not block.links and not is_furniture(page.words(block))
        }
    first, last = min(body, default=0), max(body, default=-1)
    headings = {i for i in range(first, last) if page.blocks[i].level and i not in taken}
    return body | headings
