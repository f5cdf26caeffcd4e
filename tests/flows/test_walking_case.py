"""The walking case: take evidence in, account for all of it, find it, read it."""

import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.case import Case
from muniment.errors import CaseExistsError, NoCaseError, NoSuchExhibitError, NoSuchPassageError
from muniment.model.citation import Citation, ExhibitId
from tests.flows.conftest import MAIL


def _found(case: Case, query: str) -> list[str]:
    return [f.found.passage.text for f in case.search(query, sort="citation").findings]


def _all_text(case: Case) -> list[tuple[str, str]]:
    """Every exhibit's digest with each of its passages, whatever its number."""
    return sorted(
        (e.digest, p.passage.text)
        for e in case.exhibits()
        if case.show(Citation(e.id)).count
        for p in case.show(Citation(e.id, 1), around=500).passages
    )


def test_evidence_goes_in_and_is_found_and_read(case: Case, evidence: Path) -> None:
    added = case.add([evidence])
    assert (added.files, added.taken, added.inside) == (5, 5, 2)
    assert added.states == {"read": 6, "kept": 1}
    finding = case.search('"silent and GREY-faced"', sort="citation").findings[0]
    assert finding.found.passage.author == "Anna Kowal"
    assert finding.extract[slice(*finding.marks[0])].startswith("silent")
    view = case.show(finding.found.citation, around=1)
    assert [p.passage.text for p in view.passages][1].startswith("The result was")


def test_every_exhibit_is_accounted_for_and_the_counts_reconcile(
    case: Case, evidence: Path
) -> None:
    (evidence / "empty.txt").touch()
    case.add([evidence])
    account = case.status()
    assert account.exhibits == sum(account.states.values()) == sum(account.kinds.values()) == 8
    assert account.outside == account.sightings == 6
    assert account.passages == account.indexed
    assert account.states["refused"] == 1


def test_the_same_bytes_twice_are_one_exhibit_and_two_entries(case: Case, evidence: Path) -> None:
    shutil.copy(evidence / "note.txt", evidence / "copy of note.txt")
    added = case.add([evidence])
    assert (added.taken, added.seen) == (5, 1)
    logged = [e for e in case.log() if e.action == "taken in" and e.source.endswith("note.txt")]
    assert len(logged) == 2
    assert len({e.exhibit for e in logged}) == 1


def test_adding_again_adds_nothing_but_the_log(case: Case, evidence: Path) -> None:
    case.add([evidence])
    before = _all_text(case)
    again = case.add([evidence])
    assert (again.taken, again.seen, again.inside, again.passages) == (0, 5, 0, 0)
    assert _all_text(case) == before
    assert list(case.verify()) == []


def test_the_order_of_adding_changes_no_word(
    make_case: Callable[[str], Case], evidence: Path
) -> None:
    one, other = make_case("one"), make_case("other")
    one.add([evidence])
    paths = sorted(p for p in evidence.rglob("*") if p.is_file())
    random.Random(7).shuffle(paths)
    for path in paths:
        other.add([path])
    assert _all_text(one) == _all_text(other)


def test_rebuild_gives_the_same_citations(case: Case, evidence: Path) -> None:
    case.add([evidence])
    before = {
        e.label: [str(p) for p in case.show(Citation(e.id)).passages] for e in case.exhibits()
    }
    found = _found(case, "ferry OR tug")
    rebuilt = case.rebuild()
    assert rebuilt.changed == []
    assert before == {
        e.label: [str(p) for p in case.show(Citation(e.id)).passages] for e in case.exhibits()
    }
    assert _found(case, "ferry OR tug") == found
    assert list(case.verify()) == []


def test_a_lost_index_is_made_again(case: Case, evidence: Path, tmp_path: Path) -> None:
    case.add([evidence])
    found = _found(case, "ferry")
    shutil.rmtree(tmp_path / "case" / "index")
    case.add()
    assert _found(case, "ferry") == found


def test_mails_are_threaded_and_copies_are_grouped(case: Case, evidence: Path) -> None:
    case.add([evidence])
    by_name = {e.name: e for e in case.exhibits()}
    first, second = by_name["mail/1.eml"], by_name["mail/2.eml"]
    answers = case.show(Citation(second.id)).answers
    assert answers
    assert (answers.exhibit, answers.is_told) == (first.id, True)
    assert [a.exhibit for a in case.show(Citation(first.id)).answered_by] == [second.id]
    received = evidence / "mail" / "received.eml"
    received.write_text("Received: from relay.example by harbour.example\n" + MAIL, "utf-8")
    case.add([received])
    findings = case.search('kind:body "nobody signed the ferry contract"').findings
    assert [str(f.found.citation) for f in findings] == [f"{first.label} ¶2"]
    assert [(c.citation.exhibit, c.resemblance) for c in findings[0].copies] == [(8, 1.0)]


def test_a_setting_by_hand_is_kept_and_survives_a_rebuild(case: Case, evidence: Path) -> None:
    case.add([evidence])
    chat = next(e for e in case.exhibits() if e.name.endswith("Jetty Group.txt"))

    def when() -> str:
        moment = case.show(Citation(chat.id, 1)).passages[0].passage.moment
        assert moment
        return moment.local

    assert when() == "2021-05-06T22:45"
    case.set(chat.id, "day-order", "month-first", why="the phone was set to American English")
    assert when() == "2021-06-05T22:45"
    case.rebuild()
    assert when() == "2021-06-05T22:45"
    case.set(chat.id, "day-order", "")
    assert when() == "2021-05-06T22:45"
    assert [j.value for j in case.judgements()] == ["month-first", ""]


def test_what_is_not_there_is_said(case: Case, evidence: Path, tmp_path: Path) -> None:
    case.add([evidence / "note.txt"])
    with pytest.raises(NoSuchExhibitError, match="EX-0009"):
        case.show(Citation(ExhibitId(9)))
    with pytest.raises(NoSuchPassageError, match=r"¶77.*¶1 to ¶2"):
        case.show(Citation(ExhibitId(1), 77))
    with pytest.raises(NoCaseError):
        Case.open(tmp_path)
    with pytest.raises(CaseExistsError):
        Case.make(tmp_path / "case")


def test_a_passage_added_is_found_at_once(case: Case, evidence: Path) -> None:
    case.add([evidence / "note.txt"])
    assert _found(case, "tug") == []
    case.add([evidence / "export.zip"])
    assert len(_found(case, "tug")) == 1


def _with_photo(folder: Path, name: str) -> None:
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr("shared.txt", "The damson jam was never paid for.")
        archive.writestr(f"{name}.txt", f"Only in {name}.")


def test_what_lies_in_two_containers_is_found_in_both(case: Case, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        _with_photo(tmp_path, name)
        case.add([tmp_path / name])
    for scope in ("in:a.zip", "in:b.zip", "in:EX-0001", "in:EX-0004"):
        assert case.search(f"{scope} damson").total == 1, scope
    case.rebuild()
    for scope in ("in:a.zip", "in:b.zip", "in:EX-0001", "in:EX-0004"):
        assert case.search(f"{scope} damson").total == 1, scope


def test_what_came_in_under_two_names_is_found_by_both(case: Case, tmp_path: Path) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text("The damson jam was never paid for.")
        case.add([tmp_path / name])
    assert case.search("in:first.txt damson").total == 1
    assert case.search("in:second.txt damson").total == 1


NEAR = "nobody on the finance committee had asked for a bus or been told that there was one until the {} came"


def test_a_copy_is_called_the_same_only_when_it_is(case: Case, tmp_path: Path) -> None:
    for number, word in enumerate(("invoice", "bill", "bill")):
        (tmp_path / f"{number}.txt").write_text(NEAR.format(word) + "!" * number)
    case.add([tmp_path / f"{n}.txt" for n in range(3)])
    for number, same in ((1, set()), (2, {3}), (3, {2})):
        view = case.show(Citation(ExhibitId(number), 1))
        assert len(view.copies) == 2
        assert {c.citation.exhibit for c in view.copies if c.resemblance == 1.0} == same


def test_copies_do_not_depend_on_what_was_read_again(case: Case, tmp_path: Path) -> None:
    for number, word in enumerate(("invoice", "bill", "letter", "bill")):
        (tmp_path / f"{number}.txt").write_text(NEAR.format(word) + "!" * number)
    case.add([tmp_path / f"{n}.txt" for n in range(4)])

    def copies() -> list[list[str]]:
        return [[str(c) for c in case.show(Citation(ExhibitId(n), 1)).copies] for n in range(1, 5)]

    before = copies()
    case.set(1, "role", "primary")
    assert copies() == before
    case.rebuild()
    assert copies() == before


def test_tampered_bytes_are_not_read_as_evidence(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The words that were received.")
    case.add([tmp_path / "a.txt"])
    original = case.original(1)
    original.chmod(0o644)
    original.write_text("The words that were forged here.")
    assert len(case.rebuild().changed) == 1
    assert case.search("forged").total == 0
    (trouble,) = case.troubles()
    assert "not what was taken in" in trouble.warning.cause
    original.write_text("The words that were received.")
    case.add(again=True)
    assert case.search("received").total == 1


def test_what_was_not_wholly_read_is_read_again_when_asked(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nothing more")
    case.add([tmp_path / "a.zip"])
    assert case.status().states == {"partial": 1}
    assert case.add(again=True).states == {"partial": 1}
    assert case.add().states == {}


def test_an_account_that_is_remembered_is_never_old(
    evidence: Path, make_case: Callable[[str], Case]
) -> None:
    """What others write, and what we write ourselves, is seen at the next question."""
    case, other = make_case("case"), None
    assert case.status().exhibits == 0
    other = Case.open(case.folder)
    other.add([evidence / "note.txt"])
    assert case.status().exhibits == 1
    case.add([evidence / "mail"])
    assert (case.status().exhibits, other.status().exhibits) == (3, 3)
    assert case.status() == Case.open(case.folder).status()


def test_a_mail_is_found_by_the_names_of_those_it_goes_to(case: Case, tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(
        "From: Ben Marsh <ben@harbour.example>\n"
        "To: Anna <anna@harbour.example>, Anna Kowal <a.kowal@harbour.example>\n"
        "Cc: ANNA@harbour.example, cy@harbour.example\n"
        "Date: Fri, 7 May 2021 10:00:00 +0100\n\nThe pump is dry.\n",
        "utf-8",
    )
    case.add([tmp_path / "1.eml"])
    [found] = case.search('pump to:"anna kowal"').findings
    assert found.found.passage.recipients == (
        "Anna <anna@harbour.example>",
        "Anna Kowal <a.kowal@harbour.example>",
        "cy@harbour.example",
    )
    for asked in ("to:anna@harbour.example", "to:a.kowal@harbour.example", "to:cy", "to:anna"):
        assert case.search(f"pump {asked}").total == 1
    assert case.search("pump to:ben").total == 0
