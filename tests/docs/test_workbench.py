"""A page is what its documentation says: every field has a sentence, and the JSON has every field."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from muniment.case import Case
from muniment.pages.page import Page
from muniment.pages.working.help import keys
from muniment.web.app import make_app
from sample.build import build, write_dossier
from tests.browser.places import NAMES, places
from tests.docs.pages import ROOT
from tests.docs.workbench_reference import described, kin, names


@pytest.mark.parametrize("page", kin(), ids=lambda p: p.__name__)
def test_every_field_of_a_page_has_a_sentence(page: type[Page]) -> None:
    assert set(described(page)) == names(page)


def test_every_page_is_described_once() -> None:
    names = [page.name for page in kin()]
    assert len(names) == len(set(names)) > 20


@pytest.fixture(scope="module")
def harbour(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[TestClient, dict[str, str]]]:
    root = tmp_path_factory.mktemp("reference")
    build(root / "evidence")
    case = Case.make(root / "case", who="tester")
    case.add([root / "evidence"])
    case.bring_up()
    write_dossier(case.dossiers)
    found = places(case)
    case.close()
    with TestClient(make_app(root / "case", "tester", "", {"testserver"})) as client:
        yield client, found


@pytest.mark.parametrize("name", NAMES)
def test_the_json_of_a_page_has_the_fields_that_are_documented(
    harbour: tuple[TestClient, dict[str, str]], name: str
) -> None:
    client, found = harbour
    path, _, query = found[name].partition("#")[0].partition("?")
    told = client.get(("/case" if path == "/" else path) + ".json?" + query).json()
    page = next(k for k in kin() if k.name == told["page"])
    assert set(told) == {"schema", "page"} | names(page), json.dumps(told)[:500]


def test_every_key_is_on_the_page_of_keys() -> None:
    page = (ROOT / "docs" / "reference" / "keys.md").read_text("utf-8")
    for key in keys():
        assert f"| `{key.key}` | {key.says} |" in page
    assert page.count("| `") == len(keys())
