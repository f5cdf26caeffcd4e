"""Which page an exhibit is read on, by its kind."""

from dataclasses import dataclass, replace

from muniment.case import Case
from muniment.model.exhibit import ExhibitKind
from muniment.pages.reading.chat import chat_page
from muniment.pages.reading.exhibit import ExhibitPage, with_results
from muniment.pages.reading.holder import holder_page
from muniment.pages.reading.mail import mail_page
from muniment.pages.reading.paper import PaperPage, paper_page
from muniment.pages.reading.table import table_page
from muniment.pages.reading.text import TextPage, lit, text_page


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an exhibit is wanted.

    Attributes:
        at: the passage to show; 0 for the beginning.
        on: the date to show (of a chat), ISO 8601; empty for none.
        sheet: the page to show (of a PDF); 0 for the one on which the passage stands.
        sort: the column to order by (of a table).
        is_falling: whether the greatest comes first.
        query: the search that one comes from; empty when one comes from none.
        by: how its results are sorted.
        hit: which of its results this is, from 1.
    """

    at: int = 0
    on: str = ""
    sheet: int = 0
    sort: str = ""
    is_falling: bool = False
    query: str = ""
    by: str = ""
    hit: int = 0


def exhibit_page(case: Case, number: int, wanted: Wanted) -> ExhibitPage:
    """An exhibit as it is read.

    Raises:
        muniment.errors.NoSuchExhibitError: no exhibit has this number.
    """
    page = _page(case, number, wanted)
    page = with_results(case, page, wanted.query, wanted.by, wanted.hit)
    if isinstance(page, TextPage):
        comments = lit(page.comments, page.marks)
        return replace(page, paragraphs=lit(page.paragraphs, page.marks), comments=comments)
    if isinstance(page, PaperPage):
        return replace(page, paragraphs=lit(page.paragraphs, page.marks))
    return page


def _page(case: Case, number: int, wanted: Wanted) -> ExhibitPage:
    kind = case.exhibit(number).kind
    match kind:
        case ExhibitKind.CHAT:
            return chat_page(case, number, wanted.at, wanted.on)
        case ExhibitKind.MAIL:
            return mail_page(case, number, wanted.at)
        case ExhibitKind.PAGES:
            return paper_page(case, number, wanted.at, wanted.sheet)
        case ExhibitKind.TABLE:
            return table_page(case, number, wanted.at, wanted.sort, is_falling=wanted.is_falling)
        case ExhibitKind.ARTICLE | ExhibitKind.TEXT:
            return text_page(case, number, wanted.at)
        case _:
            return holder_page(case, number, wanted.at)
