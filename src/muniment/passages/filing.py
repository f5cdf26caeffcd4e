"""Filing: from the bytes of one exhibit to what is kept of it, in one step that runs anywhere.

This is the stage that worker processes run. It recognises the format, lets the right reader read,
counts the passages from ¶1, fingerprints them, and puts the files found inside on a spool. It knows
no database: what it yields are *filings*, encoded as MessagePack and checked on arrival, since they
come from a process in which hostile bytes were parsed.

    Job → file_exhibit → Filing, Filing, … Filing(is_last=True)
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from muniment.errors import UnreadableError
from muniment.intake.identify import kind_of, look
from muniment.model.citation import ExhibitId
from muniment.model.exhibit import ExhibitKind, State
from muniment.model.moment import Moment, Precision
from muniment.model.passage import Box, Locator, Passage, PassageKind, Role
from muniment.model.reading import Fact, Member, Piece, ReadWarning, Source
from muniment.passages.duplicates import fingerprint, pack, sketch, words
from muniment.passages.threads import Letter, letter
from muniment.plugins import reader_for

MOST_DEPTH = 10
"""Exhibits inside exhibits are followed this deep. Real families (a mail with a zip with a mail with
a workbook) stay under five; deeper ones are made to exhaust."""

_COMPARED = set(PassageKind) - {PassageKind.QUOTED, PassageKind.SIGNATURE, PassageKind.BOILERPLATE}
"""Kinds of passages that are looked through for near copies. The others repeat by their nature; with
the same words, they are grouped all the same."""

_ROWS = 2000
_TEXT = 1 << 20
_SECONDS = 5.0


class Job(msgspec.Struct, frozen=True):
    """One exhibit to be filed; `spool` is a folder of the worker's own for the files found inside."""

    exhibit: int
    path: str
    name: str
    spool: str
    ancestors: tuple[str, ...] = ()
    settings: dict[str, str] = {}


class Row(msgspec.Struct, array_like=True, frozen=True):
    """A passage as it is kept: flat, so that it goes into the database as it is."""

    number: int
    kind: str
    role: str
    text: str
    author: str
    recipients: str  # one to a line
    time: str
    offset: int | None
    precision: str
    basis: str
    epoch: int | None
    depth: int
    answers: int
    marks: str  # separated by spaces
    attachments: str  # one to a line
    text_name: str
    start: int
    end: int
    place: str
    boxes: bytes  # MessagePack; empty when there are none
    fingerprint: int
    runs: bytes  # the passage's sketch, four bytes a run


class Inside(msgspec.Struct, array_like=True, frozen=True):
    """A file found inside the exhibit, waiting on the spool."""

    name: str
    spooled: str


class Filing(msgspec.Struct, omit_defaults=True):
    """What is kept of an exhibit, or the next part of it when it is large."""

    exhibit: int
    rows: list[Row] = []
    insides: list[Inside] = []
    warnings: list[ReadWarning] = []
    facts: list[Fact] = []
    is_last: bool = False
    format: str = ""
    kind: str = ExhibitKind.OTHER
    state: str = State.PENDING
    version: str = ""
    letter: Letter | None = None  # of a mail


encode_job = msgspec.msgpack.Encoder().encode
decode_filing = msgspec.msgpack.Decoder(Filing).decode
_decode_job = msgspec.msgpack.Decoder(Job).decode
_encode = msgspec.msgpack.Encoder().encode
_decode_boxes = msgspec.msgpack.Decoder(tuple[Box, ...]).decode


def work(data: bytes) -> Iterator[bytes]:
    """`file_exhibit` for a worker process: an encoded job in, encoded filings out."""
    for filing in file_exhibit(_decode_job(data), time.monotonic):
        yield _encode(filing)


def file_exhibit(job: Job, clock: Callable[[], float] = lambda: 0.0) -> Iterator[Filing]:
    """Read one exhibit and yield what is kept of it; the last filing has its state.

    Args:
        job: the exhibit.
        clock: seconds from any start; only decides when a part is sent on, never what is in it.
    """
    filing, told, size = Filing(job.exhibit), clock(), 0
    reading = _Reading(job)
    for piece in reading.pieces():
        if isinstance(piece, Fact):  # the most frequent first
            filing.facts.append(piece)
            continue
        if isinstance(piece, Passage):
            filing.rows.append(_row(piece, reading.count))
            size += len(piece.text)
        elif isinstance(piece, ReadWarning):
            filing.warnings.append(piece)
        else:
            name = f"{job.exhibit}-{reading.members}"
            for _ in _spool(piece, Path(job.spool) / name):
                if clock() - told > _SECONDS:  # a sign of life from a member of gigabytes
                    yield Filing(job.exhibit)
                    told = clock()
            filing.insides.append(Inside(piece.name, name))
        if len(filing.rows) >= _ROWS or size >= _TEXT or clock() - told > _SECONDS:
            filing.format, filing.kind = reading.format, reading.kind
            yield filing
            filing, told, size = Filing(job.exhibit), clock(), 0
    filing.is_last = True
    filing.format, filing.kind = reading.format, reading.kind
    filing.state, filing.version = reading.state, reading.version
    filing.letter = reading.letter()
    yield filing


@dataclass(slots=True)
class _Reading:
    """The course of one reading: how many passages and members, and what became of it."""

    job: Job
    format: str = ""
    kind: ExhibitKind = ExhibitKind.OTHER
    version: str = ""
    state: State = State.READ
    count: int = 0
    members: int = 0
    facts: list[Fact] = field(default_factory=list)
    kept: list[Passage] = field(default_factory=list)  # of a mail, which is small

    def pieces(self) -> Iterator[Piece]:
        """The pieces that the reader yields, counted; failures become warnings."""
        try:
            for piece in self._read():
                if isinstance(piece, Fact):
                    self.facts.append(piece)
                elif isinstance(piece, Passage):
                    self.count += 1
                    if self.kind is ExhibitKind.MAIL:
                        self.kept.append(piece)
                elif isinstance(piece, Member):
                    self.members += 1
                elif isinstance(piece, ReadWarning) and piece.is_loss:
                    self.state = State.PARTIAL
                yield piece
        except UnreadableError as error:
            self.state = State.PARTIAL if self.count or self.members else State.REFUSED
            yield ReadWarning(str(error), step=str(error.values["step"]))

    def letter(self) -> Letter | None:
        """What threads need to know of a mail; None of anything else."""
        if self.kind is not ExhibitKind.MAIL or not self.kept:
            return None
        return letter(ExhibitId(self.job.exhibit), self.facts, self.kept)

    def _read(self) -> Iterator[Piece]:
        job, whole = self.job, None
        self.format = job.settings.get("format", "")
        if not self.format:
            self.format, whole = look(job.path, job.name)
        self.kind = kind_of(self.format)
        reader = reader_for(self.format)
        if reader is None:
            return self._unread()
        if len(job.ancestors) >= MOST_DEPTH and reader.KIND in {
            ExhibitKind.ARCHIVE,
            ExhibitKind.MAIL,
        }:
            raise UnreadableError(
                f"It lies {len(job.ancestors)} exhibits deep; Muniment follows {MOST_DEPTH}.",
                "Take it out by hand and add it by itself.",
            )
        self.kind, self.version = reader.KIND, reader.VERSION
        return reader.read(
            Source(Path(job.path), job.name, self.format, job.ancestors, job.settings, whole)
        )

    def _unread(self) -> Iterator[Piece]:
        if self.format == "empty":
            raise UnreadableError(
                "It is empty: 0 bytes.", "Ask whoever sent it for the file again."
            )
        if self.kind is not ExhibitKind.MEDIA:
            raise UnreadableError(
                f"Muniment has no reader for this format ({self.format}).",
                "Open it in the program that made it, save it as PDF or text, and add that.",
            )
        self.state = State.KEPT
        return iter(())


def _row(passage: Passage, number: int) -> Row:
    p, where, moment = passage, passage.locator, passage.moment
    of = words(p.text)
    return Row(
        number,
        p.kind,
        p.role,
        p.text,
        p.author,
        "\n".join(p.recipients),
        moment.local if moment else "",
        moment.offset if moment else None,
        moment.precision if moment else "",
        moment.basis if moment else "",
        moment.epoch if moment else None,
        p.depth,
        p.answers,
        " ".join(p.marks),
        "\n".join(p.attachments),
        where.text,
        where.start,
        where.end,
        where.place,
        _encode(where.boxes) if where.boxes else b"",
        fingerprint(of),
        pack(sketch(of)) if p.kind in _COMPARED else b"",
    )


def passage_of(row: Row) -> Passage:
    """The passage that a row was made of."""
    moment = None
    if row.time:
        moment = Moment(row.time, row.offset, Precision(row.precision), row.basis)
    boxes = _decode_boxes(row.boxes) if row.boxes else ()
    return Passage(
        PassageKind(row.kind),
        row.text,
        Locator(row.text_name, row.start, row.end, row.place, boxes),
        Role(row.role),
        row.author,
        _lines(row.recipients),
        moment,
        row.depth,
        row.answers,
        tuple(row.marks.split()),
        _lines(row.attachments),
    )


def _lines(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\n")) if joined else ()


def _spool(member: Member, path: Path) -> Iterator[None]:
    """Write a member to the spool, block by block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        if isinstance(member.content, bytes):
            out.write(member.content)
            return
        while block := member.content.read(1 << 20):
            out.write(block)
            yield
