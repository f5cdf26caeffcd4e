"""The open case: what can be done with a folder of evidence, in the words of its users.

>>> case = Case.make(Path("harbour"))                                        # doctest: +SKIP
>>> case.add([Path("evidence")]).taken                                       # doctest: +SKIP
31
>>> [str(f.found.citation) for f in case.search('"grey faced"').findings]    # doctest: +SKIP
['EX-0004 ¶212']
"""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from muniment.case.adding import Adding, Watch
from muniment.case.folder import Folder, clock
from muniment.custody.log import Entry
from muniment.errors import CaseBusyError, NoSuchSettingError, StaleIndexError
from muniment.model.citation import Citation
from muniment.model.copying import Copying, Independence
from muniment.model.exhibit import Exhibit
from muniment.model.judgement import Judgement, Opinion
from muniment.model.quotation import Quotations, QuotationView, QuoteRef, Tally
from muniment.model.reading import Limits
from muniment.model.report import Added, Rebuilt, Status, Trouble
from muniment.store.account import status
from muniment.store.lock import writing
from muniment.store.schema import Transaction

if TYPE_CHECKING:
    from muniment.model.finding import Findings, View


class Case:
    """A case that is open. Several may be open on one folder; one at a time may write."""

    def __init__(self, folder: Folder) -> None:
        """Wrap an open folder; use `make` or `open`."""
        self._folder = folder

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

        Raises:
            muniment.errors.CaseBusyError: another process is writing.
            muniment.errors.DiskFullError: what was done so far is safe.
        """
        with writing(self._folder.lock):
            adding = Adding(self._folder, watch, limits)
            added = adding.run(paths, custodian, again=again)
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
            for derived in (folder.path / "index", folder.words):
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

    # quotes: what they stand on is imported by those who ask for them

    def tallies(self, watch: Watch | None = None) -> list[Tally]:
        """Every account with its quotes counted by verdict."""
        from muniment.case import quoting

        self._bring_up(watch)
        return list(quoting.tallies(self._folder))

    def quotes(self, exhibit: int, watch: Watch | None = None) -> Quotations:
        """The quotes of an account, each with its trace and what people said of it.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
        """
        from muniment.case import quoting

        self._bring_up(watch, (exhibit,))
        return quoting.quotations(self._folder, exhibit)

    def quote(self, ref: QuoteRef) -> QuotationView:
        """One quote in full: its sentence, its source in context, what people said of it.

        Raises:
            muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
        """
        from muniment.case import quoting

        self._bring_up(None, (ref.citation.exhibit,))
        return quoting.quotation(self._folder, ref)

    def trace(
        self, text: str, speaker: str = "", said: str = "", watch: Watch | None = None
    ) -> Quotations:
        """Check a text against the case without taking it in.

        Args:
            text: a sentence or an article. What stands in quotation marks is traced; a text without
                any is traced as one quote.
            speaker: whose words they are said to be, for a text without quotation marks.
            said: when, ISO 8601 cut to what is known, for the same.
            watch: told how far older work has come that has to be done first.
        """
        from muniment.case import quoting

        self._bring_up(watch, ())
        return quoting.check_text(self._folder, text, speaker, said)

    def trace_file(
        self, path: Path, limits: Limits | None = None, watch: Watch | None = None
    ) -> Quotations:
        """Check the quotes of a saved article, a report or a mail without taking it in.

        Raises:
            muniment.errors.NothingToCheckError: nothing can be read from it, and why.
        """
        from muniment.case import quoting

        self._bring_up(watch, ())
        return quoting.check_file(self._folder, path, limits)

    def copies(self, watch: Watch | None = None) -> Copying:
        """What the accounts have from each other, as far as their words, dates and credits show."""
        from muniment.case import comparing

        self._bring_up(watch)
        return comparing.copying(self._folder)

    def drawing(self, copying: Copying) -> str:
        """What the accounts have from each other as a picture, in SVG."""
        from muniment.case import comparing

        return comparing.drawing(copying)

    def independence(
        self, statement: str, among: Iterable[int] = (), watch: Watch | None = None
    ) -> Independence:
        """How many accounts of a statement are independent of each other, and why.

        Args:
            statement: as a person puts it; the accounts that carry it are found by its words.
            among: exhibits that carry it, when a person says which.
            watch: told how far older work has come that has to be done first.
        """
        from muniment.case import comparing

        self._bring_up(watch)
        return comparing.independence(self._folder, statement, among)

    def judge(self, ref: QuoteRef, opinion: Opinion | None, why: str = "") -> QuotationView:
        """Record what a person says of the verdict on a quote; None takes the last word back.

        Raises:
            muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case import quoting

        with writing(self._folder.lock), Transaction(self._folder.db):
            quoting.judge(self._folder, ref, opinion, why)
        return quoting.quotation(self._folder, ref)

    def _bring_up(self, watch: Watch | None, accounts: Collection[int] | None = None) -> None:
        """Do what is left to do of the stages of quotes; when somebody else writes, without."""
        from muniment.case import tracing

        if tracing.is_behind(self._folder, accounts):
            with suppress(CaseBusyError), writing(self._folder.lock):
                tracing.bring_up(self._folder, watch, accounts)

    def status(self) -> Status:
        """The account of the whole case."""
        try:
            indexed = self._folder.index().count()
        except StaleIndexError:
            indexed = 0
        return status(self._folder.db, indexed)

    def troubles(self) -> Iterator[Trouble]:
        """Every warning, in order of the exhibits."""
        for number in self._folder.readings.troubled():
            yield from self._troubles_of(number)

    def _troubles_of(self, number: int) -> Iterator[Trouble]:
        exhibit = self._folder.exhibit(number)
        return (Trouble(exhibit, w) for w in self._folder.readings.warnings(number))

    def exhibits(self) -> Iterator[Exhibit]:
        """Every exhibit, in order of its number."""
        return self._folder.ledger.exhibits()

    def search(
        self,
        query: str,
        sort: str = "relevance",
        limit: int = 20,
        after: str = "",
        facets: Iterable[str] = (),
    ) -> "Findings":
        """Find passages.

        Args:
            query: in the grammar of docs/reference/search.md.
            sort: `relevance`, `time`, `time-desc` or `citation`.
            limit: passages on a page; copies of one another are then shown as one.
            after: `more` of the page before; empty for the first.
            facets: values to count over all results: `kind`, `author`, `place`, `custodian`,
                `month`, `role`.

        Raises:
            muniment.errors.QueryError: with the place in the query.
        """
        from muniment.case import finding

        return finding.search(self._folder, query, sort, limit, after, tuple(facets))

    def show(self, citation: Citation, around: int = 3) -> "View":
        """What a citation cites: an exhibit, or a passage with those around it.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
            muniment.errors.NoSuchPassageError: the exhibit has fewer passages.
        """
        from muniment.case import finding

        return finding.show(self._folder, citation, around)

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
