"""For TimelineJS 3 (Knight Lab, “JSON data format”): a slide for each passage that has a time.

TimelineJS knows no zones: times are given as they were written, and `display_date` says what is known.
Text is HTML there, so every sign of it is escaped.
"""

import html
from collections.abc import Iterable

from muniment.dossier.trades.published import PublishedPassage
from muniment.dossier.trades.writing import anchor, as_json
from muniment.model.citation import exhibit_label
from muniment.model.moment import Moment

_UNITS = ("year", "month", "day", "hour", "minute", "second")


def timeline(title: str, passages: Iterable[PublishedPassage]) -> bytes:
    """The timeline, in order of time; passages without a time are left out, and the title counts them."""
    every = list(passages)
    timed = sorted(
        ((p.moment, p) for p in every if p.moment),
        key=lambda pair: (pair[0].epoch, pair[1].citation),
    )
    left_out = len(every) - len(timed)
    told = f"{left_out:,} passages have no time and are not shown." if left_out else ""
    return as_json(
        {
            "title": {"text": {"headline": html.escape(title), "text": told}},
            "events": [_event(moment, passage) for moment, passage in timed],
        }
    )


def _event(moment: Moment, passage: PublishedPassage) -> dict[str, object]:
    who = passage.author or "not known"
    return {
        "unique_id": anchor(passage.citation),
        "start_date": {**_date(moment), "display_date": html.escape(str(moment))},
        "group": exhibit_label(passage.citation.exhibit),
        "text": {
            "headline": f"{html.escape(who)} ({passage.citation})",
            "text": html.escape(passage.text).replace("\n", "<br>"),
        },
    }


def _date(moment: Moment) -> dict[str, int]:
    """The parts that are known, and no others.

    >>> _date(Moment("2021-05-06T22:45"))
    {'year': 2021, 'month': 5, 'day': 6, 'hour': 22, 'minute': 45}
    """
    day, _, time = moment.local.partition("T")
    parts = [*day.split("-"), *(time.split(":") if time else [])]
    return {unit: int(float(part)) for unit, part in zip(_UNITS, parts, strict=False)}
