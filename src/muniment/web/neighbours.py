"""Neighbours: which user of this machine a connection comes from, where the system tells (Linux).

A cookie is sent to every port of this host. A server that another user of the machine runs on a port of their
own gets it from whoever follows a link there, and could ask with it for the whole case. So who asks has to be
the user who serves; the kernel's table of connections says who that is.
"""

import os
import socket
from pathlib import Path

_TABLE = Path("/proc/net/tcp")  # proc(5): local address, remote address, state, …, user
_ESTABLISHED = "01"


def is_another(peer: tuple[str, int] | None, own: tuple[str, int | None] | None) -> bool:
    """Whether a connection is known to come from another user than us, and not from root, who may all.

    Args:
        peer: the address and port that it comes from.
        own: those that it came to.
    """
    user = user_of(peer, own) if peer and own else None
    return user not in {None, 0, os.getuid()}


def user_of(peer: tuple[str, int], own: tuple[str, int | None]) -> int | None:
    """The number of the user who holds the other end of a connection on this host; None where that is not told."""
    try:
        ends = _written(*peer), _written(own[0], own[1] or 0)
        lines = _TABLE.read_text("ascii").splitlines()
    except (OSError, ValueError):  # another system, or an address that is none
        return None
    for line in lines:
        _, local, remote, state, *more = line.split(maxsplit=8)
        if (local, remote) == ends and state == _ESTABLISHED:
            return int(more[3])
    return None


def _written(host: str, port: int) -> str:
    """An address as the table has it: `0100007F:1F90`, in the order of this machine's bytes."""
    return f"{int.from_bytes(socket.inet_aton(host), 'little'):08X}:{port:04X}"
