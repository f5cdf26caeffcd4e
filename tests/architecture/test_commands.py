"""Benchmarks and evaluations run seldom; what they use of the house has to be there all the same."""

from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for pattern in ("benchmarks/*/run.py", "evaluation/*/task.py")
    for path in sorted(ROOT.glob(pattern))
]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_can_be_imported(name: str) -> None:
    module = import_module(name)
    assert hasattr(module, "main") or hasattr(module, "measure")
