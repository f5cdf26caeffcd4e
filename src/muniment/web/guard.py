"""Who may ask: only the person at this machine, only from our own pages, and nothing is handed on.

The server says a *token* when it starts; the link with it gives the browser a cookie, and without the
cookie nothing is answered. A page of another site cannot read ours (no cookie is sent along, and the
name of the host must be ours, against DNS rebinding), nor change anything (every form carries a secret
derived from the token, and a foreign `Origin` is refused). Another user of the machine is not answered,
whatever cookie they come by.
"""

import hashlib
import hmac
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from muniment.web.neighbours import is_another

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self';"
    " media-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self';"
    " frame-ancestors 'self'; base-uri 'none'"
)

_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",  # with no referrer at all, a form would say that it comes from nowhere
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",  # secret material is not left in the browser's cache
}

_NOT_OURS = "This address is not one of this case. Use the link that `muniment serve` printed.\n"
_NO_KEY = (
    "This case answers only to the browser that it was opened in. Open the link that\n"
    "`muniment serve` printed when it started: it ends in ?token=…\n"
)
_ANOTHER = (
    "Another user of this machine asks than the one who runs `muniment serve`. Who may read the case\n"
    "runs it themselves.\n"
)
_FOREIGN = "This was sent from another site, and was not carried out.\n"


def csrf_of(token: str) -> str:
    """What every form sends back: known to our pages, and to nobody else."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()[:32]


def is_ours(sent: str, csrf: str) -> bool:
    """Whether a form was sent from one of our pages."""
    return hmac.compare_digest(sent.encode(), csrf.encode())


class Guard:
    """Stands before the routes; see the module."""

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str]) -> None:
        """Guard an application.

        Args:
            app: what is guarded.
            token: what the link says; empty when anybody on this host may ask.
            hosts: the names, with port, under which the case may be asked for.
        """
        self._app = app
        self._token = token
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(Request(scope))
        await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        host = Headers(scope=request.scope).get("host", "")
        if host not in self._hosts:
            return PlainTextResponse(_NOT_OURS, 421)
        if self._token and is_another(request.scope.get("client"), request.scope.get("server")):
            return PlainTextResponse(_ANOTHER, 403)
        if self._token and not self._knows(request.cookies.get(_cookie(host), "")):
            return self._admit(request, host)
        if request.method not in ("GET", "HEAD") and _is_foreign(request, host):
            return PlainTextResponse(_FOREIGN, 403)
        return None

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._token.encode())

    def _admit(self, request: Request, host: str) -> Response:
        """Take the token of the link into a cookie and out of the address."""
        if request.method != "GET" or not self._knows(request.query_params.get("token", "")):
            return PlainTextResponse(_NO_KEY, 403)
        rest = [(k, v) for k, v in parse_qsl(request.url.query) if k != "token"]
        path = URL(scope=request.scope).path
        response = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, 303)
        response.set_cookie(_cookie(host), self._token, httponly=True, samesite="strict", path="/")
        return response


def _cookie(host: str) -> str:
    """Cookies know no ports: two cases that are open at once need two names."""
    return "muniment-" + (host.rpartition(":")[2] if ":" in host else "80")


def _is_foreign(request: Request, host: str) -> bool:
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return (origin is not None and URL(origin).netloc != host) or site not in (
        "same-origin",
        "none",
    )


def _with_headers(send: Send) -> Send:
    """Every answer carries the headers that keep it where it is; one may be stricter by itself."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
