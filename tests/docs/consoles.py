"""The consoles of a page: its fenced ```console blocks, run as a reader would run them.

A line that begins with `$ ` is a command; the lines under it are what it says. A line of `…` alone
stands for lines left out, and `…` inside a line for characters left out. Times and digests differ
from run to run, and counts of thousands with each better reader: they are compared as signs. Commands run in one folder, in order; `cd` lasts to the
end of the page. Commands end with exit code 0, except that after an HTML comment
`<!-- exit: 5 -->` the last command of the next block ends with that one.

    python -m tests.docs.consoles PAGE…     write what the commands of these pages say now into them

Output that agrees with the page is left as it stands there, with what it leaves out.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(?:<!-- exit: (\d+) -->\n)?```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DIGEST = re.compile(r"\b[0-9a-f]{16,64}\b")
_COUNT = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_LEFT_OUT = "…"
_WHO = "mira"


@dataclass(frozen=True)
class Command:
    """A command of a page, what the page says it prints, and how it ends."""

    line: str
    said: str
    exit_code: int


def commands(text: str) -> Iterator[Command]:
    """The commands of a page, in order."""
    for match in _BLOCK.finditer(text):
        parts = [_split(p) for p in re.split(r"^\$ ", match[2], flags=re.MULTILINE)[1:]]
        for number, (line, said) in enumerate(parts, 1):
            yield Command(line, said, int(match[1] or 0) if number == len(parts) else 0)


def _split(part: str) -> tuple[str, str]:
    """A command (with its here-document or its continued lines) and the output under it."""
    lines = part.split("\n")
    end = 1
    here = re.search(r"<<'?(\w+)'?", lines[0])
    if here:
        end = lines.index(here[1]) + 1
    while lines[end - 1].endswith("\\"):
        end += 1
    return "\n".join(lines[:end]), "\n".join(lines[end:]).rstrip()


class Terminal:
    """A shell in a folder of its own, 80 columns wide."""

    def __init__(self, home: Path) -> None:
        """Start in `home`, which is also the home folder."""
        self.home = home.resolve()
        self._here = self.home

    def run(self, line: str) -> tuple[str, int]:
        """What a command prints (errors included), and its exit code."""
        script = f'{line}\ncode=$?\nprintf "\\0%s\\0%s" "$code" "$PWD"'
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
            "MUNIMENT_WHO": _WHO,
            "PYTHONUNBUFFERED": "1",
        }
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self._here,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=True,
        )
        said, code, where = done.stdout.decode("utf-8").rsplit("\0", 2)
        self._here = Path(where)
        said = said.replace(str(self.home), f"/home/{_WHO}")
        return "\n".join(line.rstrip() for line in said.split("\n")).rstrip(), int(code)


def agrees(said: str, shown: str) -> bool:
    """Whether what was said is what the page shows.

    >>> agrees("2 files\\na\\nb\\nend of 7", "2 files\\n…\\nend of …")
    True
    """
    lines = [
        r"(?:.*\n)*?"
        if line == _LEFT_OUT
        else ".*".join(re.escape(p) for p in line.split(_LEFT_OUT)) + "\n"
        for line in _signs(shown).split("\n")
    ]
    return re.fullmatch("".join(lines), _signs(said) + "\n") is not None


def _signs(text: str) -> str:
    return _COUNT.sub("‹count›", _DIGEST.sub("‹digest›", _TIME.sub("‹time›", text)))


def written_anew(text: str, terminal: Terminal) -> str:
    """The page with what its commands say now, where that is not what it shows."""

    def block(match: re.Match[str]) -> str:
        parts = []
        for part in re.split(r"^\$ ", match[2], flags=re.MULTILINE)[1:]:
            line, shown = _split(part)
            said, code = terminal.run(line)
            sys.stdout.write(f"[{code}] $ {line.splitlines()[0]}\n")
            now = shown if agrees(said, shown) else said
            parts.append(f"$ {line}\n{now}".rstrip() + "\n")
        note = f"<!-- exit: {code} -->\n" if code else ""
        return f"{note}```console\n{''.join(parts)}```"

    return _BLOCK.sub(block, text)


def main() -> None:
    """Write the given pages anew."""
    from tests.docs.sample_case import build_demo  # it takes a second, and most pages need none

    for page in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            text = page.read_text("utf-8")
            if "demo/case" in text:
                build_demo(Path(folder))
            page.write_text(written_anew(text, Terminal(Path(folder))), "utf-8")


if __name__ == "__main__":
    main()
