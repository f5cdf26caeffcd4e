"""The ways to dossiers, and to what is taken out of them."""

from dataclasses import replace
from urllib.parse import urlsplit

from starlette.datastructures import FormData, QueryParams

from muniment.case import Case
from muniment.dossier.publishing import desk
from muniment.errors import NoSuchPassageError, RedactionError
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement.redaction import Pattern, box_as_written
from muniment.pages.page import Page
from muniment.pages.publishing import DossierPage, DossiersPage
from muniment.pages.redacting import RedactionsPage, RedactPage, Refused, redact_page
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
        lambda case, ask: desk.redactions_page(
            case, ask.word("dossier"), ask.number("after"), ask.word("kind")
        ),
    ),
    Way(
        "/exhibits/{exhibit:int}/redact",
        RedactPage,
        lambda case, ask: redact_page(case, ask.number("exhibit"), ask.number("page")),
    ),
)


_FIELDS = ("what", "words", "stand_in", "why", "next", "passage")


def _decide(case: Case, _ask: Asked, form: FormData) -> str | Page:
    """One decision on what is taken out, or its undoing; what is none is shown where it was typed."""
    said = {name: str(form.get(name, "")) for name in _FIELDS}
    exhibit, holds = number(str(form.get("exhibit", ""))), not form.get("undo")
    try:
        is_known = _decided(case, said, exhibit, holds=holds)
    except (RedactionError, NoSuchPassageError) as error:
        if not holds:
            raise
        return _to_mend(case, exhibit, Refused(said["what"], str(error), said))
    if not is_known:
        return onward("/redactions")
    return onward(said["next"] or "/redactions", "decided" if holds else "undecided")


def _decided(case: Case, said: dict[str, str], exhibit: int, *, holds: bool) -> bool:
    """Whether it is something that can be decided; then it is."""
    words, why = said["words"], said["why"][:2000]
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
            citation = Citation(ExhibitId(exhibit), number(said["passage"]))
            case.black_out(citation, words, why, holds=holds)
        case "box":
            case.cover(exhibit, box_as_written(words), why, holds=holds)
        case "exhibit":
            case.withhold(exhibit, why, holds=holds)
        case _:
            return False
    return True


def _to_mend(case: Case, exhibit: int, refused: Refused) -> Page:
    """The page that a decision came from, with what was typed and why it is none."""
    asked = QueryParams(urlsplit(refused.typed["next"]).query)
    if exhibit:
        return replace(redact_page(case, exhibit, number(asked.get("page", ""))), refused=refused)
    page = desk.redactions_page(
        case, asked.get("dossier", ""), number(asked.get("after", "")), asked.get("kind", "")
    )
    return replace(page, refused=refused)


CHANGES = (Change("/redactions/decide", _decide),)
