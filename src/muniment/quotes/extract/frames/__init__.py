"""The frame of a quotation, the account's own sentence around it, and what in it brings the words in."""

from muniment.quotes.extract.frames.cues import find
from muniment.quotes.extract.frames.phrases import Found
from muniment.quotes.extract.frames.sentences import Sentence, Token, split

__all__ = ["Found", "Sentence", "Token", "find", "split"]
