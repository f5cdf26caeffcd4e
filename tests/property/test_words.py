"""The short way of folding words gives what the long way gives, and every word stands where it says."""

from hypothesis import given
from hypothesis import strategies as st

from muniment.quotes.words import fold, spell

TYPED = st.text(st.sampled_from("abtwenyforigh'’`“1,% &-_\n.é\u200b\u0301с的😶"), max_size=40)


@given(st.one_of(TYPED, st.text(max_size=60)))
def test_both_ways_fold_alike(text: str) -> None:
    assert fold(text) == [word.text for word in spell(text)]


@given(st.one_of(TYPED, st.text(max_size=60)))
def test_words_stand_in_order_and_fold_to_themselves(text: str) -> None:
    end = 0
    for word in spell(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
        assert fold(text[word.start : word.end]) == [word.text]
