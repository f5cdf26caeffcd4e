"""The trace box: a text or a file that is sent is checked, answered, and forgotten."""

import tempfile
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from muniment.case import Case
from muniment.errors import NothingToCheckError
from muniment.pages.page import Chrome
from muniment.pages.quoting.copying import compared
from muniment.pages.quoting.moments import moments
from muniment.pages.quoting.tracing import TracePage, trace_page
from muniment.pages.rendering import render
from muniment.web.answers import page_as_json
from muniment.web.guard import is_ours

_MOST = 21_000_000
_LETTERS = 12_000_000


async def show(request: Request) -> Response:
    """The empty box."""
    app = request.app.state
    name = app.desk.folder.resolve().name
    return HTMLResponse(render(trace_page(), Chrome(name, "/trace", "", app.csrf)))


async def tell(_: Request) -> Response:
    """The same as JSON."""
    return page_as_json(trace_page())


async def check(request: Request) -> Response:
    """Check what was sent."""
    if int(request.headers.get("content-length", "0") or 0) > _MOST:
        raise HTTPException(413)
    async with request.form(max_files=1, max_fields=10, max_part_size=_LETTERS) as form:
        if not is_ours(str(form.get("csrf", "")), request.app.state.csrf):
            raise HTTPException(403)
        text, file = str(form.get("text", "")), form.get("file")
        speaker, said = str(form.get("speaker", "")), str(form.get("said", "")).strip()
        sent = await file.read() if isinstance(file, UploadFile) and file.filename else b""
        name = str(getattr(file, "filename", "") or "").replace("\\", "/").rpartition("/")[2]

    def work(case: Case) -> tuple[str, int]:
        try:
            page = _checked(case, text, speaker, said, name, sent)
        except NothingToCheckError as error:  # the path is of a folder that is gone by now
            told = str(NothingToCheckError(**{**error.values, "path": name}))
            page = trace_page(text, speaker, said, name, failed=told)
        chrome = Chrome(case.name, "/trace", "", request.app.state.csrf, case.who, is_plain=False)
        return render(page, chrome), 400 if page.is_refused else 200

    html, status = await request.app.state.desk.ask(work)
    return HTMLResponse(html, status)


def _checked(case: Case, text: str, speaker: str, said: str, name: str, sent: bytes) -> TracePage:
    """What was found in a file, or else in a text.

    Raises:
        NothingToCheckError: nothing can be read from the file.
    """
    if sent:
        with tempfile.TemporaryDirectory(prefix="muniment-trace-") as place:
            path = Path(place) / (name[-120:].strip(". ") or "file")
            path.write_bytes(sent)
            found = case.trace_file(path)
            return trace_page("", speaker, said, name, found, moments(case, found.quotations))
    if text.strip():
        found = case.trace(text, speaker, said)
        return trace_page(text, speaker, said, "", found, moments(case, found.quotations))
    if name:
        raise NothingToCheckError(cause="It is empty.")
    return trace_page(text, speaker, said)


async def drawing(request: Request) -> Response:
    """Who has it from whom, as a picture."""
    drawn = await request.app.state.desk.ask(
        lambda case: case.drawing(case.copies(among=compared(case)))
    )
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return Response(drawn, media_type="image/svg+xml", headers=policy)


TRACING = (
    Route("/trace", check, methods=["POST"]),
    Route("/trace", show),
    Route("/trace.json", tell),
    Route("/copying.svg", drawing),
)
