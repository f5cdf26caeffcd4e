"""Laws of normalising, for any Unicode."""

from hypothesis import given
from hypothesis import strategies as st

from muniment.passages.normalise import fold, normalise


@given(st.text())
def test_the_fast_path_agrees_with_the_one_that_keeps_the_way_back(text: str) -> None:
    assert fold(text) == normalise(text).text


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.data())
def test_what_is_found_in_the_normalised_text_is_found_again_in_the_original(
    text: str, data: st.DataObject
) -> None:
    n = normalise(text)
    if not n.text:
        return
    start = data.draw(st.integers(0, len(n.text) - 1))
    end = data.draw(st.integers(start + 1, len(n.text)))
    low, high = n.original_span(start, end)
    assert 0 <= low < high <= len(text)
    assert n.text[start:end].strip() in normalise(text[low:high]).text


@given(st.text())
def test_spans_stand_in_the_order_of_the_original_and_do_not_cross(text: str) -> None:
    n = normalise(text)
    assert list(n.starts) == sorted(n.starts)
    assert list(n.ends) == sorted(n.ends)
