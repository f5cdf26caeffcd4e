"""Bodies: what a text says of their names, so that long and short ones are one group.

*Zorbo Housing Trust (ZHT)*, *the Lantern (hereinafter “the newspaper”)*, *Zorbo Works “Domex”*: a name in
brackets behind another, or in quotation marks behind it, is the same body's. So is a shorter name that
only one body of the text has, and an acronym of its words (as A. Schwartz and M. Hearst, Pacific Symposium
on Biocomputing 2003, read them: letter by letter from the first of each word).

>>> is_acronym_of("zht", ("zorbo", "housing", "trust")), is_acronym_of("zht", ("zorbo", "trust"))
(True, False)
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from muniment.dossier.proposing.grouping.groups import NAMES
from muniment.dossier.proposing.grouping.spelling import Key, spelled
from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.proposal import Find, Kind, Rank, Strength
from muniment.dossier.proposing.tokens import fold, tokenise

_SHORTEST_ACRONYM = 3
_MOST_BRACKETED = 12
"""Words in a bracket that may be one name; the longest names of courts and offices have about ten."""

_MARK = "\"“”„‘’'«»"
_TOLD = (
    r"(?:(?:hereinafter|hereafter|henceforth|below|formerly|now|also|or|abbreviated|referred|known|called|to|as"
    r"|in short|the),?:?\s){0,5}"
)
_OPENING = re.compile(rf"[{_MARK}]{{0,2}}s?[{_MARK}]?\s?[(\[]\s?{_TOLD}[{_MARK}]{{0,2}}(?:the )?")
_GOES_ON = re.compile(rf"[{_MARK}]{{0,2}}[,;:]\s{_TOLD}[{_MARK}]{{0,2}}(?:the )?")
_CLOSING = re.compile(rf"\.?[{_MARK}]{{0,2}}[)\];,:]")
_QUOTED = re.compile(r"\s?[\"“„«]")
_BRACKET = re.compile(rf"[{_MARK}]?\s[(\[]([^()\[\],;:\d\n]{{4,120}})[)\]]")
_LAST_OPENING = re.compile(rf"[{_MARK}]?\s?[(\[][{_MARK}]?(?:the [{_MARK}]?)?\Z")
_SMALL_NOUN = re.compile(r" ([a-zà-ÿ]{3,20})\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONGEST_OPENING, _LONGEST_NAME = 60, 160


def whole_names(text: str, finds: Sequence[Find]) -> list[Find]:
    """The same finds, with names of bodies that were found in pieces as one find each.

    A word for bodies in small letters is part of one: *the Zorbo court*.
    A bracket shows where they begin and end. *Zorbo Regional Court (Sąd Okręgowy w Zorbie)*: in another
    language only some words of a name have capitals. *Widow’s Aid Fund (WAF)*: an owner is part of it.
    """
    spans: list[tuple[int, int, str]] = []
    finds = _with_small_nouns(text, finds)
    for at, find in enumerate(finds):
        bracket = _BRACKET.match(text, find.end) if is_body(find) else None
        if bracket:
            inside = [f for f in finds[at + 1 : at + _MOST_BRACKETED] if f.end <= bracket.end(1)]
            if inside and _is_one_name(bracket[1], inside):
                spans.append((*bracket.span(1), "in brackets behind the name of a body"))
        span = _spelt_out(text, find) if text[find.start : find.end].isupper() else None
        if span:
            spans.append((*span, f"“{text[find.start : find.end]}” is short for it"))
    return _with_whole(text, finds, sorted(spans)) if spans else list(finds)


def _with_small_nouns(text: str, finds: Sequence[Find]) -> list[Find]:
    """Finds with the noun behind them: of a place that a body is named by, and of what is nothing known."""
    bodies = {f.key for f in finds if f.kind is Kind.ORGANISATION}
    found: list[Find] = []
    for find in finds:
        noun = _SMALL_NOUN.match(text, find.end)
        key = (*find.key, fold(noun[1])) if noun else ()
        if noun and key[-1] in lexicon().heads and _may_be_named(find, key, bodies):
            reason = f"capital words before “{noun[1]}”, a word for bodies"
            find = replace(
                find, end=noun.end(), kind=Kind.ORGANISATION, strength=Strength.QUASI, reason=reason,
                key=key, is_doubtful=False, doubt="",
            )  # fmt: skip
        found.append(find)
    return found


def _may_be_named(find: Find, key: Key, bodies: set[Key]) -> bool:
    """Whether a find with the noun behind it may name a body."""
    if find.kind is Kind.PLACE:
        return any(set(key) < set(body) for body in bodies)
    return find.kind is Kind.MISC or _may_be_body(find)


def _with_whole(
    text: str, finds: Sequence[Find], spans: Sequence[tuple[int, int, str]]
) -> list[Find]:
    """Finds with one for each span; those in it go, if none is surely a person or reaches beyond it."""
    ends = [f.end for f in finds]
    kept: list[Find] = []
    done = behind = 0
    for start, end, reason in spans:
        first = bisect_right(ends, start)
        last = first
        while last < len(finds) and finds[last].start < end:
            last += 1
        inside = finds[first:last]
        is_one = len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end)
        is_whole = all(start <= f.start and f.end <= end and _may_be_no_person(f) for f in inside)
        if is_one or not is_whole or start < behind:
            continue
        key = tuple(t.fold for t in tokenise(text[start:end]))
        kept += finds[done:first]
        kept.append(Find(start, end, Kind.ORGANISATION, Strength.QUASI, reason, Rank.NAME, key))
        done, behind = last, end
    return [*kept, *finds[done:]]


def _spelt_out(text: str, acronym: Find) -> tuple[int, int] | None:
    """The words before a bracket with an acronym that it is short for: their span, if there are such."""
    opening = _LAST_OPENING.search(text[max(0, acronym.start - _LONGEST_OPENING) : acronym.start])
    if not opening:
        return None
    end = acronym.start - len(opening[0])
    before = list(_WORD.finditer(text, max(0, end - _LONGEST_NAME), end))
    letters = text[acronym.start : acronym.end].casefold()
    for first in before[-2 * len(letters) :]:
        key = tuple(fold(w[0]) for w in before if w.start() >= first.start())
        is_name = first[0][0].isupper() and len(key) > 1 and key[0] not in lexicon().joins
        if is_name and is_acronym_of(letters, key):
            return first.start(), before[-1].end()
    return None


def _is_one_name(words: str, inside: Sequence[Find]) -> bool:
    """Whether what stands in a bracket is a name of several words of which some were found."""
    tokens = tokenise(words)
    if not 1 < len(tokens) <= _MOST_BRACKETED or not tokens[0].is_capital:
        return False
    if not all(f.kind in NAMES or _may_be_body(f) for f in inside):
        return False
    return any(f.kind is not Kind.PLACE for f in inside)


def is_body(find: Find) -> bool:
    """Whether a find is the name of a body, or may be one."""
    return find.kind in {Kind.ORGANISATION, Kind.MISC} or _may_be_body(find)


def _may_be_body(find: Find) -> bool:
    return find.kind is Kind.PERSON and find.is_doubtful and len(find.key) > 1


def joined_names(text: str, finds: Sequence[Find]) -> Iterator[tuple[Key, Key]]:
    """Which names of bodies of a text stand for which fuller ones: (short, full), those told first first."""
    yield from _other_names(text, finds).items()
    yield from _shorter_names(finds)


def _other_names(text: str, finds: Sequence[Find]) -> dict[Key, Key]:
    """Names in brackets or quotation marks behind the name of a body; a place there says only where."""
    others: dict[Key, Key] = {}
    named = [f for f in finds if f.key and (f.kind in NAMES or f.kind is Kind.PERSON)]
    owner: Key | None = None
    for full, other in pairwise(named):
        between = text[full.end : other.start][-_LONGEST_OPENING:]
        is_quoted = _QUOTED.fullmatch(between) and text[other.end : other.end + 1] in {*_MARK}
        if owner is not None and _GOES_ON.fullmatch(between):
            first: Key | None = owner
        elif is_body(full) and (is_quoted or _OPENING.fullmatch(between)):
            first = others.get(full.key, full.key)
        else:
            first = None
        owner = None
        is_closed = is_quoted or _CLOSING.match(text, other.end)
        if (
            first is None
            or not is_closed
            or other.kind is Kind.PLACE
            or not _may_be_no_person(other)
        ):
            continue
        is_told = any(mark in between for mark in '"“„«')
        is_short = len(other.key) == 1 and is_acronym_of(other.key[0], full.key)
        are_acronyms = len(full.key) == len(other.key) == 1 and _is_loud(text, full, other)
        is_told = is_told or (full.kind is Kind.ORGANISATION and not are_acronyms)
        if is_told or is_short:
            if other.key not in others and first != other.key:
                others[other.key] = first
            owner = first
    return others


def _is_loud(text: str, *finds: Find) -> bool:
    return all(text[f.start : f.end].isupper() for f in finds)


def _may_be_no_person(find: Find) -> bool:
    """Whether a find may be something else than a person, so that its words may be a body's."""
    return find.kind is not Kind.PERSON or find.is_doubtful


def _shorter_names(finds: Sequence[Find]) -> Iterator[tuple[Key, Key]]:
    """Names of bodies of a text that only one fuller name of it may be meant by.

    *Lantern* and *Daily Lantern*; *Zorbo* and *Zorbo Bank Ltd*, as far as legal forms and nouns go;
    *Zorbo Board* and *Zorbo Land Reform Board*; *ZHT* and *Zorbo Housing Trust*.
    """
    full = dict.fromkeys(f.key for f in finds if f.kind is Kind.ORGANISATION and len(f.key) > 1)
    owners: dict[Key, set[Key]] = {}
    acronyms: dict[str, set[Key]] = {}
    for key in full:
        for letters in _acronyms(key):
            acronyms.setdefault(letters, set()).add(key)
        for short in _shortened(key):
            owners.setdefault(short, set()).add(key)
    shorter = dict.fromkeys(f.key for f in finds if is_body(f))
    for key in shorter:
        found = owners.get(key, set())
        if len(key) == 1 and len(key[0]) >= _SHORTEST_ACRONYM and not found:
            found = acronyms.get(key[0], found)
        if len({spelled(full) for full in found}) == 1 and key[0] not in lexicon().joins:
            yield key, next(iter(found))


def _shortened(key: Key) -> Iterator[Key]:
    words = lexicon()
    for at in range(1, len(key)):
        if key[at - 1] not in words.joins:  # a chamber of a court is not the court
            yield key[at:]
        rest = key[at:]
        if ".".join(rest) in words.company or all(w in words.company | words.heads for w in rest):
            yield key[:at]
    for at in range(2, len(key)):
        if key[-1] in words.heads and not any(w in words.joins for w in key):
            yield (key[0], *key[at:])


def is_acronym_of(letters: str, key: Key) -> bool:
    """Whether letters are the first ones of the words of a name, small words counted or not."""
    return letters in _acronyms(key)


def _acronyms(key: Key) -> set[str]:
    small = lexicon().joins
    return {"".join(w[0] for w in key), "".join(w[0] for w in key if w not in small)}


def as_body(find: Find, bodies: set[Key]) -> Find:
    """A find that was held for a person's name in doubt, as a body's, when a text says that it is one."""
    if find.kind is Kind.PERSON and find.is_doubtful and find.key in bodies:
        reason = "another name of a body"
        return replace(find, kind=Kind.ORGANISATION, doubt="", is_doubtful=False, reason=reason)
    return find
