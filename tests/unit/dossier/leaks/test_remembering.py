"""What is remembered from one text and one file to the next changes nothing of what is found."""

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.dossier.leaks import LeakReport, Secret, look
from muniment.dossier.leaks.encodings import runs as fast
from muniment.dossier.leaks.encodings.sieve import Sieve
from muniment.dossier.leaks.encodings.unwrapping import _exact, unwrap
from muniment.dossier.leaks.inside.opening import SIGNS, is_known_file
from muniment.dossier.leaks.texts import plain

NAME = b"Anna Kowalska"
SECRETS = [Secret("R-1", NAME.decode())]
PIECES = [
    *(base64.b64encode(b"xyz"[:n] + NAME + b"q" * n).decode() for n in range(4)),
    base64.b64encode(NAME.decode().encode("utf-16-le")).decode(),
    base64.b64encode(b"PK\3\4" + bytes(20)).decode(),
    base64.b64encode(b'{"a":"' + base64.b64encode(NAME) + b'"}').decode(),
    *(NAME.hex(by) for by in " :-,;"),
    NAME.hex().upper(),
    *(between.join(f"{byte:02x}" for byte in NAME) for between in ("\\x", " 0x", ", 0x", "\u2003")),
    "everyone published 2021-05-06T22:45:00 passages_sha256 unique_id".replace(" ", "\n"),
    *[
        "everyone",
        "published",
        "passages_sha256",
        "a1b2c3d4e5",
        "2021-05-06T22:45",
        "Anna",
        "Kowal",
    ],
]
BETWEEN = [
    "",
    " ",
    "\n",
    "\n ",
    "\n\t",
    "\n  ",
    "\r\n",
    "\r",
    "=",
    "==\n",
    "<",
    "\n<b>",
    "é",
    "—",
    "?",
]
texts = st.lists(
    st.tuples(
        st.sampled_from(PIECES), st.integers(0, 9), st.integers(0, 9), st.sampled_from(BETWEEN)
    ),
    max_size=8,
).map(lambda cut: "".join(p[a : len(p) - b] + between for p, a, b, between in cut))
noise = st.text(st.sampled_from("aF0+/-_=\n\r\t x\\:é\u2003"), max_size=60)

KNOWN = fast.Remembered(Sieve(lambda _: True, SIGNS), is_known_file)


def slow(content: str) -> Iterator[fast.Run]:
    """Every stretch looked for and read, whatever was met before."""
    for pattern, form, read in (
        (fast._BASE64, "in base64", fast._from_base64),
        (fast._HEX, "in hexadecimal", fast._from_hex),
        (fast._HEX_APART, "in hexadecimal", fast._from_hex),
    ):
        seen = set()
        for match in pattern.finditer(content):
            for skip, data in (
                fast.fruitful(read(match[0]), is_known_file) if match[0] not in seen else ()
            ):
                yield fast.Run(data, match.start() + skip, form)
            seen.add(match[0])


def same_runs(content: str) -> None:
    found = list(fast.runs(content, set(), KNOWN))
    told = dict.fromkeys((run.data, run.form) for run in slow(content))
    assert dict.fromkeys((run.data, run.form) for run in found) == told


@settings(max_examples=300, deadline=None)
@given(content=st.one_of(texts, noise))
def test_runs_are_those_of_a_search_that_remembers_nothing(content: str) -> None:
    same_runs(content)


@pytest.mark.slow
@settings(max_examples=30_000, deadline=None)
@given(content=st.one_of(texts, noise))
def test_runs_are_so_in_thirty_thousand_texts(content: str) -> None:
    same_runs(content)


@settings(max_examples=300, deadline=None)
@given(content=st.text(st.sampled_from("ab<>&;#6541%\\nu é"), max_size=40))
def test_a_place_is_that_of_the_character_that_it_came_from(content: str) -> None:
    for made in unwrap(plain(content)):
        exact = _exact(made.forms[-1])
        if exact and "\\u" not in content:
            assert [made.back(n) for n in range(len(made.content) + 1)] == list(
                _slow(content, *exact)
            )


def _slow(content: str, pattern: object, replace: object) -> Iterator[int]:
    at = 0
    for match in pattern.finditer(content):  # type: ignore[attr-defined]
        yield from range(at, match.start())
        yield from [match.start()] * len(replace(match))  # type: ignore[operator]
        at = match.end()
    yield from range(at, len(content) + 1)


def finds(folder: Path, files: dict[str, str]) -> LeakReport:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8", newline="")
    return look(folder, SECRETS, with_drawn=False)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(contents=st.lists(texts, min_size=2, max_size=6))
def test_a_file_tells_the_same_alone_and_behind_others(tmp_path: Path, contents: list[str]) -> None:
    files = {f"{n:02}.txt": content for n, content in enumerate([*contents, *contents])}
    together = finds(tmp_path / "all", files)
    alone = [finds(tmp_path / "one", {name: content}) for name, content in files.items()]
    assert together.finds == tuple(find for one in alone for find in one.finds)
    assert together.unopened == tuple(shut for one in alone for shut in one.unopened)


def test_what_is_nothing_in_one_file_is_found_in_another(tmp_path: Path) -> None:
    inside = base64.b64encode(b"the gate was shut at ten, and nobody said so").decode()
    files = {f"{n:03}.txt": inside for n in range(320)}
    files["200.txt"] = f"{inside} {base64.b64encode(NAME).decode()} {inside}"
    assert {find.file for find in finds(tmp_path / "d", files).finds} == {"200.txt"}
