"""The folder of a case, and what is open while one works in it.

case.db       exhibits, custody log, judgements; passages and what is known of them
originals/    the bytes as received, under their SHA-256
index/        the search index, derived
words/        the words in which quotes are looked for, derived
pictures/     pages that were looked at, derived
spool/        files on their way out of others, empty when nobody is adding
case.lock     held by the process that writes
"""

import getpass
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import muniment
from muniment.custody.log import Entry
from muniment.custody.originals import Originals
from muniment.errors import CaseExistsError, NoCaseError, NoSuchExhibitError, StaleIndexError
from muniment.model.citation import exhibit_label
from muniment.model.exhibit import Exhibit
from muniment.search.index import SearchIndex
from muniment.store.ledger import Ledger
from muniment.store.letters import Letters
from muniment.store.quotations import Quotations
from muniment.store.readings import STAGES, Readings
from muniment.store.schema import Transaction, connect, make
from muniment.store.texts import Texts

T = TypeVar("T")

TOOL = f"muniment {muniment.__version__}"
DATABASE = "case.db"


def clock() -> str:
    """Now, in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@dataclass(frozen=True)
class Folder:
    """An open case folder.

    Attributes:
        path: where it is.
        db: the connection to `case.db`.
        who: the person at the keyboard, for the custody log and for judgements.
        now: the clock, as text in UTC.
    """

    path: Path
    db: sqlite3.Connection
    who: str
    now: Callable[[], str]

    @classmethod
    def make(cls, path: Path, who: str = "", now: Callable[[], str] = clock) -> "Folder":
        """Make a new case in a folder, which may hold other files but no case.

        Raises:
            CaseExistsError: it holds one.
        """
        if (path / DATABASE).exists():
            raise CaseExistsError(path=path)
        path.mkdir(parents=True, exist_ok=True)
        folder = cls(path, make(path / DATABASE), who or getpass.getuser(), now)
        with Transaction(folder.db):
            folder.log("made", source=path.resolve().name)
        folder.index_for_writing()
        return folder

    @classmethod
    def open(cls, path: Path, who: str = "", now: Callable[[], str] = clock) -> "Folder":
        """Open the case in a folder.

        Raises:
            NoCaseError: there is none.
            CaseNewerError: a newer Muniment made it.
        """
        if not (path / DATABASE).is_file():
            raise NoCaseError(path=path)
        return cls(path, connect(path / DATABASE), who or getpass.getuser(), now)

    @cached_property
    def originals(self) -> Originals:
        """The bytes as received."""
        return Originals(self.path / "originals")

    @cached_property
    def ledger(self) -> Ledger:
        """Exhibits, custody log and judgements."""
        return Ledger(self.db)

    @cached_property
    def readings(self) -> Readings:
        """What the exhibits were read as."""
        return Readings(self.db)

    @cached_property
    def texts(self) -> Texts:
        """The passages."""
        return Texts(self.db)

    @cached_property
    def letters(self) -> Letters:
        """The mails as threads see them."""
        return Letters(self.db)

    @cached_property
    def quotations(self) -> Quotations:
        """The quotes of the accounts."""
        return Quotations(self.db)

    @property
    def words(self) -> Path:
        """The words in which quotes are looked for."""
        return self.path / "words"

    @property
    def spool(self) -> Path:
        """Where readers put the files that they find inside others."""
        return self.path / "spool"

    @property
    def pictures(self) -> Path:
        """Pages as pictures."""
        return self.path / "pictures"

    @property
    def lock(self) -> Path:
        """Held by the process that writes."""
        return self.path / "case.lock"

    def index(self) -> SearchIndex:
        """The search index as it was last committed.

        Raises:
            StaleIndexError: it is missing, damaged or of another version; the next `add` makes it again.
        """
        mark = SearchIndex.mark(self.path / "index")
        if self._open.get("mark") != mark or mark is None:
            self._open.clear()
            self._open["index"] = SearchIndex.open(self.path / "index", self.texts.wordings)
            self._open["mark"] = mark
        return self._open["index"]  # type: ignore[return-value]

    @cached_property
    def _open(self) -> dict[str, object]:
        """The index that is open, which costs more than a search; with what tells it from a newer one."""
        return {}

    def index_for_writing(self) -> SearchIndex:
        """The search index; made anew when it cannot be used, with every passage to be put into it."""
        try:
            return self.index()
        except StaleIndexError:
            shutil.rmtree(self.path / "index", ignore_errors=True)
            with Transaction(self.db):
                self.readings.do_again(STAGES[0])
            return SearchIndex.create(self.path / "index", self.texts.wordings)

    @cached_property
    def _memory(self) -> dict[str, tuple[object, object]]:
        return {}

    def remembered(self, name: str, make: Callable[[], T], mark: object = None) -> T:
        """An answer that costs much to work out, kept as long as its mark stays the same.

        Args:
            name: of the answer.
            make: works it out.
            mark: what changes when the answer may; None: whenever anything is written to the case.
        """
        if mark is None:
            (theirs,) = self.db.execute("PRAGMA data_version").fetchone()
            mark = (theirs, self.db.total_changes)  # written by others, and by ourselves
        if name not in self._memory or self._memory[name][0] != mark:
            self._memory[name] = (mark, make())
        return self._memory[name][1]  # type: ignore[return-value]

    def evidence_mark(self) -> tuple[object, ...]:
        """What changes whenever exhibits or their passages do, and not when somebody judges or traces."""
        return (*self.ledger.log_end(), *self.readings.extent())

    def exhibit(self, number: int) -> Exhibit:
        """An exhibit by its number.

        Raises:
            NoSuchExhibitError: there is none with this number.
        """
        exhibit = self.ledger.exhibit(number)
        if exhibit is None:
            raise NoSuchExhibitError(label=exhibit_label(number))  # type: ignore[arg-type]
        return exhibit

    def family(self, exhibit: Exhibit) -> list[Exhibit]:
        """What an exhibit came inside of, outermost first."""
        line: list[Exhibit] = []
        while exhibit.parent is not None:
            exhibit = self.exhibit(exhibit.parent)
            line.insert(0, exhibit)
        return line

    def log(
        self,
        action: str,
        exhibit: int = 0,
        digest: str = "",
        size: int = 0,
        source: str = "",
        custodian: str = "",
    ) -> Entry:
        """Add an entry to the custody log, signed with the person, the time and the tool."""
        return self.ledger.log(
            Entry(0, self.now(), self.who, action, exhibit, digest, size, source, custodian, TOOL)
        )
