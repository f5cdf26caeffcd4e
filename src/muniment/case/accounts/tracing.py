"""The stages of quotes: the words that are searched, the quotes of the accounts, and their traces.

    passages ─▶ words of the case (words/) ─┐
        └─ of accounts ─▶ quotes ───────────┴─▶ traces

Each keeps its own list of exhibits that it has not seen. A new account has its own quotes traced; a
new chat has those quotes traced again with which it shares words, and no others.
"""

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from muniment.case.accounts.publishing import publication
from muniment.case.folder import Folder
from muniment.errors import StaleCorpusError
from muniment.model.passage import CitedPassage, PassageKind, Values
from muniment.model.quote import Quote
from muniment.model.reading import ReadWarning
from muniment.model.report import Progress, Watch
from muniment.model.trace import Asked, Verdict
from muniment.quotes.corpus import Corpus, CorpusWriter, read_list
from muniment.quotes.gathering import gather
from muniment.quotes.tracing import trace
from muniment.quotes.words import fold
from muniment.store.schema import Transaction

_QUOTES = 500
"""Traces between two commits: half a second of work that a kill would cost."""

_AROUND = 300
"""Letters before and after a quote that are read with it: its sentence, as a rule."""

_FAULT = "This is a fault in Muniment: please report the words above."


def is_behind(folder: Folder, accounts: Collection[int] | None) -> bool:
    """Whether words, or the quotes or traces of these accounts (None: of all), are still to be made."""
    if folder.readings.todo("words") or _unquoted(folder, accounts):
        return True
    if folder.quotations.has_untraced() if accounts is None else _untraced(folder, accounts):
        return True
    try:
        return not read_list(folder.words) and folder.readings.passage_count() > 0
    except StaleCorpusError:
        return True


def bring_up(
    folder: Folder, watch: Watch | None = None, accounts: Collection[int] | None = None
) -> None:
    """Run the stages over what they have not seen. The caller holds the case's lock.

    Args:
        folder: the case.
        watch: told how many quotes are traced.
        accounts: whose quotes are wanted; all of them when None, nobody's when empty.
    """
    _take_words(folder)
    _find_quotes(folder, accounts)
    _trace_quotes(folder, accounts, watch)


def _unquoted(folder: Folder, accounts: Collection[int] | None) -> list[int]:
    waiting = folder.readings.todo("quotes")
    return [n for n in waiting if accounts is None or n in accounts]


def _untraced(folder: Folder, accounts: Collection[int] | None) -> list[tuple[int, Quote]]:
    waiting = folder.quotations.untraced() if accounts is None or accounts else []
    return [(n, quote) for n, quote in waiting if accounts is None or n in accounts]


def corpus_of(folder: Folder) -> Corpus:
    """The words of the case as they were last committed; an empty one when there are none yet."""
    try:
        return Corpus.open(folder.words, folder.texts.run)
    except StaleCorpusError:  # somebody else is writing, and will make it again
        return Corpus([], folder.texts.run)


def asked(
    quote: Quote,
    account: int,
    passage: str,
    published: str = "",
    senders: Callable[[int], Sequence[str]] | None = None,
) -> Asked:
    """What tracing is asked for a quote of an account.

    An account is no source of itself, except that a reader's comment may quote the page it stands on.

    Args:
        quote: the quote.
        account: the number of its exhibit; 0 for a text that is not in the case.
        passage: the words of the passage in which it begins.
        published: when the account came out, ISO 8601; empty when it does not say.
        senders: gives all who send in an exhibit.
    """
    is_comment = quote.is_in == "comment"
    first = quote.spans[0]
    return Asked(
        quote.text,
        quote.speaker.name if quote.speaker else "",  # a role or a pronoun contradicts nobody
        quote.time,
        apart=frozenset() if is_comment or not account else frozenset({account}),
        own=frozenset((account << 32) + span.passage for span in quote.spans)
        if account
        else frozenset(),
        published="" if is_comment else published,  # a comment may be written years later
        around=passage[max(0, first.start - _AROUND) : first.end + _AROUND],
        senders=senders,
    )


def senders_of(folder: Folder) -> Callable[[int], Sequence[str]]:
    """All who send in an exhibit, each exhibit looked through once."""
    return cache(folder.texts.authors)


def _came_out(folder: Folder, account: int) -> str:
    """When an account came out, where nothing speaks against it; else empty."""
    moment, doubt = publication(folder, account)
    return moment.local if moment and not doubt else ""


def _take_words(folder: Folder) -> None:
    """Put the words of exhibits that were read since into the corpus; what they touch is to be traced again."""
    try:
        writer = CorpusWriter(folder.words)
    except StaleCorpusError:
        shutil.rmtree(folder.words, ignore_errors=True)
        writer = CorpusWriter(folder.words)
    if not read_list(folder.words):
        with Transaction(folder.db):
            folder.readings.do_again("words")
    exhibits = folder.readings.todo("words")
    with writer:
        for number in exhibits:
            writer.remove_exhibit(number)
            writer.add(_searched(folder.texts.values(number)))
    with Transaction(folder.db):  # a kill before this has them added again, which changes nothing
        _untrace_touched(folder, exhibits)
        folder.readings.done("words", exhibits)


def _searched(values: Iterator[Values]) -> Iterator[Values]:
    """Page furniture is nobody's words."""
    return (v for v in values if v.kind != PassageKind.BOILERPLATE)


def _untrace_touched(folder: Folder, fresh: list[int]) -> None:
    """Have those quotes traced again to which the passages new in the corpus may add something."""
    traced = [(account, quote, t) for account, quote, t in folder.quotations.kept() if t]
    if not fresh or not traced:
        return
    words = [fold(quote.text) for _, quote, _ in traced]
    touched = set(corpus_of(folder).touched(words, frozenset(fresh)))
    touched |= {n for n, (_, _, t) in enumerate(traced) if t.verdict is Verdict.NOT_SEARCHED}
    folder.quotations.untrace((traced[n][0], traced[n][1].key) for n in sorted(touched))


def _find_quotes(folder: Folder, accounts: Collection[int] | None) -> None:
    telling = set(folder.quotations.accounts())
    for number in _unquoted(folder, accounts):
        with Transaction(folder.db):
            if number in telling:
                cited = folder.texts.between(number, 1, folder.texts.count(number))
                folder.quotations.replace(number, _quotes_of(folder, number, cited))
            folder.readings.done("quotes", [number])


def _quotes_of(folder: Folder, number: int, cited: list[CitedPassage]) -> list[Quote]:
    """The quotes of one account. A fault of ours costs this one its quotes, and is told with it."""
    try:
        return gather([c.passage for c in cited])
    except Exception as error:  # noqa: BLE001 - evidence that trips us must not stop the others
        cause = f"Its quotes could not be looked for ({type(error).__name__}: {error})."
        folder.readings.warn(number, ReadWarning(cause, step=_FAULT, is_loss=False))
        return []


def _trace_quotes(folder: Folder, accounts: Collection[int] | None, watch: Watch | None) -> None:
    waiting, corpus = _untraced(folder, accounts), corpus_of(folder)
    senders = senders_of(folder)
    dates = {account: _came_out(folder, account) for account in {n for n, _ in waiting}}
    for start in range(0, len(waiting), _QUOTES):
        with Transaction(folder.db):
            for account, quote in waiting[start : start + _QUOTES]:
                text = folder.texts.text((account << 32) + quote.key.passage)
                question = asked(quote, account, text, dates[account], senders)
                found = trace(question, corpus)
                folder.quotations.keep_trace(account, quote.key, found)
        if watch:
            watch(Progress(min(start + _QUOTES, len(waiting)), len(waiting), 0))
