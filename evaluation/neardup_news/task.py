"""Copies among press articles, differing words of two editions of transcripts, and credits to agencies."""

import csv
import re
import tarfile
from collections.abc import Iterable, Iterator
from hashlib import sha1
from pathlib import Path

from rapidfuzz.distance import LCSseq

from muniment.model.citation import ExhibitId
from muniment.model.copying import Account, CreditKind, LinkKind, Quoted, SharedKind
from muniment.model.moment import Moment, Precision
from muniment.model.passage import Values
from muniment.model.quote import Quote, QuoteKind, Span
from muniment.quotes.copying import compare
from muniment.quotes.words import fold

NEEDS = "neardup-news"

_LEAST = 0.1  # containment of the pairs that are asked for
_WORDS = 32  # 25 runs of eight words, the least that the pairs were made of
_MARKED = re.compile(r"[“\"]([^“”\"]{1,2000})[”\"]")  # extraction has its own evaluation
_TAKES = {LinkKind.EDITION, LinkKind.COPIED, LinkKind.WIRE}


def measure(corpus: Path) -> dict[str, float]:
    """Figures by name: shares between 0 and 1, and counts."""
    with (corpus / "pairs.csv").open(encoding="utf-8", newline="") as lines:
        pairs = list(csv.DictReader(lines))
    figures = _news(corpus, [pair for pair in pairs if pair["kind"] == "news"])
    transcripts = corpus.parent / "trace-press-2016" / "transcripts.tar.xz"
    if transcripts.is_file():
        figures |= _transcripts(transcripts, [p for p in pairs if p["kind"] == "transcript"])
    articles = corpus.parent / "quotes-polnear"
    if articles.is_dir():
        figures |= _wires(articles)
    return figures


def _news(corpus: Path, pairs: list[dict[str, str]]) -> dict[str, float]:
    """News pairs with containment of a tenth or more: found, rightly found, and the earlier told."""
    texts = dict(_read(corpus / "texts.tar.xz", ".txt"))
    names = sorted(texts)
    accounts = [_article(ExhibitId(n), name, texts[name]) for n, name in enumerate(names, 1)]
    found = compare(accounts)
    name = dict(zip((a.exhibit for a in accounts), names, strict=True))
    gold = {frozenset((p["a"], p["b"])) for p in pairs if float(p["containment"]) >= _LEAST}
    given = {
        frozenset((name[link.earlier], name[link.later])): link
        for link in found.links
        if link.containment >= _LEAST and link.words >= _WORDS
    }
    right = gold & given.keys()
    days = {one: one.split("_")[1] for one in names}
    directions = sum(
        link.is_directed == (days[name[link.earlier]] < days[name[link.later]])
        and days[name[link.earlier]] <= days[name[link.later]]
        for link in (given[pair] for pair in right)
    )
    copied = [link for link in found.links if link.kind in _TAKES and link.containment < _LEAST]
    return {
        "news_pairs": float(len(gold)),
        "news_recall": _share(len(right), len(gold)),
        "news_precision": _share(len(right), len(given)),
        "news_earlier_right": _share(directions, len(right)),
        "news_links_below_max": float(len(copied)),
    }


def _transcripts(path: Path, pairs: list[dict[str, str]]) -> dict[str, float]:
    """Two editions of one event: found as such, and as many words aligned as the best alignment has."""
    texts = {}
    for name, text in _read(path, ".tsv"):
        lines = [line.split("\t") for line in text.splitlines()]
        texts[name] = "\n".join(line[2] for line in lines if len(line) > 2)
    known = [(p["a"], p["b"]) for p in pairs if p["a"] in texts and p["b"] in texts]
    names = sorted({name for pair in known for name in pair})
    accounts = [
        Account(ExhibitId(n), passages=tuple(_passages(ExhibitId(n), texts[name].splitlines())))
        for n, name in enumerate(names, 1)
    ]
    found = compare(accounts)
    linked = {
        frozenset((names[x.earlier - 1], names[x.later - 1]))
        for x in found.links
        if x.kind is LinkKind.EDITION
    }
    gold = {frozenset(pair) for pair in known}
    aligned: dict[frozenset[str], int] = {}
    for shared in found.shared:
        if shared.kind is SharedKind.OWN:
            pair = frozenset((names[shared.one - 1], names[shared.other - 1]))
            aligned[pair] = aligned.get(pair, 0) + shared.words
    best = {frozenset(p): LCSseq.similarity(fold(texts[p[0]]), fold(texts[p[1]])) for p in known}
    return {
        "transcript_pairs": float(len(gold)),
        "transcript_recall": _share(len(gold & linked), len(gold)),
        "transcript_precision": _share(len(gold & linked), len(linked)),
        "transcript_words_aligned": _share(
            sum(min(aligned.get(pair, 0), most) for pair, most in best.items()), sum(best.values())
        ),
    }


def _wires(corpus: Path) -> dict[str, float]:
    """Articles that the metadata calls an agency's: found as that, on two halves by the name's digest."""
    texts = dict(_read(corpus / "polnear.tar.xz", ".txt"))
    figures = {}
    with (corpus / "metadata.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["filename"] in texts]
    for half in (0, 1):
        right, given, gold, credited, named = 0, 0, 0, 0, 0
        for n, row in enumerate(rows, 1):
            if sha1(row["filename"].encode()).digest()[0] % 2 != half:
                continue
            account = _article(ExhibitId(n), row["filename"], texts[row["filename"]])
            found = compare([account]).credits
            agencies = {c.name.lower() for c in found if c.kind is CreditKind.WIRE}
            told = row["wire"].lower()
            is_wire = told not in ("none", "na")
            gold += is_wire
            given += bool(agencies)
            right += is_wire and told in agencies
            if row["credit"] != "None":
                outlet = set(fold(row["credit"].removeprefix("h/t:"))) - {"the"}
                credited += 1
                named += any(outlet <= set(fold(c.name)) for c in found)
        part = "tune" if half == 0 else "check"
        figures[f"wire_recall_{part}"] = _share(right, gold)
        figures[f"wire_precision_{part}"] = _share(right, given)
        figures[f"credit_named_{part}"] = _share(named, credited)
    return figures


def _article(exhibit: ExhibitId, name: str, text: str) -> Account:
    outlet, day, _ = name.split("_", 2)
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    quotes = tuple(
        Quoted(Quote(QuoteKind.DIRECT, mark[1], (Span(number, *mark.span(1)),)))
        for number, paragraph in enumerate(paragraphs, 1)
        for mark in _MARKED.finditer(paragraph)
    )
    return Account(
        exhibit,
        name,
        outlet,
        paragraphs[0] if paragraphs else "",
        published=Moment(day, None, Precision.DAY, "date in the name"),
        passages=tuple(_passages(exhibit, paragraphs)),
        quotes=quotes,
    )


def _passages(exhibit: ExhibitId, texts: Iterable[str]) -> Iterator[Values]:
    for number, text in enumerate(texts, 1):
        key = (exhibit << 32) + number
        yield Values(key, text, "paragraph", "account", "", "", "", None)


def _read(path: Path, ending: str) -> Iterator[tuple[str, str]]:
    """Name and text of each file of an archive: the name without its ending, as the pairs give it."""
    with tarfile.open(path) as tar:
        for member in tar:
            source = tar.extractfile(member) if member.isfile() else None
            if source and member.name.endswith(ending):
                parts = Path(member.name).with_suffix("").parts
                name = "/".join(parts[-2:]) if ending == ".tsv" else parts[-1]
                yield name, source.read().decode("utf-8", "replace")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
