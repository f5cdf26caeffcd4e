"""Attributions of political news as people marked them: what is held, by whom, and what says so."""

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muniment.quotes.reported.decode import Label
from muniment.quotes.reported.tokens import Token

Stretch = tuple[int, int]
_PARTS = 5
_MARKS = re.compile("[“”\"]|''")


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribution, as half-open code points of the article."""

    content: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    speaker: tuple[Stretch, ...]

    @property
    def is_early(self) -> bool:
        """The content begins before its cue."""
        return bool(self.cue) and self.content[0][0] < self.cue[0][0]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with the attributions of its first annotator."""

    name: str
    text: str
    gold: tuple[Gold, ...]

    @property
    def part(self) -> int:
        """Which fifth of the articles it is in, by its name: fifth 0 is the check."""
        return int(sha1(self.name.encode(), usedforsecurity=False).hexdigest(), 16) % _PARTS

    def has_marks(self, gold: Gold) -> bool:
        """Quotation marks stand in what is attributed, or at its edge."""
        start, end = gold.content[0][0], gold.content[-1][1]
        return _MARKS.search(self.text, max(0, start - 2), end + 2) is not None


def read(corpus: Path) -> list[Article]:
    """All articles in the order of their names."""
    with tarfile.open(corpus / "polnear.tar.xz") as tar:
        files = {m.name: f.read().decode() for m in tar if (f := tar.extractfile(m))}
    annotated: dict[str, str] = {}
    for name in sorted(files):
        if name.endswith(".ann"):
            annotated.setdefault(Path(name).stem.rsplit("_", 1)[0], files[name])
    texts = {Path(name).stem: files[name] for name in sorted(files) if name.endswith(".txt")}
    return [
        Article(name, text, tuple(_attributions(annotated[name])))
        for name, text in texts.items()
        if name in annotated
    ]


def _attributions(written: str) -> Iterator[Gold]:
    """Brat's standoff: T lines hold spans, E lines bind them."""
    spans: dict[str, list[Stretch]] = {}
    lines = [line.split("\t") for line in written.splitlines()]
    for key, value, *_ in (line for line in lines if line[0].startswith("T")):
        pieces = value.split(" ", 1)[1].split(";")
        spans[key] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
    for line in lines:
        if not line[0].startswith("E"):
            continue
        roles: dict[str, list[Stretch]] = {}
        for part in line[1].split():
            role, key = part.split(":")
            roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(key, []))
        content, cue, speaker = (
            tuple(sorted(roles.get(r, []))) for r in ("Content", "Cue", "Source")
        )
        if content:
            yield Gold(content, cue, speaker)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, each with the offset at which it begins."""
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield found.start(), found[0]


def label(tokens: Sequence[Token], offset: int, gold: Sequence[Gold]) -> NDArray[np.int64]:
    """Labels of a paragraph's tokens. Of attributions one in another, the outermost counts."""
    starts = np.array([token.start + offset for token in tokens])
    labels = np.zeros(len(tokens), dtype=np.int64)

    def within(spans: Sequence[Stretch]) -> list[int]:
        edges = [(np.searchsorted(starts, a), np.searchsorted(starts, b)) for a, b in spans]
        return [n for start, end in edges for n in range(start, end)]

    for one in sorted(gold, key=lambda g: -sum(b - a for a, b in g.content)):
        places = within(one.content)
        if places and not labels[places].any():
            labels[places] = Label.EARLY_GOES_ON if one.is_early else Label.GOES_ON
            labels[places[0]] = Label.EARLY_BEGINS if one.is_early else Label.BEGINS
    roles = [(one.cue, Label.LATE_CUE if one.is_early else Label.CUE) for one in gold]
    for spans, value in [*roles, *((one.speaker, Label.SPEAKER) for one in gold)]:
        labels[[n for n in within(spans) if labels[n] == Label.NONE]] = value
    return labels
