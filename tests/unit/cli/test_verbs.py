"""The verbs as somebody meets them: what they do, how they end, and what they say when they cannot."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from muniment.cli import main

Muniment = Callable[..., Result]
MAIL = """\
From: Nora Vane <nora@hexley.example>
Subject: The bus
Date: Thu, 13 May 2021 09:30:00 +0100

We pay for a bus, that nobody asked for.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of three exhibits: EX-0001 a mail, EX-0002 an empty file, EX-0003 a note."""
    home = tmp_path_factory.mktemp("verbs")
    evidence = home / "evidence"
    evidence.mkdir()
    (evidence / "bus.eml").write_text(MAIL)
    (evidence / "empty.txt").touch()
    (evidence / "note.txt").write_text("The ferry was late again.\n\nNobody said why.\n")
    runner = CliRunner()
    assert runner.invoke(main, ["-C", str(home / "case"), "init"]).exit_code == 0
    assert runner.invoke(main, ["-C", str(home / "case"), "add", str(evidence)]).exit_code == 5
    return home


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy of the case, to be spoilt."""
    return Path(shutil.copytree(made / "case", tmp_path / "case"))


@pytest.fixture
def muniment(case: Path, monkeypatch: pytest.MonkeyPatch) -> Muniment:
    """The command, in the folder of the case."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(case)
    return lambda *words: CliRunner().invoke(main, list(words))


def test_a_case_is_made_once(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["init", str(tmp_path / "new")]).exit_code == 0
    again = runner.invoke(main, ["init", str(tmp_path / "new")])
    assert again.exit_code == 2
    assert "already holds a case" in " ".join(again.output.split())


def test_a_folder_without_a_case_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["-C", str(tmp_path), "status"])
    assert result.exit_code == 2
    assert "muniment init" in result.output


def test_the_case_is_found_from_a_folder_inside_it(
    case: Path, muniment: Muniment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case / "originals")
    assert muniment("status").exit_code == 0


def test_adding_twice_keeps_one_exhibit_and_logs_two_entries(
    made: Path, muniment: Muniment
) -> None:
    before = muniment("log").output.count("taken in")
    assert muniment("add", str(made / "evidence")).exit_code == 0
    assert muniment("log").output.count("taken in") == 2 * before
    assert muniment("status").output.startswith("3 exhibits")


def test_a_path_that_is_not_there_is_told(muniment: Muniment) -> None:
    result = muniment("add", "nowhere")
    assert result.exit_code == 5
    assert "Not taken in: nowhere: No such file or directory" in result.output


def test_the_case_itself_is_left_alone(case: Path, muniment: Muniment) -> None:
    result = muniment("add", str(case))
    assert result.exit_code == 0
    assert "It is part of this case itself." in result.output


@pytest.mark.parametrize(
    "written", [["EX-0003", "¶2"], ["EX-0003 ¶2"], ["ex3", "p2"], ["3:2"], ["3", "#2"]]
)
def test_a_citation_may_be_typed_in_many_ways(written: list[str], muniment: Muniment) -> None:
    result = muniment("show", *written)
    assert result.exit_code == 0
    assert "▶¶2" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "EX-0099"], "no exhibit EX-0099"),
        (["show", "EX-0003", "¶9"], "from ¶1 to ¶2"),
        (["show", "the", "note"], "is not a citation"),
        (["search", '"never closed'], "^"),
        (["search", "nofield:x"], "nofield:"),
        (["search", "bus", "--after", "junk"], "Start again"),
        (["set", "EX-0003", "zone=Atlantis/Main"], "zone"),
        (["set", "EX-0003", "colour=red"], "colour"),
        (["serch", "bus"], "search"),
    ],
    ids=lambda x: x if isinstance(x, str) else " ".join(x),
)
def test_what_cannot_be_done_is_told_in_words(
    words: list[str], said: str, muniment: Muniment
) -> None:
    result = muniment(*words)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_search_that_finds_nothing_says_how_much_was_searched(muniment: Muniment) -> None:
    result = muniment("search", "zeppelin")
    assert result.exit_code == 0
    assert result.output.startswith("0 passages of 4")


def test_all_pages_of_a_search_are_the_same_as_one(muniment: Muniment) -> None:
    whole = muniment("search", "is:any", "--sort", "citation", "-n", "100").output
    paged = muniment("search", "is:any", "--sort", "citation", "-n", "1", "--to-end").output
    for line in whole.splitlines():
        assert line in paged


def test_the_original_is_what_was_taken_in(made: Path, muniment: Muniment) -> None:
    path = muniment("show", "EX-0001", "--original").output.strip()
    assert Path(path).read_text() == (made / "evidence" / "bus.eml").read_text()


def test_a_setting_is_kept_with_who_and_why_and_can_be_taken_back(muniment: Muniment) -> None:
    done = muniment(
        "--who", "Ida", "set", "EX-0003", "role=primary", "--why", "A log, not a report"
    )
    assert "set by hand: role = primary" in done.output
    assert "note.txt" in muniment("search", "ferry is:primary").output
    muniment("--who", "Ida", "set", "EX-0003", "role=")
    assert "role = " not in muniment("show", "EX-0003").output
    log = " ".join(muniment("log").output.split())
    assert "Ida set EX-0003 role = primary (A log, not a report)" in log
    assert "role = taken back" in log


def test_verify_says_so_when_all_agrees_and_names_what_does_not(
    case: Path, muniment: Muniment
) -> None:
    assert muniment("verify").exit_code == 0
    original = case / muniment("show", "EX-0003", "--original").output.strip()
    original.chmod(0o644)
    original.write_text("The ferry was on time.")
    result = muniment("verify")
    assert result.exit_code == 6
    assert "EX-0003 (note.txt): its bytes were changed." in " ".join(result.output.split())


def test_a_rebuild_says_that_every_citation_holds(muniment: Muniment) -> None:
    before = muniment("show", "EX-0001", "¶2").output
    assert "Every citation says what it said." in muniment("rebuild").output
    assert muniment("show", "EX-0001", "¶2").output == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert "_MUNIMENT_COMPLETE" in result.output


def test_another_process_that_writes_is_named(case: Path, muniment: Muniment) -> None:
    from muniment.store.lock import writing

    with writing(case / "case.lock"):
        result = muniment("add")
    assert result.exit_code == 3
    assert "is writing to this case" in result.output


# what is known to be wrong: each mark is taken off with its repair


def test_an_exhibit_that_is_read_again_is_found_as_it_is_read_now(muniment: Muniment) -> None:
    muniment("set", "EX-0001", "format=csv")
    muniment("set", "EX-0001", "format=")
    assert muniment("search", "nobody").exit_code == 0
    assert "4 passages, 4 searchable" in muniment("status").output


def test_a_setting_without_a_value_is_refused(muniment: Muniment) -> None:
    assert muniment("set", "EX-0001", "zone").exit_code == 2


def test_a_format_that_nobody_reads_is_refused(muniment: Muniment) -> None:
    assert muniment("set", "EX-0001", "format=nonsense").exit_code == 2


def test_what_a_resumed_add_could_not_read_is_told(case: Path, muniment: Muniment) -> None:
    with sqlite3.connect(case / "case.db") as db:
        db.execute("DELETE FROM reading WHERE exhibit = 2")
        db.execute("DELETE FROM warning WHERE exhibit = 2")
    db.close()
    assert muniment("add").exit_code == 5


def test_a_search_without_its_index_says_so(case: Path, muniment: Muniment) -> None:
    shutil.rmtree(case / "index")
    result = muniment("search", "bus")
    assert result.exit_code == 3
    assert "muniment add" in result.output


@pytest.mark.parametrize("content", [b"", b"junk" * 400], ids=["empty", "junk"])
def test_a_database_that_is_none_is_told_in_words(
    content: bytes, case: Path, muniment: Muniment
) -> None:
    (case / "case.db").write_bytes(content)
    result = muniment("status")
    assert result.exit_code == 3
    assert "newer" not in result.output


def test_an_exhibit_without_passages_says_that_it_has_none(muniment: Muniment) -> None:
    assert "¶0" not in muniment("show", "EX-0002", "¶1").output


def test_a_kind_that_does_not_exist_is_told(muniment: Muniment) -> None:
    assert muniment("search", "kind:mial").exit_code == 2


@pytest.mark.parametrize("query", ["-coach", "-(bus OR coach)", "-n3", "-on:2002-09 x"])
def test_a_query_may_begin_with_a_minus(tmp_path: Path, query: str) -> None:
    run = CliRunner().invoke
    run(main, ["init", str(tmp_path / "c")])
    (tmp_path / "a.txt").write_text("The bus left.\n\nThe tram did not.\n", "utf-8")
    run(main, ["-C", str(tmp_path / "c"), "add", str(tmp_path / "a.txt")])
    told = run(main, ["-C", str(tmp_path / "c"), "search", query])
    if query == "-n3":
        assert told.exit_code == 2, "this is an option, and there is no query"
    else:
        assert told.exit_code == 0, told.output
        assert " of 2" in told.output
        assert "Usage" not in told.output


def test_that_nobody_wrote_something_is_not_left_at_that(muniment: Muniment) -> None:
    """Printed mails have no author; who finds nothing is told."""
    told = muniment("search", "from:nobody")
    assert "search for the name itself" in " ".join(told.output.split())
    told = muniment("search", "from:vane")
    assert "search for the name itself" not in " ".join(told.output.split())
