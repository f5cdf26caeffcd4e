"""Which page an exhibit is read on, by its kind."""

from muniment.case import Case
from muniment.model.exhibit import ExhibitKind
from muniment.pages.reading.chat import chat_page
from muniment.pages.reading.exhibit import ExhibitPage
from muniment.pages.reading.holder import holder_page
from muniment.pages.reading.mail import mail_page
from muniment.pages.reading.paper import paper_page
from muniment.pages.reading.table import table_page
from muniment.pages.reading.text import text_page


def exhibit_page(
    case: Case,
    number: int,
    at: int = 0,
    on: str = "",
    sheet: int = 0,
    sort: str = "",
    *,
    is_falling: bool = False,
) -> ExhibitPage:
    """An exhibit as it is read.

    Args:
        case: the case.
        number: of the exhibit.
        at: the passage to show; 0 for the beginning.
        on: the date to show (of a chat), ISO 8601; empty for none.
        sheet: the page to show (of a PDF); 0 for the one on which the passage stands.
        sort: the column to order by (of a table).
        is_falling: whether the greatest comes first.

    Raises:
        muniment.errors.NoSuchExhibitError: no exhibit has this number.
    """
    kind = case.read(number, 1, 0).exhibit.kind
    match kind:
        case ExhibitKind.CHAT:
            return chat_page(case, number, at, on)
        case ExhibitKind.MAIL:
            return mail_page(case, number, at)
        case ExhibitKind.PAGES:
            return paper_page(case, number, at, sheet)
        case ExhibitKind.TABLE:
            return table_page(case, number, at, sort, is_falling=is_falling)
        case ExhibitKind.ARTICLE | ExhibitKind.TEXT:
            return text_page(case, number, at)
        case _:
            return holder_page(case, number, at)
