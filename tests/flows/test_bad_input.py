"""Bad input: each file gets one clear line with its number, the cause and the next step; the rest goes on."""

import gzip
import io
import os
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from stat import S_ISREG

import pikepdf
import pytest
from click.testing import CliRunner

from muniment.case import Case
from muniment.cli import main
from muniment.errors import DiskFullError
from muniment.model.citation import Citation
from muniment.model.exhibit import State
from muniment.model.reading import Limits
from muniment.model.report import Trouble
from muniment.store.schema import Transaction


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def _nested_mail(depth: int) -> bytes:
    mail = b"From: a@example.org\nSubject: innermost\n\nThe innermost words.\n"
    for level in range(depth):
        mail = b"From: a@example.org\nSubject: level %d\nContent-Type: message/rfc822\n\n%b" % (
            level,
            mail,
        )
    return mail


def _tar_with_links() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, target in (
            ("s", tarfile.SYMTYPE, "/etc/passwd"),
            ("h", tarfile.LNKTYPE, "../../case.db"),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        info = tarfile.TarInfo("../../../escape.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"words"))
    return out.getvalue()


def _broken_docx() -> bytes:
    """A word processor's file whose text breaks off in the first tag."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document")
    return out.getvalue()


def _locked_zip() -> bytes:
    """A zip whose only member says that it is encrypted."""
    data = bytearray(_zip(secret_dot_txt=b"nothing to see"))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


BAD: dict[str, tuple[bytes, str]] = {
    "cut.zip": (
        _zip(a=os.urandom(5000), b=b"the second member")[:4000],
        "zip|archive|cut|directory",
    ),
    "bomb.zip": (_zip(zeros=bytes(300 << 20)), "bomb|ratio|times|larger"),
    "links.tar": (_tar_with_links(), "link"),
    "empty.txt": (b"", "empty"),
    "locked.zip": (_locked_zip(), "password|encrypted"),
    "nested.eml": (_nested_mail(200), "deep"),
    "broken.pdf": (b"%PDF-1.7\n" + b"1 0 obj << /Type /Catalog >> endobj\nnonsense", "PDF|page"),
    "cut.docx": (_broken_docx(), "XML|Word|document"),
    "picture.txt": (b"\x00\x01\x02\x03" * 300, "no reader"),
    "cut.gz": (gzip.compress(b"words " * 9000)[:-9], "cut|ends|truncated|CRC"),
    "broken.eml": (
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: base64\n\n!!!!\n",
        "",
    ),
}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text("A good note about the ferry.\n")
    return folder


def _family(case: Case, trouble: Trouble) -> set[str]:
    return {trouble.exhibit.name, *(e.name for e in case.show(Citation(trouble.exhibit.id)).family)}


def test_each_bad_file_gets_a_line_and_the_rest_goes_on(case: Case, bad: Path) -> None:
    added = case.add([bad], limits=Limits(silence=30))
    assert added.taken == len(BAD) + 1
    assert case.search("ferry").total == 1
    account = case.status()
    assert account.exhibits == sum(account.states.values())
    assert account.pending == 0
    troubles = list(case.troubles())
    for name, (_, told) in BAD.items():
        if told:
            causes = " ".join(t.warning.cause for t in troubles if name in _family(case, t))
            assert any(word.lower() in causes.lower() for word in told.split("|")), (
                f"{name}: {causes!r}"
            )
    assert all(t.warning.cause for t in troubles)
    assert list(case.verify()) == []


def test_nothing_escapes_from_an_archive(case: Case, bad: Path, tmp_path: Path) -> None:
    case.add([bad / "links.tar"])
    assert not list(tmp_path.glob("**/escape.txt"))
    assert case.search('"words"').total == 1, (
        "the member itself is kept, under a number and not under its path"
    )


def test_a_wrong_extension_does_not_matter(case: Case, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(_zip(note_dot_txt=b"The ferry left at dawn."))
    (tmp_path / "report.pdf").write_text(
        "From: anna@harbour.example\nSubject: Dawn\nDate: Fri, 7 May 2021 09:00:00 +0100\n\nThe tug left too.\n"
    )
    case.add([tmp_path / "holiday.jpg", tmp_path / "report.pdf"])
    kinds = {e.name: e.kind.value for e in case.exhibits()}
    assert kinds == {"holiday.jpg": "archive", "report.pdf": "mail", "note.txt": "text"}


def test_a_line_without_end_is_read_in_parts(case: Case, tmp_path: Path) -> None:
    with (tmp_path / "line.txt").open("w") as out:
        for _ in range(40):
            out.write("words without an end " * 50_000)
    case.add([tmp_path / "line.txt"], limits=Limits(memory=700 << 20))
    (exhibit,) = case.exhibits()
    assert exhibit.state in {State.READ, State.PARTIAL}
    view = case.show(Citation(exhibit.id))
    assert view.count > 2000
    assert max(len(p.passage.text) for p in view.passages) <= 20_000


def test_what_cannot_be_opened_or_is_no_file_is_named(case: Case, evidence: Path) -> None:
    (evidence / "dangling").symlink_to("nowhere")
    os.mkfifo(evidence / "pipe")
    added = case.add([evidence, evidence / "missing.txt"])
    assert {Path(p).name for p, _ in added.skipped} == {"dangling", "pipe"}
    assert [(Path(p).name, why) for p, why in added.failed] == [
        ("missing.txt", "No such file or directory")
    ]
    assert any(e.action == "not taken in" for e in case.log())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, whatever its permissions")
def test_a_file_without_permission_is_named(case: Case, evidence: Path) -> None:
    (evidence / "note.txt").chmod(0)
    assert [why for _, why in case.add([evidence]).failed] == ["Permission denied"]


def test_the_case_itself_is_not_taken_in(case: Case, evidence: Path, tmp_path: Path) -> None:
    added = case.add([tmp_path])
    assert added.taken == 5
    assert [Path(p).name for p, _ in added.skipped] == ["case"]
    assert case.add([tmp_path / "case", tmp_path / "case" / "originals"]).files == 0


def test_a_full_disk_stops_cleanly_and_the_same_command_goes_on(
    case: Case, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = 3

    def write(handle: int, data: bytes, real: Callable[[int, bytes], int] = os.write) -> int:
        nonlocal left
        left -= S_ISREG(os.fstat(handle).st_mode)  # pipes take no room
        if left < 0:
            raise OSError(28, "No space left on device")
        return real(handle, data)

    with monkeypatch.context() as full:
        full.setattr("muniment.custody.originals.os.write", write)
        with pytest.raises(DiskFullError, match="What was taken in so far is safe"):
            case.add([evidence])
    assert list(case.verify()) == []
    case.add([evidence])
    assert case.status().outside == 5
    assert list(case.verify()) == []


def test_a_full_database_is_named_as_a_full_disk(case: Case) -> None:
    db = case._folder.db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 1}")

    def fill() -> None:
        with Transaction(db):
            for n in range(1000):
                db.execute("INSERT INTO todo VALUES (?, ?)", ("x" * 1000, n))

    with pytest.raises(DiskFullError):
        fill()


def test_the_exit_code_tells_how_bad_it_was(bad: Path, evidence: Path, tmp_path: Path) -> None:
    def run(*words: object) -> int:
        return CliRunner().invoke(main, ["-C", str(tmp_path / "x"), *map(str, words)]).exit_code

    assert run("status") == 2
    assert run("init") == 0
    assert run("add", evidence) == 0
    assert run("add", bad / "cut.gz") == 4
    assert run("add", bad / "empty.txt") == 5
    assert run("add", tmp_path / "missing") == 5
    assert run("search", '"unclosed') == 2
    assert run("show", "EX-9999") == 2
    assert run("verify") == 0


def test_a_hostile_file_name_stays_text(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"<script>.txt", b"\x1b[31mred.txt", b"a\nb.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(name)
    case.add([folder])
    assert len(list(case.exhibits())) == 4
    assert list(case.verify()) == []
    shown = CliRunner().invoke(main, ["-C", str(tmp_path / "case"), "status", "--exhibits"]).output
    assert "\x1b" not in shown
    assert "caf\\xe9.txt" in shown


def test_a_quine_zip_comes_to_an_end(case: Case, tmp_path: Path) -> None:
    """A zip that holds the same bytes again and again is one exhibit with one member."""
    inner = _zip(note_dot_txt=b"The ferry left at dawn.")
    (tmp_path / "outer.zip").write_bytes(_zip(a_dot_zip=inner, b_dot_zip=inner, c_dot_zip=inner))
    added = case.add([tmp_path / "outer.zip"])
    assert (added.taken, added.inside) == (1, 2)


def test_a_nested_bomb_with_other_bytes_on_each_level_is_stopped(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each zip holds four zips that differ; no single one is a bomb, all together are."""
    monkeypatch.setattr("muniment.case.adding._LEAST_FAMILY", 3 << 20)
    monkeypatch.setattr("muniment.case.adding._FAMILY_RATIO", 1)

    def nest(depth: int, seed: int) -> bytes:
        if not depth:
            return _zip(**{f"n{seed}_dot_txt": b"%d " % seed * 60_000})
        return _zip(**{f"z{n}_dot_zip": nest(depth - 1, seed * 4 + n) for n in range(4)})

    (tmp_path / "nested.zip").write_bytes(nest(4, 1))
    case.add([tmp_path / "nested.zip"])
    account = case.status()
    assert account.pending == 0
    # Of 60 MB in all: what was under way when it turned out to be a bomb is read yet, on a busy machine more.
    assert account.bytes < 20 << 20
    assert any("past all measure" in t.warning.cause for t in case.troubles())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_pdf_that_kills_its_reader_is_read_by_the_second_program(
    make_case: Callable[[str], Case], tmp_path: Path
) -> None:
    """A form that draws itself twice ends pdfium, and not pdftotext."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    words = b"BT /F1 12 Tf 20 100 Td (the gate was shut) Tj ET"
    form = pdf.make_indirect(pikepdf.Stream(pdf, b"/X Do /X Do "))
    font = {"/F1": pikepdf.Dictionary(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica")}
    names = pikepdf.Dictionary(XObject={"/X": form}, Font=font)
    form.Type, form.Subtype = pikepdf.Name("/XObject"), pikepdf.Name("/Form")
    form.BBox, form.Resources = pikepdf.Array([0, 0, 200, 200]), names
    page.obj.Resources, page.obj.Contents = names, pikepdf.Stream(pdf, b"/X Do " + words)
    pdf.save(tmp_path / "loop.pdf")
    with closing(make_case("case")) as case:
        case.add([tmp_path / "loop.pdf"])
        assert case.search("gate").total == 1
        assert case.exhibit(1).kind == "pages"
        [trouble] = case.troubles()
        assert "the built-in reader died of it" in trouble.warning.cause
        case.rebuild()
        assert case.search("gate").total == 1
