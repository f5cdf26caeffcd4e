"""Does a source say what a quotation says? Words without the accidents of writing, and three marks.

>>> says("He said: don’t shut the gate, not before Friday.", "Don't shut [it] … before Friday")
True
>>> says("He said: don’t shut the gate.", "Do shut the gate")
False

The rule is plainer than that of tracing, so that it can be told in four sentences. Case, quotation
marks, dashes, punctuation, symbols and blanks do not count. Three dots stand for any number of words
left out. A bracket stands for up to eight words of the source, or for none. Whatever else differs is
a difference, and a person has to look at it.
"""

from __future__ import annotations

import re
import unicodedata

HIDDEN = 8
"""Words of the source that a bracket may stand for: a title and a full name, or a short clause."""

_GAP, _BRACKET = "…", "[]"
_MARKS = re.compile(
    r"(?P<gap>[(\[]\s*(?:…|\.(?:\s?\.)+)\s*[)\]]|…|\.(?:[ \u00a0]?\.)+)"
    r"|(?P<bracket>\w{0,40}\[[^\[\]]*\]\w*)"
)


def words(text: str) -> list[str]:
    """Words without what is an accident of writing: case, quotation marks, dashes, punctuation, blanks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"(?<=\d),(?=\d{3})|['’‘`ʼ＇]", "", text)
    text = re.sub(r"%|\bper cent\b", " percent ", text).replace("&", " and ")
    kinds = {c: unicodedata.category(c) for c in set(text)}
    kept = {c: c if k[0] in "LNM" else "" if k == "Cf" else " " for c, k in kinds.items()}
    return unicodedata.normalize("NFC", "".join([kept[c] for c in text])).split()


def terms(quoted: str) -> list[str]:
    """The words and marks of a quotation: `…` where words are left out, `[]` for the account's own."""
    quoted = re.sub(r"\[(\w)\](?=\w)", r"\1", quoted)  # [T]he
    found, at = [], 0
    for mark in _MARKS.finditer(quoted):
        found += [*words(quoted[at : mark.start()]), _GAP if mark["gap"] else _BRACKET]
        at = mark.end()
    return found + words(quoted[at:])


def says(source: str, quoted: str) -> bool:
    """Whether a source has the words of a quotation, in order and without a break but for its marks."""
    said, wanted = words(source), terms(quoted)
    ends = set(range(len(said) + 1))  # how many words of the source may be behind us
    for term in wanted:
        if term == _GAP:
            ends = set(range(min(ends), len(said) + 1))
        elif term == _BRACKET:
            ends = {end + n for end in ends for n in range(HIDDEN + 1) if end + n <= len(said)}
        else:
            ends = {end + 1 for end in ends if end < len(said) and said[end] == term}
        if not ends:
            return False
    return any(term not in (_GAP, _BRACKET) for term in wanted)
