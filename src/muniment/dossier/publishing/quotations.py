"""Quotations as they are published: what is blacked out of a passage is blacked out of its quotations too."""

from dataclasses import dataclass

from muniment.case import Case
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.writing.checking import Checked
from muniment.dossier.writing.draft import Draft, Prose
from muniment.dossier.writing.quoting import Quoted, quoted
from muniment.model.judgement.redaction import BAR, Blackout
from muniment.model.trace import Verdict
from muniment.pages.publishing import SheetPage


def blacked_out(case: Case, text: str, block: Prose, concealing: Concealing) -> str:
    """A paragraph whose quotations do not tell what is blacked out in the passages that they cite."""
    for one in reversed(quoted(block)):
        words = text[one.start : one.end]
        for secret in secrets_of(case, one, concealing):
            words = words.replace(secret, BAR)
        text = text[: one.start] + words + text[one.end :]
    return text


def secrets_of(case: Case, one: Quoted, concealing: Concealing) -> list[str]:
    """The words that are blacked out of the passages a quotation cites, the longest first."""
    if one.reference is None or not one.reference.citation.number:
        return []
    texts = {
        p.citation: p.passage.text for p in case.cited(one.reference.citation, one.reference.last)
    }
    found = {
        texts[b.citation][b.start : b.end]
        for b in concealing.policy.blackouts
        if b.citation in texts
    }
    return sorted(filter(str.strip, found), key=len, reverse=True)


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
    case: Case, checked: Checked, concealing: Concealing
) -> list[PublishedQuotation]:
    """The quotations of a draft that cite passages, with what is published of them."""
    found = []
    for one, verdict in checked.quotations:
        words = one.words
        for secret in secrets_of(case, one, concealing):
            words = words.replace(secret, BAR)
        found.append(PublishedQuotation(concealing.conceal(words).text, one.line, one, verdict))
    return found


def blacked_out_draft(case: Case, draft: Draft, concealing: Concealing) -> list[str]:
    """The text of each paragraph of a draft, in the order of its paragraphs, with its quotations blacked out."""
    return [
        blacked_out(case, block.text, block, concealing)
        for block in draft.blocks
        if isinstance(block, Prose)
    ]


def words_of(case: Case, blackout: Blackout) -> str:
    """What is blacked out of a passage."""
    return case.cited(blackout.citation)[0].passage.text[blackout.start : blackout.end]


def without_blackouts(case: Case, sheet: SheetPage, title: str, concealing: Concealing) -> str:
    """The title of an exhibit without what is blacked out of its passages: a mail's subject is both."""
    for b in concealing.policy.blackouts:
        if b.citation.exhibit == sheet.exhibit:
            words = words_of(case, b)
            title = title.replace(words, BAR) if words.strip() else title
    return title
