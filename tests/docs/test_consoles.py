"""What the pages show in a terminal is what the command says."""

import re
from pathlib import Path

import pytest

from tests.docs.consoles import Terminal, agrees, commands
from tests.docs.pages import ROOT, name_of, pages
from tests.docs.sample_case import build_demo

SHOWN = [p for p in pages() if "```console" in p.read_text("utf-8")]


@pytest.mark.parametrize("page", SHOWN, ids=name_of)
def test_a_page_shows_what_the_command_says(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    if "demo/case" in text:
        build_demo(tmp_path)
    terminal = Terminal(tmp_path)
    told = ""
    for command in commands(text):
        for cited in re.findall(r"EX-\d+ ¶\d+(?:\.\d+)?", command.line):
            shown = re.search(rf"{re.escape(cited)}(?![\d.])", told)
            assert shown, f"$ {command.line}\nnothing above shows {cited}"
        said, code = terminal.run(command.line)
        told += said + "\n"
        assert code == command.exit_code, f"$ {command.line}\n{said}"
        assert agrees(said, command.said), (
            f"$ {command.line}\n{said}\n— but {name_of(page)} shows:\n{command.said}\n"
            f"To write it anew: python -m tests.docs.consoles {name_of(page)}"
        )


def test_the_readme_and_the_tutorial_are_among_them() -> None:
    assert {"README.md", "docs/tutorial/first-case.md"} <= {name_of(p) for p in SHOWN}


def test_the_readme_shows_a_short_session() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.count("\n") <= 120


@pytest.mark.parametrize(
    ("said", "shown", "expected"),
    [
        ("a\nb\nc", "a\n…\nc", True),
        ("a\nc", "a\n…\nc", True),
        ("a\nb", "a", False),
        ("12 files at 2021-05-02T10:00:00Z", "12 files at 2020-01-01T00:00:00Z", True),
        ("1,234 passages", "11,913 passages", True),
        ("3 passages", "4 passages", False),
        ("head 0123456789abcdef…", "head fedcba9876543210…", True),
    ],
)
def test_what_agrees(said: str, shown: str, expected: bool) -> None:
    assert agrees(said, shown) is expected
