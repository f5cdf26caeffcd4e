"""All attributions of political news: what is held, in marks or not, by whom, and what says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.quotes_reported.gold import Article, Gold, Stretch, paragraphs, read
from evaluation.quotes_reported.train import FOLD, LANGUAGE
from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.quote import Quote, Use
from muniment.quotes.extract import extract
from muniment.quotes.reported import lexicon, model
from muniment.quotes.reported.columns import Vocabulary
from muniment.quotes.reported.recognise import recognise
from muniment.quotes.reported.tokens import cut

NEEDS = "quotes-polnear"

Words = frozenset[int]
"""Words of an article, by the offset at which each begins."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is held and by whom, as words of the article; and whether marks stand at it."""

    content: Words
    cue: Words
    speaker: Words
    is_marked: bool


@dataclass(slots=True)
class Tally:
    """Counts over articles: of gold and found attributions, and of pairs of them."""

    gold: int = 0
    found: int = 0
    pairs: int = 0
    half: int = 0
    exact: int = 0
    speakers: int = 0
    speakers_right: int = 0
    cues: int = 0
    cues_right: int = 0


def measure(corpus: Path) -> dict[str, float]:
    """Figures by name, over the fifth of the articles that the fold's model has not seen."""
    return compare([article for article in read(corpus) if article.part == 0], model.read(FOLD))


def compare(articles: Sequence[Article], learned: model.Model) -> dict[str, float]:
    """Figures by name of a model over articles."""
    vocabulary = Vocabulary(lexicon.load(LANGUAGE), learned.words)
    whole, unmarked, apart = Tally(), Tally(), Tally()
    for article in articles:
        gold = [_of_gold(article, one) for one in article.gold]
        seen, direct = _seen(article, vocabulary, learned), _direct(article)
        _count(gold, [*seen, *_beside(direct, seen)], whole)
        _count(
            [one for one in gold if not one.is_marked],
            [one for one in seen if not one.is_marked],
            unmarked,
        )
        taken = frozenset[int]().union(*(one.content for one in direct))
        reported = [one for one in seen if 2 * len(one.content & taken) <= len(one.content)]
        _count(gold, [*direct, *reported], apart)
    return {
        "articles": float(len(articles)),
        **_figures("all", whole),
        **_figures("unmarked", unmarked),
        **_figures("each_quote_by_itself", apart),
    }


def _figures(name: str, tally: Tally) -> dict[str, float]:
    both = tally.gold + tally.found
    return {
        f"{name}_gold": float(tally.gold),
        f"{name}_f1": 2 * tally.pairs / both,
        f"{name}_precision": tally.pairs / tally.found,
        f"{name}_recall": tally.pairs / tally.gold,
        f"{name}_f1_half": 2 * tally.half / both,
        f"{name}_f1_exact": 2 * tally.exact / both,
        f"{name}_speaker_right": tally.speakers_right / tally.speakers,
        f"{name}_cue_right": tally.cues_right / tally.cues,
    }


def _count(gold: Sequence[Attribution], found: Sequence[Attribution], tally: Tally) -> None:
    gold = [one for one in gold if one.content]
    found = [one for one in found if one.content]
    pairs = match([one.content for one in gold], [one.content for one in found], 0.3)
    tally.gold += len(gold)
    tally.found += len(found)
    tally.pairs += len(pairs)
    for least in (0.5, 1.0):
        more = len(match([g.content for g in gold], [f.content for f in found], least))
        if least < 1:
            tally.half += more
        else:
            tally.exact += more
    for wanted, given in ((gold[a], found[b]) for a, b in pairs):
        tally.speakers += bool(wanted.speaker)
        tally.speakers_right += bool(wanted.speaker & given.speaker)
        tally.cues += bool(wanted.cue)
        tally.cues_right += bool(wanted.cue & given.cue)


def match(gold: Sequence[Words], found: Sequence[Words], least: float) -> list[tuple[int, int]]:
    """One-to-one pairs whose words have a Jaccard resemblance of at least `least`, the best first."""
    alike = [
        (len(one & other) / len(one | other), a, b)
        for a, one in enumerate(gold)
        for b, other in enumerate(found)
        if one & other
    ]
    pairs: list[tuple[int, int]] = []
    left, right = set(range(len(gold))), set(range(len(found)))
    for share, a, b in sorted(alike, reverse=True):
        if share >= least and a in left and b in right:
            left.remove(a)
            right.remove(b)
            pairs.append((a, b))
    return pairs


def _of_gold(article: Article, gold: Gold) -> Attribution:
    content, cue, speaker = (
        _words(article.text, part) for part in (gold.content, gold.cue, gold.speaker)
    )
    return Attribution(content, cue, speaker, article.has_marks(gold))


def _seen(article: Article, vocabulary: Vocabulary, learned: model.Model) -> list[Attribution]:
    """What the model sees, marked or not."""
    return [
        _of_quote(article, quote, [offset])
        for offset, text in paragraphs(article.text)
        for quote in recognise(text, 1, vocabulary, learned)
    ]


def _direct(article: Article) -> list[Attribution]:
    """What stands in marks, by rules alone."""
    offsets, passages = [], []
    for offset, text in paragraphs(article.text):
        kind = PassageKind.PARAGRAPH if passages else PassageKind.HEADING
        marks = () if passages else ("title",)
        here = Locator("text", offset, offset + len(text))
        passages.append(Passage(kind, text, here, Role.ACCOUNT, marks=marks))
        offsets.append(offset)
    return [_of_quote(article, q, offsets) for q in extract(passages) if q.use is Use.SPEECH]


def _beside(direct: Sequence[Attribution], seen: Sequence[Attribution]) -> list[Attribution]:
    """Direct quotes with speaker and cue that are not part of an attribution that the model sees."""
    return [
        one
        for one in direct
        if one.speaker
        and one.cue
        and not any(2 * len(one.content & other.content) >= len(one.content) for other in seen)
    ]


def _of_quote(article: Article, quote: Quote, offsets: Sequence[int]) -> Attribution:
    def moved(spans: Sequence[tuple[int, int, int]]) -> list[Stretch]:
        return [(start + offsets[p - 1], end + offsets[p - 1]) for p, start, end in spans]

    content = moved(quote.spans)
    cue = moved([quote.cue.span]) if quote.cue else []
    speaker = moved([quote.speaker.span]) if quote.speaker else []
    is_marked = article.has_marks(Gold(tuple(content), (), ()))
    return Attribution(
        *(_words(article.text, part) for part in (content, cue, speaker)), is_marked=is_marked
    )


def _words(text: str, spans: Sequence[Stretch]) -> Words:
    return frozenset(
        start + token.start
        for start, end in spans
        for token in cut(text[start:end])
        if token.is_word
    )
