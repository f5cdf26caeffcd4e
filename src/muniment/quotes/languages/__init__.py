"""What a language says when it says that somebody spoke: its verbs, phrases, pronouns and titles, as data.

>>> english = load("en")
>>> [(verb.lemma, str(verb.stance)) for verb in english.verbs["denied"]]
[('deny', 'denies')]
>>> english.phrases["according"]
((('according', 'to'), <Stance.SAYS: 'says'>),)

A pack is one JSON file beside this module; nothing else in the code knows a word of any language.
"""

from muniment.quotes.languages.pack import Language, Sort, Verb, known, load

__all__ = ["Language", "Sort", "Verb", "known", "load"]
