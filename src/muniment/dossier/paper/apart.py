"""Apart: the work on paper in a process with limits, since whoever sent a file may have made it to break
the parser.

>>> redacted(Path("report.pdf"), Order("pdf", ["Jane Doe"])).data[:5]        # doctest: +SKIP
b'%PDF-'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from muniment.dossier.paper.findings import Audit
from muniment.errors import NotPaperError, PaperError
from muniment.intake.isolate import Pool
from muniment.model.reading import Limits

_WORK = "muniment.dossier.paper.apart:work"
_LIMITS = Limits(silence=300.0, memory=4 << 30)
"""A page with much on it takes seconds, and a book hundreds of pages; four gibibytes are an atlas."""


class Covered(msgspec.Struct, frozen=True):
    """A box: the page from 1, and its edges in points (in dots of a picture) from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class Place(msgspec.Struct, frozen=True):
    """Words that are removed in one place only: where it is, a box for each line."""

    words: str
    boxes: list[Covered]


class Order(msgspec.Struct, frozen=True):
    """What is to be done.

    Attributes:
        kind: `pdf`, `docx`, `picture`, `stamp` or `audit`.
        words: what is removed wherever it stands.
        stand_ins: the same, with what stands there instead.
        boxes: what is covered.
        only: what is removed in one place only.
        covers_lines: boxes over words cover all of their line.
        stamps: what is stamped on the pages, one after the other (`stamp`).
    """

    kind: str
    words: list[str] = []
    stand_ins: dict[str, str] = {}
    boxes: list[Covered] = []
    only: list[Place] = []
    covers_lines: bool = False
    stamps: list[str] = []


class _Job(msgspec.Struct, frozen=True):
    path: str
    order: Order


class _Answer(msgspec.Struct, frozen=True):
    warnings: list[str] = []
    unmet: list[str] = []
    audit: Audit | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A paper made anew.

    Attributes:
        data: its bytes.
        warnings: what a person should look at.
        unmet: what was to be removed and was found on no page of a PDF.
    """

    data: bytes
    warnings: tuple[str, ...]
    unmet: tuple[str, ...] = ()


def redacted(path: Path, order: Order) -> Done:
    """A paper made anew without what is taken out.

    Raises:
        PaperError: it cannot be done, and why.
    """
    answer, data = _run(path, order)
    return Done(data, tuple(answer.warnings), tuple(answer.unmet))


def audited(path: Path) -> Audit:
    """What a PDF gives away.

    Raises:
        PaperError: it cannot be looked at, and why.
    """
    answer, _ = _run(path, Order("audit"))
    assert answer.audit is not None
    return answer.audit


def _run(path: Path, order: Order) -> tuple[_Answer, bytes]:
    parts, death = list[bytes](), ""
    with Pool(_WORK, workers=1, limits=_LIMITS) as pool:
        for event in pool.run([msgspec.msgpack.encode(_Job(str(path.resolve()), order))]):
            parts += [event.data] if event.data else []
            death = death or event.death
    if not parts:
        raise NotPaperError(kind="file", cause=death or "its reader gave nothing")
    answer = msgspec.msgpack.decode(parts[0], type=_Answer)
    if answer.cause:
        raise PaperError(cause=answer.cause)
    return answer, b"".join(parts[1:])


def work(data: bytes) -> Iterator[bytes]:
    """One order, in the process with limits: first the answer, then the bytes of the new paper."""
    job = msgspec.msgpack.decode(data, type=_Job)
    try:
        answer, made = _done(Path(job.path).read_bytes(), job.order)
    except PaperError as error:
        answer, made = _Answer(cause=str(error)), b""
    yield msgspec.msgpack.encode(answer)
    if made:
        yield made


def _done(data: bytes, order: Order) -> tuple[_Answer, bytes]:
    match order.kind:
        case "audit":
            from muniment.dossier.paper.audit import audit

            return _Answer(audit=audit(data)), b""
        case "pdf":
            from muniment.dossier.paper.opened import Area
            from muniment.dossier.paper.redact import redact_pdf
            from muniment.dossier.paper.strings.places import Only

            def areas(boxes: list[Covered]) -> dict[int, list[Area]]:
                found: dict[int, list[Area]] = {}
                for box in boxes:
                    area = Area(box.left, box.bottom, box.right, box.top)
                    found.setdefault(box.page, []).append(area)
                return found

            made = redact_pdf(
                data,
                areas(order.boxes),
                order.words,
                order.stand_ins,
                only=[Only(one.words, areas(one.boxes)) for one in order.only],
                covers_lines=order.covers_lines,
            )
            return _Answer(list(made.warnings), list(made.unmet)), made.pdf
        case "stamp":
            from muniment.dossier.paper.covering.stamps import stamp

            return _Answer(), stamp(data, order.stamps)
        case "docx":
            from muniment.dossier.paper.word import redact_docx

            return _Answer(), redact_docx(data, order.words, order.stand_ins)
        case _:
            return _Answer(), _picture(data, order.boxes)


def _picture(data: bytes, boxes: list[Covered]) -> bytes:
    """A picture made anew; its boxes are counted from below, as on a page."""
    import io

    from PIL import Image, ImageOps

    from muniment.dossier.paper.picture import Patch, redact_picture

    plain = redact_picture(data, [])
    if not boxes:
        return plain
    height = ImageOps.exif_transpose(Image.open(io.BytesIO(plain))).size[1]
    return redact_picture(
        plain, [Patch(b.left, height - b.top, b.right, height - b.bottom) for b in boxes]
    )
