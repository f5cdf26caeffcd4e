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


MIXED = st.text(
    st.sampled_from(
        "ab'’ʼ,1%&´_é\u0301ßİſ\u200b\u200d\ufe0f😶❤с\u0431αςюあ漢กิ\u1100\u1161\xa0\0\1½²ｆ"
    ),
    max_size=12,
)


@given(MIXED)
def test_both_ways_fold_alike_where_scripts_and_marks_meet(text: str) -> None:
    assert fold(text) == [word.text for word in spell(text)]


def test_both_ways_fold_alike_whatever_character_stands_by_a_letter() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x20000)):
        for text in (f"a{chr(code)}", f"😶{chr(code)}é"):
            assert fold(text) == [word.text for word in spell(text)], hex(code)


def test_a_space_that_does_not_break_makes_no_unit() -> None:
    assert fold("5 per\xa0cent") == [word.text for word in spell("5 per\xa0cent")]
