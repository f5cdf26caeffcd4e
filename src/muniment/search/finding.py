"""Finds the words of a text that answer a query: the index's twin for one text at hand."""

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from unicodedata import combining, is_normalized, normalize

from muniment.search import words
from muniment.search.grammar.patterns import compile_pattern
from muniment.search.grammar.tree import (
    And,
    Fuzzy,
    Near,
    Node,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Verbatim,
    Word,
)
from muniment.search.verbatim import matcher

Mark = tuple[int, int, int]  # start, end, and the part of the query it answers
_Run = tuple[int, int]  # half-open, counted in words
_MOST_KNOWN = 20_000


class Finder:
    """The parts of a query that are about words, ready to be found in texts."""

    def __init__(self, root: Node) -> None:
        """Take a query apart: what is left out, and what is about fields, marks nothing."""
        self._single: dict[str, int] = {}  # folded word → part
        self._tests: list[tuple[Callable[[str], bool], int]] = []  # on folded words
        self._others: list[tuple[Node, int]] = []  # phrases, NEAR, as written
        self._known: dict[str, int] = {}  # words that the tests have seen; -1 for none
        for part, node in enumerate(_parts(root)):
            self._take(part, node)

    def _take(self, part: int, node: Node) -> None:
        if isinstance(node, Word) and len(found := words.folded(node.text)) == 1:
            self._single.setdefault(found[0], part)
        elif (test := _test(node)) is not None:
            self._tests.append((test, part))
        else:
            self._others.append((node, part))

    def find(self, text: str) -> list[Mark]:
        """What answers, in order; marks may overlap."""
        spans = words.word_spans(text)
        lowered = text.lower() if text.isascii() else ""
        if lowered:
            folded = [lowered[start:end] for start, end in spans]
        else:
            folded = [words.folded_form(text[start:end]) for start, end in spans]
        marks = self._find_words(folded, spans)
        for node, part in self._others:
            if isinstance(node, Verbatim):
                marks += [(start, end, part) for start, end in _verbatim(text, node)]
                continue
            runs = _Reading(text, spans, folded).runs(node)
            marks += [(spans[a][0], spans[b - 1][1], part) for a, b in runs]
        marks.sort()
        return marks

    def _find_words(self, folded: list[str], spans: list[tuple[int, int]]) -> list[Mark]:
        single = self._single
        if not self._tests:
            return [(*spans[at], single[w]) for at, w in enumerate(folded) if w in single]
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        known, marks = self._known, []
        for at, word in enumerate(folded):
            part = known.get(word)
            if part is None:
                part = single.get(word, -1)
                if part < 0:
                    part = next((part for test, part in self._tests if test(word)), -1)
                known[word] = part
            if part >= 0:
                marks.append((*spans[at], part))
        return marks


class _Reading:
    """One text, as words."""

    def __init__(self, text: str, spans: list[tuple[int, int]], folded: list[str]) -> None:
        self.text = text
        self.spans = spans
        self.folded = folded

    def runs(self, node: Node) -> list[_Run]:
        """Where a part stands, counted in words, in order."""
        match node:
            case Near(left=left, right=right, distance=distance):
                return _near(self.runs(left), self.runs(right), distance)
            case Or(parts=parts):
                return sorted(run for part in parts for run in self.runs(part))
            case Phrase(text=text) | Verbatim(text=text):
                forms = [words.exact_form(self.text[a:b]) for a, b in self.spans]
                return _sequences(forms, words.exact(text))
            case Word(text=text):
                return _sequences(self.folded, words.folded(text))
            case Prefix(text=text) if len(stems := words.folded(text)) > 1:
                return [
                    (start, end + 1)
                    for start, end in _sequences(self.folded, stems[:-1])
                    if end < len(self.folded) and self.folded[end].startswith(stems[-1])
                ]
            case _:
                test = _test(node)
                assert test is not None
                return [(at, at + 1) for at, word in enumerate(self.folded) if test(word)]


def _parts(node: Node) -> list[Node]:
    """What a query asks to stand in the text, part by part."""
    match node:
        case And(parts=parts) | Or(parts=parts):
            return [found for part in parts for found in _parts(part)]
        case Word() | Prefix() | Fuzzy() | Pattern() | Phrase() | Verbatim() | Near():
            return [node]
        case _:
            return []


def _test(node: Node) -> Callable[[str], bool] | None:
    """A test of one folded word; None where one word does not decide."""
    match node:
        case Prefix(text=text) if len(stems := words.folded(text)) == 1:
            stem = stems[0]
            return lambda word: word.startswith(stem)
        case Fuzzy(text=text, distance=distance):
            target = words.folded(text)[0]
            return lambda word: is_within(word, target, distance)
        case Pattern(text=text):
            return compile_pattern(text).matches
        case _:
            return None


def _sequences(forms: list[str], wanted: list[str]) -> list[_Run]:
    first, length = wanted[0], len(wanted)
    return [
        (at, at + length)
        for at, form in enumerate(forms)
        if form == first and (length == 1 or forms[at : at + length] == wanted)
    ]


def _near(ours: list[_Run], theirs: list[_Run], distance: int) -> list[_Run]:
    """The runs of both that have one of the other within `distance` words."""
    kept: set[_Run] = set()
    longest = max((end - start for start, end in theirs), default=0)
    starts = [start for start, _ in theirs]
    for start, end in ours:
        at = bisect_left(starts, start - distance - longest)
        while at < len(theirs) and theirs[at][0] < end + distance:
            if theirs[at][1] > start - distance:
                kept |= {(start, end), theirs[at]}
            at += 1
    return sorted(kept)


def _verbatim(text: str, node: Verbatim) -> list[tuple[int, int]]:
    """Where something stands exactly as written."""
    if not text.isascii() and not is_normalized("NFC", text):
        return _decomposed(text, node)
    return [match.span() for match in matcher(node.text).finditer(text)]


def _decomposed(text: str, node: Verbatim) -> list[tuple[int, int]]:
    """The same in a text whose accents are marks of their own, letter by letter."""
    starts = [at for at, char in enumerate(text) if not at or not combining(char)]
    composed = [normalize("NFC", text[a:b]) for a, b in pairwise([*starts, len(text)])]
    origins = [start for start, letter in zip(starts, composed, strict=True) for _ in letter]
    origins.append(len(text))
    return [
        (origins[match.start()], origins[match.end()])
        for match in matcher(node.text).finditer("".join(composed))
    ]


def is_within(word: str, target: str, distance: int) -> bool:
    """Whether two words differ by at most `distance` letters added, dropped, changed or swapped."""
    if abs(len(word) - len(target)) > distance:
        return False
    before: list[int] = []
    row = list(range(len(target) + 1))
    for i, char in enumerate(word, 1):
        following = [i]
        for j, wanted in enumerate(target, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == target[j - 2] and word[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > distance:
            return False
        before, row = row, following
    return row[-1] <= distance
