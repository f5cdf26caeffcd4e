r"""Readers' comments in a plain text: numbered and indented, or headed by a name and a date.

>>> text = "1. I was there.\n  1. So was I."
>>> [(text[r.start:r.end], r.depth, r.parent) for r in find_replies(text, [(0, 15), (18, 30)])]
[('I was there.', 0, -1), ('So was I.', 1, 0)]
"""

import re
from dataclasses import dataclass, replace

from muniment.intake.articles.dates import DATE, moment_of
from muniment.intake.articles.furniture import REPLY_BUTTON, is_comment_heading, is_furniture
from muniment.model.moment import Moment

_NUMBERED = re.compile(r"(\d{1,4}(?:\.\d{1,4}){0,8})(?:[.)]\s+|\s{2,})(?=\S)")
_SAYS = re.compile(
    r"(?:comment\s+by\s+)?([^\W\d_][^\n:,]{0,50}?)\s+(?:says|said|wrote|sagte?|schrieb|schreibt|dit|a\s+[ée]crit|dice|pisze)"
    r"(?:\s+(?:on|am|at|le|um)\b.{0,60})?\s*:?",
    re.IGNORECASE,
)
_LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Reply:
    """One comment: the span of its words, who and when as written, its depth, whom it answers.

    `parent` is the index of the comment it answers; -1 at the top.
    """

    start: int
    end: int
    author: str = ""
    moment: Moment | None = None
    depth: int = 0
    parent: int = -1


def find_replies(text: str, spans: list[tuple[int, int]]) -> list[Reply]:
    """The comments in the lines after the one that announces them; empty when none can be told."""
    return _numbered(text, spans) or _named(text, spans)


def _indent(text: str, start: int) -> int:
    line = text.rfind("\n", 0, start) + 1
    return len(text[line:start].expandtabs(4))


def _numbered(text: str, spans: list[tuple[int, int]]) -> list[Reply]:
    """Comments that begin with a number: the first of its level, or one more than the last.

    A level is told by a number in parts (1.1), else by the indent.
    """
    replies: list[Reply] = []
    open_levels: list[tuple[int, int, int]] = []  # indent, last number, index of the reply
    for start, end in spans:
        match = _NUMBERED.match(text, start, end)
        levels = _opened(open_levels, match[1], _indent(text, start)) if match else None
        if match and levels is not None:
            parent = levels[-2][2] if len(levels) > 1 else -1
            levels[-1] = (*levels[-1][:2], len(replies))
            open_levels = levels
            replies.append(Reply(match.end(), end, depth=len(levels) - 1, parent=parent))
        elif is_comment_heading(text[start:end]) and replies:
            break
        elif replies and not _is_button(text[start:end]):
            replies[-1] = replace(replies[-1], end=end)
        elif not replies and end - start > 200:
            return []  # prose before the first number: this is no list of comments
    return [_headed(text, reply) for reply in replies]


def _opened(
    levels: list[tuple[int, int, int]], number: str, indent: int
) -> list[tuple[int, int, int]] | None:
    """The open levels after this number, or None where it does not go on or begin one."""
    parts = [int(part) for part in number.split(".")]
    last = parts[-1]
    if len(parts) > 1:
        if len(parts) > len(levels) + 1:
            return None
        kept = levels[: len(parts) - 1]
        return [*kept, (indent, last, -1)]
    while levels and indent < levels[-1][0]:
        levels = levels[:-1]
    if levels and indent == levels[-1][0]:
        return [*levels[:-1], (indent, last, -1)] if last == levels[-1][1] + 1 else None
    return [*levels, (indent, 1, -1)] if last == 1 else None


def _is_button(words: str) -> bool:
    return bool(REPLY_BUTTON.fullmatch(words)) or is_furniture(words)


def _headed(text: str, reply: Reply) -> Reply:
    """A numbered comment with the name and date at its head taken off, where they stand."""
    first = text.find("\n", reply.start, reply.end)
    if first < 0:
        return reply
    head = text[reply.start : first].strip()
    name, moment = _name_and_moment(head)
    if not name:
        return reply
    start = first
    second = text.find("\n", first + 1, reply.end)
    line = text[first : second if second >= 0 else reply.end].strip()
    if moment is None and second >= 0 and len(line) <= 60 and DATE.search(line):
        moment, start = moment_of(line, "as written"), second
    elif moment is None and not _SAYS.fullmatch(head):
        return reply
    rest = text[start : reply.end]
    return replace(reply, start=start + len(rest) - len(rest.lstrip()), author=name, moment=moment)


def _name_and_moment(head: str) -> tuple[str, Moment | None]:
    """Who and when, if a short line says no more than that."""
    if len(head) > 120:
        return "", None
    moment = moment_of(head, "as written")
    says = _SAYS.fullmatch(head)
    if says:
        return says[1].strip(), moment
    date = DATE.search(head)
    name = (head[: date.start()] if date else head).strip(" \t,|·–—-:•@")
    name = re.sub(r"\s+(?:on|am|at|le|um)$", "", name)
    is_name = 1 < len(name) <= _LONGEST_NAME and len(name.split()) <= 5 and name[-1] not in ".!?"
    return (name, moment) if is_name and not _is_button(name) else ("", None)


def _named(text: str, spans: list[tuple[int, int]]) -> list[Reply]:
    """Comments headed by a name with a date or “says”; at least one must be."""
    replies: list[Reply] = []
    levels: list[tuple[int, int]] = []  # indent, index
    pending: tuple[str, Moment | None, int] | None = None
    place = 0
    while place < len(spans):
        start, end = spans[place]
        words = text[start:end]
        head = _head(text, spans, place)
        if head:
            name, moment, used = head
            pending = (name, moment, _indent(text, start))
            place += used
            continue
        if is_comment_heading(words) and replies:
            break
        if pending and not _is_button(words):
            name, moment, indent = pending
            while levels and levels[-1][0] >= indent:
                levels.pop()
            parent = levels[-1][1] if levels else -1
            replies.append(Reply(start, end, name, moment, len(levels), parent))
            levels.append((indent, len(replies) - 1))
            pending = None
        elif replies and not _is_button(words):
            replies[-1] = replace(replies[-1], end=end)
        place += 1
    return replies


def _head(
    text: str, spans: list[tuple[int, int]], place: int
) -> tuple[str, Moment | None, int] | None:
    """Name, moment and number of lines of a comment's head that begins here; None when none does."""
    words = text[slice(*spans[place])]
    name, moment = _name_and_moment(words)
    if name and (DATE.search(words) or _SAYS.fullmatch(words)):
        if moment is None and place + 1 < len(spans):
            below = text[slice(*spans[place + 1])]
            if len(below) <= 60 and DATE.match(below):
                return name, moment_of(below, "as written"), 2
        return name, moment, 1
    if name and place + 1 < len(spans):
        below = text[slice(*spans[place + 1])]
        if len(below) <= 60 and DATE.match(below):
            return name, moment_of(below, "as written"), 2
    return None
