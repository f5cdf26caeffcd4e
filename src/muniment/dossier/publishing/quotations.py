"""Quotations as they are published: what is blacked out of a passage is blacked out of its quotations too."""

from dataclasses import dataclass

from muniment.dossier.publishing.blackouts import without
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.writing.checking import Checked
from muniment.dossier.writing.draft import Draft, Prose
from muniment.dossier.writing.quoting import Quoted, quoted
from muniment.model.citation import Citation
from muniment.model.trace import Verdict

Hidden = dict[Citation, list[str]]
"""What is blacked out of single passages, by their citations."""


def blacked_out(text: str, block: Prose, hidden: Hidden) -> str:
    """A paragraph whose quotations do not tell what is blacked out in the passages that they cite."""
    for one in reversed(quoted(block)):
        words = without(text[one.start : one.end], _secrets_of(one, hidden))
        text = text[: one.start] + words + text[one.end :]
    return text


def _secrets_of(one: Quoted, hidden: Hidden) -> list[str]:
    """The words that are blacked out of the passages a quotation cites."""
    if one.reference is None or not one.reference.citation.number:
        return []
    exhibit, first = one.reference.citation.exhibit, one.reference.citation.number
    return [
        words
        for number in range(first, one.reference.last + 1)
        for words in hidden.get(Citation(exhibit, number), ())
    ]


@dataclass(frozen=True, slots=True)
class PublishedQuotation:
    """A quotation as it is published.

    Attributes:
        words: what stands between the marks.
        line: of the draft.
        quoted: as the draft has it.
        verdict: on the words, from before anything was taken out.
    """

    words: str
    line: int
    quoted: Quoted
    verdict: Verdict


def published_quotations(
    checked: Checked, concealing: Concealing, hidden: Hidden
) -> list[PublishedQuotation]:
    """The quotations of a draft that cite passages, with what is published of them."""
    found = []
    for one, verdict in checked.quotations:
        words = without(one.words, _secrets_of(one, hidden))
        found.append(PublishedQuotation(concealing.conceal(words).text, one.line, one, verdict))
    return found


def blacked_out_draft(draft: Draft, hidden: Hidden) -> list[str]:
    """The text of each paragraph of a draft, in the order of its paragraphs, with its quotations blacked out."""
    return [
        blacked_out(block.text, block, hidden) for block in draft.blocks if isinstance(block, Prose)
    ]
