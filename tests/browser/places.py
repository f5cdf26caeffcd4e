"""A page of each sort in the sample case, by what it is: what the tests and the screenshots look at."""

from muniment.case import Case
from muniment.model.exhibit import ExhibitKind
from muniment.pages import links

FIXED = {
    "case": "/",
    "exhibits": "/exhibits",
    "warnings": "/warnings",
    "log": "/log",
    "tags": "/tags",
    "notes": "/notes",
    "history": "/history",
    "add": "/add",
    "help": "/help",
}


def places(case: Case) -> dict[str, str]:
    """The address of each."""
    found = dict(FIXED)
    for kind in ExhibitKind:
        listed = case.listing(kind=kind, limit=1).exhibits
        if listed:
            found[f"exhibit-{kind}"] = links.exhibit(listed[0].exhibit.id)
    message = case.search('"not ring her till" kind:message').findings[0].found
    found["passage"] = links.work(message.citation)
    return found


NAMES = (
    *FIXED,
    "passage",
)
"""Names of places that exist in every sample case: what tests are made of before there is one."""
