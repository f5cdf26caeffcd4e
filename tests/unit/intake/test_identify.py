import bz2
import gzip
import io
import lzma
import struct
import tarfile
import time
import zipfile
from pathlib import Path

import py7zr
import pytest

from muniment import plugins
from muniment.hookspecs import hookimpl
from muniment.intake.identify import identify, kind_of
from muniment.model.exhibit import ExhibitKind

MAIL = b"From: anna@hexley.example\nTo: b@hexley.example\nSubject: Bus\nDate: Mon, 1 May 2017 10:00:00 +0100\n\n"
CHAT = "[01/05/2017, 10:00:00] Anna: Good morning\n[01/05/2017, 10:01:00] Brock: Hello, Anna\n" * 3
PROSE = "The bus cost a fortune, said Anna, and nobody asked why.\nIt stood there, empty.\n" * 3
PAGE = b"<!DOCTYPE html><html><head><title>x</title></head><body><p>One</p></body></html>"


def zipped(*names: str, mimetype: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        if mimetype:
            out.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name in names:
            out.writestr(name, "x" * 1000)
    return made.getvalue()


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as out:
        out.addfile(tarfile.TarInfo("a.txt"))
    return made.getvalue()


def sevened() -> bytes:
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w") as out:
        out.writestr(b"x", "a.txt")
    return made.getvalue()


def compound(*streams: str) -> bytes:
    """A compound file with nothing in it but the names of its streams, each sector as by the book."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    sectors = -(-len(streams) // 4)
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    body = b""
    for name in streams:
        raw = name.encode("utf-16-le")
        body += struct.pack("<64sHBB60x", raw, len(raw) + 2, 2, 1)
    return bytes(head) + struct.pack("<128I", *table) + body.ljust(512 * sectors, b"\0")


OPC = "[Content_Types].xml"
ODF = "application/vnd.oasis.opendocument."
CASES: list[tuple[bytes, str, str]] = [
    (b"", "a.pdf", "empty"),
    (CHAT.encode(), "_chat.txt", "whatsapp"),
    (CHAT.encode("utf-16"), "_chat.txt", "whatsapp"),
    (CHAT.encode(), "figures.csv", "whatsapp"),
    (MAIL + b"Hello\n", "ledger.pdf", "eml"),
    (MAIL + b"\x00\x01\x02\x03" * 9999, "a.bin", "eml"),
    (MAIL + PAGE, "a.html", "eml"),
    (MAIL + b"%PDF-1.4\n1 0 obj\n", "a.pdf", "eml"),
    (b"From a@hexley.example Mon May  1 10:00:00 2017\n" + MAIL + b"Hello\n", "Sent", "eml"),
    (2 * (b"From a@hexley.example Mon May  1 10:00:00 2017\n" + MAIL + b"Hi\n\n"), "Sent", "mbox"),
    (b"Subject: The bus\n\nIt was late.\n", "a.eml", "eml"),
    (b"Subject: The bus\n\nIt was late.\n", "a.txt", "text"),
    (b"It was late: very.\nSo we walked.\n", "a.eml", "text"),
    (PAGE, "a.txt", "html"),
    (b"\xef\xbb\xbf\r\n" + PAGE, "a", "html"),
    (PAGE.decode().encode("utf-16"), "a", "html"),
    (b"%PDF-1.7\n", "a.txt", "pdf"),
    (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>", "a", "pdf"),
    (b"The header %PDF-1.4 is how a PDF begins.\n", "a.pdf", "text"),
    (zipped(OPC, "word/document.xml"), "a.zip", "docx"),
    (zipped("word/document.xml", "docProps/app.xml", OPC), "a", "docx"),
    (zipped(OPC, "xl/workbook.xml"), "a.docx", "xlsx"),
    (zipped(OPC, "ppt/presentation.xml"), "a.pptx", "zip"),
    (zipped("word/notes.txt", "xl/figures.csv"), "a.docx", "zip"),
    (zipped("content.xml", mimetype=ODF + "text"), "a.zip", "odt"),
    (zipped("content.xml", mimetype=ODF + "spreadsheet"), "a.odt", "ods"),
    (zipped("content.xml", mimetype=ODF + "presentation"), "a.odp", "zip"),
    (zipped("a.xhtml", mimetype="application/epub+zip"), "a.epub", "zip"),
    (zipped("content.xml", "META-INF/manifest.xml"), "a.ods", "ods"),
    (zipped(OPC, "word/document.xml")[:300], "a.docx", "docx"),
    (zipped("_chat.txt", "IMG-1.jpg"), "WhatsApp Chat with Anna.zip", "zip"),
    (zipped(), "a.txt", "zip"),
    (tarred(), "a.txt", "tar"),
    (gzip.compress(b"x"), "a", "gzip"),
    (bz2.compress(b"x"), "a", "bzip2"),
    (bz2.compress(b""), "a", "bzip2"),
    (lzma.compress(b"x"), "a", "xz"),
    (sevened(), "a", "7z"),
    (b"Rar!\x1a\x07\x01\x00" + bytes(20), "a", "rar"),
    (compound("Workbook"), "a.doc", "xls"),
    (compound("a", "b", "c", "d", "e", "Book"), "a", "xls"),
    (compound("WordDocument", "1Table"), "a.xls", "ole"),
    (compound("EncryptionInfo", "EncryptedPackage"), "a.xlsx", "xlsx"),
    (compound("EncryptionInfo", "EncryptedPackage"), "a.docx", "docx"),
    (compound()[:512], "a.xls", "ole"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "ole"),
    (b"{\\rtf1\\ansi Hello}", "a.doc", "rtf"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.txt", "picture"),
    (b"\x89PNG\r\n\x1a\n" + zipped("a.txt"), "a.zip", "picture"),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a", "picture"),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a", "sound"),
    (b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead", "PTT-1.opus", "sound"),
    (b"OggS\x00\x02" + bytes(20) + b"\x01\x13\x80theora", "a.ogv", "film"),
    (b"\x00\x00\x00\x18ftypmp42", "a", "film"),
    (b"\x00\x00\x00\x18ftypheic", "a", "picture"),
    (b"\x00\x00\x00\x18ftypM4A ", "a", "sound"),
    (b"ID3\x04\x00\x00\x00\x00\x00\x00", "a", "sound"),
    (b"wOF2\x00\x01\x00\x00", "a", "font"),
    (b"SQLite format 3\x00", "msgstore.db", "sqlite"),
    (bytes(range(256)) * 9, "a.txt", "binary"),
    (bytes(4096), "a.txt", "binary"),
    (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "a.xml", "picture"),
    (b'<?xml version="1.0"?><ledger><row/></ledger>', "a.html", "text"),
    (b'{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n{"a": 5, "b": 6}\n', "a.csv", "text"),
    (b"name,cost,date\nHexley,461.00,2021-05-02\nBrock,12,2021-05-03\n", "a", "csv"),
    ("name;cost\n„Süd“;1,50\n".encode("cp1252", "replace"), "a.csv", "csv"),
    (b"name\tcost\nHexley\t1\nBrock\t2\n", "a.txt", "csv"),
    (b"Hexley\nBrock\n", "names.csv", "csv"),
    (b"Hexley\nBrock\n", "names.txt", "text"),
    (PROSE.encode(), "a.csv", "text"),
    (PROSE.encode(), "a.xlsx", "text"),
    (PROSE.encode(), "a.md", "markdown"),
    (PROSE.encode("utf-16-le"), "a", "text"),
    ("Автобус стоил целое состояние.\nНикто не спросил почему.\n".encode("utf-16-le") * 9, "a", "text"),
    (PROSE.encode() + b"\0\0", "a", "text"),
    (b"# Ledger\n\nKept by **Brock**, see [the rules](rules.md).\n", "ledger", "markdown"),
    (b"BM, wrote the clerk, is short for British Museum.\n", "a", "text"),
    (b"OTTO was here. ID3 is a tag. GIF8 is none.\n", "a", "text"),
    (b"Soonmoov is not a film, nor is hereftyp.\n", "a.mov", "text"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "format_"), CASES, ids=[f"{f}-{n}" for _, n, f in CASES])
def test_content_decides(tmp_path: Path, data: bytes, name: str, format_: str) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(data)
    assert identify(path, name) == format_


@pytest.mark.parametrize("size", [1, 7, 8, 12, 100, 511])
def test_every_beginning_is_something(tmp_path: Path, size: int) -> None:
    path = tmp_path / "bytes"
    for data, name, _ in CASES:
        path.write_bytes(data[:size])
        assert identify(path, name)


def test_a_plugin_is_asked_first(tmp_path: Path) -> None:
    class Brought:
        @hookimpl
        def muniment_identify(self, head: bytes, name: str) -> str | None:
            return "signal-backup" if head.startswith(b"PK") and name.endswith(".bak") else None

    path = tmp_path / "bytes"
    path.write_bytes(zipped("a.txt"))
    brought = Brought()
    plugins.hooks().register(brought)
    try:
        assert identify(path, "a.bak") == "signal-backup"
        assert identify(path, "a.zip") == "zip"
    finally:
        plugins.hooks().unregister(brought)


def test_a_file_that_cannot_be_opened_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        identify(tmp_path / "gone", "gone")


def test_a_zip_of_a_million_names_is_looked_at_briefly(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for number in range(20_000):
            out.writestr(f"{number}" * 20, "")
    path = tmp_path / "bytes"
    path.write_bytes(made.getvalue())
    begun = time.process_time()
    assert identify(path, "a.zip") == "zip"
    assert time.process_time() - begun < 0.2


def test_kinds_of_what_nobody_reads() -> None:
    assert kind_of("picture") is kind_of("film") is kind_of("sound") is ExhibitKind.MEDIA
    assert kind_of("sqlite") is kind_of("binary") is ExhibitKind.OTHER
