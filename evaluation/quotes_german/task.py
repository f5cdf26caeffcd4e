"""Direct quotes of German news, by a pack that was never set on them."""

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.quotes_polnear.task import match
from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.quote import Quote, QuoteKind, Use
from muniment.quotes.extract import extract

NEEDS = "quotes-german-wikinews"
_TOKEN = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")

_MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED})

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotation: what is quoted, and by whom."""

    quote: tuple[Stretch, ...]
    speaker: tuple[Stretch, ...]
    is_direct: bool


def measure(corpus: Path) -> dict[str, float]:
    """Direct quotes at token Jaccard 0.3 and 1, and speakers that overlap among the matched."""
    wanted = given = matched = exact = sourced = right = attributed = 0
    for text, annotations in read(corpus):
        gold = [a for a in annotations if a.is_direct]
        speech = [(spans, quote) for spans, quote in said(text) if quote.use is Use.SPEECH]
        ours = [_tokens(text, spans) for spans, _ in speech]
        theirs = [_tokens(text, list(a.quote)) for a in gold]
        pairs = match(theirs, ours, 0.3)
        wanted, given, matched = wanted + len(gold), given + len(ours), matched + len(pairs)
        exact += len(match(theirs, ours, 1.0))
        everything = {t for a in annotations for t in _tokens(text, list(a.quote))}
        attributed += sum(bool(one) and len(one & everything) * 2 >= len(one) for one in ours)
        for place, other in pairs:
            if gold[place].speaker:
                sourced += 1
                right += _overlaps(text, speech[other][1], gold[place].speaker)
    return {
        "direct": float(wanted),
        "f1": 2 * matched / (wanted + given),
        "precision": matched / given,
        "recall": matched / wanted,
        "f1_exact": 2 * exact / (wanted + given),
        "speaker_right": right / sourced,
        "attributed_at_all": attributed / given,
    }


def read(corpus: Path) -> Iterator[tuple[str, list[Gold]]]:
    """The articles of the development part."""
    with tarfile.open(corpus / "wikinews-de.tar.xz") as tar:
        for member in sorted((m for m in tar if m.isfile()), key=lambda m: m.name):
            if not member.name.endswith(".json"):
                continue
            written: dict[str, Any] = json.loads(tar.extractfile(member).read())  # type: ignore[union-attr]
            yield (
                written["originalText"],
                [
                    Gold(_spans(a["quote"]), _spans(a["speaker"]), a["type"] == "Direct")
                    for a in written["annotations"]
                ],
            )


def _spans(role: dict[str, Any]) -> tuple[Stretch, ...]:
    return tuple((s["charBegin"], s["charEnd"]) for s in role["spans"])


def said(text: str) -> list[tuple[list[Stretch], Quote]]:
    """The quotes of an article, each with its spans in the text."""
    places = [found.span() for found in _PARAGRAPH.finditer(text)]
    passages = [
        Passage(PassageKind.PARAGRAPH, text[a:b], Locator("text", a, b), Role.ACCOUNT)
        for a, b in places
    ]
    return [
        (
            [
                (s.start + places[s.passage - 1][0], s.end + places[s.passage - 1][0])
                for s in q.spans
            ],
            q,
        )
        for q in extract(passages, "de")
        if q.kind in _MARKED
    ]


def _overlaps(text: str, quote: Quote, wanted: tuple[Stretch, ...]) -> bool:
    if quote.speaker is None:
        return False
    places = [found.start() for found in _PARAGRAPH.finditer(text)]
    at = places[quote.speaker.span.passage - 1]
    start, end = quote.speaker.span.start + at, quote.speaker.span.end + at
    return any(max(start, a) < min(end, b) for a, b in wanted)


def _tokens(text: str, spans: list[Stretch]) -> frozenset[int]:
    return frozenset(m.start() for a, b in spans for m in _TOKEN.finditer(text, a, b))
