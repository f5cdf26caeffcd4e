from pathlib import Path

import pytest

from evaluation.floors import (
    Baseline,
    corpus_digest,
    judge,
    pin,
    read_baseline,
    write_baseline,
)


def test_a_figure_below_its_floor_is_missed() -> None:
    floors = {"recall": 0.9, "leak_max": 0.02, "gone": 1.0}
    good = judge({"recall": 0.9, "leak_max": 0.02, "gone": 1, "extra": 0}, floors)
    assert not any(j.is_missed for j in good)
    bad = judge({"recall": 0.8999, "leak_max": 0.0201}, floors)
    assert [j.figure for j in bad if j.is_missed] == ["recall", "leak_max", "gone"]
    assert judge({"recall": float("nan")}, {"recall": 0.1})[0].is_missed


def test_pinning_never_lowers_unless_told() -> None:
    old = {"recall": 0.9, "leak_max": 0.02, "gone": 1.0}
    new = {"recall": 0.8, "leak_max": 0.03}
    assert pin(new, old, may_lower=False) == old
    assert pin(new, old, may_lower=True) == new
    assert pin({"recall": 0.95}, old, may_lower=False)["recall"] == 0.95


@pytest.mark.parametrize(
    ("figure", "value", "floor"),
    [("f", 0.98765, 0.987), ("f", 0.98, 0.98), ("x_max", 0.98765, 0.988), ("f", 1, 1.0)],
)
def test_floors_are_cut_to_the_lenient_side(figure: str, value: float, floor: float) -> None:
    pinned = pin({figure: value}, {}, may_lower=False)
    assert pinned == {figure: floor}
    assert not judge({figure: value}, pinned)[0].is_missed


def test_a_baseline_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert read_baseline(path) is None
    write_baseline(path, Baseline({"f": 0.5}, "abc"))
    assert read_baseline(path) == Baseline({"f": 0.5}, "abc")


def test_the_digest_knows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"1")
    first = corpus_digest(tmp_path)
    (tmp_path / "b").write_bytes(b"2")
    second = corpus_digest(tmp_path)
    (tmp_path / "b").rename(tmp_path / "c")
    assert len({first, second, corpus_digest(tmp_path)}) == 3
