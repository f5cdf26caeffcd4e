"""What a message is, besides its words: a picture left out, a deletion, a call, a notice.

The chat program speaks in the sender's place. An iPhone puts a direction mark before such words,
which nobody types, and one more at the start of the line when a file belongs to it; an Android
phone writes `<…>` for what it left out and `name (…)` for a file. That holds in every language;
the phrases of the languages we know add what sort of thing it is.

>>> read_body("\u200eimage omitted", line_marked=True, speaks=Speech.MARKED)
Body(kind=<PassageKind.MESSAGE: 'message'>, marks=('media', 'image', 'omitted'), attachments=())
>>> read_body("IMG-20220318-WA0001.jpg (Datei angehängt)").attachments
('IMG-20220318-WA0001.jpg',)
"""

import re
from collections.abc import Collection
from enum import Enum
from typing import NamedTuple

from muniment.intake.chats.header import MARKS
from muniment.intake.chats.phrases import phrases
from muniment.model.passage import PassageKind


class Speech(Enum):
    """How the program's own words are told from the sender's in this chat."""

    MARKED = "a direction mark stands before them"
    PLAIN = "nothing sets them apart"


class Body(NamedTuple):
    """What was found: the kind of passage, what the source says of it, and the files it names."""

    kind: PassageKind
    marks: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


TEXT = Body(PassageKind.MESSAGE)
NOTICE = Body(PassageKind.SYSTEM)

_DIRECTION = "\u200e\u200f"
_TYPES = ("gif", "sticker", "contact", "video", "audio", "image", "document")
_MARK_OF = {"document": "file"}
_ATTACHED = re.compile(
    rf"[{_DIRECTION}]*<[^<>:\n]{{1,40}}: ?[{MARKS}]*(?P<name>[^<>\n/]{{1,255}}?\.\w{{1,8}})[{MARKS}]*>"
)
_ATTACHED_FIRST = re.compile(
    rf"(?P<mark>[{MARKS}]*)(?P<name>[^\n<>|]{{1,200}}?\.\w{{1,8}})[{MARKS}]* [(（](?P<said>[^()（）\n]{{2,60}})[)）][{MARKS}]*\s*(?:\n|\Z)"
)
_OF_WHATSAPP = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\d{8}-WA\d+|^\d{8}-")
_LEFT_OUT = re.compile(rf"[{MARKS}]*<(?P<said>[^<>\n]{{3,60}})>[{MARKS}]*\s*(?:\n|\Z)")
_EDITED = re.compile(
    rf"(?P<mark>[{_DIRECTION}]?)<(?P<said>[{MARKS}]*[^<>:\n]{{5,60}})>[{MARKS}]*\s*\Z"
)
_PLACE = re.compile(
    r"\A[^\n]{0,200}:\s*https?://(?:maps\.google\.\w+|maps\.apple\.com|www\.google\.\w+/maps)/\S*\s*\Z"
    r"|https?://(?:\w+\.)?foursquare\.com/v/\S+\s*\Z"
)
_CHOICE = re.compile(rf"^[{MARKS}]*[^:\n]{{2,24}}: .* [(（][^()\n]*\d[^()\n]*[)）]", re.MULTILINE)
_EXTENSIONS = {
    "image": "jpg jpeg png heic heif bmp tiff",
    "video": "mp4 mov 3gp avi mkv webm",
    "audio": "opus ogg m4a mp3 aac wav amr oga",
    "contact": "vcf",
    "sticker": "webp",
    "gif": "gif",
}
_TYPE_OF = {ext: kind for kind, exts in _EXTENSIONS.items() for ext in exts.split()}


def read_body(
    body: str,
    *,
    line_marked: bool = False,
    speaks: Speech = Speech.PLAIN,
    repeated: Collection[str] = (),
) -> Body:
    """What the body of a message with a sender is.

    Args:
        body: the words after the sender, with direction marks.
        line_marked: a direction mark stands before the stamp.
        speaks: how the program's words are told apart in this chat.
        repeated: what stands as `<…>` or `(…)` in several messages of this chat.
    """
    marked = body[:1] in ("\u200e", "\u200f") if body else False
    if marked or line_marked or "\u200e" in body or "\u200f" in body:
        found = _marked(body, line_marked=line_marked, marked=marked)
        if found:
            return found
    if "://" in body and _PLACE.search(body):
        return Body(PassageKind.MESSAGE, ("location",))
    if len(body) > 2_000:
        return TEXT
    return _plain(body, speaks=speaks, repeated=repeated)


def is_telling(body: str) -> bool:
    """Whether a body is worth a second look at all; most are plain words and are not."""
    return (
        "<" in body
        or ")" in body
        or "）" in body
        or "://" in body
        or "\u200e" in body
        or "\u200f" in body
        or len(body) < 80
        or "\n" in body
    )


def type_of(name: str) -> str:
    """What sort of file it is, from its name."""
    upper = name.upper()
    for word, kind in (("STICKER-", "sticker"), ("STK-", "sticker"), ("GIF-", "gif")):
        if word in upper:
            return kind
    return _TYPE_OF.get(name.rsplit(".", 1)[-1].casefold(), "file")


def _file(name: str) -> Body:
    kept = name.strip(" \u200e\u200f\u202a\u202c")
    return Body(PassageKind.MESSAGE, ("media", type_of(kept)), (kept,))


def _left_out(said: str) -> Body:
    kind = phrases().find(_TYPES, said)
    marks = ("media", _MARK_OF.get(kind, kind), "omitted") if kind else ("media", "omitted")
    return Body(PassageKind.MESSAGE, marks)


def _marked(body: str, *, line_marked: bool, marked: bool) -> Body | None:
    """What the program says after a direction mark; None when it is a sender's text after all."""
    attached = _ATTACHED.search(body)
    if attached:
        return _file(attached["name"])
    known = phrases()
    if not marked:
        said = re.split(f"[{_DIRECTION}]", body)[-1]
        edited = _EDITED.search(body)
        if edited and edited["mark"]:
            return Body(PassageKind.MESSAGE, ("edited",))
        if line_marked and said and said != body and len(said) < 60:
            return _left_out(said)
        return None
    if not body.strip(f"{_DIRECTION}\u202a\u202b\u202c \r\n"):
        return None
    if _ATTACHED_FIRST.match(body):
        return None  # an Android phone marks file names
    if _PLACE.search(body):
        return Body(PassageKind.MESSAGE, ("location",))
    if len(_CHOICE.findall(body)) >= 2:
        return Body(PassageKind.MESSAGE, ("poll",))
    if known.find(("encrypted",), body):
        return NOTICE
    whole = _whole(body)
    if whole:
        return whole
    short = len(body) < 70 and body.count(" ") < 10
    if short and not line_marked and known.find(("deleted",), body):
        return Body(PassageKind.MESSAGE, ("deleted",))
    if short and known.find(("call",), body):
        return Body(PassageKind.MESSAGE, ("call",))
    if known.find(("group",), body):
        return NOTICE
    brief = len(body) < 34 and body.count(" ") < 4
    if line_marked or (brief and known.find(_TYPES, body)):
        return _left_out(body)
    return NOTICE


_WHOLE = {
    "deleted": ("deleted",),
    "call": ("call",),
    "location": ("location",),
    "once": ("media", "omitted"),
    "omitted": ("media", "omitted"),
    "image=": (),
}


def _whole(body: str) -> Body | None:
    name = phrases().whole(body)
    return Body(PassageKind.MESSAGE, _WHOLE[name]) if name in _WHOLE else None


def _plain(body: str, *, speaks: Speech, repeated: Collection[str]) -> Body:
    """What a body without direction marks is: phrases, angle brackets, names of files."""
    text = body.strip()
    if speaks is Speech.MARKED and "<" not in text:
        return TEXT  # this phone would have marked its own words
    if text == "null":  # a picture to be seen once, as Android phones export it
        return Body(PassageKind.MESSAGE, ("media", "omitted"))
    if ")" in text or "）" in text:
        attached = _ATTACHED_FIRST.match(body.lstrip())
        if attached and (
            attached["mark"]
            or attached["said"] in repeated
            or _OF_WHATSAPP.search(attached["name"])
            or phrases().whole(attached["said"]) == "attached"
        ):
            return _file(attached["name"])
        if len(_CHOICE.findall(body)) >= 2 and body[:24].split("\n", 1)[0].rstrip().endswith(":"):
            return Body(PassageKind.MESSAGE, ("poll",))
    if "<" in text:
        return _bracketed(body, repeated=repeated)
    return (_whole(text) or TEXT) if len(text) < 120 else TEXT


def _bracketed(body: str, *, repeated: Collection[str]) -> Body:
    attached = _ATTACHED.search(body)
    if attached:
        return _file(attached["name"])
    left_out = _LEFT_OUT.match(body.lstrip())
    known = phrases()
    if left_out and (
        left_out["said"] in repeated or known.find(("media", *_TYPES), left_out["said"])
    ):
        return _left_out(left_out["said"])
    edited = _EDITED.search(body)
    if edited and known.whole(edited["said"]) == "edited":
        before = body[: edited.start()]
        rest = read_body(before) if before.strip() and "<" not in before else TEXT
        return Body(rest.kind, (*rest.marks, "edited"), rest.attachments)
    return TEXT
