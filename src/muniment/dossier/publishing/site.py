"""The site: published pages as files that open from a disk, a stick or a server, with their own search.

    index.html  exhibits.html  removed.html  find.html
    exhibits/EX-0041.html
    assets/…

Only published pages come in: `write` takes nothing else.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muniment.dossier.redacting.published import Published
from muniment.model.citation import Citation, exhibit_label
from muniment.model.passage import CitedPassage
from muniment.pages.page import Page
from muniment.pages.publishing import (
    ContentsPage,
    DossierPage,
    FindPage,
    RemovedPage,
    SheetPage,
)
from muniment.pages.rendering import ASSETS, environment_with

_STYLES = ("base.css", "reading.css", "quotes.css", "search.css", "dossier.css", "find.js")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in the site.

    Attributes:
        title: of the dossier.
        path: of the page, from the root.
        root: the way from the page to the root.
    """

    title: str
    path: str
    root: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Where things are in a site, as seen from one page; what is not published leads nowhere.

    Attributes:
        root: the way to the site's root.
        published: the passages that are there.
        pictures: the file of each picture, by the number of its exhibit.
    """

    root: str
    published: frozenset[Citation]
    pictures: dict[int, str]

    def passage(self, citation: Citation) -> str:
        """A passage on the page of its exhibit."""
        if citation not in self.published:
            return ""
        at = f"#p{citation.number}" if citation.number else ""
        return f"{self.root}exhibits/{exhibit_label(citation.exhibit)}.html{at}"

    def exhibit(self, number: Any) -> str:
        """The page of an exhibit."""
        return self.passage(Citation(number))

    def picture(self, number: Any) -> str:
        """An exhibit that is a picture."""
        return f"{self.root}{self.pictures.get(number, '')}"


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a site shows.

    Attributes:
        dossier, contents, removed: its pages.
        sheets: the page of each published exhibit.
        pictures: the file of each picture from the site's root, by its exhibit.
    """

    dossier: Published[DossierPage]
    contents: Published[ContentsPage]
    removed: Published[RemovedPage]
    find: Published[FindPage]
    sheets: Sequence[Published[SheetPage]]
    pictures: dict[int, str]


def write(site: Site, folder: Path) -> None:
    """Write a site into a folder, which is made."""
    title = site.dossier.page.title
    published = frozenset(
        citation
        for sheet in site.sheets
        for citation in (
            Citation(sheet.page.exhibit),
            *(p.citation for p in sheet.page.passages),
        )
    )
    (folder / "exhibits").mkdir(parents=True)
    (folder / "assets").mkdir()
    for name in _STYLES:
        (folder / "assets" / name).write_bytes((ASSETS / name).read_bytes())
    passages = [p for sheet in site.sheets for p in sheet.page.passages]
    (folder / "assets" / "passages.js").write_text(_listed(passages), "utf-8")

    top = _renderer(Links("", published, site.pictures), "")
    for page, path in (
        (site.dossier, "index.html"),
        (site.contents, "exhibits.html"),
        (site.removed, "removed.html"),
        (site.find, "find.html"),
    ):
        (folder / path).write_text(top(page, Place(title, path)), "utf-8")
    below = _renderer(Links("../", published, site.pictures), "../")
    for sheet in site.sheets:
        path = f"exhibits/{sheet.page.label}.html"
        (folder / path).write_text(below(sheet, Place(title, path, "../")), "utf-8")


def _renderer(links: Links, root: str) -> Any:
    """What makes HTML of a published page, and of nothing else."""
    environment = environment_with(links=links, asset=lambda name: f"{root}assets/{name}")

    def render(published: Published[Page], place: Place) -> str:
        template = environment.get_template(f"{published.page.name}.html")
        return template.render(page=published.page, chrome=None, site=place)

    return render


def _listed(passages: list[CitedPassage]) -> str:
    """The published passages for the search, as a script: a page on a disk may not read a file."""
    rows = [
        [exhibit_label(p.citation.exhibit), p.citation.number, p.passage.author, p.passage.text]
        for p in passages
    ]
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"const PASSAGES = {told};\n"
