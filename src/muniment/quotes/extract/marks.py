"""Quotation marks: where words stand between them, whichever way they are drawn or turned.

>>> [tuple(one.parts[0]) for one in pair([(1, "“I went,” she said, “and I saw ‘it’.”")])]
[(1, 1, 8), (1, 21, 36)]

A mark opens when it stands after a blank and before a letter, and closes the other way about; only
where both or neither hold does its shape decide, so that a mark that was turned wrongly still opens.
An apostrophe is no mark. Words are *between* marks from one that opens to the next of its family that
closes: not further than the passage, unless the next passage opens the mark again (as each paragraph
of a long quotation does), or has one that closes and none that opens. A single forgotten mark spoils
its own paragraph and no other. Everything is linear in the text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from muniment.model.quote import Span

_FAMILIES = {
    **dict.fromkeys("“”„‟〝〞＂", "double"),
    '"': "straight",
    **dict.fromkeys("‘’‚‛", "single"),
    "'": "apostrophe",
    **dict.fromkeys("«»", "guillemets"),
    **dict.fromkeys("‹›", "angles"),
    **dict.fromkeys("「」", "corners"),
    **dict.fromkeys("『』", "white corners"),
}
_OPENS = frozenset("“„‟〝‘‚‛«‹「『")
_PAIRED = {"''": "straight", "``": "straight"}
"""Two typed marks that stand for one double mark."""
_MARK = re.compile(f"''|``|[{''.join(_FAMILIES)}]")
_BEFORE_OPENING = re.compile(r"[\s(\[{<—–―\-/:=…>\u200b-\u200f\ufeff]")
_AFTER_CLOSING = re.compile(r"[\s)\]}.,;:!?…—–―\-/<\u200b-\u200f\ufeff]")
_SINGLES = frozenset({"single", "apostrophe"})
_SENTENCE_ENDS = (". ", "! ", "? ", "… ")
_CLOSE_BY = 1000
"""Code points before a second opening mark in which the first one's sentence may end."""
_EITHER = frozenset({'"', "'", "''"})
_BETTER = re.compile(r"[.,!?…\w]['’](?=[\s.,;:!?)]|$)|\s['‘]")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks.

    Attributes:
        parts: where they stand without their marks, one span a passage.
        around: the same in the passage where it begins, with the marks.
        family: which marks: `double`, `straight`, `single`, …
        is_closed: a mark closes it; else it was closed at the end of its passage.
        inner: what stands between marks within it.
    """

    parts: tuple[Span, ...]
    around: tuple[int, int]
    family: str
    is_closed: bool = True
    inner: tuple["Marked", ...] = ()


class _Mark(NamedTuple):
    """A quotation mark in a passage."""

    glyph: str
    family: str
    start: int
    end: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Open:
    """A mark that waits for the one that closes it."""

    mark: _Mark
    inner: list[Marked] = field(default_factory=list)


def pair(passages: Iterable[tuple[int, str]]) -> list[Marked]:
    """All words between quotation marks, outermost only, in order.

    Args:
        passages: number and text of consecutive passages of one kind; a gap in the numbers is
            page furniture, and cuts nothing.
    """
    found: list[Marked] = []
    carried: tuple[list[Span], tuple[int, int], _Mark] | None = None
    ordered = list(passages)
    texts = [text for _, text in ordered]
    for place, (number, text) in enumerate(ordered):
        begun = 0
        if carried is not None:
            parts, around, mark = carried
            again = _reopening(text, mark)
            last = _closing(text, again, mark)
            end = last.start if last else len(text)
            if (part := _trimmed(number, text, again, end)).end > part.start:
                parts.append(part)  # a paragraph of a mark alone adds no words
            if last is None and _runs_on(texts, place, mark):
                continue
            found.append(Marked(tuple(parts), around, mark.family, is_closed=last is not None))
            carried = None
            if last is None:
                continue
            begun = last.end
        whole, left = _within(number, text, begun)
        found += whole
        if left is None:
            continue
        rest = _trimmed(number, text, left.mark.end, len(text))
        around = (left.mark.start, len(text))
        if _runs_on(texts, place, left.mark):
            carried = ([rest], around, left.mark)
        else:
            found.append(
                Marked((rest,), around, left.mark.family, is_closed=False, inner=tuple(left.inner))
            )
    return [one for one in found if one.parts[0].end > one.parts[0].start]


def is_mark(written: str) -> bool:
    """True for a quotation mark of any family, an apostrophe among them."""
    return written in _FAMILIES


def _marks(text: str, begun: int = 0) -> list[_Mark]:
    found = []
    for one in _MARK.finditer(text, begun):
        glyph = one[0]
        family = _PAIRED.get(glyph) or _FAMILIES[glyph]
        found.append(_Mark(glyph, family, *one.span(), *_turns(text, glyph, *one.span())))
    return found


def _within(number: int, text: str, begun: int) -> tuple[list[Marked], _Open | None]:
    """What is between marks in one passage from `begun` on, and the outermost mark left open."""
    whole: list[Marked] = []
    stack: list[_Open] = []
    marks = _marks(text, begun)
    after = _counts(marks)
    closers = _closers(marks)
    for order, mark in enumerate(marks):
        opens, closes = mark.opens, mark.closes
        depth = next(
            (d for d in range(len(stack) - 1, -1, -1) if stack[d].mark.family == mark.family), -1
        )
        if mark.family in _SINGLES:
            opens = opens and order in closers and mark.glyph != "’"
            closes = closes and depth >= 0 and not _is_possessive(text, mark)
        if depth >= 0 and mark.family == "straight" and not closes:
            closes = after[order] % 2 == 0
        if depth >= 0 and closes:
            _close(stack, depth, number, text, mark.start, mark.end, whole)
        elif opens:
            if (
                mark.family == "straight"
                and _are_inches(text, mark.start)
                and after[order] % 2 == 0
            ):
                continue
            if depth >= 0:
                end = _last_sentence(text, stack[depth].mark.end, mark.start)
                _close(stack, depth, number, text, end, end, whole)
            stack.append(_Open(mark))
    firm = next((n for n, one in enumerate(stack) if one.mark.family not in _SINGLES), None)
    for lost in stack[:firm]:
        whole.extend(lost.inner)
    whole.sort(key=lambda one: one.parts[0].start)
    if firm is None:
        return whole, None
    for lost in stack[firm + 1 :]:
        stack[firm].inner.extend(lost.inner)
    return whole, stack[firm]


def _turns(text: str, glyph: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the mark at a place can open, and whether it can close, by what stands around it."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    free_before = not before or bool(_BEFORE_OPENING.match(before)) or before in _FAMILIES
    free_after = not after or bool(_AFTER_CLOSING.match(after)) or after in _FAMILIES
    if free_before != free_after:
        return free_before, free_after
    if (
        glyph[0] in _FAMILIES
        and _FAMILIES[glyph[0]] in _SINGLES
        and len(glyph) == 1
        and not free_before
    ):
        return False, False  # within a word: an apostrophe
    if glyph in _OPENS:
        return True, glyph in "“‘»›"
    return glyph in "»›" or (free_before and glyph in _EITHER), True


def _close(
    stack: list[_Open],
    depth: int,
    number: int,
    text: str,
    end: int,
    outer: int,
    whole: list[Marked],
) -> None:
    """Take a quotation off the stack with all that was opened in it and never closed."""
    one = stack[depth]
    for lost in stack[depth + 1 :]:
        one.inner.extend(lost.inner)
    del stack[depth:]
    span = _trimmed(number, text, one.mark.end, end)
    if span.end <= span.start:
        return
    marked = Marked((span,), (one.mark.start, outer), one.mark.family, inner=tuple(one.inner))
    (stack[-1].inner if stack else whole).append(marked)


def _are_inches(text: str, at: int) -> bool:
    """True for the mark of *6'2"*."""
    return at > 0 and text[at - 1].isdigit()


def _counts(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many straight ones come after it."""
    counts, seen = [0] * len(marks), 0
    for order in range(len(marks) - 1, -1, -1):
        counts[order] = seen
        seen += marks[order].family == "straight"
    return counts


def _closers(marks: Sequence[_Mark]) -> set[int]:
    """Places of single marks that have, later in the passage, one that can close them.

    Between the two no other single mark opens.
    """
    good: set[int] = set()
    ahead = False
    for order in range(len(marks) - 1, -1, -1):
        mark = marks[order]
        if mark.family not in _SINGLES:
            continue
        if mark.opens and (not mark.closes or mark.glyph in _OPENS):
            if ahead:
                good.add(order)
            ahead = False
        elif mark.closes:
            ahead = True
    return good


def _is_possessive(text: str, mark: _Mark) -> bool:
    """True for the mark of *the boys’ house* while a better one to close with comes later."""
    if text[mark.start - 1 : mark.start] not in ("s", "S") or text[mark.end : mark.end + 1] != " ":
        return False
    if not text[mark.end + 1 : mark.end + 2].islower():
        return False
    ahead = _BETTER.search(text, mark.end, mark.end + 400)
    return ahead is not None and not ahead[0][0].isspace()


def _last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence before `end` stops; `end` when none does close by."""
    floor = max(start, end - _CLOSE_BY)
    stop = max(text.rfind(mark, floor, end - 1) for mark in _SENTENCE_ENDS)
    return stop + 1 if stop >= floor else end


def _trimmed(number: int, text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(number, start, end)


def _reopening(text: str, mark: _Mark) -> int:
    """Where the words begin in a paragraph that carries a quotation on: behind its mark, if it has one."""
    first = _MARK.match(text, len(text) - len(text.lstrip()))
    if first and (_PAIRED.get(first[0]) or _FAMILIES[first[0]]) == mark.family:
        return first.end()
    return 0


def _runs_on(texts: Sequence[str], place: int, mark: _Mark) -> bool:
    """True when the next passage carries on what this one leaves open."""
    if place + 1 >= len(texts):
        return False
    text = texts[place + 1]
    first = _MARK.match(text, len(text) - len(text.lstrip()))
    if first and first[0] == mark.glyph:
        return True
    if mark.family in _SINGLES:
        return False
    kin = next((one for one in _marks(text) if one.family == mark.family), None)
    return kin is not None and kin.closes and not kin.opens


def _closing(text: str, start: int, mark: _Mark) -> _Mark | None:
    """The mark that closes a carried quotation in this passage; None when none does."""
    kin = (one for one in _marks(text, start) if one.family == mark.family)
    return next(
        (one for one in kin if one.closes and not (one.opens and one.glyph in _OPENS)), None
    )
