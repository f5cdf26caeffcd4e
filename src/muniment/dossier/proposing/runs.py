"""Runs of capital words: where the names of a text are, whatever they name.

>>> sheet = read(Text("a", "Then Anna van der Kowal of the Ministry of Works left."))
>>> [sheet.slice(run) for run in find_runs(sheet)]
['Anna van der Kowal', 'Ministry of Works']
"""

from collections import Counter
from dataclasses import dataclass, field

from muniment.dossier.proposing.languages import (
    has_capital_nouns,
    language_of,
    lexicon,
    lists_plain_words,
)
from muniment.dossier.proposing.proposal import Text
from muniment.dossier.proposing.tokens import Token, tokenise

_LONGEST = 12
_INSIDE = frozenset(
    {" ", "\u00a0", "  ", "/", " & ", "&", ". ", ".", ".\u00a0", "-", "–", "‑", ".-", ".‑"}
)
_OWNING = frozenset({"’ ", "' ", "’s ", "'s "})
_PARTICLES = 3
_DETECT = 4000
"""So many words are enough to tell a language by."""


@dataclass(slots=True)
class Usage:
    """How often words stand in small letters, and with a capital inside a sentence, in all texts."""

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)

    def add(self, tokens: list[Token]) -> None:
        """Count the words of a text."""
        self.small.update(t.fold for t in tokens if not t.is_capital)
        self.capital.update(
            t.fold for t in tokens if t.is_capital and not t.is_first and not t.is_shouted
        )

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is more often written small, so that its capital says nothing."""
        return 0 < self.small[word] >= self.capital[word]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text, its words, and how all texts use words."""

    text: Text
    tokens: list[Token]
    has_capital_nouns: bool
    has_plain_words: bool
    usage: Usage

    def slice(self, run: "Run") -> str:
        """The words of a run as they stand in the text."""
        return self.text.words[self.tokens[run.start].start : self.tokens[run.end - 1].end]

    def of(self, run: "Run") -> list[Token]:
        """The tokens of a run."""
        return self.tokens[run.start : run.end]


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that stand together, from `start` up to before `end`, as places in the list of tokens."""

    start: int
    end: int


def read(text: Text, usage: Usage | None = None) -> Sheet:
    """A text with its words told apart, and counted with those of other texts."""
    tokens = tokenise(text.words)
    shared = usage or Usage()
    shared.add(tokens)
    language = language_of(t.fold for t in tokens[:_DETECT])
    return Sheet(text, tokens, has_capital_nouns(language), lists_plain_words(language), shared)


def find_runs(sheet: Sheet) -> list[Run]:
    """All runs of a text in order, names of bodies with their *of* and *for*."""
    runs: list[Run] = []
    place = 0
    while place < len(sheet.tokens):
        if not _begins(sheet, place):
            place += 1
            continue
        end = _end(sheet.tokens, place)
        run = strip(sheet, Run(place, end))
        if run:
            runs.append(run)
        place = end
    return _joined(sheet, runs)


def strip(sheet: Sheet, run: Run) -> Run | None:
    """A run without the ordinary words that only the place in the sentence gave a capital."""
    start, end = run.start, run.end
    while start < end and _is_filler(sheet, start, end):
        start += 1
    while (
        end > start
        and sheet.tokens[end - 1].fold in {"i", "the", "a"}
        and (sheet.tokens[end - 1].gap == " " and end - start > 1)
    ):
        end -= 1
    return Run(start, end) if start < end else None


def _is_filler(sheet: Sheet, place: int, end: int) -> bool:
    """Whether the word that a run begins with is an ordinary one."""
    words, token = lexicon(), sheet.tokens[place]
    follower = sheet.tokens[place + 1] if place + 1 < end else None
    if token.fold == "i":
        return not (follower and follower.gap[:1] == ".")
    if len(token.fold) == 1 or token.fold in words.titles:
        return False
    if follower and token.fold in words.given and follower.fold not in words.common:
        return False
    if token.fold in words.common:
        return True
    is_known = token.fold in words.given or token.fold in words.heads or token.fold in words.public
    return token.is_first and not is_known and sheet.usage.is_ordinary(token.fold)


def _begins(sheet: Sheet, place: int) -> bool:
    token = sheet.tokens[place]
    if not token.is_capital or sum(c.isdigit() for c in token.text) > 1:
        return False
    if token.is_shouted:
        words = lexicon()
        is_named = token.fold in words.given and token.fold not in words.common | words.ordinary
        return is_named or (token.fold in words.titles and token.fold not in words.common)
    return True


def _end(tokens: list[Token], place: int) -> int:
    """Behind the last token of the run that begins here."""
    end = place + 1
    while end < min(len(tokens), place + _LONGEST):
        if tokens[end].is_capital and _holds(tokens, place, end):
            end += 1
            continue
        behind = _behind_particles(tokens, end) or _behind_form(tokens, end)
        if not behind:
            break
        end = behind
    return end


def _holds(tokens: list[Token], place: int, end: int) -> bool:
    """Whether the token at `end` goes on with the run that began at `place`."""
    words, last, token = lexicon(), tokens[end - 1], tokens[end]
    if any(c.isdigit() for c in token.text + last.text):
        return False
    if token.is_shouted and token.fold in words.common:
        return False
    if token.is_shouted != last.is_shouted and not tokens[place].is_shouted:
        return False
    if token.gap in {"\n", "\r\n"}:
        is_short = (
            end == place + 1
            and "\n" not in last.gap
            and (last.fold in words.titles or last.fold in words.given)
        )
        return is_short and token.fold not in words.common
    if token.gap in _OWNING:
        whole = last.fold.endswith("s") or last.fold in words.public
        return whole and (token.fold in words.heads or token.fold in words.public)
    if token.gap.startswith("."):
        if f"{last.fold}.{token.fold}" in words.company:  # S.A., whose A is no article
            return token.gap == "."
        if token.fold in words.common:
            return False
        is_short = (
            len(last.text) <= 2 or last.fold in words.titles or last.fold in {"st", "ul", "sp"}
        )
        return is_short and token.gap in _INSIDE
    return token.gap in _INSIDE


def _behind_particles(tokens: list[Token], end: int) -> int:
    """Behind the capital word that follows particles (*van der Berg*); 0 when there is none."""
    particles = lexicon().particles
    for step in range(1, _PARTICLES + 1):
        if end + step >= len(tokens) or tokens[end + step - 1].fold not in particles:
            return 0
        if tokens[end + step - 1].gap != " " or tokens[end + step].gap not in {" ", "’", "'"}:
            return 0
        if tokens[end + step].is_capital:
            return end + step + 1
    return 0


def _behind_form(tokens: list[Token], end: int) -> int:
    """Behind a legal form whose first letter the run ends with (*Zorbo S.p.A.*); 0 when there is none."""
    letters = tokens[end - 1].fold
    for at in range(end, min(end + 2, len(tokens)) if len(letters) == 1 else end):
        if tokens[at].gap != ".":
            break
        letters += f".{tokens[at].fold}"
        if letters in lexicon().company:
            return at + 1
    return 0


def _joined(sheet: Sheet, runs: list[Run]) -> list[Run]:
    """Runs of bodies and places with what follows after *of*, *for the*, and then *and*."""
    joined: list[Run] = []
    for run in runs:
        if joined and (link := _link(sheet, joined[-1], run)):
            is_open = any(t.fold in lexicon().ties for t in sheet.of(joined[-1]))
            if link != "and" or is_open or _is_pair(sheet, joined[-1], run):
                joined[-1] = Run(joined[-1].start, run.end)
                continue
        joined.append(run)
    return joined


def _is_pair(sheet: Sheet, left: Run, right: Run) -> bool:
    """Whether two runs are one body with *and* in its name: *Research and Press Office*."""
    words, first = lexicon(), sheet.tokens[left.start]
    is_word = left.end - left.start == 1 and not first.text.isupper() and not first.is_first
    is_other = (
        first.fold in words.given or (first.fold,) in words.places or first.fold in words.surnames
    )
    ends = sheet.tokens[right.end - 1].fold in words.heads and right.end - right.start < 4
    return is_word and ends and not is_other


def _link(sheet: Sheet, left: Run, right: Run) -> str:
    """The first of the small words by which two runs are one name; empty when they are not."""
    words = lexicon()
    between = sheet.tokens[left.end : right.start]
    if not 1 <= len(between) <= 2 or any(
        t.fold not in words.joins or t.gap != " " for t in between
    ):
        return ""
    head, first = sheet.tokens[left.end - 1], sheet.tokens[right.start]
    if first.gap != " " or first.fold in words.titles or right.end - left.start > _LONGEST:
        return ""
    link = between[0].fold
    if link in {"the", "on", "in", "la", "las", "los", "el", "der", "des", "die"}:
        return ""
    if link in {"and", "y", "und"}:
        return (
            "and"
            if len(between) == 1 and first.fold not in words.given and not first.is_first
            else ""
        )
    is_body = head.fold in words.heads | words.place_starts | words.public | words.joining_offices
    return link if is_body else ""
