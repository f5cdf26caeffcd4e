"""The pages of a dossier: its text, each published exhibit, the list of them, and what was taken out.

In the workbench they are a preview, with what is wrong above them; in a dossier each stands alone, in a
file, after everything that must not be published is taken out of it.
"""

from dataclasses import dataclass
from typing import ClassVar

from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.copying import Lane, Link
from muniment.model.passage import CitedPassage
from muniment.pages.page import Page


@dataclass(frozen=True, slots=True)
class Row:
    """A quote of an account, in a table of them.

    Attributes:
        words: as the account has them.
        speaker: whose the account says they are.
        verdict: what comparing found.
        source: where the words stand; None where they do not.
        reasons: the differences, in sentences.
    """

    words: str
    speaker: str
    verdict: str
    source: Citation | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a dossier's text.

    Attributes:
        kind: `prose`, `excerpt`, `picture`, `verdicts` or `copying`.
        text: Markdown with citations, or the caption of a picture.
        passages: of an excerpt, in order.
        columns: the names of the columns, when the passages are rows of one table.
        exhibit: the exhibit of a picture or a table of verdicts; None otherwise.
        rows: of a table of verdicts.
        lanes: the accounts that are compared, the earliest first.
        links: what ties two of them, the words themselves left out.
    """

    kind: str
    text: str = ""
    passages: tuple[CitedPassage, ...] = ()
    columns: tuple[str, ...] = ()
    exhibit: ExhibitId | None = None
    rows: tuple[Row, ...] = ()
    lanes: tuple[Lane, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that its author should mend before a dossier is published.

    Attributes:
        line: of the file.
        says: what is wrong.
        words: the quotation; empty when it is about none.
        is_fatal: whether nothing is published until it is mended.
        differences: how the quotation differs from what is cited, in sentences.
    """

    line: int
    says: str
    words: str
    is_fatal: bool
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage(Page):
    """The text of a dossier.

    Attributes:
        file: the name of its file, without the ending.
        by: who wrote it.
        date: as its author gives it.
        licence: under which others may use it.
        parts: in order.
        faults: what is wrong with it; none of a published one that would be fatal.
    """

    name: ClassVar[str] = "dossier"

    file: str
    by: str
    date: str
    licence: str
    parts: tuple[Part, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages in a row that are published.

    Attributes:
        passages: in order.
        left_out: how many passages before the first are not published.
    """

    passages: tuple[CitedPassage, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage(Page):
    """An exhibit as it is published.

    Attributes:
        exhibit: its number.
        kind: what it is.
        stretches: the passages that are published.
        left_out: how many passages after the last are not published.
        total: how many passages it has.
        columns: the names of the columns, when all that is published are rows of one table.
        file: the exhibit itself, as a file beside the page; empty when only passages are published.
        bates: the numbers stamped on its pages, `HG-0001–HG-0004`; empty when it has none.
    """

    name: ClassVar[str] = "sheet"

    exhibit: ExhibitId
    kind: str
    stretches: tuple[Stretch, ...]
    left_out: int
    total: int
    columns: tuple[str, ...] = ()
    file: str = ""
    bates: str = ""

    @property
    def label(self) -> str:
        """`EX-0041`."""
        return exhibit_label(self.exhibit)

    @property
    def passages(self) -> tuple[CitedPassage, ...]:
        """All passages that are published, in order."""
        return tuple(p for stretch in self.stretches for p in stretch.passages)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A published exhibit in the list of them.

    Attributes:
        exhibit: its number.
        title: what it calls itself.
        kind: what it is.
        published: how many of its passages are published.
        total: how many it has.
    """

    exhibit: ExhibitId
    title: str
    kind: str
    published: int
    total: int

    @property
    def label(self) -> str:
        """`EX-0041`."""
        return exhibit_label(self.exhibit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsPage(Page):
    """The exhibits that a dossier publishes.

    Attributes:
        sheets: in the order of their numbers.
    """

    name: ClassVar[str] = "contents"

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out for one reason.

    Attributes:
        instead: what stands there now: a stand-in, a bar.
        why: the reason.
        places: in how many places.
    """

    instead: str
    why: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPage(Page):
    """The page on which a published dossier is searched; the reader's browser does it."""

    name: ClassVar[str] = "find"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedPage(Page):
    """What was taken out of a dossier, and why; never what it was.

    Attributes:
        removed: by what stands in its place.
    """

    name: ClassVar[str] = "removed"

    removed: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A dossier in the list of them.

    Attributes:
        name: of its file.
        title: what it is called.
        faults: how many things must be mended before it is published.
    """

    name: str
    title: str
    faults: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersPage(Page):
    """The dossiers of a case.

    Attributes:
        folder: where they are written.
        dossiers: in the order of their names.
    """

    name: ClassVar[str] = "dossiers"

    folder: str
    dossiers: tuple[Written, ...]
