"""Links between two accounts: what ties them, on what it rests, and what speaks against it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from muniment.model.citation import ExhibitId
from muniment.model.copying import (
    Account,
    Credit,
    CreditKind,
    Link,
    LinkKind,
    Quoted,
    Shared,
    SharedKind,
)
from muniment.model.trace import Verdict
from muniment.quotes.copying.descent import has_same_cut, shared_errors, sources_of
from muniment.quotes.copying.order import doubt_of, tell_order
from muniment.quotes.copying.sharing import TELLING, are_editions
from muniment.quotes.words import fold

_WIDEST = 24
"""Accounts of one source that are all compared with each other; beyond, with the earliest alone."""

_SHORT = 3
"""Words of a quote from which the same words in two accounts, untraced, are the same quote."""

_OR_BOTH = "both may have it from a third"
_OR_NOT = "the one may have it from the other"
_SHOWN = 90


def link(
    accounts: Sequence[Account],
    shared: Iterable[Shared],
    named: Iterable[Credit],
    containments: Mapping[tuple[ExhibitId, ExhibitId], float],
    standing: Mapping[ExhibitId, ExhibitId],
) -> list[Link]:
    """At most one link of a kind for each two accounts, in the order of their dates.

    Args:
        accounts: in the order of their dates.
        shared: what they share.
        named: what they say of where they have things from.
        containments: for two accounts, the share of the shorter that stands in the other.
        standing: for an edition of another exhibit, the exhibit that stands for both: what it quotes
            and credits is linked once.
    """
    known = {account.exhibit: account for account in accounts}
    rank = {account.exhibit: n for n, account in enumerate(accounts)}
    wires: dict[ExhibitId, set[str]] = {}
    found: list[Link] = []
    credited: dict[tuple[ExhibitId, ExhibitId], Credit] = {}
    for credit in named:
        if credit.kind is CreditKind.WIRE:
            wires.setdefault(credit.by, set()).add(credit.name)
        elif credit.to is not None and credit.to in known:
            credited.setdefault((credit.to, standing.get(credit.by, credit.by)), credit)
    by_pair: dict[tuple[ExhibitId, ExhibitId], list[Shared]] = {}
    for one in shared:
        by_pair.setdefault((one.one, one.other), []).append(one)
    for pair, of in by_pair.items():
        ends = known[pair[0]], known[pair[1]]
        agencies = wires.get(pair[0], set()) & wires.get(pair[1], set())
        found += _by_words(ends, of, containments.get(pair, 0.0), agencies, credited.get(pair))
    found += _by_quotes(
        [a for a in accounts if standing.get(a.exhibit, a.exhibit) == a.exhibit], credited
    )
    found += [_by_credit(known[to], known[by], credit) for (to, by), credit in credited.items()]
    links = {(one.earlier, one.later, one.kind): one for one in reversed(found)}
    return sorted(links.values(), key=lambda one: (rank[one.earlier], rank[one.later], one.kind))


def _by_words(
    ends: tuple[Account, Account],
    shared: Sequence[Shared],
    contained: float,
    agencies: set[str],
    credit: Credit | None,
) -> Iterable[Link]:
    """Links by shared passages: one for each kind of passage."""
    one, other = ends
    own = [s for s in shared if s.kind is SharedKind.OWN]
    if own:
        kind, reason, doubt = _by_own_words(ends, own, contained, agencies)
        yield _make(ends, kind, reason, doubt, _sum(own), contained, credit)
    for source, by in ((one, other), (other, one)):
        of = [s for s in shared if s.quoted_by == by.exhibit and _is_taken(s)]
        if of:
            said = f"{by.label} has words of {source.label} inside quotation marks"
            reason = f"{said}: “{_short(of[0].text)}”"
            yield _make((source, by), LinkKind.QUOTED, reason, "", _sum(of), contained, credit)
    quoted = [
        s
        for s in shared
        if s.kind is SharedKind.QUOTED or (s.kind is SharedKind.TAKEN and not _is_taken(s))
    ]
    if quoted:
        reason = f"both quote “{_short(quoted[0].text)}”"
        yield _make(ends, LinkKind.SAME_SOURCE, reason, _OR_NOT, _sum(quoted), contained, credit)


def _is_taken(shared: Shared) -> bool:
    """Whether own words inside the other's marks are from there: it says so, or they are many.

    A few may be a third's, whom the one repeats without marks.
    """
    return shared.credit is not None or shared.words >= TELLING


def _by_own_words(
    ends: tuple[Account, Account], own: Sequence[Shared], contained: float, agencies: set[str]
) -> tuple[LinkKind, str, str]:
    """What kind of tie an account's own words in another are, the reason and the doubt."""
    changed = sum(len(s.differences) for s in own)
    said = f"{_sum(own)} words of their own are the same, in {_count(len(own), 'place')}"
    said += f", with {_count(changed, 'difference')}" if changed else ""
    if are_editions(*ends, contained):
        share = f"{contained:.0%} of the shorter stands in the other"
        return LinkKind.EDITION, f"{share}: one account twice", ""
    if agencies:
        return LinkKind.WIRE, f"both print {' and '.join(sorted(agencies))}; {said}", ""
    longest = max(own, key=lambda s: s.words)
    return LinkKind.COPIED, f"{said}: “{_short(longest.text)}”", _OR_BOTH


def _by_quotes(
    accounts: Sequence[Account], credited: Mapping[tuple[ExhibitId, ExhibitId], Credit]
) -> Iterable[Link]:
    """Links by quotes of the same source, and by errors that both quotes have."""
    holders: dict[object, list[tuple[Account, Quoted]]] = {}
    for account in accounts:
        for quoted in account.quotes:
            if quoted.quote.is_in == "comment":
                continue
            for key in _keys(quoted):
                holders.setdefault(key, []).append((account, quoted))
    for of in holders.values():
        pairs = combinations(of, 2) if len(of) <= _WIDEST else ((of[0], two) for two in of[1:])
        for (one, first), (other, second) in pairs:
            if one.exhibit != other.exhibit:
                yield _by_quote(
                    (one, other), first, second, credited.get((one.exhibit, other.exhibit))
                )


def _keys(quoted: Quoted) -> list[object]:
    """What two quotes have in common when they are of one source: a passage, else the words."""
    sources: list[object] = [*sorted(sources_of(quoted))]
    words = tuple(fold(quoted.quote.text))
    return sources or ([words] if len(words) >= _SHORT else [])


def _by_quote(
    ends: tuple[Account, Account], first: Quoted, second: Quoted, credit: Credit | None
) -> Link:
    words = len(fold(second.quote.text))
    errors = shared_errors(first, second)
    if errors:
        reason = (
            f"the same error in a quote, “{_short(second.quote.text)}”: each {'; '.join(errors)}"
        )
        return _make(ends, LinkKind.COPIED, reason, _OR_BOTH, words, 0.0, credit)
    reason = f"both quote “{_short(second.quote.text)}”"
    if has_same_cut(first, second):
        reason += ", cut at the same words"
    doubt = _OR_NOT
    if all(q.trace and q.trace.verdict is Verdict.NOT_FOUND for q in (first, second)):
        doubt = "no source of these words is in the case: " + doubt
    return _make(ends, LinkKind.SAME_SOURCE, reason, doubt, words, 0.0, credit)


def _by_credit(to: Account, by: Account, credit: Credit) -> Link:
    """A credit tells the direction by itself, whatever the dates."""
    order = tell_order(by, to)
    doubt = "; ".join(filter(None, (credit.doubt, f"but {order.reason}" if order.is_known else "")))
    reason = f"{by.label} names {to.label}: “{_short(credit.text)}”"
    return Link(
        to.exhibit, by.exhibit, LinkKind.CREDITED, is_directed=True, reason=reason, doubt=doubt
    )


def _make(
    ends: tuple[Account, Account],
    kind: LinkKind,
    reason: str,
    doubt: str,
    words: int,
    contained: float,
    credit: Credit | None,
) -> Link:
    """A link with its direction: by dates, else by the credit that the other gives."""
    one, other = ends
    order = tell_order(one, other)
    is_directed = order.is_known and kind not in (LinkKind.SAME_SOURCE, LinkKind.WIRE)
    against = [doubt, doubt_of(one, other)]
    if not order.is_known:
        against.append(f"direction: {order.reason}")
        if credit and kind in (LinkKind.COPIED, LinkKind.QUOTED):
            is_directed = True
            against[-1] = f"{order.reason}, but {other.label} names {one.label}"
    return Link(
        one.exhibit,
        other.exhibit,
        kind,
        is_directed,
        reason,
        "; ".join(filter(None, against)),
        words,
        round(contained, 3),
    )


def _sum(shared: Iterable[Shared]) -> int:
    return sum(one.words for one in shared)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _short(text: str) -> str:
    flat = " ".join(text[: 2 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"
