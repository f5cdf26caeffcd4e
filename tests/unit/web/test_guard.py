"""Only the person at this machine may ask, and only from our own pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from muniment.web.app import make_app
from muniment.web.guard import csrf_of

TOKEN = "a-token-of-the-start"


@pytest.fixture
def locked(folder: Path) -> Iterator[TestClient]:
    app = make_app(folder, "tester", TOKEN, {"testserver"})
    with TestClient(app, follow_redirects=False) as asking:
        yield asking


@pytest.mark.parametrize("path", ["/", "/case.json", "/exhibits/1/original", "/no-such-page"])
def test_without_the_token_nothing_is_answered(locked: TestClient, path: str) -> None:
    answer = locked.get(path)
    assert answer.status_code == 403
    assert "token" in answer.text
    assert locked.get(path, params={"token": "another"}).status_code == 403
    assert locked.get(path, headers={"Cookie": "muniment-80=another"}).status_code == 403


def test_the_link_gives_a_cookie_and_the_token_leaves_the_address(locked: TestClient) -> None:
    answer = locked.get("/exhibits", params={"kind": "chat", "token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/exhibits?kind=chat")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert locked.get("/exhibits").status_code == 200


def test_a_name_that_is_not_ours_is_refused(locked: TestClient) -> None:
    """DNS rebinding: a page of evil.example that is answered from 127.0.0.1."""
    answer = locked.get("/", params={"token": TOKEN}, headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    client: TestClient, headers: dict[str, str]
) -> None:
    sent = {"csrf": csrf_of(""), "tag": "foreign"}
    assert client.post("/exhibits/1/1/tag", data=sent, headers=headers).status_code == 403
    assert "foreign" not in client.get("/exhibits/1/1").text


def test_a_form_without_our_secret_changes_nothing(client: TestClient) -> None:
    for sent in ({"tag": "unsigned"}, {"tag": "unsigned", "csrf": "é" * 32}):
        assert client.post("/exhibits/1/1/tag", data=sent).status_code == 403
    assert "unsigned" not in client.get("/exhibits/1/1").text


def test_every_answer_keeps_what_it_holds(client: TestClient) -> None:
    for path in ("/", "/case.json", "/no-such-page", "/exhibits/1/original", "/help"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["cache-control"] == "no-store", path


def test_what_is_asked_wrongly_gets_a_page_with_the_cause(client: TestClient) -> None:
    for path, status in {
        "/exhibits/999": 404,
        "/exhibits/1/999999": 404,
        "/exhibits/1/0": 404,
        "/nowhere": 404,
        "/exhibits/99999999999999999999/1": 404,
    }.items():
        answer = client.get(path)
        assert answer.status_code == status, path
        assert "Back to the case" in answer.text, path
    assert client.get("/exhibits/999/1.json").json()["page"] == "error"
    assert client.post("/").status_code == 405
