"""The yardstick: the library itself, set up as its documentation shows, and asked directly."""

from datetime import UTC, datetime
from pathlib import Path

import tantivy

from benchmarks.search.passages import Invented
from benchmarks.search.questions import Question

_AFTER = int(datetime(2018, 7, 1, tzinfo=UTC).timestamp())
_BEFORE = int(datetime(2019, 1, 31, tzinfo=UTC).timestamp())


class RawIndex:
    """A text with positions, stored; an author to count; a time to bound."""

    def __init__(self, folder: Path) -> None:
        """Make it in an empty folder."""
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True)
        builder.add_text_field("author", tokenizer_name="raw", fast=True)
        builder.add_integer_field("epoch", fast=True)
        builder.add_unsigned_field("key", fast=True)
        self.folder = folder
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(folder))
        self.writer = self.index.writer(64_000_000, 1)

    def add(self, passages: list[Invented]) -> None:
        """Index passages."""
        for p in passages:
            values = {"text": p.text, "author": p.author, "epoch": p.epoch, "key": p.key}
            self.writer.add_document(tantivy.Document.from_dict(values, self.schema))

    def close(self) -> None:
        """Commit, and open for searching."""
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, kind: str, question: Question) -> object:
        """Answer a question."""
        query = self._build(kind, question.words)
        if kind == "facets":
            counted = {"author": {"terms": {"field": "author", "size": 10}}}
            return self.searcher.aggregate(query, counted)
        found = self.searcher.search(query, 20)
        if kind != "20 snippets":
            return found
        maker = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "text")
        return [maker.snippet_from_doc(self.searcher.doc(place)) for _, place in found.hits]

    def _build(self, kind: str, words: tuple[str, ...]) -> tantivy.Query:
        make, schema = tantivy.Query, self.schema
        match kind:
            case "AND of 3":
                parts = [make.term_query(schema, "text", word) for word in words]
                return make.boolean_query([(tantivy.Occur.Must, part) for part in parts])
            case "phrase":
                return make.phrase_query(schema, "text", list(words))
            case "NEAR":
                return make.phrase_query(schema, "text", list(words), 4)
            case "fuzzy":
                return make.fuzzy_term_query(schema, "text", words[0])
            case "prefix":
                return make.regex_query(schema, "text", f"{words[0]}.*")
            case "regex":
                return make.regex_query(schema, "text", words[0])
            case "date range":
                word = make.term_query(schema, "text", words[0])
                kind_of = tantivy.FieldType.Integer
                dates = make.range_query(schema, "epoch", kind_of, _AFTER, _BEFORE)
                both = [(tantivy.Occur.Must, word), (tantivy.Occur.Must, dates)]
                return make.boolean_query(both)
            case _:
                return make.term_query(schema, "text", words[0])
