"""A query told back in words, so that a person sees what was understood.

>>> from muniment.search.grammar.parsing import parse
>>> describe(parse('bus "key seats" from:anna after:2022-03-18 -coach'))
'Passages with the word “bus” and the exact phrase “key seats”, from “anna”, after 18 March 2022, without the word “coach” (boilerplate left out; undated passages are not found by a date).'
"""

from itertools import groupby

from muniment.search import words
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

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_FIELDS = {
    "from": "from",
    "to": "to",
    "in": "in",
    "kind": "of the kind",
    "custodian": "of the custodian",
}


def describe(query: Query) -> str:
    """The reading of a query: one sentence."""
    told = _clause(query.root)
    boilerplate = "included" if query.wants_boilerplate else "left out"
    if _asks_for_a_date(query.root):
        boilerplate += "; undated passages are not found by a date"
    return f"{'Passages ' + told if told else 'All passages'} (boilerplate {boilerplate})."


def _asks_for_a_date(node: Node, *, is_wanted: bool = True) -> bool:
    """Whether a date must hold somewhere. One that must not hold finds what has none."""
    match node:
        case When():
            return is_wanted
        case Not(part=part):
            return _asks_for_a_date(part, is_wanted=not is_wanted)
        case And(parts=parts) | Or(parts=parts):
            return any(_asks_for_a_date(part, is_wanted=is_wanted) for part in parts)
        case Scope(inner=inner):
            return _asks_for_a_date(inner, is_wanted=is_wanted)
        case _:
            return False


def _clause(node: Node) -> str:
    """A part of a query as what follows “Passages”."""
    match node:
        case Everything() | Is(value="any"):
            return ""
        case And(parts=parts):
            return _clauses(parts)
        case Or(parts=parts):
            if _is_about_words(node):
                return f"with {_either(parts)}"
            return "that are either " + " or ".join(_bracketed(part) for part in parts)
        case Not(part=part):
            if _is_about_words(part):
                return f"without {_noun(part)}"
            return f"not {_bracketed(part)}"
        case Scope(name=name, inner=inner):
            return f"{_FIELDS[name]} {_value(inner)}"
        case Is(value=value):
            return f"that are {value}"
        case InExhibit(exhibit=exhibit):
            return f"in exhibit EX-{exhibit:04d}"
        case When(relation=relation, written=written):
            return _date(relation, written)
        case _:
            return f"with {_noun(node)}"


def _clauses(parts: tuple[Node, ...]) -> str:
    """Several parts that all hold; those about words share one “with”."""
    told: list[str] = []
    for is_about_words, group in groupby(parts, _is_about_words):
        if is_about_words:
            told.append("with " + _list([_noun(part) for part in group], "and"))
        else:
            told += [clause for part in group if (clause := _clause(part))]
    return ", ".join(told)


def _bracketed(node: Node) -> str:
    told = _clause(node) or "any"
    return f"({told})" if isinstance(node, And | Or | Not) else told


def _is_about_words(node: Node) -> bool:
    match node:
        case And(parts=parts) | Or(parts=parts):
            return all(_is_about_words(part) for part in parts)
        case _:
            return isinstance(node, Word | Prefix | Fuzzy | Pattern | Phrase | Verbatim | Near)


def _noun(node: Node) -> str:
    """A part that is about words, as a thing that a passage has."""
    match node:
        case Word(text=text):
            many = len(words.folded(text)) > 1
            return f"the words “{text}” together" if many else f"the word “{text}”"
        case Prefix(text=text):
            return f"a word that begins with “{text}”"
        case Fuzzy(text=text, distance=distance):
            letters = "one letter" if distance == 1 else "two letters"
            return f"a word at most {letters} away from “{text}”"
        case Pattern(text=text):
            return f"a word that matches /{text}/"
        case Phrase(text=text):
            return f"the exact phrase “{text}”"
        case Verbatim(text=text):
            return f"“{text}” exactly as written"
        case Near(left=left, right=right, distance=distance):
            count = "one word" if distance == 1 else f"{distance} words"
            return f"{_noun(left)} within {count} of {_noun(right)}"
        case And(parts=parts):
            return f"({_list([_noun(part) for part in parts], 'and')})"
        case Or(parts=parts):
            return f"({_either(parts)})"
        case _:
            raise AssertionError(node)


def _either(parts: tuple[Node, ...]) -> str:
    return _list([_noun(part) for part in parts], "or")


def _value(node: Node) -> str:
    """What is sought in a field."""
    match node:
        case And(parts=parts):
            return _list([_value(part) for part in parts], "and")
        case Or(parts=parts):
            return _list([_value(part) for part in parts], "or")
        case Not(part=part):
            return f"not {_value(part)}"
        case Prefix(text=text):
            return f"“{text}…”"
        case Fuzzy(text=text):
            return f"something like “{text}”"
        case Word(text=text) | Phrase(text=text):
            return f"“{text}”"
        case Verbatim(text=text):
            return f"“{text}” and no more"
        case _:
            raise AssertionError(node)


def _list(told: list[str], last: str) -> str:
    if len(told) == 1:
        return told[0]
    return f"{', '.join(told[:-1])} {last} {told[-1]}"


def _date(relation: str, written: str) -> str:
    """A bound in time: `after 18 March 2022`, `in March 2022`."""
    day, _, clock = written.partition("T")
    year, *rest = day.split("-")
    month = _MONTHS[int(rest[0]) - 1] + " " if rest else ""
    number = f"{int(rest[1])} " if len(rest) > 1 else ""
    date = f"{number}{month}{year}" + (f", {clock}" if clock else "")
    if relation != "on":
        return f"{relation} {date}"
    return f"at {date}" if clock else f"on {date}" if number else f"in {date}"
