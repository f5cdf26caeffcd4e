"""Adding: from files outside to passages that can be found. The order of the stages stands here.

    walk → originals and custody log → read (isolated) → passages → index
                     ↑                        │
                     └── files found inside ──┘          then: copies, threads, quotes

Exhibits are numbered in a way that does not depend on how fast anything is read: first all files
from outside, in the order of the walk; then what was found inside those, in order; then what was
found inside these. All of it is done in transactions that leave a case from which the same command
goes on: a run that is killed and repeated gives what one run would have given.
"""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import msgspec

from muniment.case.accounts.waiting import has_quotes_to_trace
from muniment.case.folder import Folder
from muniment.case.stages import entries, find_threads, group_copies, index_again, names_of
from muniment.case.underway import OTHERWISE, Underway, has_another_way
from muniment.custody.originals import Taken
from muniment.errors import DiskFullError
from muniment.intake.frames import DISK_FULL
from muniment.intake.isolate import Event, Pool
from muniment.intake.walk import Candidate, Skipped, shown, walk
from muniment.model.exhibit import Digest, Exhibit, State
from muniment.model.passage import Values
from muniment.model.reading import Limits, ReadWarning
from muniment.model.report import Added, Progress, Watch
from muniment.passages.filing import Filing, Inside, Job, Row, decode_filing, encode_job
from muniment.search.writing import IndexWriter
from muniment.store.schema import Transaction

_WORK = "muniment.passages.filing:work"
_INSIDE = 0  # the intake under which files found inside others are noted

_ELSEWHERE = "The original is kept. Open it with care in another program, and add what you find."
_MEMORY = "Give it more: muniment add --again --memory 8192 (in MiB), or more --patience."
_REPORT = "The original is kept. This is a fault in Muniment: please report the words above."

_BOMB = (
    "What came out of the file it lies in has grown past all measure: that is made to fill a disk.",
    "It is kept. If the file can be trusted, unpack it by hand and add what comes out.",
)
_TAMPERED = (
    "Its original is missing, or is not what was taken in. It is not read.",
    "muniment verify names what differs. Put the original back from a backup, then read it again "
    "with muniment add --again.",
)

_LEAST_FAMILY, _FAMILY_RATIO = 4 << 30, 200
"""All that comes out of one file, however deep, may take 4 GiB, or 200 times the file if that is
more: the ratio at which one archive is taken for a bomb. Nested bombs stay below it level by level."""

_PAUSE, _LONGEST_PAUSE = 1.0, 4.0
"""Seconds to the first commit, and between commits when many have been made (each pause is twice the
one before): what has been read can be found so much later. Each costs about 30 ms of processor time,
and one more piece of the index, of which eight are merged into one."""


class Adding:
    """One run that takes in, reads and indexes. The caller holds the case's lock."""

    def __init__(
        self, folder: Folder, watch: Watch | None = None, limits: Limits | None = None
    ) -> None:
        """Prepare a run on an open case; `watch` is told how far it has come."""
        self.added = Added()
        self.troubled: list[int] = []
        self._folder = folder
        self._watch = watch
        self._limits = limits
        self._read_since_commit: list[int] = []
        self._settings = folder.ledger.settings()
        folder.ledger.forget_last()  # others may have written since this case was opened
        self._grown: dict[int, int] = {}  # bytes that came out of each file from outside
        self._committed, self._pause = time.monotonic(), _PAUSE
        self._done = self._expected = 0
        self._known = folder.ledger.last_number()  # what lay in the case before this run
        self._intake = _INSIDE
        self._came = ""
        self._spool = str(folder.spool)
        self._under_way: dict[int, Underway] = {}  # by the number of the job
        self._otherwise: set[int] = set()  # exhibits whose reader died, to be read in another way

    def run(
        self,
        given: Iterable[Path] = (),
        custodian: str = "",
        *,
        again: bool = False,
        came: str = "",
    ) -> Added:
        """Take in the given files, then read whatever is not read yet; `again`: or not wholly.

        `came` says from where, when their paths do not: the log then has it with each file's name.

        Raises:
            DiskFullError: what was done is safe; the same command goes on.
        """
        folder = self._folder
        shutil.rmtree(folder.spool, ignore_errors=True)
        folder.originals.sweep()
        folder.spool.mkdir()
        given = list(given)
        self._came = came
        if self._watch:  # only who watches needs to know how much there is to come
            listed = walk(given, never=folder.path)
            self._expected = len(folder.readings.pending())
            self._expected += sum(isinstance(found, Candidate) for found in listed)
        # The workers first: once the index is open, this process has threads, and is slow to copy.
        with (
            Pool(_WORK, limits=self._limits) as pool,
            folder.index_for_writing().writer() as writer,
        ):
            if again:
                for number in folder.readings.unsuccessful():
                    folder.readings.read_again(number)
            self._mend(writer)
            with Transaction(folder.db) as self._batch:
                try:
                    self._read(pool, writer, self._take_in(given, custodian))
                    while self._admit_members():
                        self._read(pool, writer, iter(()))
                except DiskFullError:
                    self._batch.turn()  # what is in the database may still fit, and is worth keeping
                    raise
                self._commit(writer)
            index_again(folder, writer, folder.readings.todo("index"))  # those with a new name
            group_copies(folder)  # while the index merges its pieces
            find_threads(folder)
        if has_quotes_to_trace(folder):
            from muniment.case.accounts.tracing import bring_up  # half of what starting costs

            bring_up(folder, self._watch)
        shutil.rmtree(folder.spool, ignore_errors=True)
        os.sync()  # a power cut after this costs nothing that was reported as done
        if self._intake != _INSIDE:
            folder.ledger.end_intake(self._intake, folder.now())
        return self.added

    def _mend(self, writer: IndexWriter) -> None:
        """Undo what a killed run left half done, and index what it had read and not indexed."""
        folder = self._folder
        with Transaction(folder.db):
            for number in folder.readings.half_read():
                folder.readings.forget(number)
                writer.remove_exhibit(number)
        index_again(folder, writer, folder.readings.todo("index"))

    # from outside

    def _take_in(self, given: list[Path], custodian: str) -> Iterator[Exhibit]:
        """Take in every file under the given paths; the exhibits that are new."""
        if not given:
            return
        folder = self._folder
        named = "\n".join(shown(p.resolve()) for p in given)
        self._intake = folder.ledger.begin_intake(named, custodian, folder.who, folder.now())
        for found in walk(given, never=folder.path):
            match found:
                case Candidate():
                    self.added.files += 1
                    exhibit = self._take(found, custodian)
                    if exhibit:
                        yield exhibit
                case Skipped(is_failure=True):
                    self._fail(found.path, found.reason)
                case Skipped():
                    self.added.skipped.append((shown(found.path), found.reason))

    def _take(self, found: Candidate, custodian: str) -> Exhibit | None:
        folder, added = self._folder, self.added
        source = f"{self._came}: {shown(found.name)}" if self._came else shown(found.path)
        if folder.ledger.has_sighted(self._intake, source, found.mark):
            added.resumed += 1
            return None
        try:
            taken = folder.originals.take(found.path)
        except OSError as error:
            self._fail(found.path, error.strerror or str(error))
            return None
        exhibit, is_new = self._admit(taken, shown(found.name), None, custodian)
        number = exhibit.id
        if is_new:
            added.taken += 1
        else:
            added.seen += 1
            if not source.endswith(folder.exhibit(number).name):
                folder.readings.index_again(number)  # it is to be found by this name too
        entry = folder.log("taken in", number, taken.digest, taken.size, source, custodian)
        folder.ledger.sight(self._intake, source, found.mark, entry.seq)
        return exhibit if is_new else None

    def _fail(self, path: str, reason: str) -> None:
        source = shown(path)
        self.added.failed.append((source, reason))
        if not self._folder.ledger.has_sighted(self._intake, source, reason):
            entry = self._folder.log("not taken in", source=f"{source}: {reason}")
            self._folder.ledger.sight(self._intake, source, reason, entry.seq)

    def _admit(
        self, taken: Taken, name: str, parent: Exhibit | None, custodian: str
    ) -> tuple[Exhibit, bool]:
        """The exhibit with these bytes as it is or would be when new, and whether it is."""
        above = parent.id if parent else None
        number, is_new = self._folder.ledger.admit(taken.digest, taken.size, name, above, custodian)
        return Exhibit(number, taken.digest, taken.size, name, above, custodian), is_new

    # from inside

    def _admit_members(self) -> bool:
        """Give numbers to the files found inside others, and log them; whether any is to be read."""
        folder, parents = self._folder, {}
        for parent, place, name, digest, size in folder.readings.unlogged_members():
            if parent not in parents:
                parents = {parent: folder.exhibit(parent)}
            whose = parents[parent].custodian
            taken = Taken(Digest(digest), size)
            exhibit, is_new = self._admit(taken, name, parents[parent], whose)
            number = exhibit.id
            if is_new:
                self.added.inside += 1
            else:
                folder.readings.index_again(number)
            entry = folder.log("unpacked", number, digest, size, f"{place} {name}", whose)
            folder.ledger.sight(_INSIDE, place, digest, entry.seq)
        pending = len(folder.readings.pending())
        self._expected += pending
        return pending > 0

    # reading

    def _read(self, pool: Pool, writer: IndexWriter, fresh: Iterator[Exhibit]) -> None:
        """Read everything that is pending, and what comes fresh."""
        under_way = self._under_way
        for event in pool.run(self._jobs(fresh)):
            if event.death == DISK_FULL:
                raise DiskFullError(path=self._folder.path)
            course = under_way[event.job]
            filing = self._filing(event, course)
            if filing and not course.is_filed:
                self._file(filing, course, writer)
            if event.is_end:
                del under_way[event.job]
                self._done += 1
            self._tell()
            if time.monotonic() - self._committed > self._pause:
                self._commit(writer)

    def _jobs(self, fresh: Iterator[Exhibit]) -> Iterator[bytes]:
        folder = self._folder
        waiting = map(folder.exhibit, folder.readings.pending())
        number = 0
        for exhibit in chain(waiting, fresh):
            line = folder.family(exhibit)
            if line and self._outgrown(line[0]):
                self._refuse(exhibit, *_BOMB)
                continue
            if exhibit.id <= self._known and not self._is_as_received(exhibit):
                self._refuse(exhibit, *_TAMPERED)
                continue
            self._under_way[number] = Underway(exhibit, line[0] if line else exhibit)
            number += 1
            yield encode_job(self._job(exhibit, line))

    def _is_as_received(self, exhibit: Exhibit) -> bool:
        """Whether the bytes that lay in the case for a while are still those that were taken in."""
        try:
            found = self._folder.originals.digest_of(exhibit.digest)
        except OSError:
            return False
        return found is not None and found.digest == exhibit.digest

    def _refuse(self, exhibit: Exhibit, cause: str, step: str) -> None:
        warnings = [ReadWarning(cause, step=step)]
        filing = Filing(exhibit.id, warnings=warnings, is_last=True, state=State.REFUSED)
        self._folder.readings.file(filing, [])
        self._count(filing, Underway(exhibit, exhibit, is_troubled=True))

    def _outgrown(self, root: Exhibit) -> bool:
        """Whether what came out of one file from outside is more than any honest archive holds."""
        if root.id not in self._grown:
            self._grown[root.id] = self._folder.ledger.size_inside(root.id)
        return self._grown[root.id] > max(_LEAST_FAMILY, _FAMILY_RATIO * root.size)

    def _job(self, exhibit: Exhibit, line: list[Exhibit]) -> Job:
        folder = self._folder
        return Job(
            exhibit.id,
            folder.originals.place(exhibit.digest),
            exhibit.name,
            self._spool,
            tuple(e.name for e in line),
            {
                **self._settings.get(exhibit.id, {}),
                **(OTHERWISE if exhibit.id in self._otherwise else {}),
            },
        )

    def _filing(self, event: Event, course: Underway) -> Filing | None:
        """What a worker sent, checked; its death is a filing too, with the cause as a warning."""
        cause, number = event.death, course.exhibit.id
        if event.data:
            try:
                filing = decode_filing(event.data)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                cause = "The reader gave back something that is no reading."
            else:
                filing.exhibit = number
                return filing
        if not cause:
            return None
        place = self._folder.originals.place(course.exhibit.digest)
        if course.is_first and number not in self._otherwise and has_another_way(place):
            self._otherwise.add(number)  # it has no reading yet, and so comes again
            return None
        state = State.PARTIAL if self._folder.texts.count(number) else State.REFUSED
        is_limit = "memory" in cause or "silence" in cause
        step = _MEMORY if is_limit else _REPORT if cause.startswith("The reader") else _ELSEWHERE
        return Filing(number, warnings=[ReadWarning(cause, step=step)], is_last=True, state=state)

    def _file(self, filing: Filing, course: Underway, writer: IndexWriter) -> None:
        """Keep a filing, and put its passages into the index."""
        folder, exhibit = self._folder, course.exhibit
        insides = [(inside, self._adopt(inside)) for inside in filing.insides]
        if insides:
            grown = self._grown.get(course.root.id, 0)
            self._grown[course.root.id] = grown + sum(t.size for _, t in insides)
        course.facts += filing.facts
        filing.facts = course.facts
        folder.readings.file(filing, insides, is_first=course.is_first)
        course.is_first, course.is_filed = False, filing.is_last
        if filing.letter:
            folder.letters.keep(exhibit.id, filing.letter)
        if filing.rows:
            course.names = course.names or names_of(folder, exhibit, course.facts)
            writer.add(
                entries(_values(exhibit.id, filing.rows), exhibit, filing.kind, course.names)
            )
        course.is_troubled |= bool(filing.warnings)
        self.added.passages += len(filing.rows)
        if filing.is_last:
            self._count(filing, course)
            self._read_since_commit.append(exhibit.id)

    def _count(self, filing: Filing, course: Underway) -> None:
        states = self.added.states
        states[filing.state] = states.get(filing.state, 0) + 1
        if course.is_troubled:
            self.troubled.append(course.exhibit.id)

    def _adopt(self, inside: Inside) -> Taken:
        # Only the last part of the name: a worker must not make us move a file from elsewhere.
        return self._folder.originals.adopt(self._folder.spool / Path(inside.spooled).name)

    # committing and telling

    def _commit(self, writer: IndexWriter) -> None:
        """Make what was done so far lasting, and let it be found.

        First the database, then the index: what a kill in between leaves out of the index is on the
        list of exhibits that the index has not seen.
        """
        folder = self._folder
        self._batch.turn()
        writer.commit()
        folder.readings.done("index", self._read_since_commit)
        self._read_since_commit.clear()
        if self._under_way:
            group_copies(folder, below=min(c.exhibit.id for c in self._under_way.values()))
        self._committed = time.monotonic()
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)

    def _tell(self) -> None:
        if self._watch:
            self._watch(Progress(self._done, max(self._done, self._expected), self.added.passages))


def _values(exhibit: int, rows: list[Row]) -> Iterator[Values]:
    first = exhibit << 32
    for r in rows:
        yield Values(
            first + r.number, r.text, r.kind, r.role, r.author, r.recipients, r.time, r.epoch
        )
