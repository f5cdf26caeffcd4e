"""A small case with a person to hide, and a dossier about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.case import Case

CHAT = """\
[06/05/2021, 22:45:00] Anna Kowal: the gate was shut at ten, everyone silent and grey faced
[06/05/2021, 22:46:00] Ben Marsh: ask Kowal, or anna.kowal@trust.example
[06/05/2021, 22:47:00] Ben Marsh: her number is 020 7946 0018
[06/05/2021, 22:48:00] Cleo: the code is 4711-tidewater, tell nobody
[06/05/2021, 22:49:00] Anna Kowal: nobody came
"""
ARTICLE = """<html><head><title>Shut at ten</title></head><body><article><h1>Shut at ten</h1>
<p>A former official, Anna Kowal, said everyone was “silent and grey faced” on the night of the surge.</p>
<p>Others remember it in the same way, among them two who had come for the count itself.</p></article></body></html>"""
DRAFT = """\
---
title: The gate
by: The desk
licence: CC BY 4.0
context: 1
---

Anna Kowal wrote “the gate was shut at ten … grey faced” [EX-0002 ¶1].

[EX-0002 ¶1–3]

[quotes EX-0001]
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    (evidence / "a.html").write_text(ARTICLE, "utf-8")
    (evidence / "b_chat.txt").write_text(CHAT, "utf-8")
    made = Case.make(tmp_path / "case", who="test")
    made.add([evidence])
    made.dossiers.mkdir()
    (made.dossiers / "gate.md").write_text(DRAFT, "utf-8")
    yield made
    made.close()
