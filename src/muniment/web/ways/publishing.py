"""The ways to dossiers, and to what is taken out of them."""

from starlette.datastructures import FormData

from muniment.case import Case
from muniment.dossier.publishing import desk
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement.redaction import Pattern, box_as_written
from muniment.pages.publishing import DossierPage, DossiersPage
from muniment.pages.redacting import RedactionsPage, RedactPage, redact_page
from muniment.web.asking import Asked, number
from muniment.web.onward import onward
from muniment.web.ways.way import Change, Way

WAYS = (
    Way("/dossiers", DossiersPage, lambda case, _: desk.dossiers_page(case)),
    Way(
        "/dossiers/{name}",
        DossierPage,
        lambda case, ask: desk.preview_page(
            case, ask.word("name"), as_published=ask.word("as") == "published"
        ),
    ),
    Way(
        "/redactions",
        RedactionsPage,
        lambda case, ask: desk.redactions_page(case, ask.word("dossier"), ask.number("after")),
    ),
    Way(
        "/exhibits/{exhibit:int}/redact",
        RedactPage,
        lambda case, ask: redact_page(case, ask.number("exhibit"), ask.number("page")),
    ),
)


def _decide(case: Case, _ask: Asked, form: FormData) -> str:
    """One decision on what is taken out, or its undoing."""
    said = {name: str(form.get(name, "")) for name in ("what", "words", "stand_in", "why", "next")}
    holds, words, why = not form.get("undo"), said["words"], said["why"][:2000]
    exhibit, passage = (number(str(form.get(name, ""))) for name in ("exhibit", "passage"))
    match said["what"]:
        case "person":
            names = words.replace("\r", "").split("\n") if holds else []
            case.name_pseudonym(said["stand_in"], names, why)
        case "words":
            case.black_out_words(words, why, holds=holds)
        case "leave":
            for one in filter(str.strip, words.splitlines()):
                case.leave(one, why, holds=holds)
        case "pattern" if words in set(Pattern):
            case.take_out(Pattern(words), why, holds=holds)
        case "passage":
            case.black_out(Citation(ExhibitId(exhibit), passage), words, why, holds=holds)
        case "box":
            case.cover(exhibit, box_as_written(words), why, holds=holds)
        case "exhibit":
            case.withhold(exhibit, why, holds=holds)
        case _:
            return onward("/redactions")
    return onward(said["next"] or "/redactions", "decided" if holds else "undecided")


CHANGES = (Change("/redactions/decide", _decide),)
