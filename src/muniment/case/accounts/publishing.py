"""When an account came out, as far as it says."""

import re

from muniment.case.folder import Folder
from muniment.model.moment import Moment, Precision
from muniment.model.passage import CitedPassage, PassageKind
from muniment.model.reading import Fact

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def publication(folder: Folder, number: int) -> tuple[Moment | None, str]:
    """When an account came out, or None; and what speaks against that date."""
    facts = folder.readings.facts(number)
    for fact in facts:
        if fact.name == "published":
            own = next(filter(_is_own, folder.texts.between(number, 1, 50)), None)
            moment = own.passage.moment if own else None
            return moment or _day(fact), fact.doubt
    for fact in facts:
        if fact.name == "created":
            return _day(fact), "the date of the file, which need not be that of publication"
    return None, "it does not say when it came out"


def _is_own(cited: CitedPassage) -> bool:
    return cited.passage.kind is not PassageKind.COMMENT and cited.passage.moment is not None


def _day(fact: Fact) -> Moment | None:
    found = _DAY.match(fact.value)
    return Moment(found[0], None, Precision.DAY, fact.basis) if found else None
