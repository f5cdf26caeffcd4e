"""The two steps that are measured, each in a process of its own: `build` and `ask`.

`python -m benchmarks.trace.steps build FOLDER PASSAGES` makes passages and their corpus;
`python -m benchmarks.trace.steps ask FOLDER QUOTES` looks for the quotes in a file of JSON.
Each prints one line of JSON.
"""

import json
import resource
import sys
import time
from itertools import islice
from pathlib import Path

from benchmarks.trace.evidence import CHAT, Evidence, describe
from benchmarks.trace.quotes import Passages
from muniment.model.trace import Asked
from muniment.quotes.corpus import Corpus, CorpusWriter
from muniment.quotes.tracing import trace
from muniment.quotes.words import fold

_COMMIT = 20 * CHAT


def build(folder: Path, count: int) -> dict[str, object]:
    """Make passages, put them into the database and the corpus, and say what the corpus cost."""
    passages, stream = Passages(folder / "passages.db"), Evidence().passages(count)
    spent, sample = 0.0, ""
    writer = CorpusWriter(folder / "words")
    while batch := list(islice(stream, _COMMIT)):
        passages.add(batch)
        sample = sample or describe([word for v in batch for word in fold(v.text)])
        start = time.process_time()
        writer.add(batch)
        writer.commit()
        spent += time.process_time() - start
    size = sum(path.stat().st_size for path in (folder / "words").rglob("*") if path.is_file())
    return {"cpu": spent, "size": size, "sample": sample, "peak": _peak()}


def ask(folder: Path, quotes: Path) -> dict[str, object]:
    """Look for quotes; what each gave, and what it cost in milliseconds."""
    passages = Passages(folder / "passages.db")
    asked = json.loads(quotes.read_text("utf-8"))
    corpus = Corpus.open(folder / "words", passages.run)
    answers = []
    for words in asked:
        start = time.process_time()
        windows = corpus.windows(words)
        count = corpus.occurrences(words)
        middle = time.process_time()
        found = trace(Asked(" ".join(words)), corpus)
        end = time.process_time()
        answers.append(
            {
                "windows": [(w.first, w.last) for w in windows],
                "count": count,
                "verdict": found.verdict,
                "cost": [(middle - start) * 1000, (end - middle) * 1000],
            }
        )
    return {"answers": answers, "peak": _peak()}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    step, given, value = sys.argv[1:]
    made = build(Path(given), int(value)) if step == "build" else ask(Path(given), Path(value))
    print(json.dumps(made))
