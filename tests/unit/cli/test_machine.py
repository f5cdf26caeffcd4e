"""Answers for programs: the fields are those that docs/reference/json.md describes."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from muniment.cli import main
from muniment.cli.machine import SCHEMA, write
from muniment.custody.log import Entry
from muniment.model.citation import Citation, ExhibitId
from muniment.model.copying import Credit, Group, Lane, Link, Shared
from muniment.model.exhibit import Digest, Exhibit
from muniment.model.finding import Answer, Copy, Finding
from muniment.model.judgement import Judgement
from muniment.model.moment import Moment
from muniment.model.passage import Box, CitedPassage, Locator, Passage
from muniment.model.quotation import Quotation, Tally
from muniment.model.quote import Quote
from muniment.model.reading import Fact, ReadWarning
from muniment.model.report import Trouble
from muniment.model.trace import Match, Piece, Trace
from tests.docs.pages import ROOT, rows

PAGE = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8")
PARTS: dict[str, Any] = {
    "exhibit": Exhibit,
    "finding": Finding,
    "cited passage": CitedPassage,
    "passage": Passage,
    "locator": Locator,
    "box": Box,
    "moment": Moment,
    "copy": Copy,
    "fact": Fact,
    "warning": ReadWarning,
    "trouble": Trouble,
    "answer": Answer,
    "entry": Entry,
    "judgement": Judgement,
    "tally": Tally,
    "quotation": Quotation,
    "quote": Quote,
    "trace of a quote": Trace,
    "match": Match,
    "piece": Piece,
    "lane": Lane,
    "shared": Shared,
    "credit": Credit,
    "link": Link,
    "group": Group,
}
MAIL = """\
From: Nora Vane <nora@hexley.example>
To: Ben Ostler <ben@hexley.example>
Subject: The bus
Date: Thu, 13 May 2021 09:30:00 +0100
Message-ID: <1@hexley.example>

We pay for a bus that nobody asked for, and you signed it on the Monday.
"""
CALLS = {
    "add": ["add", "evidence"],
    "status": ["status", "--exhibits", "--warnings"],
    "search": ["search", "bus", "--facets"],
    "show": ["show", "EX-0002", "¶2"],
    "quotes": ["quotes"],
    "quotes EX-0012": ["quotes", "EX-0004"],
    "trace": ["trace", "--text", "She wrote: “a bus that nobody asked for”."],
    "judge": ["judge", "EX-0004", "¶1", "--agree"],
    "quotes EX-0012 ¶98.2": ["quotes", "EX-0004", "¶1.1"],
    "copies": ["copies"],
    "copies --statement": ["copies", "--statement", "We pay for a bus"],
    "log": ["log"],
    "verify": ["verify"],
    "rebuild": ["rebuild"],
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What every verb that reads answers, on one small case, in the order of `CALLS`."""
    home = tmp_path_factory.mktemp("machine")
    (home / "evidence").mkdir()
    (home / "evidence" / "bus.eml").write_text(MAIL)
    (home / "evidence" / "Re bus.eml").write_text(
        MAIL.replace("<1@", "<2@").replace(
            "Subject: ", "In-Reply-To: <1@hexley.example>\nSubject: Re: "
        )
    )
    (home / "evidence" / "empty.txt").touch()
    (home / "evidence" / "press.md").write_text(
        "Nora Vane wrote of “a bus that nobody asked for”.\n"
    )
    given = ["-C", str(home / "case"), "--who", "mira"]
    runner = CliRunner()
    assert runner.invoke(main, [*given, "init"]).exit_code == 0
    found = {}
    for verb, call in CALLS.items():
        call = [str(home / c) if c == "evidence" else c for c in call]
        result = runner.invoke(main, [*given, *call, "--json"])
        assert not isinstance(result.exception, Exception), result.output
        found[verb] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_an_answer_has_the_fields_that_are_described(
    verb: str, answers: dict[str, dict[str, Any]]
) -> None:
    answer = answers[verb]
    assert (answer.pop("schema"), answer.pop("verb")) == (SCHEMA, verb.split()[0])
    assert set(answer) == set(rows(PAGE, verb))


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_part_has_the_fields_that_are_described(part: str) -> None:
    assert {f.name for f in fields(PARTS[part])} == set(rows(PAGE, part))


def test_every_verb_that_answers_programs_is_described() -> None:
    able = {n for n, verb in main.commands.items() if any(p.name == "as_json" for p in verb.params)}
    assert able == {call.split()[0] for call in CALLS}


def test_the_page_names_the_schema() -> None:
    assert f"Every answer has `schema`, now {SCHEMA}" in PAGE


def test_what_is_found_can_be_cited_and_shown(answers: dict[str, dict[str, Any]]) -> None:
    found = answers["search"]["findings"]
    assert {f["found"]["citation"].split()[0] for f in found} <= {"EX-0001", "EX-0002", "EX-0004"}
    for finding in found:
        start, end = finding["marks"][0]
        assert finding["extract"][start:end].lower() == "bus"


def test_one_mail_answers_the_other(answers: dict[str, dict[str, Any]]) -> None:
    assert [a["exhibit"] for a in answers["show"]["answered_by"]] == ["EX-0001"]


def test_one_answer_is_one_line_and_keeps_the_evidence_as_it_is() -> None:
    exhibit = Exhibit(ExhibitId(3), Digest("ab" * 32), 9, "a\nb\x1b\u202e.txt", ExhibitId(2))
    text = write("status", None, exhibits=[exhibit], cited=Citation(ExhibitId(3), 4))
    assert "\n" not in text
    assert "\x1b" not in text  # JSON itself escapes control characters
    read = json.loads(text)
    assert read["exhibits"][0]["name"] == exhibit.name
    assert (read["exhibits"][0]["id"], read["exhibits"][0]["parent"]) == ("EX-0003", "EX-0002")
    assert read["cited"] == "EX-0003 ¶4"


def test_the_counts_of_a_status_are_there_whatever_is_listed(tmp_path: Path) -> None:
    runner = CliRunner()
    runner.invoke(main, ["-C", str(tmp_path), "init"])
    (tmp_path.parent / "note.txt").write_text("The ferry was late.")
    runner.invoke(main, ["-C", str(tmp_path), "add", str(tmp_path.parent / "note.txt")])
    answer = json.loads(runner.invoke(main, ["-C", str(tmp_path), "status", "--json"]).stdout)
    assert answer["exhibits"] == 1
