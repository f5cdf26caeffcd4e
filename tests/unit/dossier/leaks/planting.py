"""Ways of hiding a name, and of packing what it is hidden in; what the leak check must see through."""

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import quopri
import sqlite3
import tarfile
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pikepdf
from PIL import Image, PngImagePlugin

SHAPES: dict[str, Callable[[str], str]] = {
    "as it is": lambda s: s,
    "capitals": str.upper,
    "small": str.lower,
    "decomposed": lambda s: unicodedata.normalize("NFD", s),
    "wide": lambda s: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in s),
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "bidi": "\u202e".join,
    "spaced out": " ".join,
    "broken line": lambda s: s.replace(" ", "\n   "),
    "broken word": lambda s: s[:3] + "-\n" + s[3:],
    "hashtag": lambda s: "#" + s.replace(" ", "").lower(),
    "file name": lambda s: s.replace(" ", "_") + ".jpg",
    "address": lambda s: s.replace(" ", ".").lower() + "@harbour.example",
    "backwards": lambda s: s[::-1],
    "last word first": lambda s: ", ".join(reversed(s.rsplit(" ", 1))),
}


def _tagged(text: str) -> str:
    return "<b>" + text[:2] + "</b><i class='x'>" + text[2:4] + "</i>" + text[4:]


def _quoted(text: str) -> str:
    wild = "".join(f"={byte:02X}" for byte in text.encode("utf-8"))
    return quopri.encodestring(wild.encode("ascii")).decode("ascii").replace("=3D", "=")


ESCAPES: dict[str, Callable[[str], str]] = {
    "decimal entities": lambda s: "".join(f"&#{ord(c)};" for c in s),
    "hexadecimal entities": lambda s: "".join(f"&#x{ord(c):x};" for c in s),
    "named entities": lambda s: html.escape(s).encode("ascii", "xmlcharrefreplace").decode(),
    "percent": lambda s: "".join(f"%{byte:02X}" for byte in s.encode("utf-8")),
    "percent twice": lambda s: quote(quote(s)),
    "JSON": lambda s: "".join(f"\\u{ord(c):04x}" for c in s),
    "dumped": json.dumps,
    "quoted-printable": _quoted,
    "tags": _tagged,
    "base64": lambda s: base64.b64encode(s.encode("utf-8")).decode(),
    "base64, one later": lambda s: base64.b64encode(b"x" + s.encode("utf-8")).decode(),
    "base64, two later": lambda s: base64.b64encode(b"xy " + s.encode("utf-8") + b"z").decode(),
    "base64 of UTF-16": lambda s: base64.b64encode(s.encode("utf-16-le")).decode(),
    "base64 for addresses": lambda s: base64.urlsafe_b64encode(s.encode("utf-8")).decode(),
    "hex": lambda s: s.encode("utf-8").hex(),
    "hex, apart": lambda s: s.encode("utf-8").hex(" ").upper(),
}

ALPHABETS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


def _zip(data: bytes, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"The ferry was late. " * 9)
        archive.writestr(name, data)
    return out.getvalue()


def _zip_comment(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = data[:60_000]
        archive.writestr("a.txt", b"The ferry was late.")
    return out.getvalue()


def _tar(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("note.txt")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _pdf(change: Callable[[pikepdf.Pdf, pikepdf.Page], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        change(pdf, page)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _pdf_stream(data: bytes) -> bytes:
    return _pdf(lambda pdf, page: page.contents_add(pdf.make_stream(data)))


def _pdf_string(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        pdf.docinfo["/Title"] = pikepdf.String(data)

    return _pdf(change)


def _pdf_attachment(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, data)

    return _pdf(change)


def _png(kind: str) -> Callable[[bytes], bytes]:
    def made(data: bytes) -> bytes:
        fields = PngImagePlugin.PngInfo()
        if kind == "iTXt":
            fields.add_itxt("Comment", data.decode("latin-1"), zip=True)
        else:
            fields.add_text("Comment", data.decode("latin-1"), zip=kind == "zTXt")
        out = io.BytesIO()
        Image.new("L", (8, 8)).save(out, "PNG", pnginfo=fields)
        return out.getvalue()

    return made


def _jpeg_comment(data: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG", comment=data[:60_000])
    return out.getvalue()


def _jpeg_exif(data: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = data.decode("latin-1")[:60_000]
    exif[0x9C9B] = data[:60_000]
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def _svg(data: bytes) -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><text><![CDATA[' + data + b"]]></text></svg>"


def _database(data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        db = sqlite3.connect(path)
        db.execute("create table t (a)")
        db.execute("insert into t values (?)", (data,))
        db.commit()
        db.close()
        return path.read_bytes()


def _mail(data: bytes) -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(
        data
    )


CONTAINERS: dict[str, Callable[[bytes], bytes]] = {
    "zip": _zip,
    "comment of a zip": _zip_comment,
    "tar.gz": _tar,
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "zlib in other bytes": lambda d: b"\x07\xff\x00head" + zlib.compress(d, 1) + b"\xfetail",
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "stream of a PDF": _pdf_stream,
    "title of a PDF": _pdf_string,
    "file in a PDF": _pdf_attachment,
    "tEXt": _png("tEXt"),
    "zTXt": _png("zTXt"),
    "iTXt": _png("iTXt"),
    "comment of a JPEG": _jpeg_comment,
    "EXIF": _jpeg_exif,
    "SVG": _svg,
    "SQLite": _database,
    "attachment of a mail": _mail,
}
# These take text fields, not any bytes.
TAKES_TEXT = {
    "title of a PDF",
    "tEXt",
    "zTXt",
    "iTXt",
    "EXIF",
    "SVG",
    "comment of a zip",
    "comment of a JPEG",
}

BEFORE = "<p>The ferry was late, and nobody at the harbour office would say why. "
AFTER = " It was raining, the clerk noted on 6 May 2021, and the tide was out.</p>\n"
