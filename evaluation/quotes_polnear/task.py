"""Quotes of political news: what stands between marks in a gold attribution, and whose words it is."""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.quote import Quote, QuoteKind, Use
from muniment.quotes.extract import extract

NEEDS = "quotes-polnear"
_TOKEN = re.compile(r"\w+")
_STRETCH = re.compile(
    r"“[^“”\n]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))|''(?:(?!'')[^\n])*(?:''|(?=\n|$))"
    r"|(?<!\w)‘(?:[^‘’\n]|’(?=\w))*’(?!\w)|(?<![\w'])'(?=\w)(?:[^'\n]|'(?=\w))*'(?![\w'])"
)
_TAG = re.compile(r"<[^<>\n]*>")

_MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED})

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribution: spans of what is attributed, and of whom to."""

    content: tuple[Stretch, ...]
    source: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its gold, its paragraphs and where each begins."""

    name: str
    text: str
    gold: tuple[Gold, ...]

    @property
    def is_check(self) -> bool:
        """True for the half that no rule was set on."""
        return int(sha256(self.name.encode()).hexdigest(), 16) % 2 == 1


@dataclass(slots=True)
class Tally:
    """Counts over articles."""

    gold: int = 0
    said: int = 0
    matched: int = 0
    half: int = 0
    exact: int = 0
    sourced: int = 0
    right: int = 0
    unmarked: int = 0
    full_gold: int = 0
    full_matched: int = 0
    called_speech: int = 0
    called_other: int = 0
    not_speech: int = 0


def measure(corpus: Path) -> dict[str, float]:
    """Figures by name, over all articles, and the two main ones over each half."""
    articles = list(read(corpus))
    figures: dict[str, float] = {"articles": float(len(articles))}
    figures |= _figures(_tally(articles))
    for half, wanted in (("tune", False), ("check", True)):
        part = _figures(_tally([a for a in articles if a.is_check is wanted]))
        figures |= {f"{half}_{k}": part[k] for k in ("f1", "speaker_right")}
    return figures


def read(corpus: Path) -> Iterator[Article]:
    """The articles with the attributions of their first annotator."""
    with tarfile.open(corpus / "polnear.tar.xz") as tar:
        files = {m.name: tar.extractfile(m).read().decode() for m in tar if m.isfile()}  # type: ignore[union-attr]
    annotated: dict[str, str] = {}
    for name in sorted(files):
        if name.endswith(".ann"):
            annotated.setdefault(Path(name).stem.rsplit("_", 1)[0], files[name])
    for name in sorted(files):
        stem = Path(name).stem
        if name.endswith(".txt") and stem in annotated:
            text = _TAG.sub(lambda m: " " * len(m[0]), files[name])
            yield Article(stem, text, tuple(_attributions(annotated[stem])))


def _attributions(written: str) -> Iterator[Gold]:
    spans: dict[str, list[Stretch]] = {}
    for line in written.splitlines():
        if line.startswith("T"):
            key, value, *_ = line.split("\t")
            pieces = value.split(" ", 1)[1].split(";")
            spans[key] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
    for line in written.splitlines():
        if line.startswith("E"):
            roles: dict[str, list[Stretch]] = {"Content": [], "Source": []}
            for part in line.split("\t")[1].split():
                role, key = part.split(":")
                role = role.rstrip("0123456789")
                if role in roles:
                    roles[role] += spans.get(key, [])
            yield Gold(tuple(sorted(roles["Content"])), tuple(roles["Source"]))


def paragraphs(text: str) -> tuple[list[Passage], list[int]]:
    """Passages of an article, the first line its title, and the offset at which each begins."""
    passages, offsets = [], []
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        kind = PassageKind.PARAGRAPH if passages else PassageKind.HEADING
        here = Locator("text", *found.span())
        passages.append(
            Passage(kind, found[0], here, Role.ACCOUNT, marks=() if offsets else ("title",))
        )
        offsets.append(found.start())
    return passages, offsets


def stretches(text: str) -> list[Stretch]:
    """What stands between marks, without them, as this evaluation sees it: by glyph alone, a line at most."""
    found = []
    for one in _STRETCH.finditer(text):
        width = 2 if one[0].startswith("''") else 1
        end = one.end() - width * (one[0][-1] in "”\"’'" and len(one[0]) > width)
        if end > one.start() + width:
            found.append((one.start() + width, end))
    return found


def tokens(text: str, spans: list[Stretch]) -> frozenset[int]:
    """Offsets of the words in some spans."""
    return frozenset(m.start() for a, b in spans for m in _TOKEN.finditer(text, a, b))


def marked_gold(article: Article) -> list[tuple[Stretch, Gold]]:
    """Each marked stretch that stands at least by half in an attribution, with the narrowest such."""
    found = []
    for stretch in stretches(article.text):
        a, b = stretch
        best = None
        for gold in article.gold:
            inside = sum(max(0, min(b, d) - max(a, c)) for c, d in gold.content)
            size = sum(d - c for c, d in gold.content)
            if inside * 2 >= b - a and (best is None or size < best[0]):
                best = (size, gold)
        if best:
            found.append((stretch, best[1]))
    return found


def said(article: Article) -> list[tuple[Stretch, Quote, Stretch | None]]:
    """Each span of each quote of the account, with its quote and the span of its speaker, in the text."""
    passages, offsets = paragraphs(article.text)
    found = []
    for quote in extract(passages):
        if quote.kind not in _MARKED:
            continue
        speaker = None
        if quote.speaker:
            at = offsets[quote.speaker.span.passage - 1]
            speaker = (quote.speaker.span.start + at, quote.speaker.span.end + at)
        for span in quote.spans:
            at = offsets[span.passage - 1]
            found.append(((span.start + at, span.end + at), quote, speaker))
    found.sort(key=lambda one: (one[0][0], -one[0][1]))
    return [
        one
        for place, one in enumerate(found)
        if all(one[0][1] > other[0][1] for other in found[max(0, place - 9) : place])
    ]


def match(
    wanted: list[frozenset[int]], given: list[frozenset[int]], least: float
) -> list[tuple[int, int]]:
    """One-to-one pairs (wanted, given) with a token Jaccard of at least `least`, the best first."""
    holders: dict[int, list[int]] = {}
    for place, one in enumerate(given):
        for token in one:
            holders.setdefault(token, []).append(place)
    scored = []
    for place, one in enumerate(wanted):
        for other in {o for token in one for o in holders.get(token, ())}:
            share = len(one & given[other]) / len(one | given[other])
            if share >= least:
                scored.append((-share, place, other))
    pairs, used, taken = [], set(), set()
    for _, place, other in sorted(scored):
        if place not in used and other not in taken:
            used.add(place)
            taken.add(other)
            pairs.append((place, other))
    return pairs


def _tally(articles: list[Article]) -> Tally:
    tally = Tally()
    for article in articles:
        _count(article, tally)
    return tally


def _count(article: Article, tally: Tally) -> None:
    text = article.text
    gold = marked_gold(article)
    everything = said(article)
    speech = [one for one in everything if one[1].use is Use.SPEECH]
    wanted = [tokens(text, [span]) for span, _ in gold]
    given = [tokens(text, [span]) for span, _, _ in speech]
    pairs = match(wanted, given, 0.3)
    tally.gold += len(gold)
    tally.said += len(speech)
    tally.matched += len(pairs)
    tally.half += len(match(wanted, given, 0.5))
    tally.exact += len(match(wanted, given, 1.0))
    for place, other in pairs:
        source = gold[place][1].source
        tally.sourced += bool(source)
        tally.right += bool(source) and _overlaps(speech[other][2], source)
    full = [tokens(text, [s]) for g in article.gold for s in g.content if _holds_marks(text, s)]
    tally.full_gold += len(full)
    tally.full_matched += len(match(full, given, 0.3))
    other_uses = [tokens(text, [s]) for s, q, _ in everything if q.use is not Use.SPEECH]
    lost = len(match(wanted, other_uses, 0.3))
    tally.called_other += lost
    tally.called_speech += len(speech) - len(pairs)
    tally.not_speech += len(other_uses) - lost + len(speech) - len(pairs)


def _holds_marks(text: str, span: Stretch) -> bool:
    return any(max(span[0], a) < min(span[1], b) for a, b in _near_stretches(text, span))


def _near_stretches(text: str, span: Stretch) -> list[Stretch]:
    begun = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return [
        (a + begun, b + begun) for a, b in stretches(text[begun : len(text) if end < 0 else end])
    ]


def _overlaps(span: Stretch | None, others: tuple[Stretch, ...]) -> bool:
    return span is not None and any(max(span[0], a) < min(span[1], b) for a, b in others)


def _figures(tally: Tally) -> dict[str, float]:
    precision, recall = _share(tally.matched, tally.said), _share(tally.matched, tally.gold)
    return {
        "gold": float(tally.gold),
        "f1": _share(2 * tally.matched, tally.said + tally.gold),
        "precision": precision,
        "recall": recall,
        "f1_half": _share(2 * tally.half, tally.said + tally.gold),
        "f1_exact": _share(2 * tally.exact, tally.said + tally.gold),
        "f1_whole_content": _share(2 * tally.full_matched, tally.said + tally.full_gold),
        "speaker_right": _share(tally.right, tally.sourced),
        "speech_called_other_max": _share(tally.called_other, tally.gold),
        "other_called_speech_max": _share(tally.called_speech, tally.not_speech),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
