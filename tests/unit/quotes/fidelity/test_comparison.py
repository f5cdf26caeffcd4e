"""A quote beside its source: what is said of the words."""

import pytest

from muniment.model.passage import Values
from muniment.model.trace import DifferenceKind, Step, Verdict
from muniment.quotes.fidelity.comparison import Comparison, compare
from muniment.quotes.fidelity.marks import read
from muniment.quotes.fidelity.stretch import stretch


def beside(quote: str, *passages: str) -> Comparison:
    """Passages as `author: text`."""
    said = []
    for n, passage in enumerate(passages, 1):
        author, _, text = passage.partition(": ")
        kind = "system" if author == "PROGRAM" else "message"
        said.append(Values((1 << 32) + n, text, kind, "primary", author, "", "", None))
    found = compare(quote, read(quote), stretch(said))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("the kettle is on, and the launch is late", Verdict.VERBATIM),
        ("the kettle … the launch is late", Verdict.ELIDED),
        ("the kettle [in the office] is on", Verdict.ANNOTATED),
        ("the [thing] is on, and the launch is late", Verdict.ANNOTATED),
        ("the kettle is off, and the launch is late", Verdict.ALTERED),
        ("the kettle is on, the launch is late", Verdict.ALTERED),
    ],
)
def test_each_verdict_has_its_quote(quote: str, verdict: Verdict) -> None:
    assert beside(quote, "Ann: The kettle is on and the launch is late.").verdict is verdict


def test_a_saying_over_two_messages_of_one_author_is_verbatim() -> None:
    found = beside(
        "the kettle is on. nobody is here", "Ann: The kettle is on", "Ann: Nobody is here"
    )
    assert found.verdict is Verdict.VERBATIM
    assert len(found.places()) == 2


def test_what_the_program_writes_lies_between_nothing() -> None:
    lines = ("Ann: kettle is on", "PROGRAM: Bob left", "Ann: nobody is here")
    assert beside("kettle is on nobody is here", *lines).verdict is Verdict.VERBATIM


@pytest.mark.parametrize("between", [" ", " … "])
def test_what_jumps_over_another_author_is_spliced(between: str) -> None:
    quote = f"the kettle is on{between}and nobody minds"
    found = beside(quote, "Ann: the kettle is on", "Bob: it is not", "Ann: and nobody minds")
    assert found.verdict is Verdict.SPLICED
    (piece,) = [p for p in found.pieces() if p.step is Step.BETWEEN]
    assert piece.sourced == "it is not"


def test_a_whole_sentence_left_out_without_a_mark_is_spliced() -> None:
    text = "Ann: The kettle is on. I would not drink from it today. The launch is late."
    assert beside("The kettle is on. The launch is late.", text).verdict is Verdict.SPLICED


@pytest.mark.parametrize(
    ("quote", "source", "kind"),
    [
        ("we will pay the bill", "we will not pay the bill", DifferenceKind.NEGATION),
        ("we paid 410 for it", "we paid 140 for it", DifferenceKind.NUMBER),
        ("so Owen rowed the dinghy", "so Petros rowed the dinghy", DifferenceKind.NAME),
        ("they answered every letter", "they answer every letter", DifferenceKind.TENSE),
        ("it works it rains", "it works if it rains", DifferenceKind.CONDITION),
        ("spend the money", "spend all the money", DifferenceKind.QUANTITY),
        ("they shut the gate", "we shut the gate", DifferenceKind.PERSON),
        ("their behaviour was odd", "their behavior was odd", DifferenceKind.SPELLING),
    ],
)
def test_a_difference_says_what_it_touches(quote: str, source: str, kind: DifferenceKind) -> None:
    kinds = {k for p in beside(quote, f"Ann: {source}").pieces() for k in p.kinds}
    assert kind in kinds
