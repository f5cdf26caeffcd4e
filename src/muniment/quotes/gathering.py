"""All quotes of an account: those in marks or set apart, and speech that is only reported.

>>> from muniment.model.passage import Locator, Passage, PassageKind
>>> text = "Mr Hask denied that there was a plan. “It is late,” he said."
>>> found = gather([Passage(PassageKind.PARAGRAPH, text, Locator("page", 0, len(text)))])
>>> [(str(quote.kind), quote.text) for quote in found]
[('reported', 'that there was a plan'), ('direct', 'It is late,')]
"""

from collections import defaultdict
from collections.abc import Sequence

from muniment.model.passage import Passage, PassageKind
from muniment.model.quote import Quote
from muniment.quotes.extract import extract
from muniment.quotes.reported import report

_NOBODY = frozenset({PassageKind.BOILERPLATE, PassageKind.SYSTEM, PassageKind.SIGNATURE})


def gather(passages: Sequence[Passage], language: str = "en") -> list[Quote]:
    """Every quote of an account, in the order in which they begin.

    Args:
        passages: all passages of one exhibit, in order; a span's `passage` is the index plus 1.
        language: ISO 639-1 code of a language pack.

    Raises:
        ValueError: there is no pack for the language.
    """
    quotes = extract(passages, language)
    apart: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in (span for quote in quotes for span in quote.spans):
        apart[span.passage].append((span.start, span.end))
    for number, passage in enumerate(passages, 1):
        if passage.kind not in _NOBODY:
            quotes += report(passage.text, number, apart[number], language)
    return sorted(quotes, key=lambda quote: (quote.spans[0], len(quote.spans)))
