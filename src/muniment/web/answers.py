"""Answers: a page as HTML or as JSON."""

import json

from starlette.responses import Response

from muniment.pages.page import Page
from muniment.pages.plain import plain

SCHEMA = 1
"""Of the JSON beside every page: raised when a field is renamed, removed or changes its meaning."""


def page_as_json(page: Page) -> Response:
    """A page as one JSON object: the schema, which page it is, and its fields."""
    told = {"schema": SCHEMA, "page": page.name, **plain(page)}
    return Response(
        json.dumps(told, ensure_ascii=False),
        400 if page.is_refused else 200,
        media_type="application/json",
    )
