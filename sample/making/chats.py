"""The chats: read from the story's notation, written as the two telephones export them.

    @ Dot = Dot Vellacott
    == 2023-05-18
    22:52 Dot #slowly: Nobody is to be unhelpful.

A line may hold `<photo>`, `<voice>`, `<deleted>`, `<poll>`, `<place>`, `<call>`; `<edited>` before the colon marks an
edit; `*:` is a line by the chat program; four spaces continue a message.
"""

import base64
import re
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

_LINE = re.compile(r"(\d\d):(\d\d) (\*?)(\w*)(?: #(\w+))?((?: <\w+>)*): ?(.*)")
LRM = "\u200e"
# Far out at sea, where there is no harbour.
SPOT = "https://maps.google.com/?q=47.5000000,-31.2500000"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SILENCE = (
    b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00"
)


@dataclass(frozen=True)
class Message:
    """One message of a chat. `sender` is the short name; empty for a line nobody signed."""

    when: datetime
    sender: str
    text: str
    tag: str = ""
    marks: tuple[str, ...] = ()
    is_system: bool = False
    is_planted: bool = True


@dataclass(frozen=True)
class Chat:
    """A chat: the short names with the names as the telephone shows them, and the messages."""

    names: dict[str, str]
    messages: list[Message]

    def tagged(self) -> dict[str, Message]:
        """The messages that the truth files speak of, by tag."""
        return {m.tag: m for m in self.messages if m.tag}


def read_chat(path: Path) -> Chat:
    """Read the story's notation; anything that does not fit it is an error."""
    names: dict[str, str] = {}
    messages: list[Message] = []
    day = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("@ "):
            short, _, shown = line[2:].partition(" = ")
            names[short] = shown
        elif line.startswith("== "):
            day = line[3:]
        elif line.startswith("    "):
            last = messages.pop()
            messages.append(Message(**{**vars(last), "text": f"{last.text}\n{line[4:]}"}))
        elif line and not line.startswith("#"):
            match = _LINE.fullmatch(line)
            if not match:
                raise ValueError(f"{path.name}, line {number}: {line}")
            messages.append(_message(day, match))
    return Chat(names, _with_seconds(messages))


def _message(day: str, match: re.Match[str]) -> Message:
    """One line of the notation."""
    hour, minute, star, sender, tag, marks, text = match.groups()
    found = re.findall(r"<(\w+)>", marks)
    inline = re.search(r"(?: |^)<(photo|voice|deleted|poll|place|call)>", text)
    if inline:
        found.append(inline[1])
        text = (text[: inline.start()] + text[inline.end() :]).strip()
    when = datetime.fromisoformat(f"{day}T{hour}:{minute}")
    return Message(when, sender, text, tag or "", tuple(found), bool(star))


def _with_seconds(messages: list[Message]) -> list[Message]:
    """Give each message a second of its minute, in order, the same for the same words."""
    result: list[Message] = []
    for m in messages:
        second = zlib.crc32(m.text.encode()) % 30
        if result and result[-1].when.replace(second=0) == m.when:
            second = min(59, result[-1].when.second + 1 + second % 12)
        result.append(Message(**{**vars(m), "when": m.when + timedelta(seconds=second)}))
    return result


def _poll(text: str, mark: str) -> str:
    """`Question | Yes = 3` as the export spells it."""
    question, *options = [part.strip() for part in text.split("|")]
    lines = [f"{mark}POLL:", question]
    for option in options:
        answer, _, votes = option.partition(" = ")
        lines.append(f"{mark}OPTION: {answer} ({votes} {'vote' if votes == '1' else 'votes'})")
    return "\n".join(lines) + "\n"


def write_ios(chat: Chat, group: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text of `_chat.txt`, and the media that lie beside it."""
    lines: list[str] = []
    media: list[tuple[str, bytes]] = []
    for number, m in enumerate(chat.messages, 1):
        sender = chat.names.get(m.sender, m.sender) or group
        stamp = f"[{m.when:%d/%m/%Y, %H:%M:%S}] {sender}: "
        body, lead = m.text, ""
        if m.is_system:
            body = LRM + body
        elif "deleted" in m.marks:
            body = f"{LRM}This message was deleted."
        elif "poll" in m.marks:
            body = _poll(body, LRM).rstrip("\n")
        elif "place" in m.marks:
            body = f"{LRM}Location: {SPOT}"
        elif "call" in m.marks:
            body = f"{LRM}Missed group voice call"
        elif "photo" in m.marks or "voice" in m.marks:
            lead = LRM
            body, extra = _ios_media(m, number)
            media += extra
        if "edited" in m.marks:
            body += f" {LRM}<This message was edited>"
        lines.append(lead + stamp + body)
    return "\r\n".join(lines) + "\r\n", media


def _ios_media(m: Message, number: int) -> tuple[str, list[tuple[str, bytes]]]:
    """What stands for a picture or a voice note: planted ones are in the zip, others were left out."""
    is_photo = "photo" in m.marks
    caption = f"{m.text} " if m.text else ""
    if not m.is_planted:
        return f"{caption}{LRM}{'image' if is_photo else 'audio'} omitted", []
    kind, ending = ("PHOTO", "png") if is_photo else ("AUDIO", "opus")
    name = f"{number:08d}-{kind}-{m.when:%Y-%m-%d-%H-%M-%S}.{ending}"
    # A byte after the end tells the files apart, as different pictures would be.
    content = (PIXEL if is_photo else SILENCE) + number.to_bytes(4, "big")
    return f"{caption}{LRM}<attached: {name}>", [(name, content)]


def write_android(chat: Chat) -> str:
    """The text of `WhatsApp Chat with ….txt`, exported without media."""
    lines: list[str] = []
    for m in chat.messages:
        body = m.text
        if "deleted" in m.marks:
            body = "This message was deleted"
        elif "poll" in m.marks:
            body = _poll(body, "").rstrip("\n")
        elif "place" in m.marks:
            body = f"location: {SPOT}"
        elif "call" in m.marks:
            body = "Missed group voice call"
        elif "photo" in m.marks or "voice" in m.marks:
            body = "<Media omitted>" + (f"\n{body}" if body else "")
        if "edited" in m.marks:
            body += " <This message was edited>"
        who = "" if m.is_system else f"{chat.names[m.sender]}: "
        lines.append(f"{m.when:%d/%m/%Y, %H:%M} - {who}{body}")
    return "\n".join(lines) + "\n"
