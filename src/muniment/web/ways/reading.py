"""The way to the exhibits."""

from muniment.pages.reading.choose import Wanted, exhibit_page
from muniment.pages.reading.exhibit import ExhibitPage
from muniment.web.asking import Asked
from muniment.web.ways.way import Way


def _wanted(ask: Asked) -> Wanted:
    return Wanted(
        ask.number("at"),
        ask.word("on"),
        ask.number("page"),
        ask.word("sort"),
        ask.word("order") == "desc",
        ask.word("q"),
        ask.word("by"),
        ask.number("hit"),
    )


WAYS = (
    Way(
        "/exhibits/{exhibit:int}",
        ExhibitPage,
        lambda case, ask: exhibit_page(case, ask.number("exhibit"), _wanted(ask)),
    ),
)
