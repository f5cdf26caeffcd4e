"""The verbs on what is published, from the first draft to a stranger's check."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reportlab.pdfgen.canvas import Canvas

from muniment.cli import main

CHAT = """\
[06/05/2021, 22:45:00] Anna Kowal: the gate was shut at ten, everyone silent and grey faced
[06/05/2021, 22:46:00] Ben Marsh: ring her on 020 7946 0018
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "_chat.txt").write_text(CHAT, "utf-8")
    case = tmp_path / "case"
    run(case, "init")
    paper = Canvas(str(tmp_path / "paper.pdf"), pagesize=(300, 200))
    paper.drawString(20, 100, "A paper of one page")
    paper.save()
    run(case, "add", str(tmp_path / "_chat.txt"))
    run(case, "add", str(tmp_path / "paper.pdf"))
    return case


def run(folder: Path, *words: str, code: int = 0) -> Result:
    made = ["init", str(folder)] if words == ("init",) else ["-C", str(folder), *words]
    result = CliRunner().invoke(main, made, env={"COLUMNS": "80"})
    assert result.exit_code == code, result.output
    return result


def test_from_a_draft_to_a_bundle_that_verifies(folder: Path) -> None:
    assert "There is no dossier yet" in run(folder, "dossier", "check").output
    begun = run(folder, "dossier", "new", "gate").output
    assert f"Begun: {folder / 'dossier' / 'gate.md'}\nOpen this file in any editor" in begun
    assert begun.endswith("\n  muniment dossier check gate\n")
    draft = folder / "dossier" / "gate.md"
    assert "[EX-0001 ¶1]" in draft.read_text("utf-8")
    draft.write_text("# Gate\n\nShe wrote “the gate was never shut” [EX-0001 ¶1].\n", "utf-8")
    told = run(folder, "dossier", "check", "gate", code=11).output
    assert "line 3: This is not what EX-0001 ¶1 says." in told
    assert "{+never+}" in told
    assert max(map(len, told.splitlines())) <= 80
    run(folder, "dossier", "publish", "gate", "--out", str(folder / "out"), code=2)
    assert not (folder / "out").exists()

    draft.write_text("# Gate\n\nShe wrote “the gate was shut” [EX-0001 ¶1].\n", "utf-8")
    proposed = json.loads(run(folder, "redactions", "propose", "gate", "--json").output)["proposed"]
    assert {"Anna Kowal", "020 7946 0018"} <= {w for one in proposed for w in one["words"]}
    draft.write_text(draft.read_text("utf-8") + "\nMr Zbigniew Wolski lives there.\n", "utf-8")
    assert "line 5 of the dossier" in run(folder, "redactions", "propose", "gate").output
    run(folder, "redact", "person", "Official A", "Anna Kowal", "--why", "a source")
    run(folder, "redact", "pattern", "phone", "--why", "privacy")
    assert "Official A" in run(folder, "redactions", "list").output
    told = run(folder, "dossier", "publish", "gate", "--out", str(folder / "out")).output
    assert "1 quotation compared" in told
    assert all(len(line) <= 80 or str(folder) in line for line in told.splitlines())
    assert "valid" in run(folder, "verify", str(folder / "out")).output
    page = folder / "out" / "site" / "index.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    assert "site/index.html" in run(folder, "verify", str(folder / "out"), code=6).output


def test_each_decision_is_taken_back(folder: Path) -> None:
    decisions = (
        ("person", "Official A", "Anna Kowal"),
        ("words", "grey faced"),
        ("leave", "Ben"),
        ("pattern", "e-mail"),
        ("passage", "EX-0001", "¶1", "--words", "at ten"),
        ("box", "EX-0002", "1:10,20,30.5,40"),
        ("withhold", "EX-0001"),
    )
    for words in decisions:
        run(folder, "redact", *words, "--why", "x")
    listed = run(folder, "redactions", "list").output
    for told in (
        "Official A",
        "grey faced",
        "Ben",
        "e-mail",
        "at ten",
        "1:10,20,30.5,40",
        "EX-0001",
    ):
        assert told in listed
    for words in decisions:
        run(folder, "redact", *words, "--undo")
    assert "Nothing is taken out yet" in run(folder, "redactions", "list").output


def test_a_part_and_the_whole_of_an_exhibit_lead_to_each_other(folder: Path) -> None:
    for verb, hints in (
        ("passage", ["muniment redact withhold"]),
        ("box", ["muniment redact withhold"]),
        ("withhold", ["muniment redact passage", "muniment redact box"]),
    ):
        told = run(folder, "redact", verb, "--help").output
        assert max(map(len, told.splitlines())) <= 80
        assert all(hint in " ".join(told.split()) for hint in hints), verb


def test_a_bundle_that_was_sealed_anew_says_that_only_the_key_tells(folder: Path) -> None:
    (folder / "dossier").mkdir(exist_ok=True)
    (folder / "dossier" / "gate.md").write_text("# Gate\n\nText [EX-0001 ¶1].\n", "utf-8")
    out = str(folder / "anew")
    run(folder, "dossier", "publish", "gate", "--out", out)
    told = " ".join(run(folder, "verify", out).output.split())
    assert "Whoever changes a bundle can seal it anew" in told
    told = run(folder, "verify", out, "--fingerprint", "12345 " * 12, code=6).output
    assert "It may have been changed and sealed anew." in " ".join(told.split())


@pytest.mark.parametrize(
    "words",
    [
        ("words", "grey faced"),
        ("passage", "EX-0001 ¶1", "--words", "not there", "--why", "x"),
        ("passage", "EX-0001", "--why", "x"),
        ("passage", "EX-0009 ¶1", "--why", "x"),
        ("box", "EX-0001", "1:40,20,30,40", "--why", "x"),
        ("box", "EX-0001", "nonsense", "--why", "x"),
        ("box", "EX-0001", "1:10,20,30,40", "--why", "x"),
        ("box", "EX-0002", "2:10,20,30,40", "--why", "x"),
        ("box", "EX-0002", "1:310,20,330,40", "--why", "x"),
        ("person", "Anna Kowal", "Anna Kowal", "--why", "x"),
    ],
)
def test_what_cannot_be_decided_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    run(folder, "redact", *words, code=2)
    assert "Nothing is taken out yet" in run(folder, "redactions", "list").output


def test_a_box_beside_the_paper_is_refused_when_it_is_given(folder: Path) -> None:
    told = run(folder, "redact", "box", "EX-0002", "9:1,2,3,4", "--why", "x", code=2).output
    assert "it has 1 page" in told
    told = run(folder, "redact", "box", "EX-0002", "1:1,900,3,940", "--why", "x", code=2).output
    assert "300 points wide and 200 high" in " ".join(told.split())


def test_somebody_elses_pdf_is_audited_without_a_case(tmp_path: Path) -> None:
    paper = Canvas(str(tmp_path / "bad.pdf"))
    paper.drawString(72, 700, "The name is Anna Kowal and nobody else")
    paper.rect(140, 695, 80, 16, fill=1)
    paper.save()
    told = run(tmp_path, "redactions", "audit", str(tmp_path / "bad.pdf"), code=10).output
    assert "Kowal" in told
    good = Canvas(str(tmp_path / "good.pdf"))
    good.drawString(72, 700, "Nothing is hidden here")
    good.save()
    assert (
        "no failed redaction"
        in run(tmp_path, "redactions", "audit", str(tmp_path / "good.pdf")).output
    )
    (tmp_path / "none.pdf").write_bytes(b"nonsense")
    run(tmp_path, "redactions", "audit", str(tmp_path / "none.pdf"), code=2)


def test_who_is_hidden_is_told_and_what_stands_nowhere(folder: Path, tmp_path: Path) -> None:
    mail = (
        "From: Nan Kern <a.kowal@trust.example>\nDate: Thu, 6 May 2021 22:45:00 +0100\n\nIt is I.\n"
    )
    (tmp_path / "m.eml").write_text(mail, "utf-8")
    run(folder, "add", str(tmp_path / "m.eml"))
    names = ("Anna Kowal", "Anna Kovwal", "a.kowal@trust.example")
    told = run(folder, "redact", "person", "Official A", *names, "--why", "a source").output
    assert "So is “Nan Kern”: it stands beside an address of theirs." in told
    assert "“Anna Kovwal” stands nowhere in the case as it is written" in " ".join(told.split())
    assert told.count("stands nowhere") == 1
    log = " ".join(run(folder, "log").output.split())
    assert (
        "pseudonym “Official A”: Anna Kowal; Anna Kovwal; a.kowal@trust.example (a source)" in log
    )
    told = run(folder, "redact", "words", "gray faced", "--why", "x").output
    assert "“gray faced” stands nowhere" in told
    told = run(folder, "redact", "person", "Official A", "Anna Kovwal", "--undo").output
    assert "stands for the other names still" in told
    told = run(folder, "redact", "person", "Official A", "Ben", "--undo", code=2).output
    assert "is not taken out" in told
    assert (
        max(
            map(
                len, run(folder, "redact", "pattern", "x", "--why", "x", code=2).output.splitlines()
            )
        )
        <= 80
    )
