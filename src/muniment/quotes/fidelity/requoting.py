"""Requoting: whether a passage only repeats another's words, and how it shows.

>>> from muniment.model.passage import Values
>>> def said(text, kind="message", author="Priya"):
...     return Values((1 << 32) + 2, text, kind, "primary", author, "", "", None)
>>> text = "He told me: “shut the gate” and left"
>>> requoted(said(text), 13, 26, ())
'inside quotation marks'
>>> text = "As you know, Dot said the other day that the gate sticks."
>>> requoted(said(text), 41, 56, ())
'it says “said the other day that”'
>>> requoted(said("We say that the gate sticks"), 12, 27, ())
''
>>> requoted(said("You've got me saying the gate sticks."), 21, 36, ())
'it says “me saying”'
"""

import re
from collections.abc import Sequence
from functools import cache

from muniment.model.passage import PassageKind, Role, Values
from muniment.quotes.extract.marks import pair
from muniment.quotes.fidelity.listing import listed
from muniment.quotes.languages.pack import Sort, load
from muniment.quotes.words import fold

_AROUND = 3_000
"""Characters before and after a place that are looked at for quotation marks."""

_BEFORE = 100
"""Characters before a place in which a verb of speech may bring it in."""

_MARKS = frozenset("“”\"„«»‘’'‹›「」")
_HANDLE = re.compile(r"\W{0,4}(?:RT )?@\w+\s?:")
_EXCERPT = re.compile(r"\s*\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\]?[\s,–-]{1,3}[^:\n]{1,60}:\s")
"""A line of a chat as reports print it: `22:45 NAME: …`."""

_IS_HAD_SAYING = re.compile(
    r"\b(?:(?:me|him|her|us|them)(?: as)?|as) (?:saying|writing|having (?:said|written))\W*$",
    re.IGNORECASE,
)
"""*You've got me saying …*, *I am quoted as saying …*: what somebody is made to say, and by whom else."""

_SENTENCE = re.compile(r"[.!?]\s|\n")
_FIRST_PERSON = listed("i we ive id weve im were ill well me us")
_OTHERS = listed("he she they")


def requoted(
    passage: Values,
    start: int,
    end: int,
    before: Sequence[Values],
    *,
    is_doubted: bool = False,
) -> str:
    """Why the words at a place of a passage are not the passage's own; empty when they are.

    Args:
        passage: where the words stand.
        start: first code point of the words.
        end: code point after the last one.
        before: the passages before it, the last one first.
        is_doubted: the account has another speaker than the passage's author: then a passage before
            it that tells what somebody else says brings in a recording.
    """
    if passage.kind == PassageKind.QUOTED:
        return "a mail's quoted part"
    text = passage.text
    if _HANDLE.match(text) and text.lstrip()[0] in _MARKS:
        return "a post of another, repeated"
    if _between_marks(text, start, end, is_whole_counted=passage.role == Role.ACCOUNT):
        return "inside quotation marks"
    if passage.role == Role.ACCOUNT and _EXCERPT.match(text, text.rfind("\n", 0, start) + 1):
        return "a line of a conversation, repeated"
    if said := _brought_in(text[max(0, start - _BEFORE) : start]):
        return f"it says “{said}”"
    if is_doubted and before and before[0].author == passage.author:
        line = before[0].text[-300:]
        words = fold(line)
        if words[:1] and words[0] in _OTHERS and set(words[1:3]) & _speaking():
            return f"the passage before it tells of another: “{line.strip()}”"
    return ""


def _between_marks(text: str, start: int, end: int, *, is_whole_counted: bool) -> bool:
    """Whether a place stands between quotation marks of its passage.

    Marks around a whole passage are a manner of writing it down: they count in accounts alone.
    """
    if not _MARKS.intersection(text):
        return False
    low = max(text.rfind("\n", max(0, start - _AROUND), start) + 1, start - _AROUND, 0)
    part = text[low : end + _AROUND]
    words = len(fold(part))
    for marked in pair([(1, part)]):
        span = marked.parts[0]
        if span.start + low <= start and end <= span.end + low:
            return is_whole_counted or len(fold(part[span.start : span.end])) < words
    return False


def _brought_in(before: str) -> str:
    """The words that bring in what follows as another's; empty when none do."""
    clause = _SENTENCE.split(before)[-1]
    if had := _IS_HAD_SAYING.search(clause):
        return had[0].rstrip(" :“\"‘',")
    if not re.search(r"(?:\bthat|[:“\"‘'])\s*$", clause):
        return ""
    found = list(re.finditer(r"[\w'’]+", clause))
    words = [w[0].lower().replace("’", "").replace("'", "") for w in found]
    for n in range(len(words) - 1, max(0, len(words) - 8), -1):
        if words[n] in _speaking() and not set(clause[found[n].end() :].rstrip(" :“\"‘'")) & set(
            ",;:—"
        ):
            if _FIRST_PERSON & set(words[max(0, n - 3) : n]):
                return ""
            return clause[found[n].start() :].strip()
    return ""


@cache
def _speaking() -> frozenset[str]:
    """Forms of the verbs of speech of English."""
    return frozenset(
        form
        for form, verbs in load("en").verbs.items()
        if any(v.sort is Sort.SPEECH for v in verbs)
    )
