"""The consoles of a page: its fenced ```console blocks, run as a reader would run them.

A line that begins with `$ ` is a command; the lines under it are what it says. A line of `…` alone
stands for lines left out, and `…` inside a line for characters left out. Times, digests and the
name of the user differ from run to run and are compared as signs. Commands run in one folder, in
order; `cd` lasts to the end of the page. After an HTML comment `<!-- exit: 5 -->`, the commands of
the next block must end with that exit code; otherwise with 0.

    python -m tests.docs.consoles PAGE…     show what the commands of these pages say now
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
_BLOCK = re.compile(r"(?:<!-- exit: (\d+) -->\n)?```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DIGEST = re.compile(r"\b[0-9a-f]{16,64}\b")
_LEFT_OUT = "…"
_WHO = "mira"


@dataclass(frozen=True)
class Command:
    """A command of a page, what the page says it prints, and how it ends."""

    line: str
    said: str
    exit_code: int


def commands(page: Path) -> Iterator[Command]:
    """The commands of a page, in order."""
    for code, block in _BLOCK.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, said = _split(part)
            yield Command(line, said, int(code or 0))


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
        return self.hide(said).rstrip(), int(code)

    def hide(self, text: str) -> str:
        """The text with this machine's folders as a reader's own."""
        return text.replace(str(self.home), f"/home/{_WHO}")


def agrees(said: str, shown: str) -> bool:
    """Whether what was said is what the page shows."""
    pattern = re.escape(_signs(shown)).replace(re.escape(_LEFT_OUT), _LEFT_OUT)
    pattern = re.sub(rf"^{_LEFT_OUT}$\n?", r"(?:.*\\n)*?", pattern, flags=re.MULTILINE)
    pattern = pattern.replace(_LEFT_OUT, ".*")
    return re.fullmatch(pattern + r"\n*", _signs(said) + "\n") is not None


def _signs(text: str) -> str:
    lines = (line.rstrip() for line in text.split("\n"))
    return _DIGEST.sub("‹digest›", _TIME.sub("‹time›", "\n".join(lines)))


def main() -> None:
    """Show what the commands of the given pages say now, to be copied into them."""
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            terminal = Terminal(Path(folder))
            for command in commands(Path(name)):
                said, code = terminal.run(command.line)
                state = "" if agrees(said, command.said) and code == command.exit_code else " ←"
                sys.stdout.write(f"$ {command.line}\n{said}\n[exit {code}]{state}\n")


if __name__ == "__main__":
    main()
