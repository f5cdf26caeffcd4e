"""Where things are in the workbench: the addresses of pages, which people cite and send.

>>> passage(Citation(41, 98))
'/exhibits/41?at=98#p98'
>>> quote(QuoteRef(Citation(41, 98), 2))
'/quotes/41/98.2'
"""

from urllib.parse import urlencode

from muniment.model.citation import Citation
from muniment.model.quotation import QuoteRef


def exhibit(number: int, **more: object) -> str:
    """An exhibit, from its first passage."""
    return _with(f"/exhibits/{number}", more)


def passage(citation: Citation) -> str:
    """A passage where it stands in its exhibit."""
    if not citation.number:
        return exhibit(citation.exhibit)
    return f"/exhibits/{citation.exhibit}?at={citation.number}#p{citation.number}"


def day(exhibit: int, number: int, on: str) -> str:
    """The first passage of an exhibit that was written on a day, or after it."""
    return _with(f"/exhibits/{exhibit}", {"at": number, "on": on}) + f"#p{number}"


def work(citation: Citation) -> str:
    """A passage by itself, where it is tagged and noted."""
    return f"/exhibits/{citation.exhibit}/{citation.number}"


def original(number: int) -> str:
    """An exhibit's bytes as received, to be saved."""
    return f"/exhibits/{number}/original"


def picture(number: int) -> str:
    """An exhibit that is a picture, as an image."""
    return f"/exhibits/{number}/picture"


def redact(number: int, **more: object) -> str:
    """What is kept from publication of an exhibit, and where more of it is taken out."""
    return _with(f"/exhibits/{number}/redact", more)


def redactions(**asked: object) -> str:
    """What is taken out, and what is proposed for a dossier; what is empty is not asked for."""
    return _with("/redactions", {name: value for name, value in asked.items() if value})


def quotes(number: int) -> str:
    """The quotes of an account."""
    return f"/quotes/{number}"


def quote(ref: QuoteRef) -> str:
    """One quote beside its source."""
    return f"/quotes/{ref.citation.exhibit}/{ref.citation.number}.{ref.nth}"


def hit(citation: Citation, query: str, sort: str, place: int) -> str:
    """A result where it stands in its exhibit, with the way to the results before and after it."""
    more = {"at": citation.number, "q": query, "by": sort, "hit": place}
    return _with(f"/exhibits/{citation.exhibit}", more) + f"#p{citation.number}"


def table(query: str, sort: str) -> str:
    """The results of a search as CSV."""
    return _with("/search.csv", {"q": query, "sort": sort})


def search(query: str, **more: object) -> str:
    """The results of a search."""
    return _with("/search", {"q": query, **more})


def _with(path: str, more: dict[str, object]) -> str:
    told = {name: value for name, value in more.items() if value not in ("", None)}
    return f"{path}?{urlencode(told, doseq=True)}" if told else path
