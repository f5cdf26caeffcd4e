import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.dossier.sealing.alone.wording import says, terms, words

SAID = (
    "He wrote: “Don’t shut the gate — not before Friday (10.30 am), and £38,600 isn’t 45% of it.”"
)
WORDS = st.lists(st.sampled_from(["gate", "shut", "friday", "nobody", "colm", "harbour", "never", "light"]), min_size=4, max_size=12)  # fmt: skip


@pytest.mark.parametrize(
    "quoted",
    [
        "don't shut the gate",
        "DON‘T  SHUT\nTHE GATE",
        "shut the gate - not before Friday",
        "shut … before Friday",
        "shut ... Friday",
        "shut [...] Friday",
        "shut (…) Friday",
        "[S]hut the gate",
        "shut the [north] gate",
        "shut [it], not before Friday",
        "shut the gat[es] not before",
        "£38600",
        "45 per cent of it",
        "… not before Friday …",
        "the gate, not before [name redacted]",
        "ｇａｔｅ",
    ],
)
def test_the_same_words(quoted: str) -> None:
    assert says(SAID, quoted)


@pytest.mark.parametrize(
    "quoted",
    [
        "",
        "…",
        "[all of it]",
        "shut the door",
        "shut gate",
        "do shut the gate",
        "not before Friday … shut the gate",
        "shut the gates",
        "[the] isn’t [it] before",
        "36,800",
        "before [he] of it",  # nine words lie between: more than a bracket stands for
        "résumé",
    ],
)
def test_other_words(quoted: str) -> None:
    assert not says(SAID, quoted)


def test_an_accent_and_a_vowel_sign_are_no_accidents() -> None:
    assert words("résumé") == words("re\u0301sume\u0301") != words("resume")
    assert words("की") != words("का")


def test_terms() -> None:
    assert terms("[T]he gate … was clos[ed] by [them]") == [
        "the",
        "gate",
        "…",
        "was",
        "[]",
        "by",
        "[]",
    ]


@given(WORDS, st.data())
def test_a_slice_is_said_and_a_swapped_word_is_not(said: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(said) - 3))
    end = data.draw(st.integers(start + 3, len(said)))
    cut = said[start:end]
    source = " ".join(said)
    assert says(source, " ".join(cut))
    assert says(source, f"{cut[0]} … {cut[-1]}")
    assert not says(source, " ".join([*cut[:-1], "absent"]))


@given(st.text(alphabet="ab.…[]() '’,%&é\u0301\u200b", max_size=60), st.text(max_size=40))
def test_it_answers_whatever_it_is_given(said: str, quoted: str) -> None:
    assert says(said, quoted) in (True, False)
    assert not words(said) or says(said, " ".join(words(said)))


def test_many_marks_take_no_long_time() -> None:
    assert not says("a b " * 4000, "a … b [x] " * 400 + "c")
