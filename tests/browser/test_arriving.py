"""What is meant on arrival, and what a key does there that nobody chose anything with before."""

import pytest
from playwright.sync_api import Browser, Page, expect

from muniment.case import Case
from muniment.model.citation import Citation, ExhibitId
from muniment.pages import links
from tests.browser.conftest import Workbench, visiting

COPYING = "navigator.clipboard.writeText = async (text) => { window.copied = text; }"


def asked(workbench: Workbench) -> Citation:
    """A message in the middle of a page of a chat."""
    case = Case.open(workbench.folder)
    number = int(case.listing(kind="chat", limit=1).exhibits[0].exhibit.id)
    case.close()
    return Citation(ExhibitId(number), 60)


def test_the_passage_of_the_address_is_the_one_that_keys_mean(
    page: Page, workbench: Workbench
) -> None:
    citation = asked(workbench)
    page.add_init_script(COPYING)
    page.goto(workbench.base + links.passage(citation), wait_until="load")
    page.keyboard.press("y")
    assert page.evaluate("window.copied") == str(citation)
    page.keyboard.press("j")
    expect(page.locator("#p61")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#p60")).to_be_focused()
    page.goto(workbench.base + links.passage(citation), wait_until="load")
    page.keyboard.press("t")
    expect(page.locator("h1")).to_have_text(str(citation))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("field", ["Why", "The passage that you hold to be the source"])
def test_enter_in_a_field_judges_nothing(
    browser: Browser, workbench: Workbench, field: str, scripts: bool
) -> None:
    with visiting(browser, workbench, java_script_enabled=scripts) as page:
        page.goto(workbench.base + workbench.places["quote-annotated"])
        page.get_by_text("With a rejection: what instead").click()
        expect(page.locator("#judge > button")).to_be_hidden()
        page.get_by_label(field).fill("I am still writing")
        page.get_by_label(field).press("Enter")
        page.wait_for_timeout(300)
        expect(page.get_by_label(field)).to_have_value("I am still writing")
        expect(page.locator(".judged")).to_have_count(0)


def test_what_was_written_is_still_there_when_a_judgement_is_refused(
    page: Page, workbench: Workbench
) -> None:
    page.goto(workbench.base + workbench.places["quote-annotated"])
    page.get_by_label("Why").fill("said in another room")
    page.get_by_text("With a rejection: what instead").click()
    page.get_by_label("The passage that you hold to be the source").fill("page 12")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator("main")).to_contain_text("is not a citation")
    page.go_back()
    expect(page.get_by_label("Why")).to_have_value("said in another room")
