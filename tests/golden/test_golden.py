"""Each reader gives its golden files the reading that stands beside them."""

import json
from pathlib import Path

import pytest

from tests.golden.pairs import goldens, misplaced, reading

GOLDENS = goldens()


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", GOLDENS, ids=_id)
def test_the_reading_is_the_expected_one(path: Path) -> None:
    expected = path.with_name(path.name + ".expected.json")
    assert reading(path) == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("path", GOLDENS, ids=_id)
def test_a_locator_gives_back_the_passage(path: Path) -> None:
    assert list(misplaced(path)) == []
