"""The files that pages need: stylesheets and scripts of ours, originals to be saved, and what of the
evidence may be looked at. Nothing of the evidence can run: it is served with a policy that forbids
everything, and with the type that its bytes have.

No path of an address reaches the file system: assets are known by name, exhibits by number.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from muniment.case import Case
from muniment.model.exhibit import Exhibit
from muniment.pages.reading.paper import boxed
from muniment.pages.rendering import ASSETS
from muniment.web.asking import Asked
from muniment.web.endpoints.inert import as_received

_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_FOR_LONG = "private, max-age=31536000, immutable"
_INERT = {"Content-Security-Policy": "default-src 'none'; sandbox"}
_DRAWN = {"Content-Security-Policy": "default-src 'none'; img-src data:; sandbox"}
_STYLED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}

_SHOWN = {
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf1": "audio/aac",
    b"#!AMR": "audio/amr",
    b"\x1aE\xdf\xa3": "video/webm",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


async def asset(request: Request) -> Response:
    """A stylesheet or a script of ours; its address changes with its content."""
    name = request.path_params["name"]
    known = {entry.name: entry for entry in ASSETS.iterdir() if entry.is_file()}
    if name not in known:
        raise HTTPException(404)
    kind = _TYPES.get("." + name.rpartition(".")[2], "application/octet-stream")
    return Response(known[name].read_bytes(), media_type=kind, headers={"Cache-Control": _FOR_LONG})


def _exhibit(case: Case, request: Request) -> tuple[Exhibit, str]:
    """The exhibit of an address, and where its bytes are."""
    number = Asked(request.path_params, request.query_params).number("exhibit")
    exhibit = case.exhibit(number)
    return exhibit, str(case.original(number))


async def original(request: Request) -> Response:
    """An exhibit's bytes as received, to be saved and never shown: they may be hostile."""
    exhibit, path = await request.app.state.desk.ask(lambda case: _exhibit(case, request))
    name = f"{exhibit.label} {exhibit.name.rpartition('/')[2]}"
    kind = "application/octet-stream"
    return FileResponse(path, media_type=kind, filename=name, headers=_INERT)


async def picture(request: Request) -> Response:
    """A picture, a sound or a film in place, when its bytes are of a kind that cannot hold a script."""
    _, path = await request.app.state.desk.ask(lambda case: _exhibit(case, request))
    with open(path, "rb") as file:  # noqa: PTH123  sixteen bytes of a local file
        head = file.read(16)
    kind = type_of(head)
    if not kind:
        raise HTTPException(404)
    return FileResponse(path, media_type=kind, headers=_INERT)


def type_of(head: bytes) -> str:
    """The type of a picture, a sound or a film by its first bytes; empty when it may not be shown in place.

    >>> type_of(b"OggS"), type_of(b"<svg xmlns=")
    ('audio/ogg', '')
    """
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:11] == b"M4A" else "video/mp4"
    return next((kind for magic, kind in _SHOWN.items() if head.startswith(magic)), "")


async def sheet(request: Request) -> Response:
    """A page of a PDF as a picture, with a passage in a frame."""
    ask = Asked(request.path_params, request.query_params)
    drawn = await request.app.state.desk.ask(
        lambda case: boxed(case, ask.number("exhibit"), ask.number("sheet"), ask.number("at"))
    )
    return Response(drawn, media_type="image/svg+xml", headers=_DRAWN)


async def received(request: Request) -> Response:
    """A saved page or a text as it was received, made inert."""

    def make(case: Case) -> str:
        exhibit, path = _exhibit(case, request)
        return as_received(exhibit, path)

    html = await request.app.state.desk.ask(make)
    return HTMLResponse(html, headers=_STYLED)


FILES = (
    Route("/assets/{digest}/{name}", asset),
    Route("/exhibits/{exhibit:int}/original", original),
    Route("/exhibits/{exhibit:int}/picture", picture),
    Route("/exhibits/{exhibit:int}/page/{sheet:int}.svg", sheet),
    Route("/exhibits/{exhibit:int}/as-received", received),
)
