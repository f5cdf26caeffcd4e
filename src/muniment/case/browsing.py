"""Browsing: exhibits in lists, passages in stretches, and how many there are in each month."""

from collections.abc import Iterable
from dataclasses import replace

from muniment.case.finding import show, title_of
from muniment.case.folder import Folder
from muniment.errors import StaleIndexError
from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit
from muniment.model.finding import Answer, Listed, Listing, ThreadMail, View
from muniment.model.passage import CitedPassage
from muniment.search import parse
from muniment.store.texts import key_of

_THREAD = 300
"""Mails of one thread that are listed, and steps up to its first."""

_EVERYTHING = "is:any"
"""Months counted at most: two hundred years."""


def listing(
    folder: Folder, kind: str, state: str, custodian: str | None, after: int, limit: int
) -> Listing:
    """Exhibits in order of their numbers. See `muniment.case.Case.listing`."""
    found, total = folder.ledger.listed(kind, state, custodian, after, limit + 1)
    exhibits = [Listed(e, title_of(folder, e), passages) for e, passages in found[:limit]]
    more = int(exhibits[-1].exhibit.id) if len(found) > limit else 0
    return Listing(exhibits, total, more)


def stretch(folder: Folder, exhibit: int, first: int, last: int) -> View:
    """An exhibit with its passages from one number to another. See `muniment.case.Case.read`."""
    view = show(folder, Citation(folder.exhibit(exhibit).id), 0)
    return replace(view, passages=folder.texts.between(exhibit, first, last))


def passages(folder: Folder, cited: Iterable[Citation]) -> dict[Citation, CitedPassage]:
    """Passages by their citations. See `muniment.case.Case.passages`."""
    found = folder.texts.by_key(key_of(c) for c in cited)
    return {p.citation: p for p in found.values()}


def number_at(folder: Folder, exhibit: int, local: str) -> int:
    """The number of the first passage of an exhibit written at or after a time. See `Case.number_at`.

    An exhibit is written in order of time, but for a few lines: halving finds the place in a few steps.
    """
    low, high = 1, folder.texts.count(exhibit) + 1
    while low < high:
        middle = (low + high) // 2
        dated = folder.texts.next_dated(exhibit, middle)
        if dated is None or dated[0] >= high:
            high = middle
        elif dated[1] < local:
            low = dated[0] + 1
        else:
            high = middle
    return low


def months(folder: Folder, query: str = "") -> list[tuple[str, int]]:
    """How many of the passages that answer a query were written in each month, in order of time.

    Remembered: of a chat of 850,000 messages counting takes 40 ms, and every page of it asks.
    """
    try:
        mark = (folder.index().count(), folder.evidence_mark())
        return folder.remembered(f"months {query}", lambda: _counted(folder, query), mark)
    except StaleIndexError:
        return []


def _counted(folder: Folder, query: str) -> list[tuple[str, int]]:
    counts = folder.index().facets(parse(query or _EVERYTHING), ("month",))
    return [(month, n) for month, n in counts["month"] if month]


def named(folder: Folder, exhibit: int, names: Iterable[str]) -> dict[str, Exhibit]:
    """What came in the same family under these names. See `muniment.case.Case.named`."""
    wanted = set(names)
    if not wanted:
        return {}
    parent = folder.exhibit(exhibit).parent
    homes = [exhibit, *([parent] if parent else [])]
    return {name: e for home in homes for name, e in folder.ledger.inside_named(home, wanted)}


def thread(folder: Folder, exhibit: int) -> list[ThreadMail]:
    """The thread of a mail. See `muniment.case.Case.thread`."""
    letters, top = folder.letters, exhibit
    for _ in range(_THREAD):
        above = letters.answers(top)
        if above is None:
            break
        top = above.exhibit
    listed: list[ThreadMail] = []
    waiting: list[tuple[int, int, Answer | None]] = [(top, 0, None)]
    while waiting and len(listed) < _THREAD:
        number, depth, answer = waiting.pop()
        mail = folder.exhibit(number)
        head = next((p.passage for p in folder.texts.between(number, 1, 1)), None)
        time = str(head.moment) if head and head.moment else ""
        author = head.author if head else ""
        listed.append(ThreadMail(mail, title_of(folder, mail), author, time, depth, answer))
        below = [
            (int(a.exhibit), depth + 1, replace(a, exhibit=mail.id))
            for a in letters.answered_by(number)
        ]
        waiting += reversed(below)
    return listed
