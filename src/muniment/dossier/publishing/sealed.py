"""What is sealed with a dossier: the published passages as data, its quotations, and the custody log."""

from collections.abc import Sequence

from muniment.case import Case
from muniment.dossier.publishing.quotations import PublishedQuotation
from muniment.dossier.publishing.site import Site
from muniment.dossier.sealing import Contents, Custody, Exhibit, Passage, Quotation, fits_plainly
from muniment.model.citation import Citation
from muniment.model.passage import CitedPassage
from muniment.model.trace import Verdict
from muniment.pages.publishing import SheetPage


def contents(
    case: Case,
    site: Site,
    raw: Sequence[SheetPage],
    quotations: Sequence[PublishedQuotation],
    now: str,
) -> Contents:
    """What is sealed beside the files of a bundle."""
    originals = {p.citation: p for sheet in raw for p in sheet.passages}
    exhibits = tuple(_exhibit(case, sheet.page, originals) for sheet in site.sheets)
    texts = {p.citation: p.passage.text for sheet in site.sheets for p in sheet.page.passages}
    page = site.dossier.page
    return Contents(
        page.title,
        now,
        exhibits,
        # Of one that is blacked out whole nothing is said that could be checked.
        tuple(_quotation(one, texts) for one in quotations if any(map(str.isalnum, one.words))),
        Custody(tuple(case.log())),
        license=page.licence,
        publisher=page.by,
    )


def _exhibit(case: Case, page: SheetPage, originals: dict[Citation, CitedPassage]) -> Exhibit:
    digest = case.exhibit(page.exhibit).digest
    passages = tuple(_passage(one, originals[one.citation]) for one in page.passages)
    return Exhibit(page.exhibit, page.title, digest, passages, page.total, page.file)


def _passage(one: CitedPassage, original: CitedPassage) -> Passage:
    """A passage as it is published; what differs from the original is committed to."""
    p, was = one.passage, original.passage.text
    time = p.moment.local if p.moment else ""
    redacted = was if was != p.text else None
    return Passage(one.citation.number, p.text, p.author, time, str(p.role), redacted)


def _quotation(one: PublishedQuotation, texts: dict[Citation, str]) -> Quotation:
    reference = one.quoted.reference
    assert reference is not None
    first = reference.citation
    cited = tuple(Citation(first.exhibit, n) for n in range(first.number, reference.last + 1))
    fits = fits_plainly(one.words, [texts[c] for c in cited])
    verdict = one.verdict if one.verdict in Verdict else Verdict.VERBATIM
    return Quotation(
        "site/index.html",
        f"line {one.line} of the draft",
        one.words,
        cited,
        verdict,
        by_eye=not fits,
    )
