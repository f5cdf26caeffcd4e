"""What may be asked of a case about its exhibits: lists, searches, and what a citation cites.

What an answer stands on is imported by the question, so that opening a case stays light.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from muniment.case.folder import Folder
from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit

if TYPE_CHECKING:
    from muniment.model.finding import Findings, Listing, View


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

    def show(self, citation: Citation, around: int = 3) -> "View":
        """What a citation cites: an exhibit, or a passage with those around it.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
            muniment.errors.NoSuchPassageError: the exhibit has fewer passages.
        """
        from muniment.case import finding

        return finding.show(self._folder, citation, around)
