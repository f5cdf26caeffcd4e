"""What a run of capital words names: a person, a body, a place, or nothing that could be told.

>>> sheet = read(Text("a", "He met Mr Marsh at Zorbo Bank Ltd in Leeds."))
>>> [(sheet.text.words[f.start:f.end], f.kind and f.kind.value) for f in find_names(sheet)]
[('Mr Marsh', 'person'), ('Zorbo Bank Ltd', 'organisation'), ('Leeds', 'place')]
"""

import re
from collections.abc import Iterator

from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.places import country, named, place
from muniment.dossier.proposing.proposal import Find, Kind, Rank, Strength, Text
from muniment.dossier.proposing.runs import Run, Sheet, find_runs, read, strip
from muniment.dossier.proposing.tokens import Token

__all__ = ["Text", "find_names", "read"]

_COLON = re.compile(r"[^\w\n]{0,12}:[^\w:/]{1,12}")
_HEAD = re.compile(r"\n\s*$|[\])] $|- $|> $")
_MOST_PARTS = 5


def find_names(sheet: Sheet) -> list[Find]:
    """What the runs of a text name, in order; runs that could name nobody are finds without a kind."""
    found: list[Find] = []
    for run in find_runs(sheet):
        found += _told(sheet, run)
    return found


def parts_of(tokens: list[Token]) -> tuple[str, ...]:
    """The parts of a person's name, folded: without titles and small words."""
    words = lexicon()
    small = words.particles | words.joins
    return tuple(
        t.fold
        for t in tokens
        if t.fold not in words.titles and (t.is_capital or t.fold not in small)
    )


def gender_of(tokens: list[Token], parts: tuple[str, ...]) -> str:
    """M or f by the title, else by the first name, else empty."""
    words = lexicon()
    titles = {words.titles[t.fold] for t in tokens if t.fold in words.titles} - {"a"}
    if titles:
        return titles.pop() if len(titles) == 1 else ""
    given = words.given.get(parts[0], "") if parts else ""
    return given if given in {"m", "f"} and parts[0] not in words.ordinary else ""


def person(sheet: Sheet, run: Run, reason: str, doubt: str = "") -> Find | None:
    """A person's name; None when nothing is left of it without titles."""
    tokens = sheet.of(run)
    parts = parts_of(tokens)
    if not parts:
        return None
    full = sum(len(p) > 1 for p in parts) >= 2 or (len(parts) >= 2 and len(parts[-1]) > 1)
    return Find(
        tokens[0].start,
        tokens[-1].end,
        Kind.PERSON,
        Strength.DIRECT if full else Strength.QUASI,
        reason,
        Rank.GUESS if doubt else Rank.NAME,
        parts,
        is_doubtful=bool(doubt),
        doubt=doubt,
        gender=gender_of(tokens, parts),
    )


def _told(sheet: Sheet, run: Run) -> Iterator[Find]:
    """What one run names; a run with a title in its midst names two things."""
    at = _title_in(sheet, run)
    if at is None:
        yield from _untitled(sheet, run)
        return
    before = strip(sheet, Run(run.start, at)) if at > run.start else None
    if before:
        yield from _untitled(sheet, before)
    end = min(run.end, at + _MOST_PARTS + 3)
    title = sheet.tokens[at].text
    find = person(sheet, Run(at, end), f"capital words after “{title}”")
    if find:
        yield find
    if end < run.end:
        yield from _untitled(sheet, Run(end, run.end))


def _title_in(sheet: Sheet, run: Run) -> int | None:
    """Where in a run the title of a person is; None when there is none."""
    words = lexicon()
    rest = [t.fold for t in sheet.of(run)]
    weak = rest[-1] in words.heads | words.company | words.place_ends | words.laws
    weak = weak or any(f in words.ties for f in rest)
    for at, token in enumerate(sheet.of(run)[:-1]):
        if token.fold not in words.titles or (token.is_first and token.fold in words.common):
            continue
        is_weak = words.titles[token.fold] == "a" and token.fold in words.public | words.ordinary
        if weak and token.fold not in {"mr", "mrs", "ms", "miss"}:
            continue
        if is_weak and all(f in words.public | words.heads for f in rest[at + 1 :]):
            continue
        return run.start + at
    return None


def _untitled(sheet: Sheet, run: Run) -> Iterator[Find]:
    """What a run without a title names."""
    tokens = sheet.of(run)
    folds = [t.fold for t in tokens]
    words = lexicon()
    if all(f in words.titles or f in words.joins for f in folds):
        return
    if rest := _behind_of(sheet, run, folds):
        yield from _untitled(sheet, rest)
        return
    find = (
        country(sheet, run, folds)
        or _public(sheet, run, folds)
        or _body(sheet, run, folds)
        or place(sheet, run, folds)
        or _somebody(sheet, run, folds)
    )
    if find:
        yield find
        return
    office = _behind_office(folds)
    if office:
        rest = Run(run.start + office, run.end)
        named = person(sheet, rest, f"capital words after “{tokens[office - 1].text}”")
        if named:
            yield named
            return
    yield from _untold(sheet, run, folds)


def _behind_of(sheet: Sheet, run: Run, folds: list[str]) -> Run | None:
    """What stands behind *President of the* or *Act of the*; None when a run does not begin so."""
    words = lexicon()
    ties = [at for at, f in enumerate(folds) if f in words.ties]
    if not ties or not 0 < ties[0] < len(folds) - 1:
        return None
    last = folds[ties[0] - 1]
    if last not in words.laws and not (folds[0] in words.offices and ties[0] == 1):
        return None
    start = ties[0] + 1
    while start < len(folds) - 1 and not sheet.tokens[run.start + start].is_capital:
        start += 1
    rest = folds[start:]
    is_named = any(f in words.heads for f in rest) or (rest[0],) in words.places
    return Run(run.start + start, run.end) if is_named else None


def _public(sheet: Sheet, run: Run, folds: list[str]) -> Find | None:
    """Words that name a state, its organs or its law, and so nobody in particular."""
    words = lexicon()
    if len(folds) == 1 and (folds[0] in words.weekdays or folds[0] in words.months):
        return named(sheet, run, None, "a day or month", Rank.GUESS)
    ties = [at for at, f in enumerate(folds) if f in words.ties]
    if folds[-1] in words.laws or (ties and ties[0] and folds[ties[0] - 1] in words.laws):
        return named(sheet, run, None, "a law")
    if len(folds) > 1 and folds[-1] in {"no", "nos"} and folds[-2] in words.laws:
        return named(sheet, run, None, "a law")
    if folds[0] in words.offices and ties[:1] == [1]:
        return named(sheet, run, None, "an office")
    is_public = any(f in words.public for f in folds)
    if is_public and all(f in words.state_words or f.isdigit() for f in folds):
        return named(sheet, run, None, "a public body that many have")
    return None


def _body(sheet: Sheet, run: Run, folds: list[str]) -> Find | None:
    """A body, by its legal form, its noun, or its being an acronym."""
    words = lexicon()
    tokens = sheet.of(run)
    if len(folds) > 1 and folds[0] in words.paper_starts:
        return named(sheet, run, Kind.ORGANISATION, "capital words, as newspapers are named")
    if any(".".join(folds[-many:]) in words.company for many in (2, 3) if len(folds) > many):
        return named(sheet, run, Kind.ORGANISATION, "ends with a legal form")
    if len(folds) > 1 and any(f in words.company for f in folds[1:]):
        end = max(at for at, f in enumerate(folds) if f in words.company)
        if tokens[end].text.isupper() or (
            tokens[end].fold in words.company and len(folds) == end + 1
        ):
            return named(
                sheet, run, Kind.ORGANISATION, f"ends with “{tokens[end].text}”, a legal form"
            )
    heads = [at for at, f in enumerate(folds) if f in words.heads or f.rstrip("s") in words.heads]
    is_person = len(folds) == 2 and folds[0] in words.given and folds[0] not in words.ordinary
    if heads and len(folds) > 1 and not is_person:
        noun = tokens[heads[-1]].text
        is_end = heads[-1] == len(folds) - 1 or folds[0] in words.leading_heads
        if is_end or any(f in words.ties for f in folds):
            return named(
                sheet, run, Kind.ORGANISATION, f"capital words with “{noun}”, a word for bodies"
            )
    last = tokens[-1]
    if len(folds) == 1 and last.is_acronym and folds[0] not in words.no_names:
        known = words.currencies | words.common | words.nationalities
        if folds[0] not in known and (folds[0],) not in words.places:
            return named(sheet, run, Kind.ORGANISATION, "capital letters only: an acronym")
    return None


def _somebody(sheet: Sheet, run: Run, folds: list[str]) -> Find | None:
    """A person, by a first name, by initials, by what stands before or behind."""
    words = lexicon()
    tokens = sheet.of(run)
    if len(folds) > _MOST_PARTS + 2:
        return None
    initials = [t for t in tokens if len(t.text) == 1]
    if len(initials) == len(tokens):
        signs = "".join(folds)
        dots = len(tokens) > 1 and all(t.gap in {".", ". "} for t in tokens[1:])
        if dots and signs not in words.no_initials:
            return person(sheet, run, "initials")
        return None
    is_heading = tokens[0].is_first and len(tokens) == 2 and sheet.usage.is_ordinary(folds[1])
    is_heading = is_heading or (len(tokens) == 2 and folds[1] in words.public)
    if is_heading and initials:
        return None
    if (
        initials
        and tokens[0] in initials
        and len(tokens[-1].text) > 2
        and tokens[1].gap[:1] in {".", " "}
    ) and (tokens[1].gap[:1] == "." or len(folds) > 2 or folds[-1] in words.surnames):
        return person(sheet, run, "initials before a capital word")
    first = folds[0].split("-")[0]
    if first in words.given and (len(folds) > 1 or first not in words.ordinary):
        named = "a first name and what follows it" if len(folds) > 1 else "a first name"
        return person(sheet, run, named)
    if len(folds) == 1 and first in words.given and not tokens[0].is_first:
        return person(sheet, run, "a first name, with a capital inside a sentence")
    if any(f in words.given and f not in words.ordinary for f in folds[1:]) and len(folds) > 1:
        return person(sheet, run, "a first name among capital words")
    if folds[-1] in words.surnames and folds[-1] not in words.ordinary:
        return person(sheet, run, "a frequent surname")
    return _by_neighbours(sheet, run, folds)


def _by_neighbours(sheet: Sheet, run: Run, folds: list[str]) -> Find | None:
    """A person, by the word before (*driver*, *my brother*) or the verb behind."""
    words = lexicon()
    if any(f in words.public | words.heads for f in folds) or sheet.of(run)[0].text.isupper():
        return None
    before = sheet.tokens[run.start - 1] if run.start else None
    first = sheet.tokens[run.start]
    if (
        before
        and first.gap == " "
        and before.fold in words.roles | words.kin
        and not before.is_capital
    ):
        return person(sheet, run, f"capital words after “{before.text}”")
    after = sheet.tokens[run.end] if run.end < len(sheet.tokens) else None
    if after and _COLON.fullmatch(after.gap) and _HEAD.search(first.gap) and len(folds) < 4:
        return person(sheet, run, "capital words before a colon, as the head of a message")
    is_name = not first.is_first or not first.fold.endswith(lexicon().ordinary_ends)
    is_speech = after is not None and after.gap == " " and after.fold in words.speech
    if after and is_speech and is_name and not sheet.has_capital_nouns:
        return person(sheet, run, f"capital words before “{after.text}”")
    return None


def _behind_office(folds: list[str]) -> int:
    """Where the name begins behind an office (*Prime Minister* Marsh); 0 when there is none."""
    words = lexicon()
    at = 0
    offices = words.roles | words.titles.keys()
    while at < len(folds) and (folds[at] in words.public or folds[at] in offices):
        at += 1
    return at if 0 < at < len(folds) and folds[at - 1] in offices else 0


def _is_unheard(sheet: Sheet, token: Token) -> bool:
    """Whether a word at the head of a sentence is nowhere written small and does not end as words do."""
    words = lexicon()
    is_shaped = token.text[1:].islower() and len(token.text) > 2 and token.text.isalpha()
    forms = {token.fold, token.fold.rstrip("s")}
    is_word = bool(forms & words.common or forms & words.plain)
    is_word = is_word or token.fold.endswith(words.ordinary_ends)
    is_listed = token.fold in words.heads or token.fold in words.roles or token.fold in words.public
    is_listed = is_listed or token.fold in words.professions or token.fold in words.counted
    is_used = sheet.usage.small[token.fold] > 0 or not sheet.has_plain_words
    return is_shaped and not (is_word or is_listed or is_used)


def _untold(sheet: Sheet, run: Run, folds: list[str]) -> Iterator[Find]:
    """Capital words of which nothing says what they name."""
    words = lexicon()
    first = sheet.tokens[run.start]
    before = sheet.tokens[run.start - 1] if run.start else None
    if all(sheet.usage.is_ordinary(f) or f in words.joins or f in words.laws for f in folds):
        if len(folds) == 1 and folds[0] in words.ordinary and not first.is_first:
            doubt = "it is an ordinary word too"
            yield from filter(None, [person(sheet, run, "a capital inside a sentence", doubt)])
        return
    if before and first.gap == " " and before.fold in words.place_cues and not first.text.isupper():
        if not sheet.has_capital_nouns:
            yield named(sheet, run, Kind.PLACE, f"capital words after “{before.text}”")
        return
    if len(folds) == 1:
        is_told = not first.is_first and not sheet.has_capital_nouns and len(folds[0]) > 1
        if is_told and folds[0] not in words.common | words.no_names | words.roles | words.heads:
            yield named(sheet, run, Kind.MISC, "a capital inside a sentence", Rank.GUESS)
        elif _is_unheard(sheet, first):
            find = named(sheet, run, Kind.MISC, "a word that no list knows", Rank.GUESS)
            find.is_doubtful, find.doubt = True, "it begins a sentence, and may be any word"
            yield find
        return
    if 2 <= len(folds) <= 3 and not any(f in words.public | words.joins for f in folds):
        doubt = "nothing says that it is a person"
        guess = person(sheet, run, f"{len(folds)} capital words together", doubt)
        if guess:
            yield guess
        return
    yield named(sheet, run, Kind.MISC, "capital words together", Rank.GUESS)
