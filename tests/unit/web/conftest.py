"""A case made to break pages, and a browser without a screen that asks for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from muniment.case import Case
from muniment.web.app import make_app

HOST = "testserver"

SCRIPT = "<script>alert(1)</script>"
CHAT = f"""\
06/05/2021, 22:45 - Anna Kowal: everyone silent and grey faced
06/05/2021, 22:46 - Ben Marsh: {SCRIPT}
06/05/2021, 22:47 - <b>Cleo</b>: [look](javascript:alert(2)) javascript:alert(3)
06/05/2021, 22:48 - Anna Kowal: {"x" * 100_000}
07/05/2021, 08:00 - Dalia: مرحبا بكم في المرفأ
"""
LEDGER = 'Who,Sum\n"=HYPERLINK(""http://evil.example"",""x"")",12\nBen,13\n'
ARTICLE = """\
<!doctype html><html><head><title>Harbour paper</title></head><body><article><h1>Harbour paper</h1>
<p>A former official said staff were “silent and grey faced” on the night, and that the ferry was late.</p>
<p onclick="alert(4)">More was to come, the paper has learnt from several people at the harbour.</p>
<img src="http://evil.example/pixel.png"><script src="http://evil.example/x.js"></script></article></body></html>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case whose every file is hostile."""
    root = tmp_path_factory.mktemp("web")
    evidence = root / "evidence"
    evidence.mkdir()
    (evidence / "WhatsApp Chat with Jetty.txt").write_text(CHAT, "utf-8")
    (evidence / "ledger.csv").write_text(LEDGER, "utf-8")
    (evidence / "paper.html").write_text(ARTICLE, "utf-8")
    (evidence / "<img src=x onerror=alert(5)>.txt").write_text("A note with a name.\n", "utf-8")
    (evidence / "plan.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>', "utf-8"
    )
    (evidence / "nothing.txt").write_bytes(b"")
    case = Case.make(root / "case", who="tester")
    case.add([evidence], "the <i>custodian</i>")
    case.close()
    return root / "case"


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """Somebody who may ask."""
    with TestClient(make_app(folder, "tester", "", {HOST}), follow_redirects=False) as asking:
        yield asking
