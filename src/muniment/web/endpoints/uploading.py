"""Adding from the browser: files are sent, taken in beside the other work, and the page says how far.

What is sent lies in a folder of its own until it is in the case; then the folder is deleted. Names of
files are evidence too: they are cut to their last part, and numbered where two are the same.
"""

import shutil
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from muniment.case import Case
from muniment.errors import MunimentError
from muniment.model.report import Added, Progress
from muniment.pages.page import Chrome
from muniment.pages.rendering import render
from muniment.pages.working.adding import AddPage
from muniment.web.answers import page_as_json
from muniment.web.desk import Desk
from muniment.web.guard import is_ours

_MOST = 4_000_000_000
_FILES = 10_000
_CAME = "sent in the browser"


class Uploads:
    """The page `/add` and the work behind it: one intake at a time."""

    def __init__(self, desk: Desk) -> None:
        """Name the case."""
        self._desk = desk
        self._state = AddPage(title="Add files", most=_MOST)
        self._one_at_a_time = threading.Lock()

    def routes(self) -> list[Route]:
        """The addresses: the page, its JSON, and where files are sent."""
        return [
            Route("/add", self._send, methods=["POST"]),
            Route("/add", self._show),
            Route("/add.json", self._tell),
        ]

    async def _show(self, request: Request) -> Response:
        app = request.app.state
        name, who = self._desk.folder.resolve().name, self._desk.who
        chrome = Chrome(name, "/add", request.url.query, app.csrf, who)
        return HTMLResponse(render(self._state, chrome))

    async def _tell(self, _: Request) -> Response:
        return page_as_json(self._state)

    async def _send(self, request: Request) -> Response:
        if int(request.headers.get("content-length", "0") or 0) > _MOST:
            raise HTTPException(413)
        async with request.form(max_files=_FILES, max_fields=10) as form:
            if not is_ours(str(form.get("csrf", "")), request.app.state.csrf):
                raise HTTPException(403)
            files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
            if files and self._one_at_a_time.acquire(blocking=False):
                place = Path(tempfile.mkdtemp(prefix="muniment-sent-"))
                names = await run_in_threadpool(_put, files, place)
                self._state = AddPage(
                    title="Adding files", is_running=True, names=names, most=_MOST
                )
                custodian = str(form.get("custodian", ""))
                threading.Thread(target=self._take_in, args=(place, custodian), daemon=True).start()
        return RedirectResponse("/add", 303)

    def _take_in(self, place: Path, custodian: str) -> None:
        """Take in what lies in a folder, then delete the folder."""
        added: Added | None = None
        failed, known = "", 0
        try:
            case = Case.open(self._desk.folder, self._desk.who)
            try:
                known = case.status().exhibits  # they are numbered from 1, and none is ever deleted
                added = case.add([place], custodian, self._watch, came=_CAME)
            finally:
                case.close()
        except (MunimentError, OSError) as error:
            failed = str(error)
        finally:
            shutil.rmtree(place, ignore_errors=True)
            self._state = replace(
                self._state,
                title="Add files",
                is_running=False,
                added=added,
                failed=failed,
                known=known,
            )
            self._one_at_a_time.release()
            self._desk.catch_up()

    def _watch(self, progress: Progress) -> None:
        self._state = replace(self._state, progress=progress)


def _put(files: list[UploadFile], place: Path) -> tuple[str, ...]:
    """Put what was sent into a folder; the names that it has there."""
    names: list[str] = []
    for number, file in enumerate(files, 1):
        last = (file.filename or "").replace("\\", "/").rpartition("/")[2].replace("\0", "")
        last = last[-120:] if last.strip(". ") else f"file {number}"
        home = place if last not in names else place / str(number)
        home.mkdir(exist_ok=True)
        with (home / last).open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
        names.append(last)
    return tuple(names)
