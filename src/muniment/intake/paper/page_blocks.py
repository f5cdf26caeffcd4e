"""Blocks of lines on a page: what a reader would call a paragraph, a heading, a row of a table.

A new block begins where the distance between baselines grows, the size of the letters changes, a
first line is set in, a bullet stands, or the lines move to another place of the page.

    In March the lamp failed twice.        ─ block
      The keeper wrote to the harbour      ┐ block: its first line is set in
    board on the same day.                 ┘
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from muniment.intake.paper.pdf_lines import Line

_LOOSE = 1.3  # a distance of baselines this many times the usual one parts blocks
_USUAL = 1.2  # distance of baselines, in heights of the font, where a page shows none
_WIDE = 1.9  # heights; so far apart, lines belong together only if the first had no room left
_NEAR = 6  # lines before and after that show what distance is usual
_OTHER_SIZE = 0.18
_INDENT = 0.6  # in heights
_BULLET = re.compile(
    r"(?:[•◦▪●■–—‣·*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+\S|\d+(?:\.\d+)+\s"
)
_STOP = (".", "!", "?", ":", "”", '"', "’", ")")


def split_blocks(lines: list[Line], apart: Iterable[int] = ()) -> list[list[int]]:
    """The lines of a page as blocks: the numbers of their lines, in order, each line in one block.

    Args:
        lines: in reading order.
        apart: numbers of lines that stand for themselves (headers, page numbers).
    """
    alone = set(apart)
    usual = _usual_steps(lines)
    blocks: list[list[int]] = []
    for number in range(len(lines)):
        is_apart = number == 0 or number in alone or number - 1 in alone
        if is_apart or _begins(lines, blocks[-1], number, usual[number]):
            blocks.append([number])
        else:
            blocks[-1].append(number)
    return blocks


def _usual_steps(lines: list[Line]) -> list[float]:
    """For each line, the usual distance of two baselines around it, in heights of the line."""
    steps = [
        (a.base - b.base) / a.height
        if _is_under(a, b) and a.base - b.base < 3.2 * a.height
        else 0.0
        for a, b in pairwise(lines)
    ]
    result = []
    for number in range(len(lines)):
        near = [step for step in steps[max(0, number - _NEAR) : number + _NEAR] if step > 0.5]
        result.append(median(near) if len(near) >= 3 else _USUAL)
    return result


def _is_under(above: Line, below: Line) -> bool:
    """Whether a line stands under another, in the same column."""
    return below.base < above.base and min(above.right, below.right) > max(above.left, below.left)


def _begins(lines: list[Line], block: list[int], number: int, usual: float) -> bool:
    """Whether a line begins a block, after the lines of `block`."""
    above, line = lines[number - 1], lines[number]
    if not _is_under(above, line):
        # What is drawn on the same baseline (a label and its value) belongs together.
        return (
            abs(above.base - line.base) > 0.3 * line.height
            or line.left - above.right > 3 * line.height
        )
    if abs(above.height - line.height) > _OTHER_SIZE * max(above.height, line.height):
        return True
    step = (above.base - line.base) / above.height
    if step > _LOOSE * usual or (step > _WIDE and not _is_full(lines, number)):
        return True
    if _BULLET.match(line.text):
        return True
    return _is_set_in(lines, block, number) or _is_ended(lines, block, number)


def _is_set_in(lines: list[Line], block: list[int], number: int) -> bool:
    """Whether a line is the first of a paragraph, set in (or set out, after lines set in)."""
    line, above = lines[number], lines[number - 1]
    step = _INDENT * line.height
    if line.left < above.left - step:  # set out: right after a first line it is the second
        return len(block) > 1 and abs(lines[number - 2].left - above.left) <= step
    if line.left <= above.left + step or _BULLET.match(lines[block[0]].text):
        return False
    after = lines[number + 1] if number + 1 < len(lines) else None
    hangs = after is not None and _is_under(line, after) and abs(after.left - line.left) <= step
    return not hangs and line.left - above.left < 6 * line.height


def _is_ended(lines: list[Line], block: list[int], number: int) -> bool:
    """Whether the line above ends its paragraph: it is short and ends a sentence."""
    above = lines[number - 1]
    if not above.text.endswith(_STOP):
        return False
    left = min(lines[n].left for n in block[-12:])
    right = max([lines[n].right for n in block[-12:]] + [lines[number].right])
    return above.right < right - 0.25 * (right - left)


def _is_full(lines: list[Line], number: int) -> bool:
    """Whether the first word of a line would not have fitted on the line above it."""
    above, line = lines[number - 1], lines[number]
    margin = max(near.right for near in lines[max(0, number - _NEAR) : number + _NEAR])
    letter = (above.right - above.left) / len(above.text)
    return (
        above.right + (len(line.text.split(None, 1)[0]) + 1) * letter >= margin - 0.5 * line.height
    )
