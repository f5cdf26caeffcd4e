"""How a question is put. A query is text; taken apart it is a tree; the tree is told back in words."""

from muniment.search.grammar.parsing import parse
from muniment.search.grammar.reading import describe
from muniment.search.grammar.tree import Query

__all__ = ["Query", "describe", "parse"]
