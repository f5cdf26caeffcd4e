"""Quotations as annotations that any reader of the standard can find again on the page.

W3C Web Annotation Data Model (Recommendation of 23 February 2017), section 4.2: a TextQuoteSelector with
the exact words and what stands around them, and, where it was counted, a TextPositionSelector, half-open,
in code points.
"""

from collections.abc import Iterable

from muniment.dossier.trades.published import PublishedQuotation
from muniment.dossier.trades.writing import as_json

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotations(base: str, quotations: Iterable[PublishedQuotation]) -> bytes:
    """All quotations as one AnnotationPage; `base` is the address under which they will stand."""
    items = [_annotation(base, quotation) for quotation in quotations]
    page = {"@context": _CONTEXT, "id": f"{base}annotations.json", "type": "AnnotationPage"}
    return as_json({**page, "items": items})


def _annotation(base: str, quotation: PublishedQuotation) -> dict[str, object]:
    ref = quotation.ref.replace(" ¶", "-").replace(".", "-").replace(" ", "-").lower()
    bodies: list[dict[str, object]] = []
    if quotation.source:
        place = quotation.source_place or f"{base}#{quotation.source}".replace(" ¶", "-")
        bodies.append({"type": "SpecificResource", "source": place, "purpose": "linking"})
    said = " ".join(filter(None, [quotation.ref, quotation.verdict]))
    bodies.append(
        {"type": "TextualBody", "value": said, "format": "text/plain", "purpose": "describing"}
    )
    return {
        "id": f"{base}annotations.json#{ref}",
        "type": "Annotation",
        "motivation": "linking" if quotation.source else "describing",
        "body": bodies,
        "target": {"source": quotation.place, "selector": _selectors(quotation)},
    }


def _selectors(quotation: PublishedQuotation) -> list[dict[str, object]]:
    words: dict[str, object] = {"type": "TextQuoteSelector", "exact": quotation.exact}
    if quotation.prefix:
        words["prefix"] = quotation.prefix
    if quotation.suffix:
        words["suffix"] = quotation.suffix
    if quotation.span is None:
        return [words]
    start, end = quotation.span
    return [words, {"type": "TextPositionSelector", "start": start, "end": end}]
