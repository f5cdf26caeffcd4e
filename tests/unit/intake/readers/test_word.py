"""Word files: nothing of what was written, struck out, hidden or hung beside the text is lost."""

import zipfile
from pathlib import Path

import pytest

from muniment.errors import LockedError, UnreadableError
from muniment.intake.office import zip_parts
from muniment.intake.readers import word
from muniment.model.passage import Passage, PassageKind, Role
from muniment.model.reading import Member, Piece, ReadWarning, Source
from tests.golden._make.make_word import NUMBERED, NUMBERING, p
from tests.golden._make.office_writer import W, write_docx, write_zip


def read(tmp_path: Path, data: bytes, **settings: str) -> list[Piece]:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    source = Source(path, "a.docx", "docx", settings=settings)
    pieces = list(word.read(source))
    texts = dict(word.texts(source))
    for piece in pieces:
        if isinstance(piece, Passage):
            loc = piece.locator
            assert texts[loc.text][loc.start : loc.end] == piece.text
    return pieces


def passages(pieces: list[Piece]) -> list[Passage]:
    return [piece for piece in pieces if isinstance(piece, Passage)]


def causes(pieces: list[Piece]) -> list[str]:
    return [piece.cause for piece in pieces if isinstance(piece, ReadWarning)]


def test_paper_is_an_account_unless_set(tmp_path: Path) -> None:
    data = write_docx(p("The lamp failed."))
    assert passages(read(tmp_path, data))[0].role is Role.ACCOUNT
    assert passages(read(tmp_path, data, role="primary"))[0].role is Role.PRIMARY


def test_a_struck_paragraph_is_kept_and_marked(tmp_path: Path) -> None:
    struck = "<w:p><w:del w:author='R. Reed' w:date='bad'><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"
    (only,) = passages(read(tmp_path, write_docx(struck)))
    assert (only.text, only.marks, only.author, only.moment) == (
        "Gone.",
        ("deleted",),
        "R. Reed",
        None,
    )


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs(tmp_path: Path) -> None:
    body = f"<w:tbl><w:tr><w:tc>{p('a ' * 900)}{p('b ' * 900)}</w:tc></w:tr></w:tbl>"
    assert [x.kind for x in passages(read(tmp_path, write_docx(body)))] == [
        PassageKind.PARAGRAPH
    ] * 2


def test_a_table_in_a_table_is_part_of_the_outer_row(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('in')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('out')}{inner}</w:tc><w:tc>{p('side')}</w:tc></w:tr></w:tbl>"
    assert [x.text for x in passages(read(tmp_path, write_docx(body)))] == ["out in | side"]


def test_a_very_long_paragraph_is_cut_at_a_space(tmp_path: Path) -> None:
    found = passages(read(tmp_path, write_docx(p("words " * 10_000))))
    assert len(found) > 2
    assert all(len(x.text) <= 20_000 and x.text.endswith("words") for x in found)


def test_strict_office_open_xml_is_read(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{p("Strict.")}</w:body></w:document>'
    (only,) = passages(read(tmp_path, write_zip({"word/document.xml": document})))
    assert only.text == "Strict."


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    head = f'<!DOCTYPE d [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "bbb">]>'
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{p("x&a;y&b;z")}</w:body></w:document>'
    pieces = read(tmp_path, write_zip({"word/document.xml": document}))
    assert "SECRET" not in passages(pieces)[0].text
    assert "entities" in causes(pieces)[0]


def test_a_bomb_is_read_as_far_as_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_parts.Parts.open, "__defaults__", (100_000,))
    pieces = read(tmp_path, write_docx(p("ab") * 10_000))
    assert len(passages(pieces)) > 100
    assert causes(pieces) == ["is larger than what is read of one part"]


def test_a_member_that_claims_to_be_huge_is_not_unpacked(tmp_path: Path) -> None:
    pieces = read(tmp_path, write_docx(p("x"), **{"word/media/a.bin": b"\0" * (80 << 20)}))
    assert not [piece for piece in pieces if isinstance(piece, Member)]
    assert "no honest file" in causes(pieces)[0]


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(LockedError):
        read(tmp_path, ole)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"not a zip"]
)
def test_what_is_no_word_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(tmp_path, data)


def test_a_zip_without_a_main_text_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(UnreadableError, match="no main text"):
        read(tmp_path, (tmp_path / "z").read_bytes())


def test_numbers_that_word_makes_are_told_as_the_place(tmp_path: Path) -> None:
    data = write_docx(NUMBERED, **{"word/numbering.xml": NUMBERING})
    found = [
        (x.text, x.locator.place.partition("numbered ")[2]) for x in passages(read(tmp_path, data))
    ]
    assert found == [
        ("He wrote.", "4."),
        ("In March.", "4.i"),
        ("In April.", "4.ii"),
        ("He asked.", "5."),
        ("Twice.", "5.i"),
    ]
