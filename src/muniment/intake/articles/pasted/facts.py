r"""What a pasted article says of itself: only what a line bears out.

>>> from muniment.intake.articles.pasted.lines import split
>>> text = "Bus bill doubles\nBy Ada Marsh\nThe bus cost £461 a day."
>>> [(f.name, f.value, f.basis) for f in facts_of_text(text, split(text))]
[('title', 'Bus bill doubles', 'line that reads as a headline'), ('byline', 'Ada Marsh', 'byline in line 2')]
"""

import re
from collections import Counter

from muniment.intake.articles.dates import DATE, moment_of
from muniment.intake.articles.furniture import byline_of
from muniment.intake.articles.pasted.lines import Line
from muniment.model.passage import PassageKind
from muniment.model.reading import Fact

_FOOT = re.compile(
    r"[•*–—-]?\s*((?:[A-Z][\w’'.-]+\s+){1,3}[A-Z][\w’'-]+)\s+is\s+(?:an?|the)\s+\S.{3,160}"
)
_POSTED_BY = re.compile(
    r"(?:posted|published|written)\b[^\n]{0,60}?\bby\s+([^\n]{3,60})", re.IGNORECASE
)
_ASKS_FOR = re.compile(
    r"(?:support(?:ing)?|donation\s+to|donate\s+to|subscribe\s+to|subscribing\s+to|readers\s+of)\s+"
    r"((?:The\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})"
)
_DATED = re.compile(
    r"(?:(?:published|posted|updated|veröffentlicht|publié)\b(?:\s+(?:on|am|le))?\s*:?\s*)?",
    re.IGNORECASE,
)
_HEAD = 15
_FEET = 8


def facts_of_text(text: str, lines: list[Line]) -> list[Fact]:
    """Title, byline, day and outlet, each only where a line says so."""
    own = [line for line in lines if line.reply < 0]
    found = [_title(text, own), _byline(text, own), _published(text, own), _outlet(text, own)]
    return [fact for fact in found if fact]


def _title(text: str, lines: list[Line]) -> Fact | None:
    for line in lines:
        if line.is_title:
            title = text[line.start : line.end]
            return Fact("title", title, "line that reads as a headline", "")
    return None


def _byline(text: str, lines: list[Line]) -> Fact | None:
    for line in [*lines[:_HEAD], *lines[-_FEET:]]:
        name = byline_of(text[line.start : line.end])
        if name:
            return Fact("byline", name, f"byline in line {_number(text, line)}")
    for line in [*lines[:_HEAD], *lines[-_FEET:]]:
        posted = _POSTED_BY.fullmatch(text[line.start : line.end])
        name = byline_of(f"by {posted[1]}") if posted else ""
        if name:
            return Fact("byline", name, f"byline in line {_number(text, line)}")
    for line in lines[-_FEET:]:
        foot = _FOOT.fullmatch(text[line.start : line.end])
        if foot and text[line.start] in "•*–—-":
            return Fact("byline", foot[1], f"note on the author in line {_number(text, line)}")
    return None


def _published(text: str, lines: list[Line]) -> Fact | None:
    """A line near the top that is a date and nothing else, or says “published”."""
    for line in lines[:_HEAD]:
        words = text[line.start : line.end]
        match = _DATED.match(words) if len(words) <= 60 else None
        date = DATE.match(words, match.end()) if match else None
        moment = moment_of(words[match.end() :], "") if match and date else None
        if moment:
            return Fact("published", moment.local, f"date in line {_number(text, line)}")
    return None


def _outlet(text: str, lines: list[Line]) -> Fact | None:
    """The name for which the furniture asks support, when the text has it twice or more."""
    names: Counter[str] = Counter()
    for line in lines:
        if line.kind is PassageKind.BOILERPLATE:
            names.update(_ASKS_FOR.findall(text[line.start : line.end]))
    for name, _ in names.most_common(1):
        if text.count(name) >= 2:
            return Fact("outlet", name, "the furniture asks support for it")
    return None


def _number(text: str, line: Line) -> int:
    return text.count("\n", 0, line.start) + 1
