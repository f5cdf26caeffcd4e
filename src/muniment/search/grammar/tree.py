"""The query, taken apart: a tree of what is asked for.

Every node knows the span of the query text that it was read from (not compared), and writes itself
back in the grammar: `parse(str(query)) == query`.

>>> str(And((Word("bus"), Not(Phrase("key seats")))))
'bus -"key seats"'
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query, with the span of the query text that it was read from."""

    span: Span = field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Every passage: `*`."""

    def __str__(self) -> str:
        return "*"


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A word, without regard to case and accents."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Prefix(Node):
    """Words that begin like this: `pre*`."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Fuzzy(Node):
    """Words that differ from this one by at most `distance` letters: `colour~1`."""

    text: str
    distance: int

    def __str__(self) -> str:
        return f"{self.text}~{self.distance}"


@dataclass(frozen=True, slots=True)
class Pattern(Node):
    """Words that a regular expression matches as a whole: `/colou?r/`."""

    text: str

    def __str__(self) -> str:
        return f"/{self.text}/"


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words one after the other, without regard to case and punctuation only: `"key seats"`."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Verbatim(Node):
    """Exactly as written, case, accents and punctuation included: `=U.S.`, `="Key Seats"`.

    In a field it is the whole value: `from:="Anna"`. A quotation mark inside is written twice.
    """

    text: str
    is_quoted: bool = False

    def __str__(self) -> str:
        return '="{}"'.format(self.text.replace('"', '""')) if self.is_quoted else f"={self.text}"


@dataclass(frozen=True, slots=True)
class Near(Node):
    """Two things at most `distance` words apart, in any order: `bus NEAR/5 seats`."""

    left: Node
    right: Node
    distance: int

    def __str__(self) -> str:
        right = f"({self.right})" if isinstance(self.right, Near) else _tight(self.right)
        left = str(self.left) if isinstance(self.left, Near) else _tight(self.left)
        return f"{left} NEAR/{self.distance} {right}"


@dataclass(frozen=True, slots=True)
class Scope(Node):
    """Words sought in a field other than the text: `from:anna`, `kind:(message OR body)`."""

    name: str
    inner: Node

    def __str__(self) -> str:
        return f"{self.name}:{_tight(self.inner)}"


@dataclass(frozen=True, slots=True)
class Is(Node):
    """A property: `is:primary`, `is:account`, `is:boilerplate`, `is:any`."""

    value: str

    def __str__(self) -> str:
        return f"is:{self.value}"


@dataclass(frozen=True, slots=True)
class When(Node):
    """A bound in time: `after:2022-03-18`.

    Attributes:
        relation: `after`, `before` or `on`.
        written: the date as canonically written, `2022-03-18T14:05`.
        first, last: the seconds since 1970 that the date covers, half-open.
    """

    relation: str
    written: str
    first: int = field(compare=False)
    last: int = field(compare=False)

    def __str__(self) -> str:
        return f"{self.relation}:{self.written}"


@dataclass(frozen=True, slots=True)
class InExhibit(Node):
    """Passages of one exhibit: `exhibit:EX-0041`."""

    exhibit: int

    def __str__(self) -> str:
        return f"exhibit:EX-{self.exhibit:04d}"


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Passages for which the part does not hold: `-word`."""

    part: Node

    def __str__(self) -> str:
        return f"-{_tight(self.part)}"


@dataclass(frozen=True, slots=True)
class And(Node):
    """Passages for which every part holds: `bus seats`."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({p})" if isinstance(p, And | Or) else str(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Passages for which one of the parts holds: `bus OR coach`."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({p})" if isinstance(p, Or) else str(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query.

    Attributes:
        root: what is asked for.
        text: as it was written; not compared.
    """

    root: Node
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return str(self.root)

    @property
    def wants_boilerplate(self) -> bool:
        """Whether boilerplate is asked for; otherwise it is left out."""
        return any(
            isinstance(node, Is) and node.value in {"boilerplate", "any"}
            for node in walk(self.root)
        )


def walk(node: Node) -> Iterator[Node]:
    """A node and everything below it, in the order in which it was written."""
    yield node
    match node:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from walk(part)
        case Not(part=part) | Scope(inner=part):
            yield from walk(part)
        case Near(left=left, right=right):
            yield from walk(left)
            yield from walk(right)
        case _:
            pass


def _tight(node: Node) -> str:
    """A node where only one word, phrase or bracket can stand."""
    return f"({node})" if isinstance(node, And | Or | Near | Not) else str(node)
