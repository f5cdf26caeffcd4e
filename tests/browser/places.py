"""A page of each sort in the sample case, by what it is: what the tests and the screenshots look at."""

from muniment.case import Case
from muniment.pages import links

FIXED = {
    "case": "/",
    "exhibits": "/exhibits",
    "exhibits-of-a-kind": "/exhibits?kind=mail",
    "warnings": "/warnings",
    "log": "/log",
    "tags": "/tags",
    "notes": "/notes",
    "history": "/history",
    "help": "/help",
    "search": "/search",
    "search-results": "/search?q=gate",
    "search-by-time": "/search?q=gate+OR+tide&sort=time",
    "search-wrong": "/search?q=%28gate+OR",
    "search-nothing": "/search?q=nobodyeverwrotethis",
    "quotes": "/quotes",
    "review": "/review",
    "copying": "/copying",
    "dossiers": "/dossiers",
    "dossier": "/dossiers/winter-gate",
    "dossier-published": "/dossiers/winter-gate?as=published",
    "redactions": "/redactions?dossier=winter-gate",
    "independence": "/copying?statement=the+gate+stood+open+for+45+minutes",
}
"""Pages that are where they are, whatever the case holds."""

FORMS = {"add": "/add", "trace": "/trace", "batch": "/search/batch"}
"""Pages that answer what is sent to them."""

_KINDS = ("chat", "mail", "mailbox", "archive", "article", "pages", "text", "table", "media")
_VERDICTS = ("verbatim", "annotated", "elided", "altered", "spliced", "not found")

FOUND = (
    *(f"exhibit-{kind}" for kind in _KINDS),
    *(f"quote-{verdict}" for verdict in _VERDICTS),
    "quote-most",
    "passage",
    "redact",
    "result",
    "account",
    "account-altered",
)
"""Pages that are where the sample case has something of the sort."""

NAMES = (*FIXED, *FORMS, *FOUND)


def places(case: Case) -> dict[str, str]:
    """The address of each."""
    found = {**FIXED, **FORMS}
    for kind in _KINDS:
        found[f"exhibit-{kind}"] = links.exhibit(
            case.listing(kind=kind, limit=1).exhibits[0].exhibit.id
        )
    for verdict in _VERDICTS:
        found[f"quote-{verdict}"] = links.quote(case.unjudged()[verdict][0])
    refs = case.unjudged()["altered"]
    told = [(case.quotation(ref).trace, ref) for ref in refs]
    found["quote-most"] = links.quote(
        max(told, key=lambda pair: len(pair[0].reasons if pair[0] else ()))[1]
    )
    message = case.search('"not ring her till" kind:message').findings[0].found.citation
    article = case.listing(kind="article").exhibits[1].exhibit.id
    return found | {
        "passage": links.work(message),
        "redact": links.redact(case.listing(kind="pages").exhibits[0].exhibit.id, page=2),
        "result": links.hit(message, '"not ring her till"', "relevance", 1),
        "account": links.quotes(article),
        "account-altered": links.quotes(article) + "?verdict=altered",
    }
