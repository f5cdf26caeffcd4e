"""Another user of the machine is told from us by the kernel's own table."""

import os
import socket
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from muniment.web import guard, neighbours
from muniment.web.app import make_app


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_the_other_end_of_a_connection_is_somebodys() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        own = server.getsockname()
        with socket.create_connection(own) as client, server.accept()[0]:
            assert neighbours.user_of(client.getsockname(), own) == os.getuid()
            assert not neighbours.is_another(client.getsockname(), own)
            assert neighbours.user_of(("127.0.0.1", 1), own) is None


@pytest.mark.parametrize("peer", [None, ("testclient", 50000), ("::1", 80)])
def test_who_cannot_be_told_is_nobody_else(peer: tuple[str, int] | None) -> None:
    assert not neighbours.is_another(peer, ("127.0.0.1", 80))


def test_what_the_table_says_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "   0: 0100007F:{} 0100007F:1F90 {} 00000000:00000000 00:00000000 00000000  {}  0 1 1\n"
    rows = ("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n",
            line.format("0050", "06", 4711), line.format("0050", "01", 4711), line.format("0051", "01", 0))  # fmt: skip
    (tmp_path / "tcp").write_text("".join(rows))
    monkeypatch.setattr(neighbours, "_TABLE", tmp_path / "tcp")
    assert neighbours.is_another(("127.0.0.1", 0x50), ("127.0.0.1", 8080))
    assert not neighbours.is_another(("127.0.0.1", 0x51), ("127.0.0.1", 8080)), "root may all"


def test_another_user_is_refused_with_the_right_cookie(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(make_app(folder, "tester", "a-token", {"testserver"})) as asking:
        assert asking.get("/", params={"token": "a-token"}).status_code == 200
        monkeypatch.setattr(guard, "is_another", lambda *_: True)
        answer = asking.get("/")
        assert answer.status_code == 403
        assert "Another user of this machine" in answer.text
