"""Opinions and references are written so that they can be read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement import Judgement, Leaning, Opinion, about_quote, quote_judged
from muniment.model.quotation import QuoteRef
from muniment.model.quote import QuoteKey
from muniment.model.trace import Verdict

NUMBERS = st.integers(1, 99_999)
CITATIONS = st.builds(Citation, NUMBERS.map(ExhibitId), NUMBERS)


@given(
    st.builds(
        Opinion,
        st.sampled_from(Leaning),
        st.none() | st.sampled_from(Verdict),
        st.none() | st.sampled_from(Verdict),
        st.none() | CITATIONS,
    )
)
def test_an_opinion_is_read_as_it_was_written(opinion: Opinion) -> None:
    assert Opinion.parse(str(opinion)) == opinion


@pytest.mark.parametrize("written", ["", "perhaps", "agree, because", "reject forged"])
def test_what_is_no_opinion_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        Opinion.parse(written)


@given(CITATIONS, NUMBERS)
def test_a_quote_is_cited_by_its_passage_and_its_place_there(citation: Citation, nth: int) -> None:
    assert QuoteRef.parse(str(QuoteRef(citation, nth))) == QuoteRef(citation, nth)
    assert QuoteRef.parse(str(citation)) == QuoteRef(citation, 1)


def test_a_whole_exhibit_is_no_quote() -> None:
    with pytest.raises(ValueError):
        QuoteRef.parse("EX-0041")


def test_a_judgement_says_which_quote_it_is_about() -> None:
    key = QuoteKey(98, 14, 24)
    said = Judgement("", "mira", 41, about_quote(key), "agree")
    assert quote_judged(said) == key
    assert quote_judged(Judgement("", "mira", 41, "zone", "Europe/London")) is None
