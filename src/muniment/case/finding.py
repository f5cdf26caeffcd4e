"""Finding: from a query to passages in context, and from a citation to what it cites."""

from difflib import get_close_matches

from muniment.case.folder import Folder
from muniment.errors import NoSuchPassageError, QueryError
from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit, ExhibitKind
from muniment.model.finding import Copy, Finding, Findings, View
from muniment.model.passage import CitedPassage, PassageKind
from muniment.search import Query, describe, highlight, parse
from muniment.search.grammar.tree import Scope, Word, walk
from muniment.store.texts import citation_of, key_of

FACETS = ("kind", "author", "place", "custodian", "month", "role")
_VALUES = 200
"""Values counted for each facet, the most frequent; months are counted all."""

_WIDTH = 240
"""Characters of a passage that a result shows: three lines of a terminal."""

_LOOKED_THROUGH = 5_000
"""Results among which the place of a passage is looked for: their keys are read, not their texts."""

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
    _check_kinds(query)
    index = folder.index()
    searched = index.count()
    page = index.search(query, sort=sort, limit=limit, cursor=after or None)
    counts = index.facets(query, facets, _VALUES) if facets else {}
    return Findings(
        str(query),
        describe(query),
        page.total,
        searched,
        _fold_copies(folder, query, [r.key for r in page.results], _seen(after)),
        page.cursor,
        counts,
        page.is_at_least,
        max(0, folder.readings.passage_count() - searched),
        folder.readings.pending_count(),
    )


def _check_kinds(query: Query) -> None:
    """Refuse a kind that no passage can be of: finding nothing would look like an answer."""
    known = [*PassageKind, *ExhibitKind]
    scopes = [n for n in walk(query.root) if isinstance(n, Scope) and n.name == "kind"]
    for word in (n for scope in scopes for n in walk(scope.inner) if isinstance(n, Word)):
        if word.text.lower() not in known:
            near = get_close_matches(word.text.lower(), known, 1)
            hint = f" Did you mean kind:{near[0]}?" if near else f" Kinds are: {', '.join(known)}."
            raise QueryError(
                cause=f"There is no kind “{word.text}”.{hint}",
                query=query.text,
                start=word.span[0],
                end=word.span[1],
            )


def _seen(after: str) -> int:
    """How many results stand on the pages before this one."""
    return int(after.rpartition(".")[2] or 0) if after else 0


def results(
    folder: Folder, text: str, sort: str, first: int, count: int
) -> tuple[list[Citation], int]:
    """Where some of the results stand. See `muniment.case.Case.results`."""
    found, total = folder.index().stretch(parse(text), sort, first, count)
    return [citation_of(r.key) for r in found], total


def place_of(folder: Folder, text: str, sort: str, citation: Citation) -> int:
    """Which of the results a passage is, from 1; 0 when it is not among the first of them."""
    found, _ = folder.index().stretch(parse(text), sort, 1, _LOOKED_THROUGH)
    key = key_of(citation)
    return next((place for place, one in enumerate(found, 1) if one.key == key), 0)


def marks(text: str, passages: list[CitedPassage]) -> dict[int, tuple[tuple[int, int], ...]]:
    """What answers a query in passages, by their numbers. See `muniment.case.Case.marks`."""
    query = parse(text)
    found = ((p.citation.number, highlight(p.passage.text, query, 0).spans) for p in passages)
    return {number: spans for number, spans in found if spans}


def _fold_copies(folder: Folder, query: Query, keys: list[int], seen: int) -> list[Finding]:
    """Results in their order; one that is a copy of a result above it is shown with that one."""
    texts = folder.texts
    passages = texts.by_key(keys)
    exhibits: dict[int, Exhibit] = {}
    titles: dict[int, str] = {}
    shown: dict[int, Finding] = {}
    for place, key in enumerate(keys, seen + 1):
        if key not in passages:  # it is being read again, and is not in the index as it was
            continue
        first = texts.first_of(key)
        if first in shown:
            continue
        found = passages[key]
        number = found.citation.exhibit
        if number not in exhibits:
            exhibits[number] = folder.exhibit(number)
            titles[number] = title_of(folder, exhibits[number])
        snippet = highlight(found.passage.text, query, _WIDTH)
        shown[first] = Finding(
            found,
            exhibits[number],
            titles[number],
            snippet.text,
            snippet.marks,
            snippet.is_cut_before,
            snippet.is_cut_after,
            tuple(Copy(citation_of(k), share) for k, share in texts.copies(key)),
            place,
        )
    return list(shown.values())


def title_of(folder: Folder, exhibit: Exhibit) -> str:
    """What an exhibit calls itself: its title, its chat's, its subject; else its file name."""
    facts = {f.name: f.value for f in folder.readings.facts(exhibit.id)}
    named = facts.get("title") or facts.get("chat") or facts.get("subject")
    return named or exhibit.name.rpartition("/")[2]


def extent(folder: Folder, citation: Citation) -> int:
    """How many passages the exhibit has that a citation names.

    Raises:
        NoSuchExhibitError: no exhibit has this number.
        NoSuchPassageError: the exhibit has fewer passages.
    """
    exhibit = folder.exhibit(citation.exhibit)
    count = folder.texts.count(exhibit.id)
    if citation.number > count:
        told = f"its passages run from ¶1 to ¶{count}" if count else "it has no passages"
        raise NoSuchPassageError(label=exhibit.label, number=citation.number, extent=told)
    return count


def show(folder: Folder, citation: Citation, around: int) -> View:
    """What a citation cites. See `muniment.case.Case.show`."""
    exhibit = folder.exhibit(citation.exhibit)
    readings, texts = folder.readings, folder.texts
    count = extent(folder, citation)
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
        folder.ledger.settings(exhibit.id).get(exhibit.id, {}),
        folder.letters.answers(exhibit.id),
        folder.letters.answered_by(exhibit.id),
    )


def _sources(folder: Folder, exhibit: Exhibit) -> list[str]:
    """From where an exhibit came, each time that it did, in the words of the custody log."""
    return [f"{e.source} ({e.action} {e.at} by {e.who})" for e in folder.ledger.entries(exhibit.id)]
