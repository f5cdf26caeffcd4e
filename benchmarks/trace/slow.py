"""The yardstick that misses nothing: every passage is compared with the quote, by rapidfuzz."""

import time
from collections.abc import Sequence

from rapidfuzz import fuzz, process


class EveryPassage:
    """All passages in memory, folded."""

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        """Take passages by their keys."""
        self._keys = [key for key, _ in texts]
        self._texts = [text for _, text in texts]

    def nearest(self, words: Sequence[str], least: float) -> tuple[list[int], float]:
        """The keys of the passages that are nearest to a quote, and the milliseconds of CPU it took.

        Near is how alike the quote is to the likest part of the passage as long as itself
        (`partial_ratio`), of 100; none are given when none has `least`.
        """
        start = time.process_time()
        quote = " ".join(words)
        scores = process.cdist(
            [quote], self._texts, scorer=fuzz.partial_ratio, score_cutoff=least, workers=1
        )[0]
        # A passage shorter than the quote is looked for in the quote: that says nothing.
        best = 0.0
        keys: list[int] = []
        for at in scores.nonzero()[0].tolist():
            if len(self._texts[at]) >= 0.8 * len(quote) and scores[at] >= best:
                keys = [*(keys if scores[at] == best else []), self._keys[at]]
                best = scores[at]
        return keys, (time.process_time() - start) * 1000
