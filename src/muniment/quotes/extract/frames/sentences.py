"""The frame of a quotation: the account's own sentence around it, in which the quotation is one token.

>>> from muniment.quotes.languages import load
>>> text = "He left. “I went,” she said. “So what?”"
>>> for sentence in split(text, [(9, 18), (29, 39)], load("en")):
...     print([token.low or token.quote for token in sentence])
['he', 'left', '.']
[0, ',', 'she', 'said', '.']
[1]

A comma that stands at the end inside the marks is shown as a token behind the quotation, since it
belongs to the frame: it says that the sentence goes on.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from muniment.quotes.languages import Language, Sort

_TOKEN = re.compile(
    r"[’']s\b|@\w+|\d+(?:[.,:]\d+)+|[^\W_]+(?:[.\-‐‑&/][^\W_]+|[’'](?![sS]\b)[^\W_]+)*|\.{2,}|[^\w\s]|_",
    re.UNICODE,
)
_STOPS = frozenset(".!?…")
_ENDS = frozenset("!?…")
_GOES_ON = frozenset({",", ";", ":", ")", "]", "-", "–", "—", "―", "'s"})
_DASHES = frozenset({"—", "–", "―", "-"})
_LONGEST = 150
"""Tokens after which a sentence is cut: it is a list or an attack, and no grammar will help."""
_NAME = 5
"""Words of a name at most."""
_MARKS = "”“\"'’‘»«›‹„‚"


class Token(NamedTuple):
    """A word, a punctuation mark or a whole quotation.

    Attributes:
        text: as written; empty for a quotation.
        low: in lower case, with straight apostrophes; empty for a quotation.
        start, end: half-open code points of the passage.
        quote: number of the quotation that it stands for, -1 for none.
    """

    text: str
    low: str
    start: int
    end: int
    quote: int = -1

    @property
    def is_word(self) -> bool:
        """True for a word or a number."""
        return self.low[:1].isalnum() or self.low[:1] == "@"

    @property
    def is_capital(self) -> bool:
        """True for a word that begins with a capital."""
        return self.text[:1].isupper()


Sentence = list[Token]


def split(text: str, quotations: Sequence[tuple[int, int]], language: Language) -> list[Sentence]:
    """The sentences of a passage.

    Args:
        text: the passage.
        quotations: half-open spans of its quotations with their marks, in order, none in another.
        language: tells abbreviations from the ends of sentences.
    """
    return _cut(_tokens(text, quotations), text, language)


def _tokens(text: str, quotations: Sequence[tuple[int, int]]) -> list[Token]:
    tokens: list[Token] = []
    begun = 0
    for number, (start, end) in enumerate(quotations):
        _add_words(tokens, text, begun, start)
        tokens.append(Token("", "", start, end, number))
        inner = text[start:end].rstrip(_MARKS)
        if inner.endswith(",") and text[end:].lstrip()[:1] not in (",", ";"):
            tokens.append(Token(",", ",", start + len(inner) - 1, start + len(inner)))
        begun = end
    _add_words(tokens, text, begun, len(text))
    return tokens


def _add_words(tokens: list[Token], text: str, start: int, end: int) -> None:
    for found in _TOKEN.finditer(text, start, end):
        written = found[0]
        tokens.append(Token(written, written.lower().replace("’", "'"), *found.span()))


def _cut(tokens: list[Token], text: str, language: Language) -> list[Sentence]:
    sentences: list[Sentence] = []
    current: Sentence = []
    for place, token in enumerate(tokens):
        current.append(token)
        if len(current) >= _LONGEST or _ends_here(tokens, place, text, language):
            sentences.append(current)
            current = []
    if current:
        sentences.append(current)
    return sentences


def _ends_here(tokens: list[Token], place: int, text: str, language: Language) -> bool:
    """True when a sentence ends with this token."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None:
        return True
    if token.quote >= 0:
        if after.low in _DASHES or _is_signed(tokens, place):
            return False
        last = text[token.start : token.end].rstrip(_MARKS)[-1:]
        if last not in _STOPS or not (after.quote >= 0 or after.is_capital):
            return False
        return after.quote >= 0 or not _is_cued(tokens, place + 1, language, is_firm=last == ".")
    if token.low[0] not in _STOPS or after.low in _GOES_ON:
        return False
    before = tokens[place - 1] if place else None
    if token.low == "." and before is not None and before.end == token.start:
        if before.low in language.abbreviations or (len(before.low) == 1 and before.is_capital):
            return False
        if before.low.isdigit() and not after.is_capital:
            return False
        if before.low.isdigit() and language.nouns_are_capital:
            return after.low not in language.months and after.quote < 0
    if token.low[0] in _ENDS and not (after.is_capital or after.quote >= 0):
        return False
    return after.quote >= 0 or not after.text[:1].islower()


def _is_signed(tokens: list[Token], place: int) -> bool:
    """True when nothing but a name follows the quotation: *“…” Ada Quill*."""
    rest = tokens[place + 1 : place + 2 + _NAME]
    return 0 < len(rest) <= _NAME and all(t.is_capital for t in rest)


def _is_cued(tokens: list[Token], begun: int, language: Language, *, is_firm: bool) -> bool:
    """True when what follows a quotation that ends with a stop still says who said it.

    *“Who knows?” Mr Hask asked.* With a full stop inside the marks (`is_firm`) the clause must end
    right behind its verb: *“I went.” Smith said.*
    """
    for place in range(begun, min(begun + 7, len(tokens))):
        token = tokens[place]
        if token.low == "." and tokens[place - 1].low in language.abbreviations:
            continue
        if token.quote >= 0 or token.low[:1] in _STOPS or token.low in {":", ";"}:
            return False
        if place == begun and token.low in language.conjunctions:
            return False
        verbs = language.verbs.get(token.low, ())
        if any(
            v.sort in (Sort.SPEECH, Sort.MANNER) and v.form in ("past", "present", "")
            for v in verbs
        ):
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            if place == begun:
                return not is_firm
            if after is None or after.low[:1] == ".":
                return True
            return (
                not is_firm
                and after.quote < 0
                and after.low not in {":", *language.complementisers}
            )
    return False
