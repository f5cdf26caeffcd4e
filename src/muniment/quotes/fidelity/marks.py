"""An account's own marks inside a quote: what it put in, blacked out, or left out and says so.

>>> [(t.sort.name, t.words) for t in read("The WG [working group] met … on Friday")]
[('WORD', ('the',)), ('WORD', ('wg',)), ('BRACKET', ('working', 'group')), ('WORD', ('met',)), ('GAP', ()), ('WORD', ('on',)), ('WORD', ('friday',))]
>>> [(t.sort.name, t.words) for t in read("[T]he gate was clos[ed] by [name redacted] [sic]")]
[('WORD', ('the',)), ('WORD', ('gate',)), ('WORD', ('was',)), ('BRACKET', ('closed',)), ('WORD', ('by',)), ('BLACKED', ('name', 'redacted')), ('BRACKET', ('sic',))]

The conventions are those of press and court reports: square brackets for what is not the speaker's,
three dots for what is left out (New Hart's Rules, 9.3; Chicago Manual of Style, 13.50–13.62).
"""

import re
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from muniment.quotes.words import fold, spell


class Sort(Enum):
    """What a term of a quote is."""

    WORD = auto()  # a word of the speaker
    GAP = auto()  # words are left out here
    BRACKET = auto()  # the account's words: put in, or for words of the source
    BLACKED = auto()  # one or more words of the source are hidden here


class Term(NamedTuple):
    """A word or a mark of a quote, with its half-open code points in the quote's text."""

    sort: Sort
    words: tuple[str, ...]
    start: int
    end: int


_INSIDE = 300
"""Characters that a bracket may hold: longer ones are an opening bracket that nobody closed."""

_DOTS = r"…|\.(?:[ \u00a0]?\.)+"
_MARK = re.compile(
    rf"(?P<gap>\(\s{{0,3}}(?:{_DOTS})\s{{0,3}}\)|\[\s{{0,3}}(?:{_DOTS}|\*{{3}}|snip)\s{{0,3}}\]|{_DOTS})"
    rf"|(?P<black>[█■▇▆▮]+(?:[ \u00a0][█■▇▆▮]+)*)"
    rf"|(?P<letter>\[\u200b?\w\u200b?\](?=\w))"
    rf"|(?P<bracket>\[[^\[\]]{{1,{_INSIDE}}}\]|\([^()\[\]]{{0,60}}\bredacted\))",
    re.IGNORECASE,
)
_HIDES = re.compile(r"redact|withheld|blacked|anonymi|name removed|^\W*names?\W*$", re.IGNORECASE)
_MAY_MARK = re.compile(r"[\[…█■▇▆▮]|\.[ \u00a0]?\.|redacted\)", re.IGNORECASE)
_QUOTATION = re.compile(
    r"(?P<opening>(?:(?<=[\s(—–-])|^)[\"“](?=[\w\[…'‘]))|(?P<closing>(?<=\S)[\"”](?=[\s).,;:!?—–]|$))"
)
_TAIL = re.compile(r"\w*\Z")
_LETTERS = re.compile(r"\w*")


def read(text: str) -> list[Term]:
    """The terms of a quote in order. Linear in the text; a bracket that is not closed is no mark."""
    if not _MAY_MARK.search(text):
        return _plain(text, 0, len(text))
    if (
        "\\[" in text
    ):  # Markdown's way to write a bracket; the sign in its place is none that is read
        text = text.replace("\\[", "[\u200b").replace("\\]", "\u200b]")
    terms: list[Term] = []
    begun = 0
    for found in _MARK.finditer(text):
        start, end = found.span()
        if start < begun:
            continue
        if found.lastgroup == "letter":  # [T]he: the initial is changed to fit, the word is not
            continue
        if found.lastgroup == "bracket":
            start, end, term = _bracket(text, begun, start, end)
        else:
            sort = Sort.GAP if found.lastgroup == "gap" else Sort.BLACKED
            term = Term(sort, (), start, end)
        terms += _plain(text, begun, start)
        terms.append(term)
        begun = end
    terms += _plain(text, begun, len(text))
    return _joined_gaps(terms)


def read_broken(text: str) -> list[Term]:
    """The terms of a quote whose own marks close and open again; empty when they do not.

    What stands outside the marks is the account's: as if in brackets, and where the quote is taken up
    again, words may be left out.

    >>> [(t.sort.name, t.words) for t in read_broken('disperse the "light" she has "over that range"')]
    [('BRACKET', ('disperse', 'the')), ('WORD', ('light',)), ('BRACKET', ('she', 'has')), ('GAP', ()), ('WORD', ('over',)), ('WORD', ('that',)), ('WORD', ('range',))]
    """
    marks = [(m.start(), m.lastgroup == "opening") for m in _QUOTATION.finditer(text)]
    kinds = [is_opening for _, is_opening in marks]
    if len(marks) < 2 or any(one == other for one, other in pairwise(kinds)):
        return []
    cuts = [0, *(at for at, _ in marks), len(text)]
    terms: list[Term] = []
    for n, (start, end) in enumerate(pairwise(cuts)):
        is_inside = kinds[n - 1] if n else not kinds[0]
        if is_inside:
            terms += [Term(Sort.GAP, (), start, start)] if n > 1 else []
            terms += [
                Term(t.sort, t.words, t.start + start, t.end + start) for t in read(text[start:end])
            ]
        elif own := spell(text[start:end]):
            low, high = own[0].start + start, own[-1].end + start
            terms.append(Term(Sort.BRACKET, tuple(w.text for w in own), low, high))
    return _joined_gaps(terms)


def words(terms: list[Term]) -> list[str]:
    """The speaker's words among the terms."""
    return [t.words[0] for t in terms if t.sort is Sort.WORD]


def _bracket(text: str, begun: int, start: int, end: int) -> tuple[int, int, Term]:
    """A bracket, with the letters that it is written into: `clos[ed]`, `it[self]`."""
    before = _TAIL.search(text, max(begun, start - 40), start)
    after = _LETTERS.match(text, end)
    low = before.start() if before else start
    high = after.end() if after else end
    inside = text[start + 1 : end - 1]
    if (low < start or high > end) and len(inside.split()) == 1:
        return (
            low,
            high,
            Term(Sort.BRACKET, tuple(fold(text[low:start] + inside + text[end:high])), low, high),
        )
    sort = Sort.BLACKED if _HIDES.search(inside) else Sort.BRACKET
    return start, end, Term(sort, tuple(fold(inside)), start, end)


_LETTER = re.compile(r"\[\u200b?(\w)\u200b?\](?=\w)")


def _plain(text: str, start: int, end: int) -> list[Term]:
    """The words between marks; a bracketed initial is read as the letter that it holds."""
    part = text[start:end]
    if "[" in part and _LETTER.search(part):
        # Each bracket gives way to a sign that is no part of a word and takes no place from it.
        part = _LETTER.sub(lambda found: re.sub(r"[\[\]]", "\u200b", found[0]), part)
        part = re.sub("(?:^|(?<=[^\\w\u200b]))\u200b+", lambda found: " " * len(found[0]), part)
    return [Term(Sort.WORD, (w.text,), w.start + start, w.end + start) for w in spell(part)]


def _joined_gaps(terms: list[Term]) -> list[Term]:
    """Gaps that stand side by side are one: `… (…)`."""
    out: list[Term] = []
    for term in terms:
        if term.sort is Sort.GAP and out and out[-1].sort is Sort.GAP:
            out[-1] = Term(Sort.GAP, (), out[-1].start, term.end)
        else:
            out.append(term)
    return out
