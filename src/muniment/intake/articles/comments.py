"""A reader's comment: who, when, what, and whom it answers.

Each comment of a region is split into its head (name, date, “says”), its words and its foot
(buttons, votes). Replies are known by how the elements nest, by a level in their class, or by
standing in a list of replies.

>>> from muniment.intake.articles.blocks import walk
>>> from muniment.intake.articles.decode import parse
>>> from muniment.intake.articles.regions import find_regions
>>> html = ('<p>Body.</p><ol id=comments><li class=comment><b class=author>Ada</b> says <i class=date>'
...         '4 May 2019</i><p>I was on that bus.</p><a>Reply</a></li></ol>')
>>> page = walk(parse(html)[0])
>>> [(c.author, c.depth, page.text[c.start:c.end]) for c in find_comments(page, find_regions(page))]
[('Ada', 0, 'I was on that bus.')]
"""

import re
from dataclasses import dataclass, replace

from muniment.intake.articles.blocks import Block, Node, Page
from muniment.intake.articles.dates import DATE, from_iso, moment_of
from muniment.intake.articles.furniture import REPLY_BUTTON, is_comment_heading, is_furniture
from muniment.intake.articles.regions import Region
from muniment.model.moment import Moment

_NAME_FIRST = re.compile(
    r"(?:^|[\s_-])(?:fn|author|autor|auteur|nick(?:name)?|user-?name|display-?name|verfasser|commenter|creator)(?![a-z])"
    r"|(?:author|user|nick|comment(?:er)?)[_-]?name|commentAuthor|author-?link",
    re.IGNORECASE,
)
_NAME_PERHAPS = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:author|autor|user|member|poster|name|vcard|byline|submitted|by|nick)(?![a-z])",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:^|\s+)(?:says|said|wrote|writes|sagte?|schrieb|schreibt|meinte?|a\s+[ée]crit|dit|dice|dijo|escribi[óo]|ha\s+scritto|pisze"
    r"|napisa[łl]a?|zegt|schreef|skrev|on|am|at|le|autor|author|(?:le\s+)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|,\s*(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun))?\s*[:,|·–—-]*\s*$",
    re.IGNORECASE,
)
_SAYS_LINE = re.compile(
    r"(?:^|\n)\s*(?:by\s+|von\s+)?([^\n:,]{1,60}?)\s+(?:says|said|wrote|sagte?|schrieb|schreibt|meinte?|a\s+[ée]crit|dice|dijo|pisze"
    r"|napisa[łl]a?|zegt)\b(?=\s*:|\s*$|\s+(?:am|on|at|vor|le)\b|\s*\n)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:depth|level|indent|thread-level|comment-l)[_-]?(\d{1,2})(?!\d)", re.IGNORECASE
)
_REPLIES = re.compile(
    r"(?:^|[\s_-])(?:children|replies|antworten|answers|responses|sub-?comments?|child|comment-sub|reply|nested)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"""[\W_]*(?:
      \#?\d{1,6}\.? | [+-]?\d{1,6}(?:\s*(?:likes?|votes?|points?|up|down))? | (?:like|dislike|gef[äa]llt\ mir|j.aime|me\ gusta).{0,30}
    | (?:delete|l[öo]schen|supprimer|eliminar|excluir|elimina|replies|translate|show\ all|original|haut\ de\ page|nach\ oben|antworten\ auf\ diesen).{0,25}
    | (?:link\ permanente|permalink|permanenter\ link|link|report|melden|signaler|denunciar|flag|zitieren|quote|edit|bearbeiten|profil|abuse|share|teilen
      |log\ in\ to\ reply|mehr|more|weiterlesen|read\ more|einklappen|ausklappen|upvote|downvote|antworten\ abbrechen|gast|guest|author|autor)\W?.{0,25}
    | (?:your\ comment\ is\ awaiting|reply\ to\ .{1,50}|in\ reply\ to|antwort\ (?:auf|an)|als\ antwort|en\ r[ée]ponse).{0,80}
    )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN_BUTTONS = re.compile(r"[|·•/\n\t\u00a0]+|(?<=[a-zäöüé])(?=[A-ZÄÖÜ])")
_DATE_WORDS = re.compile(
    r"\b(?:at|on|am|um|uhr|le|à|the|posted|geschrieben|pm|a\.?m\.?|p\.?m\.?|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|says|said|sagte?|schrieb|schreibt|writes|wrote|meint|dit|dice|autor|author|link|permanente|permalink|zitieren|reply|antworten|veröffentlicht|published|utc|gmt|cest?|edited)\b|\d{1,2}[:.h]\d{2}(?::\d{2})?",
    re.IGNORECASE,
)
_FOOT_BY = re.compile(
    r"(?:comment|kommentar|commentaire|posted|geschrieben)\s+(?:by|von|par)\s+([^\n]{2,60}?)\s*(?:[—–|@,-]|\bam\b|\bon\b|\ble\b)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?:your\ )?name\W*|last\ reply\ was|author|autor|e-?mail\W*", re.IGNORECASE | re.VERBOSE
)
_INITIALS = re.compile(r"(?:\w\.\s?){1,4}")
_LEAST_UNNAMED = 40
_LONGEST_NAME = 60
_GROUP_OF_ONE = 2


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: the span of its words, its author as written, its moment, its place in a thread.

    `parent` is the index, in the list it comes in, of the comment it answers; -1 at the top.
    """

    start: int
    end: int
    author: str
    moment: Moment | None
    depth: int
    parent: int
    is_hidden: bool


def find_comments(page: Page, regions: list[Region]) -> list[Comment]:
    """Every comment of the regions, in reading order."""
    comments: list[Comment] = []
    for region in regions:
        comments += _of_region(page, region, len(comments))
    return comments


def _of_region(page: Page, region: Region, offset: int) -> list[Comment]:
    found: list[Comment] = []
    place: dict[int, int] = {}  # node of a unit -> index of its comment
    depths: dict[int, int] = {}
    levels = _levels(page, region)
    for number, unit in enumerate(region.units):
        node = page.nodes[unit]
        following = region.units[number + 1] if number + 1 < len(region.units) else -1
        until = page.nodes[following].start if 0 <= following < node.last else node.end
        parts = _split(page, unit, until)
        if parts is None:
            continue
        start, end, author, moment = parts
        depth = levels[unit]
        depths[unit] = depth
        parent = _parent(page, unit, depth, place, depths)
        block = page.blocks[page.within(node.start, until).start]
        place[unit] = offset + len(found)
        found.append(
            Comment(
                start, end, author, moment, depth if parent >= 0 else 0, parent, block.is_hidden
            )
        )
    if any(c.author or c.moment for c in found):
        return _without_labels(found, offset)
    lengths = sorted(c.end - c.start for c in found)
    if len(found) < 2 or lengths[len(lengths) // 2] < _LEAST_UNNAMED:
        return []  # tabs, labels and invitations of a section without comments
    return found


def _without_labels(found: list[Comment], offset: int) -> list[Comment]:
    """The comments without short units that nobody signed or dated (tabs of a list), if unanswered."""
    if not any(c.moment for c in found):
        return found
    answered = {c.parent for c in found}
    kept = [
        index
        for index, c in enumerate(found)
        if c.author or c.moment or c.end - c.start >= _LEAST_UNNAMED or index + offset in answered
    ]
    renumbered = {old + offset: new + offset for new, old in enumerate(kept)}
    return [replace(found[index], parent=renumbered.get(found[index].parent, -1)) for index in kept]


def _levels(page: Page, region: Region) -> dict[int, int]:
    """How deep each unit hangs: units around it, else a level in its class, else lists of replies."""
    units = set(region.units)
    levels: dict[int, int] = {}
    said: dict[int, int] = {}
    for unit in region.units:
        around = lists = 0
        index = page.nodes[unit].parent
        while index > region.node:
            around += index in units
            lists += bool(_REPLIES.search(page.nodes[index].words))
            index = page.nodes[index].parent
        lists += bool(_REPLIES.search(page.nodes[unit].words)) and lists == 0
        level = _LEVEL.search(page.nodes[unit].words)
        if level:
            said[unit] = int(level[1])
        levels[unit] = around or lists
    if said and len(said) * 2 > len(units):
        least = min(said.values())
        return {unit: said.get(unit, least + levels[unit]) - least for unit in region.units}
    return levels


def _parent(
    page: Page, unit: int, depth: int, place: dict[int, int], depths: dict[int, int]
) -> int:
    """The comment that this one answers: the one around it, else the last one a level higher."""
    index = page.nodes[unit].parent
    while index >= 0:
        if index in place:
            return place[index]
        index = page.nodes[index].parent
    if depth == 0:
        return -1
    for other in reversed(place):
        if depths[other] < depth:
            return place[other]
    return -1


def _split(page: Page, unit: int, until: int) -> tuple[int, int, str, Moment | None] | None:
    """The span of a comment's words, its author and moment; None when it has no words."""
    node = page.nodes[unit]
    blocks = [page.blocks[index] for index in page.within(node.start, until)]
    blocks = _without_forms(page, unit, blocks, until)
    if not blocks:
        return None
    author, name_end = _author(page, unit, until, blocks)
    moment = _moment(page, unit, until, blocks)
    term = _term_before(page, unit)
    if term:
        says = _SAYS_LINE.search(term)
        author = author or _clean_name(says[1] if says else term)
        moment = moment or moment_of(term, "as written")
    first, last = 0, len(blocks)
    stamps = [
        page.text[other.start : other.end].strip()
        for other in _nodes(page, unit, until)
        if other.tag == "time" and other.end - other.start <= _LONGEST_NAME
    ]
    while first < last and _is_head(page, blocks[first], author, stamps, first=first):
        first += 1
    while last > first and (
        _is_foot(page.words(blocks[last - 1]))
        or (last - first > 1 and _is_dated_foot(page, blocks[last - 1], author, stamps))
    ):
        last -= 1
    if first == last:
        return None
    if all(b.level or b.links >= 0.9 * (b.end - b.start) for b in blocks[first:last]):
        return None  # a teaser of another article
    start, end = blocks[first].start, blocks[last - 1].end
    start = _after_name(page, start, blocks[first].end, name_end)
    return start, end, author, moment


def _term_before(page: Page, unit: int) -> str:
    """In a definition list: the term above a comment, which says who and when."""
    if page.nodes[unit].tag != "dd":
        return ""
    for index in range(unit - 1, max(-1, unit - 40), -1):
        node = page.nodes[index]
        if node.parent == page.nodes[unit].parent:
            return page.text[node.start : node.end].strip()[:200] if node.tag == "dt" else ""
    return ""


def _without_forms(page: Page, unit: int, blocks: list[Block], until: int) -> list[Block]:
    forms = [
        (node.start, node.end)
        for node in page.nodes[unit + 1 : page.nodes[unit].last]
        if node.start < until and node.tag in {"form", "button", "select", "textarea"}
    ]
    return [b for b in blocks if not any(start <= b.start < end for start, end in forms)]


def _nodes(page: Page, unit: int, until: int) -> list[Node]:
    inside = page.nodes[unit + 1 : page.nodes[unit].last]
    return [node for node in inside if node.start < until and node.end > node.start]


def _author(page: Page, unit: int, until: int, blocks: list[Block]) -> tuple[str, int]:
    """The name a comment goes by, and where that name ends in the text (-1 when not marked)."""
    nodes = _nodes(page, unit, until)
    for wanted in (_NAME_FIRST, _NAME_PERHAPS):
        for node in nodes:
            if node.tag != "cite" and not wanted.search(node.words):
                continue
            name = _clean_name(page.text[node.start : min(node.end, until)])
            if name:
                return name, node.end
    head = "\n".join(page.words(block) for block in blocks[:3])[:300]
    says = _SAYS_LINE.search(head)
    if says and _clean_name(says[1]):
        return _clean_name(says[1]), -1
    foot = _FOOT_BY.search(page.words(blocks[-1])[:200])
    if foot and DATE.search(page.words(blocks[-1])[:200]) and _clean_name(foot[1]):
        return _clean_name(foot[1]), -1
    first = _clean_name(page.words(blocks[0])[: _LONGEST_NAME + 100])
    if (
        len(blocks) > 1
        and first
        and len(first.split()) <= 4
        and (first[-1] not in ".!?:" or _INITIALS.fullmatch(first))
    ):
        dated = DATE.search(page.words(blocks[0])[:200]) or DATE.search(page.words(blocks[1])[:80])
        return (first, -1) if dated else ("", -1)
    return "", -1


def _clean_name(words: str) -> str:
    """A name out of the words that hold it: without date, “says”, marks; empty when it is none."""
    words = (
        " ".join(words.split("\n\n"[:1])).strip() if "\n" not in words.strip() else words.strip()
    )
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    lines = [x for x in lines if not DATE.fullmatch(x) and not _BUTTONS.fullmatch(x)] or lines
    if not lines or len(lines) > _GROUP_OF_ONE:
        return ""
    name = lines[0]
    dated = DATE.search(name)
    if dated:
        name = name[: dated.start()]
    name = re.sub(
        r"^(?:comment\s+)?(?:by|von|par|por|kommentar\s+von|comment\s+from|de)\s*:?\s+",
        "",
        name,
        flags=re.IGNORECASE,
    )
    name = _SAYS.sub("", _SAYS.sub("", name)).strip(" \t\u00a0,:;|·•-–—#")
    if _PLACEHOLDER.fullmatch(name):
        return ""
    if not 1 < len(name) <= _LONGEST_NAME or not re.search(r"[^\W_]", name):
        return ""
    if is_furniture(name) or REPLY_BUTTON.fullmatch(name) or _BUTTONS.fullmatch(name):
        return ""
    return name


def _moment(page: Page, unit: int, until: int, blocks: list[Block]) -> Moment | None:
    """When a comment was made: as its element says to machines, else as it is written."""
    for node in _nodes(page, unit, until):
        for name in ("datetime", "content", "title"):
            said = (
                node.element.get(name)
                if node.tag in {"time", "abbr", "meta", "span", "a"}
                else None
            )
            moment = from_iso(said, f"{name} attribute") if said else None
            if moment:
                return moment
    for block in [*blocks[:4], blocks[-1]]:
        words = page.words(block)
        if len(words) <= 200 or block is blocks[0]:
            moment = moment_of(words[:200], "as written")
            if moment:
                return moment
    return None


def _is_head(page: Page, block: Block, author: str, stamps: list[str], *, first: int) -> bool:
    """Whether a block before a comment's words only says who and when, or is a button."""
    words = page.words(block)
    if len(words) > 200:
        return False
    rest = words.replace(author, " ", 1) if author else words
    for stamp in stamps:
        rest = rest.replace(stamp, " ", 1) if stamp else rest
    rest = _DATE_WORDS.sub(" ", DATE.sub(" ", rest))
    if sum(c.isalnum() for c in rest) <= 2:
        return True
    if _is_foot(words) or is_comment_heading(words):
        return True
    if DATE.search(words) and (
        sum(c.isalnum() for c in rest) <= 12 or block.links * 2 > len(words)
    ):
        return True
    return first <= 1 and bool(block.links) and block.links > 0.8 * len(words) and len(words) <= 60


def _is_dated_foot(page: Page, block: Block, author: str, stamps: list[str]) -> bool:
    words = page.words(block)
    return bool(DATE.search(words[:200])) and _is_head(page, block, author, stamps, first=2)


def _is_foot(words: str) -> bool:
    """Whether a block is nothing but buttons, run together as they may be (`ReplyDelete`)."""
    if len(words) > 120:
        return False
    if REPLY_BUTTON.fullmatch(words) or _BUTTONS.fullmatch(words) or is_furniture(words):
        return True
    pieces = _BETWEEN_BUTTONS.split(words)
    return len(pieces) <= 8 and all(
        REPLY_BUTTON.fullmatch(piece) or _BUTTONS.fullmatch(piece)
        for piece in pieces
        if piece.strip()
    )


def _after_name(page: Page, start: int, end: int, name_end: int) -> int:
    """Where the words begin, when they share a block with the name before them."""
    if not start < name_end < end:
        return start
    rest = page.text[name_end:end]
    match = re.match(
        r"\s*(?:says|said|sagt|schrieb|meint|wrote|a\s+écrit|dice)?\s*[:|–—-]*\s*",
        rest,
        re.IGNORECASE,
    )
    skipped = name_end + (match.end() if match else 0)
    return skipped if end - skipped >= 3 else start
