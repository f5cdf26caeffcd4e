"""Who sends: a line's words up to the first colon, unless the chat's other lines say otherwise.

    Dr: Who: hello          every line of “Dr” goes on with “Who:”, so the name is “Dr: Who”
    Anna changed the subject from “A: B” to “C”     a quotation is open at the colon: no sender

>>> roster = Roster()
>>> for _ in range(3): roster.hear("Dr", "Who: hello")
>>> roster.settle()
>>> roster.name_of("Dr", "Dr: Who: hello", 4)
('Dr: Who', 9)
"""

import re
from collections import Counter

from muniment.intake.chats.header import LONGEST_NAME, MARKS

_LEAST = 3  # lines that must agree before a colon is taken for a part of a name
_MOST = 50_000  # names remembered; a chat has at most 1,024 members
_MARKED = re.compile(f"[{MARKS}]")
_THIN = re.compile("[\u00a0\u2007\u2009\u200a\u202f\u3000]+")
_OPENING, _CLOSING = "“„«「『‹", "”»」』›"


def clean(name: str) -> str:
    """A name without direction marks, and with one kind of blank.

    The tilde before a name stays: it says that the sender chose the name, and it is not in the
    address book of the phone, so that “~ Tom” and “Tom” may be two people.
    """
    return _THIN.sub(" ", _MARKED.sub("", name)).strip()


def is_quoting(words: str) -> bool:
    """Whether a quotation is open at the end of the words: then their colon is inside of it."""
    if words.count('"') % 2:
        return True
    opened = sum(words.count(c) for c in _OPENING)
    closed = sum(words.count(c) for c in _CLOSING)
    return opened > closed and not (opened == 1 and "„" in words and "“" in words)


class Roster:
    """The senders of one chat, as they are heard line by line."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()
        self._goes_on: dict[str, Counter[str] | None] = {}
        self.longer: dict[str, tuple[str, ...]] = {}

    def hear(self, sender: str, body: str) -> None:
        """One line: what stands before its first colon, and what after."""
        if sender not in self.lines and len(self.lines) >= _MOST:
            return
        self.lines[sender] += 1
        longer = self._goes_on.setdefault(sender, Counter())
        if longer is None:
            return
        end = body.find(": ", 0, LONGEST_NAME)
        if end < 0 or "\n" in body[:end]:
            self._goes_on[sender] = None  # a name is whole on every one of its lines
        else:
            longer[body[: end + 1]] += 1
            if len(longer) > 200:
                self._goes_on[sender] = None

    def settle(self) -> None:
        """Decide which names hold a colon, after all lines have been heard."""
        for sender, longer in self._goes_on.items():
            if longer and self.lines[sender] >= _LEAST:
                again = {rest for rest, count in longer.items() if count > 1}
                if sum(longer[rest] for rest in again) * 10 >= self.lines[sender] * 9:
                    self.longer[sender] = tuple(sorted(again, key=len, reverse=True))
        self._goes_on.clear()

    def sender(self, written: str) -> str:
        """The name as it is shown; empty when the words before the colon are no sender's."""
        name = clean(written)
        if is_quoting(name):
            return ""
        if written[0] in "\u200e\u200f" and not self.lines.get(written.lstrip("\u200e\u200f")):
            return ""  # the program speaks, and its words happen to hold a colon
        return name

    def name_of(self, sender: str, text: str, skip: int) -> tuple[str, int]:
        """The sender's whole name and where the body begins in `text`."""
        for rest in self.longer.get(sender, ()):
            if text.startswith(rest, skip):
                end = skip + len(rest)
                return text[: end - 1], end + (text[end : end + 1] in " \u00a0" and end < len(text))
        return sender, skip
