"""Makes the archives of `tests/golden/archive`: `python -m tests.golden._make.archives`."""

import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import py7zr

FOLDER = Path(__file__).parents[1] / "archive"
_WHEN = (2021, 5, 4, 12, 0, 0)


def _info(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _WHEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, mode << 16
    return info


def make_family() -> bytes:
    """A chat with its pictures, what macOS leaves behind, a link, a name that climbs out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr(
            _info("WhatsApp Chat - Hexley/_chat.txt"), "[02/05/2021, 10:00:00] Anna: Hello\n"
        )
        out.writestr(_info("WhatsApp Chat - Hexley/00000002-PHOTO.jpg"), b"\xff\xd8\xff\xe0")
        out.writestr(_info("__MACOSX/WhatsApp Chat - Hexley/._chat.txt"), b"\0\5\x16\7")
        out.writestr(_info("../../etc/cron.d/x"), "* * * * *\n")
        out.writestr(_info("minutes.txt", 0o120777), "../../home/anna/minutes.txt")
        out.writestr(_info("empty/"), b"")
        out.comment = b"From the desk of A. Marsh"
    return made.getvalue()


def make_tar() -> bytes:
    """Two files, a link and a device."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as out:
        for name, content in (
            ("ledger.csv", b"what,cost\nbus,461.00\n"),
            ("ñandú.txt", b"Hello\n"),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))
        for sort, name in ((tarfile.SYMTYPE, "latest"), (tarfile.FIFOTYPE, "pipe")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = sort, "/etc/shadow" if sort == tarfile.SYMTYPE else ""
            out.addfile(info)
    return made.getvalue()


def make_sevenzip() -> bytes:
    """Two files packed as one; the time it is made is in it."""
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w") as out:
        out.writestr(b"what,cost\nbus,461.00\n", "papers/ledger.csv")
        out.writestr(b"Hello\n" * 20, "papers/ñandú.txt")
    return made.getvalue()


if __name__ == "__main__":
    family = make_family()
    (FOLDER / "family.zip").write_bytes(family)
    (FOLDER / "cut-short.zip").write_bytes(family[: family.find(b"PK\1\2")])
    (FOLDER / "papers.tar").write_bytes(make_tar())
    (FOLDER / "papers.tar.xz").write_bytes(lzma.compress(make_tar()))
    (FOLDER / "papers.7z").write_bytes(make_sevenzip())
