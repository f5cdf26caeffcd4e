"""The files that pages need: stylesheets and scripts of ours, and originals to be saved.

No path of an address reaches the file system: assets are known by name, exhibits by number.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from muniment.case import Case
from muniment.pages.rendering import ASSETS
from muniment.web.asking import Asked

_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_FOR_LONG = "private, max-age=31536000, immutable"
_INERT = "default-src 'none'; sandbox"


async def asset(request: Request) -> Response:
    """A stylesheet or a script of ours; its address changes with its content."""
    name = request.path_params["name"]
    known = {entry.name: entry for entry in ASSETS.iterdir() if entry.is_file()}
    if name not in known:
        raise HTTPException(404)
    kind = _TYPES.get("." + name.rpartition(".")[2], "application/octet-stream")
    return Response(known[name].read_bytes(), media_type=kind, headers={"Cache-Control": _FOR_LONG})


async def original(request: Request) -> Response:
    """An exhibit's bytes as received, to be saved and never shown: they may be hostile."""
    number = Asked(request.path_params, request.query_params).number("exhibit")

    def find(case: Case) -> tuple[str, str]:
        exhibit = case.read(number, 1, 0).exhibit
        return str(case.original(number)), f"{exhibit.label} {exhibit.name.rpartition('/')[2]}"

    path, name = await request.app.state.desk.ask(find)
    return FileResponse(
        path,
        media_type="application/octet-stream",
        filename=name,
        headers={"Content-Security-Policy": _INERT},
    )


FILES = (
    Route("/assets/{digest}/{name}", asset),
    Route("/exhibits/{exhibit:int}/original", original),
)
