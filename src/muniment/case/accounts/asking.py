"""What may be asked of a case about its accounts: their quotes, their copying, what people judged.

What an answer stands on is imported by the question: much of it is heavy.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from muniment.case.folder import Folder
from muniment.errors import CaseBusyError
from muniment.model.citation import Citation
from muniment.model.copying import Copying, Independence
from muniment.model.judgement import Judgement, Opinion, quote_judged
from muniment.model.quotation import Quotation, Quotations, QuotationView, QuoteRef, Resting, Tally
from muniment.model.reading import Limits
from muniment.model.report import Watch
from muniment.model.trace import Verdict
from muniment.store.lock import writing
from muniment.store.schema import Transaction


class OfAccounts:
    """The part of an open case that is about accounts."""

    _folder: Folder

    def tallies(self, watch: Watch | None = None) -> list[Tally]:
        """Every account with its quotes counted by verdict."""
        from muniment.case.accounts import quoting

        self._bring_up(watch)
        return list(quoting.tallies(self._folder))

    def counts(self) -> dict[str, int]:
        """How many quotes have each verdict, as far as they are traced by now, the faithful first."""
        from muniment.case.accounts import quoting

        return self._folder.remembered("counts", lambda: quoting.counts(self._folder))

    def quoting(self, after: int = 0, limit: int = 100) -> tuple[list[Tally], int]:
        """Accounts whose quotes are traced by now, above a number; and how many there are in all."""
        from muniment.case.accounts import quoting

        return quoting.traced(self._folder, after, limit)

    def quotes(self, exhibit: int, watch: Watch | None = None) -> Quotations:
        """The quotes of an account, each with its trace and what people said of it.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
        """
        from muniment.case.accounts import quoting

        self._bring_up(watch, (exhibit,))
        return quoting.quotations(self._folder, exhibit)

    def quotes_between(self, exhibit: int, first: int, last: int) -> list[Quotation]:
        """The quotes that begin in ¶first to ¶last of an account, as they are traced by now."""
        from muniment.case.accounts import quoting

        return quoting.between(self._folder, exhibit, first, last)

    def quote_count(self, exhibit: int) -> int:
        """How many quotes an account has, as far as they are found by now; speech that it reports
        without quotation marks and titles are never traced, and do not count.
        """
        return self._folder.quotations.count(exhibit)

    def resting_on(self, exhibit: int, first: int, last: int) -> dict[Citation, list[Resting]]:
        """The quotes whose source is one of the passages ¶first to ¶last, by the passage."""
        from muniment.case.accounts import quoting

        return quoting.resting_on(self._folder, exhibit, first, last)

    def quotation(self, ref: QuoteRef) -> Quotation:
        """A quote with its trace and what a person said last, without what stands around it.

        Raises:
            muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
        """
        from muniment.case.accounts import quoting

        return quoting.alone(self._folder, ref)

    def quote_judged(self, judgement: Judgement) -> QuoteRef | None:
        """How the quote is cited that a judgement is about; None when it is about none, or when no quote
        stands at that place by now.
        """
        if not (key := quote_judged(judgement)):
            return None
        here = self.quotes_between(judgement.exhibit, key.passage, key.passage)
        return next((q.ref for q in here if q.quote.key == key), None)

    def traced(self, exhibit: int) -> list[QuoteRef]:
        """The quotes of an account that have a verdict, in their order."""
        return [ref for ref, _, _ in self._folder.quotations.verdicts(exhibit)]

    def unjudged(self) -> dict[str, list[QuoteRef]]:
        """The quotes with a verdict that nobody has judged, by verdict, in the order of the accounts."""
        from muniment.case.accounts import quoting

        folder = self._folder
        return folder.remembered("unjudged", lambda: quoting.unjudged(folder))

    def unjudged_count(self) -> int:
        """How many quotes with a verdict nobody has judged."""
        folder = self._folder
        waiting = sum(n for v, n in self.counts().items() if v != Verdict.NOT_SEARCHED)
        return waiting - folder.quotations.judged_count(folder.ledger.opinions())

    def next_unjudged(self, ref: QuoteRef) -> QuoteRef | None:
        """The next quote that nobody has judged: in this account, then in those after it."""
        waiting = sorted(one for refs in self.unjudged().values() for one in refs)
        return next((one for one in waiting if one > ref), None)

    def published(self, exhibit: int) -> str:
        """When an account came out, as far as it says; empty when it does not."""
        from muniment.case.accounts.publishing import publication

        when, _ = publication(self._folder, exhibit)
        return when.local if when else ""

    def is_behind(self) -> bool:
        """Whether some quotes of the case are not found or traced yet."""
        from muniment.case.accounts import tracing

        return tracing.is_behind(self._folder, None)

    def bring_up(self, watch: Watch | None = None) -> None:
        """Find and trace what quotes are not found and traced yet, unless another process writes."""
        self._bring_up(watch)

    def quote(self, ref: QuoteRef) -> QuotationView:
        """One quote in full: its sentence, its source in context, what people said of it.

        Raises:
            muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
        """
        from muniment.case.accounts import quoting

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

        Raises:
            muniment.errors.NotATimeError: it was not said at any time that a calendar has.
        """
        from muniment.case.accounts import quoting

        told = quoting.time_told(said)
        self._bring_up(watch, ())
        return quoting.check_text(self._folder, text, speaker, told)

    def trace_file(
        self, path: Path, limits: Limits | None = None, watch: Watch | None = None
    ) -> Quotations:
        """Check the quotes of a saved article, a report or a mail without taking it in.

        Raises:
            muniment.errors.NothingToCheckError: nothing can be read from it, and why.
        """
        from muniment.case.accounts import quoting

        self._bring_up(watch, ())
        return quoting.check_file(self._folder, path, limits)

    def copies(self, watch: Watch | None = None, among: Collection[int] | None = None) -> Copying:
        """What the accounts have from each other, as far as their words, dates and credits show.

        Args:
            watch: told how far older work has come that has to be done first.
            among: the accounts to compare; all of them when None.
        """
        from muniment.case.accounts import comparing

        self._bring_up(watch, among)
        folder = self._folder
        name = f"copies {'' if among is None else sorted(among)}"
        mark = (folder.evidence_mark(), folder.quotations.traced_count(among))
        return folder.remembered(name, lambda: comparing.copying(folder, among), mark)

    def account_numbers(self) -> list[int]:
        """The exhibits that tell of others, in order; some of them may quote nobody."""
        folder = self._folder
        return folder.remembered("accounts", folder.quotations.accounts, folder.evidence_mark())

    def drawing(self, copying: Copying) -> str:
        """What the accounts have from each other as a picture, in SVG."""
        from muniment.case.accounts import comparing

        return comparing.drawing(copying)

    def independence(
        self,
        statement: str,
        among: Iterable[int] = (),
        watch: Watch | None = None,
        compared: Collection[int] | None = None,
    ) -> Independence:
        """How many accounts of a statement are independent of each other, and why.

        Args:
            statement: as a person puts it; the accounts that carry it are found by its words.
            among: exhibits that carry it, when a person says which.
            watch: told how far older work has come that has to be done first.
            compared: the accounts that are compared; all of them when None.
        """
        from muniment.case.accounts import comparing

        self._bring_up(watch, compared)
        return comparing.independence(self._folder, statement, among, compared)

    def judge(self, ref: QuoteRef, opinion: Opinion | None, why: str = "") -> QuotationView:
        """Record what a person says of the verdict on a quote; None takes the last word back.

        Raises:
            muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
            muniment.errors.NoSuchExhibitError: the source that the person names is not there.
            muniment.errors.NoSuchPassageError: the same.
            muniment.errors.NotRejectedError: something is put in the place of a verdict that stands.
            muniment.errors.NothingToTakeBackError: nobody has judged it.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.accounts import quoting

        with writing(self._folder.lock), Transaction(self._folder.db):
            quoting.judge(self._folder, ref, opinion, why)
        return quoting.quotation(self._folder, ref)

    def _bring_up(self, watch: Watch | None, accounts: Collection[int] | None = None) -> None:
        """Do what is left to do of the stages of quotes; when somebody else writes, without."""
        from muniment.case.accounts import tracing

        if tracing.is_behind(self._folder, accounts):
            with suppress(CaseBusyError), writing(self._folder.lock):
                tracing.bring_up(self._folder, watch, accounts)
