"""The size limits of the house: a room that outgrows them is split by what it knows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "muniment"
MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_fits_in_the_head(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module opens with what the thing is"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


@pytest.mark.parametrize(
    "folder", sorted({p.parent for p in MODULES}), ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_folder_has_at_most_twelve_modules(folder: Path) -> None:
    modules = [p for p in folder.glob("*.py") if p.name != "__init__.py"]
    # There are as many readers as there are formats, and each is one file.
    assert folder.name == "readers" or len(modules) <= 12


def test_the_architecture_page_is_a_map_not_an_atlas() -> None:
    page = ROOT / "ARCHITECTURE.md"
    assert page.read_text("utf-8").count("\n") <= 200
