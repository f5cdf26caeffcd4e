"""Writes docs/reference/workbench.md from the pages: `python -m tests.docs.workbench_reference`."""

import inspect
import re
import sys
from dataclasses import fields
from pathlib import Path

import muniment.web.app  # noqa: F401  and with it every page
from muniment.pages.page import Page
from muniment.web.ways import WAYS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "workbench.md"
_HEAD = """\
# The pages of the workbench

`muniment serve` shows a case in the browser. Each page is built from one frozen dataclass, and what is
on the screen is what its fields hold. The same page is JSON at the same address with `.json` at its
end (`/case.json` for `/`): an object with `schema`, `page` (the name below), `title` and these fields.
Exhibits, passages, quotes and traces in it are written as in [json.md](json.md). `schema` is raised
when a field is renamed, removed or changes its meaning.

This page is gathered by `python -m tests.docs.workbench_reference`; a test holds it to the code, and
another holds the JSON of the sample case to it.
"""


def kin(of: type[Page] = Page) -> list[type[Page]]:
    """The pages, without what they have in common.

    A dataclass with slots is made from a class that may be among the subclasses as well, until it is
    collected: what counts is the one that its module knows.
    """
    return [
        k
        for child in of.__subclasses__()
        if child.__module__.startswith("muniment.")
        and getattr(sys.modules[child.__module__], child.__name__) is child
        for k in ([child] if "name" in vars(child) else []) + kin(child)
    ]


def described(page: type[Page]) -> dict[str, str]:
    """What the docstring says of each attribute, its own and those it inherits."""
    found: dict[str, str] = {}
    for above in reversed(page.__mro__):
        text = inspect.cleandoc(above.__doc__ or "").partition("Attributes:\n")[2]
        for names, told in re.findall(
            r"^    ([\w, ]+): (.*?)(?=^    \w|^\S|\Z)", text, re.MULTILINE | re.DOTALL
        ):
            for name in names.split(", "):
                found[name] = " ".join(told.split())
    return found


def names(page: type[Page]) -> set[str]:
    """The fields of a page."""
    return {f.name for f in fields(page)}


def page() -> str:
    """The page as it should be."""
    parts = [(k, [way.path for way in WAYS if issubclass(k, way.page)]) for k in kin()]
    return _HEAD + "".join(_part(*part) for part in sorted(parts, key=lambda p: p[0].name))


def _part(page: type[Page], addresses: list[str]) -> str:
    first = " ".join(inspect.cleandoc(page.__doc__ or "").split("\n\n")[0].split())
    where = ", ".join(f"`{re.sub(r':int', '', path)}`" for path in addresses)
    told = described(page)
    own = [f.name for f in fields(page) if f.name != "title"]
    rows = "".join(f"| `{name}` | {told[name]} |\n" for name in own)
    head = f"\n## {page.name}\n\n{first}" + (f" At {where}." if where else "") + "\n\n"
    return head + (f"| field | what it is |\n| --- | --- |\n{rows}" if rows else "")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
