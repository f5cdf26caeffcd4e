"""The open case: what can be done with a folder of evidence, in the words of its users.

>>> case = Case.make(Path("harbour"))                                        # doctest: +SKIP
>>> case.add([Path("evidence")]).taken                                       # doctest: +SKIP
31
>>> [str(f.found.citation) for f in case.search('"grey faced"').findings]    # doctest: +SKIP
['EX-0004 ¶212']
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from muniment.case.accounts.asking import OfAccounts
from muniment.case.adding import Adding
from muniment.case.dossiers.asking import OfDossiers
from muniment.case.exploring import OfExhibits
from muniment.case.folder import Folder, clock
from muniment.custody.log import Entry
from muniment.errors import NoSuchSettingError, StaleIndexError
from muniment.model.citation import Citation
from muniment.model.judgement import Judgement
from muniment.model.reading import Limits
from muniment.model.report import Added, Rebuilt, Status, Trouble, Watch
from muniment.store.account import status
from muniment.store.lock import writing
from muniment.store.schema import Transaction

if TYPE_CHECKING:
    from muniment.model.finding import View


class Case(OfExhibits, OfAccounts, OfDossiers):
    """A case that is open. Several may be open on one folder; one at a time may write."""

    @classmethod
    def make(cls, path: Path, who: str = "", now: Callable[[], str] = clock) -> Self:
        """Make a new case in a folder.

        Args:
            path: the folder; made when missing. It may hold other files, but no case.
            who: the person, for the custody log; the user of the computer when empty.
            now: the clock, as ISO 8601 in UTC.

        Raises:
            muniment.errors.CaseExistsError: the folder holds a case.
        """
        return cls(Folder.make(path, who, now))

    @classmethod
    def open(cls, path: Path, who: str = "", now: Callable[[], str] = clock) -> Self:
        """Open the case in a folder.

        Raises:
            muniment.errors.NoCaseError: there is none.
            muniment.errors.CaseNewerError: a newer Muniment made it.
        """
        return cls(Folder.open(path, who, now))

    def close(self) -> None:
        """Close the case's files."""
        self._folder.db.close()

    def add(
        self,
        paths: Iterable[Path] = (),
        custodian: str = "",
        watch: Watch | None = None,
        limits: Limits | None = None,
        *,
        again: bool = False,
        came: str = "",
    ) -> Added:
        """Take in files and folders, read them, and let them be found.

        A run that was stopped goes on when the same paths are given again; without paths, what was
        taken in and not read is read.

        Args:
            paths: files and folders outside the case.
            custodian: whose they were.
            watch: told how far the work has come, several times a second.
            limits: of the reading processes.
            again: also read again what was refused or read in part before.
            came: from where the files came, when their paths do not say it; for the custody log.

        Raises:
            muniment.errors.CaseBusyError: another process is writing.
            muniment.errors.DiskFullError: what was done so far is safe.
        """
        with writing(self._folder.lock):
            adding = Adding(self._folder, watch, limits)
            added = adding.run(paths, custodian, again=again, came=came)
            added.troubles = [
                t for number in sorted(adding.troubled) for t in self._troubles_of(number)
            ]
            return added

    def rebuild(self, watch: Watch | None = None, limits: Limits | None = None) -> Rebuilt:
        """Delete everything derived and make it again from originals and judgements.

        Raises:
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case import checking

        folder = self._folder
        with writing(folder.lock):
            before = {e.id: checking.fingerprint(folder, e.id) for e in folder.ledger.exhibits()}
            with Transaction(folder.db):
                folder.readings.forget_all()
            for derived in (folder.path / "index", folder.words, folder.pictures):
                shutil.rmtree(derived, ignore_errors=True)
            Adding(folder, watch, limits).run()
            changed = [
                e
                for e in folder.ledger.exhibits()
                if before.get(e.id) != checking.fingerprint(folder, e.id)
            ]
            return Rebuilt(len(before), folder.readings.passage_count(), changed)

    def set(
        self, exhibit: int, name: str, value: str, why: str = "", limits: Limits | None = None
    ) -> "View":
        """Set by hand how an exhibit is read, and read it again. An empty value takes it back.

        Raises:
            muniment.errors.NoSuchSettingError: no reader knows this setting, or not this value.
        """
        from muniment.intake.settings import SETTINGS, is_known

        folder = self._folder
        if not is_known(name, value):
            known = SETTINGS[name].words if name in SETTINGS else ", ".join(SETTINGS)
            raise NoSuchSettingError(name=name, value=value, known=known)
        folder.exhibit(exhibit)
        with writing(folder.lock):
            with Transaction(folder.db):
                folder.ledger.judge(Judgement(folder.now(), folder.who, exhibit, name, value, why))
                folder.readings.read_again(exhibit)
            Adding(folder, limits=limits).run()
        return self.show(Citation(folder.exhibit(exhibit).id))

    def status(self) -> Status:
        """The account of the whole case."""
        try:
            indexed = self._folder.index().count()
        except StaleIndexError:
            indexed = 0
        folder = self._folder
        mark = (indexed, folder.evidence_mark())
        return folder.remembered("status", lambda: status(folder.db, indexed), mark)

    def troubles(self) -> Iterator[Trouble]:
        """Every warning, in order of the exhibits."""
        for number in self._folder.readings.troubled():
            yield from self._troubles_of(number)

    def _troubles_of(self, number: int) -> Iterator[Trouble]:
        exhibit = self._folder.exhibit(number)
        return (Trouble(exhibit, w) for w in self._folder.readings.warnings(number))

    @property
    def name(self) -> str:
        """What the case is called: the name of its folder."""
        return self._folder.path.resolve().name

    @property
    def folder(self) -> Path:
        """Where the case is."""
        return self._folder.path

    @property
    def who(self) -> str:
        """The person at the keyboard."""
        return self._folder.who

    def original(self, exhibit: int) -> Path:
        """The file that holds an exhibit's bytes as received. Read it, never write it."""
        return self._folder.originals.path(self._folder.exhibit(exhibit).digest)

    def log(self) -> Iterator[Entry]:
        """The custody log, in order."""
        return self._folder.ledger.entries()

    def judgements(self) -> Iterator[Judgement]:
        """What people decided, in order."""
        return self._folder.ledger.judgements()

    def verify(self) -> Iterator[str]:
        """Recompute every digest and the chain of the custody log; what differs, in plain sentences."""
        from muniment.case import checking

        return checking.differences(self._folder)
