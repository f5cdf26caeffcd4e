"""The pages of the project: every Markdown file that a reader may meet."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ELSEWHERE = {".venv", ".git", ".pytest_cache", "node_modules", "demo", "build", "dist", "changes"}


def pages() -> list[Path]:
    """Every page; evidence that happens to be Markdown is none."""
    return sorted(
        p
        for p in ROOT.rglob("*.md")
        if not _ELSEWHERE & set(p.relative_to(ROOT).parts)
        and not p.is_relative_to(ROOT / "sample" / "story")
        and not p.is_relative_to(ROOT / "sample" / "dossier")
        and not p.is_relative_to(ROOT / "tests" / "golden")
    )


def name_of(page: Path) -> str:
    """The page's path in the project."""
    return page.relative_to(ROOT).as_posix()


def without_code(text: str) -> str:
    """A page's prose: fenced blocks and inline code left out."""
    return re.sub(
        r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    )


def rows(text: str, heading: str) -> dict[str, str]:
    """The tables under a heading, up to the next one: first column to the rest of the row.

    A first cell that names several things in code marks gives a row for each of them.
    """
    part = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    part = re.split(r"^#+ ", part, flags=re.MULTILINE)[0]
    found = {}
    for line in part.split("\n"):
        cells = [c.strip() for c in line.strip().strip("|").split(" | ")]
        for name in re.findall(r"[`*]+([^`*]+)[`*]+", cells[0]) if line.startswith("| ") else ():
            found[name] = " | ".join(cells[1:])
    return found
