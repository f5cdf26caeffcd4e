"""The ways to what the case holds."""

from muniment.pages import overview
from muniment.web.ways.way import Way

WAYS = (
    Way("/", overview.CasePage, lambda case, _: overview.case_page(case)),
    Way(
        "/exhibits",
        overview.ExhibitsPage,
        lambda case, ask: overview.exhibits_page(
            case,
            ask.word("kind"),
            ask.word("state"),
            ask.query.get("custodian"),
            ask.number("after"),
        ),
    ),
    Way(
        "/warnings",
        overview.WarningsPage,
        lambda case, ask: overview.warnings_page(case, ask.number("after")),
    ),
    Way("/log", overview.LogPage, lambda case, ask: overview.log_page(case, ask.number("after"))),
)
