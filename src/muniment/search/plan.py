"""How a query is carried out: the tree as one query of the index.

Two things need thought. A quoted phrase keeps accents, while the field `words` has none: texts with
accents have their words a second time, in `exact`. Only where a word of the phrase has ever lost an
accent (the field `changed` knows) are both consulted. And NEAR is written out as phrases with gaps,
one for each distance, since a phrase may stand in a NEAR; two single words take one phrase with slop. What is asked as written (`=`) is decided by reading the candidates' texts.
"""

import re
from itertools import product
from typing import TYPE_CHECKING

from muniment.errors import QueryError
from muniment.search import words
from muniment.search.grammar.patterns import compile_pattern
from muniment.search.grammar.tree import (
    And,
    Everything,
    Fuzzy,
    InExhibit,
    Is,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Scope,
    Verbatim,
    When,
    Word,
)
from muniment.search.schema import encodable
from muniment.search.verbatim import Texts, verify

if TYPE_CHECKING:
    import tantivy

_NAMES = {"from": "author_name", "in": "place_name", "custodian": "custodian_name"}
_FIELDS = {"from": "author", "to": "recipients", "in": "place", "custodian": "custodian"}
_SPECIAL = frozenset("\\.+*?()|[]{}^$#&-~")
_LABEL = re.compile(r"\s*EX-?0*(\d{1,9})\s*", re.IGNORECASE)
MOST_CANDIDATES = 100_000  # texts read for one `=`: about a second
_MAX_PAIRS = 64  # alternatives on both sides of a NEAR, multiplied


class Plan:
    """Turns a tree into a query of the index, for one state of the index.

    Attributes:
        is_at_least: whether there were too many candidates to read, so that more may answer.
    """

    def __init__(
        self,
        schema: "tantivy.Schema",
        searcher: "tantivy.Searcher",
        query: Query,
        texts: Texts | None = None,
    ) -> None:
        """Take the index's schema and state, the query, and the texts for what `=` asks."""
        import tantivy

        self._make = tantivy.Query
        self._occur = tantivy.Occur
        self._ascending = tantivy.Order.Asc
        self._integer = tantivy.FieldType.Integer
        self._schema = schema
        self._searcher = searcher
        self._query = query
        self._texts = texts
        self.is_at_least = False

    def build(self) -> "tantivy.Query":
        """The whole query, boilerplate left out unless it is asked for.

        Raises:
            QueryError: it asks for what is as written, and no texts are at hand.
            ValueError: a part is too large to be carried out.
        """
        root = self._query.root
        plan = self._node(root)
        if self._query.wants_boilerplate:
            return plan
        return self._without(plan, self._term("furniture", value=True))

    def _node(self, node: Node) -> "tantivy.Query":
        match node:
            case And(parts=parts):
                return self._all_of(parts)
            case Or(parts=parts):
                return self._any_of([self._node(part) for part in parts])
            case Not(part=part):
                return self._without(self._make.all_query(), self._node(part))
            case Near():
                return self._near(node)
            case Scope(name=name, inner=inner):
                return self._silent(self._scoped(name, inner))
            case Word() | Prefix() | Fuzzy() | Pattern():
                return self._words("words", node)
            case Phrase(text=text):
                return self._phrase(words.exact(text))
            case Verbatim():
                return self._verbatim(node, [])
            case _:
                return self._filter(node)

    def _filter(self, node: Node) -> "tantivy.Query":
        """What narrows a search and says nothing about relevance."""
        match node:
            case Is(value="primary" | "account" as role):
                return self._silent(self._term("role", role))
            case Is(value="boilerplate"):
                return self._silent(self._term("furniture", value=True))
            case InExhibit(exhibit=exhibit):
                return self._silent(self._term("exhibit", exhibit))
            case When(relation="after", last=last):
                return self._between(last, None)
            case When(relation="before", first=first):
                return self._between(None, first)
            case When(first=first, last=last):
                return self._between(first, last)
            case Everything() | Is():
                return self._silent(self._make.all_query())
            case _:
                raise AssertionError(node)

    def _all_of(self, parts: tuple[Node, ...]) -> "tantivy.Query":
        """All parts; what is left out is taken from the rest rather than from everything."""
        must, must_not = self._occur.Must, self._occur.MustNot
        clauses = [
            (must_not, self._node(part.part)) if isinstance(part, Not) else (must, self._node(part))
            for part in parts
            if not isinstance(part, Verbatim)
        ]
        # Last, so that the texts are read of those passages only for which all the rest holds.
        for part in parts:
            if isinstance(part, Verbatim):
                clauses.append((must, self._verbatim(part, list(clauses))))
        if all(isinstance(part, Not) for part in parts):
            clauses.append((must, self._silent(self._make.all_query())))
        return self._make.boolean_query(clauses)

    def _any_of(self, parts: "list[tantivy.Query]") -> "tantivy.Query":
        if len(parts) == 1:
            return parts[0]
        return self._make.boolean_query([(self._occur.Should, part) for part in parts])

    def _without(self, kept: "tantivy.Query", left_out: "tantivy.Query") -> "tantivy.Query":
        return self._make.boolean_query([(self._occur.Must, kept), (self._occur.MustNot, left_out)])

    def _silent(self, query: "tantivy.Query") -> "tantivy.Query":
        return self._make.const_score_query(query, 0.0)

    def _term(self, field: str, value: object) -> "tantivy.Query":
        return self._make.term_query(self._schema, field, value)

    def _between(self, first: int | None, end: int | None) -> "tantivy.Query":
        """Moments of a half-open stretch of time; undated passages are in none."""
        last = None if end is None else end - 1
        return self._silent(
            self._make.range_query(self._schema, "wall", self._integer, first, last)
        )

    def _sequence(self, field: str, found: list[str]) -> "tantivy.Query":
        """Words one after the other."""
        if len(found) == 1:
            return self._term(field, found[0])
        return self._make.phrase_query(self._schema, field, list(found))

    def _words(self, field: str, node: Node) -> "tantivy.Query":
        match node:
            case Word(text=text) | Phrase(text=text):
                return self._sequence(field, words.folded(text))
            case Prefix(text=text):
                patterns = [_escape(word) for word in words.folded(text)]
                patterns[-1] += ".*"
                if len(patterns) == 1:
                    return self._make.regex_query(self._schema, field, patterns[0])
                return self._make.regex_phrase_query(self._schema, field, list(patterns))
            case Fuzzy(text=text, distance=distance):
                [word] = words.folded(text)
                return self._make.fuzzy_term_query(self._schema, field, word, distance)
            case Pattern(text=text):
                return self._make.regex_query(self._schema, field, compile_pattern(text).source)
            case _:
                raise AssertionError(node)

    def _phrase(self, found: list[str]) -> "tantivy.Query":
        """Words one after the other, accents kept."""
        if [words.folded_form(word) for word in found] != found:
            return self._sequence("exact", found)  # only texts with accents can have it
        plain = self._sequence("words", found)
        if not any(self._searcher.doc_freq("changed", word) for word in found):
            return plain
        # A text with accents anywhere stands in `exact`; where it does, that field decides.
        changed = self._make.term_set_query(self._schema, "changed", list(dict.fromkeys(found)))
        plain_only = self._without(plain, changed)
        return self._make.disjunction_max_query([plain_only, self._sequence("exact", found)])

    def _verbatim(
        self, node: Verbatim, rest: "list[tuple[tantivy.Occur, tantivy.Query]]"
    ) -> "tantivy.Query":
        """What is exactly as written: candidates from the index, decided by their texts."""
        if self._texts is None:
            cause = "Here the texts are not at hand, so = cannot be answered"
            raise QueryError(
                cause=cause, query=self._query.text, start=node.span[0], end=node.span[1]
            )
        found = words.exact(node.text)
        candidates = self._phrase(found) if found else self._make.all_query()
        clauses = [(self._occur.Must, candidates), *rest]
        if not self._query.wants_boilerplate:
            clauses.append((self._occur.MustNot, self._term("furniture", value=True)))
        narrowed = self._make.boolean_query(clauses)
        page = self._searcher.search(
            narrowed, MOST_CANDIDATES, order_by_field="cited", order=self._ascending
        )
        self.is_at_least |= page.count > MOST_CANDIDATES  # type: ignore[attr-defined]
        keys = self._searcher.fast_field_values("key", [place for _, place in page.hits])
        kept = verify([int(key or 0) for key in keys], node.text, self._texts)
        return self._make.boolean_query(
            [
                (self._occur.Must, candidates),
                (self._occur.Must, self._silent(self._one_of(kept))),
            ]
        )

    def _one_of(self, keys: list[int]) -> "tantivy.Query":
        if not keys:
            return self._make.empty_query()
        return self._make.term_set_query(self._schema, "key", keys)

    def _scoped(self, name: str, inner: Node) -> "tantivy.Query":
        """Words of a field other than the text."""
        match inner:
            case And(parts=parts):
                must = self._occur.Must
                return self._make.boolean_query([(must, self._scoped(name, p)) for p in parts])
            case Or(parts=parts):
                return self._any_of([self._scoped(name, part) for part in parts])
            case Not(part=part):
                return self._without(self._make.all_query(), self._scoped(name, part))
            case Word(text=text) | Phrase(text=text) if name == "kind":
                return self._term("kind", text.strip().lower())
            case Word(text=text) | Phrase(text=text) if name == "in" and (
                label := _LABEL.fullmatch(text)
            ):
                return self._sequence("place", words.folded(f"EX-{int(label[1]):04d}"))
            case Verbatim(text=text):
                return self._term(_NAMES[name], encodable(text))
            case _:
                return self._words(_FIELDS[name], inner)

    def _near(self, near: Near) -> "tantivy.Query":
        pairs = list(product(_alternatives(near.left), _alternatives(near.right)))
        if len(pairs) > _MAX_PAIRS:
            raise ValueError(f"NEAR takes at most {_MAX_PAIRS} pairs")
        return self._any_of([self._pair(left, right, near.distance) for left, right in pairs])

    def _pair(self, left: Node, right: Node, distance: int) -> "tantivy.Query":
        """Two things near each other; where they share words, they are."""
        patterned = any(isinstance(side, Prefix | Fuzzy | Pattern) for side in (left, right))
        ours, theirs = _steps(left, as_patterns=patterned), _steps(right, as_patterns=patterned)
        build = self._patterns_at if patterned else self._words_at
        if ours == theirs:
            plans = [build(list(enumerate(ours)), 0)]
        elif len(ours) == len(theirs) == 1:
            # As if both stood in one place, give or take the distance: so the order is free.
            plans = [build([(0, ours[0]), (0, theirs[0])], distance)]
        else:
            plans = [
                build(steps, 0)
                for offset in range(-(distance + len(theirs) - 1), distance + len(ours))
                if (steps := _overlaid(ours, theirs, offset, may_share=patterned))
            ]
        # Accents and case count in phrases, so the passage must have these as well.
        strict = [self._node(part) for part in (left, right) if isinstance(part, Phrase | Verbatim)]
        near = self._any_of(plans)
        if not strict:
            return near
        return self._make.boolean_query([(self._occur.Must, part) for part in (near, *strict)])

    def _words_at(self, steps: list[tuple[int, str]], slop: int) -> "tantivy.Query":
        if len(steps) == 1:
            return self._term("words", steps[0][1])
        return self._make.phrase_query(self._schema, "words", list(steps), slop)

    def _patterns_at(self, steps: list[tuple[int, str]], slop: int) -> "tantivy.Query":
        if len(steps) == 1:
            return self._make.regex_query(self._schema, "words", steps[0][1])
        return self._make.regex_phrase_query(self._schema, "words", list(steps), slop)


def _alternatives(side: Node) -> list[Node]:
    """What may stand on one side of a NEAR."""
    if isinstance(side, Or):
        return [node for part in side.parts for node in _alternatives(part)]
    return [side]


def _steps(side: Node, *, as_patterns: bool) -> list[str]:
    """The words, or patterns of words, that follow one another on one side of a NEAR."""
    if isinstance(side, Pattern):
        return [compile_pattern(side.text).source]
    assert isinstance(side, Word | Prefix | Fuzzy | Phrase | Verbatim)
    found = words.folded(side.text)
    if isinstance(side, Fuzzy):
        return [_one_edit(found[0])]
    if not as_patterns:
        return found
    found = [_escape(word) for word in found]
    if isinstance(side, Prefix):
        found[-1] += ".*"
    return found


def _overlaid(
    ours: list[str], theirs: list[str], offset: int, *, may_share: bool
) -> list[tuple[int, str]]:
    """Two sequences, the second beginning `offset` words after the first; empty if they clash."""
    shift = max(0, -offset)
    steps = {shift + at: [word] for at, word in enumerate(ours)}
    for at, word in enumerate(theirs, shift + offset):
        there = steps.setdefault(at, [])
        if there and word not in there and not may_share:
            return []
        if word not in there:
            there.append(word)
    return [(at, word) for at in sorted(steps) for word in steps[at]]


def _one_edit(word: str) -> str:
    """A pattern for the words one letter away: added, dropped, changed or swapped with the next."""
    letters = [_escape(letter) for letter in word]
    forms = {"".join(letters)}
    for at in range(len(letters) + 1):
        before, after = letters[:at], letters[at:]
        forms.add("".join([*before, ".", *after]))
        if after:
            forms.add("".join([*before, ".", *after[1:]]))
            forms.add("".join([*before, *after[1:]]))
        if len(after) > 1:
            forms.add("".join([*before, after[1], after[0], *after[2:]]))
    return f"(?:{'|'.join(sorted(forms - {''}))})"


def _escape(word: str) -> str:
    """A word as a pattern; some full-width forms unfold to punctuation."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in word)
