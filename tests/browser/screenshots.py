"""Takes the pictures of docs/ and README.md anew from the sample case: `python -m tests.browser.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from muniment.case import Case
from sample.build import build
from tests.browser.conftest import CHROMIUM, FLAGS, TOKEN, served
from tests.browser.places import places

HOME = Path(__file__).parents[2] / "docs" / "pictures"
TAKEN = {
    "case": "case",
    "search": "search-results",
    "chat": "result",
    "quote": "quote-most",
    "quotes": "quotes",
    "article": "exhibit-article",
    "paper": "exhibit-pages",
    "copying": "copying",
}
"""The name of each picture, and the place that it shows."""

SIZE = {"width": 1200, "height": 800}


def main() -> None:
    """Take every picture."""
    if CHROMIUM is None:
        raise SystemExit("There is no Chromium here: apt install chromium")
    HOME.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as root:
        build(Path(root) / "evidence")
        case = Case.make(Path(root) / "harbour", who="editor")
        case.add([Path(root) / "evidence"], "Marlow-Teague")
        case.bring_up()
        found = places(case)
        case.close()
        with served(Path(root) / "harbour") as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport=SIZE, color_scheme=scheme)
                page.goto(f"{base}/?token={TOKEN}")
                for name, place in TAKEN.items():
                    if scheme == "dark" and name != "quote":
                        continue
                    page.goto(base + found[place], wait_until="networkidle")
                    ending = "-dark" if scheme == "dark" else ""
                    page.screenshot(path=HOME / f"{name}{ending}.png")
            browser.close()


if __name__ == "__main__":
    main()
