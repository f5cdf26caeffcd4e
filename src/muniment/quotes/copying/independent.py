"""Independence: how many accounts of a statement are independent of each other, as far as their words show.

Two accounts of a statement are tied when the later names the earlier at that place, has its sentence,
has its error, or cuts a quotation where it does. They are not tied by quoting the same message: both may
have seen it. An account that carries more of the message than the other had does not have it from there.

The count is of what shows. Accounts that show no tie may still have one source that is not in the case.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from muniment.model.citation import ExhibitId
from muniment.model.copying import (
    Account,
    Copying,
    Credit,
    CreditKind,
    Group,
    Independence,
    Link,
    LinkKind,
    Quoted,
    Shared,
    SharedKind,
)
from muniment.model.quote import QuoteKey
from muniment.model.trace import Place
from muniment.quotes.copying.comparing import group
from muniment.quotes.copying.descent import has_more, has_same_cut, shared_errors, sources_of
from muniment.quotes.copying.order import by_date, doubt_of, tell_order
from muniment.quotes.copying.statements import Carried, find_carried

_ALONE = "no shared sentence, error, cut or credit ties it to another account here"
_UNSEEN = "accounts may agree by a source that is not in the case"
_SHOWN = 90


def independence(
    statement: str,
    accounts: Sequence[Account],
    copying: Copying,
    among: Collection[ExhibitId] = (),
) -> Independence:
    """How many independent accounts a statement has, which hang together, and why.

    Args:
        statement: as a person puts it (`The hire cost £82,840.`).
        accounts: those that `copying` was made of, with their quotes and traces.
        copying: what `compare` found.
        among: the accounts that a person says carry it; empty to have them found by its words.
    """
    ordered = by_date(accounts)
    known = {account.exhibit: account for account in ordered}
    carried = find_carried(statement, ordered, among)
    aside = [_set_aside(known[e], of) for e, of in carried.items() if all(c.is_comment for c in of)]
    own = {e: [c for c in of if not c.is_comment] for e, of in carried.items()}
    exhibits = [one.exhibit for one in ordered if own.get(one.exhibit)]
    ties = _Ties(known, own, copying)
    links = [
        found
        for one, other in combinations(exhibits, 2)
        if (found := ties.between(one, other)) is not None
    ]
    grouped = group(exhibits, [(found.earlier, found.later) for found in links])
    member = {exhibit: of for of in grouped for exhibit in of}
    groups = []
    for exhibit in exhibits:
        of = member.get(exhibit, (exhibit,))
        if of[0] == exhibit:
            groups.append(_describe(of, links, ties.beyond(exhibit, exhibits)))
    places = tuple(one.place for exhibit in carried for one in carried[exhibit])
    return Independence(statement, len(groups), tuple(groups), tuple(links), tuple(aside), places)


class _Ties:
    """What may tie two accounts of one statement: looked up once for all of them."""

    def __init__(
        self,
        known: Mapping[ExhibitId, Account],
        carried: Mapping[ExhibitId, Sequence[Carried]],
        copying: Copying,
    ) -> None:
        self.known = known
        self.carried = carried
        self.standing = {one: of[0] for of in copying.editions for one in of}
        self.shared: dict[tuple[ExhibitId, ExhibitId], list[Shared]] = {}
        for shared in copying.shared:
            if shared.kind in (SharedKind.OWN, SharedKind.TAKEN):
                self.shared.setdefault((shared.one, shared.other), []).append(shared)
        self.credits: dict[ExhibitId, list[Credit]] = {}
        for credit in copying.credits:
            of = carried.get(credit.by, ())
            if credit.kind is CreditKind.WIRE or any(_lies_in(credit.place, c.place) for c in of):
                self.credits.setdefault(credit.by, []).append(credit)

    def between(self, one: ExhibitId, other: ExhibitId) -> Link | None:
        """The strongest tie between two accounts for the statement; None when there is none."""
        if self.standing.get(one, one) == self.standing.get(other, other):
            return self._link(one, other, LinkKind.EDITION, "one account in two exhibits")
        if self._stands_behind(one) or self._stands_behind(other):
            return None
        if self._has_more(one, other):
            return None
        return (
            self._by_quotes(one, other) or self._by_words(one, other) or self._by_names(one, other)
        )

    def beyond(self, exhibit: ExhibitId, exhibits: Iterable[ExhibitId]) -> list[str]:
        """The earlier accounts of which an account carries more of the source than they do."""
        earlier = []
        for one in exhibits:
            if one == exhibit:
                break
            if not self._stands_behind(one) and self._has_more(one, exhibit):
                earlier.append(self.known[one].label)
        return earlier

    def _stands_behind(self, exhibit: ExhibitId) -> bool:
        """It is an edition of another account that carries the statement too: its ties are that one's."""
        first = self.standing.get(exhibit, exhibit)
        return first != exhibit and bool(self.carried.get(first))

    def _pairs(self, one: ExhibitId, other: ExhibitId) -> list[tuple[Quoted, Quoted]]:
        """Quotes of one source in the two accounts' sentences."""
        return [
            (first, second)
            for a in self.carried[one]
            for first in a.quotes
            for b in self.carried[other]
            for second in b.quotes
            if sources_of(first) & sources_of(second)
        ]

    def _has_more(self, one: ExhibitId, other: ExhibitId) -> bool:
        earlier: dict[QuoteKey, list[Quoted]] = {}
        later: dict[QuoteKey, Quoted] = {}
        for first, second in self._pairs(one, other):
            earlier.setdefault(second.quote.key, []).append(first)
            later[second.quote.key] = second
        return any(has_more(of, later[key]) for key, of in earlier.items())

    def _by_quotes(self, one: ExhibitId, other: ExhibitId) -> Link | None:
        pairs = self._pairs(one, other)
        for first, second in pairs:
            errors = shared_errors(first, second)
            if errors:
                return self._link(
                    one,
                    other,
                    LinkKind.COPIED,
                    f"the same error: each {'; '.join(errors)}",
                    "both may have it from a third",
                )
        for first, second in pairs:
            if has_same_cut(first, second):
                return self._link(
                    one,
                    other,
                    LinkKind.COPIED,
                    f"the same cut of a longer sentence: “{_short(second.quote.text)}”",
                    "others may have cut there too",
                )
        return None

    def _by_words(self, one: ExhibitId, other: ExhibitId) -> Link | None:
        for shared in self.shared.get((one, other), ()):
            here = any(_meet(c.place, p) for c in self.carried[one] for p in shared.places)
            there = any(_meet(c.place, p) for c in self.carried[other] for p in shared.other_places)
            if here and there:
                kind = LinkKind.COPIED if shared.kind is SharedKind.OWN else LinkKind.QUOTED
                return self._link(one, other, kind, f"the same words: “{_short(shared.text)}”")
        return None

    def _by_names(self, one: ExhibitId, other: ExhibitId) -> Link | None:
        for by, to in ((other, one), (one, other)):
            for credit in self.credits.get(by, ()):
                if credit.to is not None and credit.to == self.standing.get(to, to):
                    reason = f"{self.known[by].label} names {self.known[to].label} for it: “{_short(credit.text)}”"
                    return Link(
                        to,
                        by,
                        LinkKind.CREDITED,
                        is_directed=True,
                        reason=reason,
                        doubt=credit.doubt,
                    )
        theirs = {self._third(credit): credit for credit in self.credits.get(one, ())}
        for credit in self.credits.get(other, ()):
            third = self._third(credit)
            if third in theirs:
                kind = LinkKind.WIRE if credit.kind is CreditKind.WIRE else LinkKind.CREDITED
                return Link(one, other, kind, is_directed=False, reason=f"both name {third} for it")
        return None

    def _third(self, credit: Credit) -> str:
        named = None if credit.to is None else self.known.get(credit.to)
        return named.label if named else credit.name

    def _link(
        self, one: ExhibitId, other: ExhibitId, kind: LinkKind, reason: str, doubt: str = ""
    ) -> Link:
        ends = self.known[one], self.known[other]
        order = tell_order(*ends)
        direction = "" if order.is_known else f"direction: {order.reason}"
        doubts = "; ".join(filter(None, (doubt, doubt_of(*ends), direction)))
        return Link(one, other, kind, order.is_known, reason, doubts)


def _describe(of: tuple[ExhibitId, ...], links: Sequence[Link], beyond: Sequence[str]) -> Group:
    reasons = [one.reason for one in links if one.earlier in of and one.later in of]
    if beyond:
        reasons.insert(0, f"it carries words of the source that {' and '.join(beyond)} left out")
    return Group(of, "; ".join(reasons) or _ALONE, "" if len(of) > 1 else _UNSEEN)


def _set_aside(account: Account, of: Sequence[Carried]) -> Group:
    authors = sorted({one.passage.author or "a reader" for one in of})
    reason = f"{account.label} has it only in a comment by {', '.join(authors[:3])}"
    return Group((account.exhibit,), reason)


def _meet(one: Place, other: Place) -> bool:
    return one.citation == other.citation and one.start < other.end and other.start < one.end


def _lies_in(inner: Place, outer: Place) -> bool:
    return (
        inner.citation == outer.citation and outer.start <= inner.start and inner.end <= outer.end
    )


def _short(text: str) -> str:
    flat = " ".join(text[: 2 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"
