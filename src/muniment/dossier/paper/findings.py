"""What an audit of a PDF finds: a place, what is the matter there, and what can be read of it.

>>> found = Finding(Kind.COVERED, "Jane Doe", 2, (Box(2, 72, 700, 140, 714),), "a black box")
>>> found.is_failure, found.said
(True, 'Page 2: text can be copied out from under a black box.')
"""

from dataclasses import dataclass
from enum import StrEnum

from muniment.model.passage import Box


class Kind(StrEnum):
    """What is the matter with a place of a PDF, in the order of how grave it is."""

    COVERED = "covered"
    CROSSED = "crossed"
    OVERPRINTED = "overprinted"
    BLACK = "black"
    BLACKENED = "blackened"
    UNAPPLIED = "unapplied"
    FIELD = "field"
    REVISION = "revision"
    PALE = "pale"
    UNDRAWN = "undrawn"
    LAYERED = "layered"
    OUTSIDE = "outside"
    NOTE = "note"
    OUTLINE = "outline"
    METADATA = "metadata"
    ATTACHMENT = "attachment"
    SCRIPT = "script"
    EARLIER = "earlier"


_SAID = {
    Kind.COVERED: "text can be copied out from under {by}.",
    Kind.CROSSED: "text that lines were drawn across can be copied out.",
    Kind.OVERPRINTED: "text lies hidden under other text.",
    Kind.BLACK: "text in the colour of the dark box that it stands on can be copied out.",
    Kind.BLACKENED: "the text layer still has what is black in the picture.",
    Kind.UNAPPLIED: "a redaction was marked and never carried out.",
    Kind.FIELD: "a form field has a value that does not show.",
    Kind.REVISION: "words of an earlier state of the file are kept in it, and show no more.",
    Kind.PALE: "text in the colour of the paper, or text where the picture shows nothing.",
    Kind.UNDRAWN: "text that is not drawn, or clipped away.",
    Kind.LAYERED: "text in a layer that is switched off.",
    Kind.OUTSIDE: "text beyond the edge of the visible page.",
    Kind.NOTE: "an annotation or a hidden field has text that the page does not show.",
    Kind.OUTLINE: "the outline of the file has titles.",
    Kind.METADATA: "the file says of itself: {by}.",
    Kind.ATTACHMENT: "a file is embedded.",
    Kind.SCRIPT: "the file has a script.",
    Kind.EARLIER: "the file keeps {by}.",
}

FAILURES = frozenset(list(Kind)[: list(Kind).index(Kind.PALE)])
"""Kinds that say a redaction failed. The others say what a file carries that its pages do not show;
ordinary files do so too, and a person judges whether it matters."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a PDF gives away.

    Attributes:
        kind: what is the matter.
        text: the characters that can be recovered; empty when there are none to give.
        page: from 1; 0 when it concerns the whole file.
        boxes: where, in points from the lower left corner of the visible page, a box a line.
        by: what covers it, or what it is; empty when there is nothing to say.
    """

    kind: Kind
    text: str
    page: int = 0
    boxes: tuple[Box, ...] = ()
    by: str = ""

    @property
    def is_failure(self) -> bool:
        """A redaction failed here; else it is something to look at."""
        return self.kind in FAILURES

    @property
    def said(self) -> str:
        """One sentence in plain words."""
        where = f"Page {self.page}" if self.page else "The whole file"
        return f"{where}: {_SAID[self.kind].format(by=self.by or 'something drawn on it')}"


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found in a PDF.

    Attributes:
        findings: in the order of the pages; what concerns the whole file comes last.
        pages: how many were looked at.
        warnings: what could not be looked at, and why.
    """

    findings: tuple[Finding, ...]
    pages: int
    warnings: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[Finding, ...]:
        """Redactions that failed."""
        return tuple(found for found in self.findings if found.is_failure)

    @property
    def remains(self) -> tuple[Finding, ...]:
        """What the file carries that its pages do not show; ordinary files have some."""
        return tuple(found for found in self.findings if not found.is_failure)
