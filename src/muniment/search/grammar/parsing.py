"""The grammar of queries: one for the command line, the workbench and stored searches.

    query  = and { "OR" and }
    and    = near { ["AND"] near }
    near   = part { "NEAR/n" part }
    part   = ("-" | "NOT") part | "(" query ")" | field ":" value
           | word | word* | word~n | "phrase" | =word | ="phrase" | /pattern/ | *
    value  = word | word* | word~n | "phrase" | =word | ="whole value" | "(" query of these ")"

docs/reference/search.md tells it with examples.

>>> str(parse("bus OR coach AND NOT from:(anna)"))
'bus OR coach -from:anna'
"""

import re
from typing import NoReturn

from muniment.search import words
from muniment.search.grammar import dates
from muniment.search.grammar.lexing import MAX_NEAR, Lexeme, fail, lex, lex_value
from muniment.search.grammar.patterns import PatternError, compile_pattern
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
    Span,
    Verbatim,
    When,
    walk,
)
from muniment.search.grammar.tree import Word as WordNode

MAX_DEPTH = 40
SCOPES = ("from", "to", "in", "kind", "custodian")
NAMED = ("from", "in", "custodian")
"""The fields whose values are names, which can be asked for as a whole."""

RELATIONS = ("after", "before", "on")
PROPERTIES = ("primary", "account", "boilerplate", "any")
FIELDS = (*SCOPES, *RELATIONS, "is", "exhibit")

_FUZZY = re.compile(r"(.+)~(\d*)")
_LABEL = re.compile(r"(?:EX-?)?0*([1-9]\d{0,8})", re.IGNORECASE)


def parse(query: str) -> Query:
    """Read a query.

    Raises:
        QueryError: it is not well-formed; the error points at the place.
    """
    reading = _Reading(query)
    if reading.here.sort == "end":
        fail("There is nothing to search for", query, 0, len(query))
    root = reading.read_or()
    if reading.here.sort == ")":
        fail("This bracket closes nothing", query, reading.here.start, reading.here.end)
    return Query(root, query)


class _Reading:
    """The way through a query, one lexeme at a time."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.at = 0
        self.depth = 0
        self.scope = ""  # the field whose brackets we are in
        self.lexemes = lex(query)
        self.here: Lexeme = next(self.lexemes)

    def advance(self) -> Lexeme:
        """The lexeme here; go on to the next."""
        passed = self.here
        if passed.sort != "end":
            self.here = next(self.lexemes)
        return passed

    def fail_at(self, cause: str, lexeme: Lexeme) -> NoReturn:
        fail(cause, self.query, lexeme.start, max(lexeme.end, lexeme.start + 1))

    def read_or(self) -> Node:
        start = self.here.start
        parts = [self.read_and()]
        while self.here.sort == "or":
            sign = self.advance()
            if self.here.sort in {"end", ")", "or"}:
                self.fail_at("OR stands between two things: a OR b", sign)
            parts.append(self.read_and())
        return parts[0] if len(parts) == 1 else Or(tuple(parts), span=(start, parts[-1].span[1]))

    def read_and(self) -> Node:
        start = self.here.start
        if self.here.sort in {"or", "and"}:
            self.fail_at(f"{self.here.text} stands between two things", self.here)
        parts = self.read_near()
        while self.here.sort not in {"end", ")", "or"}:
            if self.here.sort == "and":
                sign = self.advance()
                if self.here.sort in {"end", ")", "or", "and"}:
                    self.fail_at("AND stands between two things: a AND b", sign)
            parts += self.read_near()
        return parts[0] if len(parts) == 1 else And(tuple(parts), span=(start, parts[-1].span[1]))

    def read_near(self) -> list[Node]:
        """One part, or the pairs of a chain: `a NEAR/5 b NEAR/3 c` is two pairs."""
        left = self.read_part()
        pairs: list[Node] = []
        while self.here.sort == "near":
            sign = self.here
            distance = self.read_distance()
            if self.here.sort in {"end", ")", "or", "and", "near"}:
                self.fail_at("NEAR stands between two things: a NEAR/5 b", sign)
            right = self.read_part()
            for side in (left, right):
                self.check_side(side)
            pairs.append(Near(left, right, distance, span=(left.span[0], right.span[1])))
            left = right
        return pairs or [left]

    def read_distance(self) -> int:
        sign = self.advance()
        if self.scope:
            self.fail_at("NEAR looks at the text and has no place in a field", sign)
        if not sign.text.isdecimal() or not 1 <= int(sign.text[:9]) <= MAX_NEAR:
            cause = f"NEAR needs a distance in words, from NEAR/1 to NEAR/{MAX_NEAR}"
            self.fail_at(cause, sign)
        return int(sign.text)

    def check_side(self, side: Node) -> None:
        match side:
            case Or(parts=parts):
                for part in parts:
                    self.check_side(part)
            case Verbatim(text=text) if not words.folded(text):
                fail("NEAR counts words, and this is none", self.query, *side.span)
            case WordNode() | Prefix() | Pattern() | Phrase() | Verbatim() | Fuzzy(distance=1):
                pass
            case _:
                cause = (
                    "Beside NEAR stand words, phrases, pre*, fuzzy~1, /patterns/"
                    " or several of them in brackets with OR"
                )
                fail(cause, self.query, *side.span)

    def read_part(self) -> Node:
        lexeme = self.here
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail_at("There are too many brackets inside brackets", lexeme)
        match lexeme.sort:
            case "minus" | "not":
                self.advance()
                if self.here.sort in {"end", ")", "or", "and", "near"}:
                    self.fail_at("NOT stands before what it leaves out: NOT a", lexeme)
                part = self.read_part()
                node: Node = Not(part, span=(lexeme.start, part.span[1]))
            case "(":
                node = self.read_bracket()
            case ")":
                self.fail_at("This bracket closes nothing", lexeme)
            case "near" | "or" | "and":
                cause = f"{self.query[lexeme.start : lexeme.end]} stands between two things"
                self.fail_at(cause, lexeme)
            case "field":
                node = self.read_field()
            case _:
                node = self.read_leaf(self.advance())
        self.depth -= 1
        return node

    def read_bracket(self) -> Node:
        opening = self.advance()
        if self.here.sort == ")":
            self.fail_at("There is nothing between these brackets", opening)
        if self.here.sort == "end":
            self.fail_at("This bracket is never closed", opening)
        node = self.read_or()
        if self.here.sort != ")":
            self.fail_at("This bracket is never closed", opening)
        self.advance()
        return node

    def read_leaf(self, lexeme: Lexeme) -> Node:
        span = (lexeme.start, lexeme.end)
        match lexeme.sort:
            case "word":
                return self.read_word(lexeme.text, span)
            case "phrase":
                self.check_words(words.exact(lexeme.text), lexeme.text, span)
                return Phrase(lexeme.text, span=span)
        if self.scope and (lexeme.sort == "pattern" or self.scope not in NAMED):
            self.fail_at(f"In {self.scope}: stand words and phrases only", lexeme)
        if lexeme.sort == "pattern":
            try:
                compile_pattern(lexeme.text)
            except PatternError as error:
                start = lexeme.start + 1 + error.at
                fail(f"In this regular expression, {error}", self.query, start, start + 1)
            return Pattern(lexeme.text, span=span)
        if not lexeme.text.strip():
            fail("This phrase is empty", self.query, *span)
        return Verbatim(lexeme.text, lexeme.sort == "quoted verbatim", span=span)

    def read_word(self, text: str, span: Span) -> Node:
        if text == "*" and not self.scope:
            return Everything(span=span)
        if fuzzy := _FUZZY.fullmatch(text):
            written = fuzzy[2] or "1"
            if written not in {"1", "2"}:
                fail("A fuzzy word takes one or two letters: word~1 or word~2", self.query, *span)
            if len(words.folded(fuzzy[1])) > 1:
                fail("A tilde follows a single word: word~1", self.query, *span)
            self.check_words(words.folded(fuzzy[1]), fuzzy[1], span)
            return Fuzzy(fuzzy[1], int(written), span=span)
        stem = text.removesuffix("*")
        if "*" in stem and words.folded(stem):
            cause = "A star stands at the end of a word: pre*. Inside words use /be.*n/"
            fail(cause, self.query, *span)
        self.check_words(words.folded(stem), text, span)
        return Prefix(stem, span=span) if stem != text else WordNode(text, span=span)

    def check_words(self, found: list[str], text: str, span: Span) -> None:
        if not found:
            cause = f"“{text}” has no letter or digit to search for. ={text.strip()} finds it as written"
            fail(cause if text.strip() else "This phrase is empty", self.query, *span)

    def read_field(self) -> Node:
        name = self.here
        if self.scope:
            self.fail_at(f"A field has no place inside the brackets of {self.scope}:", name)
        if name.text not in FIELDS:
            fail(_unknown(name.text), self.query, name.start, name.end)
        value = lex_value(self.query, name.end)
        if value is None:
            cause = f"{name.text}: needs its value directly behind it, as in {_EXAMPLE[name.text]}"
            self.fail_at(cause, name)
        if value.sort == "(" and name.text in SCOPES:
            return self.read_scope(name)
        # What follows is lexed anew behind the value: a date may hold a colon, a name a slash.
        self.lexemes = lex(self.query, value.end)
        self.advance()
        return self.read_value(name, value)

    def read_scope(self, name: Lexeme) -> Node:
        """Several values of one field, in brackets."""
        self.advance()
        opening, self.scope = self.here, name.text
        inner = self.read_bracket()
        self.scope = ""
        self.check_kinds(name.text, inner)
        return Scope(name.text, inner, span=(name.start, self.end_of(opening, inner)))

    def end_of(self, opening: Lexeme, inner: Node) -> int:
        """Where the bracket behind `inner` closes."""
        return self.query.find(")", max(inner.span[1], opening.end)) + 1

    def check_kinds(self, name: str, inner: Node) -> None:
        """Kinds are whole words: `kind:message`."""
        for node in walk(inner):
            if name == "kind" and isinstance(node, Prefix | Fuzzy):
                fail("kind: takes whole words, as in kind:message", self.query, *node.span)

    def read_value(self, name: Lexeme, value: Lexeme) -> Node:
        span, text = (name.start, value.end), value.text.strip()
        if value.sort == "(":
            fail(f"{name.text}: takes one value, without brackets", self.query, *span)
        if name.text in SCOPES:
            if value.sort == "word" and text.startswith("-"):
                cause = f"The minus stands before the field: -{name.text}:{text[1:]}"
                fail(cause, self.query, value.start, value.end)
            self.scope = name.text
            inner = self.read_leaf(value)
            self.scope = ""
            self.check_kinds(name.text, inner)
            return Scope(name.text, inner, span=span)
        if name.text in RELATIONS:
            try:
                written = dates.normalise(text)
            except ValueError as error:
                fail(str(error), self.query, value.start, value.end)
            return When(name.text, written, *dates.covered(written), span=span)
        if name.text == "is":
            if text.lower() not in PROPERTIES:
                cause = f"There is no is:{text}; there are is:{', is:'.join(PROPERTIES)}"
                fail(cause, self.query, value.start, value.end)
            return Is(text.lower(), span=span)
        label = _LABEL.fullmatch(text)
        if not label:
            fail(
                f"“{text}” is no exhibit; write exhibit:EX-0041", self.query, value.start, value.end
            )
        return InExhibit(int(label[1]), span=span)


_EXAMPLE = {
    "from": "from:anna",
    "to": "to:ben",
    "in": 'in:"Night shift"',
    "kind": "kind:message",
    "custodian": "custodian:anna",
    "after": "after:2022-03-18",
    "before": "before:2022-03",
    "on": "on:2022-03-18",
    "is": "is:primary",
    "exhibit": "exhibit:EX-0041",
}


def _unknown(name: str) -> str:
    """What to say of a field that there is not."""
    from difflib import get_close_matches

    near = get_close_matches(name, FIELDS, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}:?" if near else f"There are {':, '.join(FIELDS)}:."
    return f"There is no field {name}:. {hint} To search for these words, put them in quotes"
