"""How exports are written: JSON with the same bytes for the same content, and times as others read them."""

import json
from datetime import UTC, datetime

from muniment.model.citation import Citation, exhibit_label
from muniment.model.moment import Moment, Precision

Plain = dict[str, "object"]


def as_json(value: object) -> bytes:
    """JSON that a person can read, with a line break at the end; keys stay in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def as_line(value: object) -> bytes:
    """JSON on one line, keys in the order of the alphabet."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode("utf-8", "replace")


def anchor(citation: Citation) -> str:
    """A citation as an id: `ex-0041-98`."""
    label = exhibit_label(citation.exhibit).lower()
    return f"{label}-{citation.number}" if citation.number else label


def in_utc(moment: Moment) -> str:
    """The start of a moment in UTC, `2021-05-06T21:45:00Z`; without an offset, wall time as it is."""
    return datetime.fromtimestamp(moment.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_exact(moment: Moment) -> bool:
    """Whether a moment is a time of day in a known zone, so that it can be given in UTC."""
    return moment.offset is not None and moment.precision in {Precision.SECOND, Precision.MINUTE}
