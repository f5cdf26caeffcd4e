"""Results as CSV: nothing in it runs in a spreadsheet, and nothing is left out in silence."""

import csv
import io

from starlette.testclient import TestClient

from muniment.web.guard import csrf_of

CSRF = csrf_of("")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_all_results_are_in_the_table(client: TestClient) -> None:
    answer = client.get("/search.csv", params={"q": "*", "sort": "citation"})
    assert answer.headers["content-disposition"].startswith("attachment")
    total = client.get("/search.json", params={"q": "*"}).json()["total"]
    head, *found = rows(answer.text)
    assert head[0] == "citation"
    assert len(found) == total
    assert found[0][0] == "EX-0001 ¶1"


def test_no_cell_is_a_formula(client: TestClient) -> None:
    answer = client.get("/search.csv", params={"q": "kind:row"})
    assert not [c for row in rows(answer.text) for c in row if c.startswith(("=", "+", "-", "@"))]
    sent = {"csrf": CSRF, "queries": '=cmd\n"late"\n(', "as": "csv"}
    told = rows(client.post("/search/batch", data=sent).text)
    assert told[1][0] == "'=cmd"
    assert [row[2] for row in told[1:]] == ["0", "1", ""], "a query that is refused finds no 0"


def test_a_wrong_query_says_where(client: TestClient) -> None:
    told = client.get("/search.json", params={"q": "grey OR"}).json()
    assert told["wrong"]["message"]
    assert told["wrong"]["end"] >= told["wrong"]["start"] > 0
    assert client.get("/search.csv", params={"q": "("}).status_code == 400


def test_queries_are_asked_line_by_line(client: TestClient) -> None:
    page = client.post("/search/batch", data={"csrf": CSRF, "queries": "grey\n\n  faced \n("}).text
    assert page.count("<tr data-item>") == 3
    assert client.post("/search/batch", data={"queries": "grey"}).status_code == 403


def test_a_query_gets_a_name(client: TestClient) -> None:
    sent = {"csrf": CSRF, "name": "faces", "q": "grey faced"}
    assert client.post("/search/save", data=sent).headers["location"].endswith("done=saved")
    assert client.get("/search.json").json()["saved"][0]["query"] == "grey faced"
    assert client.post("/search/save", data={**sent, "q": "("}).status_code == 400
    client.post("/search/forget", data={"csrf": CSRF, "name": "faces"})
    assert client.get("/search.json").json()["saved"] == []
