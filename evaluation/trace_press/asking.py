"""What a case asks of a quote: the speaker, the time and the sentence that stand in its article.

The rows of the corpus give a speaker for the right pairs alone. Whoever adds an article to a case has no
such rows: the words, their speaker and the sentence around them are read out of it, for right pairs and
hard negatives alike.
"""

import tarfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from evaluation.quotes_polnear.task import paragraphs
from muniment.case.accounts.tracing import asked as asked_of
from muniment.model.quote import Quote
from muniment.model.trace import Asked
from muniment.quotes.extract import extract

ARTICLES = "quotes-polnear"

Row = dict[str, str]


class Articles:
    """The articles of the corpus by name, and the quotes that are found in each."""

    def __init__(self, corpora: Path) -> None:
        with tarfile.open(corpora / ARTICLES / "polnear.tar.xz") as tar:
            self.texts = {
                Path(m.name).stem: file.read().decode()
                for m in tar
                if m.name.endswith(".txt") and (file := tar.extractfile(m))
            }
        self.quotes = cache(self._quotes)

    def _quotes(self, article: str) -> list[tuple[int, int, Quote, str]]:
        """Start and end of each span of each quote, with the paragraph in which the quote begins."""
        passages, offsets = paragraphs(self.texts[article])
        return [
            (
                span.start + offsets[span.passage - 1],
                span.end + offsets[span.passage - 1],
                quote,
                passages[quote.spans[0].passage - 1].text,
            )
            for quote in extract(passages)
            for span in quote.spans
        ]

    def asked(self, row: Row) -> Asked:
        """A row's words, with what a case would tell of the quote that most of them stand in."""
        start, end = int(row["start"]), int(row["end"])
        shared = [
            (min(b, end) - max(a, start), quote, passage)
            for a, b, quote, passage in self.quotes(row["article"])
        ]
        most, quote, passage = max(shared, key=lambda one: one[0], default=(0, None, ""))
        if quote is None or most <= 0:
            return Asked(row["quote"], published=row["article_date"])
        return replace(asked_of(quote, 0, passage, row["article_date"]), text=row["quote"])
