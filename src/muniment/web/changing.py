"""Changing the case from the browser: a form of ours, sent from our page, and then another page."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from muniment.web.asking import Asked
from muniment.web.guard import is_ours
from muniment.web.ways import Change

_FIELDS, _LETTERS = 200, 12_000_000
"""A form may hold a pasted text of 10 MB."""

NOTICES = {
    "judged": "Your judgement is recorded. It can be taken back below.",
    "taken-back": "The judgement is taken back. The history keeps both.",
}
"""What was just done, by the word that stands in the address of the next page."""


def answering(change: Change) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that carries out a change."""

    async def answer(request: Request) -> Response:
        async with request.form(
            max_files=_FIELDS, max_fields=_FIELDS, max_part_size=_LETTERS
        ) as form:
            if not is_ours(str(form.get("csrf", "")), request.app.state.csrf):
                raise HTTPException(403)
            asked = Asked(request.path_params, request.query_params)
            onward = await request.app.state.desk.ask(lambda case: change.make(case, asked, form))
        return RedirectResponse(onward, 303)

    return answer


def onward(path: str, done: str = "") -> str:
    """The address of the next page, which says what was done."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        path = "/"  # an address of ours, and no other
    place, _, fragment = path.partition("#")
    if done:
        place += ("&" if "?" in place else "?") + urlencode({"done": done})
    return place + (f"#{fragment}" if fragment else "")
