"""WhatsApp exports of many locales: is every message read with its instant, sender and kind?"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.chat_locales.render import LOCALES, expected, invented_chat, render
from muniment.intake.chats.recognise import is_whatsapp
from muniment.intake.readers import whatsapp
from muniment.model.passage import Passage, PassageKind
from muniment.model.reading import Source

NEEDS = "chat-whatsapp-locales"

_MEDIA = ("image", "video", "audio", "gif", "sticker")


class Message(NamedTuple):
    """What is compared: local time to the second, sender, kind, words."""

    local: str
    sender: str
    kind: str
    text: str


def read(path: Path) -> list[Message]:
    """The messages of an export, in the order of the file."""
    return [
        Message(
            p.moment.local if p.moment else "",
            p.author,
            kind_of(p),
            " ".join(p.text.split()),
        )
        for p in whatsapp.read(Source(path, path.name))
        if isinstance(p, Passage)
    ]


def kind_of(passage: Passage) -> str:
    """The kind as the corpus counts it: what is left out, deleted or missed is `system`."""
    marks = passage.marks
    if passage.kind is PassageKind.SYSTEM or {"deleted", "omitted", "call"} & set(marks):
        return "system"
    if "location" in marks:
        return "location"
    if "media" in marks:
        return next((kind for kind in _MEDIA if kind in marks), "file")
    return "text"


def measure(corpus: Path) -> dict[str, float]:
    """Figures by name: shares between 0 and 1."""
    origin = corpus / "whats_json"
    figures = {
        "recognised": _share(is_whatsapp(p.read_text("utf-8")) for p in _exports(corpus)),
        "messages_alike": _share(_languages(origin)),
        "counts_right": _share(_counts(origin)),
        "instants_right": _share(_instants(corpus / "rwhatsapp")),
        "target_right": _share(_target(corpus / "chat-miner" / "whatsapp")),
        "texts_whole": _share(_whole(p) for p in _exports(corpus)),
        "steady_dates": _share(_steady(corpus / "whatstk")),
    }
    figures.update(_rendered())
    return figures


def _exports(corpus: Path) -> list[Path]:
    return sorted(
        p for p in corpus.rglob("*.txt") if p.parent.name not in ("signal", "telegram", "instagram")
    )


def _share(rights: Iterable[bool]) -> float:
    judged = list(rights)
    return sum(judged) / len(judged)


def _coarse(kind: str) -> str:
    """Media left out in one file and named in the other are alike."""
    return kind if kind in ("text", "location") else "system or media"


def _by_place(messages: Sequence[Message]) -> list[tuple[float, int, str]]:
    """Instant, sender by the order in which senders with a text first appear, coarse kind."""
    names: dict[str, int] = {}
    for message in messages:
        if message.kind == "text":
            names.setdefault(message.sender, len(names))
    others = len(names)
    return [
        (
            datetime.fromisoformat(m.local).timestamp() if m.local else 0.0,
            -1 if not m.sender else names.get(m.sender, others),
            _coarse(m.kind),
        )
        for m in messages
    ]


def _alike(one: tuple[float, int, str], two: tuple[float, int, str]) -> bool:
    """Equal, but for a second by which the exports of some languages were rounded."""
    return abs(one[0] - two[0]) <= 1 and one[1:] == two[1:]


def _languages(origin: Path) -> Iterator[bool]:
    """Each message of each language's file: is it the message of the English file?"""
    pairs = [
        (path, origin / "languages" / "english_ios.txt")
        for path in sorted((origin / "languages").glob("*_ios.txt"))
    ]
    english = origin / "ios" / "WhatsApp Chat - Elon Musk (EN).txt"
    pairs += [(path, english) for path in sorted((origin / "ios").glob("*.txt"))]
    pairs += [(path, english) for path in sorted((origin / "calendars").glob("*.txt"))]
    for path, gold in pairs:
        theirs, ours = _by_place(read(gold)), _by_place(read(path))
        yield len(ours) in (23, 25)
        yield from (_alike(a, b) for a, b in zip(ours, theirs, strict=False))
    android = _by_place(read(origin / "languages" / "english_android.txt"))
    for path in sorted(origin.rglob("*ndroid*.txt")):
        rest = iter(
            android
        )  # one file is known to hold fewer: its messages must come in this order
        yield from (any(_alike(one, other) for other in rest) for one in _by_place(read(path)))


def _counts(origin: Path) -> Iterator[bool]:
    """The origin's own counts, kind by kind."""
    wanted: dict[str, dict[str, int]] = json.loads((origin / "expected_counts.json").read_text())
    for path in sorted(origin.rglob("*.txt")):
        with_media = "media" in path.name.lower()
        ios = "ndroid" not in path.name
        if path.name.startswith("deutch_android"):
            continue
        counts = Counter(m.kind for m in read(path))
        if not with_media and ios and sum(counts.values()) == 25:
            counts["system"] -= 2  # two notices that the other files end before
        gold = wanted[("ios" if ios else "android") + ("_media" if with_media else "")]
        for kind, count in gold.items():
            if kind == "messages":
                yield sum(counts.values()) == count
            elif kind == "system_or_media":
                yield sum(n for k, n in counts.items() if _coarse(k) == "system or media") == (
                    count + gold.get("file", 0)
                )
            elif with_media or kind != "file":
                yield counts[kind] == count


def _read_text(text: str) -> list[Message]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chat.txt"
        path.write_bytes(text.encode("utf-8"))
        return read(path)


def _instants(origin: Path) -> Iterator[bool]:
    """Two instants for each way of writing a stamp, with the corpus' tolerance."""
    cases: list[dict[str, Any]] = json.loads((origin / "timestamp_formats_dev.json").read_text())
    for case in cases:
        messages = _read_text("\n".join(case["lines"]))
        for message, gold in zip(messages, case["expected_utc"], strict=False):
            off = datetime.fromisoformat(message.local) - datetime.fromisoformat(gold[:-1])
            yield abs(off.total_seconds()) <= case["tolerance_s"]
        yield len(messages) == len(case["expected_utc"])


def _target(origin: Path) -> Iterator[bool]:
    """The texts of a chat in five formats against one target, newest first there."""
    gold = json.loads((origin / "target.json").read_text())
    for path in sorted(origin.glob("*.txt")):
        ours = [m for m in read(path) if m.sender][::-1]
        yield len(ours) == len(gold)
        for message, want in zip(ours, gold, strict=False):
            local = message.local if message.local.count(":") == 2 else f"{message.local}:00"
            yield (local, message.sender, message.text) == (
                want["timestamp"],
                want["author"],
                want["message"],
            )


def _whole(path: Path) -> bool:
    """Nothing is dropped: every letter after the stamps stands in a passage."""
    source = Source(path, path.name)
    text = dict(whatsapp.texts(source))["chat"]
    pieces = [p for p in whatsapp.read(source) if isinstance(p, Passage)]
    if any(text[p.locator.start : p.locator.end] != p.text for p in pieces):
        return False
    gaps = [text[a.locator.end : b.locator.start] for a, b in pairwise(pieces)]
    return all(gap.count("\n") <= 1 and len(gap) < 100 for gap in gaps)


def _steady(origin: Path) -> Iterator[bool]:
    """Chats made in order of time stay in it; the two parts of one chat do not overlap."""
    parts = {path.stem: [m.local for m in read(path)] for path in sorted(origin.glob("*.txt"))}
    for times in parts.values():
        yield times == sorted(times)
    one, two = (set(parts[f"lorem-merge-part{n}"]) for n in (1, 2))
    merged = sorted([*parts["lorem-merge-part1"], *parts["lorem-merge-part2"]])
    yield not one & two
    yield merged == parts["lorem-merge-part1"] + parts["lorem-merge-part2"]


def _rendered() -> dict[str, float]:
    """One invented chat in every locale of `render.py`: long, dense, and short."""
    figures = {}
    for name, chat in (
        ("long", invented_chat(240, 11)),
        ("dense", invented_chat(40, 3)),
        ("short", invented_chat(6, 60)),
    ):
        rights: list[bool] = []
        for locale in LOCALES:
            gold = expected(chat, locale)
            ours = [(m.local, m.sender, m.text) for m in _read_text(render(chat, locale))]
            flat = [(local, sender, " ".join(text.split())) for local, sender, text in gold]
            rights += [len(ours) == len(flat)]
            rights += [a == b for a, b in zip(ours, flat, strict=False)]
        figures[f"rendered_{name}"] = _share(rights)
    return figures
