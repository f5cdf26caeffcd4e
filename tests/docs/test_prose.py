"""The pages hold together: links lead somewhere, words are the glossary's, no machine is named."""

import ast
import re
from pathlib import Path

import pytest

from tests.docs import cli_reference
from tests.docs.pages import ROOT, name_of, pages, rows, without_code

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HOSTS = re.compile(r"localhost|127\.0\.0\.1|index-url|\.internal\b")
GLOSSARY = ROOT / "docs" / "reference" / "glossary.md"


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    heads = re.findall(
        r"^#+ (.*)$",
        re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE),
        re.MULTILINE,
    )
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads}


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(without_code(page.read_text("utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_no_page_names_a_machine(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not _HOSTS.search(text)
    for folder in (ROOT, ROOT.parent, Path.home()):
        assert f"{folder}/" not in text or folder == Path("/")


def test_every_page_of_the_documentation_is_in_its_contents() -> None:
    contents = ROOT / "docs" / "README.md"
    linked = {
        (contents.parent / link.partition("#")[0]).resolve()
        for link in _LINK.findall(contents.read_text("utf-8"))
    }
    missing = [name_of(p) for p in sorted((ROOT / "docs").rglob("*.md")) if p not in linked]
    assert missing in ([], ["docs/README.md"]), "name it in docs/README.md"


def avoided() -> re.Pattern[str]:
    """The words that the glossary says to avoid."""
    text = GLOSSARY.read_text("utf-8").split("## Words to avoid")[1]
    cells = [line.split("|")[1] for line in text.split("\n") if line.startswith("| ")][2:]
    words = [w.strip() for cell in cells for w in cell.split(",")]
    assert "document" in words
    return re.compile(rf"\b({'|'.join(words)})s?\b", re.IGNORECASE)


def spoken_by_us() -> dict[str, str]:
    """Everything that Muniment says in its own words, by where it stands."""
    spoken = {
        "help": re.sub(r"\[.*?\]", "", cli_reference.page().split("## `muniment`", 1)[1]),
        "glossary": GLOSSARY.read_text("utf-8").split("## Words to avoid")[0],
        "README.md": (ROOT / "README.md").read_text("utf-8"),
    }
    for module in ("cli/layout.py", "cli/grammar_page.py", "cli/progress.py", "errors.py"):
        tree = ast.parse((ROOT / "src" / "muniment" / module).read_text("utf-8"))
        spoken[module] = "\n".join(
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        )
    for page in (ROOT / "docs").glob("*/*.md"):
        if page.parent.name in {"tutorial", "howto"}:
            spoken[name_of(page)] = page.read_text("utf-8")
    return spoken


@pytest.mark.parametrize("place", sorted(spoken_by_us()))
def test_words_to_avoid_are_avoided(place: str) -> None:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", spoken_by_us()[place])
    text = (
        re.sub(r"`[^`\n]*`", "", text) if place.endswith("md") else text
    )  # names that others gave
    found = avoided().search(text)
    assert not found, f"{found[0]!r} in …{text[max(0, found.start() - 40) : found.end() + 40]}…"


def test_the_nouns_of_the_json_page_are_linked_to_parts_that_exist() -> None:
    page = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8")
    for part in re.findall(r"\]\(#([\w-]+)\)", page):
        assert rows(page, part.replace("-", " "))
