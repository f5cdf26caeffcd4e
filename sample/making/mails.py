"""The mailbox: the story's mails and some routine ones, as an mbox and a few `.eml` files.

Everything a mail program would choose (ids, boundaries, line lengths) is made from the mail's tag,
so that the bytes are always the same.
"""

import base64
import quopri
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sample.making.noise import Dice, Talk

SUMMER = (datetime(2023, 3, 26, 1), datetime(2023, 10, 29, 1))  # noqa: DTZ001 (wall clock)


@dataclass
class Mail:
    """A mail of the story, headers as written there."""

    head: dict[str, str]
    body: str
    attachments: list[tuple[str, str]] = field(default_factory=list)

    @property
    def when(self) -> datetime:
        """Wall-clock time at Skarrow Haven."""
        return datetime.fromisoformat(self.head["date"])

    @property
    def offset(self) -> int:
        """Hours east of UTC."""
        return int(SUMMER[0] <= self.when < SUMMER[1])

    @property
    def message_id(self) -> str:
        """Made from the tag."""
        return f"<{self.head['tag']}@mail.skarrowhaven.example>"


@dataclass(frozen=True)
class Person:
    """A correspondent: display name, address, signature."""

    name: str
    address: str
    signature: list[str]

    @property
    def written(self) -> str:
        """As it stands in a header."""
        return f"{self.name} <{self.address}>"


def read_people(path: Path) -> dict[str, Person]:
    """`key: Name <address> | signature / lines`."""
    people: dict[str, Person] = {}
    for line in path.read_text("utf-8").splitlines():
        match = re.fullmatch(r"(\w+): ([^<]+) <([^>]+)> \|(.*)", line)
        if match:
            signature = [part.strip() for part in match[4].split(" / ") if part.strip()]
            people[match[1]] = Person(match[2], match[3], signature)
    return people


def read_mails(path: Path) -> list[Mail]:
    """Mails divided by `%%` lines: header lines, a blank line, the body, `attach:` lines."""
    mails: list[Mail] = []
    text = "".join(
        x for x in path.read_text("utf-8").splitlines(keepends=True) if not x.startswith("#")
    )
    for block in re.split(r"(?m)^%%\n", text):
        if not block.strip():
            continue
        head, _, body = block.strip("\n").partition("\n\n")
        mail = Mail(dict(line.split(": ", 1) for line in head.splitlines()), "")
        kept = []
        for line in body.splitlines():
            if line.startswith("attach: "):
                name, _, content = line[8:].partition(" = ")
                mail.attachments.append((name, content.replace("\\n", "\n")))
            else:
                kept.append(line)
        mail.body = "\n".join(kept).strip("\n")
        mails.append(mail)
    _inherit_subjects(mails)
    return mails


def _inherit_subjects(mails: list[Mail]) -> None:
    """An answer carries the subject of what it answers."""
    known: dict[str, str] = {}
    for mail in mails:
        if "re" in mail.head:
            parent = known[mail.head["re"]]
            mail.head.setdefault(
                "subject", parent if parent.startswith("Re: ") else f"Re: {parent}"
            )
        known[mail.head["tag"]] = mail.head["subject"]


def routine(path: Path, talk: Talk, count: int, senders: list[str], seed: int) -> list[Mail]:
    """Routine mails, some answered with a line."""
    dice = Dice(seed)
    templates = [t.strip() for t in path.read_text("utf-8").split("%%\n") if t.strip()]
    templates[0] = templates[0].split("\n", 1)[1].strip()
    mails: list[Mail] = []
    while len(mails) < count:
        number = len(mails)
        when = datetime(2023, 3, 6, 8) + timedelta(days=dice.roll(365), minutes=dice.roll(560))  # noqa: DTZ001 (wall clock)
        subject, _, body = talk.fill(dice.pick(templates), dice, when).partition("\n\n")
        writer = dice.pick(senders)
        if not all(talk.is_clean(line) for line in body.splitlines()):
            continue
        head = {"tag": f"r-{number:02d}", "from": writer, "to": "all", "subject": subject}
        mails.append(Mail({**head, "date": f"{when:%Y-%m-%d %H:%M}"}, body))
        if dice.roll(3) == 0 and len(mails) < count:
            answer = dice.pick(
                ["Noted, thank you.", "Fine by me.", "Not this week, sorry.", "Yes please."]
            )
            later = when + timedelta(minutes=20 + dice.roll(300))
            reply = {
                "tag": f"r-{number:02d}a",
                "from": dice.pick([s for s in senders if s != writer]),
            }
            reply |= {"to": writer, "re": head["tag"], "subject": f"Re: {subject}"}
            mails.append(Mail({**reply, "date": f"{later:%Y-%m-%d %H:%M}"}, answer))
    return mails


class Post:
    """Writes mails as bytes, knowing all of them: an answer quotes what it answers."""

    def __init__(self, mails: list[Mail], people: dict[str, Person]) -> None:
        """All mails that may be answered."""
        self._by_tag = {m.head["tag"]: m for m in mails}
        self._people = people

    def references(self, mail: Mail) -> list[str]:
        """The ids of the thread above the mail, oldest first."""
        above: list[str] = []
        while "re" in mail.head:
            mail = self._by_tag[mail.head["re"]]
            above.insert(0, mail.message_id)
        return above

    def plain(self, mail: Mail) -> str:
        """New text, signature, and the answered mail behind `>` marks."""
        person = self._people[mail.head["from"]]
        text = re.sub(r"</(?:p|h1)>", "\n\n", mail.body)
        parts = [re.sub(r"<[^>]+>", "", text).strip()]
        if person.signature:
            parts.append("-- \n" + "\n".join(person.signature))
        if "re" in mail.head and mail.head.get("quote") != "no":
            parts.append(self._quoted(self._by_tag[mail.head["re"]]))
        return "\n\n".join(parts) + "\n"

    def _quoted(self, parent: Mail) -> str:
        """`On …, … wrote:` and the whole parent with one more mark."""
        who = self._people[parent.head["from"]].name
        lines = self.plain(parent).rstrip("\n").splitlines()
        marked = [f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines]
        return f"On {parent.when:%a, %d %b %Y at %H:%M}, {who} wrote:\n" + "\n".join(marked)

    def write(self, mail: Mail) -> bytes:
        """The whole mail, lines ended by LF as in an mbox."""
        head = self._headers(mail)
        form = mail.head.get("form", "plain").split()
        body = self._body(mail, form)
        parts = [body, *(_attached(name, text) for name, text in mail.attachments)]
        if form[0] == "forward":
            inner = self.write(self._by_tag[form[1]])
            parts.append(b"Content-Type: message/rfc822\nContent-Disposition: inline\n\n" + inner)
        if len(parts) > 1:
            body = _multipart("mixed", f"=-{mail.head['tag']}-outer", parts)
        return head.encode() + body

    def _headers(self, mail: Mail) -> str:
        """From, To, Cc, Date, Message-ID and the thread."""
        h = mail.head
        lines = [f"From: {self._people[h['from']].written}"]
        for key, label in (("to", "To"), ("cc", "Cc")):
            if key in h:
                who = ", ".join(self._people[k.strip()].written for k in h[key].split(","))
                lines.append(f"{label}: {who}")
        lines.append(f"Subject: {_encoded(h['subject'])}")
        lines.append(f"Date: {mail.when:%a, %d %b %Y %H:%M:00} +0{mail.offset}00")
        lines.append(f"Message-ID: {mail.message_id}")
        above = self.references(mail)
        if above:
            lines += [f"In-Reply-To: {above[-1]}", "References: " + "\n ".join(above)]
        return "\n".join([*lines, "MIME-Version: 1.0", ""])

    def _body(self, mail: Mail, form: list[str]) -> bytes:
        """The text part or parts."""
        text = self.plain(mail)
        if form[0] == "miscast":
            kind = "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 8bit\n\n"
            return kind.encode() + text.encode()
        if form[0] == "html":
            return _text("html", _as_html(mail.body))
        if form[0] == "both":
            shown = _as_html("".join(f"<p>{p}</p>" for p in text.strip().split("\n\n")))
            parts = [_text("plain", text), _text("html", shown)]
            return _multipart("alternative", f"=-{mail.head['tag']}-inner", parts)
        return _text("plain", text)


def _as_html(inner: str) -> str:
    """A body as a mail program would wrap it."""
    style = "<style>p{font-family:Verdana}</style>"
    return f"<html><head><meta charset=utf-8>{style}</head><body>{inner}</body></html>\n"


def _text(subtype: str, text: str) -> bytes:
    """A text part, quoted-printable where it is not plain ASCII."""
    kind = f"Content-Type: text/{subtype}; charset=utf-8\n"
    if text.isascii() and all(len(line) < 900 for line in text.splitlines()):
        return f"{kind}Content-Transfer-Encoding: 7bit\n\n{text}".encode()
    return f"{kind}Content-Transfer-Encoding: quoted-printable\n\n".encode() + quopri.encodestring(
        text.encode()
    )


def _attached(name: str, text: str) -> bytes:
    """A text file, in base64."""
    subtype = "csv" if name.endswith(".csv") else "plain"
    head = f'Content-Type: text/{subtype}; charset=utf-8; name="{name}"\n'
    head += f'Content-Disposition: attachment; filename="{name}"\n'
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(
        text.encode()
    )


def _multipart(subtype: str, boundary: str, parts: list[bytes]) -> bytes:
    """Parts between boundaries."""
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n'.encode()
    mark = f"--{boundary}".encode()
    return head + b"".join(mark + b"\n" + p + b"\n" for p in parts) + mark + b"--\n"


def _encoded(subject: str) -> str:
    """RFC 2047 for what is not ASCII, in words of at most 45 bytes."""
    if subject.isascii():
        return subject
    pieces: list[str] = [""]
    for character in subject:
        if len((pieces[-1] + character).encode()) > 45:
            pieces.append("")
        pieces[-1] += character
    words = [base64.b64encode(p.encode()).decode() for p in pieces]
    return "\n ".join(f"=?utf-8?B?{w}?=" for w in words)


def write_mbox(mails: list[Mail], post: Post, people: dict[str, Person]) -> bytes:
    """The mailbox in order of time, `From ` lines escaped."""
    held: list[bytes] = []
    for mail in sorted(mails, key=lambda m: m.when):
        stamp = f"{mail.when - timedelta(hours=mail.offset):%a %b %d %H:%M:00 %Y}"
        content = re.sub(rb"(?m)^(>*From )", rb">\1", post.write(mail))
        envelope = f"From {people[mail.head['from']].address} {stamp}\n"
        held.append(envelope.encode() + content.rstrip(b"\n") + b"\n\n")
    return b"".join(held)
