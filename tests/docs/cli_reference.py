"""Writes docs/reference/cli.md from the command's own help: `python -m tests.docs.cli_reference`."""

from pathlib import Path

import click
from click.testing import CliRunner

from muniment.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
_HEAD = """\
# The command `muniment`

This page is what `--help` says, gathered by `python -m tests.docs.cli_reference`. A test holds it
to the command. What each verb answers to a program is described in [json.md](json.md), how it ends
in [exit-codes.md](exit-codes.md), and the grammar of queries in [search.md](search.md).
"""


def page() -> str:
    """The page as it should be."""
    parts = [_HEAD, _part("muniment", [])]
    parts += [_part(f"muniment {verb}", [verb]) for verb in main.list_commands(click.Context(main))]
    return "\n".join(parts)


def _part(title: str, verb: list[str]) -> str:
    result = CliRunner().invoke(
        main, [*verb, "--help"], prog_name="muniment", terminal_width=80, max_content_width=80
    )
    assert result.exit_code == 0, result.output
    text = "\n".join(line.rstrip() for line in click.unstyle(result.output).split("\n"))
    return f"## `{title}`\n\n```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
