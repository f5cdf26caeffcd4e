"""The ways to the quotes, the queue of those that nobody has judged, and the copying page."""

from starlette.datastructures import FormData

from muniment.case import Case
from muniment.errors import NoSuchExhibitError, NotACitationError
from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.judgement import Leaning, Opinion
from muniment.model.quotation import QuoteRef
from muniment.model.trace import Verdict
from muniment.pages import links
from muniment.pages.quoting import copying, lists, quote
from muniment.web.asking import Asked
from muniment.web.onward import onward
from muniment.web.ways.way import Change, Way

_ONE = "/quotes/{exhibit:int}/{passage:int}.{nth:int}"


def _ref(ask: Asked) -> QuoteRef:
    number = ask.number("exhibit")
    if not number:
        raise NoSuchExhibitError(label=exhibit_label(ExhibitId(0)))
    return QuoteRef(Citation(ExhibitId(number), ask.number("passage")), ask.number("nth"))


WAYS = (
    Way(
        "/quotes", lists.QuotesPage, lambda case, ask: lists.quotes_page(case, ask.number("after"))
    ),
    Way(
        "/quotes/{exhibit:int}",
        lists.AccountPage,
        lambda case, ask: lists.account_page(
            case, ask.number("exhibit"), ask.word("verdict"), ask.number("after")
        ),
    ),
    Way(_ONE, quote.QuotePage, lambda case, ask: quote.quote_page(case, _ref(ask))),
    Way(
        "/review",
        lists.ReviewPage,
        lambda case, ask: lists.review_page(case, ask.word("verdict"), ask.number("after")),
    ),
    Way(
        "/copying",
        copying.CopyingPage,
        lambda case, ask: copying.copying_page(case, ask.word("statement")[:1000]),
    ),
)


def _judge(case: Case, ask: Asked, form: FormData) -> str:
    ref, said = _ref(ask), str(form.get("said", ""))
    opinion = None if said == "undo" else _opinion(said, form)
    case.judge(ref, opinion, str(form.get("why", ""))[:2000])
    return onward(links.quote(ref), "judged" if opinion else "taken-back")


def _opinion(said: str, form: FormData) -> Opinion:
    leaning = Leaning(said) if said in set(Leaning) else Leaning.UNSURE
    instead, source = str(form.get("instead", "")), str(form.get("source", "")).strip()
    return Opinion(
        leaning,
        instead=Verdict(instead) if instead in set(Verdict) else None,
        source=_citation(source) if source else None,
    )


def _citation(written: str) -> Citation:
    try:
        return Citation.parse(written)
    except ValueError:
        raise NotACitationError(written=written[:100]) from None


CHANGES = (Change(f"{_ONE}/judge", _judge),)
