"""When an account came out, as far as it says."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from muniment.case.folder import Folder
from muniment.model.moment import Moment, Precision
from muniment.model.passage import Passage, PassageKind
from muniment.model.reading import Fact

_START = 50
"""Passages at the start of an account among which its own date stands."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def publication(folder: Folder, number: int) -> tuple[Moment | None, str]:
    """When an account came out, or None; and what speaks against that date."""
    start = (cited.passage for cited in folder.texts.between(number, 1, _START))
    return published(folder.readings.facts(number), start)


def came_out(facts: Sequence[Fact], passages: Iterable[Passage]) -> str:
    """When an account came out, where nothing speaks against it; else empty."""
    moment, doubt = published(facts, islice(passages, _START))
    return moment.local if moment and not doubt else ""


def published(facts: Sequence[Fact], passages: Iterable[Passage]) -> tuple[Moment | None, str]:
    """The same of what was read, whether it is in the case or not.

    Args:
        facts: of the whole exhibit.
        passages: the first of it.
    """
    for fact in facts:
        if fact.name == "published":
            own = next(filter(_is_own, passages), None)
            moment = own.moment if own else None
            return moment or _day(fact), fact.doubt
    for fact in facts:
        if fact.name == "created":
            return _day(fact), "the date of the file, which need not be that of publication"
    return None, "it does not say when it came out"


def _is_own(passage: Passage) -> bool:
    return passage.kind is not PassageKind.COMMENT and passage.moment is not None


def _day(fact: Fact) -> Moment | None:
    found = _DAY.match(fact.value)
    return Moment(found[0], None, Precision.DAY, fact.basis) if found else None
