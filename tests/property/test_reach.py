"""The law of reach: what is refused before it is aligned would have been refused after."""

from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.quotes.fidelity.comparison import compare
from muniment.quotes.fidelity.marks import read, words
from muniment.quotes.fidelity.stretch import stretch
from muniment.quotes.tracing.likeness import is_near, is_source
from muniment.quotes.tracing.reach import Reach, afford, look, needed
from muniment.quotes.words import fold
from tests.property.tracing_twin import corpus_of

WORDS = fold(
    "the a of we it is not and to go went going answer answered answers helpful unhelpful hinge hinges"
    " cannot can today day money moneys gate quay selves self studied study harbour harbor twelve"
)
SAID = st.lists(st.sampled_from(WORDS), min_size=2, max_size=30)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """What was said, and a quote of it with some words changed, dropped or put in."""
    said = draw(SAID)
    quote = list(said)
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(quote) - 1))
        kind = draw(st.integers(0, 2))
        if kind == 0:
            quote[at] = draw(st.sampled_from(WORDS))
        elif kind == 1:
            quote.insert(at, draw(st.sampled_from(WORDS)))
        elif len(quote) > 2:
            del quote[at]
    return said, quote


@settings(max_examples=400, deadline=None)
@given(pairs(), st.sampled_from([None, True, False]))
def test_what_is_refused_at_once_is_no_source(
    pair: tuple[list[str], list[str]], person: bool | None
) -> None:
    case = corpus_of([[" ".join(pair[0])]])
    text = " ".join(pair[1])
    terms = read(text)
    plain = words(terms)
    there = stretch(case.values)
    found = compare(text, terms, there)
    least = needed(text, terms, len(plain), is_speaker_named=person is not None)
    reach = look(plain, least, there.words)
    if found and is_source(found, case, person=person):
        assert reach is Reach.SOURCE
    if found and is_near(found):
        assert reach is not Reach.NONE


@settings(max_examples=400, deadline=None)
@given(pairs(), st.integers(0, 6))
def test_what_costs_too_much_at_once_does_so_when_aligned(
    pair: tuple[list[str], list[str]], most: int
) -> None:
    case = corpus_of([[" ".join(pair[0])]])
    text = " ".join(pair[1])
    terms = read(text)
    there = stretch(case.values)
    found = compare(text, terms, there)
    if found and found.price <= most:
        assert afford(words(terms), most, there.words) is Reach.SOURCE
