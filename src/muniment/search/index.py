"""The index: a folder, derived from the case, that answers queries. It can be thrown away.

One process writes, any number read; a reader sees what has been committed before its search.

    index = SearchIndex.create(folder)
    with index.writer() as writer:
        writer.add(entries)
    results = index.search(parse("bus NEAR/5 seats"), sort="time", limit=20)
    more = index.search(parse("bus NEAR/5 seats"), sort="time", limit=20, cursor=results.cursor)
"""

import json
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from muniment.errors import StaleIndexError
from muniment.search.health import answering, guarded
from muniment.search.results import FACETS, SORTS, Cursor, Found, Results, refuse_cursor, sum_of
from muniment.search.schema import VERSION, build_schema, epoch_of
from muniment.search.verbatim import Texts
from muniment.search.writing import IndexWriter

if TYPE_CHECKING:
    import tantivy

    from muniment.search.grammar.tree import Node, Query

__all__ = ["IndexWriter", "SearchIndex"]

VERSION_FILE = "muniment-index.json"
_PLANS = 8  # plans remembered: an `=` in a query makes them costly, and pages ask again
_SNAPSHOTS = 4  # states of the index kept for paging by relevance
_MOST_BUCKETS = (
    65_000  # distinct values counted per segment, so that counts over segments are right
)


def _linked(folder: Path) -> "TemporaryDirectory[str]":
    """A folder of links to the files of an index that may not be written to: who opens one makes a lock in it."""
    links = TemporaryDirectory(prefix="muniment-index-")
    for path in folder.iterdir():
        if not path.name.endswith(".lock") and path.name != ".managed.json":
            (Path(links.name) / path.name).symlink_to(path.absolute())
    return links


class SearchIndex:
    """An index, open for searching; `writer()` opens it for writing too.

    Attributes:
        folder: where it lies.
    """

    def __init__(self, folder: Path, index: "tantivy.Index", texts: Texts | None = None) -> None:
        """Take an index that is open; `create` and `open` are the ways to one."""
        self.folder = folder
        self._index = index
        self._schema = index.schema
        self._texts = texts
        self._state = 0
        self._searcher: tantivy.Searcher | None = None
        # With each plan the state of the index it was made for, which is so kept from being freed.
        self._plans: dict[tuple[int, Node], tuple[tantivy.Query, bool, tantivy.Searcher]] = {}
        self._snapshots: OrderedDict[str, tantivy.Searcher] = OrderedDict()
        self._links: TemporaryDirectory[str] | None = None

    @classmethod
    def create(cls, folder: Path, texts: Texts | None = None) -> Self:
        """Make an empty index; an older one in the same folder is thrown away. `texts` as in `open`.

        Raises:
            FileExistsError: the folder holds something other than an index.
            DiskFullError: there is no room for it.
        """
        import tantivy

        if folder.exists() and any(folder.iterdir()):
            if not any((folder / name).exists() for name in (VERSION_FILE, "meta.json")):
                raise FileExistsError(folder)
            rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with guarded(folder):
            index = tantivy.Index(build_schema(), path=str(folder))
            # Written last: a folder without it is an index that was never finished.
            (folder / VERSION_FILE).write_text(_version(), "utf-8")
        return cls(folder, index, texts)

    @classmethod
    def open(cls, folder: Path, texts: Texts | None = None) -> Self:
        """Open an index, also while another process writes to it.

        Args:
            folder: where it lies.
            texts: gives the texts of passages by their keys, for what `=word` asks; without it
                such a query is refused.

        Raises:
            StaleIndexError: it is missing, damaged, or of another version: make it again.
        """
        import tantivy

        try:
            found = (folder / VERSION_FILE).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise StaleIndexError(
                path=folder, cause="it is missing or was never finished"
            ) from None
        if found != _version():
            raise StaleIndexError(path=folder, cause="another version of Muniment made it")
        with guarded(folder):
            links = None if os.access(folder, os.W_OK) else _linked(folder)
            index = tantivy.Index.open(links.name if links else str(folder))
            opened = cls(folder, index, texts)
            opened._links = links
            opened._current()
        return opened

    @staticmethod
    def mark(folder: Path) -> tuple[int, int] | None:
        """What tells an index from another that was made later in its place; None when there is none."""
        try:
            made = (folder / VERSION_FILE).stat()
        except OSError:
            return None
        return made.st_ino, made.st_mtime_ns

    @contextmanager
    def writer(self) -> "Iterator[IndexWriter]":
        """Open the index for writing; what was added is committed at the end, unless an error leaves.

        Raises:
            CaseBusyError: another process is writing to it.
            DiskFullError: there is no room left; what was committed is safe.
        """
        writer = IndexWriter(self._index, self.folder)
        try:
            yield writer
            writer.commit()
        except BaseException:
            # What went wrong is told; that the same befell the index's own threads is no news.
            with suppress(Exception):
                writer.close()
            raise
        writer.close()

    def count(self) -> int:
        """How many passages the index holds, boilerplate too."""
        with guarded(self.folder):
            return self._current().num_docs

    def search(
        self, query: "Query", sort: str = "relevance", limit: int = 20, cursor: str | None = ""
    ) -> Results:
        """One page of what answers a query.

        Args:
            query: from `parse`.
            sort: `relevance`, `time`, `time-desc` (undated passages last in both) or `citation`.
            limit: how many passages a page has at most; at least 1.
            cursor: from the page before; empty or None for the first.

        Raises:
            QueryError: the query cannot be carried out, or the cursor is of another search.
            StaleIndexError: the index is damaged.
            ValueError: there is no such sort, or the limit is below 1.
        """
        if sort not in SORTS or limit < 1:
            raise ValueError(f"sort={sort!r}, limit={limit}")
        place = Cursor.read(cursor) if cursor else Cursor(sort, sum_of(str(query)), "0", 0)
        if (place.sort, place.query) != (sort, sum_of(str(query))):
            refuse_cursor(str(place))
        with guarded(self.folder), answering(query):
            if sort == "relevance":
                return self._search_by_relevance(query, limit, place)
            return self._search_by_column(query, limit, place, is_first=not cursor)

    def stretch(self, query: "Query", sort: str, first: int, count: int) -> tuple[list[Found], int]:
        """Some of what answers a query, from one place on (1 is the first), and how much answers in all.

        Raises:
            QueryError: the query cannot be carried out.
            StaleIndexError: the index is damaged.
        """
        import tantivy

        with guarded(self.folder), answering(query):
            searcher = self._current()
            plan, _ = self._plan(searcher, query)
            column = SORTS[sort]
            page = (
                searcher.search(
                    plan, count, offset=first - 1, order_by_field=column, order=tantivy.Order.Asc
                )
                if column
                else searcher.search(plan, count, offset=first - 1)
            )
            return list(_read_columns(searcher, page.hits, is_scored=not column)), _count(page)

    def facets(
        self, query: "Query", fields: Sequence[str] = ("kind", "author"), size: int = 10
    ) -> dict[str, list[tuple[str, int]]]:
        """How the passages that answer a query spread over the values of some fields.

        Args:
            query: from `parse`.
            fields: of `kind`, `author`, `place`, `custodian`, `month`, `role`.
            size: how many values of each, the most frequent first; months all, in order of time.

        Raises:
            KeyError: there is no such field.
        """
        wanted = {
            name: {
                "terms": {
                    "field": FACETS[name],
                    "size": _MOST_BUCKETS if name == "month" else size,
                    "segment_size": max(_MOST_BUCKETS, size),
                }
            }
            for name in fields
        }
        if not wanted:
            return {}
        with guarded(self.folder), answering(query):
            searcher = self._current()
            counted = searcher.aggregate(self._plan(searcher, query)[0], wanted)
        spread = {
            name: [(str(b["key"]), int(b["doc_count"])) for b in counted[name]["buckets"]]
            for name in fields
        }
        return {
            name: sorted(
                values, key=lambda pair: pair[0] if name == "month" else (-pair[1], pair[0])
            )
            for name, values in spread.items()
        }

    def _search_by_relevance(self, query: "Query", limit: int, place: Cursor) -> Results:
        searcher = self._snapshots.get(place.after) if place.seen else None
        state = place.after
        if searcher is None:
            searcher = self._current()
            state = str(self._state)
        plan, is_at_least = self._plan(searcher, query)
        page = searcher.search(plan, limit, offset=place.seen)
        found = _read_columns(searcher, page.hits, is_scored=True)
        seen = place.seen + len(found)
        if not found or seen >= _count(page):
            return Results(_count(page), found, "", is_at_least)
        self._snapshots[state] = searcher
        while len(self._snapshots) > _SNAPSHOTS:
            self._snapshots.popitem(last=False)
        cursor = str(Cursor("relevance", place.query, state, seen))
        return Results(_count(page), found, cursor, is_at_least)

    def _plan(self, searcher: "tantivy.Searcher", query: "Query") -> "tuple[tantivy.Query, bool]":
        """How to carry out a query, and whether that may miss some. The last few are remembered."""
        known = self._plans.get((id(searcher), query.root))
        if known is None:
            from muniment.search.plan import Plan

            plan = Plan(self._schema, searcher, query, self._texts)
            known = (plan.build(), plan.is_at_least, searcher)
            if len(self._plans) >= _PLANS:
                self._plans.clear()
            self._plans[id(searcher), query.root] = known
        return known[:2]

    def _search_by_column(
        self, query: "Query", limit: int, place: Cursor, *, is_first: bool
    ) -> Results:
        import tantivy

        column = SORTS[place.sort]
        searcher = self._current()
        whole, is_at_least = self._plan(searcher, query)
        plan = whole
        if not is_first:
            rest = tantivy.Query.range_query(
                self._schema,
                column,
                tantivy.FieldType.Unsigned,
                int(place.after),
                None,
                include_lower=False,
            )
            plan = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, whole), (tantivy.Occur.Must, rest)]
            )
        page = searcher.search(plan, limit, order_by_field=column, order=tantivy.Order.Asc)
        found = _read_columns(searcher, page.hits, is_scored=False)
        total = _count(page) if is_first else _count(searcher.search(whole, 1))
        if len(found) == _count(page):
            return Results(total, found, "", is_at_least)
        last = str(page.hits[-1][0])
        cursor = str(Cursor(place.sort, place.query, last, place.seen + len(found)))
        return Results(total, found, cursor, is_at_least)

    def _current(self) -> "tantivy.Searcher":
        """The index as it was last committed."""
        # Every commit replaces meta.json: looking at it is cheaper than reading it.
        status = (self.folder / "meta.json").stat()
        state = status.st_mtime_ns ^ status.st_ino
        if self._searcher is None or state != self._state:
            self._index.reload()
            self._searcher = self._index.searcher()
            self._state = state
        return self._searcher


def _read_columns(
    searcher: "tantivy.Searcher", hits: Sequence[tuple[Any, Any]], *, is_scored: bool
) -> tuple[Found, ...]:
    """What is shown of each passage found, from the columns of the index."""
    places = [place for _, place in hits]
    if not places:
        return ()
    keys, cited, times = (
        searcher.fast_field_values(name, places) for name in ("key", "cited", "forward")
    )
    return tuple(
        Found(
            int(key or 0),
            int(citation or 0) >> 32,
            int(citation or 0) & 0xFFFFFFFF,
            float(score) if is_scored else 0.0,
            epoch_of(int(time or 0)),
        )
        for (score, _), key, citation, time in zip(hits, keys, cited, times, strict=True)
    )


def _count(page: "tantivy.SearchResult") -> int:
    # The library's type stubs have forgotten it.
    return int(page.count)  # type: ignore[attr-defined]


def _version() -> str:
    """What an index must have been made by to be read."""
    import tantivy

    return json.dumps({"index": VERSION, "library": str(vars(tantivy)["__version__"])}) + "\n"
