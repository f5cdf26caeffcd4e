r"""Lines of a chat inside an account, and paragraphs set apart: quotes that need no quotation marks.

>>> excerpts("22:45 ADA QUILL: Half of it is gone\n22:46 BO: Which half?")
[Line(start=17, end=35, speaker=(6, 15), time='22:45'), Line(start=46, end=57, speaker=(42, 44), time='22:46')]
"""

import re
from dataclasses import dataclass

from muniment.quotes.extract.dates import stamped

_CLOCK = r"[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?:\s?[APap]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_LINE = re.compile(
    rf"^[ \t>*•–-]{{0,8}}(?P<time>\[?(?:{_DAY},?[ \t]{{1,2}})?{_CLOCK}(?:,?[ \t]{{1,2}}{_DAY})?\]?)"
    rf"[ \t]*[-–—]?[ \t]{{0,3}}(?P<name>\[[^\]\n:]{{1,60}}\]|[^\W\d_][^:\n“”\"]{{0,60}}?(?:: [^:\n\Wa-zà-ÿ][^:\n“”\"a-zà-ÿ]{{1,40}})?):(?P<own>[ \t]|\n)",
    re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"[ \t]{0,3}>")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chat that an account shows.

    Attributes:
        start, end: half-open code points of the words.
        speaker: half-open code points of the name before them.
        time: as ISO 8601, cut to what is said.
    """

    start: int
    end: int
    speaker: tuple[int, int]
    time: str


def excerpts(text: str) -> list[Line]:
    """The lines of a passage that are written like those of a chat; empty when it begins otherwise.

    A message may go on over several lines: it ends before the next line with a time and a name.
    """
    found = list(_LINE.finditer(text))
    if not found or text[: found[0].start()].strip():
        return []
    lines = []
    for place, one in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        words = text[one.end() - 1 : end]
        start = one.end() - 1 + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if end > start:
            lines.append(Line(start, end, one.span("name"), stamped(one["time"].strip("[]"))))
    return lines


def is_set_apart(text: str) -> bool:
    """True for a paragraph whose every line begins with `>`, as Markdown sets a quotation apart."""
    lines = text.splitlines()
    return (
        bool(lines)
        and all(_QUOTED_LINE.match(line) for line in lines if line.strip())
        and bool(text.strip())
    )


def inside(text: str) -> list[tuple[int, int]]:
    """The words of a paragraph that is set apart: behind the `>` of each line, half-open."""
    found = []
    begun = 0
    for line in text.splitlines(keepends=True):
        words = line.lstrip("> \t")
        start = begun + len(line) - len(words)
        if words.strip():
            found.append((start, start + len(words.rstrip())))
        begun += len(line)
    return found
