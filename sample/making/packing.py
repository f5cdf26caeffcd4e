"""A zip whose bytes depend on its content alone: fixed times, no compression, order as given.

>>> pack([("a.txt", b"x")]) == pack([("a.txt", b"x")])
True
"""

import io
import zipfile
from collections.abc import Iterable

WRITTEN = (2024, 3, 1, 12, 0, 0)


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Put the named contents into a zip, stored as they are: zlib's output varies, bytes must not."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, WRITTEN)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return held.getvalue()
