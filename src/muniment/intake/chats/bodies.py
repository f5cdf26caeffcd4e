"""What a message is, besides its words: a picture left out, a deletion, a call, a notice.

The chat program speaks in the sender's place. An iPhone puts a direction mark before such words,
which nobody types, and one more at the start of the line when a file belongs to it; an Android
phone writes `<…>` for what it left out and `name (…)` for a file. That holds in every language;
the phrases of the languages we know add what sort of thing it is.

>>> read_body("\u200eimage omitted", line_marked=True, manner=Manner(marked=True))
Body(kind=<PassageKind.MESSAGE: 'message'>, marks=('media', 'image', 'omitted'), attachments=())
>>> read_body("IMG-20220318-WA0001.jpg (Datei angehängt)").attachments
('IMG-20220318-WA0001.jpg',)
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from muniment.intake.chats.header import MARKS
from muniment.intake.chats.phrases import is_like, phrases
from muniment.model.passage import PassageKind


@dataclass(frozen=True, slots=True)
class Manner:
    """How the program speaks in one chat, heard over the whole of it.

    Attributes:
        marked: a direction mark stands before the program's words.
        language: of the program; empty when it is not known.
        repeated: what stands as `<…>`, as `(…)` after a file's name, or like a deletion or a
            missed call, in several messages.
    """

    marked: bool = False
    language: str = ""
    repeated: frozenset[str] = frozenset()


class Body(NamedTuple):
    """What was found: the kind of passage, what the source says of it, and the files it names."""

    kind: PassageKind
    marks: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


TEXT = Body(PassageKind.MESSAGE)
NOTICE = Body(PassageKind.SYSTEM)

_UNKNOWN = Manner()
_BRIEF = 70  # characters of a deletion or a call at most; the longest known has 66
PHRASE_LIKE = {"deleted": ("deleted", "message"), "call": ("missed", "call")}
"""Marks for phrases in no list, and the sorts of stems that must all be in them."""
_DIRECTION = "\u200e\u200f"
_TYPES = ("gif", "sticker", "contact", "video", "audio", "image", "document")
_MARK_OF = {"document": "file"}
_ATTACHED = re.compile(
    rf"<[^<>:\n]{{1,40}}: ?[{MARKS}]*(?P<name>[^<>\n/]{{1,255}}?\.\w{{1,8}})[{MARKS}]*>"
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
_CHOICE = re.compile(
    rf"^[{MARKS}]*[^:\n]{{2,24}}: .{{1,400}}? [(（][^()\n]{{0,24}}\d[^()\n]{{0,24}}[)）]",
    re.MULTILINE,
)
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
    body: str, *, line_marked: bool = False, manner: Manner = _UNKNOWN, opening: bool = False
) -> Body:
    """What the body of a message with a sender is.

    Args:
        body: the words after the sender, with direction marks.
        line_marked: a direction mark stands before the stamp.
        manner: how the program speaks in this chat.
        opening: it is the first message, where notices of encryption stand.
    """
    marked = body[:1] in _DIRECTION if body else False
    if marked or line_marked or "\u200e" in body or "\u200f" in body:
        found = _marked(body, line_marked, marked, manner.language)
        if found:
            return found
    if "://" in body and _PLACE.search(body):
        return Body(PassageKind.MESSAGE, ("location",))
    if len(body) > 2_000:
        return TEXT
    if opening and len(body) > 40 and phrases().find(("encrypted",), body, manner.language):
        return NOTICE
    return _plain(body, manner)


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


def _left_out(said: str, language: str) -> Body:
    kind = phrases().find(_TYPES, said, language)
    if kind == "document" and phrases().find(("media",), said, language):
        kind = None  # a "media file" is of any sort
    marks = ("media", _MARK_OF.get(kind, kind), "omitted") if kind else ("media", "omitted")
    return Body(PassageKind.MESSAGE, marks)


def _marked(body: str, line_marked: bool, marked: bool, language: str) -> Body | None:  # noqa: FBT001
    """What the program says after a direction mark; None when it is a sender's text after all."""
    attached = _ATTACHED.search(body)
    if attached:
        return _file(attached["name"])
    if not marked:
        edited = _EDITED.search(body)
        if edited and edited["mark"]:
            return Body(PassageKind.MESSAGE, ("edited",))
        said = re.split(f"[{_DIRECTION}]", body)[-1]
        if line_marked and said and said != body and len(said) < 60:
            return _left_out(said, language)
        return None
    if not body.strip(f"{_DIRECTION}\u202a\u202b\u202c \r\n") or _ATTACHED_FIRST.match(body):
        return None  # an Android phone marks file names
    if _PLACE.search(body):
        return Body(PassageKind.MESSAGE, ("location",))
    if len(_CHOICE.findall(body)) >= 2:
        return Body(PassageKind.MESSAGE, ("poll",))
    return _whole(body) or _said_by_program(body, line_marked, language)


def _said_by_program(body: str, line_marked: bool, language: str) -> Body:  # noqa: FBT001
    """What the program's words mean, from their stems; a notice when nothing better is known."""
    find = phrases().find
    short = len(body) < 80 and body.count(" ") < 10
    if line_marked and _is_notice(body, language):
        return NOTICE
    if not line_marked and (not short or find(("encrypted",), body, language)):
        return NOTICE
    if not short:
        return _left_out(body, language)
    if not line_marked and is_like(("deleted", "message"), body, language):
        return Body(PassageKind.MESSAGE, ("deleted",))
    if find(("call",), body, language):
        return Body(PassageKind.MESSAGE, ("call",))
    if find(("live",), body, language):
        return Body(PassageKind.MESSAGE, ("location",))
    brief = len(body) < 34 and body.count(" ") < 4
    is_group = find(("group",), body, language)
    if line_marked or (brief and not is_group and find(_TYPES, body, language)):
        return _left_out(body, language)
    return NOTICE


def _is_notice(body: str, language: str) -> bool:
    """Whether words behind a marked line are a known notice, and not a file that was left out."""
    find = phrases().find
    if find(("encrypted", "event"), body, language):
        return True
    if find(_TYPES, body, language):
        return False
    return bool(find(("notice", "group"), body, language)) and not find(("call",), body, language)


_WHOLE = {
    "deleted": ("deleted",),
    "call": ("call",),
    "location": ("location",),
    "once": ("media", "omitted"),
}


def _whole(body: str) -> Body | None:
    name = phrases().whole(body)
    return Body(PassageKind.MESSAGE, _WHOLE[name]) if name in _WHOLE else None


def _plain(body: str, manner: Manner) -> Body:
    """What a body without direction marks is: phrases, angle brackets, names of files."""
    text = body.strip()
    if manner.marked and "<" not in text:
        return TEXT  # this phone would have marked its own words
    if text == "null":  # a picture to be seen once, as Android phones export it
        return Body(PassageKind.MESSAGE, ("media", "omitted"))
    if ")" in text or "）" in text:
        attached = _ATTACHED_FIRST.match(body.lstrip())
        if attached and (
            attached["mark"]
            or attached["said"] in manner.repeated
            or _OF_WHATSAPP.search(attached["name"])
            or phrases().whole(attached["said"]) == "attached"
        ):
            return _file(attached["name"])
        if len(_CHOICE.findall(body)) >= 2 and text.split("\n", 1)[0].rstrip().endswith(":"):
            return Body(PassageKind.MESSAGE, ("poll",))
    if "<" in text:
        return _bracketed(body, manner)
    if len(text) > _BRIEF:
        return TEXT
    return _whole(text) or (_like_a_phrase(text, manner) if text in manner.repeated else TEXT)


def _like_a_phrase(text: str, manner: Manner) -> Body:
    """A deletion or a call in words that are in no list, when several messages say just that."""
    for mark, stems in PHRASE_LIKE.items():
        if is_like(stems, text, manner.language):
            return Body(PassageKind.MESSAGE, (mark,))
    return TEXT


def _bracketed(body: str, manner: Manner) -> Body:
    attached = _ATTACHED.search(body)
    if attached:
        return _file(attached["name"])
    left_out = _LEFT_OUT.match(body.lstrip())
    known = phrases()
    if left_out:
        said = left_out["said"]
        if said in manner.repeated or known.find(("media", *_TYPES), said, manner.language):
            return _left_out(said, manner.language)
    edited = _EDITED.search(body)
    if edited and known.whole(edited["said"]) == "edited":
        before = body[: edited.start()]
        rest = read_body(before) if before.strip() and "<" not in before else TEXT
        return Body(rest.kind, (*rest.marks, "edited"), rest.attachments)
    return TEXT


def repeatable(body: str) -> str:
    """What of a body may be the program's when other messages say it, too; mostly nothing."""
    text = body.strip()
    left_out = _LEFT_OUT.match(text)
    if left_out:
        return left_out["said"]
    attached = _ATTACHED_FIRST.match(text) if ")" in text else None
    if attached:
        return attached["said"]
    if 6 <= len(text) <= _BRIEF and any(is_like(stems, text) for stems in PHRASE_LIKE.values()):
        return text
    return ""
