"""The benchmark runs, and its table fits a terminal."""

import pytest

from benchmarks.__main__ import main
from benchmarks.search.questions import KINDS


def test_the_benchmark_of_search_prints_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["search", "--passages", "1500", "--queries", "3"])
    printed = capsys.readouterr().out.splitlines()
    assert code in {0, 1}  # how quick it is depends on what else runs here
    assert all(any(line.startswith(kind) for line in printed) for kind in KINDS)
    assert max(map(len, printed)) <= 80


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sorting"]) == 2
    assert "search" in capsys.readouterr().out
