"""Evidence for the benchmark: mails and a chat, invented and seeded, or a real folder of mails.

The invented mails have the shape of those on public lists: 40 words to 600, a third of them answers
that quote what they answer, some with an attachment or an HTML twin, all with headers as relays
write them.
"""

import base64
import random
from pathlib import Path

_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ter",
    "an",
    "vel",
    "do",
    "ri",
    "sen",
    "tu",
    "pra",
    "hal",
    "ost",
    "ber",
    "ne",
    "shi",
    "gor",
    "lim",
    "dra",
    "wes",
]


def _vocabulary(chance: random.Random) -> list[str]:
    words = {"".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(12_000)}
    return sorted(words)


class Writer:
    """Somebody who never stops writing, and always writes the same."""

    def __init__(self, seed: int = 7) -> None:
        """Begin with a seed."""
        self.chance = random.Random(seed)
        self._words = _vocabulary(self.chance)
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]

    def text(self, words: int) -> str:
        """A text of so many words, in lines of at most 72 characters."""
        out, line = [], ""
        for word in self.chance.choices(self._words, self._weights, k=words):
            if len(line) + len(word) > 71:
                out.append(line)
                line = ""
            line = f"{line} {word}".lstrip()
        return "\n".join([*out, line])


def write_mails(folder: Path, count: int, seed: int = 7) -> None:
    """Write `count` mails, one to a file, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(seed)
    chance = writer.chance
    people = [f"Person {n} <person{n}@list{n % 9}.example>" for n in range(300)]
    earlier: list[tuple[str, str, str, str]] = []
    for n in range(count):
        sender, receiver = chance.choice(people), chance.choice(people)
        ident, subject = f"{n}.{seed}@list.example", writer.text(5).replace("\n", " ")
        body, answers = writer.text(chance.randint(40, 600)), ""
        if earlier and chance.random() < 0.35:
            told, subject, author, before = chance.choice(earlier[-200:])
            subject = subject if subject.startswith("Re: ") else f"Re: {subject}"
            quoted = "\n".join(f"> {line}" for line in before.splitlines()[:12])
            answers = f"In-Reply-To: <{told}>\nReferences: <{told}>\n"
            body = f"{author} wrote:\n{quoted}\n\n{body}"
        earlier.append((ident, subject, sender, body))
        (folder / f"{n:06d}.eml").write_text(
            _headers(n, sender, receiver, subject, ident) + answers + _body(body, chance), "utf-8"
        )


def _headers(n: int, sender: str, receiver: str, subject: str, ident: str) -> str:
    when = f"{1 + n % 28} Aug 2002 {n % 24:02d}:{n % 60:02d}:{n % 59:02d} +0100"
    relays = "".join(
        f"Received: from relay{r}.example (relay{r}.example [192.0.2.{r}])\n"
        f"\tby mx{r}.example (Postfix) with ESMTP id {n:08X}{r}\n\tfor <list@example>; {when}\n"
        for r in range(1, 5)
    )
    return (
        f"{relays}From: {sender}\nTo: {receiver}\nSubject: {subject}\nDate: {when}\n"
        f"Message-Id: <{ident}>\nX-Mailer: Example 5.1\nPrecedence: bulk\n"
    )


def _body(text: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.85:
        return f"Content-Type: text/plain; charset=us-ascii\n\n{text}\n"
    if kind < 0.95:
        page = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
        second = f"Content-Type: text/html; charset=utf-8\n\n<html><body>{page}</body></html>\n"
    else:
        packed = base64.encodebytes(chance.randbytes(6_000)).decode()
        second = (
            "Content-Type: image/png; name=plan.png\nContent-Disposition: attachment; filename=plan.png\n"
            f"Content-Transfer-Encoding: base64\n\n{packed}"
        )
    mixed = "alternative" if kind < 0.95 else "mixed"
    return (
        f'MIME-Version: 1.0\nContent-Type: multipart/{mixed}; boundary="=_b"\n\n'
        f"--=_b\nContent-Type: text/plain; charset=us-ascii\n\n{text}\n--=_b\n{second}\n--=_b--\n"
    )


def write_chat(path: Path, messages: int, seed: int = 11) -> None:
    """Write a chat export of so many messages, as an Android telephone writes it."""
    writer = Writer(seed)
    names = [f"Member {n}" for n in range(24)]
    with path.open("w", encoding="utf-8") as out:
        for n in range(messages):
            minute = n // 6
            day, hour = minute // 1440, minute // 60 % 24
            stamp = f"{1 + day % 28:02d}/{1 + day // 28 % 12:02d}/{2015 + day // 336}, {hour:02d}:{minute % 60:02d}"
            text = writer.text(1 + n * 7919 % 17).replace("\n", " ")
            out.write(f"{stamp} - {names[n * 31 % 24]}: {text}\n")
