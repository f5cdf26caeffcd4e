"""Writing to the index: entries in, exhibits out, and the commit that makes both seen."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.search.entry import Entry
from muniment.search.health import explain, guarded
from muniment.search.schema import describe_entry

if TYPE_CHECKING:
    import tantivy

# Measured: 64 MB hold some 200,000 messages before a segment is written; more memory brings nothing.
HEAP = 64_000_000
THREADS = 1


class IndexWriter:
    """The one hand that writes to an index."""

    def __init__(self, index: "tantivy.Index", folder: Path) -> None:
        """Take an index that nobody else writes to, and where it lies."""
        import tantivy

        self._make = tantivy.Query
        self._schema = index.schema
        self._folder = folder
        with guarded(folder):
            self._writer = index.writer(HEAP, THREADS)
            index.reload()
            self._turn = highest(index.searcher(), "turn")

    def add(self, entries: Iterable[Entry]) -> int:
        """Add entries; how many. Keys must be new: an entry is never replaced."""
        add = self._writer.add_json  # read in a seventh less time than values one by one
        count = 0
        for entry in entries:
            self._turn += 1
            try:
                add(describe_entry(entry, self._turn))
            except ValueError as error:
                if (told := explain(self._folder, error)) is None:
                    raise
                raise told from error
            count += 1
        return count

    def remove_exhibit(self, exhibit: int) -> None:
        """Take out all passages of an exhibit that were added before now."""
        # Not `delete_documents_by_term`: it takes every number as signed, and then finds nothing.
        of_exhibit = self._make.term_query(self._schema, "exhibit", exhibit)
        self._writer.delete_documents_by_query(of_exhibit)

    def commit(self) -> None:
        """Make everything so far safe on the disk, and seen by whoever searches from now on."""
        with guarded(self._folder):
            self._writer.commit()

    def close(self) -> None:
        """Wait for the segments that are being merged, and let others write."""
        with guarded(self._folder):
            self._writer.wait_merging_threads()


def highest(searcher: "tantivy.Searcher", column: str) -> int:
    """The highest value of a column; 0 when there is none."""
    import tantivy

    every = tantivy.Query.all_query()
    page = searcher.search(every, 1, count=False, order_by_field=column)
    return int(page.hits[0][0] or 0) if page.hits else 0
