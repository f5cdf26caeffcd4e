"""The trace box: what was sent is named as it was sent, and the page that answers is the box again."""

from starlette.testclient import TestClient

from muniment.web.guard import csrf_of

CSRF = csrf_of("")


def test_a_file_that_cannot_be_read_is_named_as_it_was_sent(client: TestClient) -> None:
    for content in (b"\x00\x01\x02" * 50, b""):
        sent = {"file": ("C:\\papers\\the gate.bin", content)}
        answer = client.post(
            "/trace", data={"csrf": CSRF, "text": "", "speaker": "Ben"}, files=sent
        )
        assert answer.status_code == 400
        assert "Nothing in the gate.bin can be checked." in answer.text
        assert "muniment-trace-" not in answer.text
        assert '<textarea id="text"' in answer.text
        assert 'value="Ben"' in answer.text


def test_an_answer_to_what_was_sent_leads_to_no_empty_form(client: TestClient) -> None:
    link = "This page as JSON"
    assert link in client.get("/trace").text
    assert link in client.get("/search/batch").text
    said = client.post("/trace", data={"csrf": CSRF, "text": "silent and grey faced"})
    assert link not in said.text
    assert link not in client.post("/search/batch", data={"csrf": CSRF, "queries": "grey"}).text


def test_where_nothing_is_tied_nothing_is_drawn(client: TestClient) -> None:
    assert client.get("/copying.json").json()["tied"] == 0
    page = client.get("/copying").text
    assert "Who has it from whom" in page
    assert "copying.svg" not in page
