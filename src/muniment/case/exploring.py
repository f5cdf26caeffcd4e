"""What may be asked of a case about its exhibits: lists, searches, and what a citation cites.

What an answer stands on is imported by the question, so that opening a case stays light.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from muniment.case.folder import Folder
from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit
from muniment.store.lock import writing
from muniment.store.schema import Transaction

if TYPE_CHECKING:
    from muniment.model.finding import Extent, Findings, Listing, Picture, ThreadMail, View
    from muniment.model.judgement import Judgement, Note, Tag
    from muniment.model.passage import CitedPassage


class OfExhibits:
    """The part of an open case that is about exhibits and their passages."""

    def __init__(self, folder: Folder) -> None:
        """Wrap an open folder; use `Case.make` or `Case.open`."""
        self._folder = folder

    def exhibits(self) -> Iterator[Exhibit]:
        """Every exhibit, in order of its number."""
        return self._folder.ledger.exhibits()

    def listing(
        self,
        kind: str = "",
        state: str = "",
        custodian: str | None = None,
        after: int = 0,
        limit: int = 100,
    ) -> "Listing":
        """A part of the list of exhibits.

        Args:
            kind: only of this kind; all when empty.
            state: only what became this; all when empty.
            custodian: only whose it was, empty for what nobody is named for; None for all.
            after: `more` of the part before.
            limit: how many at most.
        """
        from muniment.case import browsing

        return browsing.listing(self._folder, kind, state, custodian, after, limit)

    def exhibit(self, number: int) -> Exhibit:
        """An exhibit, without what is in it.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
        """
        return self._folder.exhibit(number)

    def count(self, exhibit: int) -> int:
        """How many passages an exhibit has.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
        """
        return self._folder.texts.count(self._folder.exhibit(exhibit).id)

    def read(self, exhibit: int, first: int, last: int) -> "View":
        """An exhibit with its passages ¶first to ¶last.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
        """
        from muniment.case import browsing

        return browsing.stretch(self._folder, exhibit, first, last)

    def number_at(self, exhibit: int, local: str) -> int:
        """The number of the first passage of an exhibit written at or after a time (ISO 8601, as the
        clock showed it there); one more than the last when all are earlier.
        """
        from muniment.case import browsing

        return browsing.number_at(self._folder, exhibit, local)

    def senders(self, exhibit: int) -> list[str]:
        """Those who wrote something in an exhibit, in the order in which they first appear."""
        folder = self._folder
        name = f"senders of {exhibit}"
        return folder.remembered(
            name, lambda: folder.texts.authors(exhibit), folder.evidence_mark()
        )

    def months(self, query: str = "") -> list[tuple[str, int]]:
        """How many passages (that answer a query) were written in each month: `2022-03` → number."""
        from muniment.case import browsing

        return browsing.months(self._folder, query)

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

    def results(
        self, query: str, sort: str = "relevance", first: int = 1, count: int = 20
    ) -> tuple[list[Citation], int]:
        """Where some of the results of a search stand, from one place on, and how many there are in all.

        Raises:
            muniment.errors.QueryError: with the place in the query.
        """
        from muniment.case import finding

        return finding.results(self._folder, query, sort, first, count)

    def place_of(self, query: str, sort: str, citation: Citation) -> int:
        """Which of the results of a search a passage is, from 1; 0 when it is not among the first 5,000.

        Raises:
            muniment.errors.QueryError: with the place in the query.
        """
        from muniment.case import finding

        return finding.place_of(self._folder, query, sort, citation)

    def marks(
        self, query: str, passages: "list[CitedPassage]"
    ) -> dict[int, tuple[tuple[int, int], ...]]:
        """What answers a query in some passages of one exhibit: spans by the number of the passage.

        Raises:
            muniment.errors.QueryError: with the place in the query.
        """
        from muniment.case import finding

        return finding.marks(query, passages)

    def saved(self) -> list[tuple[str, str, str, str]]:
        """The queries that have a name: name, query, who named it, and when."""
        from muniment.case import annotating

        return annotating.saved(self._folder)

    def save(self, name: str, query: str) -> None:
        """Give a query a name; an empty query takes the name away.

        Raises:
            muniment.errors.QueryError: the query cannot be carried out.
            muniment.errors.NoSuchTagError: this cannot be a name.
        """
        from muniment.case import annotating

        with writing(self._folder.lock), Transaction(self._folder.db):
            annotating.save(self._folder, name, query)

    def show(self, citation: Citation, around: int = 3) -> "View":
        """What a citation cites: an exhibit, or a passage with those around it.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
            muniment.errors.NoSuchPassageError: the exhibit has fewer passages.
        """
        from muniment.case import finding

        return finding.show(self._folder, citation, around)

    def title(self, exhibit: int) -> str:
        """What an exhibit calls itself: its title, its chat's, its subject; else its file name.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
        """
        from muniment.case import finding

        return finding.title_of(self._folder, self._folder.exhibit(exhibit))

    def passages(self, cited: Iterable[Citation]) -> "dict[Citation, CitedPassage]":
        """Passages by their citations; those that do not exist are left out."""
        from muniment.case import browsing

        return browsing.passages(self._folder, cited)

    def named(self, exhibit: int, names: Iterable[str]) -> dict[str, Exhibit]:
        """What came in the same family as an exhibit, or inside it, under these names."""
        from muniment.case import browsing

        return browsing.named(self._folder, exhibit, names)

    def thread(self, exhibit: int) -> "list[ThreadMail]":
        """The thread of a mail, each mail after the one that it answers; of a long one, a part."""
        from muniment.case import browsing

        return browsing.thread(self._folder, exhibit)

    def on_page(self, exhibit: int, sheet: int) -> tuple[int, int]:
        """The numbers of the first and the last passage on a page of a PDF; 0 and 0 when it has none."""
        return self._folder.texts.within(exhibit, f"page {sheet}")

    def picture(self, exhibit: int, sheet: int) -> "Picture":
        """A page of a PDF as a picture, drawn in a process with limits when it is first asked for.

        Raises:
            muniment.errors.NoSuchPictureError: it is no PDF, has no such page, or cannot be drawn.
        """
        from muniment.case import picturing

        return picturing.picture(self._folder, exhibit, sheet)

    def extent(self, exhibit: int, sheet: int) -> "Extent | None":
        """How large a page of a PDF is, or a picture; None when it is neither or cannot be opened."""
        from muniment.case import picturing

        return picturing.extent(self._folder, exhibit, sheet)

    def places(self, exhibit: int, texts: Iterable[str]) -> list[tuple[str, int]]:
        """The named texts of an exhibit, each with the number of its first passage."""
        return [
            (text, number)
            for text in texts
            if (number := self._folder.texts.first_in(exhibit, text)) is not None
        ]

    # what people write at passages

    def notes(self, exhibit: int | None = None) -> "list[Note]":
        """What people noted at passages, of one exhibit or of all, in order of the passages."""
        from muniment.case import annotating

        return annotating.notes(self._folder, exhibit)

    def tags(self, exhibit: int | None = None) -> "list[Tag]":
        """The tags on passages, of one exhibit or of all, in order of the passages."""
        from muniment.case import annotating

        return annotating.tags(self._folder, exhibit)

    def note(self, citation: Citation, text: str) -> None:
        """Note something at a passage, in place of what this person noted there; empty takes it away.

        Raises:
            muniment.errors.NoSuchPassageError: there is no such passage.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case import annotating

        with writing(self._folder.lock), Transaction(self._folder.db):
            annotating.note(self._folder, citation, text)

    def tag(self, citation: Citation, name: str, *, hangs: bool = True) -> None:
        """Hang a tag on a passage, or take it off.

        Raises:
            muniment.errors.NoSuchTagError: this cannot be a tag.
            muniment.errors.NoSuchPassageError: there is no such passage.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case import annotating

        with writing(self._folder.lock), Transaction(self._folder.db):
            annotating.tag(self._folder, citation, name, hangs=hangs)

    def history(self, before: int = 0, limit: int = 100) -> "list[tuple[int, Judgement]]":
        """What people judged, from the latest back, each with its number.

        Args:
            before: only judgements with a lower number; 0 begins with the latest.
            limit: how many at most.
        """
        return list(self._folder.ledger.latest_judgements(before, limit))
