"""The noise: thousands of messages about milk, keys and gulls, drawn from the small talk by a seed.

An exchange of `smalltalk-….txt` becomes a few messages minutes apart. None of them shares four
words in a row with anything planted, and none falls into a conversation that was written by hand.

>>> grams("Do not close the gate", 4)[0]
('do', 'not', 'close', 'the')
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from sample.making.chats import Chat, Message

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_ASKING = {"who", "whose", "what", "which", "how", "is", "are", "did", "do", "was"}
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeiou])")
Gram = tuple[str, ...]


@dataclass(frozen=True)
class Exchange:
    """A few lines of small talk, and the hours of the day at which it may be heard."""

    lines: list[tuple[str, str]]
    hours: range


class Dice:
    """A small generator of our own (xorshift64*), so that no Python version throws differently."""

    def __init__(self, seed: int) -> None:
        """Any seed but 0."""
        self._state = seed

    def roll(self, sides: int) -> int:
        """A number from 0 up to but without `sides`."""
        x = self._state
        x ^= x >> 12
        x ^= (x << 25) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 27
        self._state = x
        return ((x * 0x2545F4914F6CDD1D & 0xFFFFFFFFFFFFFFFF) >> 33) % sides

    def pick(self, choices: list[str]) -> str:
        """One of them."""
        return choices[self.roll(len(choices))]


@dataclass
class Talk:
    """What small talk is made of: exchanges, slots, and the words it must not use."""

    exchanges: list[Exchange]
    slots: dict[str, list[str]]
    banned: set[Gram] = field(default_factory=set)

    def fill(self, template: str, dice: Dice, when: datetime) -> str:
        """A line with its choices made and its slots filled as the season has it."""
        season = "winter" if when.month in {1, 2, 3, 11, 12} else "summer"

        def slot(match: re.Match[str]) -> str:
            if match[1] == "month":
                return f"{when:%B}"
            return dice.pick(self.slots.get(match[1]) or self.slots[f"{match[1]}@{season}"])

        chosen = _CHOICE.sub(lambda m: dice.pick(m[1].split("|")), template)
        return _ARTICLE.sub(r"\1n ", _SLOT.sub(slot, chosen))

    def is_clean(self, text: str) -> bool:
        """Whether the line shares no four words in a row with what is planted."""
        return not self.banned.intersection(grams(text, 4))


def words(text: str) -> list[str]:
    """The words of a text, folded to lower case, without punctuation."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower().replace("’", "'"))


def grams(text: str, size: int) -> list[Gram]:
    """Every run of `size` words."""
    found = words(text)
    return [tuple(found[i : i + size]) for i in range(len(found) - size + 1)]


def read_slots(path: Path) -> dict[str, list[str]]:
    """`name: one | other`, one slot a line."""
    pairs = (line.partition(": ") for line in path.read_text("utf-8").splitlines() if line)
    return {name: [c.strip() for c in rest.split("|")] for name, _, rest in pairs}


def read_exchanges(path: Path) -> list[Exchange]:
    """Exchanges divided by blank lines, each line `A: words`; `~ 6-10` keeps one to those hours."""
    lines = path.read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    found = []
    for block in text.strip().split("\n\n"):
        said = block.splitlines()
        hours = range(24)
        if said[0].startswith("~ "):
            first, _, last = said.pop(0)[2:].partition("-")
            hours = range(int(first), int(last) + 1)
        found.append(Exchange([(line[0], line[3:]) for line in said], hours))
    return found


@dataclass(frozen=True)
class Voice:
    """Who chats, from when to when, and how they write."""

    sender: str
    first: date
    last: date
    style: str = ""

    def say(self, text: str) -> str:
        """The words in the person's own spelling habits."""
        if self.style == "lower":
            return text.lower().rstrip(".")
        if self.style == "stop" and text[-1:].isalnum():
            is_asked = text.split()[0].lower() in _ASKING
            return f"{text}?" if is_asked else f"{text}."
        if self.style == "bang" and text[-1:].isalnum() and len(text) > 12:
            return f"{text}!"
        return text


def with_noise(chat: Chat, talk: Talk, voices: list[Voice], total: int, seed: int) -> Chat:
    """The chat with small talk woven in, `total` messages in all."""
    dice = Dice(seed)
    kept = _closed_times(chat)
    first, last = chat.messages[0].when, chat.messages[-1].when
    noise: list[Message] = []
    heard: set[tuple[int, date]] = set()
    missing = total - len(chat.messages)
    while len(noise) < missing:
        start = _moment(first, last, dice)
        number = dice.roll(len(talk.exchanges))
        near = {(number, start.date() + timedelta(days=n)) for n in (-1, 0, 1)}
        # Nobody says the same thing two days running.
        if start.replace(minute=0, second=0) in kept or heard & near:
            continue
        if start.hour in talk.exchanges[number].hours:
            heard.add((number, start.date()))
            noise += _exchange(talk.exchanges[number], talk, voices, start, dice)
    messages = sorted(chat.messages + noise[:missing], key=lambda m: m.when)
    return Chat(chat.names, messages)


def _closed_times(chat: Chat) -> set[datetime]:
    """The hours around what was written by hand; the night of the flood is closed whole."""
    hours = {m.when.replace(minute=0, second=0) for m in chat.messages}
    night = {datetime(2023, 10, 19, 17) + timedelta(hours=h) for h in range(16)}  # noqa: DTZ001 (wall clock)
    return hours | {h - timedelta(hours=1) for h in hours} | night


def _moment(first: datetime, last: datetime, dice: Dice) -> datetime:
    """A time of a working day, weekends seldom."""
    while True:
        day = first + timedelta(days=dice.roll((last - first).days + 1))
        if day.weekday() < 5 or dice.roll(5) == 0:
            break
    clock = timedelta(hours=7 + dice.roll(12), minutes=dice.roll(60), seconds=dice.roll(60))
    moment = day.replace(hour=0, minute=0, second=0) + clock
    return moment if first < moment < last else _moment(first, last, dice)


def _exchange(
    exchange: Exchange, talk: Talk, voices: list[Voice], start: datetime, dice: Dice
) -> list[Message]:
    """One exchange, or nothing if its words come too near to what is planted."""
    present = [v for v in voices if v.first <= start.date() < v.last]
    cast: dict[str, Voice] = {}
    result: list[Message] = []
    when = start
    for role, template in exchange.lines:
        if role not in cast:
            free = [v for v in present if v not in cast.values()]
            cast[role] = free[dice.roll(len(free))]
        text = talk.fill(template, dice, when)
        marks: tuple[str, ...] = ()
        if text == "<photo>":
            text, marks = "", ("photo",)
        elif not talk.is_clean(text):
            return []
        elif dice.roll(90) == 0:
            marks = (("edited",), ("deleted",))[dice.roll(2)]
        voice = cast[role]
        result.append(Message(when, voice.sender, voice.say(text), marks=marks, is_planted=False))
        when += timedelta(seconds=8 + dice.roll(150))
    return result
