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
    new = client.get("/exhibits.json", params={"after": told["known"]}).json()["exhibits"]
    assert [e["title"] for e in new] == ["evil.txt", "evil.txt"]
    assert f'href="/exhibits?after={told["known"]}"' in client.get("/add").text
    sources = [e["source"] for e in client.get("/log.json").json()["entries"]]
    assert "sent in the browser: evil.txt" in sources
    assert not any("muniment-sent" in source for source in sources)


def test_nothing_is_added_without_our_secret(client: TestClient) -> None:
    answer = client.post("/add", files=[("files", ("x.txt", b"no"))])
    assert answer.status_code == 403


def judged(client: TestClient, **fields: str) -> tuple[int, str]:
    """What becomes of a judgement on the first quote of the case."""
    account = client.get("/quotes.json").json()["accounts"][0]["account"]["id"]
    one = client.get(f"/quotes/{int(account[3:])}.json").json()["quotations"][0]["ref"]
    where = one.removeprefix("EX-").replace(" ¶", "/").lstrip("0")
    answer = client.post(f"/quotes/{where}/judge", data={"csrf": CSRF, **fields})
    return answer.status_code, answer.text


def test_a_judgement_names_a_source_that_there_is(client: TestClient) -> None:
    for source in ("EX-9999 ¶1", "EX-0001 ¶9999", "EX-9999"):
        status, told = judged(client, said="reject", source=source)
        assert status == 404
        assert "has no" in told
        assert "what you wrote is still in the form" in told
    assert judged(client, said="undo")[1].count("there is nothing to take back") == 1
    assert judged(client, said="reject", source="EX-0001 ¶1")[0] == 303
    assert judged(client, said="undo")[0] == 303
    assert judged(client, said="undo")[0] == 400


def test_what_is_put_instead_of_a_verdict_that_stands_is_refused_and_not_dropped(
    client: TestClient,
) -> None:
    for fields in ({"instead": "altered"}, {"source": "EX-0001 ¶1"}):
        status, told = judged(client, said="agree", **fields)
        assert status == 400
        assert "goes with a" in told
    assert judged(client, said="undo")[0] == 400, "nothing was recorded"


def test_a_note_is_not_lost_when_a_tag_is_hung_beside_it(client: TestClient) -> None:
    onward = send(client, f"{HERE}/tag", tag="storm", text="one\r\ntwo <i>lines</i>\r\n")
    assert onward == f"{HERE}?done=tagged-noted"
    told = client.get(f"{HERE}.json").json()
    assert told["mine"] == "one\ntwo <i>lines</i>"
    assert "storm" in [t["name"] for t in told["tags"]]
    before = len(client.get("/history.json").json()["judgements"])
    assert send(client, f"{HERE}/tag", off="storm", text="one\r\ntwo <i>lines</i>").endswith(
        "=untagged"
    )
    assert len(client.get("/history.json").json()["judgements"]) == before + 1, "it did not change"
    assert send(client, f"{HERE}/note", tag="calm", text="").endswith("=tagged-unnoted")
    send(client, f"{HERE}/tag", off="calm")


def test_lines_of_a_note_are_kept_and_shown(client: TestClient) -> None:
    send(client, f"{HERE}/note", text="one\r\ntwo")
    for path in (HERE, "/notes", "/exhibits/1", "/history"):
        shown = client.get(path).text
        assert 'class="written">one\ntwo<' in shown, path
    send(client, f"{HERE}/note", text="")


def test_the_history_cites_the_quote_that_was_judged(client: TestClient) -> None:
    assert judged(client, said="reject", why="another")[0] == 303
    told = client.get("/history.json").json()
    (number, said), *_ = told["judgements"]
    ref = told["quotes"][str(number)]
    assert said["about"].startswith("quote ")
    exhibit, passage = ref.removeprefix("EX-").split(" ¶")
    assert f'<a href="/quotes/{int(exhibit)}/{passage}">{ref}</a>' in client.get("/history").text
    assert judged(client, said="undo")[0] == 303
