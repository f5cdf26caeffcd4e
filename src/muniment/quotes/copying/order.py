"""Which of two accounts came first, as far as their dates tell, and with what doubt.

>>> from muniment.model.citation import ExhibitId
>>> from muniment.model.moment import Moment, Precision
>>> one = Account(ExhibitId(1), published=Moment("2024-03-12", None, Precision.DAY))
>>> other = Account(ExhibitId(2), published=Moment("2024-03-12T17:30", 0, Precision.MINUTE))
>>> tell_order(one, other)
Order(is_known=False, reason='both are of 2024-03-12, and the hours cannot be compared')
"""

from collections.abc import Iterable
from typing import NamedTuple

from muniment.model.copying import Account
from muniment.model.moment import Moment

_WIDEST = 26 * 3600
"""Clocks on Earth differ by 26 hours at most: UTC-12 and UTC+14."""
_SECONDS = {4: 366 * 86400, 7: 31 * 86400, 10: 86400, 16: 60}


class Order(NamedTuple):
    """Whether the first of two accounts is the earlier by its date, and in what words."""

    is_known: bool
    reason: str


def by_date(accounts: Iterable[Account]) -> list[Account]:
    """The earliest first, by number where dates are equal; accounts without a date last."""
    return sorted(
        accounts,
        key=lambda one: (
            one.published is None,
            one.published.epoch if one.published else 0,
            one.exhibit,
        ),
    )


def tell_order(one: Account, other: Account) -> Order:
    """Whether `one` came out before `other`; both in the order of `by_date`.

    A day is not made more exact than it is: two accounts of one day are in no order unless both give
    hours and the offset of their clock.
    """
    first, second = one.published, other.published
    if first is None or second is None:
        undated = " and ".join(a.label for a, m in ((one, first), (other, second)) if m is None)
        return Order(is_known=False, reason=f"no date of {undated}")
    day, later = first.local[:10], second.local[:10]
    if first.epoch + _length(first) <= second.epoch and _are_comparable(first, second):
        return Order(is_known=True, reason=f"{first} before {second}")
    if day == later:
        return Order(is_known=False, reason=f"both are of {day}, and the hours cannot be compared")
    return Order(is_known=False, reason=f"{day} and {later} may overlap")


def doubt_of(*accounts: Account) -> str:
    """What speaks against the dates of some accounts, in one line."""
    return "; ".join(f"date of {one.label}: {one.doubt}" for one in accounts if one.doubt)


def _are_comparable(first: Moment, second: Moment) -> bool:
    if first.local[:10] < second.local[:10]:  # press is dated by days; a day apart is an order
        return True
    both = first.offset is not None and second.offset is not None
    return both or second.epoch - first.epoch > _WIDEST


def _length(of: Moment) -> int:
    return _SECONDS.get(len(of.local), 1)
