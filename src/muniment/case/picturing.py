"""Picturing: pages of PDFs as pictures, drawn when first looked at and kept until something newer needs
the room. They are derived: deleted, they are drawn again.
"""

from pathlib import Path

import msgspec

from muniment.case.folder import Folder
from muniment.errors import NoSuchPictureError
from muniment.intake.isolate import Pool
from muniment.intake.paper.picture import encode_picture, size_of
from muniment.model.exhibit import ExhibitKind
from muniment.model.finding import Extent, Picture
from muniment.model.reading import Limits

_WORK = "muniment.intake.paper.picture:work"
_MOST = 2_000
"""Pictures kept: about 200 MB of pages with text."""

_LIMITS = Limits(silence=20.0)


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


def extent(folder: Folder, exhibit: int, sheet: int) -> Extent | None:
    """How large a page of a PDF is, or a picture. See `muniment.case.Case.extent`."""
    one = folder.exhibit(exhibit)
    if one.kind not in {ExhibitKind.PAGES, ExhibitKind.MEDIA}:
        return None
    job = encode_picture(str(folder.originals.path(one.digest).resolve()), sheet)
    with Pool("muniment.intake.paper.picture:measure", workers=1, limits=_LIMITS) as pool:
        told = [event.data for event in pool.run([job]) if event.data]
    return Extent(*msgspec.msgpack.decode(told[0])) if told else None


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
