"""Serving: the workbench on this machine, for one person, until they stop it."""

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from muniment.web.app import make_app

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(
    folder: Path,
    told: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 0,
    who: str = "",
    token: str | None = None,
) -> None:
    """Serve a case until the process is stopped.

    Args:
        folder: of the case.
        told: given the link that opens it, once the server listens.
        host: the address to listen at; anything but loopback is for those who know why.
        port: 0 takes a free one.
        who: whose name stands under judgements.
        token: what the link must say; a new one for each start when None, none when empty.
    """
    import uvicorn

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, its connections send at once what is small: else each page waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(128)  # so that the link holds from the moment that it is told
    port = int(listening.getsockname()[1])
    secret = secrets.token_urlsafe(24) if token is None else token
    names = LOOPBACK | {host} if host in LOOPBACK else {host}
    hosts = {f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names}
    app = make_app(folder, who, secret, hosts)
    shown = f"[{host}]" if ":" in host else host
    told(f"http://{shown}:{port}/" + (f"?token={secret}" if secret else ""))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=64,
        timeout_keep_alive=30,
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[listening])
