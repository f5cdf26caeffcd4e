"""What languages call people, bodies, places and times: lists of words, kept as data.

>>> words = lexicon()
>>> words.titles["mrs"], "gmbh" in words.company, words.months["marzo"]
('f', True, 3)

One JSON file for each language, and `names.json` and `places.json` for what knows no language. A text
may mix languages, so that all lists are read as one; only whether nouns have capitals is asked of each
text. All words are folded: small letters, no accents. The lists are general knowledge of names, countries,
trades and so on, taken from no collection of texts.
"""

from muniment.dossier.proposing.languages.lexicon import (
    Lexicon,
    has_capital_nouns,
    language_of,
    lexicon,
    lists_plain_words,
)

__all__ = ["Lexicon", "has_capital_nouns", "language_of", "lexicon", "lists_plain_words"]
