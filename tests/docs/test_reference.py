"""The reference says what the code says: commands, errors, settings, hooks, kinds, exit codes."""

import inspect
import re
from enum import StrEnum

import click
import pytest

from muniment import hookspecs
from muniment.cli import group, main, publishing, quoting, redacting, verbs
from muniment.intake.chats.calendars import CALENDARS
from muniment.intake.settings import SETTINGS, is_known
from muniment.model.exhibit import ExhibitKind, State
from muniment.model.passage import Passage, PassageKind, Role
from muniment.plugins import BUILT_IN
from muniment.store import schema
from tests.docs import cli_reference, contents, errors_reference, workbench_reference
from tests.docs.pages import ROOT, rows

REFERENCE = ROOT / "docs" / "reference"


def read(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


@pytest.mark.parametrize(
    "generated",
    [cli_reference, errors_reference, workbench_reference, contents],
    ids=["cli", "errors", "workbench", "contents"],
)
def test_a_gathered_page_is_current(generated: object) -> None:
    page = generated.page()  # type: ignore[attr-defined]
    assert generated.PAGE.read_text("utf-8") == page, (  # type: ignore[attr-defined]
        f"python -m {generated.__name__}"  # type: ignore[attr-defined]
    )


def test_every_verb_and_option_is_on_the_page_of_the_command() -> None:
    page = read("cli.md")
    for name, verb in main.commands.items():
        part = page.split(f"## `muniment {name}`")[1].split("## `")[0]
        for parameter in verb.params:
            if isinstance(parameter, click.Option):
                assert all(option in part for option in parameter.opts), parameter


def test_every_verb_says_what_it_does_and_every_option_what_it_is_for() -> None:
    for name, verb in main.commands.items():
        assert verb.help, name
        for parameter in verb.params:
            if isinstance(parameter, click.Option) and not isinstance(parameter.type, click.Choice):
                assert parameter.help, f"{name} {parameter.opts}"


def test_help_fits_into_80_columns() -> None:
    assert max(map(len, cli_reference.page().split("\n"))) <= 110  # our own table heads and prose
    inside = re.findall(r"```text\n(.*?)```", cli_reference.page(), re.DOTALL)
    assert max(len(line) for block in inside for line in block.split("\n")) <= 80


def test_every_setting_is_explained_and_its_values_are_right() -> None:
    explained = {
        line.split("|")[1].strip(" `"): line.split("|")[3]
        for line in read("settings.md").split("\n")
        if line.startswith("| `")
    }
    assert set(explained) == set(SETTINGS)
    for name, values in explained.items():
        for value in re.findall(r"`([^`]+)`", values):
            assert is_known(name, value), f"{name}={value}"


def test_every_calendar_is_named() -> None:
    row = next(line for line in read("settings.md").split("\n") if line.startswith("| `calendar`"))
    assert set(re.findall(r"`([^`]+)`", row.split("|")[3])) == set(CALENDARS)


@pytest.mark.parametrize("reader", sorted({spec.module.rpartition(".")[2] for spec in BUILT_IN}))
def test_every_reader_is_on_the_page_of_formats(reader: str) -> None:
    assert f"`{reader}`" in read("formats.md")


def test_every_folder_of_the_code_is_on_the_map_with_its_question() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    source = ROOT / "src" / "muniment"
    for folder in sorted(p.parent.relative_to(source) for p in source.rglob("__init__.py")):
        if len(folder.parts) == 1:
            assert re.search(rf"^### `{folder}/` .*\?$", page, re.MULTILINE), folder
        elif len(folder.parts) == 2:
            assert f"`{folder.name}/`" in page, folder


def test_every_hook_is_explained() -> None:
    page = read("hooks.md")
    for name, hook in inspect.getmembers(hookspecs, inspect.isfunction):
        if name.startswith("muniment_"):
            arguments = ", ".join(inspect.signature(hook).parameters)
            assert f"## `{name}({arguments})`" in page


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("States", State),
        ("Kinds of exhibit", ExhibitKind),
        ("Kinds of passage", PassageKind),
        ("Roles", Role),
    ],
)
def test_the_glossary_has_every_kind_and_no_other(heading: str, kinds: type[StrEnum]) -> None:
    assert set(rows(read("glossary.md"), heading)) == {str(k) for k in kinds}


def test_states_are_shown_as_the_glossary_says() -> None:
    from muniment.cli.layout import _STATES

    shown = {
        name: rest.split(" | ")[0] for name, rest in rows(read("glossary.md"), "States").items()
    }
    assert shown == _STATES


def test_the_glossary_has_every_mark() -> None:
    known = inspect.getdoc(Passage) or ""
    marks = re.findall(r"`(\w+)`", known.split("marks:")[1].split("attachments:")[0])
    meaning = rows(read("glossary.md"), "Nouns")["mark"]
    assert marks
    assert all(mark in meaning for mark in marks)


def test_the_glossary_is_in_order() -> None:
    nouns = list(rows(read("glossary.md"), "Nouns"))
    assert nouns == sorted(nouns)


def test_every_exit_code_is_explained_and_no_other() -> None:
    codes = {verbs.READ_IN_PART, verbs.REFUSED, verbs.DIFFERS, group.STOPPED, 0}
    codes |= {quoting.QUOTED_WRONGLY, quoting.NOT_FOUND, quoting.NOT_CHECKED}
    codes |= {publishing.UNSOUND, redacting.FOUND}
    codes |= {error.exit_code for error in errors_reference.kin()}
    explained = re.findall(r"^\| (\d+) \|", read("exit-codes.md"), re.MULTILINE)
    assert [int(code) for code in explained] == sorted(codes)


def test_every_table_of_a_case_is_explained() -> None:
    page = read("case-folder.md")
    kept, derived = page.split("## Tables that are kept for ever")[1].split(
        "## Tables that are derived"
    )
    named = {
        part: set(re.findall(r"`(\w+)`", text))
        for part, text in (("kept", kept), ("derived", derived))
    }
    made = {"kept": schema._KEPT, "derived": schema._DERIVED}
    for part, sql in made.items():
        tables = set(re.findall(r"CREATE TABLE (\w+)", sql))
        assert tables
        assert tables <= named[part], tables - named[part]
        heads = re.findall(r"^- (`.*?):", {"kept": kept, "derived": derived}[part], re.MULTILINE)
        assert {name for head in heads for name in re.findall(r"`(\w+)`", head)} <= tables
    assert set(schema.APPEND_ONLY) <= named["kept"]
    assert f"now {schema.FORMAT}" in page
