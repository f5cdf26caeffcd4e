"""Quotes of news articles, traced to the message, speech or mail that they came from."""

import csv
import hashlib
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from evaluation.trace_press.asking import Articles
from evaluation.tracing import Line, corpus_of, exhibit
from muniment.model.passage import Values
from muniment.model.trace import Asked, Flag, Trace, Verdict
from muniment.quotes.corpus import Corpus
from muniment.quotes.tracing import trace

NEEDS = "trace-press-2016"
MAILS = "mail-hrc"
_LABEL = {"bracketed": "annotated"}
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")

Row = dict[str, str]


def measure(corpus: Path) -> dict[str, float]:
    """Shares between 0 and 1, of all pairs and of one half of the articles."""
    named: dict[str, int] = {}
    with corpus_of(_exhibits(corpus, named)) as words:
        found = [(row, _asked(row, words)) for row in _rows(corpus / "gold.csv")]
        wrong = [(row, _asked(row, words)) for row in _rows(corpus / "hard_negatives.csv")]
        articles = Articles(corpus.parent)
        found_so = [(row, trace(articles.asked(row), words)) for row, _ in found]
        wrong_so = [(row, trace(articles.asked(row), words)) for row, _ in wrong]
    return {
        "passages": float(words.searched),
        **_figures(found, wrong, named),
        **{f"case_{name}": value for name, value in _figures(found_so, wrong_so, named).items()},
        **{
            f"check_{name}": value
            for name, value in _figures(
                [f for f in found if is_check(f[0])], [f for f in wrong if is_check(f[0])], named
            ).items()
        },
    }


def is_check(row: Row) -> bool:
    """Whether a pair is of the half of the articles that is also told by itself."""
    return hashlib.sha256(row["article"].encode()).digest()[0] % 2 == 1


def _figures(
    found: list[tuple[Row, Trace]], wrong: list[tuple[Row, Trace]], named: dict[str, int]
) -> dict[str, float]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row, traced in found:
        group = row["relation"] if row["relation"] in {"verbatim", "secondary"} else "other"
        is_right = _is_at(row, traced, named)
        total[group] += 1
        right[group] += is_right
        right[f"named_{group}"] += is_right and traced.source is not None
        if group == "secondary":
            right["called_primary"] += is_right and Flag.SECONDARY not in traced.flags
        elif is_right:
            total["label"] += 1
            right["label"] += traced.verdict == _LABEL.get(row["relation"], row["relation"])
    linked = [traced for row, traced in wrong if _is_linked(row, traced, named)]
    return {
        "verbatim_recall": right["verbatim"] / max(1, total["verbatim"]),
        "other_recall": right["other"] / max(1, total["other"]),
        "verbatim_named_recall": right["named_verbatim"] / max(1, total["verbatim"]),
        "other_named_recall": right["named_other"] / max(1, total["other"]),
        "label_right": right["label"] / max(1, total["label"]),
        "secondary_called_primary_max": float(right["called_primary"]),
        "false_links_max": sum(t.source is not None for t in linked) / max(1, len(wrong)),
        "false_places_max": len(linked) / max(1, len(wrong)),
    }


def _asked(row: Row, words: Corpus) -> Trace:
    speaker = row.get("source_in_article", "").split(" | ")[0]
    return trace(Asked(row["quote"], speaker, published=row["article_date"]), words)


def _is_at(row: Row, traced: Trace, named: dict[str, int]) -> bool:
    """Whether the best source is the gold one, or one of the other editions of it."""
    if traced.verdict is Verdict.NOT_FOUND or not traced.matches:
        return False
    docs = [row["primary_doc"], *row["also_in"].split()]
    first, last = row["primary_first"], row["primary_last"]
    for place in traced.matches[0].places:
        for n, doc in enumerate(docs):
            name = doc.partition(":")[0]
            if named.get(name) != place.citation.exhibit:
                continue
            if row["primary_kind"] == "mail" or n:
                return True
            if row["primary_kind"] == "tweet":
                return named.get(f"{name} {first}") == place.citation.number
            if int(first) - 1 <= place.citation.number <= int(last) + 1:
                return True
    if row["primary_kind"] == "mail":  # the same mail lies in several chains
        return any(
            m.verdict is traced.verdict and named.get(row["primary_doc"]) in _exhibits_of(m)
            for m in traced.matches
        )
    return False


def _exhibits_of(match: object) -> set[int]:
    places = [p.citation for p in match.places]  # type: ignore[attr-defined]
    return {int(c.exhibit) for c in (*places, *match.copies)}  # type: ignore[attr-defined]


def _is_linked(row: Row, traced: Trace, named: dict[str, int]) -> bool:
    """Whether the wrong passage is called the source: not so when it is said to repeat only."""
    if traced.verdict is Verdict.NOT_FOUND or not traced.matches or Flag.SECONDARY in traced.flags:
        return False
    kind, doc, first = row["wrong_kind"], row["wrong_doc"], row["wrong_first"]
    for place in traced.matches[0].places:
        if named.get(doc) == place.citation.exhibit:
            number = place.citation.number
            if kind == "mail":
                return True
            if kind == "tweet":
                return named.get(f"{doc} {first}") == number
            return int(first) - 1 <= number <= int(row["wrong_last"]) + 1
    return False


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _exhibits(corpus: Path, named: dict[str, int]) -> Iterator[list[Values]]:
    """Tweets as one exhibit, each transcript, each mail; their numbers by name."""
    named["realDonaldTrump"] = 1
    tweets = []
    for n, row in enumerate(_rows(corpus / "tweets.csv"), 1):
        named[f"realDonaldTrump {row['status_id']}"] = n
        tweets.append(("Donald Trump", unescape(row["text"]), row["created_at_utc"].rstrip("Z")))
    yield exhibit(1, tweets)
    number = 1
    with tarfile.open(corpus / "transcripts.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            file = tar.extractfile(member) if member.isfile() else None
            if file is not None:
                number += 1
                stem = Path(member.name).stem
                named[stem if stem not in named else f"{member.name}"] = number
                yield exhibit(number, _lines(file.read().decode(), stem))
    mails = corpus.parent / MAILS / "hrc-text.tar.xz"
    if mails.exists():
        with tarfile.open(mails) as tar:
            for member in tar:
                file = tar.extractfile(member) if member.isfile() else None
                if file is not None:
                    number += 1
                    named[Path(member.name).stem] = number
                    yield exhibit(number, _mail(file.read().decode("utf-8", "replace")))


def _lines(text: str, name: str) -> Iterator[Line]:
    found = _DATE.match(name)
    time = "-".join(found.groups()) if found else ""
    numbered = [line.split("\t") for line in text.splitlines() if line.strip()]
    at = 0
    for cells in numbered:
        # Line numbers are kept as the numbers of passages, gaps and all.
        while at + 1 < int(cells[0]):
            at += 1
            yield "", "", time
        at += 1
        yield (cells[1] if cells[1] != "SYSTEM" else ""), cells[2] if len(cells) > 2 else "", time


def _mail(text: str) -> Iterator[Line]:
    for paragraph in re.split(r"\n\s*\n", text):
        if paragraph.strip():
            yield "", paragraph.strip(), ""
