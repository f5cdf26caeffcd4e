"""How quotes look in a terminal: a verdict is a word and a sign, and shows the words that differ.

≠ altered                                                 EX-0017 ¶98.2
  “we won’t need the hinge money, we don’t get a winter”  he (Martin Hask)
  we won't need [-all of-] the hinge money[-, if-] we don't get a winter
  EX-0020 ¶4411  Martin Hask · 2023-07-14 09:12:01
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from muniment.cli.paper import (
    columns,
    count,
    harmless,
    inline,
    quiet,
    shortened,
    strong,
    table,
    width,
    wrapped,
)
from muniment.model.citation import Citation
from muniment.model.judgement import Judgement
from muniment.model.passage import CitedPassage
from muniment.model.quotation import Opined, Quotation, Quotations, QuotationView, Tally
from muniment.model.quote import Quote, QuoteKind, Use
from muniment.model.trace import Flag, Match, Piece, Step, Trace, Verdict
from muniment.pages.wording import SIGNS

_LISTED = 3
_LONG = 400
"""Characters of a quote that a list shows; the quote in full has the rest."""


def tallies(found: list[Tally]) -> str:
    """Every account with its quotes counted by verdict."""
    if not found:
        return wrapped(
            "No account in this case: nothing here tells of others. Reports, statements, articles"
            " and saved pages are accounts; add one, or check one with muniment trace FILE."
        )
    lines = []
    for t in found:
        lines.append(f"{strong(t.account.label)}  {shortened(inline(t.title), width() - 10)}")
        told = ", ".join(f"{n:,} {v}" for v, n in t.verdicts.items())
        judged = f"; {t.judged:,} judged" if t.judged else ""
        lines.append(
            wrapped(
                f"{count(t.quotes, 'quote')}: {told}{judged}" if told else "no quotes", "         "
            )
        )
    lines += ["", quiet(f"muniment quotes {found[0].account.label} lists those of one account.")]
    return "\n".join(lines)


def listed(found: Quotations, only: str | None, *, everything: bool) -> Iterator[str]:
    """The quotes of one account or text, one after the other."""
    label = f"{found.account.label}  " if found.account else ""
    yield strong(wrapped(label + inline(found.title or "The text")))
    yield from _heads(found)
    # A text that holds nothing else is told in full: it is what was asked.
    everything = everything or not (found.account or any(map(_is_told, found.quotations)))
    for number, one in enumerate(found.quotations, 1):
        if only and not (one.trace and one.trace.verdict == only):
            continue
        if not (everything or only or _is_told(one)):
            continue
        yield ""
        yield from _quotation(one, str(one.ref or number))
    if not (everything or only):
        yield from _untold(found)


def _untold(found: Quotations) -> Iterator[str]:
    """What the short list leaves out: of the quotes that are counted above it, and beside them."""
    words = sum(q.trace is not None and not _is_told(q) for q in found.quotations)
    others = sum(q.trace is None for q in found.quotations)
    told = []
    if words:
        told.append(f"{words:,} of them {'is a single word' if words == 1 else 'are single words'}")
    if others:
        are = "1 more is a title," if others == 1 else f"{others:,} more are titles,"
        told.append(f"{are} or speech reported without quotation marks")
    if told:
        yield "\n" + wrapped(quiet(f"Not shown: {'; '.join(told)}: --all"))


def _is_told(one: Quotation) -> bool:
    """Whether a quote has a place in the short list: titles, reported speech and single words have none."""
    if one.trace is None:
        return False
    is_word = len(one.quote.text.split()) == 1
    return not (is_word and one.trace.searched and one.trace.verdict is Verdict.NOT_SEARCHED)


def _heads(found: Quotations) -> Iterator[str]:
    verdicts = Counter(q.trace.verdict for q in found.quotations if q.trace)
    told = ", ".join(f"{verdicts[v]:,} {v}" for v in Verdict if verdicts[v])
    yield wrapped(
        f"{count(sum(verdicts.values()), 'quote')}{f': {told}' if told else ''}. Searched:"
        f" {count(found.searched, 'primary passage')}, {found.accounts:,} of accounts."
    )
    if not found.searched:
        yield wrapped("There is nothing to trace to: no chat, mail or table was taken in.")
    if found.unsearched:
        yield wrapped(
            f"Not searched: {count(found.unsearched, 'exhibit')} taken in since; another muniment is"
            " writing. Ask again when it has ended."
        )
    yield from (wrapped(harmless(w), "  ", "! ") for w in found.warnings)


def _quotation(one: Quotation, name: str) -> Iterator[str]:
    quote, found = one.quote, one.trace
    head = _verdict(found) if found else quiet(_untraced(quote))
    yield f"{head}{' ' * max(2, width() - columns(head) - len(name))}{name}"
    yield wrapped(f"{_marked(quote)}{_speaker(quote)}", "  ")
    if found:
        yield from _trace(found)
    if one.opined:
        yield wrapped(_opined(one.opined), "  ")


def _untraced(quote: Quote) -> str:
    return "reported" if quote.kind is QuoteKind.REPORTED else str(quote.use)


def _verdict(found: Trace) -> str:
    told = strong(f"{SIGNS[found.verdict]} {found.verdict}")
    return " · ".join([told, *(strong(str(flag)) for flag in found.flags)])


def _marked(quote: Quote) -> str:
    text = harmless(quote.text).replace("\n", " / ")
    if len(text) > _LONG:
        text = f"{text[: _LONG * 2 // 3]} … {text[-_LONG // 3 :]}"
    return text if quote.kind is QuoteKind.REPORTED else f"“{text}”"


def _speaker(quote: Quote) -> str:
    """Whose words the account says they are."""
    parts = []
    if quote.speaker:
        written, name = inline(quote.speaker.text), inline(quote.speaker.name)
        parts.append(f"{written} ({name})" if name and name != written else written)
    if quote.cue:
        parts.append(f"{quote.cue.stance}: “{inline(quote.cue.text)}”")
    if quote.use is not Use.SPEECH:
        parts.append(f"used as a {quote.use}")
    if quote.is_in:
        parts.append(f"in a {quote.is_in}")
    return quiet("  " + shortened(" · ".join(parts), width() * 2)) if parts else ""


def _trace(found: Trace) -> Iterator[str]:
    """The source with what differs, the reasons, and who else carries or repeats the words."""
    sources = [m for m in found.matches if not m.secondary]
    is_named = found.source is not None
    if sources and is_named:
        if sources[0].verdict is not Verdict.VERBATIM:
            yield wrapped(redline(sources[0].pieces), "  ")
        yield wrapped(_where(sources[0]), "    ", "  ")
        yield from _named("copies of it", sources[0].copies)
    yield from (wrapped(harmless(reason), "    ", "  ") for reason in found.reasons)
    for other in sources[is_named:_LISTED]:
        yield wrapped(quiet(f"{'also' if is_named else 'in'} {_where(other)}"), "    ", "  ")
    repeated = [m for m in found.matches if m.secondary]
    if Flag.COMMON in found.flags:  # the reason counts every place, copies and repetitions too
        listed = sources[:_LISTED]
        copies = [c for m in listed for c in m.copies]
        rest = found.elsewhere + 1 - sum(1 + len(m.copies) for m in found.matches)
        rest += len(found.matches[0].copies)
        yield from _named("also", _with_copies(sources[_LISTED:], copies), max(0, rest))
        yield from _named("repeated in", _with_copies(repeated))
    else:
        yield from _named("also", [m.places[0].citation for m in sources[_LISTED:]])
        yield from _named("repeated in", [m.places[0].citation for m in repeated])
    for near in [m for m in found.nearest if not m.secondary][:_LISTED]:
        yield wrapped(f"nearest {_where(near)}: {harmless(near.said)}", "    ", "  ")


def _with_copies(found: Iterable[Match], copies: Iterable[Citation] = ()) -> list[Citation]:
    """Every passage in which some matches or their copies stand."""
    return [*copies, *(c for m in found for c in (m.places[0].citation, *m.copies))]


def _named(what: str, citations: Iterable[Citation], unnamed: int = 0) -> Iterator[str]:
    """A few citations on a line, and how many more there are, with those that no list has."""
    once = list(dict.fromkeys(citations))
    rest = len(once[4:]) + unnamed
    if once or rest:
        named = ", ".join(map(str, once[:4]))
        more = f"{' and ' * bool(named)}{rest:,} more" if rest else ""
        yield wrapped(quiet(f"{what}: {named}{more}"), "    ", "  ")


def _where(match: Match) -> str:
    cited = list(dict.fromkeys(p.citation for p in match.places))
    places = ", ".join(map(str, cited[:4])) + (" …" if len(cited) > 4 else "")
    told = [match.author.partition(" <")[0] or match.author, match.time.replace("T", " ")]
    if match.secondary:
        told.append(f"only repeats it: {match.secondary}")
    about = " · ".join(inline(t) for t in told if t)
    return f"{places}  {about}" if about else places


def redline(pieces: Iterable[Piece]) -> str:
    """The quote and its source in one line: `[-left out-]`, `{+put in+}`, the rest as the quote has it."""
    out = []
    for p in pieces:
        quoted, sourced = harmless(p.quoted), harmless(p.sourced)
        match p.step:
            case Step.SAME | Step.INSERTED:
                out.append(quoted)
            case Step.BETWEEN:
                out.append(f"[-…{shortened(sourced, 80)}…-]")
            case _:
                out.append(f"[-{sourced}-]" * bool(sourced) + f"{{+{quoted}+}}" * bool(quoted))
    return " ".join(part.strip() for part in out if part.strip())


def _opined(said: Opined) -> str:
    why = f": {harmless(said.why)}" if said.why else ""
    return strong(f"{inline(said.who)}: {said.opinion}") + f" ({said.at}){why}"


def in_full(view: QuotationView) -> Iterator[str]:
    """One quote with its sentence, its source in the conversation, and what people said of it."""
    one = view.quotation
    yield strong(f"{one.ref}  {shortened(inline(view.title), width() - 20)}")
    yield wrapped(harmless(view.sentence.passage.text), "    ")
    yield ""
    yield from _quotation(one, "")
    if view.source:
        yield "\n" + strong(
            f"{view.source.label}  {shortened(inline(view.source.name), width() - 10)}"
        )
    best = one.trace.matches[0] if one.trace and one.trace.matches else None
    cited = {p.citation for p in best.places} if best else set()
    if view.replied_to:
        yield quiet("  answers")
        yield _passage(view.replied_to, is_source=False)
    for passage in view.context:
        yield _passage(passage, is_source=passage.citation in cited)
    if one.trace:
        yield "\n" + quiet(f"Method: {one.trace.method}")
    yield from _history(view.history)


def _passage(cited: CitedPassage, *, is_source: bool) -> str:
    p = cited.passage
    about = " · ".join(x for x in (str(p.moment) if p.moment else "", inline(p.author)) if x)
    text = harmless(p.text)
    if len(text) > 2 * _LONG and not is_source:
        text = f"{text[: 2 * _LONG]} …"
    return f"{'▶' if is_source else ' '}¶{cited.citation.number} {quiet(about)}\n{wrapped(text, '    ')}"


def _history(history: list[Judgement]) -> Iterator[str]:
    if history:
        yield strong("Judged")
    yield from table(
        [(j.at, inline(j.who), j.value or "taken back", inline(j.why)) for j in history], "<<<<"
    )
