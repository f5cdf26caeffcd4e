import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import py7zr
import pytest

from muniment.errors import LockedError, UnreadableError
from muniment.intake.readers import archive
from muniment.intake.unpack import Bounds
from muniment.model.reading import Fact, Member, ReadWarning, Source

NOTE = b"The bus cost 461 pounds a day.\n" * 40


def taken(
    tmp_path: Path, data: bytes, format_: str, name: str = "leak.bin", **known: object
) -> tuple[dict[str, bytes], list[ReadWarning]]:
    path = tmp_path / "source"
    path.write_bytes(data)
    members: dict[str, bytes] = {}
    warnings = []
    source = Source(path, name, format_, **known)  # type: ignore[arg-type]
    for piece in archive.read(source):
        if isinstance(piece, Member):
            assert not isinstance(piece.content, bytes)
            assert piece.name not in members
            members[piece.name] = piece.content.read()
        elif isinstance(piece, ReadWarning):
            warnings.append(piece)
        else:
            assert isinstance(piece, Fact)
    return members, warnings


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return made.getvalue()


def tarred(files: dict[str, bytes], **kept: object) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", **kept) as out:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))
    return made.getvalue()


def sevened(files: dict[str, bytes], **kept: object) -> bytes:
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w", **kept) as out:  # type: ignore[arg-type]
        for name, content in files.items():
            out.writestr(content, name)
    return made.getvalue()


FILES = {
    "chats/_chat.txt": NOTE,
    "empty.txt": b"",
    "ledger.csv": os.urandom(70_000),
    "ñandú.txt": b"x",
}


@pytest.mark.parametrize("method", [0, 8, 12, 14])
def test_a_zip_is_unpacked_whatever_packed_it(tmp_path: Path, method: int) -> None:
    assert taken(tmp_path, zipped(FILES, method), "zip") == (FILES, [])


def test_a_tar_is_unpacked(tmp_path: Path) -> None:
    assert taken(tmp_path, tarred(FILES), "tar") == (FILES, [])


def test_a_7z_packed_as_is_not_read_here_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LZMA stands in for PPMd, whose library is not to be trusted in a test either."""
    monkeypatch.setattr("muniment.intake.archives.sevenzip._PPMD", b"\x03\x01\x01")
    chain = [{"id": py7zr.FILTER_LZMA, "preset": 1}]
    members, warnings = taken(tmp_path, sevened(FILES, filters=chain), "7z")
    assert set(members.values()) <= {b""}
    assert any("PPMd" in w.cause and w.is_loss for w in warnings)


@pytest.mark.parametrize(
    "chain",
    [
        None,
        [{"id": py7zr.FILTER_LZMA, "preset": 1}],
        [{"id": py7zr.FILTER_BZIP2}],
        [{"id": py7zr.FILTER_DEFLATE}],
        [{"id": py7zr.FILTER_COPY}],
        [{"id": py7zr.FILTER_ZSTD}],
        [{"id": py7zr.FILTER_X86}, {"id": py7zr.FILTER_LZMA2, "preset": 1}],
    ],
    ids=str,
)
def test_a_7z_is_unpacked_whatever_packed_it(tmp_path: Path, chain: object) -> None:
    assert taken(tmp_path, sevened(FILES, filters=chain), "7z") == (FILES, [])


@pytest.mark.parametrize(
    ("format_", "pack", "ending"),
    [("gzip", gzip.compress, ".gz"), ("bzip2", bz2.compress, ".bz2"), ("xz", lzma.compress, ".xz")],
)
def test_a_file_packed_alone_is_named_without_the_ending(tmp_path, format_, pack, ending) -> None:
    data = pack(NOTE) + pack(b"second")
    assert taken(tmp_path, data, format_, "note.txt" + ending) == (
        {"note.txt": NOTE + b"second"},
        [],
    )
    members, (warning,) = taken(tmp_path, pack(FILES["ledger.csv"])[:50_000], format_, "x" + ending)
    assert members["x"] == FILES["ledger.csv"][: len(members["x"])]
    assert "cut short" in warning.cause
    assert warning.place == "member x"
    members, (warning,) = taken(tmp_path, data + b"junk", format_, "note.txt" + ending)
    assert members == {"note.txt": NOTE + b"second"}


def test_the_name_that_gzip_noted_is_kept(tmp_path: Path) -> None:
    made = io.BytesIO()
    with gzip.GzipFile("minutes.txt", "wb", fileobj=made) as out:
        out.write(NOTE)
    assert taken(tmp_path, made.getvalue(), "gzip", "x.gz")[0] == {"minutes.txt": NOTE}


def test_a_zip_cut_short_gives_what_can_be_found(tmp_path: Path) -> None:
    files = {f"{n}.txt": f"{n} ".encode() * 500 for n in range(5)}
    files["last.bin"] = os.urandom(5000)
    for method in (0, 8):
        data = zipped(files, method)
        cut = data[: data.find(b"PK\x01\x02") - 1000]
        members, warnings = taken(tmp_path, cut, "zip")
        assert {n: c for n, c in files.items() if n != "last.bin"}.items() <= members.items()
        assert files["last.bin"].startswith(members["last.bin"])
        assert [w.place for w in warnings] == ["", "member last.bin"]
        assert all(w.step for w in warnings)


def test_a_file_of_a_zip_made_while_streaming_is_found_again(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    made = Pipe()
    with zipfile.ZipFile(made, "w", 8) as out:
        out.writestr("a.txt", NOTE)
        out.writestr("b.txt", NOTE[::-1])
    data = made.getvalue()
    assert taken(tmp_path, data, "zip")[0] == {"a.txt": NOTE, "b.txt": NOTE[::-1]}
    members, _ = taken(tmp_path, data[: data.find(b"PK\x01\x02")], "zip")
    assert members == {"a.txt": NOTE, "b.txt": NOTE[::-1]}


def test_a_damaged_file_costs_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.bin": os.urandom(999), "b.txt": NOTE, "c.txt": NOTE}, 0))
    data[200] ^= 255
    members, (warning,) = taken(tmp_path, bytes(data), "zip")
    assert list(members) == ["a.bin", "b.txt", "c.txt"]
    assert members["c.txt"] == NOTE
    assert warning.place == "member a.bin"
    assert "checksum" in warning.cause


def test_names_are_only_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(py7zr.SevenZipFile, "_sanitize_archive_arcname", lambda _, name: name)
    monkeypatch.setattr(py7zr.py7zr, "check_archive_path", lambda _: True)
    names = ["../../etc/passwd", "/home/x", "C:\\x", "a/../../b", "nul\u202egpj.exe", "."]
    files = {n: n.encode() for n in names}
    assert taken(tmp_path, zipped(files), "zip") == (files, [])
    assert taken(tmp_path, tarred(files), "tar") == (files, [])
    del files["C:\\x"]  # py7zr writes it as C:/x
    assert taken(tmp_path, sevened(files), "7z") == (files, [])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["source"]


def test_two_files_of_one_name_are_two_members(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("a.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            out.writestr("a.txt", b"2")
    (tmp_path / "z").write_bytes(made.getvalue())
    pieces = archive.read(Source(tmp_path / "z", "z", "zip"))
    assert [(p.name, p.content.read()) for p in pieces] == [("a.txt", b"1"), ("a.txt", b"2")]  # type: ignore[union-attr]


def test_a_link_is_named_and_not_followed(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as out:
        for sort, name in ((tarfile.SYMTYPE, "s"), (tarfile.LNKTYPE, "h"), (tarfile.CHRTYPE, "d")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = sort, "/etc/shadow"
            out.addfile(info)
    members, warnings = taken(tmp_path, made.getvalue(), "tar")
    assert not members
    assert [w.place for w in warnings] == ["member s", "member h", "member d"]
    assert "“/etc/shadow”" in warnings[0].cause
    zipped_ = io.BytesIO()
    with zipfile.ZipFile(zipped_, "w") as out_zip:
        link = zipfile.ZipInfo("s")
        link.external_attr = 0o120777 << 16
        out_zip.writestr(link, "../../etc/shadow")
    members, (warning,) = taken(tmp_path, zipped_.getvalue(), "zip")
    assert not members
    assert "“../../etc/shadow”" in warning.cause


def flat_bomb(count: int) -> bytes:
    """Overlapping files, each of which begins within the one before, over a kernel of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(bytes(20_000_000)) + packer.flush()
    crc = zlib.crc32(bytes(20_000_000))
    body, listed = b"", b""
    name = b"f%03d"
    header = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(kernel), 20_000_000, 4, 0)
    body = header + name % 0 + kernel
    for number in range(count):
        listed += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(kernel), 20_000_000, 4, 0, 0, 0, 0, 0, 0
        ) + name % number  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(listed), len(body), 0)
    return body + listed + end


def test_files_that_share_their_bytes_are_left_packed(tmp_path: Path) -> None:
    members, warnings = taken(tmp_path, flat_bomb(300), "zip")
    assert list(members) == ["f000"]
    assert len(warnings) == 101
    assert "shares its bytes" in warnings[0].cause
    assert "199 more" in warnings[-1].cause


def drained(tmp_path: Path, data: bytes, format_: str) -> tuple[dict[str, int], list[ReadWarning]]:
    (tmp_path / "bomb").write_bytes(data)
    sizes, warnings = {}, []
    for piece in archive.read(Source(tmp_path / "bomb", "bomb.gz", format_)):
        if isinstance(piece, Member):
            size = 0
            while chunk := piece.content.read(1 << 16):  # type: ignore[union-attr]
                size += len(chunk)
            sizes[piece.name] = size
        elif isinstance(piece, ReadWarning):
            warnings.append(piece)
    return sizes, warnings


def zeros(mebi: int, packer: object) -> bytes:
    return b"".join(
        [*(packer.compress(bytes(1 << 20)) for _ in range(mebi)), packer.flush()]  # type: ignore[attr-defined]
    )


BOMB = 130


@pytest.mark.parametrize("format_", ["gzip", "bzip2", "xz", "7z", "zip"])
def test_a_bomb_is_stopped_and_costs_no_memory(tmp_path: Path, format_: str) -> None:
    if format_ == "gzip":
        data = zeros(BOMB, zlib.compressobj(1, zlib.DEFLATED, 31))
    elif format_ == "bzip2":
        data = zeros(BOMB, bz2.BZ2Compressor(1))
    elif format_ == "xz":
        data = zeros(BOMB, lzma.LZMACompressor(preset=0))
    elif format_ == "7z":
        data = sevened({"bomb": bytes(BOMB << 20), "good.txt": NOTE})
    else:
        data = zipped({"bomb": bytes(BOMB << 20), "good.txt": NOTE})
        data = data.replace(struct.pack("<I", BOMB << 20), struct.pack("<I", 5))  # it lies
    tracemalloc.start()
    sizes, warnings = drained(tmp_path, data, format_)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 << 20
    assert sizes.pop("good.txt", None) == (len(NOTE) if format_ in ("7z", "zip") else None)
    assert not sizes or sizes["bomb"] <= max(Bounds().free + (1 << 20), 201 * len(data))
    assert "as decompression bombs do" in warnings[0].cause
    assert warnings[0].place == "member bomb"
    assert warnings[0].step


def test_bounds_of_count_depth_and_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="inside 10 other"):
        taken(tmp_path, zipped(FILES), "zip", ancestors=("x.zip",) * 10)
    monkeypatch.setattr(archive, "Bounds", lambda: Bounds(members=2))
    members, (warning,) = taken(tmp_path, zipped(FILES), "zip")
    assert list(members) == list(FILES)[:2]
    assert "more than 2 files" in warning.cause
    monkeypatch.setattr(archive, "Bounds", lambda: Bounds(member=50_000))
    members, (warning,) = taken(tmp_path, zipped(FILES), "zip")
    assert list(members) == [n for n in FILES if n != "ledger.csv"]
    monkeypatch.setattr(archive, "Bounds", lambda: Bounds(total=1000))
    members, warnings = taken(tmp_path, tarred(FILES), "tar")
    assert [w.cause for w in warnings if "left packed" in w.cause]


def test_what_is_locked_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": NOTE}))
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    with pytest.raises(LockedError):
        taken(tmp_path, bytes(data), "zip")
    both = bytearray(zipped({"a.txt": NOTE, "b.txt": NOTE}))
    both[both.find(b"PK\1\2") + 8] |= 1
    members, (warning,) = taken(tmp_path, bytes(both), "zip")
    assert list(members) == ["b.txt"]
    assert warning.place == "member a.txt"
    for kept in ({}, {"header_encryption": True}):
        with pytest.raises(LockedError):
            taken(tmp_path, sevened({"a.txt": NOTE}, password="hexley", **kept), "7z")


def test_names_in_old_letters(tmp_path: Path) -> None:
    data = zipped({"Xber.txt": b"1"}).replace(b"Xber", b"\x9aber")
    members, (warning,) = taken(tmp_path, data, "zip")
    assert list(members) == ["Über.txt"]
    assert not warning.is_loss
    assert list(taken(tmp_path, data, "zip", settings={"encoding": "cp1251"})[0]) == ["љber.txt"]
    latin = tarred({"\udcfcber.txt": b"1"}, encoding="utf-8", errors="surrogateescape")
    assert list(taken(tmp_path, latin, "tar")[0]) == ["über.txt"]


def test_what_systems_leave_in_folders_is_counted_and_left_out(tmp_path: Path) -> None:
    files = {
        "__MACOSX/._a.txt": b"1",
        "x/.DS_Store": b"2",
        "Thumbs.db": b"3",
        "a.txt": b"4",
        "d/": b"",
    }
    (tmp_path / "z").write_bytes(zipped(files))
    pieces = list(archive.read(Source(tmp_path / "z", "z", "zip")))
    assert [p.name for p in pieces if isinstance(p, Member)] == ["a.txt"]
    assert [p.value for p in pieces if isinstance(p, Fact)] == ["3 files"]


def test_a_zip_with_junk_before_it_and_a_comment_behind(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("a.txt", NOTE)
        out.comment = b"From the desk of A. Marsh"
    members, warnings = taken(tmp_path, b"#!/bin/sh\n" + made.getvalue(), "zip")
    assert (members, warnings) == ({"a.txt": NOTE}, [])


def test_a_zip64_is_unpacked(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out, out.open("a.txt", "w", force_zip64=True) as one:
        one.write(NOTE)
    assert taken(tmp_path, made.getvalue(), "zip") == ({"a.txt": NOTE}, [])


@pytest.mark.slow
def test_a_zip_of_many_files_is_unpacked(tmp_path: Path) -> None:
    files = {f"{n}.txt": b"%d" % n for n in range(70_000)}
    assert taken(tmp_path, zipped(files), "zip") == (files, [])


def test_a_damaged_header_of_a_tar_costs_its_file(tmp_path: Path) -> None:
    data = bytearray(tarred({"a.txt": NOTE, "b.txt": NOTE, "c.txt": NOTE}))
    data[512 + 1536] ^= 255
    members, (warning,) = taken(tmp_path, bytes(data), "tar")
    assert members == {"a.txt": NOTE, "c.txt": NOTE}
    assert "header is damaged" in warning.cause


def test_a_tar_cut_short(tmp_path: Path) -> None:
    members, (warning,) = taken(tmp_path, tarred({"a.txt": NOTE, "b.txt": NOTE})[:3000], "tar")
    assert members["a.txt"] == NOTE
    assert NOTE.startswith(members["b.txt"])
    assert warning.place == "member b.txt"


def test_a_tar_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    first = tarfile.TarInfo("a.txt")
    second = tarfile.TarInfo("b.txt")
    header = bytearray(second.tobuf())
    header[124:136] = b"\xff" * 10 + b"\xfc\x00"  # minus 1,024
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    data = first.tobuf() + bytes(header) + bytes(1024)
    _, warnings = taken(tmp_path, data, "tar")
    assert warnings


def test_headers_that_only_announce_each_other_end(tmp_path: Path) -> None:
    link = tarfile.TarInfo("././@LongLink")
    link.type, link.size = tarfile.GNUTYPE_LONGNAME, 0
    with pytest.raises(UnreadableError):
        taken(tmp_path, link.tobuf() * 5000, "tar")


def test_a_7z_cut_short_is_refused_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        taken(tmp_path, sevened(FILES)[:-20], "7z")
    assert caught.value.values["step"]


def test_a_damaged_7z_costs_its_block(tmp_path: Path) -> None:
    data = bytearray(sevened({"a.bin": os.urandom(5000), "b.txt": NOTE}))
    data[1000] ^= 255
    _, warnings = taken(tmp_path, bytes(data), "7z")
    assert warnings
    assert all(w.place.startswith("member ") for w in warnings)


@pytest.mark.parametrize("format_", ["rar", "zstd"])
def test_what_is_not_unpacked_says_what_to_do(tmp_path: Path, format_: str) -> None:
    with pytest.raises(UnreadableError, match="archive"):
        taken(tmp_path, b"x", format_)
