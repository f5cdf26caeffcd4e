r"""RTF: letters in any code page, and every story that stands between them."""

from pathlib import Path

import pytest

from muniment.errors import UnreadableError
from muniment.intake.readers import rtf
from muniment.model.passage import Passage
from muniment.model.reading import Member, Piece, ReadWarning, Source


def read(tmp_path: Path, data: bytes) -> list[Piece]:
    path = tmp_path / "a.rtf"
    path.write_bytes(data)
    return list(rtf.read(Source(path, "a.rtf", "rtf")))


def texts(tmp_path: Path, body: str) -> list[str]:
    return [
        p.text
        for p in read(tmp_path, b"{\\rtf1" + body.encode("cp1252") + b"}")
        if isinstance(p, Passage)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\ansi Caf\'e9", ["Café"]),
        (r"\ansi\ansicpg1251 \'cf\'f0\'e8", ["При"]),
        (r"\ansi\ansicpg932 \'93\'fa\'96\'7b", ["日本"]),
        (r"\ansicpg99999 \'e9", ["é"]),
        (r"\uc2 \u8217\'92x said", ["’ said"]),
        (r"\uc0 \u8217 said", ["’said"]),
        (r"\u-10179?\u-8704?", ["😀"]),
        (r"\u-10179? alone", ["\ufffd alone"]),
        (r"a\~b\_c\{d\}\\", ["a\xa0b\u2011c{d}\\"]),
        (r"one\line two\par three", ["one\ntwo", "three"]),
        (r"x{\*\unknown gone}y{\pict 8950}z", ["xyz"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", ["shown"]),
        (r"{\listtext 1.\tab}First\par", ["1.\tFirst"]),
        (r"a{\footnote note\par}b\par", ["ab", "note"]),
        (r"\intbl a\cell b\cell\row after", ["a | b", "after"]),
        (r"\bin4 {{{{x", ["x"]),
        (r"}}}}", []),
    ],
)  # fmt: skip
def test_words_and_stories(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert texts(tmp_path, body) == expected


def test_a_torn_file_is_read_so_far_and_told(tmp_path: Path) -> None:
    pieces = read(tmp_path, b"{\\rtf1 so far {\\b and")
    assert [p.text for p in pieces if isinstance(p, Passage)] == ["so far and"]
    assert [p.cause for p in pieces if isinstance(p, ReadWarning)] == ["ends in the middle"]


def test_a_comment_has_its_author(tmp_path: Path) -> None:
    body = rb"{\rtf1 x{\*\atnid AQ}{\*\atnauthor A. Quill}\chatn{\*\annotation Who told him?}\par}"
    note = [p for p in read(tmp_path, body) if isinstance(p, Passage)][1]
    assert (note.text, note.author) == ("Who told him?", "A. Quill")


def test_a_very_deep_file_neither_recurses_nor_stops(tmp_path: Path) -> None:
    body = b"{\\rtf1 a" + b"{" * 50_000 + b"b" + b"}" * 50_000 + b"c}"
    assert [p.text for p in read(tmp_path, body) if isinstance(p, Passage)] == ["abc"]


def test_what_does_not_begin_as_rtf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read(tmp_path, b"")
    with pytest.raises(UnreadableError):
        read(tmp_path, b"hello")


def test_pictures_and_embedded_files_are_members(tmp_path: Path) -> None:
    body = (
        rb"{\rtf1 a{\*\shppict{\pict{\*\picprop x}\pngblip 8950"
        b"\r\n4e47}}{\\nonshppict{\\pict\\wmetafile8 00}}"
        rb"{\object{\*\objdata 0105}{\result b}}{\pict\jpegblip\bin3 }}}}{\pict zz}c}"
    )
    pieces = read(tmp_path, body)
    assert [p.text for p in pieces if isinstance(p, Passage)] == ["abc"]
    assert [(p.name, p.content) for p in pieces if isinstance(p, Member)] == [
        ("picture 1.png", b"\x89PNG"),
        ("object 2.bin", b"\x01\x05"),
        ("picture 3.jpg", b"}}}"),
    ]
    assert [p.place for p in pieces if isinstance(p, ReadWarning)] == ["picture 4.bin"]
