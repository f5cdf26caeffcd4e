"""Quotes of an account: every saying in quotation marks, set apart or shown as a line of a chat.

>>> from muniment.model.passage import Locator, Passage, PassageKind
>>> text = "“I went,” said Ada Quill, “and I saw it.”"
>>> [quote] = extract([Passage(PassageKind.PARAGRAPH, text, Locator("page", 0, 41))])
>>> quote.text, quote.speaker.text, quote.cue.text
('I went, and I saw it.', 'Ada Quill', 'said')
"""

from muniment.quotes.extract.accounts import extract

__all__ = ["extract"]
