"""Changing the case from the browser: a form of ours, sent from our page, and then another page, or the same to be mended."""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from muniment.case import Case
from muniment.pages.page import Chrome
from muniment.pages.rendering import render
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

            def make(case: Case) -> Response:
                made = change.make(case, asked, form)
                if isinstance(made, str):
                    return RedirectResponse(made, 303)
                csrf = request.app.state.csrf
                chrome = Chrome(case.name, request.url.path, "", csrf, case.who, is_plain=False)
                return HTMLResponse(render(made, chrome), 400)

            response: Response = await request.app.state.desk.ask(make)
        return response

    return answer
