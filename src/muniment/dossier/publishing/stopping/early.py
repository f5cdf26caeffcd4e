"""Early: the texts of a dossier are looked through before its papers are made, which takes longest.

A find there comes in seconds. Every byte is looked at in the end all the same.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from muniment.dossier.publishing.site import Site
from muniment.dossier.redacting.published import Published
from muniment.model.citation import exhibit_label
from muniment.pages.publishing import DossierPage, Part, SheetPage

TEXT = "the text of the dossier"
_CITED = re.compile(r"EX-\d+ ¶\d+")
_NONE = "EX-0000 ¶0"
Lines = list[tuple[str, str]]
"""Texts in their order, each with what its author knows its place by."""


def texts_of(site: Site) -> dict[str, Lines]:
    """The texts of what would be published, by the name of the file that each is looked for in."""
    found = {"dossier": list(_dossier(site.dossier))}
    for sheet in site.sheets:
        found[sheet.page.label] = list(_sheet(sheet))
    return found


def write_texts(texts: dict[str, Lines], folder: Path) -> None:
    """Write texts as files, so that they can be looked through; the folder is made."""
    folder.mkdir(parents=True)
    for name, lines in texts.items():
        (folder / name).write_text("".join(map(_line, lines)), "utf-8")


def place_in(lines: Lines, byte: int) -> tuple[str, str, int]:
    """What its author knows a byte of such a file by, the text that it is in, and where in that text."""
    for place, text in lines:
        data = _line((place, text)).encode()
        if byte < len(data):
            before = len(_line((place, "")).rstrip("\n"))
            return place, text, max(0, len(data[:byte].decode("utf-8", "ignore")) - before)
        byte -= len(data)
    return "", "", 0


def _line(one: tuple[str, str]) -> str:
    """A text in its file: a citation stands before it, so that no secret begins in one and ends in another.
    What else its place is called is no part of what is published, and is not looked at.
    """
    citation = one[0] if _CITED.fullmatch(one[0]) else _NONE
    return f"{citation}: {one[1]}\n\n"


def _dossier(published: Published[DossierPage]) -> Iterator[tuple[str, str]]:
    page = published.page
    yield "the head of the dossier", " · ".join((page.title, page.by, page.date, page.licence))
    for part in page.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[tuple[str, str]]:
    if part.rows and part.exhibit:
        place = f"the table of the quotes of {exhibit_label(part.exhibit)}"
        yield place, part.text
        for row in part.rows:
            yield place, f"“{row.words}” ({row.speaker}) {' '.join(row.reasons)}"
    elif part.kind == "picture" and part.exhibit:
        yield f"the caption of {exhibit_label(part.exhibit)}", part.text
    elif part.text:
        yield TEXT, part.text
    for lane in part.lanes:
        yield f"the figure, {exhibit_label(lane.exhibit)}", f"{lane.label}, {lane.title}"
    for one in part.passages:
        yield str(one.citation), f"{one.passage.author}: {one.passage.text}"


def _sheet(published: Published[SheetPage]) -> Iterator[tuple[str, str]]:
    page = published.page
    yield f"the title of {page.label}", page.title
    for one in page.passages:
        yield str(one.citation), f"{one.passage.author}: {one.passage.text}"
