"""Speakers in whole novels: of quotations that are given, how many are answered, and how many rightly."""

import ast
import csv
import io
import re
import tarfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.quote import Quote
from muniment.quotes.extract import extract

NEEDS = "quotes-pdnc"
_TYPES = ("explicit", "anaphoric", "implicit")
_CUT = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Gold:
    """A quotation of a novel: its pieces, who speaks it, and how the novel says so."""

    spans: tuple[tuple[int, int], ...]
    speaker: str
    type: str


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel with its quotations and the names of its people: main name → all names."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    names: dict[str, frozenset[str]]


def measure(corpus: Path) -> dict[str, float]:
    """Per type: share answered with a name, share of these right; and how many quotations were found."""
    counts: Counter[str] = Counter()
    for novel in read(corpus):
        for gold, quote in paired(novel):
            counts[f"{gold.type} all"] += 1
            counts["found"] += quote is not None
            name = answer(novel, quote)
            if name and quote is not None and quote.speaker is not None:
                counts[f"{gold.type} answered"] += 1
                counts[f"{gold.type} right"] += is_right(novel, gold, name, quote.speaker.text)
                counts[f"{gold.type} listed"] += is_listed(novel, gold, name)
                counts[f"{gold.type} as written"] += is_listed(novel, gold, quote.speaker.text)
    total = sum(counts[f"{t} all"] for t in _TYPES)
    figures = {"quotations": float(total), "found": counts["found"] / total}
    figures["explicit_as_written"] = counts["explicit as written"] / max(1, counts["explicit all"])
    for kind in _TYPES:
        figures[f"{kind}_right"] = counts[f"{kind} right"] / max(1, counts[f"{kind} all"])
        figures[f"{kind}_name_in_cast"] = counts[f"{kind} listed"] / max(1, counts[f"{kind} all"])
        figures[f"{kind}_answered"] = counts[f"{kind} answered"] / max(1, counts[f"{kind} all"])
        figures[f"{kind}_right_of_answered"] = counts[f"{kind} right"] / max(
            1, counts[f"{kind} answered"]
        )
    return figures


def read(corpus: Path) -> Iterator[Novel]:
    """The novels of the development part."""
    with tarfile.open(corpus / "pdnc.tar.xz") as tar:
        files = {m.name: tar.extractfile(m).read().decode() for m in tar if m.isfile()}  # type: ignore[union-attr]
    for path in sorted(files):
        if not path.endswith("novel_text.txt"):
            continue
        folder = path.removesuffix("novel_text.txt")
        people = csv.DictReader(io.StringIO(files[f"{folder}character_info.csv"]))
        names = {p["Main Name"]: frozenset({p["Main Name"], *_set(p["Aliases"])}) for p in people}
        rows = csv.DictReader(io.StringIO(files[f"{folder}quotation_info.csv"]))
        gold = tuple(
            Gold(
                tuple((a, b) for a, b in ast.literal_eval(row["quoteByteSpans"])),
                row["speaker"],
                row["quoteType"].lower(),
            )
            for row in rows
            if row["quoteType"].lower() in _TYPES
        )
        yield Novel(folder.strip("/"), files[path], gold, names)


def _set(written: str) -> set[str]:
    return {str(name) for name in ast.literal_eval(written)} if written.startswith("{") else set()


def paired(novel: Novel) -> Iterator[tuple[Gold, Quote | None]]:
    """Each quotation of the gold with the quote that was extracted there."""
    passages, offsets = paragraphs(novel.text)
    found: list[tuple[int, int, Quote]] = []
    for quote in extract(passages):
        for span in quote.spans:
            at = offsets[span.passage - 1]
            found.append((span.start + at, span.end + at, quote))
    found.sort(key=lambda one: one[:2])
    starts = [start for start, _, _ in found]
    for gold in novel.gold:
        start, end = gold.spans[0]
        best: Quote | None = None
        place = bisect_right(starts, end) - 1
        for a, b, quote in found[max(0, place - 2) : place + 1]:
            if (min(b, end) - max(a, start)) * 2 >= end - start:
                best = quote
        yield gold, best


def paragraphs(text: str) -> tuple[list[Passage], list[int]]:
    """Paragraphs, divided by blank lines, and the offset at which each begins."""
    passages: list[Passage] = []
    offsets: list[int] = []
    begun = 0
    for cut in (*_CUT.finditer(text), None):
        end = cut.start() if cut else len(text)
        if text[begun:end].strip():
            here = Locator("text", begun, end)
            passages.append(Passage(PassageKind.PARAGRAPH, text[begun:end], here, Role.ACCOUNT))
            offsets.append(begun)
        begun = cut.end() if cut else end
    return passages, offsets


def answer(novel: Novel, quote: Quote | None) -> str:
    """The name that is given for the speaker, or the words, where they are a name in the novel's cast.

    Empty when the quote abstains.
    """
    if quote is None or quote.speaker is None:
        return ""
    cast = {_plain(one) for names in novel.names.values() for one in names}
    return quote.speaker.name or (quote.speaker.text if _plain(quote.speaker.text) in cast else "")


def is_right(novel: Novel, gold: Gold, name: str, text: str) -> bool:
    """True when the name is one of the speaker's, titles and line breaks aside.

    Fuller names than the cast has (*Elizabeth Bennet* for its *Elizabeth*) are right when the words in
    the novel are the speaker's and the fuller name is nobody else's.
    """
    if is_listed(novel, gold, name):
        return True
    wanted = {_plain(one) for one in novel.names.get(gold.speaker, frozenset({gold.speaker}))}
    others = {
        _plain(one) for main, names in novel.names.items() if main != gold.speaker for one in names
    }
    is_fuller = set(_plain(text).split()) <= set(_plain(name).split())
    return _plain(text) in wanted and is_fuller and _plain(name) not in others


def is_listed(novel: Novel, gold: Gold, name: str) -> bool:
    """True when the name itself is in the cast's list for the speaker: the strict reading."""
    wanted = novel.names.get(gold.speaker, frozenset({gold.speaker}))
    return _plain(name) in {_plain(one) for one in wanted}


def _plain(name: str) -> str:
    words = re.findall(r"\w+", name.lower())
    kept = [word for word in words if word not in {"mr", "mrs", "miss", "the", "dr", "sir", "lady"}]
    return " ".join(kept or words)
