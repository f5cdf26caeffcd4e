"""Answers for people: nothing of the evidence acts on the terminal, and lines fit into it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import pytest

from muniment.cli import layout
from muniment.custody.log import Entry
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Digest, Exhibit, ExhibitKind, State
from muniment.model.finding import Answer, Copy, Finding, Findings, View
from muniment.model.judgement import Judgement
from muniment.model.moment import Moment, Precision
from muniment.model.passage import CitedPassage, Locator, Passage, PassageKind
from muniment.model.reading import Fact, ReadWarning
from muniment.model.report import Added, Rebuilt, Status, Trouble

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b\u202e\u2066\x00\x7f"
"""What a hostile name or text may hold: titles, clearing, C1 controls, reversal, NUL, DEL."""

DIGEST = Digest("ab" * 32)
EXHIBIT = Exhibit(
    ExhibitId(7),
    DIGEST,
    512,
    f"name{EVIL}",
    None,
    f"custodian{EVIL}",
    ExhibitKind.CHAT,
    "whatsapp",
    State.READ,
)
PASSAGE = CitedPassage(
    Citation(ExhibitId(7), 2),
    Passage(
        PassageKind.COMMENT,
        f"words{EVIL}",
        Locator("chat", 0, 5),
        author=f"author{EVIL}",
        moment=Moment("2021-05-13T21:02", None, Precision.MINUTE),
        marks=("edited",),
    ),
)
WARNING = ReadWarning(f"cause{EVIL}", f"place{EVIL}", f"step{EVIL}")
STATUS = Status(
    exhibits=1, outside=1, sightings=1, bytes=512, states={"read": 1}, kinds={"chat": 1},
    custodians={f"custodian{EVIL}": 1}, passages=2, indexed=2, copies=0,
    earliest="2021-05-13T21:02", latest="2021-05-13T21:02", warnings=1, losses=1, log=2,
    head="cd" * 32, pending=1,
)  # fmt: skip
FINDING = Finding(
    PASSAGE,
    EXHIBIT,
    f"title{EVIL}",
    f"words{EVIL}",
    ((0, 5),),
    True,
    True,
    (Copy(Citation(ExhibitId(8), 1), 0.9),),
)
VIEW = View(
    EXHIBIT,
    [f"/evidence/{EVIL}"],
    [EXHIBIT],
    [(f"inside{EVIL}", EXHIBIT)],
    [Fact("title", f"value{EVIL}", f"basis{EVIL}", f"doubt{EVIL}")],
    [WARNING],
    [PASSAGE],
    9,
    0,
    [],
    {"zone": f"value{EVIL}"},
    Answer(ExhibitId(8), f"reason{EVIL}", True),
    [Answer(ExhibitId(9), f"reason{EVIL}", False)],
)
ADDED = Added(
    files=3, taken=1, seen=1, failed=[(f"path{EVIL}", f"why{EVIL}")],
    skipped=[(f"path{EVIL}", "It is a link.")], inside=1, states={"read": 1}, passages=2,
    troubles=[Trouble(EXHIBIT, WARNING)],
)  # fmt: skip
ENTRY = Entry(
    1,
    "2021-05-13T21:02:00Z",
    f"who{EVIL}",
    "taken in",
    7,
    DIGEST,
    9,
    f"source{EVIL}",
    f"custodian{EVIL}",
    "muniment 0.1.0",
)
JUDGEMENT = Judgement("2021-05-13T21:02:00Z", f"who{EVIL}", 7, "zone", f"value{EVIL}", f"why{EVIL}")

ANSWERS: dict[str, Callable[[], str | Iterable[str]]] = {
    "added": lambda: layout.added(ADDED),
    "troubles": lambda: layout.troubles([Trouble(EXHIBIT, WARNING)]),
    "status": lambda: layout.status(STATUS),
    "exhibits": lambda: layout.exhibits([EXHIBIT]),
    "findings": lambda: layout.findings(
        Findings(f"q{EVIL}", f"read{EVIL}", 1, 2, [FINDING], "", {"author": [(f"x{EVIL}", 1)]}),
        is_first=True,
    ),
    "view": lambda: layout.view(VIEW, Path("originals/ab")),
    "passage": lambda: layout.passage(PASSAGE, is_asked=True),
    "log": lambda: layout.log([ENTRY], [JUDGEMENT]),
    "verified": lambda: layout.verified(STATUS, [f"EX-0007 (name{EVIL}): its bytes were changed."]),
    "rebuilt": lambda: layout.rebuilt(Rebuilt(1, 2, [EXHIBIT])),
}


def said(name: str) -> str:
    answer: Any = ANSWERS[name]()
    return answer if isinstance(answer, str) else "\n".join(answer)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_evidence_never_acts_on_the_terminal(name: str) -> None:
    shown = re.sub(r"\x1b\[\d+m", "", said(name))  # what Muniment itself colours
    assert not {c for c in shown if c != "\n" and unicodedata.category(c) == "Cc"}
    assert not {c for c in shown if c in "\u202e\u2066"}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_every_answer_ends_its_colours(name: str) -> None:
    codes = re.findall(r"\x1b\[(\d+)m", said(name))
    assert not codes or codes[-1] == "0"


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


LONG = "a long way round by the harbour office " * 6


def test_a_long_header_of_a_finding_fits() -> None:
    passage = Passage(PassageKind.MAIL, LONG, Locator("part 1", 0, 5), author="Nora Vane <nora.vane@hexley.example>",
                      moment=Moment("2021-05-13T21:02:11", 60))  # fmt: skip
    exhibit = Exhibit(
        ExhibitId(7), DIGEST, 1, "2021-05-13 Re Re Fwd The bus that nobody asked for.eml"
    )
    found = Finding(
        CitedPassage(Citation(ExhibitId(7), 2), passage), exhibit, LONG, LONG, (), False, False
    )
    lines = layout.findings(Findings("q", "r", 1, 2, [found]), is_first=True).split("\n")
    assert max(len(click.unstyle(line)) for line in lines) <= 80


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_words(state: State) -> None:
    assert layout._STATES[state]


def test_counts_of_an_add_reconcile_with_what_is_listed() -> None:
    text = click.unstyle(layout.added(ADDED))
    assert "3 files: 1 new, 1 already here" in text
    assert "Not taken in: path" in text
    assert "Left alone: path" in text


def test_an_exhibit_says_how_to_read_on() -> None:
    assert "muniment show EX-0007 ¶3" in click.unstyle(said("view"))


def test_the_passage_asked_for_is_pointed_at() -> None:
    assert click.unstyle(layout.passage(PASSAGE, is_asked=True)).startswith("▶¶2")
    assert click.unstyle(layout.passage(PASSAGE, is_asked=False)).startswith(" ¶2")


def test_a_verified_case_asks_to_keep_the_head() -> None:
    text = layout.verified(STATUS, [])
    assert "cd" * 32 in text


def test_an_exhibit_takes_one_line_whatever_its_name() -> None:
    exhibit = Exhibit(ExhibitId(7), DIGEST, 1, "two\nlines.txt")
    assert "\n" not in "".join(layout.exhibits([exhibit]))


def test_the_grammar_and_the_head_of_a_passage_fit_into_80_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from muniment.cli.grammar_page import PAGE

    monkeypatch.setenv("COLUMNS", "80")
    long = "Ines Marlow-Teague <ines.marlow-teague@skarrowhaven.example>"
    passage = Passage(
        PassageKind.MAIL,
        "words",
        Locator("mail", 0, 5),
        author=long,
        moment=Moment("2023-06-21T06:12:00", 60),
        marks=("forwarded", "edited"),
    )
    shown = layout.passage(CitedPassage(Citation(ExhibitId(7), 3563), passage), is_asked=True)
    finding = Finding(
        CitedPassage(Citation(ExhibitId(7), 3563), passage),
        EXHIBIT,
        long,
        "words",
        (),
        False,
        False,
    )
    found = "\n".join(layout._finding(finding))
    for line in (shown + "\n" + found + "\n" + PAGE).split("\n"):
        assert len(click.unstyle(line)) <= 80, line
    assert "edited" in shown
