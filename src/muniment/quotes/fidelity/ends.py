"""The ends of a quote in its source: where the sentence goes on, and where it came from.

>>> text = "i'd not ring her till we know what we're ringing about. no point"
>>> goes_on(text, 16)
"till we know what we're ringing about."
>>> comes_from(text, 17)
"i'd not ring her"
>>> turns("till we know"), turns("at the quay")
(True, False)
"""

import re

from muniment.quotes.fidelity.listing import listed
from muniment.quotes.words import fold

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n|\n(?=[^a-z\s])|[\U0001f300-\U0001faff]")
_REACH = 400
"""Characters of a sentence that are shown at most."""

_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|sen|rep|gov|prof|no|vs|etc|inc|jr|sr|gen|col|capt|u\.s|p\.m|a\.m|[a-z]))\.$",
    re.IGNORECASE,
)
_TURNING = listed(
    "but if though although unless not except till until because while when provided however yet"
    " only without before after whether nor never"
)
"""Words after which a sentence takes back, limits or conditions what it has said."""

_TURNED = listed(
    "not never if unless dont doesnt didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt"
    " cannot nobody deny denied denies hardly without"
)
"""The same before a quote's first word."""

_FEW = 6
"""Words up to which a quote is a few words in the account's own sentence: that the source's sentence
goes on is no news then, unless it turns."""


def sentence_end(text: str, at: int) -> int:
    """Where the sentence ends that a place in a text is in, or just behind: after its full stop."""
    found = _END.search(text, at, at + _REACH)
    while (
        found
        and found[0].startswith(".")
        and _ABBREVIATED.search(text, max(0, at - 8), found.start() + 1)
    ):
        if text[found.end() : found.end() + 2].strip()[:1].isupper() and not _is_title(
            text, found.start()
        ):
            break
        found = _END.search(text, found.end(), at + _REACH)
    if found:
        return found.end()
    return min(len(text), at + _REACH)


def _is_title(text: str, at: int) -> bool:
    return (
        re.search(
            r"\b(?:mr|mrs|ms|dr|st|sen|rep|gov|prof|[a-z])$",
            text[max(0, at - 5) : at],
            re.IGNORECASE,
        )
        is not None
    )


def ends_sentence(text: str, start: int, stop: int) -> bool:
    """Whether a sentence ends between two places, as between two words."""
    found = _END.search(text, start, stop + 1)
    return bool(found) and not (
        text[start : start + 1] == "." and _is_title(text, start) and "\n" not in text[start:stop]
    )


def has_sentences(text: str) -> bool:
    """Whether a sentence may end before the end of a text."""
    return _END.search(text) is not None


def goes_on(text: str, at: int) -> str:
    """How the sentence continues behind a place; empty when it ends there."""
    end = sentence_end(text, at)
    rest = text[at:end].strip()
    rest = re.sub(r"^[^\w£$€\"“‘(\[#@]+", "", rest)
    if not fold(rest):
        return ""
    first = _END.match(text, at)
    if first or _END.search(text[at : text.find(rest[0], at)] + " "):
        return ""
    return rest + ("…" if end - at >= _REACH else "")


def comes_from(text: str, at: int) -> str:
    """How the sentence began before a place; empty when it begins there."""
    low = max(0, at - _REACH)
    start = low
    for found in _END.finditer(text, low, at):
        if not (found[0].startswith(".") and _is_title(text, found.start())):
            start = found.end()
    rest = text[start:at].strip()
    return rest.rstrip(" ,;:—–-\"“‘'") if fold(rest) else ""


def turns(rest: str) -> bool:
    """Whether the rest of a sentence turns what was said before it."""
    return any(word in _TURNING for word in fold(rest)[:2])


def is_cut_short(words: int, after: str, before: str) -> bool:
    """Whether a reader of the quote misses what the sentence goes on, or began, to say.

    Args:
        words: how many the quote has.
        after: how the source's sentence goes on.
        before: how it began.
    """
    if after and (words > _FEW or turns(after)):
        return True
    return bool(before) and any(word in _TURNED for word in fold(before)[-1:])
