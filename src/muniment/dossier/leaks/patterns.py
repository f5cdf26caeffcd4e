r"""All secrets sought at once: a filter over every four letters, and a closer look where it rings.

The first four bytes of every pattern are hashed into a table. One pass of array arithmetic asks the
table about every place of a text; what remains, a few places in ten thousand, is compared. The cost
does not grow with the number of secrets. (The idea is Karp and Rabin's, 1987, with a table for many
patterns as Wu and Manber, 1994, use it.)

>>> patterns = compile_patterns([Secret("R-1", "Anna Kowal")])
>>> [m.pattern.secret for m in patterns.matches("asked anna\nkowal twice", is_readable=True)]
['R-1']
"""

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from muniment.dossier.leaks.dates import is_beside_number, is_month
from muniment.dossier.leaks.folding import Squeezed, folded, is_unseen, squeeze
from muniment.dossier.leaks.secret import COMMON, Rule, Secret, rule_for

_BITS = 20
_SPREAD = np.uint32(2654435761)  # Knuth's multiplier: 2³² over the golden ratio
_WORD = re.compile(r"[^\W_]+")
_MOST_NAMES = 4
_LONGEST_GAP = 200
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][\"'”’)\]]*\s+[^\W\d_]")
_LONGEST_TAIL = 2
_MOST_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a secret's letters may stand in a row.

    Attributes:
        secret: its id.
        letters: folded, as UTF-8.
        gaps: after how many letters a new word of the secret begins.
        rule: how strictly it is looked for.
        form: what is said of it when it is found; '' for the secret's own order.
    """

    secret: str
    letters: bytes = field(repr=False)
    gaps: frozenset[int]
    rule: Rule
    form: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a pattern was found: the span in the text, and whether whole words were."""

    pattern: Pattern
    start: int
    end: int
    is_whole: bool


@dataclass(slots=True)
class Patterns:
    """All patterns, ready to be sought.

    Attributes:
        by_start: patterns by their first four letters.
        words: those that count as whole words only, by their first word: the secret's id and how it is written.
        rules: how strictly each secret is looked for.
        months: names of people that are names of months too, by the secret's id and their letters.
        is_wide: whether a secret has letters beyond ASCII.
    """

    by_start: dict[bytes, list[Pattern]] = field(default_factory=dict)
    words: dict[str, list[tuple[str, re.Pattern[str]]]] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    months: set[tuple[str, bytes]] = field(default_factory=set)
    is_wide: bool = False
    _table: NDArray[np.bool_] = field(
        default_factory=lambda: np.zeros(1 << _BITS, np.bool_), repr=False
    )

    def add(self, pattern: Pattern) -> None:
        """Seek this one too."""
        key = pattern.letters[:4]
        known = self.by_start.setdefault(key, [])
        if pattern not in known:
            known.append(pattern)
            self._table[_hash(np.frombuffer(key, np.dtype("<u4")))] = True

    def matches(self, text: str | bytes, *, is_readable: bool) -> Iterator[Match]:
        """Where secrets stand in a text; bytes and what may be noise are held to the shape of a name."""
        squeezed = squeeze(text)
        looked_at: Counter[Pattern] = Counter()
        for at, pattern in self._candidates(squeezed.letters):
            looked_at[pattern] += 1
            if looked_at[pattern] > _MOST_LOOKED_AT:
                continue
            match = _accept(squeezed, at, pattern, is_readable=is_readable)
            if match is None and looked_at[pattern] == _MOST_LOOKED_AT:
                # So many near finds are made on purpose, or this is no name: a person has to look.
                places = squeezed.places(at, at + len(pattern.letters))
                match = Match(pattern, places[0], places[-1] + 1, is_whole=False)
            if match:
                yield match

    def rings(self, text: str | bytes) -> bool:
        """Whether the letters of a secret may stand in a text, however they stand."""
        if isinstance(text, str) and any(
            exactly.search(text) for _, exactly in self._written(text)
        ):
            return True
        return any(True for _ in self._candidates(squeeze(text).letters))

    def _candidates(self, letters: bytes) -> Iterator[tuple[int, Pattern]]:
        if len(letters) < 4:
            return
        fours = np.ndarray((len(letters) - 3,), np.dtype("<u4"), letters, strides=(1,))
        for at in np.flatnonzero(self._table[_hash(fours)]).tolist():
            for pattern in self.by_start.get(letters[at : at + 4], ()):
                if letters.startswith(pattern.letters, at):
                    yield at, pattern

    def word_matches(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Where short or common secrets stand as whole words: the id, and how often from where."""
        for secret, exactly in self._written(text):
            found = [m.span() for m in exactly.finditer(text)]
            found = [span for span in found if not self.is_dated(secret, text, *span)]
            if found:
                yield secret, found[0][0], len(found)

    def _written(self, text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Secrets whose first word is a word of a text, and how each is written."""
        if self.words:
            for word in sorted(self.words.keys() & set(_WORD.findall(text))):
                yield from self.words[word]

    def is_dated(self, secret: str, text: str | bytes, start: int, end: int) -> bool:
        """Whether what stands there may be a month of a date, and no person."""
        if not self.months or (secret, squeeze(text[start:end]).letters) not in self.months:
            return False
        return is_beside_number(text, start, end)


def _hash(fours: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return (fours * _SPREAD) >> np.uint32(32 - _BITS)


def compile_patterns(secrets: Iterable[Secret], common: Iterable[str] = ()) -> Patterns:
    """Make all secrets ready: their own order and the forms in which letters are moved about."""
    patterns = Patterns()
    every_day = COMMON | {squeeze(word).letters.decode("utf-8") for word in common}
    for secret in secrets:
        rule = rule_for(secret, every_day)
        known = patterns.rules.get(secret.id)
        patterns.rules[secret.id] = rule if known is None else min(known, rule, key=_strictness)
        patterns.is_wide |= not secret.text.isascii()
        if secret.is_name and is_month(secret.text):
            patterns.months.add((secret.id, squeeze(secret.text).letters))
        if rule is Rule.WORD:
            _add_word(patterns, secret)
        elif rule is not Rule.NEVER:
            for pattern in _forms(secret, rule):
                patterns.add(pattern)
    return patterns


def _strictness(rule: Rule) -> int:
    return list(Rule).index(rule)


def _add_word(patterns: Patterns, secret: Secret) -> None:
    """As it is written, in capitals and with a capital first, between the edges of words."""
    for written in sorted(
        {secret.text, secret.text.upper(), secret.text[:1].upper() + secret.text[1:]}
    ):
        words = _WORD.findall(written)
        between = r"[\W_]{0,3}".join(map(re.escape, words))
        exactly = re.compile(rf"(?<![^\W_]){between}(?![^\W_])")
        if words:
            patterns.words.setdefault(words[0], []).append((secret.id, exactly))


def _forms(secret: Secret, rule: Rule) -> Iterator[Pattern]:
    words = _words(secret.text)
    yield _pattern(secret, words, rule)
    spelled = secret.text.translate(_SPELLED_OUT)
    if spelled != secret.text:
        yield _pattern(secret, _words(spelled), rule, "spelled without its accents")
    if rule is Rule.START:
        return
    *given, last = secret.text.split()
    if 0 < len(given) <= _MOST_NAMES:
        yield _pattern(secret, _words(" ".join([last, *given])), rule, "last word first")
    back = ["".join(reversed(word.decode("utf-8"))).encode("utf-8") for word in reversed(words)]
    if back != words:
        yield _pattern(secret, back, rule, "backwards")
    if rule is Rule.AMPLE:
        turned = [codecs.encode(w.decode("utf-8"), "rot13").encode("utf-8") for w in words]
        if turned != words:
            yield _pattern(secret, turned, rule, "in ROT13")
    for text in {secret.text, secret.text.lower()}:
        for name in ("md5", "sha1", "sha256"):
            digest = hashlib.new(name, text.encode("utf-8"), usedforsecurity=False).hexdigest()
            yield _pattern(secret, [digest.encode()], Rule.SHAPE, f"as its {name.upper()}")


def _words(text: str) -> list[bytes]:
    """The words of a secret, folded, for there is a gap between them in which signs may stand."""
    return [word for word in (squeeze(part).letters for part in _WORD.findall(text)) if word]


_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Å": "Aa", "Ø": "Oe"}
)


def _pattern(secret: Secret, words: list[bytes], rule: Rule, form: str = "") -> Pattern:
    gaps, length = set(), 0
    for word in words[:-1]:
        length += len(word.decode("utf-8"))
        gaps.add(length)
    return Pattern(secret.id, b"".join(words), frozenset(gaps), rule, form)


def _accept(squeezed: Squeezed, at: int, pattern: Pattern, *, is_readable: bool) -> Match | None:
    """Whether the letters stand together as a name would, by the pattern's rule."""
    if pattern.rule is Rule.START and not is_readable:
        return None
    text = squeezed.text
    places = squeezed.places(at, at + len(pattern.letters))
    first, last = places[0], places[-1]
    between = _gaps(text, places)
    longest = _LONGEST_GAP if is_readable else 3
    if between and max(between.values()) > longest:
        return None
    if between and _SENTENCE.search(_as_text(text[first : last + 1])):
        return None  # “Nobody saw Lee. Ann did.” names no Lee Ann
    begins, tail = _begins_word(text, first), _tail(text, last)
    is_whole = begins and tail == 0
    match = Match(pattern, first, last + 1, is_whole)
    is_shaped = between.keys() <= pattern.gaps
    if pattern.rule is Rule.START:
        fits = begins and tail <= _LONGEST_TAIL and (is_shaped or is_whole)
    elif pattern.rule is Rule.SHAPE or not is_readable:
        fits = is_shaped or (is_whole and is_readable)
    else:
        fits = True
    return match if fits else None


def _gaps(text: str | bytes, places: list[int]) -> dict[int, int]:
    """After which letters something visible stands, and how much: a run of spaces counts as one."""
    gaps: dict[int, int] = {}
    for n in range(1, len(places)):
        if places[n] > places[n - 1] + 1:
            between = _as_text(text[places[n - 1] + 1 : places[n]])
            seen = [c for c in between[: 4 * _LONGEST_GAP] if not is_unseen(c)]
            if seen:
                gaps[n] = len(" ".join("".join(seen).split())) or 1
            if len(between) > 4 * _LONGEST_GAP and not between.isspace():
                gaps[n] = len(between)
    return gaps


def _as_text(piece: str | bytes) -> str:
    return piece if isinstance(piece, str) else piece.decode("latin-1")


def _begins_word(text: str | bytes, first: int) -> bool:
    before = _as_text(text[max(0, first - 8) : first])
    here = _as_text(text[first : first + 1])
    seen = [c for c in before if not is_unseen(c)]
    return not seen or _is_edge(seen[-1], here)


def _tail(text: str | bytes, last: int) -> int:
    """How many letters of the same word follow, as far as it matters."""
    previous = _as_text(text[last : last + 1])
    count = 0
    for character in _as_text(text[last + 1 : last + 24]):
        if is_unseen(character):
            continue
        if _is_edge(previous, character) or count > _LONGEST_TAIL:
            break
        count, previous = count + 1, character
    return count


def _is_edge(left: str, right: str) -> bool:
    """Whether a word ends between two characters: at a sign, at a capital, between letter and digit."""
    if not folded(left) or not folded(right):
        return True
    return left.isdigit() != right.isdigit() or (left.islower() and right.isupper())
