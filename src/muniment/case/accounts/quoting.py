"""Quotes: what is shown of them, what is checked without being taken in, and what people say of them."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from muniment.case.accounts.alone import Alone, read_alone
from muniment.case.accounts.publishing import came_out
from muniment.case.accounts.tracing import asked, corpus_of, senders_of
from muniment.case.finding import extent, title_of
from muniment.case.folder import Folder
from muniment.errors import (
    NoSuchQuoteError,
    NotATimeError,
    NothingToTakeBackError,
    NotRejectedError,
)
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Exhibit
from muniment.model.judgement import Judgement, Leaning, Opinion, about_quote, quote_judged
from muniment.model.passage import CitedPassage, Locator, Passage, PassageKind, Role
from muniment.model.quotation import (
    Opined,
    Quotation,
    Quotations,
    QuotationView,
    QuoteRef,
    Resting,
    Tally,
)
from muniment.model.quote import Quote, QuoteKey, QuoteKind, Span, Use
from muniment.model.reading import Limits
from muniment.model.trace import Match, Trace, Verdict
from muniment.quotes.corpus import Corpus
from muniment.quotes.fidelity.agreement import time_said
from muniment.quotes.fidelity.reasons import recounted
from muniment.quotes.gathering import gather
from muniment.quotes.tracing import trace

_RESTING = 2_000
"""Quotes that rest on one exhibit that are looked at for one page of it."""

_AROUND = 2
"""Passages shown before and after a source."""


def tallies(folder: Folder) -> Iterator[Tally]:
    """Every account with its quotes counted by verdict."""
    counts = folder.quotations.counts()
    opinions = folder.ledger.opinions()
    for number in folder.quotations.accounts():
        account = folder.exhibit(number)
        verdicts = counts.get(number, {})
        judged = sum(exhibit == number for exhibit, _ in opinions)
        yield Tally(account, title_of(folder, account), sum(verdicts.values()), verdicts, judged)


def counts(folder: Folder) -> dict[str, int]:
    """How many quotes have each verdict."""
    found: Counter[str] = Counter()
    for verdicts in folder.quotations.counts().values():
        found.update(verdicts)
    return {v: found[v] for v in Verdict if found[v]}


def traced(folder: Folder, after: int, limit: int) -> tuple[list[Tally], int]:
    """Accounts whose quotes are traced, above a number; and how many there are."""
    by_account = folder.remembered("by account", folder.quotations.counts)
    judged = Counter(exhibit for exhibit, _ in folder.ledger.opinions())
    shown = [n for n in sorted(by_account) if n > after][:limit]
    listed = []
    for number in shown:
        account, verdicts = folder.exhibit(number), by_account[number]
        told = title_of(folder, account)
        listed.append(Tally(account, told, sum(verdicts.values()), verdicts, judged[number]))
    return listed, len(by_account)


def quotations(folder: Folder, number: int) -> Quotations:
    """The quotes of an account, each with its trace and what people said of it."""
    account = folder.exhibit(number)
    corpus = corpus_of(folder)
    return Quotations(
        account,
        title_of(folder, account),
        list(_kept(folder, number, corpus)),
        corpus.searched,
        corpus.accounts,
        len(folder.readings.todo("words")),
    )


def _kept(folder: Folder, number: int, corpus: Corpus) -> Iterator[Quotation]:
    """The quotes of an account in their order, numbered passage by passage."""
    opinions = folder.ledger.opinions(number)
    passage, nth = 0, 0
    for _, quote, found in folder.quotations.kept(number):
        passage, nth = quote.key.passage, nth + 1 if quote.key.passage == passage else 1
        judgement = opinions.get((number, quote.key))
        yield Quotation(
            QuoteRef(Citation(ExhibitId(number), passage), nth),
            quote,
            _of_today(found, corpus) if found else None,
            Opined.of(judgement) if judgement else None,
        )


def between(folder: Folder, number: int, first: int, last: int) -> list[Quotation]:
    """The quotes that begin in a stretch of an account, without what people said of them."""
    account = ExhibitId(number)
    return [
        Quotation(QuoteRef(Citation(account, quote.key.passage), nth), quote, found)
        for nth, quote, found in folder.quotations.between(number, first, last)
    ]


def alone(folder: Folder, ref: QuoteRef) -> Quotation:
    """A quote with its trace and the last word on it.

    Raises:
        muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
    """
    number, passage = ref.citation.exhibit, ref.citation.number
    found = next((q for q in between(folder, number, passage, passage) if q.ref == ref), None)
    if found is None:
        label = folder.exhibit(number).label
        raise NoSuchQuoteError(ref=str(ref), extent="none such begins in this passage", label=label)
    judgement = folder.ledger.opinions(number).get((number, found.quote.key))
    return replace(found, opined=Opined.of(judgement) if judgement else None)


def unjudged(folder: Folder) -> dict[str, list[QuoteRef]]:
    """The quotes with a verdict that nobody has judged, by verdict."""
    judged = set(folder.ledger.opinions())
    found: dict[str, list[QuoteRef]] = {}
    for ref, key, verdict in folder.quotations.verdicts():
        if verdict != Verdict.NOT_SEARCHED and (ref.citation.exhibit, key) not in judged:
            found.setdefault(verdict, []).append(ref)
    return found


def resting_on(folder: Folder, number: int, first: int, last: int) -> dict[Citation, list[Resting]]:
    """The quotes that rest on the passages of a stretch, by the passage."""
    found: dict[Citation, list[Resting]] = {}
    titles: dict[int, tuple[Exhibit, str]] = {}
    opinions: dict[tuple[int, QuoteKey], Judgement] = {}
    for account, nth, quote, traced in folder.quotations.resting(number, _RESTING):
        sources = {p.citation for p in traced.source.places} if traced.source else set()
        for citation in sources:
            if citation.exhibit != number or not first <= citation.number <= last:
                continue
            if account not in titles:
                exhibit = folder.exhibit(account)
                titles[account] = (exhibit, title_of(folder, exhibit))
                opinions |= folder.ledger.opinions(account)
            ref = QuoteRef(Citation(ExhibitId(account), quote.key.passage), nth)
            said = opinions.get((account, quote.key))
            told = Resting(
                ref,
                *titles[account],
                quote.text,
                traced.verdict,
                traced.flags,
                Opined.of(said) if said else None,
            )
            found.setdefault(citation, []).append(told)
    return found


def _of_today(found: Trace, corpus: Corpus) -> Trace:
    """A trace with how much is searched by now: what came since shares no words with the quote."""
    if found.verdict is Verdict.NOT_SEARCHED:
        return found
    told = found.reasons
    if found.verdict is Verdict.NOT_FOUND:
        told = recounted(told, corpus.searched, corpus.accounts)
    return replace(found, reasons=told, searched=corpus.searched, accounts=corpus.accounts)


def quotation(folder: Folder, ref: QuoteRef) -> QuotationView:
    """One quote in full: its sentence, its source in context, and what people said of it.

    Raises:
        muniment.errors.NoSuchQuoteError: no such quote begins in this passage.
    """
    account = folder.exhibit(ref.citation.exhibit)
    number = int(account.id)
    here = [q for q in _kept(folder, number, corpus_of(folder)) if _begins_at(q, ref.citation)]
    found = next((q for q in here if q.ref == ref), None)
    if found is None:
        told = f"{len(here)} begin in this passage" if here else "none begins in this passage"
        raise NoSuchQuoteError(ref=str(ref), extent=told, label=account.label)
    view = QuotationView(
        account,
        title_of(folder, account),
        found,
        folder.texts.between(number, ref.citation.number, ref.citation.number)[0],
        history=[j for j in folder.ledger.judgements(number) if quote_judged(j) == found.quote.key],
    )
    best = found.trace.source if found.trace else None
    return _with_source(folder, view, best) if best else view


def _begins_at(one: Quotation, citation: Citation) -> bool:
    return one.ref is not None and one.ref.citation == citation


def _with_source(folder: Folder, view: QuotationView, best: Match) -> QuotationView:
    """The view with the source's passages, those around them, and the one that the source answers."""
    first, last = best.places[0].citation, best.places[-1].citation
    if first.exhibit != last.exhibit or last.number < first.number:
        last = first
    passages = folder.texts.between(
        first.exhibit, max(1, first.number - _AROUND), last.number + _AROUND
    )
    source = next(p.passage for p in passages if p.citation == first)
    answered = folder.texts.between(first.exhibit, source.answers, source.answers)
    return replace(
        view,
        context=passages,
        source=folder.exhibit(first.exhibit),
        replied_to=answered[0] if source.answers and answered else _mail_answered(folder, first),
    )


def _mail_answered(folder: Folder, citation: Citation) -> CitedPassage | None:
    """The mail that the source answers, by its first words."""
    answer = folder.letters.answers(citation.exhibit)
    if answer is None:
        return None
    passages = folder.texts.between(answer.exhibit, 1, 4)
    bodies = [p for p in passages if p.passage.kind is PassageKind.MAIL]
    return bodies[0] if bodies else None


def time_told(said: str) -> str:
    """When words are said to have been said, as tracing takes it; empty when nobody says.

    Raises:
        muniment.errors.NotATimeError: it is no date and no time.
    """
    told = time_said(said) if said.strip() else ""
    if told is None:
        raise NotATimeError(written=said)
    return told


def check_text(folder: Folder, text: str, speaker: str = "", said: str = "") -> Quotations:
    """Check a pasted text: its quotes when it has quotation marks, else the whole of it as one quote.

    Args:
        folder: the case.
        text: a sentence, or many.
        speaker: whose words they are said to be; only for a text without quotation marks.
        said: when they are said to have been said, ISO 8601; the same.
    """
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            where = Locator("text", at, at + len(line))
            passages.append(Passage(PassageKind.PARAGRAPH, line, where, Role.ACCOUNT))
        at += len(line) + 1
    quotes = [q for q in gather(passages) if q.kind is not QuoteKind.REPORTED]
    if not quotes:
        spans = tuple(Span(n, 0, len(p.text)) for n, p in enumerate(passages, 1))
        whole = "\n".join(p.text for p in passages)
        quotes = [Quote(QuoteKind.DIRECT, whole, spans, time=said)] if spans else []
    return _checked(folder, Alone(passages), quotes, speaker)


def check_file(folder: Folder, path: Path, limits: Limits | None = None) -> Quotations:
    """Check the quotes of a file without taking it in.

    Raises:
        muniment.errors.NothingToCheckError: nothing can be read from it, and why.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    known = folder.ledger.with_digest(digest)  # an account is no source of its own quotes
    alone = read_alone(path, limits)
    found = _checked(folder, alone, gather(alone.passages), known=known or 0)
    return replace(found, title=alone.title or path.name)


def _checked(
    folder: Folder, alone: Alone, quotes: list[Quote], speaker: str = "", known: int = 0
) -> Quotations:
    corpus, senders = corpus_of(folder), senders_of(folder)
    published = came_out(alone.facts, alone.passages)
    listed = []
    for quote in quotes:
        found = None
        if quote.kind is not QuoteKind.REPORTED and quote.use is not Use.TITLE:
            text = alone.passages[quote.key.passage - 1].text
            question = asked(quote, known, text, published, senders)
            if speaker:
                question = replace(question, speaker=speaker)
            found = trace(question, corpus)
        listed.append(Quotation(None, quote, found))
    unsearched = len(folder.readings.todo("words"))
    return Quotations(
        None, alone.title, listed, corpus.searched, corpus.accounts, unsearched, alone.warnings
    )


def judge(folder: Folder, ref: QuoteRef, opinion: Opinion | None, why: str) -> None:
    """Record what a person says of the verdict on a quote; None takes back what was said last.

    Raises:
        NoSuchQuoteError: no such quote begins in this passage.
        NoSuchExhibitError, NoSuchPassageError: the source that the person names is not there.
        NotRejectedError: something is put in the place of a verdict that is not rejected.
        NothingToTakeBackError: nobody has judged it.
    """
    one = quotation(folder, ref).quotation
    if opinion is None and one.opined is None:
        raise NothingToTakeBackError(ref=str(ref))
    if opinion and opinion.leaning is not Leaning.REJECT and (opinion.instead or opinion.source):
        what = opinion.instead or opinion.source
        raise NotRejectedError(what=str(what), said=opinion.leaning)
    if opinion and opinion.source:
        extent(folder, opinion.source)
    said = replace(opinion, verdict=one.trace.verdict if one.trace else None) if opinion else ""
    about = about_quote(one.quote.key)
    folder.ledger.judge(
        Judgement(folder.now(), folder.who, ref.citation.exhibit, about, str(said), why)
    )
