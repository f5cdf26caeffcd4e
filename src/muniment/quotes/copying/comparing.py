"""Comparing accounts: what they share, who credits whom, and which hang together.

>>> from muniment.model.moment import Moment, Precision
>>> from muniment.model.passage import Values
>>> def account(n, day, text):
...     passage = Values((n << 32) + 1, text, "paragraph", "account", "", "", "", None)
...     return Account(ExhibitId(n), f"paper {n}", published=Moment(day, None, Precision.DAY), passages=(passage,))
>>> told = "She had complained about water in her kitchen in January."
>>> found = compare([account(1, "2024-03-13", f"Nobody from the trust came to look. {told}"),
...                  account(2, "2024-03-12", f"The roof leaks again this week. {told}")])
>>> [(link.earlier, link.later, link.kind.value, link.is_directed) for link in found.links]
[(2, 1, 'copied', True)]
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from muniment.model.citation import ExhibitId
from muniment.model.copying import (
    Account,
    Cluster,
    Copying,
    Credit,
    Lane,
    Link,
    LinkKind,
    Shared,
    SharedKind,
)
from muniment.quotes.copying.chains import chain
from muniment.quotes.copying.credits.find import find_credits
from muniment.quotes.copying.linking import link
from muniment.quotes.copying.order import by_date
from muniment.quotes.copying.runs import find_runs
from muniment.quotes.copying.sharing import add_credit, are_editions, containment, share
from muniment.quotes.copying.wording import lay_out

METHOD = "copying 1"


def compare(accounts: Iterable[Account]) -> Copying:
    """What accounts share with each other, and what follows for who has it from whom.

    Time and memory grow with the words and with what is shared, not with the square of the accounts.
    The same accounts in another order give the same.
    """
    ordered = by_date(accounts)
    row = lay_out(ordered)
    shared: list[Shared] = []
    contained: dict[tuple[ExhibitId, ExhibitId], float] = {}
    twins: list[tuple[ExhibitId, ExhibitId]] = []
    for pair, runs in find_runs(row).items():
        one, other = (ordered[which] for which in pair)
        share_of = containment(row, pair, runs)
        found = share(row, pair, chain(row, runs), share_of)
        if found:
            shared += found
            contained[one.exhibit, other.exhibit] = share_of
        is_own = any(s.kind is SharedKind.OWN for s in found)
        if is_own and are_editions(one, other, share_of):
            twins.append((one.exhibit, other.exhibit))
    furniture = sum(one.kind is SharedKind.STOCK for one in shared)
    shared = [one for one in shared if one.kind is not SharedKind.STOCK]
    editions = group([account.exhibit for account in ordered], twins)
    standing = {one: of[0] for of in editions for one in of}
    named = find_credits(row, standing)
    by_account: dict[ExhibitId, list[Credit]] = {}
    for credit in named:
        by_account.setdefault(credit.by, []).append(credit)
    shared = _without_twins(shared, standing)
    shared = [replace(one, credit=add_credit(one, by_account, standing)) for one in shared]
    links = link(ordered, shared, named, contained, standing)
    return Copying(
        tuple(_lane(account) for account in ordered),
        tuple(shared),
        tuple(named),
        tuple(links),
        tuple(_cluster([account.exhibit for account in ordered], links)),
        tuple(editions),
        furniture,
        METHOD,
    )


def group(
    exhibits: Sequence[ExhibitId], pairs: Iterable[tuple[ExhibitId, ExhibitId]]
) -> list[tuple[ExhibitId, ...]]:
    """Exhibits that hang together by pairs, in the given order; none that is alone."""
    top = {one: one for one in exhibits}

    def find(one: ExhibitId) -> ExhibitId:
        while top[one] != one:
            top[one] = top[top[one]]
            one = top[one]
        return one

    for one, other in pairs:
        top[find(other)] = find(one)
    groups: dict[ExhibitId, list[ExhibitId]] = {}
    for one in exhibits:
        groups.setdefault(find(one), []).append(one)
    return [tuple(of) for of in groups.values() if len(of) > 1]


def _cluster(exhibits: Sequence[ExhibitId], links: Sequence[Link]) -> list[Cluster]:
    """Accounts that hang together, the largest cluster first.

    That two quote the same source ties nobody: a case's accounts all quote its messages.
    """
    ties = [one for one in links if one.kind is not LinkKind.SAME_SOURCE]
    groups = group(exhibits, [(one.earlier, one.later) for one in ties])
    number = {exhibit: n for n, of in enumerate(groups) for exhibit in of}
    within: list[list[Link]] = [[] for _ in groups]
    for one in links:
        if one.earlier in number and number[one.earlier] == number.get(one.later):
            within[number[one.earlier]].append(one)
    clusters = [Cluster(of, tuple(ties)) for of, ties in zip(groups, within, strict=True)]
    return sorted(clusters, key=lambda one: -len(one.exhibits))


def _without_twins(
    shared: Sequence[Shared], standing: Mapping[ExhibitId, ExhibitId]
) -> list[Shared]:
    """Leave out what a second edition shares with an account that already shares with the first."""
    pairs = {(one.one, one.other) for one in shared}
    kept = []
    for one in shared:
        ends = standing.get(one.one, one.one), standing.get(one.other, one.other)
        is_twice = ends != (one.one, one.other) and (ends in pairs or ends[::-1] in pairs)
        if ends[0] == ends[1] or not is_twice:
            kept.append(one)
    return kept


def _lane(account: Account) -> Lane:
    return Lane(
        account.exhibit,
        account.label,
        account.title,
        account.byline,
        account.published,
        account.doubt,
    )
