"""The way to the results of a search, and to queries with a name."""

from starlette.datastructures import FormData

from muniment.case import Case
from muniment.pages import links
from muniment.pages.finding.search import SearchPage, search_page
from muniment.web.asking import Asked
from muniment.web.onward import onward
from muniment.web.ways.way import Change, Way

WAYS = (
    Way(
        "/search",
        SearchPage,
        lambda case, ask: search_page(
            case,
            ask.word("q"),
            ask.word("within"),
            ask.word("sort"),
            ask.word("more"),
            ask.word("since"),
            ask.word("until"),
            ask.word("open"),
        ),
    ),
)


def _save(case: Case, _ask: Asked, form: FormData) -> str:
    query = str(form.get("q", ""))
    case.save(str(form.get("name", "")), query)
    return onward(links.search(query), "saved")


def _forget(case: Case, _ask: Asked, form: FormData) -> str:
    case.save(str(form.get("name", "")), "")
    return onward("/search", "forgotten")


CHANGES = (Change("/search/save", _save), Change("/search/forget", _forget))
