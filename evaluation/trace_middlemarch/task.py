"""Quotations by scholars, traced into the novel that they quote, and into one that they do not."""

import csv
import hashlib
import lzma
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.tracing import corpus_of, exhibit
from muniment.model.passage import Values
from muniment.model.trace import Asked, Place, Trace, Verdict
from muniment.quotes.tracing import trace
from muniment.quotes.words import fold

NEEDS = "trace-middlemarch"
_WRONG, _BOOK = "quotes-pdnc", "PrideAndPrejudice/novel_text.txt"
_LENIENT = {"exact": 0.5, "close": 0.5, "partial": 0.0}
"""Share of the gold span that must be met: of *partial* any overlap will do."""

Row = dict[str, str]
Linked = tuple[Row, list[tuple[int, int]]]
"""A quotation with the code points of the book that it is traced to."""


def measure(corpus: Path) -> dict[str, float]:
    """Shares between 0 and 1, of all quotations and of the half that was not tuned on."""
    rows = rows_of(corpus)
    text = lzma.decompress((corpus / "middlemarch.txt.xz").read_bytes()).decode()
    found = [(row, [] if is_same(row, text, s) else s) for row, s in traced(rows, text)]
    named = [
        (row, [] if is_same(row, text, s) else s) for row, s in traced(rows, text, is_named=True)
    ]
    figures = figures_of(found, named)
    check = figures_of(*([f for f in some if is_check(f[0])] for some in (found, named)))
    figures |= {f"check_{name}": value for name, value in check.items()}
    wrong = corpus.parent / _WRONG / "pdnc.tar.xz"
    if wrong.exists():
        with tarfile.open(wrong) as tar:
            name = next(n for n in tar.getnames() if n.endswith(_BOOK))
            file = tar.extractfile(name)
            other = file.read().decode() if file else ""
        linked = [row for row, places in traced(rows, other) if places]
        links = [row for row, places in traced(linked, other, is_named=True) if places]
        figures["links_into_another_book_max"] = float(len(links))
        figures["places_in_another_book_max"] = float(len(linked))
    return figures


def is_same(row: Row, text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether an unaligned quotation is linked to its very letters, cut apart or run together by the scan.

    The gold has no place for such a one; that link is right, and is not counted.
    """
    linked = "".join(fold(" ".join(text[a:b] for a, b in spans)))
    return row["status"] not in _LENIENT and bool(linked) and linked == "".join(fold(row["quote"]))


def rows_of(corpus: Path) -> list[Row]:
    """The quotations of three words or more."""
    with (corpus / "quotes.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["status"] != "short"]


def is_check(row: Row) -> bool:
    """Whether a quotation is of the half of the articles that nothing was tuned on."""
    return hashlib.sha256(row["article"].encode()).digest()[0] % 2 == 1


def traced(rows: list[Row], text: str, *, is_named: bool = False) -> Iterator[Linked]:
    """Each quotation with the code points of the book that it is traced to.

    Args:
        rows: the quotations.
        text: the book.
        is_named: whether only the one source that is named counts, and no place of everyday words.
    """
    starts, passages = _paragraphs(text)
    with corpus_of([passages]) as words:
        for row in rows:
            found = trace(Asked(row["quote"]), words)
            is_left = is_named and found.source is None
            yield row, [] if is_left else _spans(found, starts)


def figures_of(found: list[Linked], named: list[Linked]) -> dict[str, float]:
    """Recall by status, and links that are none.

    Args:
        found: every quotation with where it stands, everyday words too.
        named: the same with the one source that is named.
    """
    places, sources = _counted(found), _counted(named)
    return {
        **{status: places[status] for status in _LENIENT},
        **{f"{status}_named": sources[status] for status in _LENIENT},
        "false_links_max": sources["false"],
        "false_places_max": places["false"],
        "links_of_weak_or_unaligned_max": sources["linked"],
    }


def _counted(found: list[Linked]) -> dict[str, float]:
    """Shares of quotations by status that are right; of the absent ones, those linked, and wrongly."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row, spans in found:
        status = row["status"]
        if status in _LENIENT:
            total[status] += 1
            right[status] += _overlap(row, spans) > _LENIENT[status] or (
                bool(spans) and int(row["occurrences"] or 0) > 1
            )
        else:
            total["false"] += 1
            total["linked"] += 1
            right["linked"] += bool(spans)
            right["false"] += bool(spans) and not (row["src_start"] and _overlap(row, spans) > 0)
    return {name: right[name] / max(1, total[name]) for name in (*_LENIENT, "linked", "false")}


def _overlap(row: Row, spans: list[tuple[int, int]]) -> float:
    low, high = int(row["src_start"]), int(row["src_end"])
    return sum(max(0, min(b, high) - max(a, low)) for a, b in spans) / (high - low)


def _spans(found: Trace, starts: dict[int, int]) -> list[tuple[int, int]]:
    if found.verdict in {Verdict.NOT_FOUND, Verdict.NOT_SEARCHED}:
        return []
    places: tuple[Place, ...] = found.matches[0].places
    return [
        (p.start + starts[p.citation.number], p.end + starts[p.citation.number]) for p in places
    ]


def _paragraphs(text: str) -> tuple[dict[int, int], list[Values]]:
    starts, lines = {}, []
    for n, found in enumerate(re.finditer(r"(?:[^\n]+\n?)+", text), 1):
        starts[n] = found.start()
        lines.append(("", found[0], ""))
    return starts, exhibit(1, lines)
