"""An archive: files packed together. Each becomes an exhibit of its own, in the archive's family.

    leak.zip  → member "chats/_chat.txt", member "ledger.xlsx", warning at "photo.jpg": cut short

Unpacked are ZIP, tar and 7z, and single files packed by gzip, bzip2 or xz. A `.tar.gz` has one
member, the tar. Nothing is written to disk by the name it has in the archive; nothing runs; links
are not followed. What an archive may cost is bounded (`muniment.intake.unpack.Bounds`).
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from muniment.errors import UnreadableError
from muniment.intake.unpack import UNPACK_BY_HAND, Bounds, Meter, Packed, unpack
from muniment.model.exhibit import ExhibitKind
from muniment.model.reading import Piece, Source

KIND = ExhibitKind.ARCHIVE
VERSION = "1"

_ALONE = ("gzip", "bzip2", "xz")
_UNREAD = {"rar": "RAR", "zstd": "Zstandard"}


def read(source: Source) -> Iterator[Piece]:
    """The members of the archive, in its order, and a warning for each that is not whole.

    Raises:
        LockedError: all of it is encrypted.
        UnreadableError: it lies too deep inside other archives, or nothing of it can be unpacked.
    """
    bounds = Bounds()
    if len(source.ancestors) >= bounds.depth:
        raise UnreadableError(
            f"It lies inside {len(source.ancestors)} other exhibits: it is not unpacked.",
            UNPACK_BY_HAND,
        )
    if source.format in _UNREAD:
        raise UnreadableError(
            f"It is a {_UNREAD[source.format]} archive, which is not unpacked here.", UNPACK_BY_HAND
        )
    with source.path.open("rb") as file:
        meter = Meter(bounds, source.path.stat().st_size)
        yield from unpack(_members(file, source), meter)


def texts(source: Source) -> Iterator[tuple[str, str]]:  # noqa: ARG001 - the contract's
    """An archive has no text of its own."""
    yield from ()


def _members(file: BinaryIO, source: Source) -> Iterable[Packed | Piece]:
    if source.format in _ALONE:
        from muniment.intake.archives import alone

        return alone.members(file, source.format, source.name)
    if source.format == "tar":
        from muniment.intake.archives import tars

        return tars.members(file)
    if source.format == "7z":
        from muniment.intake.archives import sevenzip

        return sevenzip.members(file)
    from muniment.intake.archives import zips

    return zips.members(file, source.settings.get("encoding", "cp437"))
