"""Who is named in a `From`, `To` or `Cc` field.

>>> mailboxes('"Vale, Anna" <anna@example.org>, bo@example.org (Bo Lind)')
(Mailbox(name='Vale, Anna', address='anna@example.org'), Mailbox(name='Bo Lind', address='bo@example.org'))
"""

import re
from functools import lru_cache
from typing import NamedTuple

from muniment.intake.mime.headers import decode_text

_SIMPLE = re.compile(r"\s*([^\"<>(),;:\\@]*?)\s*<\s*([^<>\s,;\"]+@[^<>\s,;\"]+)\s*>\s*\Z")
_TOKEN = re.compile(
    r'"(?:\\.|[^"\\])*"|\((?:\\.|[^()\\])*\)|<[^<>]*>?|[,;:]|[^",;:<(\\]+|.', re.DOTALL
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Mailbox(NamedTuple):
    """A name and an address, each empty when the field does not say."""

    name: str
    address: str

    def __str__(self) -> str:
        """`Anna Vale <anna@example.org>`, or the one that is there."""
        if self.name and self.address and self.name != self.address:
            return f"{self.name} <{self.address}>"
        return self.address or self.name


def _made(words: list[str], comments: list[str], address: str | None) -> Mailbox | None:
    phrase = decode_text("".join(words)).strip()
    comment = decode_text(" ".join(comments)).strip()
    if address is None and "@" in phrase:
        bare = phrase.replace(" ", "") if phrase.count("@") == 1 else phrase
        before, _, after = phrase.rpartition(" ")
        if " " in phrase and "@" in after and "@" not in before and ". " not in phrase:
            return Mailbox(before.strip(" \"'"), after.strip("<>\"'"))
        return Mailbox(comment, bare.strip("<>\"'"))
    name = phrase.strip().strip("'\"").strip() or comment
    if not name and not address:
        return None
    return Mailbox(" ".join(name.split()), (address or "").strip())


@lru_cache(maxsize=512)
def mailboxes(line: str) -> tuple[Mailbox, ...]:
    """The mailboxes of an unfolded address field, groups opened, in order.

    Encoded words are decoded after the commas are found, as they may hide some. What is no address
    is kept as a name: `undisclosed-recipients` names nobody and is dropped.
    """
    simple = _SIMPLE.match(line)
    if simple:
        name = " ".join(decode_text(simple[1]).split())
        return (Mailbox(name.strip("'"), simple[2]),)
    found: list[Mailbox] = []
    words: list[str] = []
    comments: list[str] = []
    address: str | None = None

    def close() -> None:
        nonlocal words, comments, address
        made = _made(words, comments, address)
        if made:
            found.append(made)
        words, comments, address = [], [], None

    for match in _TOKEN.finditer(line):
        token = match[0]
        first = token[0]
        if first in ",;":
            close()
        elif first == "<":
            inner = token.strip("<>").strip()
            if address is not None or (inner.startswith("@") and ":" in inner):
                inner = inner.rpartition(":")[2]  # an old route: <@relay:anna@example.org>
            address = decode_text(inner)
        elif first == '"' and len(token) > 1:
            words.append(_ESCAPE.sub(r"\1", token[1:-1]))
        elif first == "(" and len(token) > 1:
            comments.append(_ESCAPE.sub(r"\1", token[1:-1]))
        elif first == ":":
            if "@" in "".join(words):
                words.append(token)
            else:
                words, comments = [], []  # the name of a group
        else:
            words.append(token)
    close()
    return tuple(found)
