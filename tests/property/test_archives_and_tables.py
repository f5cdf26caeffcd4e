"""Whatever the bytes: a reader of archives or tables ends in pieces or in a refusal, and says why."""

import io
import lzma
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import py7zr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import UnreadableError
from muniment.intake.identify import identify
from muniment.intake.readers import archive, csv_table
from muniment.model.passage import Passage
from muniment.model.reading import Member, Source

FILES = {"chats/_chat.txt": b"Hello\n" * 50, "b.bin": bytes(range(256)), "c.txt": b"x"}


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in FILES.items():
            out.writestr(name, content)
    return made.getvalue()


def _tar() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as out:
        for name, content in FILES.items():
            info = tarfile.TarInfo(name + "ñ" * 150)
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))
    return made.getvalue()


def _sevenzip() -> bytes:
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w") as out:
        out.set_encoded_header_mode(False)
        for name, content in FILES.items():
            out.writestr(content, name)
    return made.getvalue()


WHOLE = {"zip": _zip(), "tar": _tar(), "7z": _sevenzip(), "xz": lzma.compress(b"Hello" * 99)}


def damage(data: bytes, changes: list[tuple[int, int]], cut: tuple[int, int]) -> bytes:
    """Some bytes changed, and some left out."""
    made = bytearray(data)
    for at, value in changes:
        made[at % len(made)] = value
    start = cut[0] % len(made)
    del made[start : start + cut[1]]
    return bytes(made)


PLACES = st.one_of(st.integers(0, 600), st.integers(0, 20_000))
CHANGES = st.lists(st.tuples(PLACES, st.sampled_from([0, 1, 75, 80, 127, 128, 255])), max_size=6)
CUTS = st.one_of(st.just((0, 0)), st.tuples(PLACES, st.integers(0, 200)))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), CHANGES, CUTS)
def test_a_damaged_archive_gives_members_warnings_or_a_refusal(
    format_: str, changes: list[tuple[int, int]], cut: tuple[int, int]
) -> None:
    data = damage(WHOLE[format_], changes, cut)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(data)
        size = 0
        try:
            for piece in archive.read(Source(path, "a", format_)):
                if isinstance(piece, Member):
                    assert not isinstance(piece.content, bytes)
                    size += len(piece.content.read())
                    piece.name.encode()
        except UnreadableError:
            pass
        assert size < 1_000_000
        assert identify(path, "a")


CELLS = st.text(st.sampled_from('ab1,;\t|"\n\r é=-.'), max_size=8)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        CELLS.map(str.encode),
        st.lists(CELLS).map(lambda c: "\n".join(c).encode()),
    )
)
def test_any_bytes_are_a_table_whose_locators_hold(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(data)
        source = Source(path, "t.csv", "csv")
        texts = dict(csv_table.texts(source))
        for piece in csv_table.read(source):
            if isinstance(piece, Passage):
                place = piece.locator
                assert texts[place.text][place.start : place.end] == piece.text
                piece.text.encode()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from(["a.csv", "a.md", "x"]))
def test_any_bytes_are_something(data: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(data)
        assert identify(path, name)


@pytest.mark.parametrize("format_", sorted(WHOLE))
def test_an_archive_cut_anywhere_gives_a_beginning(format_: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    for end in range(1, len(WHOLE[format_]), 37):
        path.write_bytes(WHOLE[format_][:end])
        try:
            for piece in archive.read(Source(path, "a", format_)):
                if isinstance(piece, Member):
                    assert not isinstance(piece.content, bytes)
                    whole = FILES.get(piece.name.rstrip("ñ"), b"Hello" * 99)
                    assert whole.startswith(piece.content.read())
        except UnreadableError:
            continue
