"""Credits: where an account says itself from whom it has something.

A credit is a name of another account near a word that credits (*as the Courier revealed*, *the report
says*, *the Gong's headline*), in the account's own words: what somebody says inside quotation marks
credits nobody. Names that stand for no account of the case are told as well, with no account.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from muniment.model.citation import ExhibitId
from muniment.model.copying import Account, Credit, CreditKind
from muniment.quotes.copying.credits.names import (
    Name,
    groups,
    index_names,
    phrases,
    tell_genre,
    without_article,
)
from muniment.quotes.copying.credits.wires import find_wires
from muniment.quotes.copying.wording import Row
from muniment.quotes.words import fold

_BEFORE, _AFTER = 4, 6
"""Words before and after a name among which a crediting word is looked for, in its sentence."""
_NEAR = 120
"""Code points that hold so many words."""
_REACH = 400
"""Code points to which a sentence is followed on either side."""
_STOP = re.compile(r"[.!?][\"”’')\]]*\s|\n")
_OPENS = re.compile(r"(?:^|\s)[\"“‘']")
_POSSESSIVE = re.compile(r"(?:['’]s?\b|(?<=s)['’])")


_Written = dict[tuple[int, ...], list[Name]]


class Mention(NamedTuple):
    """A name as it stands in an account: by whom, half-open words of the row, and for which accounts."""

    by: int
    start: int
    end: int
    kind: CreditKind
    of: tuple[ExhibitId, ...]
    is_short: bool = False


def find_credits(row: Row, editions: Mapping[ExhibitId, ExhibitId]) -> list[Credit]:
    """The credits in the accounts of a row, in its order.

    Args:
        row: the accounts' words.
        editions: for an exhibit that is another's edition, the exhibit that stands for both.
    """
    named: list[Credit] = []
    for mention in _mentions(row, editions):
        found = _read(row, mention, editions)
        if found:
            named.append(found)
    once = {(c.by, c.to, c.place.citation, c.text): c for c in reversed(named)}
    known = index_names(row.accounts)
    apart = [
        credit
        for account in row.accounts
        for credit in find_wires(account)
        if credit.kind is CreditKind.WIRE or without_article(fold(credit.name)) not in known
    ]
    return [*reversed(once.values()), *apart]


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Half-open bounds of the sentence around a span; no more than 400 code points on either side."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for stop in _STOP.finditer(text, low, start):
        low = stop.end()
    after = _STOP.search(text, end, high)
    return low, after.end() if after else high


def _mentions(row: Row, editions: Mapping[ExhibitId, ExhibitId]) -> Iterator[Mention]:
    """Every name in the accounts' own text, the longest where several begin at one word."""
    written = _as_numbers(row, index_names(row.accounts))
    genres = _genres(row.accounts, editions)
    nouns = {
        row.known[form]: of
        for genre, of in genres.items()
        for noun in groups()["genres"][genre]
        for form in (noun, f"{noun}s")
        if form in row.known
    }
    lengths: dict[int, list[int]] = {}
    for numbers in sorted(written, key=len, reverse=True):
        if len(numbers) not in lengths.setdefault(numbers[0], []):
            lengths[numbers[0]].append(len(numbers))
    after = 0
    heads = [*lengths, *nouns]
    for at in np.flatnonzero(np.isin(row.numbers, heads)).tolist():
        if at < after or row.is_comment(at):
            continue
        by, (_, end) = row.account_at(at), row.stretch_at(at)
        for length in lengths.get(row.words[at], ()):
            found = written.get(tuple(row.words[at : min(at + length, end)]))
            if found:
                after = at + length
                of = tuple(name.of for name in found)
                yield Mention(by, at, after, found[0].kind, of, found[0].is_short)
                break
        else:
            if row.words[at] in nouns:
                of = (nouns[row.words[at]],)
                yield Mention(by, at, at + 1, CreditKind.GENRE, of)


def _as_numbers(row: Row, names: Mapping[tuple[str, ...], list[Name]]) -> _Written:
    """Names by the numbers of their words in the row, also with the *s* of a possessive."""
    written: _Written = {}
    for words, of in names.items():
        for form in (words, (*words[:-1], f"{words[-1]}s")):
            if all(word in row.known for word in form):
                written.setdefault(tuple(row.known[word] for word in form), of)
    return written


def _genres(
    accounts: Sequence[Account], editions: Mapping[ExhibitId, ExhibitId]
) -> dict[str, ExhibitId]:
    """What an account is, where only one account of the case is that."""
    found: dict[str, set[ExhibitId]] = {}
    for account in accounts:
        genre = tell_genre(account)
        if genre in groups()["genres"]:
            found.setdefault(genre, set()).add(editions.get(account.exhibit, account.exhibit))
    return {genre: next(iter(of)) for genre, of in found.items() if len(of) == 1}


def _read(row: Row, mention: Mention, editions: Mapping[ExhibitId, ExhibitId]) -> Credit | None:
    """The credit that a mention is; None when it is none."""
    places = row.places(mention.start, mention.end)
    account = row.accounts[mention.by]
    if len(places) != 1 or any(row.quoted(mention.start, mention.end)):
        return None
    place = places[0]
    text = row.passages[row.passage_at(mention.start)].text
    mine = editions.get(account.exhibit, account.exhibit)
    others = [of for of in mention.of if editions.get(of, of) != mine]
    written = text[place.start : place.end]
    before = text[max(0, place.start - _NEAR) : place.start]
    low, high = sentence_around(text, place.start, place.end)
    if len(others) < len(mention.of) or not _is_written_as_name(mention, written, before):
        return None
    owns = bool(_POSSESSIVE.search(written[-2:]) or _POSSESSIVE.match(text, place.end))
    if mention.kind is not CreditKind.TITLE and not (
        (owns and mention.kind is not CreditKind.AUTHOR)
        or _is_credited(
            text[max(low, place.start - _NEAR) : place.start],
            text[place.end : min(high, place.end + _NEAR)],
        )
    ):
        return None
    to, doubt = _resolve(row, account, others, editions)
    if mention.kind is CreditKind.GENRE:
        doubt = doubt or f"“{written}” is taken for the only {tell_genre(_account(row, to))} here"
    return Credit(account.exhibit, to, mention.kind, written, text[low:high].strip(), place, doubt)


def _account(row: Row, exhibit: ExhibitId | None) -> Account:
    return next(a for a in row.accounts if a.exhibit == exhibit)


def _is_written_as_name(mention: Mention, written: str, before: str) -> bool:
    """Capitals for a name, an article before a part of one, and *the leaked* before *report*."""
    words_before = fold(before)
    if mention.kind is CreditKind.GENRE:
        adjectives = 0
        while words_before and words_before[-1] in phrases()["adjectives"]:
            words_before.pop()
            adjectives += 1
        last = words_before[-1] if words_before else ""
        is_definite = last in phrases()["determiners"] and last not in {"a", "an"}
        return is_definite or (adjectives > 0 and last in {"", "a", "an"})
    capitals = sum(word[0].isupper() for word in written.split())
    if not written[:1].isupper() or capitals * 2 < len(written.split()):
        return False
    return not mention.is_short or words_before[-1:] == ["the"]


def _is_credited(before: str, after: str) -> bool:
    """Whether a word that credits stands near a name, and is not denied."""
    first, second = fold(before), fold(_OPENS.split(after, maxsplit=1)[0])
    for words in (second[:_AFTER], first[-_BEFORE:]):
        for at, word in enumerate(words):
            if word in _cues() and not set(words[max(0, at - 3) : at]) & _negators():
                return True
    return False


@cache
def _cues() -> frozenset[str]:
    return frozenset(phrases()["cues"])


@cache
def _negators() -> frozenset[str]:
    return frozenset(phrases()["negators"])


def _resolve(
    row: Row,
    by: Account,
    others: Sequence[ExhibitId],
    editions: Mapping[ExhibitId, ExhibitId],
) -> tuple[ExhibitId | None, str]:
    """Which account is meant, and the doubt."""
    standing = sorted({editions.get(of, of) for of in others})
    if len(standing) == 1:
        return standing[0], ""
    earlier = [
        of
        for of in standing
        if (theirs := _account(row, of).published)
        and by.published
        and theirs.epoch <= by.published.epoch
    ]
    if len(earlier) == 1:
        return earlier[
            0
        ], f"the only one of {len(standing)} accounts of that name that is not later"
    return None, f"{len(standing)} accounts bear that name"
