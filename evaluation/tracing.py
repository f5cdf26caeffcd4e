"""What the evaluations of tracing share: a corpus made of plain texts, in a folder that goes away."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from muniment.model.passage import Values
from muniment.quotes.corpus import Corpus, CorpusWriter

Line = tuple[str, str, str]
"""Author, text and time (ISO 8601, cut to what is known) of a passage."""


def exhibit(number: int, lines: Iterable[Line], role: str = "primary") -> list[Values]:
    """The passages of one exhibit."""
    return [
        Values((number << 32) + n, text, "message", role, author, "", time, None)
        for n, (author, text, time) in enumerate(lines, 1)
    ]


@contextmanager
def corpus_of(exhibits: Iterable[list[Values]]) -> Iterator[Corpus]:
    """A corpus on the disk, as a case has it."""
    by_exhibit: dict[int, list[Values]] = {}
    with tempfile.TemporaryDirectory() as folder:
        with CorpusWriter(Path(folder)) as writer:
            for values in exhibits:
                if values:
                    by_exhibit[values[0].key >> 32] = values
                    writer.add(iter(values))
            writer.commit()

        def run(first: int, last: int) -> list[Values]:
            values = by_exhibit.get(first >> 32, [])
            low = max(0, (first & 0xFFFFFFFF) - 1)
            high = (last & 0xFFFFFFFF) if last >> 32 == first >> 32 else len(values)
            return values[low:high]

        yield Corpus.open(Path(folder), run)
