"""How pages put numbers, times and kinds into words.

>>> counted(1, "passage"), counted(48211, "passage")
('1 passage', '48,211 passages')
>>> day("2022-03-18T14:56")
'Friday, 18 March 2022'
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.copying import Link
from muniment.model.judgement import Judgement, noted, quote_judged, tagged
from muniment.model.judgement.redaction import box_written
from muniment.pages import links

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PICTURES = ("png", "jpg", "jpeg", "gif", "webp")
SOUNDS = ("opus", "ogg", "mp3", "m4a", "aac", "wav")
FILMS = ("mp4", "webm")

SIGNS = {
    "verbatim": "=",
    "annotated": "+",
    "elided": "…",
    "altered": "≠",
    "spliced": "⋈",
    "not found": "?",
    "not searched": "–",
}
"""The shape that stands beside each verdict, in the terminal and on paper too."""

LINKS = {
    "edition": "another edition of",
    "copied": "has words of its own from",
    "quoted": "quotes",
    "credited": "names",
    "wire": "prints the same agency as",
    "same source quoted": "quotes the same source as",
}

STATES = {
    "read": "read",
    "partial": "read in part",
    "refused": "not read",
    "kept": "kept unread",
    "pending": "waiting to be read",
}

KINDS = {
    "chat": ("chat", "chats"),
    "mail": ("mail", "mails"),
    "mailbox": ("mailbox", "mailboxes"),
    "article": ("article", "articles"),
    "pages": ("PDF", "PDFs"),
    "text": ("text", "texts"),
    "table": ("table", "tables"),
    "archive": ("archive", "archives"),
    "media": ("picture, sound or film", "pictures, sound and film"),
    "other": ("other file", "other files"),
}


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(number: int) -> str:
    """Bytes, as people say them."""
    if number < 1000:
        return counted(number, "byte")
    power = min((len(str(number)) - 1) // 3, 4)
    told, unit = number / 1000**power, ("", "kB", "MB", "GB", "TB")[power]
    return f"{told:.3g} {unit}" if told < 100 else f"{told:,.0f} {unit}"


def day(local: str) -> str:
    """The day of a moment in words, as far as it is known."""
    parts = local[:10].split("-")
    if len(parts) == 3:
        when = date(int(parts[0]), int(parts[1]), int(parts[2]))
        return f"{_DAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when.year}"
    return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else local


def clock(local: str) -> str:
    """The time of day of a moment, as written; empty when only a day is known."""
    return local[11:]


def when(local: str) -> str:
    """A moment in one line: day and time as written."""
    return local.replace("T", " ")


def kind(value: str, number: int = 1) -> str:
    """A kind of exhibit in words."""
    one, many = KINDS.get(value, (value, value + "s"))
    return one if number == 1 else many


def state(value: str) -> str:
    """What became of an exhibit, in words."""
    return STATES.get(value, value)


def judged_at(judgement: Judgement) -> str:
    """The address of what a judgement is about: a passage, or the exhibit."""
    number = noted(judgement.about) or tagged(judgement.about)[0]
    quote = quote_judged(judgement)
    citation = Citation(ExhibitId(judgement.exhibit), quote.passage if quote else number)
    return links.passage(citation) if quote or not number else links.work(citation)


def link_says(link: Link) -> str:
    """What ties two accounts, from the later to the earlier."""
    if link.kind == "copied" and not link.is_directed:
        return "shares words of its own with"
    return LINKS[link.kind]


def sign(verdict: str) -> str:
    """The shape of a verdict."""
    return SIGNS.get(verdict, "")


def slug(words: str) -> str:
    """Words as the name of a class of a stylesheet.

    >>> slug("not found")
    'not-found'
    """
    return words.replace(" ", "-")


def cited_link(written: str) -> str:
    """The address of a passage from its citation as written."""
    return links.passage(Citation.parse(written))


def is_picture(name: str) -> bool:
    """Whether a browser can show a file in place, by its name; the bytes are looked at when it is asked for."""
    return name.lower().rpartition(".")[2] in PICTURES


def is_sound(name: str) -> bool:
    """Whether a browser may play a file in place, by its name."""
    return name.lower().rpartition(".")[2] in SOUNDS


def is_film(name: str) -> bool:
    """Whether a browser may show a film in place, by its name."""
    return name.lower().rpartition(".")[2] in FILMS


def published_says(published: int, total: int) -> str:
    """How much of an exhibit is published.

    >>> published_says(3, 1200), published_says(0, 20)
    ('3 of 1,200 passages published', 'told of in the text; none of its 20 passages is published')
    """
    if not total:
        return "without text of its own"
    if not published:
        only = "its passage is not" if total == 1 else f"none of its {total:,} passages is"
        return f"told of in the text; {only} published"
    return f"{published:,} of {counted(total, 'passage')} published"


FILTERS: dict[str, Callable[..., Any]] = {
    "counted": counted,
    "published_says": published_says,
    "size": size,
    "day": day,
    "clock": clock,
    "when": when,
    "kind": kind,
    "state": state,
    "label": exhibit_label,
    "box": box_written,
    "judged_at": judged_at,
    "slug": slug,
    "sign": sign,
    "link_says": link_says,
    "cited_link": cited_link,
    "is_picture": is_picture,
    "is_sound": is_sound,
    "is_film": is_film,
}
