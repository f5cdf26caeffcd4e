"""The model: its file, its features, and the labels that it gives."""

import itertools
from pathlib import Path

import numpy as np

from muniment.quotes.reported import model
from muniment.quotes.reported.columns import NAMES, Vocabulary, columns
from muniment.quotes.reported.decode import Label, chances, decode
from muniment.quotes.reported.features import TEMPLATES, index
from muniment.quotes.reported.lexicon import load
from muniment.quotes.reported.tokens import cut


def test_what_is_written_is_read(tmp_path: Path) -> None:
    weights = np.zeros((64, 8), dtype=np.int16)
    weights[5, 2], weights[63, 7] = -127, 9
    one = model.Model(weights, 0.02, np.eye(8), np.arange(8.0), {3: (1, 2, 3, 4), 1: (0, 0, 6, 0)})
    model.write(tmp_path / "one.npz", one)
    read = model.read(tmp_path / "one.npz")
    assert read.bits == 6
    assert (read.weights == weights).all()
    assert (read.steps == np.eye(8)).all()
    assert dict(read.words) == dict(one.words)


def test_the_shipped_model_fits_the_labels_and_its_size() -> None:
    shipped = model.load("en")
    assert shipped is not None
    assert shipped.steps.shape == (len(Label), len(Label))
    path = Path(model.languages.__file__).with_name("en.reported.npz")
    assert path.stat().st_size < 10_000_000


def test_a_score_is_the_sum_of_rows() -> None:
    weights = np.full((16, 8), 127, dtype=np.int16)
    one = model.Model(weights, 0.5, np.eye(8), np.zeros(8), {})
    rows = np.zeros((2, len(TEMPLATES)), dtype=np.int32)
    assert (one.score(rows) == 127 * len(TEMPLATES) / 2).all()


def test_features_look_at_neighbours_and_at_nothing_beyond() -> None:
    known = Vocabulary(load("en"), {})
    near = index(cut("Koss said that it shut."), known, 20)
    far = index(cut("Koss said that it shut. Then Hask left the old gate."), known, 20)
    assert near.min() >= 0
    assert near.max() < 1 << 20
    assert (near[0] == far[0]).mean() > 0.9


def test_the_last_cue_is_of_the_same_sentence() -> None:
    tokens = cut("Koss said so. It shut.")
    since = columns(tokens, Vocabulary(load("en"), {}))[NAMES.index("last cue")]
    assert [bool(n) for n in since] == [False, False, True, True, False, False, False]


def test_decoding_finds_the_best_path_of_all() -> None:
    chance = np.random.default_rng(3)
    scores = chance.normal(size=(3, 8)).astype(np.float32)
    steps, starts = chance.normal(size=(8, 8)), chance.normal(size=8)

    def score(path: tuple[int, ...]) -> float:
        return float(
            starts[path[0]]
            + sum(scores[n, label] for n, label in enumerate(path))
            + sum(steps[a, b] for a, b in itertools.pairwise(path))
        )

    paths = list(itertools.product(range(8), repeat=3))
    assert tuple(decode(scores, steps, starts)) == max(paths, key=score)
    weights = np.exp([score(path) for path in paths])
    expected = np.zeros((3, 8))
    for path, weight in zip(paths, weights, strict=True):
        for n, label in enumerate(path):
            expected[n, label] += weight / weights.sum()
    assert np.allclose(chances(scores, steps, starts), expected)
