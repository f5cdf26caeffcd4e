"""Clusters of words that stand among like words, from plain news: what stands in for grammar.

Counts of the neighbours of each word, one and two places to either side, weighed by positive
pointwise mutual information (Bullinaria and Levy 2007), made narrow by a randomised singular value
decomposition (Halko, Martinsson, Tropp 2011), and grouped by spherical k-means.
"""

import csv
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muniment.quotes.reported.lexicon import fold
from muniment.quotes.reported.tokens import cut

NEWS = ("claims-stance-fnc1", "html-articles-scrapinghub")
"""Corpora of plain news that are read beside the annotated articles, for their words alone."""

FINE, COARSE = 300, 60
_LEAST = 5
_WORDS = 20_000
_CONTEXTS = 1000
_WIDTH = 80
_SIDES = (-2, -1, 1, 2)

Floats = NDArray[np.float32]


def news(corpora: Path) -> Iterator[str]:
    """Texts of the corpora of plain news."""
    csv.field_size_limit(sys.maxsize)
    with lzma.open(corpora / NEWS[0] / "bodies.csv.xz", "rt", encoding="utf-8") as file:
        yield from (row["articleBody"] for row in csv.DictReader(file))
    pages = json.loads((corpora / NEWS[1] / "ground-truth.json").read_text("utf-8"))
    yield from (page["articleBody"] for page in pages.values())


def cluster(texts: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Frequent words, folded, each with its fine and its coarse cluster, from 1."""
    folded = [[fold(token.text) for token in cut(text)] for text in texts]
    counts = Counter(word for words in folded for word in words)
    common = [word for word, n in counts.most_common(_WORDS) if n >= _LEAST]
    vectors = _narrow(_weigh(_neighbours(folded, common)))
    weights = np.sqrt(np.array([counts[word] for word in common], dtype=np.float32))
    groups = [_group(vectors, size, weights) for size in (FINE, COARSE)]
    return {
        word: (int(fine) + 1, int(coarse) + 1)
        for word, fine, coarse in zip(common, *groups, strict=True)
    }


def _neighbours(folded: Sequence[Sequence[str]], common: Sequence[str]) -> Floats:
    number = {word: n for n, word in enumerate(common)}
    counts = np.zeros((len(common), len(_SIDES) * _CONTEXTS), dtype=np.float32)
    for words in folded:
        line = np.array([number.get(word, len(common)) for word in words], dtype=np.int64)
        for side, offset in enumerate(_SIDES):
            left, right = line[: -abs(offset)], line[abs(offset) :]
            word, beside = (left, right) if offset > 0 else (right, left)
            kept = (word < len(common)) & (beside < _CONTEXTS)
            np.add.at(counts, (word[kept], beside[kept] + side * _CONTEXTS), 1)
    return counts


def _weigh(counts: Floats) -> Floats:
    of_word = counts.sum(axis=1, keepdims=True) + 1e-9
    of_context = counts.sum(axis=0, keepdims=True) ** 0.75
    expected = of_word * of_context / of_context.sum() + 1e-9
    return np.log(np.maximum(counts / expected, 1))


def _narrow(matrix: Floats) -> Floats:
    chance = np.random.default_rng(1)
    basis = matrix @ chance.standard_normal((matrix.shape[1], _WIDTH + 40), dtype=np.float32)
    for _ in range(3):
        basis = matrix @ (matrix.T @ np.linalg.qr(basis)[0])
    basis = np.linalg.qr(basis)[0]
    left, sizes, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    vectors = (basis @ left)[:, :_WIDTH] * np.sqrt(sizes[:_WIDTH])
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _group(vectors: Floats, size: int, weights: Floats) -> NDArray[np.int64]:
    """Spherical k-means, begun with the most frequent words."""
    centres = vectors[:size].copy()
    weighed = vectors * weights[:, None]
    for _ in range(25):
        nearest = (vectors @ centres.T).argmax(axis=1)
        for n in np.unique(nearest):
            total = weighed[nearest == n].sum(axis=0)
            centres[n] = total / (np.linalg.norm(total) + 1e-9)
    return nearest
