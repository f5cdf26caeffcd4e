"""Reasons: a verdict in short sentences, which never say more than the evidence.

>>> from muniment.model.trace import Piece, Step
>>> differing(Piece(Step.DROPPED, "", "all of", (10, 10)))
'The source says “all of”; the quote leaves it out without a mark.'
"""

import re
from collections.abc import Iterator, Sequence

from muniment.model.citation import exhibit_label
from muniment.model.trace import Asked, DifferenceKind, Flag, Match, Piece, Step, Verdict
from muniment.quotes.fidelity.differences import has_figure

_SHOWN = 160
"""Characters of evidence in one sentence."""

_MOST = 8
"""Differences told in sentences; the alignment has them all."""

_CITED = 3
"""Passages named in one sentence."""

_NONE = re.compile(r"Found in none of [\d,]+ primary passages? searched\.")
_ALL = re.compile(r"[\d,]+ primary passages? searched\.")
_OF_ACCOUNTS = re.compile(r"[\d,]+ passages? of accounts searched as well\.")

COMMON_AND_CHANGED = (
    "Anybody may say something like this: what comes nearest is not called its source."
)
"""Why words that anybody says are not found where only something like them stands."""

_TOUCHES = {
    DifferenceKind.NEGATION: "a negation",
    DifferenceKind.NUMBER: "a number",
    DifferenceKind.NAME: "a name",
    DifferenceKind.TENSE: "a tense",
    DifferenceKind.CONDITION: "a condition",
    DifferenceKind.QUANTITY: "a quantity",
    DifferenceKind.PERSON: "who is spoken of",
    DifferenceKind.SPELLING: "the spelling",
}


def of_match(
    match: Match, flags: Sequence[Flag], asked: Asked, authors: Sequence[str] = ()
) -> Iterator[str]:
    """What a verdict rests on, the words first, then what stands apart from them.

    Args:
        match: the source.
        flags: of the verdict.
        asked: what the account says.
        authors: of the source's words, where they are those of several people.
    """
    if match.role == "account":
        yield "No primary passage carries these words; an account's own words do."
    if match.verdict is Verdict.VERBATIM and len(match.places) > 1:
        yield f"The same words, over {len(match.places)} passages of the source."
    told = list(
        dict.fromkeys(
            _joining(match.pieces, n) or differing(p)
            for n, p in enumerate(match.pieces)
            if _is_told(p)
        )
    )
    yield from told[:_MOST]
    if len(told) > _MOST:
        yield f"And {len(told) - _MOST} more differences."
    touched = dict.fromkeys(_touches(p, kind) for p in match.pieces for kind in p.kinds)
    if touched:
        yield f"Among what differs: {', '.join(touched)}."
    if match.secondary:
        yield f"The source only repeats these words: {match.secondary}."
    if Flag.MISATTRIBUTED in flags and len(authors) > 1:
        names = f"{', '.join(authors[:-1])} and {authors[-1]}"
        many = "two people" if len(authors) == 2 else "several people"
        besides = f"; the account names {asked.speaker}" if asked.speaker else ""
        yield f"The words are those of {many}, {names}{besides}."
    elif Flag.MISATTRIBUTED in flags:
        yield f"The account names {asked.speaker}; the source's author is {_authors(match)}."
    if Flag.MISDATED in flags:
        yield f"The account says {asked.time}; the source's time is {match.time}."
    if Flag.CUT_SHORT in flags:
        if match.goes_on:
            yield f"The source's sentence goes on: {_short(match.goes_on)}"
        if match.comes_from and not match.goes_on:
            yield f"The source's sentence begins: {_short(match.comes_from)}"


def differing(piece: Piece) -> str:
    """One difference as a sentence."""
    ours = _short(piece.quoted)
    theirs = _short(piece.sourced) if piece.sourced else ""
    if piece.step is Step.CHANGED:
        return f"The source says {theirs}; the quote says {ours}."
    if piece.step is Step.ADDED:
        return f"The quote says {ours}; the source does not."
    if piece.step is Step.DROPPED:
        return f"The source says {theirs}; the quote leaves it out without a mark."
    if piece.step is Step.OMITTED:
        return f"Left out where the quote marks it: {theirs}."
    if piece.step is Step.INSERTED:
        return f"Put in by the account: {ours}."
    if piece.step is Step.REDACTED:
        return f"{ours} stands for {theirs}."
    if theirs:
        return f"The quote joins two places; between them stands {theirs}."
    return "The quote joins two places."


def _touches(piece: Piece, kind: DifferenceKind) -> str:
    """What a difference touches; a number is a figure or a word for one, or only a plural."""
    if kind is DifferenceKind.NUMBER and not has_figure(piece.quoted, piece.sourced):
        return "singular or plural"
    return _TOUCHES[kind]


def _joining(pieces: Sequence[Piece], at: int) -> str:
    """How two places that a quote joins lie, where nothing stands between them; else empty."""
    piece = pieces[at]
    if piece.step is not Step.BETWEEN or piece.sourced.strip():
        return ""
    before = next((p.place for p in reversed(pieces[:at]) if p.place), None)
    after = next((p.place for p in pieces[at + 1 :] if p.place), None)
    if before is None or after is None:
        return ""
    one, other = before.citation, after.citation
    if one.exhibit == other.exhibit and other.number == one.number + 1:
        return f"The quote joins two messages as one: {other} follows {one}."
    return f"The quote joins two places, {one} and {other}."


def namesakes(speaker: str, match: Match, others: Sequence[str]) -> str:
    """Who else sends in the source's exhibit that the speaker's name fits."""
    exhibit = exhibit_label(match.places[0].citation.exhibit)
    author = match.author or "nobody"
    both = f"{', '.join((author, *others[:-1]))} and {others[-1]}"
    many = "Two" if len(others) == 1 else "Several"
    return f"{many} senders of {exhibit} fit the name {speaker}: {both}."


def common(places: int, speaker: str, own: Sequence[Match] = ()) -> str:
    """Why words that anybody says are found, and no one place is called their source.

    Args:
        places: in which they stand.
        speaker: whom the account names, when the places are others'; else empty.
        own: the places at which the speaker says them; told of where they are several.
    """
    where = f"Anybody may say these words; they stand in {_count(places, 'place')}"
    if speaker:
        return f"{where}, and none is known to be {speaker}'s."
    if len(own) > 1:
        where += f", {own[0].author or 'the speaker'} says them in several"
    elif places == 1:
        return f"{where}, and nothing else tells that it is their source."
    return f"{where}, and nothing tells which is meant."


def common_of_one(places: int, own: Sequence[Match]) -> str:
    """Why one of several places is the source of words that anybody says, all of them the speaker's.

    Args:
        places: how many they are; 0 when there may be more than are shown.
        own: the places, the one that is called the source first.
    """
    where = _count(places, "place") if places else "several places"
    return (
        f"Anybody may say these words; in {where} they are {own[0].author or 'the speaker'}'s, and"
        " what the account tells beside them points to one of these."
    )


def one_word(places: int) -> str:
    """Why a single word has no source, though it stands in the case."""
    return f"One word is too little to tell where it comes from; it stands in {_count(places, 'place')}."


def not_found(
    searched: int,
    accounts: int,
    nearest: Sequence[Match],
    secondary: Sequence[Match],
    later: Sequence[Match] = (),
) -> Iterator[str]:
    """How much was searched for words that were not found.

    Args:
        searched: primary passages that were.
        accounts: passages of accounts that were.
        nearest: what is no source, the nearest first.
        secondary: what only repeats the words.
        later: what would be a source, were it not dated after the account.
    """
    exact = [m for m in later if m.verdict is Verdict.VERBATIM]
    if exact:
        yield f"Found only in {_dated_after(exact)}."
        yield _all(searched)
    else:
        yield _none(searched)
    if later and not exact:
        yield f"Something like it stands only in {_dated_after(later)}."
    if accounts:
        yield _of_accounts(accounts)
    if secondary:
        yield f"{_count(len(secondary), 'passage')} only repeat{'s' * (len(secondary) == 1)} these words."
    if nearest and not exact:
        yield f"What comes nearest, and is not called a source: {_short(nearest[0].said)}."


def recounted(told: Sequence[str], searched: int, accounts: int) -> tuple[str, ...]:
    """Why words are not found, by how much is searched today: what came since does not carry them.

    >>> recounted(["Found in none of 2,097 primary passages searched."], 2101, 0)
    ('Found in none of 2,101 primary passages searched.',)
    """
    out = []
    for sentence in told:
        if _NONE.fullmatch(sentence):
            out.append(_none(searched))
        elif _ALL.fullmatch(sentence):
            out.append(_all(searched))
        elif _OF_ACCOUNTS.fullmatch(sentence):
            out.append(_of_accounts(accounts))
        else:
            out.append(sentence)
    return tuple(out)


def _none(searched: int) -> str:
    return f"Found in none of {_count(searched, 'primary passage')} searched."


def _all(searched: int) -> str:
    return f"{_count(searched, 'primary passage')} searched."


def _of_accounts(accounts: int) -> str:
    return f"{_count(accounts, 'passage')} of accounts searched as well."


def _dated_after(later: Sequence[Match]) -> str:
    """Passages that cannot be what an account quotes."""
    cited = list(dict.fromkeys(c for m in later for c in (m.places[0].citation, *m.copies)))
    named = ", ".join(map(str, cited[:_CITED]))
    more = f" and {len(cited) - _CITED:,} more" if len(cited) > _CITED else ""
    many = "a passage" if len(cited) == 1 else "passages"
    return f"{many} dated after the account: {named}{more}"


def _is_told(piece: Piece) -> bool:
    return (
        piece.step is not Step.SAME
        and bool(piece.quoted or piece.sourced or piece.step is Step.BETWEEN)
        and not (piece.step is Step.OMITTED and not piece.sourced)
    )


def _authors(match: Match) -> str:
    return match.author or "not named"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN].rsplit(' ', 1)[0]} …”"
