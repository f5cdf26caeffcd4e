"""What a window shows: nothing touches, nothing is squeezed, nothing is drawn that is not there."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Workbench, visiting

NARROW = {"width": 390, "height": 844}


def width(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["width"]


def test_in_a_narrow_window_words_have_the_width(browser: Browser, workbench: Workbench) -> None:
    with visiting(browser, workbench, viewport=NARROW) as page:
        for name, least in (("exhibit-pages", 340), ("exhibit-article", 310)):
            page.goto(workbench.base + workbench.places[name])
            assert width(page, ".para .source") >= least, name
            for height in page.locator(".cite").evaluate_all(
                "all => all.map((one) => one.getBoundingClientRect().height)"
            ):
                assert height < 30, "a citation is not broken into two lines"
        page.goto(workbench.base + workbench.places["quotes"])
        assert width(page, "tbody td:first-child") >= 200


def test_only_the_bar_changes_its_colour_under_the_hand(page: Page, workbench: Workbench) -> None:
    page.goto(workbench.base + "/search?q=gate")
    bar = page.locator(".brush svg a").first
    bar.hover()
    expect(bar.locator("rect").first).to_have_css("fill", "rgba(0, 0, 0, 0)")
    bar.evaluate("one => one.focus()")
    expect(bar.locator("rect").first).to_have_css("fill", "rgba(0, 0, 0, 0)")


def gap(page: Page, above: str, below: str) -> float:
    one, other = page.locator(above).bounding_box(), page.locator(below).bounding_box()
    assert one
    assert other
    return other["y"] - one["y"] - one["height"]


def test_what_stands_below_a_form_does_not_touch_it(page: Page, workbench: Workbench) -> None:
    page.goto(workbench.base + "/search?q=gate")
    assert gap(page, "form:has(#until)", ".sorts") >= 12
    page.goto(workbench.base + workbench.places["copying"])
    assert gap(page, "form:has(#statement)", ".graph") >= 12


def test_by_night_the_graph_is_dark(browser: Browser, workbench: Workbench) -> None:
    with visiting(browser, workbench, color_scheme="dark") as page:
        page.goto(workbench.base + "/copying.svg")
        expect(page.locator("svg > rect.sheet")).to_have_css("fill", "rgb(30, 28, 25)")
        expect(page.locator("svg > path").first).to_have_css("stroke", "rgb(235, 230, 219)")
