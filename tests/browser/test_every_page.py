"""Every page: no request off the host, no barrier, nothing cut off when it is large, with and without
JavaScript, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Workbench, visiting
from tests.browser.places import NAMES

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page, rule: str = "") -> list[str]:
    """What axe-core finds wrong, each with where; by one rule or by all."""
    options = {"runOnly": [rule]} if rule else RULES
    return [
        f"{v['id']}: {v['help']}: {node['html'][:200]}"
        for v in Axe().run(page, options=options).response["violations"]
        for node in v["nodes"]
    ]


@pytest.mark.slow  # axe-core reads every element of a page
@pytest.mark.parametrize("name", NAMES)
def test_no_barrier(browser: Browser, workbench: Workbench, name: str) -> None:
    """By day and by night, as wide as a laptop; and in a window of 1280 pixels at 400 %, which shows 320,
    nothing is cut off (WCAG 2.2, 1.4.10; tables may scroll in their box)."""
    with visiting(browser, workbench, color_scheme="light") as page:
        page.goto(workbench.base + workbench.places[name])
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, "color-contrast") == []
        page.set_viewport_size({"width": 320, "height": 256})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", NAMES)
def test_without_javascript_the_page_says_the_same(
    browser: Browser, workbench: Workbench, name: str
) -> None:
    words = []
    for scripts in (True, False):
        with visiting(browser, workbench, java_script_enabled=scripts) as page:
            page.goto(workbench.base + workbench.places[name])
            words.append(page.locator("main").inner_text()[:20_000])
    assert words[0].startswith(words[1]), "scripts may only add to the end: a chat goes on"
    assert words[1].strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_light_and_stands_still(page: Page, workbench: Workbench, name: str) -> None:
    """100 kB, and as much again for what all pages share; nothing moves while it loads."""
    shared: dict[str, int] = {}
    page.on(
        "response", lambda r: shared.update({r.url: len(r.body())} if "/assets/" in r.url else {})
    )
    answer = page.goto(workbench.base + workbench.places[name])
    assert answer is not None
    page.wait_for_load_state("networkidle")
    assert len(answer.body()) <= 100_000
    assert sum(shared.values()) <= 100_000
    shift = page.evaluate(
        """() => new Promise((done) => { let sum = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
          .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 100); })"""
    )
    assert shift == 0
