"""A mail in its thread: what is new in it, what it repeats, what came with it, who answered."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.citation import ExhibitId
from muniment.model.exhibit import Exhibit
from muniment.model.finding import ThreadMail
from muniment.model.passage import CitedPassage, PassageKind
from muniment.model.quotation import Resting
from muniment.pages.reading.exhibit import ExhibitPage, common, stretch

_ON_A_PAGE = 100
_COPIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage(ExhibitPage):
    """A mail.

    Attributes:
        subject: as written; empty when it has none.
        sender: as the mail names it.
        recipients: as the mail names them.
        date: when it was sent, as written there; empty when it does not say.
        parts: its passages in order, the subject left out.
        thread: the mails of its thread, each after the one that it answers.
        copies: other exhibits with the same body, as `EX-0007 ¶2`.
        custodians: whose the mail and its copies were, as far as it was said.
        quoted: the quotes of accounts that rest on each passage.
    """

    name: ClassVar[str] = "mail"

    subject: str
    sender: str
    recipients: tuple[str, ...]
    date: str
    parts: tuple[CitedPassage, ...]
    thread: tuple[ThreadMail, ...]
    copies: tuple[str, ...]
    custodians: tuple[str, ...]
    quoted: dict[str, tuple[Resting, ...]]


def mail_page(case: Case, number: int, at: int = 0) -> MailPage:
    """A mail in its thread."""
    view, first, last = stretch(case, number, at, _ON_A_PAGE)
    passages = view.passages
    parts = [p for p in passages if p.passage.kind is not PassageKind.SUBJECT]
    subject = next((p.passage.text for p in passages if p.passage.kind is PassageKind.SUBJECT), "")
    body = next((p for p in parts if p.passage.kind is PassageKind.MAIL), None)
    head = passages[0].passage if passages else None
    copies = case.show(body.citation, 0).copies if body else []
    resting = case.resting_on(number, first, last) if last else {}
    return MailPage(
        **common(case, view, at, first, last, _ON_A_PAGE),
        subject=subject,
        sender=head.author if head else "",
        recipients=head.recipients if head else (),
        date=str(head.moment) if head and head.moment else "",
        parts=tuple(parts),
        thread=tuple(case.thread(number)),
        copies=tuple(str(c.citation) for c in copies),
        custodians=_custodians(case, view.exhibit, [c.citation.exhibit for c in copies]),
        quoted={str(c): tuple(found) for c, found in resting.items()},
    )


def _custodians(case: Case, exhibit: Exhibit, others: list[ExhibitId]) -> tuple[str, ...]:
    """Whose a mail and its copies were."""
    every = [exhibit, *(case.exhibit(number) for number in others[:_COPIES])]
    return tuple(sorted({one.custodian for one in every if one.custodian}))
