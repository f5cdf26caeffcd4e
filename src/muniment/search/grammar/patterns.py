r"""Regular expressions over words: `/colou?rs?/`. A pattern matches a whole word, never a part.

The dialect is small, so that the index and the highlighting agree to the letter, and no pattern can
make a search hang: letters, `.`, `[a-z]`, `[^a-z]`, `\d`, `(a|b)`, `*`, `+`, `?`, `{2,4}`. Words are
folded, and so are the letters of a pattern: `/MÜLL.*/` finds *Müllers*.

>>> compile_pattern("Colou?rs?").matches("colors")
True
>>> compile_pattern("(ab)+c").source
'(?:ab)+c'
"""

from collections.abc import Callable
from functools import lru_cache

from muniment.search.words import folded_form

MAX_STATES = 4_000
MAX_DEPTH = 20
_SPECIAL = set("\\.+*?()|[]{}^$#&-~")

_Test = Callable[[str], bool]


class PatternError(ValueError):
    """What is wrong with a regular expression; `at` is the place in it, in code points."""

    def __init__(self, cause: str, at: int) -> None:
        """Keep the place beside the cause."""
        super().__init__(cause)
        self.at = at


class Pattern:
    """A pattern ready to match words: a machine of states, run without ever going back.

    Attributes:
        source: the pattern in the dialect of the index.
    """

    def __init__(
        self, source: str, tests: list[tuple[_Test | None, list[int]]], start: int
    ) -> None:
        """Take the states: a test and where it leads, or no test and where one may go at once."""
        self.source = source
        self._tests = tests
        self._start = self._closure([start])

    def matches(self, word: str) -> bool:
        """Whether the pattern matches the whole (folded) word."""
        states = self._start
        for char in word:
            reached = [
                target
                for state in states
                if (test := self._tests[state][0]) is not None and test(char)
                for target in self._tests[state][1]
            ]
            if not reached:
                return False
            states = self._closure(reached)
        return 0 in states

    def _closure(self, states: list[int]) -> set[int]:
        """The states and all that can be reached from them without reading a letter."""
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                test, targets = self._tests[state]
                if test is None:
                    waiting += targets
        return found


@lru_cache(maxsize=256)
def compile_pattern(written: str) -> Pattern:
    """Read a pattern.

    Raises:
        PatternError: it is not well-formed, uses what the dialect has not, or is too large.
    """
    reading = _Reading(written)
    source, build = reading.read_choice()
    if reading.at < len(written):
        raise PatternError("this bracket closes nothing", reading.at)
    start = build(reading, 0)
    return Pattern(source, reading.states, start)


# A part of a pattern knows how to add its states before a given one; the first of them is returned.
_Build = Callable[["_Reading", int], int]


class _Reading:
    """The way through a pattern, and the states made so far; state 0 is the end."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.at = 0
        self.depth = 0
        self.states: list[tuple[_Test | None, list[int]]] = [(None, [])]

    @property
    def here(self) -> str:
        return self.written[self.at : self.at + 1]

    def add(self, test: _Test | None, targets: list[int]) -> int:
        if len(self.states) >= MAX_STATES:
            raise PatternError("the repeats are too many", 0)
        self.states.append((test, targets))
        return len(self.states) - 1

    def read_choice(self) -> tuple[str, _Build]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PatternError("there are too many brackets inside brackets", self.at)
        branches = [self.read_sequence()]
        while self.here == "|":
            self.at += 1
            branches.append(self.read_sequence())
        self.depth -= 1
        if len(branches) == 1:
            return branches[0]
        builds = [build for _, build in branches]
        source = f"(?:{'|'.join(source for source, _ in branches)})"
        return source, lambda r, end: r.add(None, [build(r, end) for build in builds])

    def read_sequence(self) -> tuple[str, _Build]:
        sources: list[str] = []
        builds: list[_Build] = []
        while self.here and self.here not in "|)":
            source, build = self.read_repeat()
            sources.append(source)
            builds.append(build)
        if not builds:
            raise PatternError(
                "something is missing here", max(0, min(self.at, len(self.written) - 1))
            )

        def chain(reading: "_Reading", end: int) -> int:
            for build in reversed(builds):
                end = build(reading, end)
            return end

        return "".join(sources), chain

    def read_repeat(self) -> tuple[str, _Build]:
        source, build = self.read_atom()
        sign = self.here
        if not sign or sign not in "*+?{":
            return source, build
        start = self.at
        low, high, written = self.read_count()
        if self.here and self.here in "*+?{":
            raise PatternError("a repeat stands behind a repeat", self.at)
        if high is not None and (high < low or high > 100 or high == 0):
            raise PatternError("a repeat counts from {0,1} to {100}", start)
        return source + written, lambda r, end: _repeat(r, build, low, high, end)

    def read_count(self) -> tuple[int, int | None, str]:
        simple = {"*": (0, None, "*"), "+": (1, None, "+"), "?": (0, 1, "?")}
        if self.here in simple:
            self.at += 1
            return simple[self.written[self.at - 1]]
        end = self.written.find("}", self.at)
        low, comma, high = self.written[self.at + 1 : max(end, 0)].partition(",")
        if len(low) > len("100") or len(high) > len("100"):
            raise PatternError("a repeat counts from {0,1} to {100}", self.at)
        if end < 0 or not _is_count(low) or not (_is_count(high) or not high):
            raise PatternError("a repeat is written {2}, {2,} or {2,4}", self.at)
        self.at = end + 1
        least = int(low)
        most = None if comma and not high else int(high or low)
        if least > 100:
            raise PatternError("a repeat counts from {0,1} to {100}", self.at - 1)
        return least, most, f"{{{low}{comma}{high}}}"

    def read_atom(self) -> tuple[str, _Build]:
        start, char = self.at, self.here
        self.at += 1
        if char == "(":
            return self.read_group(start)
        if char == ".":
            return ".", _one(lambda _: True)
        if char == "[":
            return self.read_class(start)
        if char == "\\":
            return self.read_escape(start)
        if char in "^$":
            raise PatternError("^ and $ are not needed: a pattern matches whole words", start)
        if char in "*+?{":
            raise PatternError("there is nothing to repeat", start)
        return _letters(char)

    def read_group(self, start: int) -> tuple[str, _Build]:
        if self.here == "?":
            if self.written[self.at : self.at + 2] != "?:":
                raise PatternError("only plain groups are known: (a|b)", start)
            self.at += 2
        source, build = self.read_choice()
        if self.here != ")":
            raise PatternError("this bracket is never closed", start)
        self.at += 1
        return f"(?:{source})", build

    def read_escape(self, start: int) -> tuple[str, _Build]:
        char = self.here
        self.at += 1
        if char == "d":
            return r"\d", _one(str.isdecimal)
        if char == "w":
            return ".", _one(lambda _: True)
        if not char or char.isalnum():
            raise PatternError(f"\\{char} is not known; there are \\d and \\w", start)
        return _letters(char)

    def read_class(self, start: int) -> tuple[str, _Build]:
        negated = self.here == "^"
        self.at += negated
        ranges: list[tuple[str, str]] = []
        while self.here != "]" or not ranges:
            low = self.read_member(start)
            high = low
            if self.here == "-" and self.written[self.at + 1 : self.at + 2] not in {"]", ""}:
                self.at += 1
                high = self.read_member(start)
            if high < low:
                raise PatternError("this range runs backwards", self.at - 1)
            ranges.append((low, high))
        self.at += 1
        inside = "".join(_escape(a) if a == b else f"{_escape(a)}-{_escape(b)}" for a, b in ranges)
        return f"[{'^' * negated}{inside}]", _one(
            lambda c: any(low <= c <= high for low, high in ranges) != negated
        )

    def read_member(self, start: int) -> str:
        char = self.here
        self.at += 1
        if char == "\\":
            char = self.here
            self.at += 1
            if char.isalnum():
                raise PatternError("inside […] stand single letters and ranges", self.at - 1)
        if not char:
            raise PatternError("this […] is never closed", start)
        folded = folded_form(char)
        return folded if len(folded) == 1 else char


def _one(test: _Test) -> _Build:
    return lambda reading, end: reading.add(test, [end])


def _letters(char: str) -> tuple[str, _Build]:
    """A letter, folded; some fold to two (ß)."""
    folded = folded_form(char)

    def chain(reading: _Reading, end: int) -> int:
        for letter in reversed(folded):
            end = reading.add(letter.__eq__, [end])
        return end

    source = "".join(map(_escape, folded))
    return (source if len(folded) == 1 else f"(?:{source})"), chain


def _repeat(reading: _Reading, build: _Build, low: int, high: int | None, end: int) -> int:
    """States for a part repeated: the optional ones first, since states are added from the end."""
    if high is None:
        loop = reading.add(None, [])
        reading.states[loop][1].extend((build(reading, loop), end))
        end = loop
    else:
        after = end
        for _ in range(high - low):
            end = reading.add(None, [build(reading, end), after])
    for _ in range(low):
        end = build(reading, end)
    return end


def _is_count(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= 3


def _escape(char: str) -> str:
    return f"\\{char}" if char in _SPECIAL else char
