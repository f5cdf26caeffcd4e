"""Every page: no request off the host, no barrier, nothing cut off when it is large, with and without
JavaScript, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Workbench, visiting
from tests.browser.places import NAMES

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, each with where."""
    return [
        f"{v['id']}: {v['help']}: {node['html'][:200]}"
        for v in Axe().run(page, options=RULES).response["violations"]
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_no_barrier(browser: Browser, workbench: Workbench, name: str, scheme: str) -> None:
    with visiting(browser, workbench, color_scheme=scheme) as page:
        page.goto(workbench.base + workbench.places[name])
        assert violations(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_at_400_percent_nothing_is_cut_off(
    browser: Browser, workbench: Workbench, name: str
) -> None:
    """A window of 1280 pixels at 400 % shows 320: WCAG 2.2, 1.4.10. Tables may scroll in their box."""
    with visiting(browser, workbench, viewport={"width": 320, "height": 256}) as page:
        page.goto(workbench.base + workbench.places[name])
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{wide} pixels wide"


@pytest.mark.parametrize("name", NAMES)
def test_without_javascript_the_page_says_the_same(
    browser: Browser, workbench: Workbench, name: str
) -> None:
    words = []
    for scripts in (True, False):
        with visiting(browser, workbench, java_script_enabled=scripts) as page:
            page.goto(workbench.base + workbench.places[name])
            words.append(page.locator("main").inner_text())
    assert words[0] == words[1]
    assert words[0].strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_light(page: Page, workbench: Workbench, name: str) -> None:
    """100 kB with its stylesheets and scripts, as they go over the wire."""
    sizes: list[int] = []
    page.on(
        "response",
        lambda r: sizes.append(len(r.body())) if not r.request.is_navigation_request() else None,
    )
    answer = page.goto(workbench.base + workbench.places[name])
    assert answer is not None
    page.wait_for_load_state("networkidle")
    assert len(answer.body()) <= 100_000
    assert sum(sizes) <= 100_000


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_while_it_loads(page: Page, workbench: Workbench, name: str) -> None:
    page.goto(workbench.base + workbench.places[name])
    shift = page.evaluate(
        """() => new Promise((done) => { let sum = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
          .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 200); })"""
    )
    assert shift == 0
