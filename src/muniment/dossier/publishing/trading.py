"""Exports: what is published in the forms that other trades take (docs/reference/trade-formats.md)."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from muniment.case import Case
from muniment.dossier.publishing.quotations import PublishedQuotation as Words
from muniment.dossier.publishing.site import Site
from muniment.dossier.trades.annotations import annotations
from muniment.dossier.trades.bates import numbered
from muniment.dossier.trades.dat import concordance
from muniment.dossier.trades.ftm import follow_the_money
from muniment.dossier.trades.opt import opticon
from muniment.dossier.trades.published import (
    PublishedExhibit,
    PublishedPage,
    PublishedPassage,
    PublishedQuotation,
)
from muniment.dossier.trades.rsmf import short_messages
from muniment.dossier.trades.spreadsheet import exhibits_csv, passages_csv
from muniment.dossier.trades.timeline import timeline
from muniment.model.citation import Citation
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import CitedPassage
from muniment.pages.publishing import SheetPage


def exhibits_of(
    case: Case, site: Site, folder: Path, prefix: str, pages: dict[int, tuple[int, int]]
) -> list[PublishedExhibit]:
    """The published exhibits with the numbers of their pages.

    Args:
        case: for the family of each.
        site: its pages.
        folder: of the bundle, in which the files lie already.
        prefix: of the numbers.
        pages: for each exhibit the first and last number on its pages in the PDF.
    """
    plain = [_exhibit(case, sheet.page, folder, pages) for sheet in site.sheets]
    return numbered(plain, prefix)


def _exhibit(
    case: Case, page: SheetPage, folder: Path, pages: dict[int, tuple[int, int]]
) -> PublishedExhibit:
    exhibit = case.exhibit(page.exhibit)
    path = page.file or f"site/exhibits/{page.label}.html"
    data = (folder / path).read_bytes()
    is_drawn = page.file.endswith((".pdf", ".png"))
    first, last = pages.get(int(page.exhibit), (1, 1))
    times = [p.passage.moment for p in page.passages if p.passage.moment]
    return PublishedExhibit(
        int(page.exhibit),
        ExhibitKind(page.kind),
        page.title,
        path,
        moment=times[0] if times else None,
        parent=int(exhibit.parent) if exhibit.parent else None,
        published=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=(PublishedPage(picture=page.file if is_drawn else ""),) * (last - first + 1),
    )


def write_exports(
    site: Site, exhibits: Sequence[PublishedExhibit], words: Sequence[Words], folder: Path
) -> None:
    """Write all exports into a folder, which is made."""
    folder.mkdir()
    title = site.dossier.page.title
    passages = [_passage(p) for sheet in site.sheets for p in sheet.page.passages]
    quotations = [_quotation(one) for one in words]
    files = {
        "load.dat": concordance(exhibits),
        "load.opt": opticon(exhibits),
        "follow-the-money.jsonl": follow_the_money(title, exhibits, passages, quotations),
        "timeline.json": timeline(title, passages),
        "annotations.json": annotations("", quotations),
        "exhibits.csv": exhibits_csv(exhibits),
        "passages.csv": passages_csv(passages),
    }
    for exhibit in exhibits:
        if exhibit.kind is ExhibitKind.CHAT:
            for file in short_messages(exhibit, passages):
                files[file.name] = file.data
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _passage(one: CitedPassage) -> PublishedPassage:
    """A passage; to whom it went stands on no page, so in no export either."""
    p = one.passage
    return PublishedPassage(one.citation, p.text, p.kind, p.role, p.author, (), p.moment, p.answers)


def _quotation(one: Words) -> PublishedQuotation:
    reference = one.quoted.reference
    source: Citation | None = reference.citation if reference else None
    place = f"site/exhibits/{str(source).split(' ', 1)[0]}.html#p{source.number}" if source else ""
    return PublishedQuotation(
        f"line {one.line}",
        "site/index.html",
        one.words,
        source=source,
        source_place=place,
        verdict=str(one.verdict),
    )
