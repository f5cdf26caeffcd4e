"""Lists the method pages in docs/README.md, by their titles: `python -m tests.docs.contents`."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "README.md"
_LIST = re.compile(
    r"(?<=<!-- method: listed by tests/docs/contents\.py -->\n).*?(?=\n\n)", re.DOTALL
)


def page() -> str:
    """The contents page as it should be."""
    lines = [
        f"- [{path.read_text('utf-8').split(chr(10))[0].removeprefix('# ')}](method/{path.name})"
        for path in sorted((DOCS / "method").glob("*.md"))
    ]
    return _LIST.sub("\n".join(lines), PAGE.read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
