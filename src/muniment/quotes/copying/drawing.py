"""The graph of who has it from whom, as SVG: one lane an account, days from left to right, and its table.

An arrow goes from the earlier account to the later where dates or a credit support that direction; a
dashed line without a point says that they do not. What ties an account to earlier ones is written
under its name, so that the picture can be read without following lines, and in black and white.

>>> draw(Copying()).startswith("<svg ")
True
"""

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from muniment.model.citation import ExhibitId, exhibit_label
from muniment.model.copying import Copying, Lane, Link, LinkKind, Row

MOST_LANES = 40
"""Accounts that are drawn, those of the largest clusters; the table has all."""

_WIDTH, _LEFT, _RIGHT = 720, 240, 16
_TOP, _LANE, _FOOT = 44, 36, 46
_LABEL = 33
"""Characters of a label that fit the column at its left, in 12 px type."""
_NOTE = 42
"""Characters of what ties an account that fit under its label, in 10 px type."""
_APART = 6
"""Px between the ends of lines that arrive at one dot."""
_FEW, _LINES = 12, 4
"""Up to twelve accounts, four lines are drawn to each; beyond, one, to the account it has most from, as in a
stemma. The table has all."""
_NARROW = 78
"""Least px between two dates that are written out."""

_ORDER = [
    LinkKind.EDITION,
    LinkKind.COPIED,
    LinkKind.QUOTED,
    LinkKind.WIRE,
    LinkKind.CREDITED,
    LinkKind.SAME_SOURCE,
]
"""Of several links of two accounts one line is drawn: the one that says most."""

_SAYS = {
    LinkKind.EDITION: "edition of",
    LinkKind.COPIED: "copies",
    LinkKind.QUOTED: "quotes",
    LinkKind.WIRE: "same agency as",
    LinkKind.CREDITED: "names",
    LinkKind.SAME_SOURCE: "same source as",
}
_BY_NIGHT = (
    "@media (prefers-color-scheme: dark) { svg { color: #ebe6db } .sheet { fill: #1e1c19 } }"
)
"""The colours of a dark page. Whatever knows no such rule, and paper, has black on white."""

_INK, _PAPER = 'color="#000" ', 'class="sheet" fill="#fff"'

_SHARES = "shares words with"

# The outermost characters that XML 1.0 allows; a hostile name may hold others.
_ALLOWED = {9, 10, 13}


class _Point(NamedTuple):
    x: float
    y: float


def draw(copying: Copying, *, is_alone: bool = True) -> str:
    """The graph as SVG, 720 px wide, with a title and a description; no script, and every name escaped.

    Accounts without a tie are not drawn. That two accounts quote the same source is no tie: it is
    written in the table, not in the graph.

    Args:
        copying: what is drawn.
        is_alone: it is a file, with paper of its own; else it stands in a page and has that page's colours.
    """
    lanes = _lanes(copying)
    days = sorted({lane.published.local[:10] for lane in lanes if lane.published})
    columns: list[str] = [*days, *([""] if any(lane.published is None for lane in lanes) else [])]
    points = {
        lane.exhibit: _Point(_column(lane, columns), _TOP + _LANE * (n + 0.5))
        for n, lane in enumerate(lanes)
    }
    number = {lane.exhibit: n for n, lane in enumerate(lanes, 1)}
    ties = _ties(copying.links, number)
    height = _TOP + _LANE * len(lanes) + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" '
        f'font-family="sans-serif" font-size="12" {_INK if is_alone else ""}fill="currentColor">',
        f"<style>{_BY_NIGHT}</style>" if is_alone else "",
        "<title>Who has it from whom</title>",
        f"<desc>{_clean(_describe(copying, lanes))}</desc>",
        '<defs><marker id="copying-point" viewBox="0 0 8 8" refX="8" refY="4" markerUnits="userSpaceOnUse" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>',
        f'<rect width="{_WIDTH}" height="{height}" {_PAPER}/>' if is_alone else "",
        *_axis(columns, height),
        *(
            _lane(lane, n, points[lane.exhibit], _notes(lane.exhibit, ties, number))
            for n, lane in enumerate(lanes, 1)
        ),
        *_lines(_strongest(ties, _LINES if len(lanes) <= _FEW else 1), points),
        *(_dot(lane, points[lane.exhibit], is_alone=is_alone) for lane in lanes),
        *_legend(height),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def tabulate(copying: Copying) -> list[Row]:
    """The table beside the graph: every link, in the order of dates."""
    lanes = {lane.exhibit: lane for lane in copying.lanes}
    return [
        Row(
            _cited(lanes[link.earlier]),
            _date(lanes[link.earlier]),
            _cited(lanes[link.later]),
            _date(lanes[link.later]),
            link.kind,
            "earlier to later" if link.is_directed else "not supported",
            link.reason,
            link.doubt,
        )
        for link in copying.links
    ]


def _lanes(copying: Copying) -> list[Lane]:
    """The accounts that are drawn: of the largest clusters, as many as fit, in the order of dates."""
    drawn: list[ExhibitId] = []
    for cluster in copying.clusters:
        drawn += cluster.exhibits[: MOST_LANES - len(drawn)]
    chosen = set(drawn)
    return [lane for lane in copying.lanes if lane.exhibit in chosen]


def _column(lane: Lane, columns: Sequence[str]) -> float:
    at = columns.index(lane.published.local[:10] if lane.published else "")
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (at + 0.5) / len(columns)


def _ties(
    links: Sequence[Link], number: dict[ExhibitId, int]
) -> dict[tuple[ExhibitId, ExhibitId], Link]:
    """The link to draw of each two accounts."""
    ties: dict[tuple[ExhibitId, ExhibitId], Link] = {}
    for link in sorted(links, key=lambda one: _ORDER.index(one.kind)):
        pair = link.earlier, link.later
        if link.kind is not LinkKind.SAME_SOURCE and number.keys() >= set(pair):
            ties.setdefault(pair, link)
    return ties


def _axis(columns: Sequence[str], height: float) -> list[str]:
    parts = []
    written = -_NARROW * 2.0
    for at, day in enumerate(columns):
        x = _LEFT + (_WIDTH - _LEFT - _RIGHT) * (at + 0.5) / len(columns)
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 8}" y2="{height - _FOOT}" stroke="currentColor" stroke-opacity=".15"/>'
        )
        if x - written >= _NARROW:
            shown, anchor = _clean(day or "no date"), "middle"
            if x > _WIDTH - _NARROW / 2:
                x, anchor = _WIDTH - 4.0, "end"
            parts.append(
                f'<text x="{x:.1f}" y="{_TOP - 14}" text-anchor="{anchor}" font-size="11">{shown}</text>'
            )
            written = x
    return parts


def _lane(lane: Lane, number: int, point: _Point, note: str) -> str:
    label = f"{number} {lane.label}"
    label = label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
    said = " · ".join(filter(None, (exhibit_label(lane.exhibit), note)))
    said = said if len(said) <= _NOTE else said[: _NOTE - 1].rstrip(" ,·") + "…"
    return (
        f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{point.y}" y2="{point.y}" stroke="currentColor" stroke-opacity=".3" stroke-dasharray="1 4"/>'
        f'<text x="8" y="{point.y - 1}">{_clean(label)}</text>'
        f'<text x="20" y="{point.y + 12}" font-size="10" fill-opacity=".75">{_clean(said)}</text>'
    )


def _strongest(
    ties: dict[tuple[ExhibitId, ExhibitId], Link], most: int
) -> dict[tuple[ExhibitId, ExhibitId], Link]:
    """The ties that are drawn: to each account those that say most, then those of most words."""
    drawn: Counter[ExhibitId] = Counter()
    kept = {}
    for pair, link in sorted(
        ties.items(), key=lambda tie: (_ORDER.index(tie[1].kind), -tie[1].words, tie[0])
    ):
        drawn[pair[1]] += 1
        if drawn[pair[1]] <= most:
            kept[pair] = link
    return kept


def _lines(
    ties: dict[tuple[ExhibitId, ExhibitId], Link], points: dict[ExhibitId, _Point]
) -> list[str]:
    """Curves from account to account; those that end at one dot end side by side."""
    arriving: dict[ExhibitId, int] = {}
    total = Counter(later for _, later in ties)
    lines = []
    for (_, later), link in sorted(ties.items(), key=lambda tie: points[tie[0][0]]):
        at = arriving[later] = arriving.get(later, 0) + 1
        aside = (at - (total[later] + 1) / 2) * min(_APART, 24 / total[later])
        lines.append(_line(link, points, aside))
    return lines


def _line(link: Link, points: dict[ExhibitId, _Point], aside: float) -> str:
    """A curve from one account to the other, ending short of its dot."""
    one, other = points[link.earlier], points[link.later]
    side = 1 if other.y > one.y else -1
    bend = 26 if abs(one.x - other.x) < 1 else 0  # in one column: around the dots between
    end_x, end_y = other.x + aside, other.y - side * 7
    middle_y = (one.y + other.y) / 2
    path = (
        f"M{one.x:.1f} {one.y + side * 6:.1f}"
        f"C{one.x - bend:.1f} {middle_y:.1f} {end_x - bend:.1f} {middle_y:.1f} {end_x:.1f} {end_y:.1f}"
    )
    style = 'marker-end="url(#copying-point)"' if link.is_directed else 'stroke-dasharray="5 4"'
    width = 0.8 if link.kind is LinkKind.CREDITED else 1.8
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="{width}" {style}/>'


def _dot(lane: Lane, point: _Point, *, is_alone: bool) -> str:
    hollow = _PAPER if is_alone else 'fill="none"'
    fill = 'fill="currentColor"' if lane.published else hollow
    return f'<circle cx="{point.x:.1f}" cy="{point.y:.1f}" r="5" {fill} stroke="currentColor"/>'


def _notes(
    exhibit: ExhibitId,
    ties: dict[tuple[ExhibitId, ExhibitId], Link],
    number: dict[ExhibitId, int],
) -> str:
    """What ties an account to earlier ones: `copies 2 · names 1`."""
    said: dict[str, list[int]] = {}
    for (earlier, later), link in ties.items():
        if later == exhibit:
            is_open = not link.is_directed and link.kind in (LinkKind.COPIED, LinkKind.QUOTED)
            said.setdefault(_SHARES if is_open else _SAYS[link.kind], []).append(number[earlier])
    return " · ".join(f"{says} {', '.join(map(str, sorted(of)))}" for says, of in said.items())


def _legend(height: float) -> list[str]:
    y = height - 18
    return [
        f'<g font-size="10" fill-opacity=".75"><path d="M8 {y - 3}H36" stroke="currentColor" stroke-width="2" marker-end="url(#copying-point)"/>',
        f'<text x="42" y="{y}">words, direction supported</text>',
        f'<path d="M190 {y - 3}H218" stroke="currentColor" marker-end="url(#copying-point)"/>',
        f'<text x="224" y="{y}">only named</text>',
        f'<path d="M296 {y - 3}H324" stroke="currentColor" stroke-width="2" stroke-dasharray="5 4"/>',
        f'<text x="330" y="{y}">direction not supported</text>',
        f'<text x="{_WIDTH - 8}" y="{y}" text-anchor="end">days in order, not to scale; hollow: no date</text></g>',
    ]


def _describe(copying: Copying, lanes: Sequence[Lane]) -> str:
    drawn = len(lanes)
    left = len(copying.lanes) - drawn
    ties = sum(link.kind is not LinkKind.SAME_SOURCE for link in copying.links)
    more = f" {left} more accounts are in the table or have no tie." if left else ""
    lines = "" if drawn <= _FEW else " One line is drawn to each, from where it has most."
    return f"{drawn} accounts by date, and {ties} ties between accounts. The table says the same in words.{lines}{more}"


def _cited(lane: Lane) -> str:
    return f"{exhibit_label(lane.exhibit)} {lane.label}"


def _date(lane: Lane) -> str:
    return str(lane.published) if lane.published else "no date"


def _clean(text: str) -> str:
    """Text as SVG may hold it: escaped, without characters that XML forbids or that reverse the line."""
    kept = "".join(
        c
        for c in text
        if (c >= " " or ord(c) in _ALLOWED)
        and not ("\ud800" <= c <= "\udfff" or c in "\ufffe\uffff")
        and not ("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" or "\x7f" <= c <= "\x9f")
    )
    return escape(kept)
