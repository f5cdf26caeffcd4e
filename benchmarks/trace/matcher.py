"""The yardstick text-matcher: compares two texts, here a quote with all words of some passages.

Run by the Python of the environment that has it: `python matcher.py FILE`, a file of JSON with
`text` and `quotes`. Prints JSON: milliseconds of CPU for each quote, and whether it found anything.
"""

import contextlib
import io
import json
import sys
import time
from pathlib import Path

# Only in an environment of its own.
from text_matcher.matcher import Matcher, Text  # type: ignore[import-not-found]


def main(path: Path) -> None:
    """Compare each quote with the text, stop words left in, as its quotes are short."""
    given = json.loads(path.read_text("utf-8"))
    whole = Text(given["text"], "passages", removeStopwords=False)
    answers = []
    for quote in given["quotes"]:
        start = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):  # it tells of its matches
            found = Matcher(
                Text(quote, "quote", removeStopwords=False), whole, removeStopwords=False
            ).numMatches
        answers.append([(time.process_time() - start) * 1000, found > 0])
    print(json.dumps(answers))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
