"""The names by which one account may name another: its outlet, its title, its author, or what it is.

>>> from muniment.model.citation import ExhibitId
>>> sorted(n.words for n in names_of(Account(ExhibitId(1), outlet="The Skarrow Courier")))
[('courier',), ('skarrow', 'courier')]
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from muniment.model.citation import ExhibitId
from muniment.model.copying import Account, CreditKind
from muniment.model.passage import PassageKind
from muniment.quotes.words import fold

_LEAST_TITLE = 3
"""Words of a title that names its account by itself; shorter ones are phrases of the language."""

_OPENING, _SHORT = 4, 40
"""A report says so in its first four passages, in one of at most forty words: a head, no sentence."""


class Name(NamedTuple):
    """A name, as folded words, for which account it stands, and how it must be written to be one.

    Attributes:
        words: the name's words, folded.
        of: the account.
        kind: what of the account it names.
        is_short: it is a part of a longer name, and wants an article before it (*the Courier*).
    """

    words: tuple[str, ...]
    of: ExhibitId
    kind: CreditKind
    is_short: bool = False


@cache
def phrases() -> dict[str, list[str]]:
    """Lists of words and phrases of the language pack."""
    return {k: v for k, v in _pack().items() if isinstance(v, list)}


@cache
def groups() -> dict[str, dict[str, list[str]]]:
    """Lists of the language pack that stand under a name: wires, genres, sign-offs."""
    return {k: v for k, v in _pack().items() if isinstance(v, dict)}


@cache
def _pack() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(
        files("muniment.quotes.copying.credits").joinpath("en.json").read_text("utf-8")
    )
    return loaded


def names_of(account: Account) -> list[Name]:
    """The names of one account, without those for what it is (*the report*)."""
    names: dict[tuple[str, ...], Name] = {}

    def add(words: Sequence[str], kind: CreditKind, *, is_short: bool = False) -> None:
        if words:
            names.setdefault(tuple(words), Name(tuple(words), account.exhibit, kind, is_short))

    for outlet in (account.outlet, "" if account.outlet else account.bare_name):
        words = fold(outlet)
        if words and words[0] in phrases()["articles"]:
            words = words[1:]
        if not words or tuple(words) == without_article(fold(account.title)):
            continue
        is_genre = any(w in nouns for nouns in groups()["genres"].values() for w in words)
        if is_genre and not account.outlet:  # a file called “Statement of …” is no outlet
            continue
        add(words, CreditKind.OUTLET)
        while len(words) > 1 and words[-1] in phrases()["generic_ends"]:
            words = words[:-1]
            add(words, CreditKind.OUTLET)
        if len(words) > 1:
            add(words[-1:], CreditKind.OUTLET, is_short=True)
    title = without_article(fold(account.title))
    if len(title) >= _LEAST_TITLE:
        add(title, CreditKind.TITLE)
    byline = fold(account.byline)
    if 2 <= len(byline) <= 4:
        add(byline, CreditKind.AUTHOR)
    return list(names.values())


def tell_genre(account: Account) -> str:
    """What an account is, if its first lines say so: `report`, `statement`, or empty.

    A genre that the case gives is taken as it is. An account with an outlet is an article.
    """
    if account.genre or account.outlet:
        return account.genre or "article"
    kept = [p for p in account.passages if p.kind != PassageKind.BOILERPLATE][:_OPENING]
    for text in (account.title, *(p.text for p in kept)):
        words = fold(text[:400])
        if len(words) > _SHORT:
            continue
        start = 1 if words[:1] and words[0] in phrases()["articles"] else 0
        while start < len(words) and words[start] in phrases()["adjectives"]:
            start += 1
        for genre, nouns in groups()["genres"].items():
            if words[start : start + 1] and words[start] in nouns:
                following = words[start + 1 : start + 2]
                if not following or following[0] in phrases()["genre_openings"]:
                    return genre
    return ""


def index_names(accounts: Iterable[Account]) -> dict[tuple[str, ...], list[Name]]:
    """All names of all accounts; a part of a name that two outlets share is nobody's."""
    by_words: dict[tuple[str, ...], list[Name]] = {}
    outlets = {}
    for account in accounts:
        outlets[account.exhibit] = without_article(fold(account.outlet or account.bare_name))
        for name in names_of(account):
            by_words.setdefault(name.words, []).append(name)
    index: dict[tuple[str, ...], list[Name]] = {}
    for words, names in by_words.items():
        full = [name for name in names if not name.is_short]
        if len({outlets[name.of] for name in names}) > 1 and len(full) < len(names):
            names = full if len({outlets[name.of] for name in full}) == 1 else []
        if names:
            index[words] = names
    return index


def without_article(words: Sequence[str]) -> tuple[str, ...]:
    """A name's words without *the* at their head."""
    return tuple(words[1:] if words[:1] and words[0] in phrases()["articles"] else words)
