"""The application: every way to a page as HTML and as JSON, what changes the case, and the files.

app = make_app(Path("harbour"), token="…", hosts={"127.0.0.1:8765"})
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from muniment.case import Case
from muniment.errors import (
    CaseError,
    MunimentError,
    NoSuchExhibitError,
    NoSuchPassageError,
    NoSuchPictureError,
    NoSuchQuoteError,
)
from muniment.pages.overview import ErrorPage
from muniment.pages.page import Chrome, Page
from muniment.pages.rendering import render
from muniment.web.answers import SCHEMA, page_as_json
from muniment.web.asking import Asked
from muniment.web.changing import answering
from muniment.web.desk import Desk
from muniment.web.endpoints.exporting import EXPORTING
from muniment.web.endpoints.files import FILES
from muniment.web.endpoints.labelled import LABELLED
from muniment.web.endpoints.tracing import TRACING
from muniment.web.endpoints.uploading import Uploads
from muniment.web.guard import Guard, csrf_of
from muniment.web.onward import NOTICES
from muniment.web.ways import CHANGES, WAYS, Way


def make_app(folder: Path, who: str = "", token: str = "", hosts: Iterable[str] = ()) -> Starlette:
    """The workbench of one case, as an ASGI application.

    Args:
        folder: of the case.
        who: whose name stands under judgements; the user of the computer when empty.
        token: without which nothing is answered; empty when the guard is elsewhere.
        hosts: names, with port, under which it may be asked for.
    """
    desk = Desk(folder, who)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        desk.catch_up()
        yield
        desk.close()

    routes = [
        route
        for way in WAYS
        for route in (
            Route("/case.json" if way.path == "/" else f"{way.path}.json", _as_json(way)),
            Route(way.path, _as_html(way)),
        )
    ]
    changes = [Route(c.path, answering(c), methods=["POST"]) for c in CHANGES]
    app = Starlette(
        routes=[
            *FILES,
            *TRACING,
            *EXPORTING,
            *Uploads(desk).routes(),
            *changes,
            *routes,
            *LABELLED,
        ],
        middleware=[Middleware(Guard, token=token, hosts=frozenset(hosts))],
        exception_handlers={
            MunimentError: _explain,
            HTTPException: _explain,
            500: _explain,
        },
        lifespan=living,
    )
    app.state.desk, app.state.csrf = desk, csrf_of(token)
    return app


def _as_html(way: Way) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asked = Asked(request.path_params, request.query_params)

        def answered(case: Case) -> Response:
            page = way.build(case, asked)
            if page.place:
                return RedirectResponse(page.place, 303)
            html = render(page, chrome_of(request, case))
            return HTMLResponse(html, 400 if page.is_refused else 200)

        answer: Response = await request.app.state.desk.ask(answered)
        return answer

    return answer


def _as_json(way: Way) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asked = Asked(request.path_params, request.query_params)
        page: Page = await request.app.state.desk.ask(lambda case: way.build(case, asked))
        return page_as_json(page)

    return answer


def chrome_of(request: Request, case: Case) -> Chrome:
    """What stands around a page that is asked for now."""
    return Chrome(
        case.name,
        request.url.path,
        request.url.query,
        request.app.state.csrf,
        case.who,
        NOTICES.get(request.query_params.get("done", ""), ""),
    )


async def _explain(request: Request, error: Exception) -> Response:
    """What went wrong, as a page with the next step; the details of a fault of ours stay here."""
    status, told = _told(error)
    if request.url.path.endswith(".json"):
        return JSONResponse({"schema": SCHEMA, "page": "error", "message": told}, status)
    is_sent = request.method == "POST" and status < 500
    title = "Not here" if status == 404 and not is_sent else "This did not work"
    page = ErrorPage(title=title, message=told, is_sent=is_sent)
    name = request.app.state.desk.folder.resolve().name
    chrome = Chrome(name, request.url.path, is_plain=not is_sent)
    return HTMLResponse(render(page, chrome), status)


def _told(error: Exception) -> tuple[int, str]:
    match error:
        case (
            NoSuchExhibitError() | NoSuchPassageError() | NoSuchPictureError() | NoSuchQuoteError()
        ):
            return 404, str(error)
        case CaseError():
            return 503, str(error)
        case MunimentError():
            return 400, str(error)
        case HTTPException(status_code=status):
            return (
                status,
                "There is no such page." if status == 404 else "This cannot be asked here.",
            )
        case _:
            return 500, "This is a fault in Muniment. The terminal it was started in says more."
