r"""The load file of review platforms: Concordance DAT, a line for each exhibit.

There is no standard but the program's custom (Concordance, “Delimiters”): fields are parted by U+0014
and stand between þ (U+00FE), a line break in a field is ® (U+00AE), a line ends with CR LF. Here it is
UTF-8 with a byte order mark. The three
signs cannot be written in a field: þ becomes th, U+0014 a space, ® becomes (R).

>>> row(["HBR1", "þing"])
'þHBR1þ\x14þthingþ\r\n'
"""

from collections.abc import Iterable

from muniment.dossier.trades.bates import BatesRange, ranges
from muniment.dossier.trades.published import PublishedExhibit
from muniment.model.moment import Moment, Precision

FIELDS = (
    "BEGBATES",
    "ENDBATES",
    "BEGATTACH",
    "ENDATTACH",
    "PARENTBATES",
    "EXHIBIT",
    "CUSTODIAN",
    "DOCTYPE",
    "TITLE",
    "DOCDATE",
    "DATEASWRITTEN",
    "PAGECOUNT",
    "FILESIZE",
    "SHA256",
    "SHA256ORIGINAL",
    "NATIVELINK",
)
_UNWRITABLE = str.maketrans({"þ": "th", "\x14": " ", "®": "(R)"})
_EXACT = {Precision.SECOND, Precision.MINUTE, Precision.DAY}


def row(fields: Iterable[str]) -> str:
    """A line of the file."""
    written = (_lines(field.translate(_UNWRITABLE)) for field in fields)
    return "\x14".join(f"þ{field}þ" for field in written) + "\r\n"


def _lines(field: str) -> str:
    return field.replace("\r\n", "®").replace("\n", "®").replace("\r", "®")


def concordance(exhibits: Iterable[PublishedExhibit]) -> bytes:
    """The load file of numbered exhibits, in the order of their Bates numbers."""
    kept = list(exhibits)
    spans = ranges(kept)
    kept.sort(key=lambda e: (spans[e.number].begin, e.number))
    lines = [row(FIELDS), *(row(_fields(e, spans[e.number])) for e in kept)]
    return "".join(lines).encode("utf-8-sig", "replace")


def _fields(exhibit: PublishedExhibit, span: BatesRange) -> list[str]:
    return [
        span.begin,
        span.end,
        span.begin_family,
        span.end_family,
        span.parent,
        exhibit.label,
        exhibit.custodian,
        str(exhibit.kind),
        exhibit.title,
        _day(exhibit.moment),
        str(exhibit.moment) if exhibit.moment else "",
        str(len(exhibit.pages)),
        str(exhibit.size),
        exhibit.published,
        exhibit.original,
        exhibit.path,
    ]


def _day(moment: Moment | None) -> str:
    """The day as YYYYMMDD; empty where less is known, since a load file would make it a day."""
    if moment is None or moment.precision not in _EXACT:
        return ""
    return moment.local[:10].replace("-", "")
