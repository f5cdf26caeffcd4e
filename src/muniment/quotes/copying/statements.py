"""Where accounts carry a statement: the sentences that have its telling words, and the quotes of the same source.

A statement is a sentence as a person puts it (*the hire cost £82,840*), not a slice of an account. A
sentence carries it when it has most of what tells it from other sentences, rare words weighing more, near
each other, and denies what the statement denies. It shares words; whether it says the same, a reader sees.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from muniment.model.citation import ExhibitId
from muniment.model.copying import Account, Quoted
from muniment.model.passage import PassageKind, Values
from muniment.model.trace import Place
from muniment.quotes.copying.descent import sources_of
from muniment.quotes.copying.polarity import Wording, agree, stem
from muniment.quotes.copying.wording import cite
from muniment.quotes.words import fold

ENOUGH = 0.6
"""Share of a statement's weight that a sentence must have, and a quote for its source to count. With a half, one rare name is enough; with
three quarters, a sentence that says *hire came to* for *the hire cost* is missed."""

_MOST = 20
"""Sentences of one account that are taken; the best come first."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]{0,3}\s+|\n+")
ABBREVIATED = re.compile(r"\b[A-Z][a-z]{0,2}\.$")
"""A title or a state (*Mr.*, *Gov.*, *Va.*), whose stop ends no sentence."""

_MARKS = re.compile(r"[\"“„«‘]")
_LEFT_OUT = frozenset({PassageKind.BOILERPLATE, PassageKind.SYSTEM, PassageKind.QUOTED})
_DISAGREES = 0.5
"""What a sentence counts that has the words far apart, or denies what the statement says: it carries the
statement only when a person names its account, and no other sentence of it comes nearer."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence of an account that carries a statement.

    Attributes:
        place: where it stands.
        passage: in which passage.
        is_comment: a reader says it, not the account.
        quotes: the quotes in it that have the statement's words, or its source.
    """

    place: Place
    passage: Values
    is_comment: bool
    quotes: tuple[Quoted, ...]


def find_carried(
    statement: str, accounts: Sequence[Account], among: Collection[ExhibitId] = ()
) -> dict[ExhibitId, list[Carried]]:
    """The sentences that carry a statement, by account; accounts that do not carry it are left out.

    Args:
        statement: as a person puts it. Words inside quotation marks ask for a message: accounts that quote
            another part of it carry the statement too.
        accounts: all accounts: how rare a word is, is told from them.
        among: the accounts asked about; all when empty. Those named by a person carry the statement
            by that word: their nearest sentence is taken, whatever its weight.
    """
    said = Wording.of(statement)
    weights = _weigh(set(said.stems), accounts)
    total = sum(weights.values())
    found: dict[ExhibitId, list[Carried]] = {}
    if not total:
        return found
    for account in accounts:
        if among and account.exhibit not in among:
            continue
        scored = sorted(_score(account, weights, said), key=lambda pair: (-pair[0], pair[1].place))
        best = [one for weight, one in scored if weight >= ENOUGH * total][:_MOST]
        if among and not best:
            best = [one for _, one in scored[:1]]
        if best:
            found[account.exhibit] = best
    if not _MARKS.search(statement):
        return found
    return _with_same_source(found, accounts, among)


def _weigh(stems: set[str], accounts: Iterable[Account]) -> dict[str, float]:
    """How telling each word is: the logarithm of how rare it is among passages (K. Spärck Jones, 1972)."""
    counts: Counter[str] = Counter()
    passages = 0
    for account in accounts:
        for passage in account.passages:
            passages += 1
            counts.update(stems & {stem(word) for word in fold(passage.text)})
    return {one: math.log(1 + passages / (1 + counts[one])) for one in stems}


def _score(
    account: Account, weights: Mapping[str, float], said: Wording
) -> Iterable[tuple[float, Carried]]:
    quotes: dict[int, list[Quoted]] = {}
    least = ENOUGH * sum(weights.values())
    for quoted in account.quotes:
        if _weight(quoted.quote.text, weights) >= least:
            quotes.setdefault(quoted.quote.spans[0].passage, []).append(quoted)
    for passage in account.passages:
        if passage.kind in _LEFT_OUT:
            continue
        citation = cite(passage.key)
        for start, end in sentences(passage.text):
            weight = _weight(passage.text[start:end], weights)
            if weight:
                if not agree(said, passage.text[start:end]):
                    weight *= _DISAGREES
                inside = tuple(
                    quoted
                    for quoted in quotes.get(citation.number, ())
                    if quoted.quote.spans[0].start < end and start < quoted.quote.spans[0].end
                )
                is_comment = passage.kind == PassageKind.COMMENT
                yield weight, Carried(Place(citation, start, end), passage, is_comment, inside)


def _weight(text: str, weights: Mapping[str, float]) -> float:
    stems = {stem(word) for word in fold(text)}
    return sum(weight for one, weight in weights.items() if one in stems)


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of a text's sentences."""
    found, start = [], 0
    for stop in _SENTENCE.finditer(text):
        if not ABBREVIATED.search(text[max(0, stop.start() - 6) : stop.start()]):
            found.append((start, stop.start()))
            start = stop.end()
    found.append((start, len(text)))
    return [(low, high) for low, high in found if low < high]


def _with_same_source(
    found: dict[ExhibitId, list[Carried]],
    accounts: Sequence[Account],
    among: Collection[ExhibitId],
) -> dict[ExhibitId, list[Carried]]:
    """Add, of accounts that quote the source of quotes already found, the sentences around these quotes."""
    sources = frozenset(
        key
        for of in found.values()
        for one in of
        for quoted in one.quotes
        for key in sources_of(quoted)
    )
    for account in accounts:
        if among and account.exhibit not in among:
            continue
        by_number = {cite(passage.key).number: passage for passage in account.passages}
        have = {quoted.quote.key for one in found.get(account.exhibit, ()) for quoted in one.quotes}
        for quoted in account.quotes:
            passage = by_number.get(quoted.quote.spans[0].passage)
            if passage and quoted.quote.key not in have and sources & sources_of(quoted):
                found.setdefault(account.exhibit, []).append(_around(passage, quoted))
    return found


def _around(passage: Values, quoted: Quoted) -> Carried:
    """The sentence in which a quote begins."""
    _, start, end = quoted.quote.spans[0]
    low, high = next((s for s in sentences(passage.text) if s[0] <= start < s[1]), (start, end))
    is_comment = passage.kind == PassageKind.COMMENT
    return Carried(Place(cite(passage.key), low, high), passage, is_comment, (quoted,))
