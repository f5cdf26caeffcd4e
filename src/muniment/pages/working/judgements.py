"""What people wrote and judged: tags, notes, and the history of all of it, from which it is undone."""

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.citation import Citation
from muniment.model.judgement import Judgement, Note, Tag
from muniment.model.passage import CitedPassage
from muniment.model.quotation import QuoteRef
from muniment.pages.page import Page

_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsPage(Page):
    """Tags with how many passages each hangs on, and the passages of one.

    Attributes:
        tag: the tag whose passages are shown; empty when none is chosen.
        counts: each tag with its number of passages, in the order of the alphabet.
        passages: those of the chosen tag on this page.
        hung: the tag at each of them: by whom, and when.
        after: how many stand on the pages before.
        more: how many stand on the pages up to this one; 0 at the end.
    """

    name: ClassVar[str] = "tags"

    tag: str
    counts: tuple[tuple[str, int], ...]
    passages: tuple[CitedPassage, ...]
    hung: tuple[Tag, ...]
    after: int
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPage(Page):
    """What people noted at passages.

    Attributes:
        notes: those on this page, in order of the passages.
        passages: what stands there.
        total: how many there are.
        after: how many stand on the pages before.
        more: how many stand on the pages up to this one; 0 at the end.
    """

    name: ClassVar[str] = "notes"

    notes: tuple[Note, ...]
    passages: tuple[CitedPassage, ...]
    total: int
    after: int
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(Page):
    """Everything that people judged, from the latest back; what was taken back stays.

    Attributes:
        judgements: those on this page, each with its number.
        quotes: the quotes that some of them are about, by the numbers of the judgements.
        more: the number below which the next page begins; 0 at the end.
    """

    name: ClassVar[str] = "history"

    judgements: tuple[tuple[int, Judgement], ...]
    quotes: dict[int, QuoteRef]
    more: int


def tags_page(case: Case, tag: str = "", after: int = 0) -> TagsPage:
    """Tags, and the passages of one of them."""
    tags = case.tags()
    counts = Counter(t.name for t in tags)
    chosen = [t for t in tags if t.name == tag]
    shown = chosen[after : after + _ON_A_PAGE]
    through = after + len(shown)
    return TagsPage(
        title=f"Tag: {tag}" if tag else "Tags",
        tag=tag,
        counts=tuple(sorted(counts.items())),
        passages=_passages(case, [t.citation for t in shown]),
        hung=tuple(shown),
        after=after,
        more=through if through < len(chosen) else 0,
    )


def notes_page(case: Case, after: int = 0) -> NotesPage:
    """What people noted, in order of the passages."""
    notes = case.notes()
    shown = notes[after : after + _ON_A_PAGE]
    through = after + len(shown)
    return NotesPage(
        title="Notes",
        notes=tuple(shown),
        passages=_passages(case, [n.citation for n in shown]),
        total=len(notes),
        after=after,
        more=through if through < len(notes) else 0,
    )


def _passages(case: Case, cited: list[Citation]) -> tuple[CitedPassage, ...]:
    """What stands at the citations, in their order; none of them can be missing but after a new reading."""
    found = case.passages(cited)
    return tuple(found[c] for c in cited if c in found)


def history_page(case: Case, before: int = 0) -> HistoryPage:
    """What people judged, from the latest back."""
    listed = case.history(before, _ON_A_PAGE + 1)
    shown = listed[:_ON_A_PAGE]
    return HistoryPage(
        title="History of judgements",
        judgements=tuple(shown),
        quotes={n: ref for n, j in shown if (ref := case.quote_judged(j))},
        more=shown[-1][0] if len(listed) > len(shown) else 0,
    )
