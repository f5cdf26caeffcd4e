"""The ways to dossiers, and to what is taken out of them."""

from starlette.datastructures import FormData

from muniment.case import Case
from muniment.dossier.publishing import desk
from muniment.model.judgement.redaction import Pattern
from muniment.pages.publishing import DossierPage, DossiersPage, RedactionsPage
from muniment.web.asking import Asked
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
)


def _decide(case: Case, _ask: Asked, form: FormData) -> str:
    """One decision on what is taken out, or its undoing."""
    said = {name: str(form.get(name, "")) for name in ("what", "words", "stand_in", "why")}
    holds, words, why = not form.get("undo"), said["words"], said["why"][:2000]
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
        case _:
            return onward("/redactions")
    dossier = str(form.get("dossier", ""))
    back = f"/redactions?dossier={dossier}" if dossier.replace("-", "").isalnum() else "/redactions"
    return onward(back, "decided" if holds else "undecided")


CHANGES = (Change("/redactions/decide", _decide),)
