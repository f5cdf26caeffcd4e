"""Where readers' comments stand on a page, and which elements are one comment each.

A *region* is an element whose id or class speaks of comments, in one of several languages, or what
follows a heading such as “12 Comments”. Inside it one *kind of element* is sought that repeats:
the one with the most members that hold words together with a name or a date. No site is known by
name; the names of classes only weigh in.

>>> from muniment.intake.articles.blocks import walk
>>> from muniment.intake.articles.decode import parse
>>> html = ('<p>Body.</p><div id=comments><p>One reader</p><div class=c><b class=author>Ada</b> <i class=date>4 May 2019</i>'
...         '<p>I was on that bus.</p></div></div>')
>>> page = walk(parse(html)[0])
>>> [[page.nodes[unit].words for unit in region.units] for region in find_regions(page)]
[['c']]
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate

from muniment.intake.articles.blocks import Block, Node, Page
from muniment.intake.articles.dates import DATE
from muniment.intake.articles.furniture import LONGEST, is_comment_heading, is_furniture

_SAYS = re.compile(
    r"comment(?!a(?:ry|tor)|isfree)|kommentar|komment(?!ator)|coment[aá]rio|commenti\b|komentar|reactie|reaktion"
    r"|leser(?:brief|post|stimm|mein|komm)|disqus|dsq-|discuss|diskussion|guestbook|gaestebuch|forum|replies|responses"
    r"|talkback|reviews|bb_message|user-?posts|fb-?comments|thread",
    re.IGNORECASE,
)
_OTHER_THINGS = re.compile(
    r"(?:recent|latest|neueste|neue|aktuelle|letzte|last|popular|top|widget|no|has|single|wp|allow)[_-]{0,2}(?:comments?|kommentare?)"
    r"|(?:comments?|kommentare?|respon[ds]e?|reply)[_-]{0,2}(?:count|form|respond|num|number|meta|icon|button|btn"
    r"|toggle|open|closed|off|policy|bubble|stat|add|total|nav|pagination|notice|rss|feed|subscri|status|enabled|input|write)"
    r"|(?:comments?|reply)[_-]{1,2}link|(?:post|write|leave|add|new|submit)[_-]?(?:a[_-]?)?(?:comment|kommentar|reply)|thread-?title",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:author|autor|auteur|nick(?:name)?|user(?:name)?|fn|vcard|poster|verfasser|commenter"
    r"|name|cite|avatar|submitted|byline|creator|member|by)(?![a-z])",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|datum|time|timestamp|published|posted|ago|zeit|when|fecha)(?![a-z])",
    re.IGNORECASE,
)
_NEVER_UNITS = frozenset(
    re.findall(
        r"\w+",
        "form input button a img span b i em strong time p h1 h2 h3 h4 h5 h6 textarea select label cite",
    )
)
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")
_RESPOND = re.compile(
    r"(?:^|[\s_-])respond(?![a-z])|(?:comment|kommentar|reply)s?[_-]?(?:form|respond)",
    re.IGNORECASE,
)
_LONGEST_FORM = 4000
_LONG_SINGLE = 1500
_LEAST_PROSE = 3
_LEAST_ALONE = 20
_MOST_LINKS = 0.7
_LEAST_AFTER_HEADING = 40
_MOST_NESTED, _MOST_HEADINGS = 32, 64
"""Elements around each other, and headings, that are looked at as comments; no real page comes near.
All of a page is looked at for each, so that more would cost the square of its length."""


class Prose:
    """How many characters of a page are prose: outside links, headings, furniture and forms."""

    def __init__(self, page: Page) -> None:
        self._page = page
        lengths = [_length_of_prose(page, block) for block in page.blocks]
        for node in page.nodes:
            if node.tag == "form" or _RESPOND.search(node.words):
                if node.end - node.start > _LONGEST_FORM:
                    continue  # some systems wrap the whole page in one form
                for index in page.within(node.start, node.end):
                    lengths[index] = 0
        self.lengths = lengths
        self._sums = [0, *accumulate(lengths)]
        self._links = [0, *accumulate(block.links for block in page.blocks)]
        self.total = max(1, self._sums[-1])

    def of(self, start: int, end: int) -> int:
        """Characters of prose in the blocks that begin inside a span."""
        inside = self._page.within(start, end)
        return self._sums[max(inside.start, inside.stop)] - self._sums[inside.start]

    def links_of(self, start: int, end: int) -> int:
        """Characters of links in the blocks that begin inside a span."""
        inside = self._page.within(start, end)
        return self._links[max(inside.start, inside.stop)] - self._links[inside.start]


def _length_of_prose(page: Page, block: Block) -> int:
    length = block.end - block.start - block.links
    if block.level or length <= 0:
        return 0
    if length <= LONGEST:
        words = page.words(block)
        if is_furniture(words) or is_comment_heading(words):
            return 0
    return length


@dataclass(slots=True)
class Region:
    """A part of the page that belongs to the readers: its node, and the nodes of single comments."""

    node: int
    start: int
    end: int
    units: list[int] = field(default_factory=list)


def find_regions(page: Page) -> list[Region]:
    """The comment regions of a page, in reading order, none inside another."""
    prose = Prose(page)
    found: list[Region] = []
    until = -1
    refused: list[int] = []  # where the refused elements end that are around this one
    for index, node in enumerate(page.nodes):
        if index < until or node.end <= node.start or not _speaks_of_comments(node):
            continue
        refused = [last for last in refused if last > index]
        if len(refused) >= _MOST_NESTED:
            continue
        region = _region(page, index, prose)
        if region:
            found.append(region)
            until = node.last
        else:
            refused.append(node.last)
    return found or _after_a_heading(page, prose)


def _speaks_of_comments(node: Node) -> bool:
    if node.tag in {"html", "body", "form", "a", "button", "input"} or not _SAYS.search(node.words):
        return False
    return any(
        _SAYS.search(word) and not _OTHER_THINGS.search(word) for word in node.words.split()[:12]
    )


def _region(page: Page, index: int, prose: Prose) -> Region | None:
    """The element as a region, if it holds comments and not the article itself."""
    node = page.nodes[index]
    inside = [page.blocks[b] for b in page.within(node.start, node.end)]
    if not inside or any(block.level == 1 for block in inside):
        return None
    share = prose.of(node.start, node.end)
    units = _units(page, index, prose)
    if not units or (units == [index] and share < _LEAST_ALONE):
        return None
    covered = sum(prose.of(page.nodes[u].start, page.nodes[u].end) for u in _outermost(page, units))
    if covered < 0.4 * share:
        return None
    if len(units) == 1 and share > _LONG_SINGLE and share > 0.6 * prose.total:
        return None  # an opinion piece may be called a comment: `kommentar`
    return Region(index, node.start, node.end, units)


def _outermost(page: Page, units: list[int]) -> list[int]:
    kept: list[int] = []
    until = -1
    for unit in units:
        if unit >= until:
            kept.append(unit)
            until = page.nodes[unit].last
    return kept


class _Signs:
    """Where names and dates stand in a region, for quick questions about its parts."""

    def __init__(self, page: Page, index: int, prose: Prose) -> None:
        node = page.nodes[index]
        inside = range(index + 1, node.last)
        text = page.text[node.start : node.end]
        self.spans = [(node.start + m.start(), node.start + m.end()) for m in DATE.finditer(text)]
        dated = [s for s, _ in self.spans]
        named = []
        names: list[int] = []
        for i in inside:
            other = page.nodes[i]
            if not 0 < other.end - other.start <= 80:
                continue
            if other.tag == "time" or _DATED.search(other.words):
                dated.append(other.end - 1)
                self.spans.append((other.start, other.end))
            elif other.tag == "cite" or _NAMED.search(other.words):
                named.append(other.end - 1)
                if names and page.nodes[names[-1]].last > i:
                    names.pop()  # only the innermost is the name itself
                names.append(i)
        self.spans += [(page.nodes[i].start, page.nodes[i].end) for i in names]
        self.dated, self.named = sorted(dated), sorted(named)
        self.prose_of, self.links_of = prose.of, prose.links_of
        self.total = prose.of(node.start, node.end)
        self.spans.sort()
        self.starts = [s for s, _ in self.spans]

    def holds(self, places: list[int], start: int, end: int) -> bool:
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def prose(self, start: int, end: int) -> int:
        """Characters of prose in a span, without the names and dates."""
        length = self.prose_of(start, end)
        at = bisect_left(self.starts, start)
        reached = start
        while at < len(self.spans) and self.spans[at][0] < end:
            s, e = self.spans[at]
            length -= max(0, e - max(s, reached))
            reached = max(reached, e)
            at += 1
        return length


def _keys(node: Node) -> list[tuple[str, str]]:
    """What a node shares with its like: its tag with each class, and with its id without digits."""
    keys = []
    for word in node.words.split()[:8]:
        if node.tag in _NEVER_UNITS and not (node.tag == "p" and _SAYS.search(word)):
            continue
        keys.append((node.tag, _DIGITS.sub("0", word)))
    return keys


def _units(page: Page, region: int, prose: Prose) -> list[int]:
    """The nodes in a region that are one comment each; empty when none can be told."""
    node = page.nodes[region]
    signs = _Signs(page, region, prose)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in range(region, node.last):
        other = page.nodes[index]
        if other.end > other.start and not _OTHER_THINGS.search(other.words):
            for key in _keys(other):
                groups[key].append(index)
        if index > region and other.tag in {"li", "dd", "tr", "article"}:
            groups[(other.tag, "")].append(index)
    best: tuple[float, int, int, list[int]] | None = None
    for (_, word), members in groups.items():
        speaks = members != [region] and bool(_SAYS.search(word))
        rated = _rate(page, signs, members, speaks=speaks)
        if rated and (best is None or rated[:3] > best[:3]):
            best = rated
    return best[3] if best else []


def _rate(
    page: Page, signs: _Signs, members: list[int], *, speaks: bool
) -> tuple[float, int, int, list[int]] | None:
    """How well a kind of element serves as the single comment, what it covers, and the comments.

    Of two kinds that serve alike, the one wins that holds more prose; then the outer one, so that
    a thread's nesting is seen, but the inner one where there is but a single comment.
    """
    full, plain, kept = 0.0, 0, []
    for place, index in enumerate(members):
        following = members[place + 1] if place + 1 < len(members) else -1
        node = page.nodes[index]
        end = page.nodes[following].start if 0 <= following < node.last else node.end
        if signs.prose(node.start, end) < _LEAST_PROSE:
            continue
        if signs.links_of(node.start, end) > _MOST_LINKS * (end - node.start):
            continue  # a teaser: an opinion piece may be headed “Comment”
        kept.append(index)
        named, dated = (signs.holds(where, node.start, end) for where in (signs.named, signs.dated))
        full += 1.0 if named and dated else 0.8 if named or dated else 0.0
        plain += 1
    if not kept or (full == 0 and (not speaks or plain < 2)):
        return None
    outer = [page.nodes[i] for i in _outermost(page, kept)]
    prose = sum(signs.prose_of(node.start, node.end) for node in outer)
    reach = sum(node.end - node.start for node in outer)
    score = round((full + 0.2 * plain) * (1.3 if speaks else 1.0), 3)
    if len(kept) == 1:
        return score, int(prose * 2 >= signs.total), -reach, kept
    return score, prose, reach, kept


def _after_a_heading(page: Page, prose: Prose) -> list[Region]:
    """The part of the page after a heading of comments, where no element says what it is."""
    looked = 0
    for block in page.blocks:
        words = page.words(block)
        if len(words) > LONGEST or block.is_hidden or block.links > len(words) / 2:
            continue
        if looked >= _MOST_HEADINGS or not is_comment_heading(words):
            continue
        looked += 1
        index = block.node
        for _ in range(3):
            index = page.nodes[index].parent if index >= 0 else -1
            if index < 0:
                break
            region = _rest_of(page, index, block.end, prose)
            if region:
                return [region]
    return []


def _rest_of(page: Page, index: int, start: int, prose: Prose) -> Region | None:
    node = page.nodes[index]
    if node.tag in {"body", "html"} and node.end - start > 0.9 * len(page.text):
        return None
    units = [u for u in _units(page, index, prose) if page.nodes[u].start >= start - 2]
    signs = _Signs(page, index, prose)
    sure = [
        u
        for u in units
        if signs.holds(signs.dated, page.nodes[u].start, page.nodes[u].end)
        and signs.holds(signs.named, page.nodes[u].start, page.nodes[u].end)
    ]
    if len(units) < 2 or len(sure) < 0.7 * len(units):
        return None
    share = sum(prose.of(page.nodes[u].start, page.nodes[u].end) for u in _outermost(page, units))
    if share > 0.9 * prose.total or share < _LEAST_AFTER_HEADING * len(units):
        return None
    return Region(index, page.nodes[units[0]].start, max(page.nodes[u].end for u in units), units)
