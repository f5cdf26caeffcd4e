"""From a draft to a bundle that a stranger verifies, and everything that stops it on the way."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from muniment.case import Case
from muniment.dossier.publishing import desk, keeping
from muniment.dossier.publishing.proposals import proposed
from muniment.dossier.publishing.publish import Result, concealing_for, publish
from muniment.dossier.sealing import confirm, keys, verify
from muniment.dossier.writing.checking import check
from muniment.errors import (
    DossierExistsError,
    DossierUnreadableError,
    FolderTakenError,
    LeakError,
    NoReasonError,
    NoSuchDossierError,
    NoSuchWordsError,
    NotAStandInError,
    NotRedactableError,
    NotTakenOutError,
    NotWordsError,
    PseudonymTakenError,
    UnsoundError,
)
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement.redaction import BAR, Pattern
from muniment.model.trace import Verdict
from tests.unit.dossier.publishing.conftest import CHAT

NOW = "2026-03-01T12:00:00Z"
SECRETS = ("Anna Kowal", "Kowal", "anna.kowal", "020 7946 0018", "4711-tidewater")


def made(case: Case, folder: Path) -> Result:
    return publish(case, "gate", folder, keys.make(bytes), NOW)


def hide(case: Case) -> None:
    case.name_pseudonym("Official A", ["Anna Kowal"], "a source")
    case.take_out(Pattern.PHONE, "privacy")
    case.black_out(Citation(ExhibitId(2), 4), "4711-tidewater", "a code")


def texts(folder: Path) -> str:
    """Every file, the packed ones opened by programs that are not ours."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.append(str(path.relative_to(folder)))
        data = path.read_bytes()
        found.append(data.decode("utf-8", "replace"))
        if path.suffix == ".pdf" and shutil.which("pdftotext"):
            told = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
            found.append(told.stdout.decode())
        if path.suffix in {".docx", ".rsmf"} and zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(path) as packed:
                found += [
                    packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
                ]
    return "\n".join(found)


def test_a_bundle_is_whole_and_says_what_was_cited(case: Case, tmp_path: Path) -> None:
    result = made(case, tmp_path / "out")
    names = {str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*")}
    assert {
        "site/index.html",
        "site/exhibits/EX-0002.html",
        "dossier.pdf",
        "dossier.docx",
        "exports/load.dat",
        "exports/EX-0002.rsmf",
        "exports/annotations.json",
        "verify.py",
        "seal.json",
    } <= names
    assert (result.exhibits, result.passages) == (2, 4)
    assert [v for _, v in result.checked.quotations] == [Verdict.ELIDED]
    found = texts(tmp_path / "out")
    assert "everyone silent and grey faced" in found
    assert "nobody came" not in found, "it is neither cited nor beside what is"
    assert verify(tmp_path / "out").is_valid


def test_nothing_that_is_taken_out_is_in_any_file(case: Case, tmp_path: Path) -> None:
    hide(case)
    made(case, tmp_path / "out")
    found = texts(tmp_path / "out")
    for secret in SECRETS:
        assert secret.casefold() not in found.casefold(), secret
    assert "Official A" in found
    assert verify(tmp_path / "out").is_valid


def test_what_was_taken_out_counts_the_text_and_its_tables_too(case: Case, tmp_path: Path) -> None:
    hide(case)
    (case.dossiers / "gate.md").write_text(
        "# Gate\n\nAnna Kowal came. So did Kowal.\n\n[quotes EX-0001]\n", "utf-8"
    )
    made(case, tmp_path / "out")
    page = (tmp_path / "out" / "site" / "removed.html").read_text("utf-8")
    (places,) = re.findall(
        r'<td>Official A</td><td>a source</td><td class="count">(\d+)</td>', page
    )
    (row,) = (q for q in case.quotes(1).quotations if q.trace)
    assert row.quote.speaker
    speaks = "Kowal" in row.quote.speaker.name
    assert int(places) == 2 + speaks


def test_an_exhibit_that_is_only_in_a_table_says_so(case: Case, tmp_path: Path) -> None:
    (case.dossiers / "gate.md").write_text("# Gate\n\n[quotes EX-0001]\n", "utf-8")
    made(case, tmp_path / "out")
    total = case.read(1, 1, 0).count
    found = texts(tmp_path / "out")
    assert f"told of in the text; none of its {total} passages is published" in found
    assert "0 of " not in (tmp_path / "out" / "site" / "exhibits" / "EX-0001.html").read_text(
        "utf-8"
    )


def test_the_same_case_gives_the_same_pages(case: Case, tmp_path: Path) -> None:
    hide(case)
    made(case, tmp_path / "one")
    made(case, tmp_path / "two")
    for name in ("site/index.html", "dossier.pdf", "dossier.docx", "exports/load.dat"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_stranger_verifies_with_python_alone(case: Case, tmp_path: Path) -> None:
    hide(case)
    made(case, tmp_path / "out")
    alone = [sys.executable, "-I", str(tmp_path / "out" / "verify.py")]
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 0
    page = tmp_path / "out" / "site" / "index.html"
    page.write_text(page.read_text("utf-8").replace("grey faced", "grey-faced"), "utf-8")
    told = subprocess.run(alone, capture_output=True, text=True, check=False)
    assert told.returncode
    assert "site/index.html" in told.stdout


def test_a_court_with_the_salt_confirms_what_was_taken_out(case: Case, tmp_path: Path) -> None:
    import json

    hide(case)
    result = made(case, tmp_path / "out")
    fields = json.loads((tmp_path / "out" / "exhibits" / "EX-0002.json").read_bytes())
    one = next(p for p in fields["passages"] if p["number"] == 2)
    text = case.cited(Citation(ExhibitId(2), 2))[0].passage.text
    salt = result.seal.salts.of["EX-0002 ¶2"]
    assert confirm(one["commitment"], salt, text)
    assert not confirm(one["commitment"], salt, text + ".")


def test_words_blacked_out_of_a_passage_are_gone_from_its_quotation(
    case: Case, tmp_path: Path
) -> None:
    case.black_out(Citation(ExhibitId(2), 1), "grey faced", "how they looked")
    (case.dossiers / "gate.md").write_text(
        "# Gate\n\nThey were “silent and grey faced” [EX-0002 ¶1].\n", "utf-8"
    )
    made(case, tmp_path / "out")
    assert "grey faced" not in texts(tmp_path / "out")
    assert f"“silent and {BAR}”" in (tmp_path / "out" / "site" / "index.html").read_text("utf-8")


def _copied(case: Case, tmp_path: Path) -> tuple[int, int]:
    """Two articles with the same words; the second is by the person to hide."""
    evidence = tmp_path / "more"
    evidence.mkdir()
    told = (
        "The council knew on the third of May that the wall had moved, and waited for eleven days."
    )
    for day, outlet in (("07", "The Gong"), ("08", "Kowal Weekly")):
        head = f'<meta property="og:site_name" content="{outlet}"><title>{outlet}</title>'
        dated = f'<meta property="article:published_time" content="2021-05-{day}">'
        body = f"<article><h1>The wall</h1><p>{told}</p><p>{told[::-1]}</p></article>"
        path = evidence / f"{day}.html"
        path.write_text(f"<html><head>{head}{dated}</head><body>{body}</body></html>", "utf-8")
    case.add([evidence])
    one, other = [e.exhibit.id for e in case.listing(kind="article").exhibits][-2:]
    return int(one), int(other)


def test_who_has_words_from_whom_is_drawn_without_those_who_are_hidden(
    case: Case, tmp_path: Path
) -> None:
    one, other = _copied(case, tmp_path)
    hide(case)
    (case.dossiers / "gate.md").write_text(
        f"# Gate\n\n[copying EX-{one:04d}, EX-{other:04d}]\n", "utf-8"
    )
    made(case, tmp_path / "out")
    page = (tmp_path / "out" / "site" / "index.html").read_text("utf-8")
    assert "<svg" in page
    assert "has words of its own from The Gong" in page
    assert "Official A Weekly" in page
    assert "knew on the third" not in page, "what ties them is told without its words"
    assert "kowal" not in texts(tmp_path / "out").casefold()


def test_what_cannot_be_compared_is_not_published(case: Case) -> None:
    for block, says in (
        ("[copying EX-0001]", "between accounts"),
        ("[copying EX-0001, EX-0002]", "EX-0002 is no account"),
        ("[copying EX-0001, EX-0099]", "no exhibit"),
    ):
        (case.dossiers / "gate.md").write_text(f"# Gate\n\n{block}\n", "utf-8")
        found = check(case, keeping.draft_of(case, "gate"))
        assert not found.is_sound
        assert says in " ".join(p.says for p in found.problems).replace("There is no", "no"), block


def test_rows_of_a_table_stand_under_their_columns(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "paid.csv"
    path.write_text("Payee,Paid\nAnna Kowal,385\nCleo | Co,12\n", "utf-8")
    case.add([path])
    number = case.listing(kind="table").exhibits[0].exhibit.id
    rows = [p.citation.number for p in case.read(number, 1, 9).passages][-2:]
    hide(case)
    (case.dossiers / "gate.md").write_text(
        f"# Gate\n\n[EX-{number:04d} ¶{rows[0]}–{rows[1]}]\n", "utf-8"
    )
    made(case, tmp_path / "out")
    page = (tmp_path / "out" / "site" / "index.html").read_text("utf-8")
    assert '<th scope="col">Payee</th><th scope="col">Paid</th>' in page
    assert '<td dir="auto">Official A</td><td dir="auto">385</td>' in page
    assert '<td dir="auto">Cleo | Co</td><td dir="auto">12</td>' in page


def test_a_name_left_in_what_the_author_writes_is_taken_out_too(case: Case, tmp_path: Path) -> None:
    hide(case)
    path = case.dossiers / "gate.md"
    path.write_text(path.read_text("utf-8") + "\nThe tag was #annakowal, said A. Kowal.\n", "utf-8")
    made(case, tmp_path / "out")
    assert "kowal" not in texts(tmp_path / "out").casefold()


def test_a_leak_stops_the_build_and_names_the_file(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A renderer that forgets to redact, which only the leak check can see."""
    from muniment.dossier.publishing import site

    hide(case)
    monkeypatch.setattr(site, "_listed", lambda _: "const PASSAGES = ['QW5uYSBLb3dhbCBzYWlk'];")
    with pytest.raises(LeakError) as caught:
        made(case, tmp_path / "out")
    said = str(caught.value)
    assert "site/assets/passages.js (the search of the site), byte" in " ".join(said.split())
    assert "in base64" in said
    assert "“Anna Kowal”, name 1 of “Official A” (a source)" in said, "its author knows it again"
    assert not (tmp_path / "out").exists()
    assert "Kowal" not in texts(tmp_path / "out.unfinished"), "it is told in no file"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("He wrote “the gate was open at ten” [EX-0002 ¶1].", "not what EX-0002 ¶1 says"),
        ("He wrote “nothing of this stands there” [EX-0002 ¶1].", "EX-0002 ¶1"),
        ("See [EX-0099 ¶1].", "EX-0099"),
        ("See [EX-0002 ¶99].", "¶99"),
        ("[EX-0002 ¶4–9]", "¶9"),
        ("![x](EX-0001)", "no picture"),
    ],
)
def test_what_is_not_so_is_not_published(case: Case, tmp_path: Path, line: str, says: str) -> None:
    (case.dossiers / "gate.md").write_text(f"# Gate\n\n{line}\n", "utf-8")
    checked = check(case, keeping.draft_of(case, "gate"))
    assert not checked.is_sound
    assert any(says in p.says and p.line == 3 for p in checked.problems)
    with pytest.raises(UnsoundError):
        made(case, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_wrong_quotation_shows_the_words(case: Case) -> None:
    (case.dossiers / "gate.md").write_text(
        "# Gate\n\n“the gate was never shut at ten” [EX-0002 ¶1]\n", "utf-8"
    )
    (problem,) = check(case, keeping.draft_of(case, "gate")).problems
    assert problem.match
    assert any("never" in told for told in problem.differences)


def test_a_quotation_that_stops_before_the_sentence_does_is_remarked_on(case: Case) -> None:
    (case.dossiers / "gate.md").write_text(
        "# Gate\n\n“the gate was shut at ten, everyone” [EX-0002 ¶1]\n", "utf-8"
    )
    checked = check(case, keeping.draft_of(case, "gate"))
    assert checked.is_sound
    (problem,) = checked.problems
    assert "goes on: “silent and grey faced”" in problem.says


def test_an_exhibit_that_is_withheld_is_not_cited(case: Case) -> None:
    case.withhold(2, "a court order")
    checked = check(case, keeping.draft_of(case, "gate"))
    assert any("withheld" in p.says and "a court order" in p.says for p in checked.problems)
    case.withhold(2, holds=False)
    assert check(case, keeping.draft_of(case, "gate")).is_sound


def test_a_stand_in_is_one_persons_and_a_name_too(case: Case) -> None:
    hide(case)
    for stand_in, name in (("official a", "Ben Marsh"), ("Official B", "ANNA KOWAL")):
        with pytest.raises(PseudonymTakenError):
            case.name_pseudonym(stand_in, [name], "x")
    with pytest.raises(NotAStandInError):
        case.name_pseudonym("friend of Ben Marsh", ["Ben Marsh"], "x")
    case.name_pseudonym("Official A", [])
    case.name_pseudonym("Official B", ["Anna Kowal"], "x")
    assert [p.stand_in for p in case.policy().pseudonyms] == ["Official B"]


def test_every_decision_has_its_reason_and_survives_a_rebuild(case: Case) -> None:
    with pytest.raises(NoReasonError):
        case.black_out_words("tidewater")
    with pytest.raises(NoSuchWordsError):
        case.black_out(Citation(ExhibitId(2), 4), "high water", "x")
    hide(case)
    before = case.policy()
    case.rebuild()
    assert case.policy() == before


def test_what_is_decided_is_proposed_no_more(case: Case) -> None:
    draft = keeping.draft_of(case, "gate")
    words = {w for one in proposed(case, draft, concealing_for(case)) for w in one.words}
    assert {"Anna Kowal", "Ben Marsh", "020 7946 0018"} <= words
    hide(case)
    case.leave("Ben Marsh", "he wants to be named")
    words = {w for one in proposed(case, draft, concealing_for(case)) for w in one.words}
    assert not {"Anna Kowal", "Ben Marsh", "020 7946 0018"} & words


def test_a_name_that_is_taken_out_of_a_title_is_not_proposed(case: Case, tmp_path: Path) -> None:
    (tmp_path / "Statement of Anna Kowal.txt").write_text("The gate was shut.\n", "utf-8")
    case.add([tmp_path / "Statement of Anna Kowal.txt"])
    number = case.listing(limit=9).exhibits[-1].exhibit.id
    (case.dossiers / "gate.md").write_text(f"# Gate\n\nSee [EX-{number:04d} ¶1].\n", "utf-8")
    draft = keeping.draft_of(case, "gate")

    def words() -> set[str]:
        found = proposed(case, draft, concealing_for(case))
        return {w for one in found for w in one.words if "Kowal" in w}

    assert words()
    hide(case)
    assert not words()


def test_a_form_of_a_name_that_is_not_followed_is_told(case: Case, tmp_path: Path) -> None:
    hide(case)
    draft = case.dossiers / "gate.md"
    draft.write_text(draft.read_text("utf-8") + "\nAnny was asked for Kowalowi.\n", "utf-8")
    case.name_pseudonym("Official B", ["Cleon Zorbo"], "a source")
    first = proposed(case, keeping.draft_of(case, "gate"), concealing_for(case))[0]
    assert (first.words, first.places) == (("Cleo",), (Citation(ExhibitId(2), 4),))
    told = {(words, why.partition("“")[2]) for words, why, _ in made(case, tmp_path / "out").doubts}
    assert {("Anny", "Official A”"), ("Kowalowi", "Official A”"), ("Cleo", "Official B”")} <= told


def test_a_date_is_no_person_and_the_author_is_told(case: Case, tmp_path: Path) -> None:
    case.name_pseudonym("Official B", ["May"], "a source")
    case.name_pseudonym("Official C", ["April Zorbo"], "a source")
    draft = case.dossiers / "gate.md"
    told = draft.read_text("utf-8").replace("context", "date: 3 May 2024\ncontext")
    draft.write_text(told + "\nIn April 2024 May and April Zorbo left.\n", "utf-8")
    result = made(case, tmp_path / "out")
    page = (tmp_path / "out" / "site" / "index.html").read_text("utf-8")
    assert "3 May 2024" in page
    assert "In April 2024 Official B and Official C left." in page
    doubts = {words: why for words, why, _ in result.doubts}
    assert doubts["May"] == doubts["April"] == "in a date; it is the name of a month too"


def test_files_are_never_overwritten(case: Case, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(FolderTakenError):
        made(case, tmp_path / "out")
    with pytest.raises(DossierExistsError):
        keeping.begin(case, "gate")
    with pytest.raises(DossierExistsError):
        keeping.begin(case, "../gate2")
    with pytest.raises(NoSuchDossierError):
        keeping.draft_of(case, "other")
    assert keeping.begin(case, "second").read_text("utf-8").count("# Second") == 1


def paper(folder: Path, lines: list[str]) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    made = Canvas(str(folder / "paper.pdf"))
    for n, line in enumerate(lines):
        made.drawString(72, 760 - 40 * n, line)
    made.save()
    return folder / "paper.pdf"


def test_a_paper_published_whole_has_no_more_than_its_passages(case: Case, tmp_path: Path) -> None:
    lines = [
        "Anna Kowal called all of them at the wall",
        "Ring 020 7946 0018 or write to cook@postbag.example",
        "The password is tidewater and nothing else",
    ]
    case.add([paper(tmp_path, lines)])
    number = case.listing(kind="pages").exhibits[0].exhibit.id
    hide(case)
    case.take_out(Pattern.EMAIL, "privacy")
    cited = case.search("password kind:pages").findings[0].found.citation
    case.black_out(cited, "tidewater", "a password")
    (case.dossiers / "gate.md").write_text(
        f"---\ntitle: Gate\nwhole: EX-{number:04d}\n---\n\nText.\n", "utf-8"
    )
    result = made(case, tmp_path / "out")
    told = subprocess.run(
        ["pdftotext", tmp_path / "out" / "exhibits" / f"EX-{number:04d}.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    # A digest may hold any four digits by chance: the number is asked for whole.
    for secret in ("Kowal", "7946 0018", "cook@", "tidewater"):
        assert secret not in told
        assert secret not in texts(tmp_path / "out")
    for word in ("all of them", "wall", "nothing else"):
        assert word in told, "initials are no part of other words"
    assert any("end at the words beside them" in warning for warning in result.warnings)
    # Its pages have the numbers that the load file and the dossier give it.
    load = (tmp_path / "out" / "exports" / "load.opt").read_text("utf-8")
    (number_of_page,) = re.findall(rf"(GATE\d+),VOL001,exhibits.EX-{number:04d}\.pdf,Y,,,1", load)
    assert number_of_page in told
    assert f"text of {number_of_page}" in texts(tmp_path / "out")


def test_a_stand_in_in_brackets_is_put_on_a_paper_too(case: Case, tmp_path: Path) -> None:
    case.add([paper(tmp_path, ["They asked Kowal for the key of the wide gate", "It was at home"])])
    number = case.listing(kind="pages").exhibits[0].exhibit.id
    case.name_pseudonym("[aide]", ["Anna Kowal"], "a source")
    (case.dossiers / "gate.md").write_text(
        f"---\ntitle: Gate\nwhole: EX-{number:04d}\n---\n\nText.\n", "utf-8"
    )
    made(case, tmp_path / "out")
    path = tmp_path / "out" / "exhibits" / f"EX-{number:04d}.pdf"
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "[aide]" in told.stdout
    assert "Kowal" not in told.stdout


def test_words_blacked_out_of_one_passage_stay_elsewhere_in_a_paper(
    case: Case, tmp_path: Path
) -> None:
    case.add([paper(tmp_path, ["The gate was shut at ten", *[""] * 3, "Others went home at ten"])])
    number = case.listing(kind="pages").exhibits[0].exhibit.id
    case.black_out(case.search("gate kind:pages").findings[0].found.citation, "ten", "a shift")
    (case.dossiers / "gate.md").write_text(
        f"---\ntitle: Gate\nwhole: EX-{number:04d}\n---\n\nText.\n", "utf-8"
    )
    result = made(case, tmp_path / "out")
    path = tmp_path / "out" / "exhibits" / f"EX-{number:04d}.pdf"
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "home at ten" in told.stdout
    assert "shut at ten" not in told.stdout
    assert any("stay there" in warning for warning in result.warnings)


def test_pictures_are_in_the_pdf_and_in_word(case: Case, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (400, 300), (10, 90, 200)).save(tmp_path / "hinge.png")
    case.add([tmp_path / "hinge.png"])
    number = case.listing(kind="media").exhibits[0].exhibit.id
    (case.dossiers / "gate.md").write_text(f"# Gate\n\n![The hinge](EX-{number:04d})\n", "utf-8")
    made(case, tmp_path / "out")
    listed = subprocess.run(
        ["pdfimages", "-list", tmp_path / "out" / "dossier.pdf"], capture_output=True, text=True
    )
    assert " 400 " in listed.stdout
    with zipfile.ZipFile(tmp_path / "out" / "dossier.docx") as packed:
        assert any(name.startswith("word/media/") for name in packed.namelist())
    assert f"The hinge [EX-{number:04d}]" in texts(tmp_path / "out")


@pytest.mark.parametrize("way", ["blacked out", "withheld", "not published"])
def test_a_verdict_tells_nothing_of_a_source_that_is_not_published(
    case: Case, tmp_path: Path, way: str
) -> None:
    (case.dossiers / "gate.md").write_text("# Gate\n\n[quotes EX-0001]\n", "utf-8")
    if way == "blacked out":
        case.black_out(Citation(ExhibitId(2), 1), "", "sealed")
    if way == "withheld":
        case.withhold(2, "a court order")
    made(case, tmp_path / "out")
    page = (tmp_path / "out" / "site" / "index.html").read_text("utf-8")
    told = (
        "Its source is not published." if way == "not published" else "What was found is not told"
    )
    assert told in page
    assert "EX-0002" not in page
    assert ("verbatim" in page) == (way == "not published")


def test_the_preview_says_of_each_quote_what_the_bundle_says(case: Case, tmp_path: Path) -> None:
    made(case, tmp_path / "out")
    preview = desk.preview_page(case, "gate", as_published=True)
    (row,) = (row for part in preview.parts for row in part.rows)
    page = (tmp_path / "out" / "site" / "index.html").read_text("utf-8")
    assert "not published" not in page
    assert row.source == Citation(ExhibitId(2), 1)
    assert all(reason in page for reason in row.reasons)


def test_a_quote_whose_words_are_published_elsewhere_leads_there(
    case: Case, tmp_path: Path
) -> None:
    again = CHAT.replace("] Anna Kowal: the gate", "] Anna Kowal: yes, the gate")
    (tmp_path / "other_chat.txt").write_text(again.replace("2021, 22", "2021, 23"), "utf-8")
    case.add([tmp_path / "other_chat.txt"])
    (trace,) = (q.trace for q in case.quotes(1).quotations if q.trace)
    source = trace.source.places[0].citation if trace.source else None
    assert source
    other = next(n for n in (2, 3) if n != source.exhibit)
    (case.dossiers / "gate.md").write_text(
        f"# Gate\n\n[quotes EX-0001]\n\n[EX-{other:04d} ¶1]\n", "utf-8"
    )
    made(case, tmp_path / "out")
    page = (tmp_path / "out" / "site" / "index.html").read_text("utf-8")
    assert "the same words are, where it says" in page
    assert f"EX-{other:04d} ¶1" in page
    assert str(source) not in page


def test_what_is_blacked_out_of_a_subject_is_gone_from_the_title(
    case: Case, tmp_path: Path
) -> None:
    mail = tmp_path / "m.eml"
    mail.write_text("From: Ben <ben@x.example>\nSubject: FW: 14 Fish Row\n\nThe boat is in.\n")
    case.add([mail])
    number = case.listing(kind="mail").exhibits[0].exhibit.id
    case.black_out(Citation(number, 1), "14", "where she lives")
    (case.dossiers / "gate.md").write_text(f"# Gate\n\nSee [EX-{number:04d} ¶2].\n", "utf-8")
    made(case, tmp_path / "out")
    assert "14 Fish" not in texts(tmp_path / "out")
    assert f"{BAR} Fish Row" in texts(tmp_path / "out")


def test_a_stand_in_is_nobody_of_the_case(case: Case) -> None:
    with pytest.raises(NotAStandInError):
        case.name_pseudonym("Ben Marsh", ["Anna Kowal"], "x")


@pytest.mark.parametrize("written", ["[EX-0002, ¶3]", "[EX-0002 ¶3-1]", "[EX2 ¶1]"])
def test_a_citation_that_is_none_is_not_passed_over(case: Case, written: str) -> None:
    (case.dossiers / "gate.md").write_text(f"# Gate\n\nSee {written}.\n", "utf-8")
    assert not check(case, keeping.draft_of(case, "gate")).is_sound


def test_what_went_wrong_leaves_nothing_behind(case: Case, tmp_path: Path) -> None:
    (tmp_path / "locked.pdf").write_bytes(b"%PDF-1.4\nnonsense")
    case.add([tmp_path / "locked.pdf"])
    (number,) = [e.exhibit.id for e in case.listing(limit=9).exhibits if "locked" in e.exhibit.name]
    (case.dossiers / "gate.md").write_text(
        f"---\ntitle: G\nwhole: EX-{number:04d}\n---\n\nx\n", "utf-8"
    )
    try:
        made(case, tmp_path / "out")
    except NotRedactableError:
        assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.unfinished").exists()


def test_what_is_not_taken_out_cannot_be_taken_back(case: Case) -> None:
    """A slip of the pen is not taken for a decision that is undone."""
    first = Citation(ExhibitId(2), 1)
    case.take_out(Pattern.PHONE, "privacy")
    case.take_out(Pattern.PHONE, holds=False)
    for undo in (
        lambda: case.name_pseudonym("Official Z", []),
        lambda: case.black_out_words("grey", holds=False),
        lambda: case.take_out(Pattern.PHONE, holds=False),
        lambda: case.black_out(first, "grey faced", holds=False),
        lambda: case.withhold(2, holds=False),
    ):
        with pytest.raises(NotTakenOutError, match="redactions list"):
            undo()
    case.black_out(first, "grey faced", "how they looked")
    assert case.black_out(first, "grey faced", holds=False) == 1


def test_a_name_that_is_added_takes_none_away(case: Case) -> None:
    case.name_pseudonym("Official A", ["Anna Kowal"], "a source")
    case.name_pseudonym("Official A", ["Nusia", "anna kowal"], "her nickname")
    (person,) = case.policy().pseudonyms
    assert person.names == ("Anna Kowal", "Nusia")
    case.name_pseudonym("Official A", [])
    assert case.policy().pseudonyms == ()


def test_an_account_is_not_told_where_it_is_blacked_out(case: Case, tmp_path: Path) -> None:
    """Neither its quotes in the table of verdicts, nor its heading as the title of the exhibit."""
    found = case.search("remember kind:paragraph in:EX-0001")
    assert found.total == 1
    said = case.search('"grey faced" in:EX-0001').findings[0].found.citation
    head = case.search('"shut at ten" in:EX-0001').findings[0].found.citation
    case.black_out(said, "", "a source")
    case.black_out(head, "", "a source")
    (case.dossiers / "gate.md").write_text("# Gate\n\n[quotes EX-0001]\n", "utf-8")
    made(case, tmp_path / "out")
    told = texts(tmp_path / "out").casefold()
    assert "grey faced" not in told
    assert "shut at ten" not in told
    assert BAR in (tmp_path / "out" / "site" / "index.html").read_text("utf-8")


def test_what_lies_under_a_box_is_read_nowhere_else(case: Case, tmp_path: Path) -> None:
    lines = ["The first line is plain", "The second is nobody's business", "The third is plain too"]
    case.add([paper(tmp_path, lines)])
    exhibit = case.listing(kind="pages").exhibits[0].exhibit.id
    shown = case.search("business kind:pages").findings[0].found
    box = next(
        b
        for p in case.read(exhibit, 1, 9).passages
        if p.citation == shown.citation
        for n, b in enumerate(p.passage.locator.boxes)
        if n == p.passage.text.split("\n").index(lines[1])
    )
    case.cover(exhibit, box, "nobody's")
    label = f"EX-{exhibit:04d}"
    (case.dossiers / "gate.md").write_text(
        f"---\ntitle: Gate\nwhole: {label}\n---\n\n“The second is nobody's business” [{shown.citation}].\n",
        "utf-8",
    )
    made(case, tmp_path / "out")
    told = texts(tmp_path / "out")
    assert "nobody's business" not in told
    assert "The first line is plain" in told
    assert "a black box" in (tmp_path / "out" / "site" / "removed.html").read_text("utf-8")


def test_a_shorter_form_of_a_hidden_name_is_nobody_else(case: Case, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "c_chat.txt").write_text(
        "[07/05/2021, 22:45:00] A. Kowal: it was I\n[07/05/2021, 22:46:00] Ben Marsh: no\n", "utf-8"
    )
    case.add([more])
    hide(case)
    path = case.dossiers / "gate.md"
    path.write_text(path.read_text("utf-8") + "\nMs A. Kowal, and Kowal again.\n", "utf-8")
    made(case, tmp_path / "out")
    assert "kowal" not in texts(tmp_path / "out").casefold()


def test_the_parts_of_a_word_file_stand_in_their_order(case: Case, tmp_path: Path) -> None:
    import docx

    (case.dossiers / "gate.md").write_text("# Gate\n\nFirst.\n\n[EX-0002 ¶1]\n\nLast.\n", "utf-8")
    made(case, tmp_path / "out")
    told = [p.text for p in docx.Document(str(tmp_path / "out" / "dossier.docx")).paragraphs]
    first, shown, last = (
        next(n for n, text in enumerate(told) if words in text)
        for words in ("First.", "grey faced", "Last.")
    )
    assert first < shown < last


def test_names_in_the_text_itself_are_proposed(case: Case) -> None:
    path = case.dossiers / "gate.md"
    path.write_text(path.read_text("utf-8") + "\nMr Zbigniew Wolski lives there.\n", "utf-8")
    found = proposed(case, keeping.draft_of(case, "gate"), concealing_for(case))
    (told,) = [p for p in found if any("Wolski" in words for words in p.words)]
    assert told.places == (), "it stands in no passage"
    assert told.lines == (14,)
    assert any("Anna Kowal" in p.words for p in found)


def test_a_citation_in_the_text_is_no_code(case: Case) -> None:
    found = proposed(case, keeping.draft_of(case, "gate"), concealing_for(case))
    assert not [one for one in found if any("EX-" in words for words in one.words)]


def test_single_names_are_taken_back_and_only_theirs(case: Case) -> None:
    case.name_pseudonym("Official A", ["Anna Kowal", "Nusia"], "a source")
    with pytest.raises(NotTakenOutError, match="“Ben”, as a name of “Official A”"):
        case.take_names_back("Official A", ["Nusia", "Ben"])
    case.take_names_back("Official A", ["NUSIA"])
    (person,) = case.policy().pseudonyms
    assert (person.names, person.why) == (("Anna Kowal",), "a source")
    case.take_names_back("Official A", ["Anna Kowal"])
    assert case.policy().pseudonyms == ()


@pytest.mark.parametrize("words", ["🌊", "…", ".*"])
def test_what_cannot_be_looked_for_is_not_decided_on(case: Case, words: str) -> None:
    with pytest.raises(NotWordsError, match="no letter and no digit"):
        case.black_out_words(words, "x")
    with pytest.raises(NotWordsError, match="no letter and no digit"):
        case.name_pseudonym("Official A", ["Anna Kowal", words], "x")
    for no_words in ("", "a" * 201):
        with pytest.raises(NotWordsError):
            case.black_out_words(no_words, "x")


def test_how_often_a_blacked_out_word_stands_is_not_told(case: Case, tmp_path: Path) -> None:
    """The count is of the whole case, of which little is published."""
    article = "<p>One who was there for the count called all of it “silent” in the end.</p>"
    (tmp_path / "b.html").write_text(f"<html><body><article>{article}</article></body></html>")
    case.add([tmp_path / "b.html"])
    (exhibit,) = {f.found.citation.exhibit for f in case.search("count in:b").findings}
    (case.dossiers / "gate.md").write_text(f"# Gate\n\n[quotes EX-{exhibit:04d}]\n", "utf-8")
    made(case, tmp_path / "before")
    assert "it stands in" in texts(tmp_path / "before")
    case.black_out_words("silent", "it tells who")
    made(case, tmp_path / "out")
    assert "it stands in" not in texts(tmp_path / "out")


@pytest.mark.parametrize(
    ("written", "is_fatal"),
    [
        ("A word. <!-- ask Ben -->", True),
        ("![local](../../../etc/passwd)", True),
        ("See [quotes EX-0001] here.", True),
        ("See [copying] here.", True),
        ("[EX-0001]", False),
        ("```\n<!-- code -->\n```", None),
        ("![a gate](EX-0001)", True),
    ],
)
def test_what_is_written_as_if_it_did_something_is_told(
    case: Case, written: str, is_fatal: bool | None
) -> None:
    (case.dossiers / "gate.md").write_text(f"# Gate\n\n{written}\n", "utf-8")
    problems = check(case, keeping.draft_of(case, "gate")).problems
    assert [p.is_fatal for p in problems] == ([] if is_fatal is None else [is_fatal])
    assert all(p.line == 3 for p in problems)


def test_a_dossier_that_is_not_utf_8_says_where(case: Case) -> None:
    (case.dossiers / "gate.md").write_bytes("# Gäte\n".encode("utf-16"))
    with pytest.raises(DossierUnreadableError, match="byte 0 is not UTF-8"):
        keeping.draft_of(case, "gate")


def test_a_quotation_that_is_blacked_out_whole_is_not_sealed_as_verbatim(
    case: Case, tmp_path: Path
) -> None:
    case.black_out(Citation(ExhibitId(2), 4), "the code is 4711-tidewater, tell nobody", "a code")
    draft = "# Gate\n\n“the code is 4711-tidewater” [EX-0002 ¶4], “nobody came” [EX-0002 ¶5].\n"
    (case.dossiers / "gate.md").write_text(draft, "utf-8")
    made(case, tmp_path / "out")
    sealed = json.loads((tmp_path / "out" / "quotations.json").read_text("utf-8"))
    assert [one["quoted"] for one in sealed["quotations"]] == ["nobody came"]
    assert verify(tmp_path / "out").is_valid
