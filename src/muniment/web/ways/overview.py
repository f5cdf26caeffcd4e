"""The ways to what the case holds."""

from muniment.pages import overview
from muniment.web.ways.way import Way

WAYS = (
    Way("/", lambda case, _: overview.case_page(case)),
    Way(
        "/exhibits",
        lambda case, ask: overview.exhibits_page(
            case,
            ask.word("kind"),
            ask.word("state"),
            ask.query.get("custodian"),
            ask.number("after"),
        ),
    ),
    Way("/warnings", lambda case, ask: overview.warnings_page(case, ask.number("after"))),
    Way("/log", lambda case, ask: overview.log_page(case, ask.number("after"))),
)
