"""Whatever an account holds, its quotes are slices of it."""

from hypothesis import given
from hypothesis import strategies as st

from muniment.model.passage import Locator, Passage, PassageKind
from muniment.model.quote import QuoteKind
from muniment.quotes.extract import extract

PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "''", "„", "»", "«", " ", "\n", ", ", ". ", ": ", "—", "said ", "Ada ",
     "Quill ", "she ", "22:45 BO: ", "> ", "the clerk ", "told ", "no", "\u200b", "ж", "好", "it’s ", "[x]"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)
KINDS = st.sampled_from(
    [PassageKind.PARAGRAPH, PassageKind.HEADING, PassageKind.COMMENT, PassageKind.BLOCK]
)


@given(st.lists(st.tuples(KINDS, TEXTS), max_size=6), st.sampled_from(["en", "de"]))
def test_a_quote_is_a_slice_and_its_speaker_and_cue_too(
    written: list[tuple[PassageKind, str]], language: str
) -> None:
    passages = [Passage(k, t, Locator("t", 0, len(t)), author="bo") for k, t in written]
    found = extract(passages, language)
    assert found == extract(passages, language)
    assert [q.spans[0] for q in found] == sorted(q.spans[0] for q in found)
    for quote in found:
        parts = [passages[s.passage - 1].text[s.start : s.end] for s in quote.spans]
        assert all(parts)
        assert "".join(quote.text.split()) == "".join("".join(parts).split())
        assert quote.kind is not QuoteKind.REPORTED
        for told in (quote.speaker, quote.cue):
            if told is not None:
                text = passages[told.span.passage - 1].text
                assert told.text == text[told.span.start : told.span.end] or told.text == "bo"


@given(TEXTS)
def test_a_text_without_marks_has_no_quote_but_a_line_or_a_block(text: str) -> None:
    bare = "".join(c for c in text if c not in "“”‘’\"'„»«>:")
    assert extract([Passage(PassageKind.PARAGRAPH, bare, Locator("t", 0, len(bare)))]) == []
