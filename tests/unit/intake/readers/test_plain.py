"""Plain text: paragraphs, lines, encodings, and files of any length."""

from pathlib import Path

import pytest

from muniment.intake.readers import plain
from muniment.model.passage import Passage, PassageKind, Role
from muniment.model.reading import Fact, Piece, ReadWarning, Source


def read(tmp_path: Path, data: bytes, format_: str = "text", **settings: str) -> list[Piece]:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source = Source(path, "a.txt", format_, settings=settings)
    pieces = list(plain.read(source))
    texts = dict(plain.texts(source))
    for p in pieces:
        if isinstance(p, Passage):
            assert texts[p.locator.text][p.locator.start : p.locator.end] == p.text
    return pieces


def words(pieces: list[Piece]) -> list[str]:
    return [p.text for p in pieces if isinstance(p, Passage)]


def test_utf8_needs_no_fact_and_paper_is_an_account(tmp_path: Path) -> None:
    (only,) = read(tmp_path, "Zoë.".encode())
    assert isinstance(only, Passage)
    assert (only.role, only.kind, only.locator.place) == (
        Role.ACCOUNT,
        PassageKind.PARAGRAPH,
        "line 1",
    )


@pytest.mark.parametrize(
    "codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252"]
)
def test_encodings_are_found_and_told(tmp_path: Path, codec: str) -> None:
    pieces = read(tmp_path, "Zoë wrote.\n\nTwice.".encode(codec))
    assert words(pieces) == ["Zoë wrote.", "Twice."]
    assert isinstance(pieces[0], Fact)
    assert pieces[0].name == "encoding"
    assert pieces[0].basis


def test_an_encoding_set_by_hand_wins(tmp_path: Path) -> None:
    data = "Привет".encode("cp1251")
    assert words(read(tmp_path, data, encoding="cp1251")) == ["Привет"]
    assert words(read(tmp_path, data, encoding="latin1")) != ["Привет"]


def test_an_encoding_that_does_not_exist_is_told(tmp_path: Path) -> None:
    pieces = read(tmp_path, b"abc", encoding="klingon")
    assert words(pieces) == ["abc"]
    assert isinstance(pieces[0], ReadWarning)


def test_bytes_that_are_no_letters_are_told_as_a_loss(tmp_path: Path) -> None:
    pieces = read(tmp_path, "Zoë ".encode() * 20 + b"\xff")
    (warning,) = (p for p in pieces if isinstance(p, ReadWarning))
    assert warning.is_loss
    assert "1 places" in warning.cause


def test_signs_that_cannot_be_seen_stay_in_the_passage(tmp_path: Path) -> None:
    assert words(read(tmp_path, b"a\0b\x07c\x1bd")) == ["a\0b\x07c\x1bd"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("one\r\n\r\ntwo", ["one", "two"]),
        ("one\rtwo\r\rthree", ["one\rtwo", "three"]),
        ("one\n \t \ntwo", ["one", "two"]),
        ("one\n\n\x0ctwo", ["one", "two"]),
        ("2031-03-18 out\n2031-03-19 lit\n again\n2031-03-20 out", ["2031-03-18 out", "2031-03-19 lit\n again", "2031-03-20 out"]),
        ("[21:04] out\n[21:05] lit\n[21:06] out", ["[21:04] out", "[21:05] lit", "[21:06] out"]),
        ("ANNA: a\nBEN: b\nANNA: c\nBEN: d", ["ANNA: a", "BEN: b", "ANNA: c", "BEN: d"]),
        ("From: a\nTo: b\nDate: c\nSubject: d", ["From: a\nTo: b\nDate: c\nSubject: d"]),
        ("For:\n- one\n- two\n  more\n- three", ["For:", "- one", "- two\n  more", "- three"]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_paragraphs(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert words(read(tmp_path, text.encode())) == expected


def test_wrapped_prose_holds_together_and_a_list_of_lines_does_not(tmp_path: Path) -> None:
    prose = "\n".join(["the quick brown fox jumps over the lazy dog and then goes home at"] * 12)
    assert len(words(read(tmp_path, prose.encode()))) == 1
    names = "\n".join(
        ["Anna", "Bartholomew of the Harbour", "Cy", "Dora Quill", "Em", "Fay", "Gus", "Hal"]
    )
    assert len(words(read(tmp_path, names.encode()))) == 8


def test_a_paragraph_on_each_line_is_a_passage_on_each_line(tmp_path: Path) -> None:
    text = "\n".join(
        ["A whole paragraph on one line, as programs without wrapping write it. " * 4] * 3
    )
    assert len(words(read(tmp_path, text.encode()))) == 3


def test_a_first_line_set_in_begins_a_paragraph(tmp_path: Path) -> None:
    text = "  It was late when the lamp went\nout and the keeper woke up at the\n  He wrote to the board that same\nnight and never had an answer to\nwhat he had asked."
    assert len(words(read(tmp_path, text.encode()))) == 2


def test_a_long_file_has_several_texts_and_loses_no_word(tmp_path: Path) -> None:
    data = b"".join(b"line %d of a long file\n\n" % n for n in range(120_000))
    pieces = [p for p in read(tmp_path, data) if isinstance(p, Passage)]
    assert len(pieces) == 120_000
    assert {p.locator.text for p in pieces} == {"text", "text 2", "text 3", "text 4"}
    assert pieces[-1].locator.place == "line 239999"


def test_one_endless_line_is_cut_at_spaces(tmp_path: Path) -> None:
    pieces = read(tmp_path, b"words " * 300_000)
    assert all(len(text) <= 20_000 and text.startswith("words") for text in words(pieces))
    assert sum(text.count("words") for text in words(pieces)) == 300_000
    assert [p.is_loss for p in pieces if isinstance(p, ReadWarning)] == [False]


def test_one_late_byte_decides_the_encoding_of_a_long_file(tmp_path: Path) -> None:
    pieces = read(tmp_path, b"plain words\n\n" * 200_000 + "Zoë".encode("cp1252"))
    assert words(pieces)[-1] == "Zoë"


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    assert [type(p) for p in read(tmp_path, b"")] == [ReadWarning]


def test_markdown_is_read_by_its_signs(tmp_path: Path) -> None:
    pieces = read(
        tmp_path,
        b"# A #\n\ntext\n\nB\n=\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: note\n",
        "markdown",
    )
    assert [(p.kind.value, p.text, p.depth) for p in pieces if isinstance(p, Passage)] == [
        ("heading", "A", 1),
        ("paragraph", "text", 0),
        ("heading", "B", 1),
        ("row", "| a | b |", 0),
        ("row", "| 1 | 2 |", 0),
        ("note", "note", 0),
    ]
