"""Where is it said? One grammar, one index.

Search knows nothing of people, of the store or of the case: it indexes values (`Entry`).

    index = SearchIndex.open(folder)
    query = parse('bus NEAR/5 seats from:anna')
    describe(query)                          # the query's reading, in words
    results = index.search(query, sort="time")
    highlight(text_of(results.results[0].key), query)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muniment.search.entry import Entry
    from muniment.search.grammar.narrowing import between, both, conditions, narrowed
    from muniment.search.grammar.parsing import parse
    from muniment.search.grammar.reading import describe
    from muniment.search.grammar.tree import Query
    from muniment.search.index import SearchIndex
    from muniment.search.results import FACETS, SORTS, Found, Results
    from muniment.search.snippets import Snippet, highlight
    from muniment.search.writing import IndexWriter

__all__ = [
    "FACETS",
    "SORTS",
    "Entry",
    "Found",
    "IndexWriter",
    "Query",
    "Results",
    "SearchIndex",
    "Snippet",
    "between",
    "both",
    "conditions",
    "describe",
    "highlight",
    "narrowed",
    "parse",
]

_WHERE = {
    "Entry": "entry",
    "between": "grammar.narrowing",
    "both": "grammar.narrowing",
    "conditions": "grammar.narrowing",
    "narrowed": "grammar.narrowing",
    "parse": "grammar.parsing",
    "describe": "grammar.reading",
    "Query": "grammar.tree",
    "SearchIndex": "index",
    "FACETS": "results",
    "SORTS": "results",
    "Found": "results",
    "Results": "results",
    "Snippet": "snippets",
    "highlight": "snippets",
    "IndexWriter": "writing",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: who writes to the index needs no grammar."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
