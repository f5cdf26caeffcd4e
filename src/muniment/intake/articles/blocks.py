r"""A page walked once, in reading order, into blocks of visible text.

The walk makes the page's named text: runs of white space become one space (as a browser draws
them), a `br` a line feed, and blocks stand an empty line apart. Each element that could mean
something (by its tag, its id or class) is kept as a node with the span it covers, so that all
later questions are asked of spans and not of the tree.

>>> from muniment.intake.articles.decode import parse
>>> page = walk(parse("<h1>Bus bill</h1><p>It cost\n <b>£461</b> a day.</p>")[0])
>>> page.text
'Bus bill\n\nIt cost £461 a day.'
>>> [(block.start, block.end, block.level) for block in page.blocks]
[(0, 8, 1), (10, 29, 0)]
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body button caption center dd details dialog dir div dl dt"
        " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe"
        " legend li main menu nav noscript ol option optgroup p pre search section select summary table"
        " tbody td template textarea tfoot th thead tr ul video audio object",
    )
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset(
    re.findall(r"\w+", "script style head title desc meta link base defs param source track")
)
_UNSEEN = frozenset(
    re.findall(r"\w+", "noscript template iframe object video audio noembed noframes")
)
_TELLING = frozenset(("id", "class", "itemprop", "rel", "role", "itemtype"))
_NOTED = frozenset(("time", "cite", "abbr"))
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SEEN = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060\ufeff]")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROW_LOOK = 60
_NESTED_PAGES = 3


@dataclass(slots=True)
class Node:
    """An element worth remembering: what it is called and which span of the text it covers.

    `words` joins its id, class, itemprop and itemtype. `parent` is the index of the nearest node
    around it, -1 at the top; the nodes inside it are those up to index `last`, exclusive. `start`
    may stand on the empty line before its first block.
    """

    tag: str
    words: str
    start: int
    end: int
    parent: int
    last: int
    element: HtmlElement


@dataclass(frozen=True, slots=True)
class Block:
    """One run of visible text between two breaks. `node` is the innermost node around its start.

    `links` counts the characters that stand in links; `level` is that of a heading, 0 otherwise.
    """

    start: int
    end: int
    node: int
    level: int
    links: int
    is_hidden: bool


@dataclass(slots=True)
class Page:
    """A page's named text with its blocks and nodes, both in reading order."""

    text: str
    blocks: list[Block]
    nodes: list[Node]
    depth: int

    starts: list[int]

    def within(self, start: int, end: int) -> range:
        """Indices of the blocks that begin inside a span."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def words(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]


class _Walk:
    """The state of one walk: what is written so far, and what the next words stand in."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self.node = -1
        self.begin = -1  # start of the open block, -1 when none is open
        self.begin_node = -1
        self.links = 0
        self.wants_space = False
        self.feeds = 0
        self.in_link = self.in_pre = self.level = self.hidden = 0
        self.is_plain_row = 0
        self.was_hidden = False
        self.was_level = 0

    def write(self, words: str | None) -> None:
        """Add a text node."""
        if not words:
            return
        if self.in_pre:
            self._put(words.replace("\r\n", "\n").replace("\r", "\n"))
            return
        words = _SPACE.sub(" ", words)
        bare = words.strip(" ")
        if not bare:
            self.wants_space = True
            return
        if words[0] == " ":
            self.wants_space = True
        self._put(bare)
        self.wants_space = words[-1] == " "

    def _put(self, words: str) -> None:
        if self.begin >= 0 and self.feeds >= 2:
            self.end_block()
        if self.begin < 0:
            if not _SEEN.search(words):
                return
            if self.in_pre:
                words = words.lstrip("\n")
            if self.length:
                self._append("\n\n")
            self.begin, self.begin_node, self.links = self.length, self.node, 0
            self.was_hidden, self.was_level = self.hidden > 0, self.level
        elif self.feeds:
            self._append("\n")
        elif self.wants_space:
            self._append(" ")
        self.feeds, self.wants_space = 0, False
        self._append(words)
        if self.in_link:
            self.links += len(words)

    def _append(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def end_block(self) -> None:
        """Close the open block, if any; what comes next stands apart."""
        if self.begin >= 0:
            self.blocks.append(
                Block(
                    self.begin,
                    self.length,
                    self.begin_node,
                    self.was_level,
                    self.links,
                    self.was_hidden,
                )
            )
            self.begin = -1
        self.feeds, self.wants_space = 0, False


def walk(root: HtmlElement) -> Page:
    """The blocks and nodes of a page, in reading order. Takes any depth: it does not recurse."""
    state = _Walk()
    deepest = 0
    stack: list[tuple[HtmlElement, tuple[int, ...] | None]] = [(root, None)]
    depth = nested = 0
    while stack:
        element, before = stack.pop()
        if before is not None:
            depth -= 1
            _leave(state, element, before)
            continue
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            state.write(element.tail if element is not root else None)
            continue
        depth += 1
        deepest = max(deepest, depth)
        stack.append((element, _enter(state, element)))
        if element.tag == "iframe" and nested < _NESTED_PAGES * 20 and element.get("srcdoc"):
            nested += 1
            stack.extend(_inner_page(element))
        elif len(element):
            stack.extend((child, None) for child in reversed(element))
    state.end_block()
    starts = [block.start for block in state.blocks]
    return Page("".join(state.parts), state.blocks, state.nodes, deepest, starts)


def _inner_page(frame: HtmlElement) -> list[tuple[HtmlElement, None]]:
    """The page that a frame carries in an attribute, to be walked in its place."""
    from muniment.intake.articles.decode import parse

    tree, _ = parse(frame.get("srcdoc") or "")
    return [] if tree is None else [(tree, None)]


def _enter(state: _Walk, element: HtmlElement) -> tuple[int, ...]:
    """Begin an element; gives back the state to be restored at its end."""
    tag = str(element.tag)
    before = (
        state.node,
        state.in_link,
        state.in_pre,
        state.level,
        state.hidden,
        state.is_plain_row,
    )
    is_block = tag in _BLOCKS and not (tag in _CELLS and state.is_plain_row)
    if tag == "tr":
        state.is_plain_row = int(_is_plain_row(element))
    if is_block:
        state.end_block()
    elif tag in _CELLS and state.begin >= 0:
        state.wants_space = False
        state._append("\t")  # noqa: SLF001 - one state, one module
    words = _words_of(element)
    if is_block or words or tag in _NOTED:
        here = state.length
        state.nodes.append(Node(tag, words, here, here, state.node, 0, element))
        state.node = len(state.nodes) - 1
    if tag == "a":
        state.in_link += 1
    elif tag in {"pre", "textarea"}:
        state.in_pre += 1
    elif tag in _HEADINGS:
        state.level = _HEADINGS[tag]
    if tag in _UNSEEN or _hides(element, is_block=is_block):
        state.hidden += 1
    if tag == "br":
        state.feeds += 1
    elif not (tag == "iframe" and element.get("srcdoc")):
        state.write(element.text)
    return before


def _leave(state: _Walk, element: HtmlElement, before: tuple[int, ...]) -> None:
    """End an element: close its block and node, and write what follows it."""
    tag = str(element.tag)
    if tag in _BLOCKS and not (tag in _CELLS and before[5]):
        state.end_block()
    if state.node != before[0]:
        state.nodes[state.node].end = state.length
        state.nodes[state.node].last = len(state.nodes)
    (
        state.node,
        state.in_link,
        state.in_pre,
        state.level,
        state.hidden,
        state.is_plain_row,
    ) = before
    if element.getparent() is not None:
        state.write(element.tail)


def _words_of(element: HtmlElement) -> str:
    return " ".join([value for name, value in element.items() if value and name in _TELLING])


def _hides(element: HtmlElement, *, is_block: bool) -> bool:
    style = element.get("style")
    if style and _HIDING.search(style):
        return True
    if element.get("hidden") is not None:
        return True
    return is_block and element.get("aria-hidden") == "true"


def _is_plain_row(row: HtmlElement) -> bool:
    """Whether a table's row holds data: two or more short cells without blocks of their own.

    Looks at the first 60 elements of the row only, so that nested tables cost nothing.
    """
    if len(row) < 2:
        return False
    inner = list(islice(row.iterdescendants(), _ROW_LOOK + 1))
    if len(inner) > _ROW_LOOK:
        return False
    return not any((e.tag in _BLOCKS and e.tag not in _CELLS) or e.tag == "br" for e in inner)
