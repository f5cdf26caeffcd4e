"""Who had it first, and who has it from whom? Accounts compared by their words, credits and errors."""

from muniment.quotes.copying.comparing import compare
from muniment.quotes.copying.drawing import draw, tabulate
from muniment.quotes.copying.independent import independence

__all__ = ["compare", "draw", "independence", "tabulate"]
