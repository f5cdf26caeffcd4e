"""One account read for its quotes, passage by passage, in order.

>>> from muniment.model.passage import Locator, Passage, PassageKind
>>> told = "22:45 ADA QUILL: Half of it is gone"
>>> [quote] = extract([Passage(PassageKind.PARAGRAPH, told, Locator("page", 0, len(told)))])
>>> str(quote.kind), quote.text, quote.speaker.text, quote.time
('excerpt', 'Half of it is gone', 'ADA QUILL', '22:45')
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from muniment.model.passage import Passage, PassageKind
from muniment.model.quote import Quote, QuoteKind, Span, Speaker, Use
from muniment.quotes.extract import lines
from muniment.quotes.extract.marks import Marked, pair
from muniment.quotes.extract.naming import Reading
from muniment.quotes.extract.people import gather
from muniment.quotes.extract.reading import read
from muniment.quotes.languages import load
from muniment.quotes.words import fold

_SKIPPED = frozenset({PassageKind.BOILERPLATE, PassageKind.SYSTEM, PassageKind.SIGNATURE})
_RUNNING = frozenset({PassageKind.PARAGRAPH, PassageKind.BLOCK})
"""Kinds in which a quotation may go on from one passage into the next."""

_DOUBTFUL = frozenset({Use.SCARE, Use.TITLE})
_ANSWERS = 5
"""Paragraphs that answer a paragraph, both all quotation, from which an account is a dialogue."""


def extract(
    passages: Sequence[Passage],
    language: str = "en",
    names: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Quote]:
    """Every quote of an account, in the order in which they begin.

    Args:
        passages: all passages of one exhibit, in order; a span's `passage` is the index plus 1.
        language: ISO 639-1 code of a language pack.
        names: full name → other names it goes by, of people known already.

    Raises:
        ValueError: there is no pack for the language.
    """
    pack = load(language)
    texts = [p.text for p in passages]
    read_ones = [n for n, p in enumerate(passages, 1) if p.kind not in _SKIPPED]
    people = gather(((n, texts[n - 1]) for n in read_ones), pack, names)
    quotes: list[Quote] = []
    by_marks: dict[int, list[Marked]] = {}
    plain: set[int] = set()
    for number in read_ones:
        found = list(_unmarked(number, passages))
        quotes += found
        if found:
            plain.add(number)
    for run in _runs(passages, plain):
        for marked in pair((n, texts[n - 1]) for n in run):
            by_marks.setdefault(marked.parts[0].passage, []).append(marked)
    reading = Reading(passages, pack, people, _is_dialogue(texts, by_marks))
    for number in read_ones:
        if number in plain:
            continue
        quotes += read(reading, number, by_marks.get(number, []))
    return sorted(_repeated(quotes), key=lambda q: (q.spans[0], len(q.spans)))


def _runs(passages: Sequence[Passage], plain: set[int]) -> Iterator[list[int]]:
    """Numbers of passages between which a quotation may run on: one kind after another, furniture aside."""
    kept = [
        (n, p.kind, p.depth if p.kind is PassageKind.COMMENT else 0)
        for n, p in enumerate(passages, 1)
        if p.kind not in _SKIPPED and n not in plain
    ]
    for kind, group in groupby(kept, key=lambda one: one[1]):
        numbers = [n for n, _, _ in group]
        if kind in _RUNNING:
            yield numbers
        else:
            yield from ([n] for n in numbers)


def _is_dialogue(texts: Sequence[str], by_marks: Mapping[int, Sequence[Marked]]) -> bool:
    """True when paragraphs that are one whole quotation follow each other again and again.

    Then each is another speaker's, as in a novel (and in none of 549 news articles); else they are one's.
    """
    whole = [
        number
        for number, found in by_marks.items()
        if len(found) == 1
        and found[0].is_closed
        and len(texts[number - 1].strip()) == found[0].around[1] - found[0].around[0]
    ]
    pairs = sum(number - 1 == before for before, number in pairwise(whole))
    return pairs >= _ANSWERS and pairs * 50 >= len(texts)


def _unmarked(number: int, passages: Sequence[Passage]) -> Iterator[Quote]:
    """Lines of a chat, or the whole of a paragraph that is set apart."""
    passage = passages[number - 1]
    if passage.kind is PassageKind.HEADING:
        return
    text = passage.text
    where = "comment" if passage.kind is PassageKind.COMMENT else ""
    for line in lines.excerpts(text):
        span = Span(number, line.start, line.end)
        speaker = text[slice(*line.speaker)].strip()
        yield Quote(
            QuoteKind.EXCERPT,
            text[line.start : line.end],
            (span,),
            speaker=Speaker(
                speaker, Span(number, *line.speaker), "" if speaker[:1] == "[" else speaker
            ),
            time=line.time,
            is_in=where,
        )
    if lines.is_set_apart(text):
        spans = tuple(Span(number, start, end) for start, end in lines.inside(text))
        words = " ".join(text[span.start : span.end] for span in spans)
        if spans:
            yield Quote(QuoteKind.BLOCK, words, spans, is_in=where)


def _repeated(quotes: list[Quote]) -> list[Quote]:
    """Take words in marks for speech where the account elsewhere gives the same words as somebody's."""
    folded = [" ".join(fold(quote.text)) for quote in quotes]
    said = {
        words
        for quote, words in zip(quotes, folded, strict=True)
        if quote.use is Use.SPEECH and (quote.cue is not None or quote.kind is QuoteKind.EXCERPT)
    }
    return [
        replace(quote, use=Use.SPEECH)
        if quote.use in _DOUBTFUL and " " in words and words in said
        else quote
        for quote, words in zip(quotes, folded, strict=True)
    ]
