"""Results as CSV: what a spreadsheet opens, with nothing in it that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from muniment.case import Case
from muniment.pages.finding.batch import batch_page
from muniment.pages.page import Chrome
from muniment.pages.rendering import render
from muniment.web.answers import page_as_json
from muniment.web.asking import Asked
from muniment.web.guard import is_ours

MOST = 20_000
"""Results in one file; the last row says when there are more."""

_AT_ONCE = 1_000
_LEADS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe is put before it (OWASP, CSV injection).

    >>> harmless("=1+1"), harmless("-late"), harmless("late")
    ("'=1+1", "'-late", 'late')
    """
    return f"'{cell}" if cell.startswith(_LEADS) else cell


def _rows(case: Case, query: str, sort: str) -> Iterator[list[str]]:
    yield ["citation", "exhibit", "time", "author", "kind", "text"]
    done = 0
    while done < MOST:
        cited, total = case.results(query, sort, done + 1, min(_AT_ONCE, MOST - done))
        found = case.passages(cited)
        titles = {e: case.title(e) for e in {int(c.exhibit) for c in cited}}
        for citation in cited:
            if citation not in found:
                continue
            p = found[citation].passage
            when = p.moment.local if p.moment else ""
            yield [
                str(citation),
                titles[int(citation.exhibit)],
                when,
                p.author,
                str(p.kind),
                p.text,
            ]
        done += len(cited)
        if not cited or done >= total:
            return
    yield [f"cut after {MOST:,} of {total:,} results"]


def _written(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()  # by this mark a spreadsheet knows the encoding


async def results(request: Request) -> Response:
    """The results of a search as CSV."""
    ask = Asked(request.path_params, request.query_params)
    query, sort = ask.word("q"), ask.word("sort", "relevance")
    text = await request.app.state.desk.ask(lambda case: _written(_rows(case, query, sort)))
    head = {"Content-Disposition": 'attachment; filename="results.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=head)


async def batch(request: Request) -> Response:
    """A list of queries: the page, and what each finds; as CSV when that is asked for."""
    text, as_csv = "", False
    if request.method == "POST":
        async with request.form(max_files=1, max_fields=10, max_part_size=1_000_000) as form:
            if not is_ours(str(form.get("csrf", "")), request.app.state.csrf):
                return Response("This was not sent from a page of ours.\n", 403)
            text, as_csv = str(form.get("queries", "")), form.get("as") == "csv"
    page = await request.app.state.desk.ask(lambda case: batch_page(case, text))
    if as_csv:
        head = {"Content-Disposition": 'attachment; filename="queries.csv"'}
        rows = [[a.query, a.reading or a.wrong, str(a.total), a.first, a.last] for a in page.asked]
        told = _written([["query", "reading", "passages", "first", "last"], *rows])
        return Response(told, media_type="text/csv; charset=utf-8", headers=head)
    app = request.app.state
    chrome = Chrome(app.desk.folder.resolve().name, "/search/batch", "", app.csrf)
    return HTMLResponse(render(page, chrome))


async def batch_json(request: Request) -> Response:
    """The empty page as JSON."""
    return page_as_json(await request.app.state.desk.ask(batch_page))


EXPORTING = (
    Route("/search.csv", results),
    Route("/search/batch", batch, methods=["GET", "POST"]),
    Route("/search/batch.json", batch_json),
)
