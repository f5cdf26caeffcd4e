r"""Which words of a mail are new, which repeat an earlier one, and which are its foot.

>>> body = "At noon.\n-- \nAnna\n\nOn 7 Mar 2022 at 10:15, Bo Lind wrote:\n> When?\n"
>>> [(s.kind, body[s.start : s.end], s.author) for s in split(body)][::2]
[('new', 'At noon.', ''), ('quoted', 'On 7 Mar 2022 at 10:15, Bo Lind wrote:\n> When?', 'Bo Lind')]

The text is read by lines: marked lines (`>`), what the mailer's HTML marks as quoted, the line that
introduces it, and dividers behind which everything is earlier. A reply between quoted lines gives
several segments, in order. Rules only, no model: the same text is always split the same way.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from muniment.intake.replies.attribution import attribution, attributions_may_end, goes_on_from
from muniment.intake.replies.blocks import (
    begins_earlier_mail,
    earlier_mails_may_begin,
    header_author,
)
from muniment.intake.replies.feet import foot_of

Kind = Literal["new", "quoted", "signature"]

_MARKED = re.compile(r"[ \t]{0,8}(?:[A-Z][A-Za-z]{0,3}|[A-Z][a-z]{4,11}(?=>(?: |$)))?>(?!From )")
_BARRED = re.compile(r"[ \t]{0,4}[|:}#](?:[ \t]|$)")
_ANY_MARK = re.compile(r"[ \t]{0,8}(?:[A-Z][A-Za-z]{0,11})?>|[ \t]{0,4}[|:}#][ \t]")
_BARS = frozenset("|:}#")
_FAR = re.compile(
    r"[ \t]{0,8}(?:[A-Z][A-Za-z]{0,3})?>[ \t]?(?:[A-Z][A-Za-z]{0,3})?(?:[>|:}\]]|--?\])"
)
_INITIALS = re.compile(r"[ \t]{0,8}[A-Z]")
_LONGEST_ATTRIBUTION = 4
_LONGEST_UNMARKED = 3
_RULES = ("-", "_", "=", "*")
_NEW, _QUOTED, _BLANK, _FOOT = "new", "quoted", "", "signature"


class Segment(NamedTuple):
    """A half-open span of the text, of what kind it is, and whose words they are where told."""

    kind: Kind
    start: int
    end: int
    author: str = ""


def split(text: str, quoted: Sequence[tuple[int, int]] = (), sender: str = "") -> list[Segment]:
    """The segments of a mail's text, in order; between them stands white space only.

    Args:
        text: the decoded body.
        quoted: spans that the mailer marked as quoted (HTML); may be empty.
        sender: name and address of the writer, by which an unmarked signature is known.
    """
    lines = text.split("\n")
    has_marks = bool(quoted) or any(
        (">" in line[:21] or line[:5].lstrip(" \t")[:1] in _BARS) and _ANY_MARK.match(line)
        for line in lines
    )
    kinds = (
        _first_look(lines, quoted)
        if has_marks
        else [_BLANK if not x or x.isspace() else _NEW for x in lines]
    )
    authors: dict[int, str] = {}
    if has_marks:
        _mark_introductions(lines, kinds, authors)
    _mark_earlier_mails(lines, kinds, authors)
    _mark_foot(lines, kinds, sender)
    return _segments(lines, kinds, authors)


def _first_look(lines: list[str], quoted: Sequence[tuple[int, int]]) -> list[str]:
    """Each line by its mark alone."""
    kinds: list[str] = []
    position = 0
    spans = iter(quoted)
    span = next(spans, None)
    marked = [at for at, x in enumerate(lines) if ">" in x[:21] and _MARKED.match(x)]
    with_initials = {at for at in marked if _INITIALS.match(lines[at])}
    is_marked = set(marked) if len(with_initials) > 1 else set(marked) - with_initials
    for at, line in enumerate(lines):
        while span and span[1] <= position:
            span = next(spans, None)
        if not line.strip():
            kinds.append(_BLANK)
        elif (
            at in is_marked
            or (span and span[0] <= position < span[1])
            or (
                _BARRED.match(line)
                and (
                    (kinds and kinds[-1] == _QUOTED and _BARRED.match(lines[at - 1]))
                    or _is_introduced(lines, at)
                )
            )
        ):
            kinds.append(_QUOTED)
        else:
            kinds.append(_NEW)
        position += len(line) + 1
    return kinds


def _is_introduced(lines: list[str], at: int) -> bool:
    """Whether an attribution stands right above line `at`."""
    above = next((lines[i] for i in range(at - 1, max(-1, at - 3), -1) if lines[i].strip()), "")
    return len(above) < 500 and attribution(above) is not None


def _mark_introductions(lines: list[str], kinds: list[str], authors: dict[int, str]) -> None:
    """Take the attribution above each run of quoted lines into the run."""
    for at, kind in enumerate(kinds):
        if kind != _QUOTED:
            continue
        if at and kinds[at - 1] == _QUOTED:
            if authors.get(at - 1) is None and at - 1 in authors:
                del authors[at - 1]
            continue
        _introduce(lines, kinds, authors, at)


def _introduce(lines: list[str], kinds: list[str], authors: dict[int, str], at: int) -> None:
    last = at - 1
    while last >= 0 and at - last <= 3 and kinds[last] == _BLANK:
        last -= 1
    found: tuple[int, str] | None = None
    if last >= 0 and kinds[last] == _NEW:
        for first in range(last, max(-1, last - _LONGEST_ATTRIBUTION), -1):
            if kinds[first] != _NEW:
                break
            whom = attribution(" ".join(lines[first : last + 1]))
            if whom is not None:
                found = first, whom
            if found and not (first and goes_on_from(lines[first - 1], lines[first])):
                break
    if found is None:  # the mailer may have put the attribution inside its own mark
        whom = attribution(lines[at]) if len(lines[at]) < 500 else None
        if whom and not any(_FAR.match(line) for line in lines[at + 1 : at + 12]):
            authors[at] = whom
        return
    for index in range(found[0], last + 1):
        kinds[index] = _QUOTED
    authors[found[0]] = found[1]


def _mark_earlier_mails(lines: list[str], kinds: list[str], authors: dict[int, str]) -> None:
    """Behind a divider, a header block or an attribution with nothing marked, all is earlier."""
    behind_quoted = len(kinds) - kinds[::-1].index(_QUOTED) if _QUOTED in kinds else 0
    ends = attributions_may_end(lines, behind_quoted)
    near = {at - above for at in ends for above in range(min(_LONGEST_UNMARKED, at + 1))}
    for at in sorted(near.union(earlier_mails_may_begin(lines))):
        if kinds[at] != _NEW or not _may_introduce(lines, at):
            continue
        author = ""
        if begins_earlier_mail(lines, at):
            author = header_author(lines[at : at + 16])
        else:
            whom = _unmarked_introduction(lines, kinds, at) if at in near else None
            if whom is None:
                continue
            author = whom
        for index in range(at, len(lines)):
            if kinds[index] != _BLANK:
                kinds[index] = _QUOTED
            authors.pop(index, None)
        authors[at] = author
        return


def _may_introduce(lines: list[str], at: int) -> bool:
    """A first look, without patterns, at whether an earlier mail may begin at a line."""
    line = lines[at].strip()
    if len(line) > 500:
        return False
    if line[0] in _RULES or ":" in line[:40] or line[-1] in ":：" or "：" in line[:20]:
        return True
    if line.endswith(("wrote", "writes", "schrieb")):
        return True
    return at + 1 < len(lines) and lines[at + 1].rstrip().endswith(":")


def _unmarked_introduction(lines: list[str], kinds: list[str], at: int) -> str | None:
    """Whom a strict attribution at `at` names, when no marked line follows and words do."""
    for last in range(at, min(at + _LONGEST_UNMARKED, len(lines))):
        if kinds[last] != _NEW:
            return None
        whom = attribution(" ".join(lines[at : last + 1]), is_strict=True)
        if whom is not None:
            following = kinds[last + 1 :]
            return whom if _NEW in following and _QUOTED not in following else None
        if lines[last].rstrip().endswith((".", "!", "?")):
            return None
    return None


def _mark_foot(lines: list[str], kinds: list[str], sender: str) -> None:
    """Mark the signature at the end of the new words, and a list's or provider's foot at the end."""
    end = len(lines)
    while end > 0:
        while end > 0 and kinds[end - 1] != _NEW:
            end -= 1
        start = end
        while start > 0 and kinds[start - 1] != _QUOTED:
            start -= 1
        if start == end:
            return
        is_last = _NEW not in kinds[end:]
        foot = foot_of(lines, start, end, sender if is_last else "")
        for index in range(foot, end):
            if kinds[index] != _BLANK:
                kinds[index] = _FOOT
        end = start


def _is_near(line: str) -> bool:
    """Whether a quoted line is of the mail that is answered, not of one that that mail quotes."""
    return _FAR.match(line) is None


def _segments(lines: list[str], kinds: list[str], authors: dict[int, str]) -> list[Segment]:
    """Runs of lines of one kind, trimmed of the white space around them."""
    found: list[Segment] = []
    before = [0, *accumulate(map(len, lines))]  # code points above each line, without its line ends
    kind, first, last, author = _BLANK, 0, 0, ""
    answered = ""  # whoever was introduced is quoted further on, unless another is introduced

    def close() -> None:
        start = before[first + 1] + first - len(lines[first].lstrip())
        end = before[last] + last + len(lines[last].rstrip())
        found.append(Segment(kind, start, end, author))  # type: ignore[arg-type]

    for at, here in enumerate(kinds):
        if here == _BLANK:
            continue
        if here != kind or at in authors:
            if kind:
                close()
            if here == _QUOTED and at in authors:
                answered = authors[at]
            author = answered if here == _QUOTED and _is_near(lines[at]) else ""
            kind, first = here, at
        last = at
    if kind:
        close()
    return found
