"""Published: a page from which everything is taken out that the policy takes out.

`redact` alone makes one. What renders a dossier takes `Published[…]` and nothing else, so that a page
that was never redacted cannot be printed: mypy refuses it.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Generic, TypeVar

from muniment.dossier.redacting.concealing import Concealing
from muniment.model.citation import Citation
from muniment.model.passage import CitedPassage
from muniment.pages.page import Page
from muniment.pages.publishing import SheetPage

P = TypeVar("P", bound=Page)


class _Maker(Enum):
    """Who made a published page; it is itself in another process too."""

    REDACT = "redact"


_MADE_HERE = _Maker.REDACT


@dataclass(frozen=True, slots=True)
class Published(Generic[P]):
    """A page as it may be published.

    Attributes:
        page: the page, redacted.
        maker: proof that `redact` made it.
    """

    page: P
    maker: object

    def __post_init__(self) -> None:
        """Refuse what was not made by `redact`."""
        if self.maker is not _MADE_HERE:
            raise TypeError("only redact() makes a published page")


def redact(page: P, concealing: Concealing) -> Published[P]:
    """A page with every text of it concealed, whatever field it stands in, at any depth."""
    return Published(_concealed(page, concealing), _MADE_HERE)


def numbered(sheet: Published[SheetPage], bates: str) -> Published[SheetPage]:
    """A published exhibit with the numbers of its pages, which tell nothing of it."""
    return Published(replace(sheet.page, bates=bates), _MADE_HERE)


def _concealed(value: Any, concealing: Concealing) -> Any:
    """The same value, of the same types. Passages by their citation, so that stretches are taken out too."""
    match value:
        case Enum() | Citation() | None | int() | float() | bytes():
            return value
        case str():
            return concealing.conceal(value).text
        case CitedPassage(citation=citation, passage=passage):
            text = concealing.conceal(passage.text, citation).text
            author = concealing.author(passage.author)
            rest = _concealed(replace(passage, text="", author=""), concealing)
            return CitedPassage(citation, replace(rest, text=text, author=author))
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {
                f.name: _concealed(getattr(value, f.name), concealing) for f in fields(value)
            }
            return replace(value, **changed)
        case tuple() if hasattr(value, "_make"):
            return value._make(_concealed(inner, concealing) for inner in value)
        case tuple() | list() | frozenset() | set():
            return type(value)(_concealed(inner, concealing) for inner in value)
        case dict():
            return {
                _concealed(key, concealing): _concealed(inner, concealing)
                for key, inner in value.items()
            }
        case _:
            raise TypeError(f"a page holds a {type(value).__name__}, which cannot be redacted")
