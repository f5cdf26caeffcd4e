"""Exhibits that hold others, or nothing that a reader knows: archives, mailboxes, pictures, sound."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.exhibit import ExhibitKind
from muniment.pages.reading.exhibit import ExhibitPage, common, stretch
from muniment.pages.wording import is_picture

_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderPage(ExhibitPage):
    """An exhibit with what is inside it.

    Attributes:
        is_picture: whether it may be shown as a picture.
    """

    name: ClassVar[str] = "holder"

    is_picture: bool


def holder_page(case: Case, number: int, at: int = 0) -> HolderPage:
    """An exhibit with what is inside it."""
    view, first, last = stretch(case, number, at, _ON_A_PAGE)
    exhibit = view.exhibit
    return HolderPage(
        **common(case, view, at, first, last, _ON_A_PAGE),
        is_picture=exhibit.kind is ExhibitKind.MEDIA and is_picture(exhibit.name),
    )
