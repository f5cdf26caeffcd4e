"""The ways to where a person works: a passage, tags, notes, the history, files to add, the keys."""

from starlette.datastructures import FormData

from muniment.case import Case
from muniment.model.citation import Citation, ExhibitId
from muniment.pages import links
from muniment.pages.working import help, judgements, passage  # noqa: A004  the page is called so
from muniment.web.asking import Asked
from muniment.web.onward import onward
from muniment.web.ways.way import Change, Way

WAYS = (
    Way(
        "/exhibits/{exhibit:int}/{passage:int}",
        passage.PassagePage,
        lambda case, ask: passage.passage_page(case, ask.number("exhibit"), ask.number("passage")),
    ),
    Way(
        "/tags",
        judgements.TagsPage,
        lambda case, ask: judgements.tags_page(case, ask.word("tag"), ask.number("after")),
    ),
    Way(
        "/notes",
        judgements.NotesPage,
        lambda case, ask: judgements.notes_page(case, ask.number("after")),
    ),
    Way(
        "/history",
        judgements.HistoryPage,
        lambda case, ask: judgements.history_page(case, ask.number("before")),
    ),
    Way("/help", help.HelpPage, lambda _case, _ask: help.help_page()),
)


def _note(case: Case, ask: Asked, form: FormData) -> str:
    citation = _cited(ask)
    text = str(form.get("text", ""))
    case.note(citation, text)
    return onward(links.work(citation), "noted" if text.strip() else "unnoted")


def _tag(case: Case, ask: Asked, form: FormData) -> str:
    citation = _cited(ask)
    hangs = form.get("off") is None
    case.tag(citation, str(form.get("off") or form.get("tag", "")), hangs=hangs)
    return onward(links.work(citation), "tagged" if hangs else "untagged")


def _cited(ask: Asked) -> Citation:
    return Citation(ExhibitId(ask.number("exhibit")), ask.number("passage"))


CHANGES = (
    Change("/exhibits/{exhibit:int}/{passage:int}/note", _note),
    Change("/exhibits/{exhibit:int}/{passage:int}/tag", _tag),
)
