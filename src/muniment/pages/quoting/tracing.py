"""The trace box: a text that is pasted, or a file that is given, with every quote checked at once."""

from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from muniment.model.quotation import Quotations
from muniment.model.trace import Verdict
from muniment.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePage(Page):
    """The box, and what was found.

    Attributes:
        text: what was pasted, as far as it is shown again.
        speaker: whose words they are said to be.
        said: when, as the person wrote it.
        file: the name of the file that was given; empty when none was.
        found: what was found; None when nothing was asked yet.
        counts: how many quotes have each verdict.
        failed: why the file cannot be checked; empty when it can, or none was given.
        moments: when the places were written that are named here, by their citations: with the offset from
            UTC where it is known.
    """

    name: ClassVar[str] = "trace"

    text: str = ""
    speaker: str = ""
    said: str = ""
    file: str = ""
    found: Quotations | None = None
    counts: dict[str, int]
    moments: dict[str, str] = field(default_factory=dict)
    failed: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether nothing could be checked."""
        return bool(self.failed)


_SHOWN = 20_000


def trace_page(
    text: str = "",
    speaker: str = "",
    said: str = "",
    file: str = "",
    found: Quotations | None = None,
    when: dict[str, str] | None = None,
    failed: str = "",
) -> TracePage:
    """The box with what was found."""
    verdicts = (
        Counter(str(q.trace.verdict) for q in found.quotations if q.trace)
        if found
        else Counter[str]()
    )
    return TracePage(
        title="Trace",
        text=text[:_SHOWN],
        speaker=speaker,
        said=said,
        file=file,
        found=found,
        counts={v: verdicts[v] for v in Verdict if verdicts[v]},
        moments=when or {},
        failed=failed,
    )
