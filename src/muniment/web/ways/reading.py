"""The way to the exhibits."""

from muniment.pages.reading.choose import exhibit_page
from muniment.pages.reading.exhibit import ExhibitPage
from muniment.web.ways.way import Way

WAYS = (
    Way(
        "/exhibits/{exhibit:int}",
        ExhibitPage,
        lambda case, ask: exhibit_page(
            case,
            ask.number("exhibit"),
            ask.number("at"),
            ask.word("on"),
            ask.number("page"),
            ask.word("sort"),
            is_falling=ask.word("order") == "desc",
        ),
    ),
)
