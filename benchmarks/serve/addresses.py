"""The addresses that are asked for, by what is there: drawn by chance from the case."""

import random
from pathlib import Path

from benchmarks.add.evidence import Writer
from muniment.case import Case

_WORDS = sorted(set(Writer().text(2_000).split()))
SEARCHES = random.Random(3).sample(_WORDS, 200)


def addresses(folder: Path, chance: random.Random, times: int) -> dict[str, list[str]]:
    """Addresses of each sort."""
    case = Case.open(folder)
    listed = {
        kind: [(int(one.exhibit.id), one.passages) for one in case.listing(kind=kind).exhibits]
        for kind in ("chat", "mail", "article", "pages", "text", "table")
    }
    biggest = max(listed["chat"], key=lambda pair: pair[1])
    number, count = biggest
    last = case.listing().total
    case.close()
    days = [f"{chance.randint(2015, 2017)}-{chance.randint(1, 12):02d}-15" for _ in range(times)]
    words = SEARCHES[:times]
    pairs = list(zip(words, words[1:] + words[:1], strict=True))
    return {
        "case": ["/"] * times,
        "exhibits": [f"/exhibits?after={chance.randrange(last)}" for _ in range(times)],
        "exhibits, one kind": [
            f"/exhibits?kind=mail&after={chance.randrange(last)}" for _ in range(times)
        ],
        "chat, a passage": [
            f"/exhibits/{number}?at={chance.randint(1, count)}" for _ in range(times)
        ],
        "chat, a date": [f"/exhibits/{number}?on={day}" for day in days],
        **{
            f"{kind}": [f"/exhibits/{one}" for one, _ in chance.choices(found, k=times)]
            for kind, found in listed.items()
            if found and kind != "chat"
        },
        "passage": [f"/exhibits/{number}/{chance.randint(1, count)}" for _ in range(times)],
        "warnings": ["/warnings"] * times,
        "log": ["/log"] * times,
        "history": ["/history"] * times,
        "quotes": ["/quotes"] * times,
        "review": ["/review"] * times,
        "copying": ["/copying"] * times,
        "search, a word": [f"/search?q={word}" for word in words],
        "search, by time": [f"/search?q={word}&sort=time" for word in words],
        "search, two words": [f"/search?q={a}+{b}" for a, b in pairs],
        "search, a phrase": [f"/search?q=%22{a}+{b}%22" for a, b in pairs],
    }
