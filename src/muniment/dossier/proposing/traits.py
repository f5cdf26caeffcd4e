"""What somebody is or has: descent, faith, age, health, occupation, family.

>>> sheet = read(Text("a", "A Kurdish baker, aged 52, with asthma."))
>>> [sheet.text.words[f.start:f.end] for f in find_traits(sheet)]
['Kurdish', 'baker', 'aged 52', 'asthma']
"""

import re
from collections.abc import Iterator

from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.proposal import Find, Kind, Rank, Strength, Text
from muniment.dossier.proposing.runs import Sheet, read

__all__ = ["Text", "find_traits", "read"]

_DIGIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_NUMBER = (
    rf"(?:\d{{1,3}}|[a-z]{{3,5}}ty(?:[- ]{_DIGIT})?|ten|[a-z]{{3,5}}teen|eleven|twelve|{_DIGIT})"
)
_AGE = re.compile(
    rf"(?<!\w)(?:aged?(?: of)? (?:about |only )?{_NUMBER}(?! (?:to|of) )|{_NUMBER}[- ‑]years?[- ‑]old"
    rf"|{_NUMBER}[- ](?:months?|weeks?)[- ]old|(?:de )?\d{{1,3}} años de edad|\d{{1,3}} Jahre alt)(?: months| weeks)?(?!\w)",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 4


def find_traits(sheet: Sheet) -> list[Find]:
    """All that the words of a text say of what somebody is or has, in order."""
    found = [*_ages(sheet), *_phrases(sheet)]
    found += [f for place in range(len(sheet.tokens)) for f in _word(sheet, place)]
    return sorted(found, key=lambda f: (f.start, -f.end))


def _trait(sheet: Sheet, start: int, end: int, reason: str, rank: Rank = Rank.TRAIT) -> Find:
    """A trait from one token to before another."""
    tokens = sheet.tokens[start:end]
    key = tuple(_singular(t.fold) for t in tokens)
    return Find(
        tokens[0].start, tokens[-1].end, Kind.DEMOGRAPHIC, Strength.QUASI, reason, rank, key
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _ages(sheet: Sheet) -> Iterator[Find]:
    for m in _AGE.finditer(sheet.text.words):
        key = (" ".join(m[0].casefold().split()),)
        yield Find(m.start(), m.end(), Kind.DEMOGRAPHIC, Strength.QUASI, "an age", Rank.TIME, key)


def _phrases(sheet: Sheet) -> Iterator[Find]:
    """Trades, illnesses and feasts of several words."""
    known = lexicon().phrases
    firsts = {phrase[0] for phrase in known}
    for place, token in enumerate(sheet.tokens):
        if token.fold not in firsts:
            continue
        folds = [t.fold for t in sheet.tokens[place : place + _LONGEST_PHRASE]]
        for count in range(len(folds), 0, -1):
            phrase = (*folds[: count - 1], _singular(folds[count - 1]))
            what = known.get(tuple(folds[:count])) or (known.get(phrase) if count > 1 else None)
            if what == "feast" and (count > 1 or token.is_capital):
                find = _trait(sheet, place, place + count, "a feast", Rank.TIME)
                find.kind = Kind.DATE
                yield find
                break
            if what and count > 1:
                before = sheet.tokens[place - 1].fold if place else ""
                words = lexicon()
                start = place - (
                    before in words.profession_adjectives or before in words.illness_adjectives
                )
                yield _trait(sheet, start, place + count, f"words for {what}", Rank.TIME)
                break


def _word(sheet: Sheet, place: int) -> Iterator[Find]:
    """What one word, with an adjective before it, says of somebody."""
    words = lexicon()
    token = sheet.tokens[place]
    bare = _singular(token.fold)
    before = sheet.tokens[place - 1].fold if place else ""
    root = token.fold.split("-")[0]
    is_national = root in words.nationalities or root in words.faiths
    if is_national and (token.is_capital or root in words.small_nationalities):
        yield _descent(sheet, place)
    elif token.fold in words.professions or (bare in words.professions and not token.is_capital):
        if not token.is_capital:
            start = place - (before in words.profession_adjectives)
            yield _trait(sheet, start, place + 1, "an occupation")
    elif token.fold in words.illnesses or _is_illness(token.fold):
        start = place - (before in words.illness_adjectives)
        find = _trait(sheet, start, place + 1, "a word for an illness or treatment")
        find.key = (bare,)
        yield find
    elif token.fold in words.states_of_life and not token.is_capital:
        yield _trait(sheet, place, place + 1, "a state of life")


def _is_illness(word: str) -> bool:
    endings = lexicon().illness_ends
    return len(word) > 6 and word.endswith(endings) and word not in lexicon().no_illnesses


def _descent(sheet: Sheet, place: int) -> Find:
    """A nationality or a faith; no trait of anybody before *government*, *law* and the like."""
    token = sheet.tokens[place]
    after = sheet.tokens[place + 1] if place + 1 < len(sheet.tokens) else None
    before = sheet.tokens[place - 1] if place else token
    is_second = before.is_capital and token.gap == " " and before.fold in lexicon().origin_starts
    find = _trait(sheet, place - is_second, place + 1, "a nationality, descent or faith")
    find.key = (_singular(token.fold.split("-")[0]),)
    if after and after.gap in {" ", "-", "‑"} and after.fold in lexicon().public_after:
        find.kind = None
        return find
    is_noun = after and after.gap == " " and after.fold in lexicon().people_nouns
    if is_noun and after and after.fold in {"national", "nationals", "citizen", "citizens"}:
        find.end = after.end
    return find
