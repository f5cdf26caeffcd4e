"""Called: where an everyday word in small letters stands as the name of somebody.

>>> is_called("ask", "will", "if"), is_called("if", "will", "said"), is_called("", "will", "'s")
(True, True, True)
>>> is_called("he", "will", "ask"), is_called("the", "will", "states"), is_called("call", "will", "be")
(False, False, False)
"""

from muniment.dossier.proposing.languages import lexicon

_MODAL = frozenset({"will", "may"})
"""Verbs behind which no other verb stands in the past, nor in its third person."""

_SAID = frozenset(
    {"said", "says", "told", "asked", "replied", "wrote", "texted", "thinks", "knows"}
)
_COMPANY = frozenset({"with", "mit", "avec", "con"})
_BEFORE_VERBS = frozenset(
    [*_COMPANY, "an", "and", "by", "call", "called", "email", "for", "from", "love", "morning", "phone", "ring",
     "text", "to", "von"]
)  # fmt: skip
"""Words of address behind which other words stand as well: *and will*, *the call will*, *with hope*."""

_VERBS = frozenset(
    ["be", "call", "check", "come", "do", "get", "go", "have", "let", "not", "see", "send", "try"]
)
"""What stands often behind a verb without its subject: *thanks, will do*."""

_ARTICLES = frozenset(
    ["a", "an", "any", "her", "his", "its", "my", "no", "our", "that", "the", "their", "this", "your"]
)  # fmt: skip


def is_called(before: str, word: str, after: str) -> bool:
    """Whether a word that is an everyday one too has a title, is spoken to, or speaks or owns without an
    article.

    Args:
        before: the word before it, folded.
        word: the word, folded.
        after: the word behind it, folded, or the ending of an owner.
    """
    words, is_modal = lexicon(), word in _MODAL
    if before in words.titles:
        return True
    if before in words.cues - _BEFORE_VERBS and not (is_modal and after in _VERBS):
        return True
    if is_modal and before in _COMPANY:
        return True
    speaks = after in (words.speech if is_modal else _SAID)
    return (speaks or after == "'s") and before not in _ARTICLES
