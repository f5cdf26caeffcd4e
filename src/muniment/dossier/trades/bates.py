"""Bates numbers: one number for each published page, so that a lawyer can cite it.

Exhibits are numbered in the order of their families: a mail, then what was attached to it, then what
was inside of that. An exhibit without pages takes one number, as a slip sheet does. The same exhibits
get the same numbers again.

>>> [p.bates for e in numbered([PublishedExhibit(7, ExhibitKind.MAIL, "", "")], "HBR") for p in e.pages]
['HBR0000001']
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from muniment.dossier.trades.published import PublishedExhibit, PublishedPage
from muniment.model.exhibit import ExhibitKind

__all__ = ["BatesRange", "ExhibitKind", "families", "numbered", "ranges"]

WIDTH = 7
"""Digits of a number: ten million pages."""


@dataclass(frozen=True, slots=True)
class BatesRange:
    """The numbers of an exhibit, and of its family; these are empty where it has none beside it."""

    begin: str
    end: str
    begin_family: str = ""
    end_family: str = ""
    parent: str = ""


def families(exhibits: Iterable[PublishedExhibit]) -> list[list[PublishedExhibit]]:
    """Exhibits by family, each parent before what came inside of it, all by their numbers.

    An exhibit whose parent is not published begins a family of its own.
    """
    by_number = {e.number: e for e in exhibits}
    inside: dict[int, list[int]] = {}
    heads: list[int] = []
    for number in sorted(by_number):
        parent = by_number[number].parent
        if parent is None or parent not in by_number or parent == number:
            heads.append(number)
        else:
            inside.setdefault(parent, []).append(number)
    found, seen = [], set[int]()
    for head in [*heads, *sorted(by_number)]:  # the second time, those whose parents go in a circle
        family, waiting = [], [head]
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                family.append(by_number[number])
                waiting += reversed(inside.get(number, []))
        if family:
            found.append(family)
    return found


def numbered(
    exhibits: Iterable[PublishedExhibit], prefix: str, width: int = WIDTH, first: int = 1
) -> list[PublishedExhibit]:
    """Exhibits in the order of families, with a number on each page.

    Raises:
        ValueError: there are more pages than numbers of this width, or the prefix has a comma, a
            quotation mark or a space in it, which load files cannot hold.
    """
    if any(c in prefix for c in ', "þ\x14\r\n'):
        raise ValueError(prefix)
    number, out = first, []
    for family in families(exhibits):
        for exhibit in family:
            pages = []
            for page in exhibit.pages or (PublishedPage(),):
                if len(str(number)) > width:
                    raise ValueError(f"more than {10**width - first} pages need wider numbers")
                pages.append(replace(page, bates=f"{prefix}{number:0{width}d}"))
                number += 1
            out.append(replace(exhibit, pages=tuple(pages)))
    return out


def ranges(exhibits: Iterable[PublishedExhibit]) -> dict[int, BatesRange]:
    """For each exhibit by its number: its first and last page, and its family's."""
    found: dict[int, BatesRange] = {}
    for family in families(exhibits):
        spans = {e.number: _span(e) for e in family}
        is_alone = len(family) == 1
        first = "" if is_alone else spans[family[0].number][0]
        last = "" if is_alone else spans[family[-1].number][1]
        for exhibit in family:
            parent = spans.get(exhibit.parent or 0, ("", ""))[0]
            found[exhibit.number] = BatesRange(*spans[exhibit.number], first, last, parent)
    return found


def _span(exhibit: PublishedExhibit) -> tuple[str, str]:
    return (exhibit.pages[0].bates, exhibit.pages[-1].bates) if exhibit.pages else ("", "")
