"""Finding: from a query to passages in context, and from a citation to what it cites."""

from muniment.case.folder import Folder
from muniment.errors import NoSuchPassageError
from muniment.model.citation import Citation, exhibit_label
from muniment.model.exhibit import Exhibit
from muniment.model.finding import Copy, Finding, Findings, View
from muniment.search import Query, describe, highlight, parse
from muniment.store.texts import citation_of, key_of

FACETS = ("kind", "author", "place", "custodian", "month", "role")
_WIDTH = 240
"""Characters of a passage that a result shows: three lines of a terminal."""

_FIRST_PASSAGES = 12
"""Passages shown of an exhibit when no passage is asked for."""


def search(
    folder: Folder,
    text: str,
    sort: str = "relevance",
    limit: int = 20,
    after: str = "",
    facets: tuple[str, ...] = (),
) -> Findings:
    """Find passages. See `muniment.case.Case.search`."""
    query = parse(text)
    index = folder.index()
    page = index.search(query, sort=sort, limit=limit, cursor=after or None)
    counts = index.facets(query, facets, 10) if facets else {}
    return Findings(
        str(query),
        describe(query),
        page.total,
        index.count(),
        _fold_copies(folder, query, [r.key for r in page.results]),
        page.cursor,
        counts,
        page.is_at_least,
    )


def _fold_copies(folder: Folder, query: Query, keys: list[int]) -> list[Finding]:
    """Results in their order; one that is a copy of a result above it is shown with that one."""
    texts = folder.texts
    passages = texts.by_key(keys)
    exhibits: dict[int, Exhibit] = {}
    shown: dict[int, Finding] = {}
    for key in keys:
        first = texts.first_of(key)
        if first in shown:
            continue
        found = passages[key]
        number = found.citation.exhibit
        if number not in exhibits:
            exhibits[number] = folder.exhibit(number)
        snippet = highlight(found.passage.text, query, _WIDTH)
        shown[first] = Finding(
            found,
            exhibits[number],
            snippet.text,
            snippet.marks,
            snippet.is_cut_before,
            snippet.is_cut_after,
            tuple(Copy(citation_of(k), share) for k, share in texts.copies(key)),
        )
    return list(shown.values())


def show(folder: Folder, citation: Citation, around: int) -> View:
    """What a citation cites. See `muniment.case.Case.show`."""
    exhibit = folder.exhibit(citation.exhibit)
    readings, texts = folder.readings, folder.texts
    count = texts.count(exhibit.id)
    if citation.number > count:
        raise NoSuchPassageError(
            label=exhibit_label(exhibit.id), number=citation.number, last=count
        )
    first, last = (1, _FIRST_PASSAGES)
    if citation.number:
        first, last = max(1, citation.number - around), citation.number + around
    copies = texts.copies(key_of(citation)) if citation.number else []
    return View(
        exhibit,
        _sources(folder, exhibit),
        folder.family(exhibit),
        list(folder.ledger.inside(exhibit.id)),
        readings.facts(exhibit.id),
        readings.warnings(exhibit.id),
        texts.between(exhibit.id, first, last),
        count,
        citation.number,
        [Copy(citation_of(key), share) for key, share in copies],
        folder.ledger.settings().get(exhibit.id, {}),
        folder.letters.answers(exhibit.id),
        folder.letters.answered_by(exhibit.id),
    )


def _sources(folder: Folder, exhibit: Exhibit) -> list[str]:
    """From where an exhibit came, each time that it did, in the words of the custody log."""
    return [f"{e.source} ({e.action} {e.at} by {e.who})" for e in folder.ledger.entries(exhibit.id)]
