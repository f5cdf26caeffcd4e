"""Tags, notes and what is added: kept, signed, taken back, and seen in the history."""

import time
from pathlib import Path

from starlette.testclient import TestClient

from muniment.case import Case
from muniment.web.guard import csrf_of

CSRF = csrf_of("")
HERE = "/exhibits/1/1"


def send(client: TestClient, path: str, **fields: str) -> str:
    answer = client.post(path, data={"csrf": CSRF, **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_tag_is_hung_and_taken_off(client: TestClient, folder: Path) -> None:
    onward = send(client, f"{HERE}/tag", tag="  the   tide ")
    assert onward == f"{HERE}?done=tagged"
    assert "The tag hangs on this passage." in client.get(onward).text
    told = client.get("/tags.json", params={"tag": "the tide"}).json()
    assert [p["citation"] for p in told["passages"]] == ["EX-0001 ¶1"]
    assert told["hung"][0]["who"] == "tester"
    send(client, f"{HERE}/tag", off="the tide")
    assert client.get("/tags.json").json()["counts"] == []
    said = [j for _, j in client.get("/history.json").json()["judgements"]]
    assert [(j["about"], j["value"]) for j in said[:2]] == [
        ("tag 1 the tide", ""),
        ("tag 1 the tide", "on"),
    ]


def test_what_cannot_be_a_tag_is_refused_with_the_reason(client: TestClient) -> None:
    for tag in ("", "   ", "x" * 61, "a\x00b"):
        answer = client.post(f"{HERE}/tag", data={"csrf": CSRF, "tag": tag})
        assert answer.status_code == 400
        assert "cannot be a tag" in answer.text


def test_a_note_replaces_the_last_of_the_same_person(client: TestClient, folder: Path) -> None:
    send(client, f"{HERE}/note", text="ask Ben")
    send(client, f"{HERE}/note", text="Ben answered <b>no</b>")
    other = Case.open(folder, who="another")
    other.note(next(iter(other.search("grey").findings)).found.citation, "I disagree")
    other.close()
    notes = client.get("/notes.json").json()["notes"]
    assert [(n["who"], n["text"]) for n in notes] == [
        ("tester", "Ben answered <b>no</b>"),
        ("another", "I disagree"),
    ]
    assert "<b>no</b>" not in client.get("/notes").text
    send(client, f"{HERE}/note", text=" ")
    assert [n["who"] for n in client.get("/notes.json").json()["notes"]] == ["another"]


def test_tags_and_notes_are_no_settings_of_a_reader(client: TestClient, folder: Path) -> None:
    send(client, f"{HERE}/tag", tag="zone")
    case = Case.open(folder)
    assert case.read(1, 1, 1).settings == {}
    case.close()


def test_files_are_added_and_the_log_says_from_where(client: TestClient) -> None:
    files = [
        ("files", ("../../evil.txt", b"A new note about the lighthouse.\n")),
        ("files", ("evil.txt", b"Another one, about the buoy.\n")),
    ]
    answer = client.post("/add", data={"csrf": CSRF, "custodian": "Anna"}, files=files)
    assert answer.headers["location"] == "/add"
    for _ in range(200):
        told = client.get("/add.json").json()
        if not told["is_running"]:
            break
        time.sleep(0.05)
    assert told["failed"] == ""
    assert told["added"]["taken"] == 2
    sources = [e["source"] for e in client.get("/log.json").json()["entries"]]
    assert "sent in the browser: evil.txt" in sources
    assert not any("muniment-sent" in source for source in sources)


def test_nothing_is_added_without_our_secret(client: TestClient) -> None:
    answer = client.post("/add", files=[("files", ("x.txt", b"no"))])
    assert answer.status_code == 403
