"""Labels in addresses: who types an exhibit as it is cited, `/exhibits/EX-0017/redact`, is led to its page."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

_LABEL = re.compile(r"EX-?0*(\d{1,9})", re.IGNORECASE)


async def lead(request: Request) -> Response:
    """The same address with the exhibit's number."""
    label, dot, form = request.path_params["label"].partition(".")
    if not (found := _LABEL.fullmatch(label)):
        raise HTTPException(404)
    start = request.url.path.split("/")[1]
    rest = request.path_params.get("rest", "")
    place = f"/{start}/{found[1]}{dot}{form}" + (f"/{rest}" if rest else "")
    return RedirectResponse(str(request.url.replace(scheme="", netloc="", path=place)), 307)


LABELLED = [
    Route(f"/{start}/{{label}}{rest}", lead)
    for start in ("exhibits", "quotes")
    for rest in ("", "/{rest:path}")
]
