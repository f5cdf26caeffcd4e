"""The model of a language: what each feature says for each label, learned from annotated articles.

It is a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) whose features are
hashed. The file beside the language pack holds numbers only: a weight of one byte for each row that
matters and each label, and two tables keyed by the CRC-32 of a word (its clusters, and how often it
is part of a cue or of a speaker). `evaluation/quotes_reported/train.py` makes it.

>>> load("de") is None
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muniment.quotes import languages


@dataclass(frozen=True, slots=True)
class Model:
    """What training learned.

    Attributes:
        weights: rows of the hashed features × labels, in units of `scale`, from -127 to 127; twice as
            wide as they need be, so that a few hundred of them can be summed as they are.
        scale: one for all.
        steps: label × following label.
        starts: of a passage's first label.
        words: CRC-32 of a word → fine cluster, coarse cluster, how often it is part of a cue and
            how often of a speaker, in steps from 1; 0 for what is not known.
    """

    weights: NDArray[np.int16]
    scale: float
    steps: NDArray[np.float64]
    starts: NDArray[np.float64]
    words: Mapping[int, tuple[int, int, int, int]]

    @property
    def bits(self) -> int:
        """How many bits of a hash tell rows apart."""
        return len(self.weights).bit_length() - 1

    def score(self, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """Tokens × labels, from tokens × features."""
        sums: NDArray[np.int16] = np.add.reduce(self.weights[rows], axis=1, dtype=np.int16)
        return sums.astype(np.float32) * np.float32(self.scale)


@cache
def load(language: str) -> Model | None:
    """The model of a language; None when it has none."""
    path = Path(languages.__file__).with_name(f"{language}.reported.npz")
    return read(path) if path.exists() else None


def read(path: Path) -> Model:
    """A model from its file."""
    with np.load(path, allow_pickle=False) as file:
        weights = np.zeros((int(file["size"]), file["weights"].shape[1]), dtype=np.int16)
        weights[np.cumsum(file["gaps"], dtype=np.int64)] = file["weights"]
        return Model(
            weights,
            float(file["scale"]),
            file["steps"],
            file["starts"],
            {
                int(key): (int(row[0]), int(row[1]), int(row[2]), int(row[3]))
                for key, row in zip(file["keys"], file["words"], strict=True)
            },
        )


def write(path: Path, model: Model) -> None:
    """Write a model, leaving out rows that say nothing."""
    kept = np.flatnonzero(model.weights.any(axis=1))
    keys = sorted(model.words)
    np.savez_compressed(
        path,
        size=np.int64(len(model.weights)),
        gaps=np.diff(kept, prepend=0).astype(np.uint32),
        weights=model.weights[kept].astype(np.int8),
        scale=np.float64(model.scale),
        steps=model.steps,
        starts=model.starts,
        keys=np.array(keys, dtype=np.uint32),
        words=np.array([model.words[key] for key in keys], dtype=np.uint16),
    )
