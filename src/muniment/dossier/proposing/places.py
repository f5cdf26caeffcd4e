"""Where something is: countries, towns, streets with their numbers.

>>> sheet = read(Text("a", "Lives at 14 Alder Close, then ul. Długa 5."))
>>> [place(sheet, r, [t.fold for t in sheet.of(r)]).reason for r in find_runs(sheet)[1:]]
['capital words before “Close”', 'capital words after “ul”']
"""

from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.proposal import Find, Kind, Rank, Strength, Text
from muniment.dossier.proposing.runs import Run, Sheet, find_runs, read

__all__ = ["Text", "country", "find_runs", "named", "place", "read"]

_LONGEST_NUMBER = 5


def named(sheet: Sheet, run: Run, kind: Kind | None, reason: str, rank: Rank = Rank.NAME) -> Find:
    """A find of the words of a run."""
    tokens = sheet.of(run)
    key = tuple(t.fold for t in tokens)
    while len(key) > 1 and key[0] in {"the", "la", "el"}:
        key = key[1:]
    return Find(tokens[0].start, tokens[-1].end, kind, Strength.QUASI, reason, rank, key)


def country(sheet: Sheet, run: Run, folds: list[str]) -> Find | None:
    """A country, by its name."""
    name = tuple(f for f in folds if f != "the")
    if name in lexicon().countries:
        return named(sheet, run, Kind.PLACE, "a country", Rank.PLACE)
    return None


def place(sheet: Sheet, run: Run, folds: list[str]) -> Find | None:
    """A place, by its own name or by a word such as *street* in it; or a descent."""
    words = lexicon()
    name = tuple(f for f in folds if f != "the")
    if name in words.places and not (len(name) == 1 and _is_called(sheet, run)):
        return named(sheet, run, Kind.PLACE, "a known place", Rank.PLACE)
    if len(folds) == 1 and folds[0] in words.nationalities | words.faiths:
        return named(sheet, run, None, "left to the traits", Rank.GUESS)
    if street := _street(sheet, run, folds):
        return street
    is_given = folds[0] in words.given
    if len(folds) > 1 and folds[-1] in words.place_ends and not is_given:
        return named(
            sheet, run, Kind.PLACE, f"capital words before “{sheet.tokens[run.end - 1].text}”"
        )
    if len(folds) > 1 and folds[0] in words.place_starts:
        return named(
            sheet, run, Kind.PLACE, f"capital words after “{sheet.tokens[run.start].text}”"
        )
    if len(folds) > 1 and all(
        (f,) in words.places or f in words.nationalities | words.joins for f in folds
    ):
        return named(sheet, run, Kind.PLACE, "words of known places", Rank.PLACE)
    return None


def _is_called(sheet: Sheet, run: Run) -> bool:
    """Whether somebody is spoken of who has the name of a place: *said Paris*, *Paris said*."""
    words = lexicon()
    name = sheet.tokens[run.start].fold
    if name not in words.given:
        return False
    before = sheet.tokens[run.start - 1].fold if run.start else ""
    after = sheet.tokens[run.end].fold if run.end < len(sheet.tokens) else ""
    return before in words.cues | words.kin or after in words.speech


def _street(sheet: Sheet, run: Run, folds: list[str]) -> Find | None:
    """A street, by a word for streets in it or before it; with its number it leads to a door."""
    words, tokens = lexicon(), sheet.tokens
    before = tokens[run.start - 1] if run.start else None
    if len(folds) > 1 and folds[-1] in words.street_ends and folds[-1] != "st":
        find = named(sheet, run, Kind.ADDRESS, f"capital words before “{tokens[run.end - 1].text}”")
    elif len(folds) > 1 and folds[0] in words.street_starts:
        find = named(sheet, run, Kind.ADDRESS, f"capital words after “{tokens[run.start].text}”")
    elif before and before.fold in words.street_starts and tokens[run.start].gap in {" ", ". "}:
        find = named(sheet, run, Kind.ADDRESS, f"capital words after “{before.text}”")
        find.start = before.start
    elif len(folds) == 1 and folds[0].endswith(tuple(words.street_endings)) and len(folds[0]) > 6:
        find = named(sheet, run, Kind.ADDRESS, "ends as the names of streets do")
    else:
        return None
    after = tokens[run.end] if run.end < len(tokens) else None
    if before and _is_number(before.text) and tokens[run.start].gap in {" ", ", "}:
        find.start, find.strength = before.start, Strength.DIRECT
    elif after and _is_number(after.text) and after.gap == " ":
        find.end, find.strength = after.end, Strength.DIRECT
    return find


def _is_number(text: str) -> bool:
    return text[0].isdigit() and len(text) <= _LONGEST_NUMBER
