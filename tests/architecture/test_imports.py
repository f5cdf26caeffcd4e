"""`import muniment` stays light: the heavy libraries are imported where they are used."""

import subprocess
import sys

HEAVY = {
    "lxml",
    "trafilatura",
    "tantivy",
    "pypdfium2",
    "py7zr",
    "python_calamine",
    "rich",
    "starlette",
    "uvicorn",
    "jinja2",
    "sqlite3",
    "cryptography",
    "docx",
    "markdown_it",
    "pikepdf",
    "PIL",
    "reportlab",
}


def test_importing_the_package_and_the_command_pulls_in_nothing_heavy() -> None:
    code = "import sys, muniment, muniment.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not HEAVY & {name.split(".")[0] for name in loaded}
