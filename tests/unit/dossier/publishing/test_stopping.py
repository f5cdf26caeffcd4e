"""What stops a build says where, by which decision, and what to type."""

import shlex
from pathlib import Path

import pytest

from muniment.case import Case
from muniment.dossier.publishing import originals
from muniment.dossier.publishing.publish import publish
from muniment.dossier.sealing import keys
from muniment.errors import EarlyLeakError
from muniment.model.citation import Citation, ExhibitId
from muniment.model.report import Progress
from tests.unit.dossier.publishing.test_publish import paper

NOW = "2026-03-01T12:00:00Z"


def stopped(case: Case, folder: Path) -> str:
    with pytest.raises(EarlyLeakError) as caught:
        publish(case, "gate", folder, keys.make(bytes), NOW)
    told = str(caught.value)
    assert max(map(len, told.splitlines())) <= 80, told
    assert not folder.with_name(f"{folder.name}.unfinished").exists()
    return told


def commands(told: str) -> list[list[str]]:
    lines = told.replace(" \\\n", " ").splitlines()
    return [shlex.split(one) for one in map(str.strip, lines) if one.startswith("muniment redact ")]


def test_words_of_one_passage_that_stand_in_another_come_early_with_ways_out(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("papers are made after the texts were looked at")

    monkeypatch.setattr(originals, "redacted", never)
    case.black_out(Citation(ExhibitId(2), 2), "Kowal, or anna", "who she is")
    case.black_out(Citation(ExhibitId(2), 3), "number", "it says what it is")
    (case.dossiers / "gate.md").write_text(
        "# Gate\n\nHer number was asked for. See [EX-0002 ¶2-3].\n", "utf-8"
    )
    told = stopped(case, tmp_path / "out")
    assert "“number”, blacked out of EX-0002 ¶3 (it says what it is)" in told
    assert "in the text of the dossier" in told
    assert "Her number was asked for." in told
    typed = commands(told)
    assert ["muniment", "redact", "leave", "number", "--why", "REASON"] in typed
    assert ["muniment", "redact", "passage", "EX-0002 ¶3", "--words", "number", "--undo"] in typed
    case.leave("number", "an everyday word")
    publish(case, "gate", tmp_path / "out", keys.make(bytes), NOW)


def test_the_passage_in_which_it_stands_too_is_named_in_the_command(
    case: Case, tmp_path: Path
) -> None:
    hidden = "silent and grey faced"
    case.black_out(Citation(ExhibitId(2), 1), hidden, "how they looked")
    (case.dossiers / "gate.md").write_text(
        "# Gate\n\nSee [EX-0002 ¶1] and [EX-0001 ¶2].\n", "utf-8"
    )
    told = stopped(case, tmp_path / "out")
    assert f"everyone was “{hidden}” on the" in told
    way = ["muniment", "redact", "passage", "EX-0001 ¶2", "--words", hidden]
    assert [*way, "--why", "how they looked"] in commands(told)


def test_a_form_that_is_not_followed_is_named_in_the_command(case: Case, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "c_chat.txt").write_text(
        "[07/05/2021, 22:45:00] Ben Marsh: who was it?\n"
        "[07/05/2021, 22:46:00] Cleo Zorbelowiczowa: it was I\n",
        "utf-8",
    )
    case.add([more])
    case.name_pseudonym("Official Z", ["Adam Zorbelowicz"], "a source")
    (case.dossiers / "gate.md").write_text(
        "# Gate\n\nCleo Zorbelowiczowa, then Cleo\nZorbelowiczowa and Cleo Zorbelowiczowa.\n",
        "utf-8",
    )
    told = stopped(case, tmp_path / "out")
    way = ["muniment", "redact", "person", "Official Z", "Zorbelowiczowa", "--why", "a source"]
    assert way in commands(told)
    assert "AS IT IS WRITTEN" not in told


def test_a_line_under_a_box_that_another_exhibit_has_too_stops_the_build(
    case: Case, tmp_path: Path
) -> None:
    lines = ["The first line is plain", "The second is nobody's business", "The third is plain too"]
    (tmp_path / "twin.txt").write_text("\n\n".join(lines), "utf-8")
    case.add([paper(tmp_path, lines), tmp_path / "twin.txt"])
    found = {str(f.found.passage.kind): f.found for f in case.search("business").findings}
    boxed, twin = found.pop("block"), found.popitem()[1]
    line = boxed.passage.text.split("\n").index(lines[1])
    case.cover(boxed.citation.exhibit, boxed.passage.locator.boxes[line], "nobody's")
    draft = f"---\ntitle: Gate\nwhole: EX-{boxed.citation.exhibit:04d}\n---\n\n[{twin.citation}]\n"
    (case.dossiers / "gate.md").write_text(draft, "utf-8")
    told = stopped(case, tmp_path / "out")
    assert "in a line that a box touches" in told
    way = ["muniment", "redact", "passage", str(twin.citation), "--words", lines[1]]
    assert [*way, "--why", "nobody's"] in commands(told)


def test_what_places_are_called_is_not_looked_at(case: Case, tmp_path: Path) -> None:
    case.black_out_words("text of the dossier", "it is what we call a place")
    publish(case, "gate", tmp_path / "out", keys.make(bytes), NOW)


def test_each_stage_is_told_to_who_watches(case: Case, tmp_path: Path) -> None:
    seen: list[Progress] = []
    publish(case, "gate", tmp_path / "out", keys.make(bytes), NOW, seen.append)
    stages = list(dict.fromkeys(one.doing for one in seen))
    assert stages[1:3] == ["Taking out", "Looking in the texts"]
    assert stages[-2:] == ["Sealing", "Looking in the seal"]
    taken = [one for one in seen if one.doing == "Taking out"]
    assert (taken[-1].done, taken[-1].expected, taken[-1].passages) == (2, 2, 4)
