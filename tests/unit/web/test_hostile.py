"""Whatever the evidence says, a page shows it as words."""

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from tests.unit.web.conftest import SCRIPT

PAGES = [
    "/",
    "/exhibits",
    "/warnings",
    "/log",
    "/tags",
    "/notes",
    "/history",
    "/help",
    "/add",
    *(f"/exhibits/{number}/1" for number in (1, 2, 3, 5)),
    *(f"/exhibits/{number}" for number in range(1, 7)),
    "/quotes",
    "/quotes/5",
    "/quotes/5/2.1",
    "/review",
    "/trace",
    "/copying",
    "/copying?statement=%3Cscript%3Ealert(1)%3C/script%3E",
    "/search",
    "/search?q=alert",
    "/search?q=%3Cscript%3E",
    "/search?q=%22%3E%3Cimg+src=x",
    "/search/batch",
    "/exhibits/2?at=2&q=alert&by=time&hit=1",
]


class Tags(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_script_a_style_or_an_address_of_the_evidence(
    client: TestClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code in {200, 400}, path
    assert SCRIPT not in answer.text
    page = Tags()
    page.feed(answer.text)
    for tag, attributes in page.found:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, path)
        assert tag != "script" or (attributes["src"] or "").startswith("/assets/")
        for name in ("href", "src", "action", "formaction", "srcset"):
            address = attributes.get(name)
            assert address is None or re.match(r"[/?#](?!/)", address), (tag, address)


def test_json_is_the_same_page(client: TestClient) -> None:
    for path in PAGES:
        stem, _, query = path.partition("?")
        told = client.get(f"{'/case' if stem == '/' else stem}.json?{query}").json()
        assert told["schema"] == 1, path
        assert told["title"], path
