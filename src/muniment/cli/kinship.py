"""How copying looks in a terminal: which accounts hang together, what they share, who stands alone."""

from collections.abc import Iterator

from muniment.cli.paper import count, harmless, inline, quiet, shortened, strong, width, wrapped
from muniment.model.citation import ExhibitId, exhibit_label
from muniment.model.copying import Copying, Credit, Independence, Lane, Link, LinkKind, Shared
from muniment.model.trace import Place
from muniment.pages.wording import link_says

_SHOWN = 5
_LONG = 200


def copies(found: Copying, only: int = 0, *, everything: bool = False) -> Iterator[str]:
    """Accounts in order of their dates, each with what ties it to earlier ones.

    Args:
        found: what comparing found.
        only: an exhibit, when only what concerns it is wanted.
        everything: the credits, the sources that both quote, and the shared passages too.
    """
    lanes = [lane for lane in found.lanes if not only or _concerns(found, lane.exhibit, only)]
    if not found.lanes:
        yield wrapped("No account in this case: nothing here tells of others.")
        return
    tied = {e for c in found.clusters for e in c.exhibits}
    yield wrapped(
        f"{count(len(found.lanes), 'account')}; {len(tied):,} of them tied to another,"
        f" {len(found.lanes) - len(tied):,} not. {count(len(found.shared), 'shared passage')};"
        f" {found.stock:,} more are stock phrases or furniture."
    )
    names = {lane.exhibit: lane.label for lane in found.lanes}
    is_full = bool(everything or only)
    for lane in lanes:
        yield ""
        yield from _lane(lane)
        for link in found.links:
            if link.later == lane.exhibit and (is_full or link.kind is not LinkKind.SAME_SOURCE):
                yield from _link(link, names)
        if is_full:
            yield from _credits([c for c in found.credits if c.by == lane.exhibit], names)
    if is_full:
        yield from _passages(
            [s for s in found.shared if not only or only in {s.one, s.other}], names
        )


def _concerns(found: Copying, exhibit: ExhibitId, only: int) -> bool:
    return exhibit == only or any(
        {link.earlier, link.later} == {exhibit, only} for link in found.links
    )


def _lane(lane: Lane) -> Iterator[str]:
    date = str(lane.published) if lane.published else "without a date"
    head = f"{exhibit_label(lane.exhibit)}  {date}  "
    yield strong(head + shortened(inline(lane.label), width() - len(head)))
    if lane.title and lane.title != lane.label:
        yield quiet(wrapped(inline(lane.title), "  "))
    if lane.doubt:
        yield quiet(wrapped(f"of the date: {inline(lane.doubt)}", "  "))


def _link(link: Link, names: dict[ExhibitId, str]) -> Iterator[str]:
    sign = "←" if link.is_directed else "↔"
    says = link_says(link)
    other = f"{exhibit_label(link.earlier)} {shortened(inline(names[link.earlier]), 40)}"
    yield wrapped(f"{sign} {says} {other}: {inline(link.reason)}", "    ", "  ")
    if link.doubt:
        yield quiet(wrapped(f"but: {inline(link.doubt)}", "      ", "    "))


def _credits(given: list[Credit], names: dict[ExhibitId, str]) -> Iterator[str]:
    for credit in given[:_SHOWN]:
        to = names.get(credit.to, "") if credit.to else "no exhibit of this case"
        text = harmless(credit.text).replace("\n", " ")
        told = f"credits {inline(credit.name)} ({inline(to)}): “{shortened(text, _LONG)}”"
        yield quiet(wrapped(f"{told}  {credit.place.citation}", "    ", "  "))
    if len(given) > _SHOWN:
        yield quiet(f"  and {len(given) - _SHOWN:,} more credits")


def _passages(shared: list[Shared], names: dict[ExhibitId, str]) -> Iterator[str]:
    if shared:
        yield "\n" + strong(count(len(shared), "shared passage"))
    for s in shared:
        yield ""
        where = f"{_cited(s.places)} and {_cited(s.other_places)}"
        yield wrapped(f"{where}  {s.kind}, {count(s.words, 'word')}", "  ", "")
        yield wrapped(f"“{_short(s.text)}”", "    ")
        if s.differences:
            told = "; ".join(
                f"“{_short(d.one) or '–'}” / “{_short(d.other) or '–'}”" for d in s.differences[:6]
            )
            yield quiet(wrapped(f"differs: {told}", "    "))
        if s.credit:
            yield quiet(f"    with a credit to {inline(names.get(s.one, ''))}")


def _cited(places: tuple[Place, ...]) -> str:
    return str(places[0].citation) if places else "?"


def _short(text: str) -> str:
    return shortened(harmless(text).replace("\n", " "), _LONG)


def independence(found: Independence) -> Iterator[str]:
    """How many independent accounts a statement has, and what ties the others."""
    exhibits = [e for g in found.groups for e in g.exhibits]
    yield strong(wrapped(f"“{harmless(found.statement)}”"))
    if not exhibits:
        yield "No passage of an account shares enough words with it."
        return
    yield wrapped(
        f"{count(len(exhibits), 'account')} that count as {found.count:,}: so many stand on their own,"
        " as far as words, dates and credits show."
    )
    for number, group in enumerate(found.groups, 1):
        named = ", ".join(map(exhibit_label, group.exhibits))
        yield wrapped(f"{number}. {named}: {inline(group.reason)}", "   ", "")
        if group.doubt:
            yield quiet(wrapped(inline(group.doubt), "   "))
    for group in found.aside:
        named = ", ".join(map(exhibit_label, group.exhibits))
        yield wrapped(f"Not counted: {named}: {inline(group.reason)}", "  ", "")
    cited = list(dict.fromkeys(str(p.citation) for p in found.places))
    yield quiet(wrapped("Passages that share words with it: " + ", ".join(cited), "  ", ""))
