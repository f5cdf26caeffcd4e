"""Statements as fact-checkers quote them, traced to the line of the transcript."""

import csv
import hashlib
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from evaluation.tracing import Line, corpus_of, exhibit
from muniment.model.passage import Values
from muniment.model.trace import Asked, Match, Trace, Verdict
from muniment.quotes.corpus import Corpus
from muniment.quotes.tracing import trace
from muniment.quotes.words import fold

NEEDS = "trace-politifact"
_MARKED = re.compile(r"[\"“](.+?)(?:[\"”]|$)", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")

_NAME = re.compile(r"(?:[A-Z][\w'’-]+,? ){1,3}")
"""What a statement may begin with, when it names its speaker."""

_SHORT = 2
"""Words of a sentence that is not looked for by itself."""

_REST = 0.3
"""What the words of the statement that it does not mark count beside those that it does."""

_BESIDE = 0.5
"""What the words of the lines beside a line count: one line of many is best the one in their middle."""

_NEAR = 40
"""Lines within which the parts of one statement lie."""

Row = dict[str, str]
Found = list[tuple[str, int]]
"""Transcript and line, the one with most of the words first."""


class Answer(NamedTuple):
    """Where a statement comes from.

    Attributes:
        lines: of one transcript, those that carry its words.
        same: of any transcript, those in which its speaker says the very same words.
    """

    lines: Found
    same: Found


@dataclass(frozen=True, slots=True)
class Names:
    """The transcripts by their number, and the surnames of those who speak in them."""

    transcripts: dict[int, str] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    lines: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def line(self, row: Row) -> int:
        """The line that has the gold's own sentence, nearest to the number that the gold gives.

        Of the 210 links with marks, 22 have the number of another edition of the transcript.
        """
        number = int(row["line_number"])
        sentence = _mended(row["sentence"]).partition("[")[0]
        own = self.lines.get((row["transcript"], " ".join(fold(sentence))), [number])
        return min(own, key=lambda line: abs(line - number))

    def speaker(self, statement: str) -> str:
        """The name that a statement begins with, when somebody of that name speaks anywhere."""
        found = _NAME.match(statement)
        told = found[0].split() if found else []
        sizes = [n for n, word in enumerate(told, 1) if word.strip(",").casefold() in self.surnames]
        return " ".join(told[: min(sizes)]) if sizes else ""


def _mended(text: str) -> str:
    """A text in UTF-8 that was once read as Mac Roman, as some of the gold's sentences were."""
    try:
        return text.encode("mac_roman").decode()
    except UnicodeError:
        return text


def measure(corpus: Path) -> dict[str, float]:
    """Shares of statements traced to the line, or to one beside it."""
    rows = rows_of(corpus)
    names = Names()
    with corpus_of(_exhibits(corpus, names)) as words:
        found = [(row, look(row["politifact_statement"], words, names)) for row in rows]
    numbered = figures_of(found)["marked_within_one_line"]
    found = [({**row, "line_number": str(names.line(row))}, places) for row, places in found]
    check = [f for f in found if is_check(f[0])]
    return {
        **figures_of(found),
        "marked_within_one_line_as_numbered": numbered,
        **{f"check_{k}": v for k, v in figures_of(check).items()},
    }


def rows_of(corpus: Path) -> list[Row]:
    """The links whose transcript is there."""
    with (corpus / "links.csv").open(encoding="utf-8", newline="") as file:
        return [
            row for row in csv.DictReader(file) if row["has_transcript"] not in {"", "0", "False"}
        ]


def is_check(row: Row) -> bool:
    """Whether a link is of the half of the events that nothing was tuned on."""
    return hashlib.sha256(row["transcript"].encode()).digest()[0] % 2 == 1


def figures_of(found: list[tuple[Row, Answer]]) -> dict[str, float]:
    """Hits at the first place, on all statements and on those with quotation marks."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row, answer in found:
        groups = ["all", "marked"] if _MARKED.search(row["politifact_statement"]) else ["all"]
        line = int(row["line_number"])
        lines = [n for name, n in answer.lines if name == row["transcript"]]
        same = [*lines, *(n for name, n in answer.same if name == row["transcript"])]
        for group in groups:
            total[group] += 1
            right[f"{group}_within_one_line"] += any(abs(n - line) <= 1 for n in lines)
            right[f"{group}_within_one_of_same_words"] += any(abs(n - line) <= 1 for n in same)
            right[f"{group}_longest_line_within_one"] += bool(lines) and abs(lines[0] - line) <= 1
    return {name: count / total[name.split("_")[0]] for name, count in sorted(right.items())}


def look(statement: str, words: Corpus, names: Names) -> Answer:
    """The lines of one transcript that a statement comes from, the one amidst most of its words first.

    The quoted parts are traced, the longest first, told by the whole statement where their words stand
    in several places; failing these their sentences; then the nearest to the whole statement, where
    it is near them or they are not found.
    """
    marked = sorted(_MARKED.findall(statement), key=lambda part: -len(part))
    parts = [part for part in marked if len(part.split()) > 1]
    sentences = [s for part in parts for s in _SENTENCE.split(part) if len(s.split()) > _SHORT]
    speaker = names.speaker(statement)
    told: list[Trace] = []
    for some in (parts, sentences, marked):
        told = told or _traced(some, speaker, statement, words)
    found = [t.matches[0] for t in told]
    again = [m for t in told for m in t.matches[1:] if m.verdict == t.verdict]
    whole = trace(Asked(statement.removeprefix(speaker), speaker), words)
    rest = [*whole.matches, *whole.nearest][:1]
    found = found or rest
    if not found:
        return Answer([], [])
    exhibit_of = Counter(p.citation.exhibit for m in found for p in m.places).most_common(1)[0][0]
    lines: Counter[int] = Counter()
    first = next(p for m in found for p in m.places if p.citation.exhibit == exhibit_of)
    for match, share in [*((m, 1.0) for m in found), *((m, _REST) for m in (*rest, *again))]:
        for place in match.places:
            near = abs(place.citation.number - first.citation.number) <= _NEAR
            if place.citation.exhibit == exhibit_of and near:
                lines[place.citation.number] += int(share * (place.end - place.start))
    middle = {n: lines[n] + _BESIDE * (lines[n - 1] + lines[n + 1]) for n in list(lines)}
    order = sorted(middle, key=lambda n: (-middle[n], n))
    same = [p.citation for t in told for m in _repeated(t) for p in m.places]
    return Answer(
        [(names.transcripts[int(exhibit_of)], line) for line in order],
        [(names.transcripts[int(c.exhibit)], c.number) for c in same],
    )


def _repeated(found: Trace) -> Iterator[Match]:
    """The places at which one speaker says the very same words."""
    surname = found.matches[0].author.casefold().split()[-1:]
    for match in found.matches:
        if match.verdict is Verdict.VERBATIM and match.author.casefold().split()[-1:] == surname:
            yield match


def _traced(parts: list[str], speaker: str, statement: str, words: Corpus) -> list[Trace]:
    found = [trace(Asked(part, speaker, around=statement), words) for part in parts]
    return [t for t in found if t.source]


def _exhibits(corpus: Path, names: Names) -> Iterator[list[Values]]:
    with tarfile.open(corpus / "transcripts.tar.xz") as tar:
        members = sorted((m for m in tar.getmembers() if m.isfile()), key=lambda m: m.name)
        for number, member in enumerate(members, 1):
            file = tar.extractfile(member)
            names.transcripts[number] = Path(member.name).stem
            if file is not None:
                lines = exhibit(number, _lines(file.read().decode()))
                for line in lines:
                    words = " ".join(fold(line.text.partition("[")[0]))
                    names.lines[names.transcripts[number], words].append(line.key & 0xFFFFFFFF)
                names.surnames.update(p.author.casefold().split()[-1] for p in lines if p.author)
                yield lines


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) < 3 or not cells[0].isdigit():
            continue
        while at + 1 < int(
            cells[0]
        ):  # line numbers are kept as the numbers of passages, gaps and all
            at += 1
            yield "", "", ""
        at += 1
        yield cells[1], cells[2], ""
