"""Files: no path of an address reaches the file system, and nothing of the evidence runs."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from muniment.web.endpoints.files import type_of


@pytest.mark.parametrize(
    "path",
    [
        "/assets/x/..%2fpage.py",
        "/assets/x/%2e%2e%2f%2e%2e%2fcase.db",
        "/assets/x//etc/passwd",
        "/assets/../../case.db",
        "/exhibits/..%2f1/original",
        "/exhibits/1/original/../../../case.db",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_originals_are_saved_and_never_shown(client: TestClient, folder: Path) -> None:
    listed = client.get("/exhibits.json").json()["exhibits"]
    assert len(listed) == 6
    for one in listed:
        number = int(one["exhibit"]["id"].removeprefix("EX-"))
        answer = client.get(f"/exhibits/{number}/original")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert "sandbox" in answer.headers["content-security-policy"]
        digest = one["exhibit"]["digest"]
        assert answer.content == next((folder / "originals").rglob(f"*{digest[4:]}*")).read_bytes()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"RIFF\0\0\0\0AVI LIST", ""),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"<svg xmlns='http", ""),
        (b"%PDF-1.7", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_only_what_cannot_hold_a_script_is_shown_in_place(head: bytes, kind: str) -> None:
    assert type_of(head) == kind


def test_assets_may_be_kept_for_long_since_their_address_changes(client: TestClient) -> None:
    page = client.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
