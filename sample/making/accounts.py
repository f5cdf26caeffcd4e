"""The accounts and the primaries as plain text: what the truth is checked against.

The words of a saved page are taken with nothing but the standard library's parser, on purpose: the
truth must not lean on the readers that it is there to test.
"""

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from sample.build import STORY, chats, hand_mails
from sample.making.chats import Chat
from sample.making.mails import Post, read_people
from sample.making.noise import words
from sample.making.report import report

CORRIDOR = "chats/WhatsApp Chat - Top Corridor.zip"
SLIP = "chats/WhatsApp Chat with Gate & Slip 🌊.txt"
MAILBOX = "mail/vellacott.mbox"
FILES = {
    "report": "report/The Conduct of the Office.docx",
    "courier": "press/2024-03-12 Skarrow Courier.html",
    "ntb": "press/2024-03-12 Northern Tide Broadcasting.html",
    "gong": "press/2024-03-13 The Morning Gong.html",
    "blog": "press/2024-03-14 The Mudlark's Ear.txt",
    "ports": "press/2024-03-19 Ports & Pilotage Weekly.html",
    "tranter": "statements/Statement of J Tranter.odt",
    "koss": "statements/Statement of B Koss.rtf",
}


@dataclass(frozen=True)
class Primary:
    """A message or mail that quotes are traced to, and its place in the evidence."""

    ref: str
    file: str
    number: int
    author: str
    when: str
    text: str


class _Words(HTMLParser):
    """The text of a page's body, blocks apart."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser's signature)
        self._silent += tag in {"head", "script", "style"}
        self._divide(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"head", "script", "style"}
        self._divide(tag)

    def _divide(self, tag: str) -> None:
        """A block begins or ends; words inside a line go on."""
        if tag not in {"em", "b", "a", "span", "i", "strong", "cite"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def page_text(html: str) -> str:
    """What a reader sees of a page, furniture included."""
    parser = _Words()
    parser.feed(html)
    return re.sub(r"\n\s*\n+", "\n", "".join(parser.parts)).strip()


@cache
def account_texts() -> dict[str, str]:
    """Every account by its short name."""
    texts: dict[str, str] = {}
    for name, file in FILES.items():
        path = STORY / "articles" / Path(file).name
        if path.suffix == ".html":
            texts[name] = page_text(path.read_text("utf-8"))
        elif path.suffix == ".txt":
            texts[name] = path.read_text("utf-8")
        elif name != "report":
            raw = (STORY / f"statement-{name}.md").read_text("utf-8")
            texts[name] = "\n".join(" ".join(p.split()) for p in raw.split("\n\n"))
    blocks = report(STORY, chats()[0])
    texts["report"] = "\n".join(
        "\n".join("\t".join(row) for row in b.rows) if b.rows else b.text for b in blocks
    )
    return texts


def _of_chat(chat: Chat, prefix: str, file: str) -> dict[str, Primary]:
    """The tagged messages of a chat; numbers count every message and system line from 1."""
    return {
        f"{prefix}:{m.tag}": Primary(
            f"{prefix}:{m.tag}",
            file,
            number,
            chat.names[m.sender],
            f"{m.when:%Y-%m-%dT%H:%M:%S}" if prefix == "tc" else f"{m.when:%Y-%m-%dT%H:%M}",
            m.text,
        )
        for number, m in enumerate(chat.messages, 1)
        if m.tag
    }


@cache
def primaries() -> dict[str, Primary]:
    """Every message and mail that the truth speaks of. A mail's text is its new text and attachments."""
    corridor, slip = chats()
    found = {**_of_chat(corridor, "tc", CORRIDOR), **_of_chat(slip, "gs", SLIP)}
    people = read_people(STORY / "addresses.txt")
    in_box = sorted((m for m in hand_mails() if "file" not in m.head), key=lambda m: m.when)
    for mail in hand_mails():
        head = mail.head
        fresh = type(mail)({k: v for k, v in head.items() if k != "re"}, mail.body)
        text = Post([], people).plain(fresh).partition("\n\n-- \n")[0].strip()
        text = "\n\n".join([text, *(content for _, content in mail.attachments)])
        file = f"mail/{head['file']}" if "file" in head else MAILBOX
        number = 1 if "file" in head else in_box.index(mail) + 1
        when = f"{mail.when:%Y-%m-%dT%H:%M}:00+0{mail.offset}:00"
        author = people[head["from"]].written
        found[head["tag"]] = Primary(head["tag"], file, number, author, when, text)
    return found


def spans(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a text, each with its span."""
    return [
        (m[0].lower().replace("’", "'"), m.start(), m.end())
        for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text)
    ]


def find(needle: str, text: str) -> list[tuple[int, int]]:
    """Where the words of `needle` stand in a row in `text`: spans from first to last word."""
    wanted = words(needle)
    have = spans(text)
    size = len(wanted)
    folded = [w for w, _, _ in have]
    return [
        (have[i][1], have[i + size - 1][2])
        for i in range(len(have) - size + 1)
        if folded[i] == wanted[0] and folded[i : i + size] == wanted
    ]
