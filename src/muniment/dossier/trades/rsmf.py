"""Chats for review platforms: the Relativity Short Message Format, version 2.0.

An `.rsmf` is a mail (RFC 5322) whose headers `X-RSMF-…` count what is in it, whose text can be searched,
and whose attachment `rsmf.zip` holds `rsmf_manifest.json` with participants, conversations and events
(Relativity, “Relativity Short Message Format”, 2.0.0).

A time without a known zone cannot be written there. It is given as if it were UTC, and the event says so
in a field of its own: nobody should take it for more than was written. A passage without a time is an
event of the type `unknown`.
"""

import base64
import hashlib
import io
import json
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muniment.dossier.trades.published import PublishedExhibit, PublishedPassage
from muniment.dossier.trades.writing import anchor, in_utc, is_exact
from muniment.model.moment import Moment
from muniment.model.passage import PassageKind

VERSION = "2.0.0"
MOST_EVENTS = 10_000
"""Events in one file: more than Relativity advises to give its viewer at once."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP knows: the same bytes every time


@dataclass(frozen=True, slots=True)
class ShortMessages:
    """An `.rsmf` file: what it should be called, and its bytes."""

    name: str
    data: bytes


def short_messages(
    exhibit: PublishedExhibit, passages: Iterable[PublishedPassage], platform: str = "chat"
) -> list[ShortMessages]:
    """A chat as one file, or as several where it has too many messages for one.

    Args:
        exhibit: the chat.
        passages: those of this exhibit; others are left out.
        platform: the program it comes from, as the viewer names it (`whatsapp`).
    """
    own = [p for p in passages if p.citation.exhibit == exhibit.number]
    pieces = [own[n : n + MOST_EVENTS] for n in range(0, len(own), MOST_EVENTS)] or [[]]
    files = []
    for n, piece in enumerate(pieces, 1):
        name = exhibit.label if len(pieces) == 1 else f"{exhibit.label}-part-{n}-of-{len(pieces)}"
        files.append(ShortMessages(f"{name}.rsmf", _mail(exhibit, piece, platform, name)))
    return files


def manifest(
    exhibit: PublishedExhibit, passages: Sequence[PublishedPassage], platform: str
) -> dict[str, object]:
    """What `rsmf_manifest.json` says."""
    people = list(
        dict.fromkeys(name for p in passages for name in (p.author, *p.recipients) if name)
    )
    ids = {name: _person(name) for name in people}
    conversation = {
        "id": exhibit.label,
        "display": exhibit.title,
        "platform": platform,
        "type": "channel" if len(people) > 2 else "direct",
        "participants": list(ids.values()),
        **({"custodian": exhibit.custodian} if exhibit.custodian else {}),
    }
    present = {p.citation.number for p in passages}
    return {
        "version": VERSION,
        "participants": [{"id": ids[name], "display": name} for name in people],
        "conversations": [conversation],
        "events": [_event(p, ids, exhibit.label, present) for p in passages],
    }


def _person(name: str) -> str:
    return "p-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]


def _event(
    passage: PublishedPassage, ids: dict[str, str], conversation: str, present: set[int]
) -> dict[str, object]:
    moment = passage.moment
    event: dict[str, object] = {
        "id": anchor(passage.citation),
        "type": _type(passage),
        "conversation": conversation,
        "body": passage.text,
    }
    if passage.author:
        event["participant"] = ids[passage.author]
    if moment:
        event["timestamp"] = in_utc(moment)
    if passage.answers in present:
        event["parent"] = f"{conversation.lower()}-{passage.answers}"
    custom = [{"name": "citation", "value": str(passage.citation)}]
    if moment and not is_exact(moment):
        custom.append({"name": "time as written", "value": _as_written(moment)})
    return {**event, "custom": custom}


def _type(passage: PublishedPassage) -> str:
    if passage.kind is PassageKind.SYSTEM:
        return "disclaimer"
    return "message" if passage.moment else "unknown"


def _as_written(moment: Moment) -> str:
    zone = "zone not known" if moment.offset is None else "zone as shown"
    return f"{moment} ({moment.precision}, {zone})"


def _mail(
    exhibit: PublishedExhibit, passages: Sequence[PublishedPassage], platform: str, name: str
) -> bytes:
    """Written by hand: the libraries choose a boundary by chance."""
    told = manifest(exhibit, passages, platform)
    packed = _packed(json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    moments = sorted((p.moment for p in passages if p.moment), key=lambda m: m.epoch)
    text = "\n".join(f"{p.author}: {p.text}" if p.author else p.text for p in passages)
    mark = "rsmf-" + hashlib.sha256(packed).hexdigest()[:24]
    head = [
        *([f"X-RSMF-BeginDate: {in_utc(moments[0])}"] if moments else []),
        *([f"X-RSMF-EndDate: {in_utc(moments[-1])}"] if moments else []),
    ]
    lines = [
        f"Subject: {_word(exhibit.title or exhibit.label)}",
        f"Message-ID: <{name}.{hashlib.sha256(packed).hexdigest()[:16]}@muniment.invalid>",
        f"X-RSMF-Version: {VERSION}",
        "X-RSMF-Generator: Muniment",
        *head,
        f"X-RSMF-EventCount: {len(passages)}",
        f"X-RSMF-EventCollectionID: {exhibit.label}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{mark}"',
        "",
        f"--{mark}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        *_base64(text.encode("utf-8", "replace")),
        f"--{mark}",
        'Content-Type: application/zip; name="rsmf.zip"',
        "Content-Transfer-Encoding: base64",
        'Content-Disposition: attachment; filename="rsmf.zip"',
        "",
        *_base64(packed),
        f"--{mark}--",
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def _word(text: str) -> str:
    """A header of any letters (RFC 2047), in words of at most 75 signs, folded."""
    words, piece = [], b""
    for character in " ".join(text.split())[:400]:
        letters = character.encode("utf-8", "replace")
        if len(piece) + len(letters) > 42:
            words.append(piece)
            piece = b""
        piece += letters
    encoded = [base64.b64encode(word).decode("ascii") for word in (*words, piece)]
    return "\r\n ".join(f"=?utf-8?B?{word}?=" for word in encoded)


def _base64(data: bytes) -> list[str]:
    return textwrap.wrap(base64.b64encode(data).decode("ascii"), 76)


def _packed(told: bytes) -> bytes:
    """Stored, not deflated: versions of zlib differ in their bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        info = zipfile.ZipInfo("rsmf_manifest.json", _FIRST_DAY)
        info.create_system = 3
        archive.writestr(info, told)
    return out.getvalue()
