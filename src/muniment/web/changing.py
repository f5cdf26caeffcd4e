"""Changing the case from the browser: a form of ours, sent from our page, and then another page."""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from muniment.web.asking import Asked
from muniment.web.guard import is_ours
from muniment.web.ways import Change

_FIELDS, _LETTERS = 200, 12_000_000
"""A form may hold a pasted text of 10 MB."""


def answering(change: Change) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that carries out a change."""

    async def answer(request: Request) -> Response:
        async with request.form(
            max_files=_FIELDS, max_fields=_FIELDS, max_part_size=_LETTERS
        ) as form:
            if not is_ours(str(form.get("csrf", "")), request.app.state.csrf):
                raise HTTPException(403)
            asked = Asked(request.path_params, request.query_params)
            next_page = await request.app.state.desk.ask(
                lambda case: change.make(case, asked, form)
            )
        return RedirectResponse(next_page, 303)

    return answer
