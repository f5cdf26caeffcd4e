"""The stages that run over all passages after each exhibit is read: index, copies, threads."""

import sys
from collections.abc import Iterable, Iterator

from muniment.case.folder import Folder
from muniment.model.citation import Citation
from muniment.model.exhibit import Exhibit
from muniment.model.passage import PassageKind, Values
from muniment.model.reading import Fact
from muniment.search.entry import Entry
from muniment.search.grammar.dates import beginning
from muniment.search.writing import IndexWriter
from muniment.store.schema import Transaction

_MOST_NAMES = 50
"""Times that the same bytes came in of which the names are found by `in:`; a logo comes in thousands."""

_LETTERS = 10_000
"""Mails threaded at a time, so that memory stays flat; a later one finds what an earlier one missed."""


def names_of(folder: Folder, exhibit: Exhibit, facts: list[Fact]) -> tuple[str, ...]:
    """What `in:` finds an exhibit by: the numbers and names of its families, its own, and its title.

    The same bytes may have come in several times, from outside and inside others, under several
    names; the custody log knows all of them.
    """
    names: dict[str, None] = {}
    for action, source in folder.ledger.arrivals(exhibit.id, _MOST_NAMES):
        if action == "unpacked":
            label, _, rest = source.partition(" ")
            container = folder.exhibit(Citation.parse(label).exhibit)
            for above in (*folder.family(container), container):
                names.update({above.label: None, above.name: None})
            names[rest.partition(" ")[2]] = None
        elif action == "taken in" and not source.endswith(exhibit.name):
            names[source.rpartition("/")[2]] = None
    line = [*folder.family(exhibit), exhibit]
    names.update({name: None for e in line for name in (e.label, e.name)})
    titles = [f.value for f in facts if f.name in {"chat", "title"}]
    return (*names, *titles)


def entries(
    values: Iterable[Values], exhibit: Exhibit, kind: str, names: tuple[str, ...]
) -> Iterator[Entry]:
    """The passages of one exhibit as the search index takes them."""
    for v in values:
        yield Entry(
            key=v.key,
            exhibit=exhibit.id,
            number=v.key & 0xFFFFFFFF,
            text=v.text,
            kinds=(v.kind, kind),
            role=v.role,
            author=v.author,
            recipients=v.recipients,
            place=names,
            custodian=exhibit.custodian,
            epoch=v.epoch,
            month=v.time[:7] if len(v.time) >= 7 else "",
            wall=None if v.epoch is None else beginning(v.time),
            is_furniture=v.kind == PassageKind.BOILERPLATE,
        )


def index_again(folder: Folder, writer: IndexWriter, exhibits: list[int]) -> None:
    """Put exhibits into the index that were read before and are not, or not wholly, in it."""
    if not exhibits:
        return
    for number in exhibits:
        exhibit = folder.exhibit(number)
        writer.remove_exhibit(number)
        found = folder.texts.values(number)
        writer.add(
            entries(
                found,
                exhibit,
                exhibit.kind,
                names_of(folder, exhibit, folder.readings.facts(number)),
            )
        )
    writer.commit()
    with Transaction(folder.db):
        folder.readings.done("index", exhibits)


def group_copies(folder: Folder, below: int = sys.maxsize) -> None:
    """Group the passages that say nearly the same, of exhibits numbered below the one given.

    In the order of citations: an exhibit waits until all before it are read.
    """
    exhibits = [number for number in folder.readings.todo("alike") if number < below]
    with Transaction(folder.db):
        folder.texts.group_alike(exhibits)
        folder.readings.done("alike", exhibits)


def find_threads(folder: Folder) -> None:
    """Find which mail answers which."""
    exhibits = folder.readings.todo("threads")
    for start in range(0, len(exhibits), _LETTERS):
        some = exhibits[start : start + _LETTERS]
        with Transaction(folder.db):
            folder.letters.thread(some)
            folder.readings.done("threads", some)
