"""A single file packed by gzip, bzip2 or xz: an archive with one member.

The member is called what the packer noted (gzip), else like the archive without its ending. A
`.tar.gz` has one member, the tar, which is unpacked in its turn.

>>> unpacked_name("case.tgz", b"")
'case.tar'
"""

from collections.abc import Iterator
from typing import BinaryIO

from muniment.intake.archives.inflate import inflate_file
from muniment.intake.unpack import Packed
from muniment.model.reading import Piece

_ENDINGS = {
    ".tgz": ".tar",
    ".tbz": ".tar",
    ".tbz2": ".tar",
    ".txz": ".tar",
    ".svgz": ".svg",
    ".gz": "",
    ".bz2": "",
    ".xz": "",
}
_NAMED, _HAS_EXTRA = 8, 4


def members(file: BinaryIO, format_: str, name: str) -> Iterator[Packed | Piece]:
    """The one file inside."""
    head = file.read(4096)
    file.seek(0)
    yield Packed(
        unpacked_name(name, head if format_ == "gzip" else b""),
        lambda: inflate_file(file, format_),
    )


def unpacked_name(name: str, head: bytes) -> str:
    """What the file inside is called: RFC 1952 gives its name in ISO 8859-1, packers give UTF-8."""
    if len(head) > 10 and head[3] & _NAMED:
        at = 10
        if head[3] & _HAS_EXTRA:
            at += 2 + int.from_bytes(head[10:12], "little")
        noted, end, _ = head[at:].partition(b"\0")
        if noted and end:
            try:
                return noted.decode("utf-8")
            except UnicodeDecodeError:
                return noted.decode("latin-1")
    for ending, instead in _ENDINGS.items():
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)] + instead
    return f"{name} (unpacked)"
