"""The sample case in a real browser: Chromium without a screen, driven by Playwright.

The browser is Debian's package `chromium`, which `make test` installs where it may. Where there is
none, these tests are skipped and say so.
"""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)

from muniment.case import Case
from muniment.web.app import make_app
from sample.build import build, write_dossier
from tests.browser.places import places

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TOKEN = "the-token-of-these-tests"

FLAGS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Workbench:
    """A case that is served.

    Attributes:
        base: the address of the server.
        link: the link that lets a browser in.
        folder: of the case.
        places: a page of each sort, by what it is.
    """

    base: str
    link: str
    folder: Path
    places: dict[str, str]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a case at a free port; the address."""
    listening = uvicorn.Config(
        "x", host="127.0.0.1", port=0, log_level="error", access_log=False
    ).bind_socket()
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    app = make_app(folder, "tester", TOKEN, {host})
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://{host}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """The sample case, served; the tests may tag, note and judge in it."""
    root = tmp_path_factory.mktemp("workbench")
    build(root / "evidence")
    case = Case.make(root / "harbour", who="tester")
    case.add([root / "evidence"], "Marlow-Teague")
    case.bring_up()
    write_dossier(case.dossiers)
    case.name_pseudonym("Official A", ["Bernie Koss", "Bernadette Koss"], "asked for it")
    found = places(case)
    case.close()
    with served(root / "harbour") as base:
        yield Workbench(base, f"{base}/?token={TOKEN}", root / "harbour", found)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def is_trouble(message: ConsoleMessage) -> bool:
    """Whether something went wrong; a wrong query is answered 400, which Chromium tells as an error."""
    return message.type == "error" and "status of 400" not in message.text


@contextmanager
def visiting(browser: Browser, workbench: Workbench, **how: Any) -> Iterator[Page]:
    """A page of a new window that was let in; it fails on any request that leaves the host, on any
    error of a script and on anything that the page's policy had to block."""
    with browser.new_context(**how) as context:
        troubles = watch(context, workbench.base)
        host = urlsplit(workbench.base)
        cookie = {"name": f"muniment-{host.port}", "value": TOKEN, "url": workbench.base}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.on("console", lambda m: troubles.append(m.text) if is_trouble(m) else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        yield page
        assert not troubles, troubles


def watch(context: BrowserContext, base: str) -> list[str]:
    """Note and stop every request that is not to the server of the test."""
    troubles: list[str] = []
    ours = urlsplit(base).netloc

    def decide(route: Route) -> None:
        if urlsplit(route.request.url).netloc == ours:
            route.continue_()
        else:
            troubles.append(f"a request left the machine: {route.request.url}")
            route.abort()

    context.route("**/*", decide)
    return troubles


@pytest.fixture
def page(browser: Browser, workbench: Workbench) -> Iterator[Page]:
    """A window as wide as a laptop's."""
    with visiting(browser, workbench, viewport={"width": 1280, "height": 900}) as opened:
        yield opened
