"""What counts as a find, what is withheld, and what is told of what was not looked at."""

import hashlib
import io
import os
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import zxingcpp
from docx import Document
from PIL import Image
from reportlab.pdfgen import canvas

from muniment.dossier.leaks import LeakReport, Limits, Secret, look

KOWAL = Secret("R-0012", "Anna Kowal")


def seen(
    tmp_path: Path, files: dict[str, bytes | str], *secrets: Secret, **how: object
) -> LeakReport:
    folder = tmp_path / "dossier"
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return look(folder, secrets or [KOWAL], **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "asked ANNA\tKOWAL",
        "Kowal, Anna",
        "#annakowal",
        "anna.kowal@harbour.example",
        "https://harbour.example/people/anna-kowal.html",
        "https://harbour.example/?q=anna+kowal&x=1",
        "An\u00adna Ko\u200bwal",
        "A N N A   K O W A L",
        "Anna Ko-\nwal",
        "Аnnа Kоwаl",  # Cyrillic а and о
        "ａｎｎａ ｋｏｗａｌ",
        "annakowal1988",
        "lawoK annA",
        "Anna<br>\n   <em>Ko</em>wal",
        "Anna Kowalska",
    ],
)
def test_it_is_found_however_it_is_typed(tmp_path: Path, text: str) -> None:
    assert not seen(tmp_path, {"a.html": f"<p>They said {text} was there.</p>"}).is_clean


def test_letters_of_neighbouring_words_are_no_name(tmp_path: Path) -> None:
    text = "Of that he was sure than nature. Hannah had annexes. The arena mark; a lexicon"
    secrets = [Secret("R-1", "Anna"), Secret("R-2", "Thanna"), Secret("R-3", "Nahada")]
    assert seen(tmp_path, {"a.txt": text}, *secrets).is_clean


def test_four_letters_are_found_where_a_word_begins(tmp_path: Path) -> None:
    anna = Secret("R-1", "Anna")
    for text in ("Anna's", "anna", "ANNA.", "#Anna", "AnnaKowal", "a_n-n a", "mit Annas Boot"):
        assert not seen(tmp_path, {"a.txt": f"x {text} y"}, anna).is_clean, text
    for text in ("Hannah", "annapolis", "than nature"):
        assert seen(tmp_path, {"a.txt": f"x {text} y"}, anna).is_clean, text


def test_a_part_of_a_longer_word_is_told_as_such(tmp_path: Path) -> None:
    (find,) = seen(tmp_path, {"a.txt": "Joanna Kowalski"}).finds
    assert not find.is_whole
    assert "inside a longer word" in str(find)


def test_short_and_common_secrets_are_whole_words_and_the_report_says_so(tmp_path: Path) -> None:
    will, al = Secret("R-1", "Will"), Secret("R-2", "Al")
    page = '<p class="Al">They will all see. <script>Will()</script></p>'
    report = seen(tmp_path, {"a.html": page}, will, al)
    assert report.is_clean
    assert not report.is_complete
    assert [one.secret for one in report.ruled] == ["R-1", "R-2"]
    assert "R-1, R-2: looked for only as a whole word" in str(report)
    report = seen(tmp_path, {"a.html": "<p>So <b>Will</b> went.</p><p>AL too</p>"}, will, al)
    assert [(f.secret, f.place) for f in report.finds] == [
        ("R-2", "byte 30"),
        ("R-1", "byte 9"),
    ]


def test_a_month_of_a_date_is_not_somebody_who_is_called_so(tmp_path: Path) -> None:
    may, april = (Secret(f"R-{n}", name, is_name=True) for n, name in enumerate(("May", "April")))
    for text in ("3 May 2024", "<td>3</td><td>April</td>", "on the 3rd of May", "April&nbsp;2024"):
        assert seen(tmp_path, {"a.html": f"x {text} y"}, may, april).is_clean, text
    for text in ("ask May", "April said 3 times", "in May, in April"):
        assert not seen(tmp_path, {"a.html": f"x {text} y"}, may, april).is_clean, text
    assert not seen(tmp_path, {"a.txt": "3 May 2024"}, Secret("R-3", "May")).is_clean


def test_a_caller_names_the_common_words_of_a_language(tmp_path: Path) -> None:
    files = {"a.txt": "der kaiserliche hof, im sommer"}
    assert not seen(tmp_path, files, Secret("R-1", "Sommer")).is_clean
    assert seen(tmp_path, files, Secret("R-1", "Sommer"), common=["sommer"]).is_clean
    assert seen(tmp_path, files, Secret("R-1", "Kaiserliche", is_common=True)).is_clean


def test_a_secret_without_letters_is_named_as_not_looked_for(tmp_path: Path) -> None:
    report = seen(tmp_path, {"a.txt": "x"}, Secret("R-1", "***"))
    assert "R-1: not looked for" in str(report)


def test_german_spelling_without_accents(tmp_path: Path) -> None:
    report = seen(tmp_path, {"a.txt": "frau mueller-lödige"}, Secret("R-1", "Müller-Loedige"))
    assert report.is_clean  # spelled in two ways at once: give both as secrets
    report = seen(tmp_path, {"a.txt": "frau mueller-loedige"}, Secret("R-1", "Müller-Lödige"))
    assert "spelled without its accents" in report.finds[0].form


def test_its_digest_is_found(tmp_path: Path) -> None:
    for name in ("md5", "sha1", "sha256"):
        real = hashlib.new(name, b"anna kowal").hexdigest()
        assert (
            seen(tmp_path, {"a.txt": f"id={real.upper()}"})
            .finds[0]
            .form.startswith(f"as its {name.upper()}")
        )


def test_nothing_that_is_printed_tells_the_secret(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("people/anna_kowal.txt", "Anna Kowal")
        archive.writestr("b%41nna%20Kowal/Anna%20Kowal.7z", b"7z\xbc\xaf\x27\x1cx")
    files = {
        "people/anna%20kowal.html": "x",
        "z/ANNA_KOWAL.zip": out.getvalue(),
        "ok.zip": out.getvalue(),
    }
    report = seen(tmp_path, files)
    assert len(report.finds) >= 4
    assert report.unopened
    told = (str(report) + repr(report) + repr(KOWAL)).lower()
    assert "kowal" not in told
    assert "anna" not in told
    assert "file 3 by path" in told


def test_names_of_folders_count_and_so_do_empty_ones(tmp_path: Path) -> None:
    (tmp_path / "dossier" / "about" / "Anna Kowal").mkdir(parents=True)
    report = look(tmp_path / "dossier", [KOWAL])
    assert [find.place for find in report.finds] == ["its name"]
    assert report.files == 0


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Anna Kowal")
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "dossier" / "b").symlink_to("/homes/anna_kowal")
    os.mkfifo(tmp_path / "dossier" / "pipe")
    report = look(tmp_path / "dossier", [KOWAL])
    assert [(find.file, find.place) for find in report.finds] == [("b", "where the link leads")]
    assert [one.file for one in report.unopened] == ["a.txt", "b", "pipe"]


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        look(tmp_path / "none", [KOWAL])


def test_rot13_of_a_long_name(tmp_path: Path) -> None:
    report = seen(tmp_path, {"a.txt": "qvq Naan Xbjnyfxn fnl?"}, Secret("R-1", "Anna Kowalska"))
    assert report.finds[0].form.startswith("in ROT13")


def test_places_are_told(tmp_path: Path) -> None:
    text = "é" * 10 + "Anna Kowal" + " and then &#65;nna Kowal and %41nna Kowal"
    finds = seen(tmp_path, {"a.html": text}).finds
    assert [(f.place, f.form, f.count) for f in finds] == [
        ("byte 20", "as it is written", 1),
        ("byte 20", "in HTML entities and percent-encoded", 3),
    ]


def test_words_over_two_runs_of_a_word_document(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Said An")
    paragraph.add_run("na Ko").bold = True
    paragraph.add_run("wal.")
    document.core_properties.author = "A. Nobody"
    out = io.BytesIO()
    document.save(out)
    (find,) = seen(tmp_path, {"a.docx": out.getvalue()}).finds
    assert find.place.startswith("word/document.xml, byte ")
    assert find.form == "with tags between its letters"


def test_words_of_a_page_that_are_set_letter_by_letter(tmp_path: Path) -> None:
    out = io.BytesIO()
    paper = canvas.Canvas(out, pageCompression=1)
    paper.drawString(72, 700, "Nothing here.")
    paper.showPage()
    words = paper.beginText(72, 700)
    for letter in "Anna Kowal":
        words.textOut(letter)
    paper.drawText(words)
    paper.save()
    finds = seen(tmp_path, {"a.pdf": out.getvalue()}).finds
    assert "page 2" in {find.place for find in finds}


def test_an_older_revision_of_a_pdf(tmp_path: Path) -> None:
    """What is no object any more still lies among the bytes."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.contents_add(pdf.make_stream(b"BT (Anna Kowal) Tj ET " * 20))
        pdf.save(out, compress_streams=True)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        stream = pdf.pages[0].Contents[-1].read_raw_bytes()
        pdf.pages[0].Contents = pdf.make_stream(b"BT ET")
        clean = io.BytesIO()
        pdf.save(clean)
    assert seen(tmp_path, {"a.pdf": clean.getvalue()}).is_clean
    revised = clean.getvalue() + b"\n9 0 obj <<>> stream\n" + stream + b"\nendstream"
    assert not seen(tmp_path, {"a.pdf": revised}).is_clean


def test_a_member_that_was_deleted_from_a_zip(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "said Anna Kowal " * 5)
    old = out.getvalue()[: out.getvalue().rindex(b"PK\x01\x02")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("b.txt", "nothing")
    assert not seen(tmp_path, {"a.zip": old + out.getvalue()}).is_clean


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    locked = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    files = {
        "a.7z": b"7z\xbc\xaf\x27\x1c\0\0",
        "b.pdf": locked.getvalue(),
        "c.pdf": b"%PDF-1.7 nothing",
        "d.zip": b"PK\x03\x04 nothing",
        "e.xz": b"\xfd7zXZ\0 nothing",
    }
    report = seen(tmp_path, files)
    assert {one.file for one in report.unopened} >= set(files) - {"d.zip"}
    assert "Not looked into:" in str(report)


def test_a_bomb_is_named_and_costs_little(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(50_000_000))
    report = seen(tmp_path, {"a.zip": out.getvalue()}, limits=Limits(member=1_000_000))
    assert "unpacks to more than is looked at" in str(report)


def test_a_long_file_is_read_in_pieces_that_overlap(tmp_path: Path) -> None:
    content = bytearray(b"x " * 300_000)
    content[199_996:200_006] = b"Anna Kowal"
    report = seen(tmp_path, {"a.txt": bytes(content)}, limits=Limits(member=200_000))
    assert not report.is_clean
    assert "looked at in pieces" in str(report)


def test_pictures_say_what_was_not_looked_at(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "PNG")
    report = seen(tmp_path, {"a.png": out.getvalue(), "b.mp3": b"ID3\4"}, with_drawn=False)
    assert "(1 picture)" in str(report)
    assert "QR codes" in str(report)
    assert "Sound and film were not listened to (1 files)." in str(report)


@pytest.mark.parametrize(
    "page",
    [
        "<p>Then Will<br>went.</p>",
        "<p>Ask Will</p><p>or me</p>",
        "<w:p><w:r><w:t>Will</w:t><w:br/><w:t>went</w:t></w:r></w:p>",
        "<si><t>Will</t></si><si><t>went</t></si>",
        "<tr><td>Will</td><td>went</td></tr>",
        "<p>W<b>il</b>l went</p>",
    ],
)
def test_a_short_name_at_the_end_of_a_line_or_a_cell_is_a_word(tmp_path: Path, page: str) -> None:
    assert not seen(tmp_path, {"a.html": page}, Secret("R-1", "Will")).is_clean


def test_a_name_in_quoted_printable_is_found_with_small_digits_too(tmp_path: Path) -> None:
    for text in ("Andr=C3=A9 Kowal", "Andr=E9 Kowal", "Andr=c3=a9 Kowal"):
        assert not seen(tmp_path, {"a.txt": text}, Secret("R-1", "André Kowal")).is_clean, text


def test_a_qr_code_in_a_picture_and_on_a_page_is_read(tmp_path: Path) -> None:
    address = "https://trust.example/staff?name=Anna%20Kowal"
    for kind in (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128):
        code = zxingcpp.create_barcode(address, kind)
        drawn = Image.fromarray(np.array(code.to_image(scale=4), copy=True)).convert("RGB")
        out, paper = io.BytesIO(), io.BytesIO()
        drawn.save(out, "JPEG")
        drawn.save(paper, "PDF")
        finds = seen(tmp_path, {"a.jpg": out.getvalue(), "b.pdf": paper.getvalue()}).finds
        told = {(f.file, f.place.split(",")[0], f.form.split(",")[0]) for f in finds}
        assert {file for file, *_ in told} == {"a.jpg", "b.pdf"}
        assert ("b.pdf", "page 1", f"in a {kind}") in {(f, p, form) for f, p, form in told}, told


def test_a_picture_that_is_none_is_told(tmp_path: Path) -> None:
    report = seen(tmp_path, {"a.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40})
    assert "what is drawn in it could not be read" in str(report)


def test_words_drawn_in_pictures_are_read_by_tesseract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a stand-in for tesseract, which the machines that test need not have."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\ncat > /dev/null\necho 'Anna Kowal'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    out, paper = io.BytesIO(), io.BytesIO()
    Image.new("L", (8, 8)).save(out, "PNG")
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.save(paper)
    finds = seen(tmp_path, {"a.png": out.getvalue(), "b.pdf": paper.getvalue()}).finds
    assert [(f.file, f.form) for f in finds] == [
        ("a.png", "drawn in a picture"),
        ("b.pdf", "drawn in a picture"),
    ]


def test_a_clean_folder_has_no_finds(tmp_path: Path) -> None:
    noise = os.urandom(300_000)
    secrets = [
        Secret(f"R-{n}", name) for n, name in enumerate(["Kowalska", "Łukasz M.", "Ben Marsh"])
    ]
    files = {"a.bin": noise, "b.html": "<p>The ferry was late.</p>" * 99, "c.json": '{"a": [1, 2]}'}
    report = seen(tmp_path, files, *secrets)
    assert report.is_clean
    assert report.is_complete
    assert (
        str(report) == f"3 secrets looked for in 3 files ({report.size:,} bytes).\nNone was found."
    )
