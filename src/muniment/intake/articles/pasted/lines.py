r"""An article copied from a web page as plain text: lines that once were paragraphs and buttons.

There is no markup to go by, so every label is a guess from the words and the indents, and what is
unsure stays body. A line is a paragraph, unless the text is wrapped at a fixed width. Furniture is
known by its words, a begging box by two of its turns of phrase. Comments are looked for only after
a line that announces them (“3 Comments”), and told apart by number, or by name and date.

>>> text = "Bus bill doubles\n\nThe bus cost £461 a day.\n\nShare this article"
>>> [(line.kind.value, text[line.start:line.end]) for line in split(text)][1:]
[('paragraph', 'The bus cost £461 a day.'), ('boilerplate', 'Share this article')]
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from statistics import median

from muniment.intake.articles.dates import DATE
from muniment.intake.articles.furniture import (
    byline_of,
    count_appeals,
    is_appeal,
    is_comment_heading,
    is_furniture,
)
from muniment.intake.articles.pasted.replies import Reply, find_replies
from muniment.model.passage import PassageKind

_HEADLINE = 200
_HEADING = 80
_PROSE = 100
_BOX_GAP = 2
_MORE = re.compile(r"(?:read|see)\s+more\W*|continue\s+reading\W*|mehr\s+lesen\W*", re.IGNORECASE)
_POSTED = re.compile(r"(?:posted|published|updated|veröffentlicht|publié)\b", re.IGNORECASE)
_LIST = re.compile(
    r"(?:related|latest|most|more|popular|recent|ähnliche|weitere|mehr)\b", re.IGNORECASE
)
_NUMBERED_ISSUE = re.compile(r"(?:issue|no\.?|vol\.?|ausgabe|nr\.?)\s*\d{1,6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled stretch of the text; `reply` is the index of its comment, -1 for all else."""

    kind: PassageKind
    start: int
    end: int
    level: int = 0
    reply: int = -1
    is_title: bool = False


def split(text: str) -> list[Line]:
    """The text's stretches with their labels, in order; together they hold all that is not blank."""
    return split_with_replies(text)[0]


def split_with_replies(text: str) -> tuple[list[Line], list[Reply]]:
    """The labelled stretches, and the replies that the comments among them are."""
    spans = _spans(text)
    opening = _comments_begin(text, spans)
    replies = find_replies(text, spans[opening + 1 :]) if opening >= 0 else []
    if not replies:
        opening = len(spans)
    lines = _label_own(text, spans[:opening])
    reached = spans[opening - 1][1] if opening else 0
    for number, reply in enumerate(replies):
        lines += _between(text, reached, reply.start)
        lines.append(Line(PassageKind.COMMENT, reply.start, reply.end, reply=number))
        reached = reply.end
    if replies:
        lines += _between(text, reached, len(text))
    return lines, replies


def _between(text: str, start: int, end: int) -> list[Line]:
    """What stands between two comments (numbers, names, buttons): furniture."""
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return [Line(PassageKind.BOILERPLATE, start, end)] if start < end else []


def _spans(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that are not blank; of whole paragraphs where lines are wrapped."""
    found = [
        (m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
        for m in re.finditer(r"[^\r\n]+", text)
        if m[0].strip()
    ]
    lengths = [end - start for start, end in found if end - start > 40]
    if len(lengths) < 8 or max(lengths) > 100 or median(lengths) < 55:
        return found
    joined: list[tuple[int, int]] = []
    for start, end in found:
        gap = text[joined[-1][1] : start] if joined else "\n\n"
        if (
            joined
            and gap.count("\n") == 1
            and joined[-1][1] - text.rfind("\n", 0, joined[-1][1]) > 40
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _comments_begin(text: str, spans: list[tuple[int, int]]) -> int:
    """The last line that announces comments with something after it; -1 when there is none.

    It must come after some prose: a menu at the top may say “Comments” too.
    """
    prose = 0
    for index, (start, end) in enumerate(spans):
        words = text[start:end]
        prose += end - start >= _PROSE
        if prose >= 2 and is_comment_heading(words) and index + 1 < len(spans):
            rest = spans[index + 1 :]
            if any(e - s > 20 and not is_comment_heading(text[s:e]) for s, e in rest[:12]):
                return index
    return -1


def _label_own(text: str, spans: list[tuple[int, int]]) -> list[Line]:
    lines = [_label(text, start, end) for start, end in spans]
    lines = _mark_title(text, lines)
    lines = _mark_repeats(text, lines)
    lines = _mark_boxes(text, lines)
    return _mark_headings(text, lines)


def _label(text: str, start: int, end: int) -> Line:
    words = text[start:end]
    if is_furniture(words) or is_comment_heading(words) or _NUMBERED_ISSUE.fullmatch(words):
        return Line(PassageKind.BOILERPLATE, start, end)
    return Line(PassageKind.PARAGRAPH, start, end)


def _mark_title(text: str, lines: list[Line]) -> list[Line]:
    """The headline: a line of some length that is no button, no byline and no sentence.

    The one right above the byline or the date, else the first, before any prose begins.
    """
    candidates: list[int] = []
    for index, line in enumerate(lines[:12]):
        words = text[line.start : line.end]
        if candidates and candidates[-1] == index - 1 and _opens(words):
            candidates = candidates[-1:]
            break
        if line.kind is not PassageKind.PARAGRAPH or _opens(words):
            continue
        if len(words.split()) < 3 or len(words) > _HEADLINE or words[-1] in ".:;,":
            break
        candidates.append(index)
    if not candidates:
        return lines
    index = candidates[0]
    marked = replace(lines[index], kind=PassageKind.HEADING, level=1, is_title=True)
    return [*lines[:index], marked, *lines[index + 1 :]]


def _opens(words: str) -> bool:
    """Whether a line is a byline or the date of an article."""
    if len(words) > 100:
        return False
    return bool(byline_of(words) or _POSTED.match(words) or DATE.fullmatch(words))


def _mark_repeats(text: str, lines: list[Line]) -> list[Line]:
    """Short lines said twice running (a picture's text and its caption), and links to read more."""
    marked = list(lines)
    for index, line in enumerate(lines[:-1]):
        words, following = text[line.start : line.end], lines[index + 1]
        after = text[following.start : following.end]
        if line.is_title or len(words) > _HEADLINE or line.kind is not PassageKind.PARAGRAPH:
            continue
        if after.startswith(words) or (_MORE.fullmatch(after) and len(words) < _HEADLINE):
            marked[index] = replace(line, kind=PassageKind.BOILERPLATE)
            if after == words and index + 2 < len(lines):
                third = lines[index + 2]
                if _MORE.fullmatch(text[third.start : third.end]):
                    marked[index + 1] = replace(following, kind=PassageKind.BOILERPLATE)
    return marked


def _mark_boxes(text: str, lines: list[Line]) -> list[Line]:
    """Begging boxes: paragraphs that beg, with what stands between them and the lines above."""
    marked = list(lines)
    begging = [i for i, line in enumerate(lines) if is_appeal(text[line.start : line.end])]
    for index in begging:
        marked[index] = replace(lines[index], kind=PassageKind.BOILERPLATE, level=0)
        above = index - 1
        while above >= 0 and count_appeals(text[lines[above].start : lines[above].end]):
            marked[above] = replace(lines[above], kind=PassageKind.BOILERPLATE, level=0)
            above -= 1
    _close_gaps(marked, begging)
    _mark_lists(text, marked)
    for index in begging:  # the box's own headings
        above = index - 1
        while above >= 0 and not marked[above].is_title and _is_label(text, marked[above]):
            marked[above] = replace(marked[above], kind=PassageKind.BOILERPLATE, level=0)
            above -= 1
    return marked


def _mark_lists(text: str, marked: list[Line]) -> None:
    """Short lines under a heading such as “Related”, where no prose follows any more."""
    last = max((i for i, x in enumerate(marked) if x.end - x.start >= _PROSE), default=-1)
    is_open = False
    for index in range(last + 1, len(marked)):
        line = marked[index]
        words = text[line.start : line.end]
        if line.kind is PassageKind.BOILERPLATE:
            is_open = bool(_LIST.match(words))
        elif is_open and _is_label(text, line) and not _opens(words):
            marked[index] = replace(line, kind=PassageKind.BOILERPLATE, level=0)
        else:
            is_open = False


def _close_gaps(marked: list[Line], begging: list[int]) -> None:
    """Take into a box the one or two lines between its begging and the furniture that follows."""
    gap: list[int] | None = None  # None outside a box
    for index, line in enumerate(marked):
        if line.kind is PassageKind.BOILERPLATE:
            for inner in gap or ():
                marked[inner] = replace(marked[inner], kind=PassageKind.BOILERPLATE, level=0)
            at = bisect_left(begging, index)
            is_begging = at < len(begging) and begging[at] == index
            gap = [] if is_begging or gap is not None else None
        elif gap is not None:
            gap.append(index)
            gap = gap if len(gap) <= _BOX_GAP else None


def _is_label(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return len(words) <= _HEADING and words[-1] not in ".!?”\"'"


def _mark_headings(text: str, lines: list[Line]) -> list[Line]:
    """Short lines without an end, between paragraphs of prose."""
    marked = list(lines)
    for index, line in enumerate(lines[:-1]):
        following = lines[index + 1]
        if (
            line.kind is not PassageKind.PARAGRAPH
            or index == 0
            or byline_of(text[line.start : line.end])
        ):
            continue
        has_prose_below = (
            following.kind is PassageKind.PARAGRAPH and following.end - following.start >= _PROSE
        )
        if has_prose_below and _is_label(text, line) and text[line.end - 1] not in ":,;…)":
            marked[index] = replace(line, kind=PassageKind.HEADING, level=2)
    return marked
