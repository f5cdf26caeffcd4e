"""The laws of tracing: what is done to a passage's words is what the verdict says of them."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.model.trace import Asked, Flag, Step, Trace, Verdict
from muniment.quotes.corpus import Corpus, CorpusWriter
from muniment.quotes.tracing import trace
from muniment.quotes.words import fold
from tests.property.tracing_twin import Twin, corpus_of

NOUNS = fold(
    "gate launch harbour tide seal drawer kettle lantern gantry crate oar barge pilot chain winch"
    " bollard anchor mast rudder buoy ledger parcel ladder whistle pencil teapot blanket bicycle"
)
VERBS = fold("mended counted painted shifted borrowed lifted hid carried numbered scrubbed")
WORD = st.sampled_from([*NOUNS, *VERBS])
SENTENCE = st.lists(WORD, min_size=9, max_size=14, unique=True).map(
    lambda words: " ".join(words).capitalize() + "."
)
OTHER = "Yesterday somebody upstairs wondered about pudding."


@st.composite
def cases(draw: st.DrawFn) -> tuple[Twin, str]:
    """A case with one passage that is asked about, among passages of other words."""
    text = draw(SENTENCE)
    return corpus_of([[OTHER], [f"Dot Vale:: {text}", "Ann Lee:: No pudding, thank you."]]), text


def ask(case: Twin, text: str, speaker: str = "") -> Trace:
    found = trace(Asked(text, speaker), case)
    check_places(found, case)
    return found


def check_places(found: Trace, case: Twin) -> None:
    """The law of places: each piece is a slice of its passage and of the quote, and no word is lost."""
    texts = {v.key: v.text for v in case.values}
    for match in (*found.matches, *found.nearest):
        at = 0
        for piece in match.pieces:
            assert found.text[slice(*piece.span)] == piece.quoted
            assert fold(found.text[at : piece.span[0]]) == []
            at = piece.span[1]
            if piece.place:
                citation = piece.place.citation
                text = texts[(citation.exhibit << 32) + citation.number]
                assert text[piece.place.start : piece.place.end] == piece.sourced
        assert fold(found.text[at:]) == []


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 4), st.integers(3, 5))
def test_a_slice_is_verbatim(case: tuple[Twin, str], start: int, size: int) -> None:
    words = case[1].split()[start : start + size]
    found = ask(case[0], " ".join(words), "Dot Vale")
    assert found.verdict is Verdict.VERBATIM
    assert not {Flag.MISATTRIBUTED, Flag.SECONDARY} & set(found.flags)


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(1, 3))
def test_cut_and_marked_is_elided_cut_and_not_marked_is_altered(
    case: tuple[Twin, str], size: int
) -> None:
    words = case[1].split()
    before, after = " ".join(words[:3]), " ".join(words[3 + size :])
    marked = ask(case[0], f"{before} … {after}", "Dot Vale")
    assert marked.verdict is Verdict.ELIDED
    (left,) = [p for p in marked.matches[0].pieces if p.step is Step.OMITTED]
    assert left.sourced == " ".join(words[3 : 3 + size])
    assert ask(case[0], f"{before} {after}", "Dot Vale").verdict in {
        Verdict.ALTERED,
        Verdict.SPLICED,
    }


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(2, 6))
def test_a_word_exchanged_is_altered_by_just_that_word(case: tuple[Twin, str], at: int) -> None:
    words = case[1].split()
    found = ask(case[0], " ".join([*words[:at], "elephants", *words[at + 1 :]]), "Dot Vale")
    assert found.verdict is Verdict.ALTERED
    differing = [p for p in found.matches[0].pieces if p.step is not Step.SAME]
    assert [(p.quoted, p.sourced) for p in differing] == [("elephants", words[at])]


@settings(max_examples=60, deadline=None)
@given(st.permutations(NOUNS))
def test_two_passages_joined_are_spliced(words: list[str]) -> None:
    one, other = (" ".join(part).capitalize() + "." for part in (words[:10], words[10:20]))
    case = corpus_of([[f"Dot Vale:: {one}"], [OTHER], [f"Dot Vale:: {other}"]])
    joined = " ".join(one.split()[:5]) + ". " + " ".join(other.split()[-5:])
    assert ask(case, joined, "Dot Vale").verdict is Verdict.SPLICED


@settings(max_examples=40, deadline=None)
@given(cases())
def test_another_speaker_is_misattributed(case: tuple[Twin, str]) -> None:
    found = ask(case[0], case[1], "Ann Lee")
    assert found.verdict is Verdict.VERBATIM
    assert Flag.MISATTRIBUTED in found.flags


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(1, 6))
def test_brackets_are_annotated(case: tuple[Twin, str], at: int) -> None:
    words = case[1].split()
    put_in = ask(case[0], " ".join([*words[:at], "[of course]", *words[at:]]), "Dot Vale")
    assert put_in.verdict is Verdict.ANNOTATED
    hidden = ask(case[0], " ".join([*words[:at], "[name redacted]", *words[at + 1 :]]), "Dot Vale")
    assert hidden.verdict is Verdict.ANNOTATED
    (piece,) = [p for p in hidden.matches[0].pieces if p.step is Step.REDACTED]
    assert piece.sourced == words[at]


@settings(max_examples=40, deadline=None)
@given(cases())
def test_other_words_are_not_found(case: tuple[Twin, str]) -> None:
    found = ask(case[0], "Nine purple elephants sang beneath marble ceilings")
    assert found.verdict is Verdict.NOT_FOUND
    assert found.searched == 3


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=60), max_size=4))
def test_whatever_is_asked_has_an_answer(text: str, passages: list[str]) -> None:
    ask(corpus_of([passages]), text)
    for passage in passages:
        ask(corpus_of([passages]), passage)


@settings(max_examples=25, deadline=None)
@given(st.lists(SENTENCE, min_size=2, max_size=6), st.integers(0, 5), st.sampled_from("wcs"))
def test_the_index_finds_what_the_slow_twin_finds(texts: list[str], at: int, change: str) -> None:
    words = texts[at % len(texts)].split()
    quote = {
        "w": words[1:7],
        "c": [*words[:3], "elephants", *words[4:]],
        "s": [*words[:2], "…", *words[4:]],
    }[change]
    case = corpus_of([texts])
    with tempfile.TemporaryDirectory() as folder:
        with CorpusWriter(Path(folder)) as writer:
            writer.add(iter(case.values))
            writer.commit()
        fast = trace(Asked(" ".join(quote)), Corpus.open(Path(folder), case.run))
    slow = trace(Asked(" ".join(quote)), case)
    assert (fast.verdict, fast.elsewhere) == (slow.verdict, slow.elsewhere)
    assert fast.matches[0].said == slow.matches[0].said
