"""A name that is hidden by any chain of encodings, in any chain of containers, is found."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.dossier.leaks import Secret, look
from tests.unit.dossier.leaks.planting import (
    AFTER,
    ALPHABETS,
    BEFORE,
    CONTAINERS,
    ESCAPES,
    SHAPES,
    TAKES_TEXT,
)

NAMES = (
    "Anna Kowalska",
    "Łukasz Müller",
    "Siobhán O’Dwyer",
    "Иван Петров",
    "Marlow-Teague",
    "王小明李",
)
DECOYS = [Secret(f"D-{n}", f"Nobody{n}son Decoy") for n in range(20)]

plans = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(sorted(SHAPES)),
    st.lists(st.sampled_from(sorted(ESCAPES)), max_size=3),
    st.sampled_from(ALPHABETS),
    st.lists(st.sampled_from(sorted(CONTAINERS)), max_size=2),
)
Plan = tuple[str, str, list[str], str, list[str]]


def packed(plan: Plan) -> bytes:
    """The bytes of a file made by a plan."""
    name, shape, escapes, alphabet, containers = plan
    text = SHAPES[shape](name)
    for escape in escapes:
        text = ESCAPES[escape](text)
    data = (BEFORE + text + AFTER).encode(alphabet)
    for container in containers:
        if container in TAKES_TEXT and (b"\0" in data or not data.isascii()):
            container = "zip"
        data = CONTAINERS[container](data)
    return data


def found(folder: Path, data: bytes, name: str) -> bool:
    """Whether the check finds the name, and no other."""
    (folder / "page.bin").write_bytes(data)
    report = look(folder, [Secret("R-1", name), *DECOYS])
    assert {find.secret for find in report.finds} <= {"R-1"}
    assert name not in str(report)
    return not report.is_clean


# The folder is written anew for each example.
_SAME_FOLDER = [HealthCheck.function_scoped_fixture]


@settings(max_examples=25, deadline=None, suppress_health_check=_SAME_FOLDER)
@given(plan=plans)
def test_a_planted_name_is_found(tmp_path: Path, plan: Plan) -> None:
    assert found(tmp_path, packed(plan), plan[0])


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None, suppress_health_check=_SAME_FOLDER)
@given(plan=plans)
def test_a_planted_name_is_found_a_thousand_times(tmp_path: Path, plan: Plan) -> None:
    assert found(tmp_path, packed(plan), plan[0])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_each_shape(tmp_path: Path, name: str, shape: str) -> None:
    assert found(tmp_path, packed((name, shape, [], "utf-8", [])), name)


@pytest.mark.parametrize("name", ["Anna Kowalska", "Łukasz Müller"])
@pytest.mark.parametrize("escape", sorted(ESCAPES))
def test_each_escape(tmp_path: Path, name: str, escape: str) -> None:
    assert found(tmp_path, packed((name, "as it is", [escape], "utf-8", [])), name)


@pytest.mark.parametrize("container", sorted(CONTAINERS))
def test_each_container(tmp_path: Path, container: str) -> None:
    assert found(tmp_path, packed((NAMES[0], "as it is", [], "utf-8", [container])), NAMES[0])
