"""Is the article's own text found, and only that? Two corpora, each scored by its origin's rule."""

import json
import re
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muniment.intake.readers import article
from muniment.model.passage import Passage, PassageKind
from muniment.model.reading import Fact, Piece, Source

NEEDS = "html-segments-comments"
_ALSO = "html-articles-scrapinghub"
_OWN = {PassageKind.PARAGRAPH, PassageKind.HEADING}


def measure(corpus: Path) -> dict[str, float]:
    """Segments, dates and titles of the first corpus; shingles of the second, where it is there."""
    figures = _segments(corpus)
    other = corpus.parent / _ALSO
    return figures | _shingles(other) if other.is_dir() else figures


@contextmanager
def unpacked(corpus: Path) -> Iterator[Path]:
    """The folder with the corpus's pages, unpacked for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(corpus / "html.tar.xz") as packed:
            packed.extractall(folder, filter="data")
        yield Path(folder)


def read(path: Path) -> list[Piece]:
    """The pieces of a page."""
    return list(article.read(Source(path, path.name)))


def own_text(pieces: list[Piece], *, with_title: bool = True) -> str:
    """Paragraphs and headings, a line each."""
    return "\n".join(
        p.text
        for p in pieces
        if isinstance(p, Passage) and p.kind in _OWN and (with_title or "title" not in p.marks)
    )


def _segments(corpus: Path) -> dict[str, float]:
    gold = json.loads((corpus / "segments.json").read_text("utf-8"))
    right = wrong = missed = dated = dates = named = names = 0
    with unpacked(corpus) as folder:
        for page in gold.values():
            pieces = read(folder / page["file"])
            text = own_text(pieces)
            right += sum(segment in text for segment in page["with"])
            missed += sum(segment not in text for segment in page["with"])
            wrong += sum(segment in text for segment in page["without"])
            told = {p.name: p.value for p in pieces if isinstance(p, Fact)}
            if page.get("date"):
                dates += 1
                dated += told.get("published", "")[:10] == page["date"]
            if page.get("title"):
                names += 1
                named += _bare(told.get("title", "")) == _bare(page["title"])
    precision, recall = right / (right + wrong), right / (right + missed)
    return {
        "segment_precision": precision,
        "segment_recall": recall,
        "segment_f": 2 * precision * recall / (precision + recall),
        "date_exact": dated / dates,
        "title_same_letters": named / names,
    }


def _shingles(corpus: Path) -> dict[str, float]:
    gold = json.loads((corpus / "ground-truth.json").read_text("utf-8"))
    scores: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    with unpacked(corpus) as folder:
        for name, page in gold.items():
            pieces = read(folder / f"{name}.html")
            wanted = _four_words(page["articleBody"])
            for with_title, pairs in scores.items():
                pairs.append(_overlap(wanted, _four_words(own_text(pieces, with_title=with_title))))
    figures = {}
    for with_title, pairs in scores.items():
        precision = sum(p for p, _ in pairs) / len(pairs)
        recall = sum(r for _, r in pairs) / len(pairs)
        name = "shingle_f_with_title" if with_title else "shingle_f"
        figures[name] = 2 * precision * recall / (precision + recall)
    return figures


def _four_words(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return (
        Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
        if words
        else Counter()
    )


def _overlap(
    wanted: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]
) -> tuple[float, float]:
    common = (wanted & found).total()
    precision = common / found.total() if found else float(not wanted)
    return precision, common / wanted.total() if wanted else 1.0


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()
