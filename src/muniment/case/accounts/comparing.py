"""Comparing the accounts of a case: what they have from each other, and how many stand alone."""

from collections.abc import Collection, Iterable, Iterator

from muniment.case.accounts.publishing import publication
from muniment.case.folder import Folder
from muniment.model.citation import ExhibitId
from muniment.model.copying import Account, Copying, Independence, Quoted
from muniment.quotes.copying import compare, draw
from muniment.quotes.copying import independence as count_independent


def copying(folder: Folder, among: Collection[int] | None) -> Copying:
    """What the accounts have from each other: all of them, or some."""
    return compare(accounts(folder, among))


def independence(
    folder: Folder, statement: str, among: Iterable[int], compared: Collection[int] | None
) -> Independence:
    """How many accounts of a statement are independent of each other."""
    every = list(accounts(folder, compared))
    named = [folder.exhibit(number).id for number in among]
    return count_independent(statement, every, compare(every), named)


def drawing(found: Copying, *, is_alone: bool = True) -> str:
    """What the accounts have from each other as a picture, in SVG; see `muniment.quotes.copying.draw`."""
    return draw(found, is_alone=is_alone)


def accounts(folder: Folder, among: Collection[int] | None) -> Iterator[Account]:
    """The accounts of a case as comparing takes them in: all of them, or some."""
    for number in folder.quotations.accounts():
        if among is None or number in among:
            yield account(folder, number)


def account(folder: Folder, number: int) -> Account:
    """One account: its words, its quotes with their traces, and when it came out."""
    exhibit = folder.exhibit(number)
    told = {f.name: f.value for f in folder.readings.facts(number)}
    published, doubt = publication(folder, number)
    return Account(
        ExhibitId(number),
        exhibit.name.rpartition("/")[2],
        told.get("outlet", ""),
        told.get("title", "") or told.get("subject", ""),
        told.get("byline", "") or told.get("author", ""),
        published,
        doubt,
        passages=tuple(folder.texts.values(number)),
        quotes=tuple(Quoted(quote, trace) for _, quote, trace in folder.quotations.kept(number)),
    )
