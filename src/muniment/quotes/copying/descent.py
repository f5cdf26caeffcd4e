"""Signs that one quotation descends from another: errors that both have, and the source has not.

Two accounts that quote one message share its words, which shows nothing. That both have the same
*wrong* word, leave out the same words or name the same wrong speaker shows that one has it from the
other, or both from a third: agreement in error is what textual criticism tells descent by (P. Maas,
*Textkritik*, 1927; Lachmann's method). The same beginning and end of an excerpt is a weaker sign: many
would have cut there.
"""

from collections.abc import Iterable

from muniment.model.copying import Quoted
from muniment.model.trace import Flag, Match, Step, Trace, Verdict
from muniment.quotes.words import fold

_ERRORS = {
    Step.CHANGED: "has “{quoted}” for “{sourced}”",
    Step.ADDED: "adds “{quoted}”",
    Step.DROPPED: "drops “{sourced}”",
    Step.BETWEEN: "joins what “{sourced}” stands between",
    Step.OMITTED: "leaves out “{sourced}”",
}
_SHOWN = 60


def sources_of(quoted: Quoted) -> frozenset[int]:
    """Keys of the passages that carry a quote's words, by its best match; copies of them too."""
    match = _match(quoted.trace)
    if match is None:
        return frozenset()
    citations = [place.citation for place in match.places] + list(match.copies)
    return frozenset((c.exhibit << 32) + c.number for c in citations)


def shared_errors(one: Quoted, other: Quoted) -> list[str]:
    """What both have wrong in the same way, in words; empty when nothing."""
    first, second = _errors(one), _errors(other)
    return [first[error] for error in first if error in second]


def has_same_cut(one: Quoted, other: Quoted) -> bool:
    """Both begin and end at the same words inside the same longer sentence of the source."""
    first, second = _match(one.trace), _match(other.trace)
    if first is None or second is None or not (first.places and second.places):
        return False
    is_cut = bool(first.goes_on or first.comes_from or _has(one, Flag.CUT_SHORT))
    also = bool(second.goes_on or second.comes_from or _has(other, Flag.CUT_SHORT))
    begins = first.places[0].citation, first.places[0].start
    ends = first.places[-1].citation, first.places[-1].end
    theirs = second.places[0].citation, second.places[0].start
    return (
        is_cut
        and also
        and begins == theirs
        and ends == (second.places[-1].citation, second.places[-1].end)
    )


def has_more(earlier: Iterable[Quoted], later: Quoted) -> bool:
    """A quote carries words of its source that none of the earlier ones of that source does.

    Who has it then has it from elsewhere than from them, or from elsewhere too.
    """
    match = _match(later.trace)
    before = [found for one in earlier if (found := _match(one.trace)) is not None]
    if match is None or not before:
        return False
    return all(_has_more(one, match) for one in before)


def _has_more(one: Match, other: Match) -> bool:
    for place in other.places:
        had = [(p.start, p.end) for p in one.places if p.citation == place.citation]
        if had and not any(start <= place.start and place.end <= end for start, end in had):
            return True
    leaves_out = any(piece.step is Step.OMITTED for piece in one.pieces)
    return leaves_out and not any(piece.step is Step.OMITTED for piece in other.pieces)


def _match(trace: Trace | None) -> Match | None:
    if trace is None or trace.verdict in (Verdict.NOT_FOUND, Verdict.NOT_SEARCHED):
        return None
    return trace.matches[0] if trace.matches else None


def _has(quoted: Quoted, flag: Flag) -> bool:
    return quoted.trace is not None and flag in quoted.trace.flags


def _errors(quoted: Quoted) -> dict[tuple[object, ...], str]:
    """Each error with what makes it the same error in another account."""
    match = _match(quoted.trace)
    if match is None:
        return {}
    found: dict[tuple[object, ...], str] = {}
    for piece in match.pieces:
        if piece.step in _ERRORS:
            key = (piece.step, tuple(fold(piece.quoted)), tuple(fold(piece.sourced)))
            shown = _ERRORS[piece.step].format(
                quoted=_short(piece.quoted), sourced=_short(piece.sourced)
            )
            if key[1] or key[2]:
                found[key] = shown
    source = match.places[0].citation if match.places else None
    speaker = quoted.quote.speaker
    if _has(quoted, Flag.MISATTRIBUTED) and speaker:
        name = speaker.name or speaker.text
        found[Flag.MISATTRIBUTED, source, tuple(fold(name))] = f"gives the words to {name}"
    if _has(quoted, Flag.MISDATED):
        month = quoted.quote.time[:7]  # one may give the day, and the other the month
        found[Flag.MISDATED, source, month] = f"dates the words to {month or 'another day'}"
    return found


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
