"""Picturing: pages of PDFs as pictures, drawn when first looked at and kept until something newer needs
the room. They are derived: deleted, they are drawn again.
"""

import warnings
from pathlib import Path

from muniment.case.folder import Folder
from muniment.errors import NoSuchPictureError
from muniment.intake.isolate import Pool
from muniment.intake.paper.picture import encode_picture, size_of
from muniment.model.exhibit import ExhibitKind
from muniment.model.finding import Picture
from muniment.model.reading import Limits

_WORK = "muniment.intake.paper.picture:work"
_MOST = 2_000
"""Pictures kept: about 200 MB of pages with text."""

_LIMITS = Limits(silence=20.0)

_ORIENTATION = 0x0112
"""The tag of a photograph that says how it was held (Exif 2.3, table 4)."""

_ON_ITS_SIDE = {5, 6, 7, 8}

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""Pictures that a browser shows."""


def picture(folder: Folder, exhibit: int, sheet: int) -> Picture:
    """A page of a PDF as a picture. See `muniment.case.Case.picture`."""
    one = folder.exhibit(exhibit)
    kept = folder.pictures / f"{one.digest[:32]}-{sheet}.png"
    size = kept.with_suffix(".size")
    if not size.exists():
        if one.kind is not ExhibitKind.PAGES:
            raise NoSuchPictureError(label=one.label, sheet=sheet, cause="It is no PDF.")
        head, png = _draw(folder.originals.path(one.digest), sheet, one.label)
        _keep(folder.pictures, kept, size, head, png)
        return Picture(png, *size_of(head))
    return Picture(kept.read_bytes(), *size_of(size.read_bytes()))


def extent(folder: Folder, exhibit: int, sheet: int) -> tuple[float, float]:
    """How wide and high a page or a picture is. See `muniment.case.Case.extent`."""
    one = folder.exhibit(exhibit)
    if one.kind is not ExhibitKind.MEDIA:
        page = picture(folder, exhibit, sheet)
        return page.width, page.height
    from PIL import Image, UnidentifiedImageError

    try:  # only the head of the file is read: no dot of it is decoded
        path = folder.originals.path(one.digest)
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(path, formats=_FORMATS) as image,
        ):
            turned = image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
            width, height = image.size
    except (
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        cause = "It is no picture that can be opened."
        raise NoSuchPictureError(label=one.label, sheet=sheet, cause=cause) from error
    return (height, width) if turned else (width, height)


def _draw(path: Path, sheet: int, label: str) -> tuple[bytes, bytes]:
    death, parts = "", list[bytes]()
    with Pool(_WORK, workers=1, limits=_LIMITS) as pool:
        for event in pool.run([encode_picture(str(path.resolve()), sheet)]):
            parts += [event.data] if event.data else []
            death = death or event.death
    if len(parts) != 2:
        raise NoSuchPictureError(label=label, sheet=sheet, cause=death or "It has no such page.")
    return parts[0], parts[1]


def _keep(home: Path, kept: Path, size: Path, head: bytes, png: bytes) -> None:
    """Keep a picture; the size is written last, so that what is half written is drawn again."""
    home.mkdir(exist_ok=True)
    listed = sorted(home.glob("*.png"), key=lambda p: p.stat().st_mtime)
    for old in listed[: max(0, len(listed) - _MOST + 1)]:
        old.with_suffix(".size").unlink(missing_ok=True)
        old.unlink(missing_ok=True)
    kept.write_bytes(png)
    size.write_bytes(head)
