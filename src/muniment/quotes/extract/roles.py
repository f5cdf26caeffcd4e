"""Roles: the words beside a name that say what somebody is.

>>> from muniment.quotes.languages import load
>>> phrase = phrase_before("Last week the finance officer, ", [], load("en"))
>>> phrase, sorted(role_words(phrase, load("en")))
('Last week the finance officer', ['finance', 'last', 'officer', 'week'])
"""

import re

from muniment.quotes.languages import Language

WORD = re.compile(r"[^\W_]+(?:[’'.\-‐‑&][^\W_]+)*\.?")
_CLAUSE = re.compile(r"[.;:!?“”‘’\"(\n]")
_BEHIND = re.compile(r"(?:,\s|\s(\w{2,6})\s)([^.,;:!?“”\"()]{3,90})[,.;]")
_ROLE_WORDS, _CLAUSE_WORDS = 7, 12
"""Words before a name that tell its role, and where the clause says that the role is that person's."""


def phrase_before(before: str, leading: list[str], language: Language) -> str:
    """What stands before a name as its role: *the finance officer, Lionel …*, *the clerk is …*."""
    tail = _CLAUSE.split(before)[-1].strip()
    tail = tail[:-1].rpartition(",")[2] if tail.endswith(",") else tail.rpartition(",")[2]
    words = tail.split()
    is_told = words[-1:] and words[-1].lower() in language.passives  # the clerk of … is Ada Quill
    return " ".join([*words[-_CLAUSE_WORDS if is_told else -_ROLE_WORDS :], *leading]).strip()


def phrase_after(after: str, language: Language) -> str:
    """What stands behind a name as its role: *…, a clerk of the court,*, *… is a clerk*."""
    found = _BEHIND.match(after)
    if not found or (found[1] and found[1] not in language.passives):
        return ""
    words = found[2].lower().split()
    if words and words[0] in language.determiners:
        return found[2]
    noun = next((n for n, word in enumerate(words) if word in language.speakers), 0)
    return "" if any(word in language.determiners for word in words[:noun]) else found[2]


def role_words(phrase: str, language: Language) -> frozenset[str]:
    """The words of a role that tell: no articles, no *of*."""
    words = (w.lower().rstrip(".") for w in WORD.findall(phrase))
    return frozenset(
        w
        for w in words
        if w not in language.stop_words
        and w not in language.determiners
        and w not in language.auxiliaries
    )
