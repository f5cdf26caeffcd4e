"""The ways to where a person works: a passage, tags, notes, the history, files to add, the keys."""

from starlette.datastructures import FormData

from muniment.case import Case
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement import as_kept
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
    """Keep the note; a tag that is written beside it is hung on as well."""
    citation = _cited(ask)
    text = str(form.get("text", ""))
    case.note(citation, text)
    done = "noted" if text.strip() else "unnoted"
    if str(form.get("tag", "")).strip():
        case.tag(citation, str(form.get("tag", "")))
        done = f"tagged-{done}"
    return onward(links.work(citation), done)


def _tag(case: Case, ask: Asked, form: FormData) -> str:
    """Hang a tag on or take one off; a note that is written beside it is kept as well."""
    citation = _cited(ask)
    hangs = form.get("off") is None
    case.tag(citation, str(form.get("off") or form.get("tag", "")), hangs=hangs)
    done = "tagged" if hangs else "untagged"
    if "text" in form:
        text, before = as_kept(str(form.get("text", ""))), passage.own_note(case, citation)
        if text != before:
            case.note(citation, text)
            done += "-noted" if text else "-unnoted"
    return onward(links.work(citation), done)


def _cited(ask: Asked) -> Citation:
    return Citation(ExhibitId(ask.number("exhibit")), ask.number("passage"))


CHANGES = (
    Change("/exhibits/{exhibit:int}/{passage:int}/note", _note),
    Change("/exhibits/{exhibit:int}/{passage:int}/tag", _tag),
)
