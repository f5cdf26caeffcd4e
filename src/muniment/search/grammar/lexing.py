"""The first step of reading a query: its signs and words, each with its span.

>>> [(lexeme.sort, lexeme.text) for lexeme in lex('bus -"key seats"')]
[('word', 'bus'), ('minus', '-'), ('phrase', 'key seats'), ('end', '')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from muniment.errors import QueryError

MAX_LENGTH = 20_000
MAX_NEAR = 100

_OPENING = '"“”„'
_RUN = re.compile(r'[^\s()"“”„]+')
_DOUBLED = re.compile(r'((?:[^"]|"")*+)"')
_SPACE = re.compile(r"\s*")
_FIELD = re.compile(r"([A-Za-z]+):(?!//)")
_NEAR = re.compile(r"NEAR(?:/(.*))?")
_PATTERN = re.compile(r"/((?:[^/\\]|\\.)+)/(?=[\s()]|$)", re.DOTALL)
_KEYWORDS = {"OR": "or", "AND": "and", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A sign or a word of a query.

    `sort` is one of `(`, `)`, `or`, `and`, `not`, `near`, `minus`, `phrase`, `verbatim`,
    `quoted verbatim`, `pattern`, `field`, `word`, `end`.
    """

    sort: str
    text: str
    start: int
    end: int


def fail(cause: str, query: str, start: int, end: int) -> NoReturn:
    """Say what is wrong with a query, and where.

    Raises:
        QueryError: always.
    """
    raise QueryError(cause=cause, query=query, start=start, end=end)


def lex(query: str, start: int = 0) -> Iterator[Lexeme]:
    """The signs and words of a query from `start` on, and an `end` after the last.

    Raises:
        QueryError: a quote or a regular expression is not closed, or a sign stands alone.
    """
    if len(query) > MAX_LENGTH:
        fail(f"This query is longer than {MAX_LENGTH:,} characters", "", 0, 0)
    at = _skip(query, start)
    while at < len(query):
        lexeme = _next(query, at)
        yield lexeme
        # The value of a field stands directly behind it.
        at = lexeme.end if lexeme.sort in {"field", "minus"} else _skip(query, lexeme.end)
    yield Lexeme("end", "", len(query), len(query))


def _skip(query: str, at: int) -> int:
    match = _SPACE.match(query, at)
    return match.end() if match else at


def _next(query: str, at: int) -> Lexeme:
    sign = query[at]
    if sign in "()":
        return Lexeme(sign, sign, at, at + 1)
    if sign in _OPENING:
        return _quoted(query, at, at, "phrase")
    if sign == "/":
        return _pattern(query, at)
    if sign == "=":
        return _verbatim(query, at)
    if sign == "-":
        if at + 1 == len(query) or query[at + 1].isspace() or query[at + 1] == ")":
            fail(
                "A minus stands directly before what it leaves out, as in -word", query, at, at + 1
            )
        return Lexeme("minus", sign, at, at + 1)
    return _run(query, at)


def _quoted(query: str, start: int, at: int, sort: str) -> Lexeme:
    """A phrase from the quote at `at`; typographic quotes close with any quote, straight with straight."""
    closing = '"' if query[at] == '"' else '"”“'
    ends = [end for sign in closing if (end := query.find(sign, at + 1)) >= 0]
    if not ends:
        fail("This quotation mark is never closed", query, at, at + 1)
    end = min(ends)
    return Lexeme(sort, query[at + 1 : end], start, end + 1)


def _verbatim(query: str, at: int) -> Lexeme:
    if query[at + 1 : at + 2] == '"':
        return _as_written(query, at)
    if query[at + 1 : at + 2] and query[at + 1] in _OPENING:
        return _quoted(query, at, at + 1, "quoted verbatim")
    match = _RUN.match(query, at + 1)
    if not match:
        cause = (
            'An equals sign stands directly before the word or phrase, as in =US or ="Key Seats"'
        )
        fail(cause, query, at, at + 1)
    return Lexeme("verbatim", match[0], at, match.end())


def _as_written(query: str, at: int) -> Lexeme:
    """What stands behind `="`, in which a quotation mark is written twice."""
    match = _DOUBLED.match(query, at + 2)
    if not match:
        fail("This quotation mark is never closed", query, at + 1, at + 2)
    return Lexeme("quoted verbatim", match[1].replace('""', '"'), at, match.end())


def _pattern(query: str, at: int) -> Lexeme:
    match = _PATTERN.match(query, at)
    if not match:
        cause = (
            "This regular expression has no closing slash (followed by a space)."
            ' To search for words with slashes, put them in quotes: "/a/path"'
        )
        run = _RUN.match(query, at)
        fail(cause, query, at, run.end() if run else at + 1)
    return Lexeme("pattern", match[1], at, match.end())


def _run(query: str, at: int) -> Lexeme:
    """A keyword, a field's name or a word."""
    match = _RUN.match(query, at)
    assert match
    run, end = match[0], match.end()
    if run in _KEYWORDS:
        return Lexeme(_KEYWORDS[run], run, at, end)
    if near := _NEAR.fullmatch(run):
        return Lexeme("near", near[1] or "", at, end)
    if name := _FIELD.match(run):
        return Lexeme("field", name[1].lower(), at, at + name.end())
    return Lexeme("word", run, at, end)


def lex_value(query: str, at: int) -> Lexeme | None:
    """The value of a field, directly at `at`: an opening bracket, a phrase, what is as written, or a
    run; None for nothing.
    """
    if at >= len(query) or query[at].isspace() or query[at] == ")":
        return None
    if query[at] == "(":
        return Lexeme("(", "(", at, at + 1)
    if query[at] in _OPENING:
        return _quoted(query, at, at, "phrase")
    if query[at] == "=":
        return _verbatim(query, at)
    match = _RUN.match(query, at)
    assert match
    return Lexeme("word", match[0], at, match.end())
