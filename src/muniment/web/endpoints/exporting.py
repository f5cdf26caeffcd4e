"""Results as CSV: what a spreadsheet opens, with nothing in it that a spreadsheet would run."""

import csv
import io
from collections.abc import AsyncIterator, Iterable

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from muniment.case import Case
from muniment.dossier.trades.spreadsheet import harmless
from muniment.pages.finding.batch import batch_page, named_queries
from muniment.pages.finding.search import SORTS
from muniment.pages.page import Chrome
from muniment.pages.rendering import render
from muniment.web.answers import page_as_json
from muniment.web.asking import Asked
from muniment.web.guard import is_ours

MOST = 100_000
"""Results in one file; the last row says when there are more."""

_AT_ONCE = 1_000
_LONGEST_LIST = 1_000_000
"""Letters of a list of queries."""
_CSV = "text/csv; charset=utf-8"
_HEAD = ["citation", "exhibit", "time", "author", "kind", "text"]
_MARK = "\ufeff"
"""By this mark a spreadsheet knows the encoding."""


def _rows(case: Case, query: str, sort: str, first: int) -> tuple[list[list[str]], int]:
    """Some of the results, from one place on, and how many there are in all."""
    cited, total = case.results(query, sort, first, min(_AT_ONCE, MOST + 1 - first))
    found = case.passages(cited)
    titles = {e: case.title(e) for e in {int(c.exhibit) for c in cited}}
    rows = []
    for citation in cited:
        if citation in found:
            p = found[citation].passage
            when, title = str(p.moment or ""), titles[int(citation.exhibit)]
            rows.append([str(citation), title, when, p.author, str(p.kind), p.text])
    if total > MOST and first + _AT_ONCE > MOST:
        rows.append([f"cut after {MOST:,} of {total:,} results"])
    return rows, min(total, MOST)


def _written(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


async def results(request: Request) -> Response:
    """The results of a search as CSV, sent while they are being read."""
    ask, desk = Asked(request.path_params, request.query_params), request.app.state.desk
    query, sort = ask.word("q"), ask.word("sort", "relevance")
    sort = sort if sort in SORTS else "relevance"
    # Asked before anything is sent, so that a wrong query is answered as such.
    rows, total = await desk.ask(lambda case: _rows(case, query, sort, 1))

    async def sent() -> AsyncIterator[str]:
        yield _MARK + _written([_HEAD, *rows])
        for first in range(1 + _AT_ONCE, total + 1, _AT_ONCE):
            more, _ = await desk.ask(lambda case, at=first: _rows(case, query, sort, at))
            yield _written(more)

    return StreamingResponse(sent(), headers=_saved_as("results.csv"), media_type=_CSV)


async def batch(request: Request) -> Response:
    """A list of queries, typed or from a file: the page, and what each finds; as CSV when that is asked for."""
    desk, text, as_csv = request.app.state.desk, "", False
    if request.method == "POST":
        async with request.form(max_files=1, max_fields=10, max_part_size=_LONGEST_LIST) as form:
            if not is_ours(str(form.get("csrf", "")), request.app.state.csrf):
                return Response("This was not sent from a page of ours.\n", 403)
            text, as_csv = str(form.get("queries", "")), form.get("as") == "csv"
            if isinstance(file := form.get("file"), UploadFile) and file.filename:
                text = (await file.read(_LONGEST_LIST)).decode("utf-8", "replace")
    elif "named" in request.query_params:
        text = await desk.ask(named_queries)
    page = await desk.ask(lambda case: batch_page(case, text))
    if as_csv:
        rows = [
            [a.query, a.reading or a.wrong, "" if a.wrong else str(a.total), a.first, a.last]
            for a in page.asked
        ]
        if page.left:
            rows.append([f"{page.left:,} more lines were not asked"])
        told = _MARK + _written([["query", "reading", "passages", "first", "last"], *rows])
        return Response(told, headers=_saved_as("queries.csv"), media_type=_CSV)
    app = request.app.state
    name, is_plain = app.desk.folder.resolve().name, not page.asked
    chrome = Chrome(name, "/search/batch", "", app.csrf, is_plain=is_plain)
    return HTMLResponse(render(page, chrome))


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


async def batch_json(request: Request) -> Response:
    """The empty page as JSON."""
    return page_as_json(await request.app.state.desk.ask(batch_page))


EXPORTING = (
    Route("/search.csv", results),
    Route("/search/batch", batch, methods=["GET", "POST"]),
    Route("/search/batch.json", batch_json),
)
