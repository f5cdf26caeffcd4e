"""What people do in the workbench, with a keyboard, with a mouse, and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muniment.case import Case
from tests.browser.conftest import Workbench, served, visiting

WIDE = {"width": 1280, "height": 900}


def press(page: Page, key: str) -> None:
    """Press a key when the page is there: a person sees it first."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def test_the_main_flow_with_the_keyboard_alone(page: Page, workbench: Workbench) -> None:
    """Search, choose a result, read it where it stands, go on to the next, tag it; then judge a verdict."""
    page.goto(workbench.base, wait_until="networkidle")
    press(page, "/")
    page.keyboard.type('"not ring her"')
    press(page, "Enter")
    expect(page.locator("h1")).to_contain_text("passages")
    press(page, "j")
    press(page, "j")
    press(page, "k")
    expect(page.locator(".hit").first).to_be_focused()
    press(page, "Enter")
    expect(page.locator(".strip")).to_contain_text("result 1 of")
    press(page, "n")
    expect(page.locator(".strip")).to_contain_text("result 2 of")
    press(page, "p")
    expect(page.locator(".strip")).to_contain_text("result 1 of")
    press(page, "j")
    press(page, "t")
    expect(page.locator("h1")).to_contain_text("¶")
    press(page, "t")
    page.keyboard.type("by keyboard")
    press(page, "Enter")
    expect(page.locator(".notice")).to_contain_text("The tag hangs on this passage.")
    page.goto(workbench.base + workbench.places["quote-altered"])
    press(page, "v")
    expect(page.get_by_role("button", name="Agree")).to_be_focused()
    press(page, "Enter")
    expect(page.locator(".judged")).to_contain_text("tester: agree altered")
    press(page, "?")
    expect(page.locator("h1")).to_have_text("Keys and help")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_verdict_is_judged_and_taken_back(
    browser: Browser,
    workbench: Workbench,
    scripts: bool,
) -> None:
    with visiting(browser, workbench, java_script_enabled=scripts) as page:
        page.goto(workbench.base + workbench.places["quote-elided"])
        page.get_by_label("Why").fill("the dots hide a condition")
        page.get_by_text("With a rejection: what instead").click()
        page.get_by_label("The verdict that you give").select_option("altered")
        page.get_by_role("button", name="Reject").click()
        judged = page.locator(".above .judged")
        expect(judged).to_contain_text("tester: reject elided, instead altered")
        expect(judged).to_contain_text("the dots hide a condition")
        page.get_by_role("button", name="Take back what was said").click()
        expect(page.locator(".above")).to_have_count(0)
        expect(page.get_by_text("taken back").first).to_be_visible()
        page.goto(workbench.base + "/history")
        expect(page.locator("tbody tr").first).to_contain_text("taken back")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_is_checked_and_nothing_of_it_is_kept(
    browser: Browser,
    workbench: Workbench,
    scripts: bool,
) -> None:
    with visiting(browser, workbench, java_script_enabled=scripts) as page:
        page.goto(workbench.base + "/trace")
        said = "“We do nothing, we say nothing, and we never answer a question with a date,” she wrote."
        page.locator("#text").fill(said)
        page.get_by_role("button", name="Check it").click()
        expect(page.locator(".oneline")).to_contain_text("altered")
        expect(page.locator(".oneline del").first).to_be_visible()
        page.goto(workbench.base + "/exhibits")
        expect(page.locator(".lead")).to_contain_text("90 exhibits")


def test_a_file_dropped_on_the_trace_box_is_checked(
    page: Page, workbench: Workbench, tmp_path: Path
) -> None:
    article = tmp_path / "paper.html"
    article.write_text(
        "<html><body><article><p>He wrote: “a lifeboat mechanic. we are going to be chaired"
        " by a lifeboat mechanic”, and that was all he wrote on that night, they say.</p>"
        "</article></body></html>",
        "utf-8",
    )
    page.goto(workbench.base + "/trace")
    page.locator("#file").set_input_files(article)
    page.get_by_role("button", name="Check it").click()
    expect(page.locator(".oneline").first).to_contain_text("verbatim")


def test_a_long_chat_goes_on_as_one_scrolls(page: Page, workbench: Workbench) -> None:
    page.goto(workbench.base + workbench.places["exhibit-chat"])
    before = page.locator("[data-more] > [data-item]").count()
    for _ in range(12):
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(100)
    after = page.locator("[data-more] > [data-item]").count()
    assert after > before
    numbers = page.locator("[data-more] > [data-item]").evaluate_all(
        "all => all.map((one) => Number(one.id.slice(1)))"
    )
    assert numbers == list(range(1, len(numbers) + 1)), "none twice, none left out"


def test_one_goes_to_a_date(browser: Browser, workbench: Workbench) -> None:
    with visiting(browser, workbench, java_script_enabled=False) as page:
        page.goto(workbench.base + workbench.places["exhibit-chat"])
        page.get_by_label("Go to a date").fill("2023-10-19")
        page.get_by_role("button", name="Go", exact=True).click()
        day = page.get_by_role("heading", name="Thursday, 19 October 2023")
        expect(day).to_be_visible()
        expect(page.locator(".day + .asked")).to_be_in_viewport()
        assert "#p" in page.url
        page.get_by_label("Go to a date").fill("2031-01-01")
        page.get_by_role("button", name="Go", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text(
            "or after it. Its last message is marked."
        )
        expect(page.locator(".asked")).to_be_in_viewport()
        page.locator("svg.bars a").nth(1).click()
        expect(page.locator(".asked")).to_be_in_viewport()


def sides(page: Page) -> list[float]:
    """The sides of the box that is asked for."""
    return [float(side) for side in page.input_value("#box").partition(":")[2].split(",")]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_box_on_a_page_is_covered_and_opened_again(
    browser: Browser, workbench: Workbench, scripts: bool
) -> None:
    """With the mouse by two corners, or drawn; without JavaScript in figures."""
    with visiting(browser, workbench, java_script_enabled=scripts, viewport=WIDE) as page:
        page.goto(workbench.base + workbench.places["redact"], wait_until="networkidle")
        if scripts:
            sheet = page.locator("svg.cover")
            sheet.click(position={"x": 100, "y": 60})
            sheet.click(position={"x": 300, "y": 90})
            by_corners = sides(page)
            sheet.scroll_into_view_if_needed()
            place = sheet.bounding_box()
            assert place
            page.mouse.move(place["x"] + 300, place["y"] + 90)
            page.mouse.down()
            page.mouse.move(place["x"] + 100, place["y"] + 60)
            page.mouse.up()
            assert sides(page) == pytest.approx(by_corners, abs=2)
        else:
            page.fill("#box", "2:70,700,300,720")
        page.fill("#why-box", "a bystander")
        page.click("text=Cover it")
        expect(page.locator("svg.cover rect")).to_have_count(1)
        expect(page.locator("#boxes ~ ul")).to_contain_text("a bystander")
        page.click("text=take back")
        expect(page.locator("svg.cover rect")).to_have_count(0)


def test_words_marked_in_a_passage_are_blacked_out(page: Page, workbench: Workbench) -> None:
    page.goto(workbench.base + workbench.places["passage"], wait_until="networkidle")
    page.locator("#here .source").select_text()
    marked = page.input_value("#hide")
    assert "not ring her till" in marked
    page.fill("#why", "a shift")
    page.click("text=Black out >> nth=-1")
    expect(page.locator("section:has(#kept) ul")).to_contain_text(marked)
    page.click("text=take back")
    expect(page.locator("section:has(#kept) ul")).to_have_count(0)


def test_months_are_brushed(page: Page, workbench: Workbench) -> None:
    page.goto(workbench.base + "/search?q=gate")
    months = page.locator(".brush svg a")
    first, last = months.nth(2).bounding_box(), months.nth(4).bounding_box()
    assert first
    assert last
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 30)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=**")
    expect(page.locator(".brush svg a")).to_have_count(3)


def test_a_query_gets_a_name_and_loses_it(page: Page, workbench: Workbench) -> None:
    page.goto(workbench.base + "/search?q=gate+NEAR/5+shut")
    page.get_by_label("Name of this query").fill("the gate on the night")
    page.get_by_role("button", name="Name it").click()
    page.goto(workbench.base + "/search")
    page.get_by_role("link", name="the gate on the night").click()
    expect(page.locator("#find")).to_have_value("gate NEAR/5 shut")
    page.goto(workbench.base + "/search")
    page.get_by_role("button", name="Forget the gate on the night").click()
    expect(page.get_by_role("link", name="the gate on the night")).to_have_count(0)


def test_a_table_is_sorted_by_the_address(browser: Browser, workbench: Workbench) -> None:
    case = Case.open(workbench.folder)
    tables = [e.exhibit.id for e in case.listing(kind="table").exhibits]
    one = next(t for t in tables if sum(f.name == "columns" for f in case.read(t, 1, 0).facts) == 1)
    case.close()
    with visiting(browser, workbench, java_script_enabled=False) as page:
        page.goto(f"{workbench.base}/exhibits/{one}")
        head = page.locator("thead a").last
        head.click()
        head.click()
        expect(page.locator("th[aria-sort=descending]")).to_have_count(1)  # the page has come
        cells = page.locator("tbody tr td:last-child").all_inner_texts()
        values = [
            float(c.replace(",", ""))
            for c in cells
            if c.replace(",", "").replace(".", "").isdigit()
        ]
        assert values == sorted(values, reverse=True)
        assert len(values) > 2


def test_what_is_printed_has_words_and_no_buttons(page: Page, workbench: Workbench) -> None:
    for name in ("quote-altered", "exhibit-chat", "exhibit-article", "search-results"):
        page.goto(workbench.base + workbench.places[name])
        page.emulate_media(media="print")
        shown = page.locator("button:visible, nav.pager:visible, header.bar:visible, form:visible")
        assert shown.count() == 0, name
        assert page.locator("h1").is_visible()
        assert page.pdf().startswith(b"%PDF")


ARABIC = "\n".join(
    f"0{day}/05/2021, 22:45 - {name}: {words}"
    for day, name, words in [
        (6, "داليا", "مرحبا بكم في المرفأ"),
        (7, "Anna", "the gate, please"),
        (8, "داليا", "البوابة مغلقة منذ الساعة 22:00"),
    ]
)
PAGE = """<html><head><title>Paper</title><style>body{{background:url(http://evil.example/a.png)}}</style></head>
<body onload="document.title='ran'"><article><h1>Paper</h1><p>The gate was shut at ten, they said.</p>
<p>And it was opened at eleven, as several people at the harbour remember it quite well.</p>
<img src="http://evil.example/b.png" onerror="document.title='ran'"><script>document.title='ran'</script>
<iframe src="http://evil.example/c"></iframe><a href="javascript:document.title='ran'">more</a>
<form action="http://evil.example/d"><button>Send</button></form></article></body></html>"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    (root / "evidence").mkdir()
    (root / "evidence" / "WhatsApp Chat with Pier.txt").write_text(ARABIC + "\n", "utf-8")
    (root / "evidence" / "paper.html").write_text(PAGE, "utf-8")
    (root / "evidence" / "x.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' onload=\"document.title='ran'\"/>", "utf-8"
    )
    case = Case.make(root / "case", who="tester")
    case.add([root / "evidence"])
    case.close()
    return root / "case"


def test_evidence_that_would_run_or_call_home_does_neither(browser: Browser, hostile: Path) -> None:
    with served(hostile) as base:
        bench = Workbench(base, base, hostile, {})
        with visiting(browser, bench, viewport=WIDE) as page:
            listed = page.request.get(f"{base}/exhibits.json").json()["exhibits"]
            for one in listed:
                number = int(one["exhibit"]["id"].removeprefix("EX-"))
                page.goto(f"{base}/exhibits/{number}")
                assert page.title() != "ran"
                assert page.request.get(f"{base}/exhibits/{number}/picture").status == 404
            article = next(e for e in listed if e["exhibit"]["name"] == "paper.html")
            page.goto(f"{base}/exhibits/{int(article['exhibit']['id'][3:])}/as-received")
            expect(page.get_by_text("The gate was shut at ten, they said.")).to_be_visible()
            assert page.title() == f"{article['exhibit']['id']} as received"
            assert page.locator("script, img, iframe, form, a[href], [onload]").count() == 0


def test_words_from_right_to_left_stand_on_the_right(browser: Browser, hostile: Path) -> None:
    with served(hostile) as base:
        bench = Workbench(base, base, hostile, {})
        with visiting(browser, bench, viewport=WIDE) as page:
            listed = page.request.get(f"{base}/exhibits.json?kind=chat").json()["exhibits"]
            page.goto(f"{base}/exhibits/{int(listed[0]['exhibit']['id'][3:])}")
            sides = page.locator(".bubble .source").evaluate_all(
                "all => all.map((one) => getComputedStyle(one).direction)"
            )
            assert sides == ["rtl", "ltr", "rtl"]
