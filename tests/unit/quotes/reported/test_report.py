"""Reported speech in a passage: the whole way."""

import time

import pytest

from muniment.model.quote import QuoteKind, Stance
from muniment.quotes.reported import report


@pytest.mark.parametrize(
    ("text", "speaker", "stance", "content"),
    [
        ("Mrs Koss said that the hinges were rusty.", "Koss", "says", "the hinges were rusty"),
        ("Mr Hask denied that there had been a plan.", "Hask", "denies", "there had been a plan"),
        ("Mr Hask admitted leaving the gate open.", "Hask", "admits", "leaving the gate open"),
        ("The lawyer claimed that he was paid twice.", "lawyer", "alleges", "he was paid twice"),
        ("According to the report, the launch never sailed.", "report", "says", "launch never"),
        ("Mr Gudge declined to comment.", "Gudge", "declines", "to comment"),
        ("The Chair accused Mr Hask of hiding the list.", "Chair", "alleges", "hiding the list"),
        ("The launch had sailed only twice, the Chair said.", "Chair", "says", "launch had sailed"),
    ],
)
def test_what_is_found(text: str, speaker: str, stance: str, content: str) -> None:
    [quote] = report(text, 3)
    assert quote.kind is QuoteKind.REPORTED
    assert content in quote.text
    assert quote.speaker is not None
    assert speaker in quote.speaker.text
    assert quote.cue is not None
    assert quote.cue.stance is Stance(stance)
    for span in (*quote.spans, quote.cue.span, quote.speaker.span):
        assert span.passage == 3
    [span, *_] = quote.spans
    assert quote.text.startswith(text[span.start : span.end])


def test_what_a_direct_quote_has_taken_is_not_reported_again() -> None:
    text = "“The hinges were rusty and nobody cared,” Mrs Koss said."
    assert report(text, 1, apart=[(1, 40)]) == []


def test_what_holds_a_few_marked_words_is_reported_as_a_whole() -> None:
    text = "Mrs Koss said that the hinges of the gate had been “rather” rusty for nine years."
    start = text.index("rather")
    [quote] = report(text, 1, apart=[(start, start + 6)])
    assert "hinges" in quote.text
    assert "nine years" in quote.text


@pytest.mark.parametrize(
    "text",
    [
        'Anna Kowal wrote: "the pump was never tested". It was the night before the board met, and'
        " no one in the group answered her at once",
        'Anna Kowal wrote that evening to the harbour board, "the pump was never tested". It was the'
        " night before the board met, and no one in the group answered her at once.",
        'Ms Kowal said "nobody read page nine", did she not? I call that cheek.',
    ],
)
def test_what_stands_behind_a_closing_mark_is_not_said_by_whom_it_quotes(text: str) -> None:
    apart = [(text.index('"') + 1, text.rindex('"'))]
    for quote in report(text, 1, apart):
        assert quote.spans[-1].end <= text.rindex('"')
        assert "".join(text[a:b] for _, a, b in quote.spans) == quote.text


def test_plain_telling_is_no_speech() -> None:
    assert report("The launch lay on its slip for nine weeks. It rained.", 1) == []


def test_in_a_language_without_a_model_rules_find_some() -> None:
    text = "Frau Koss bestritt, dass das Tor offen war; es regnete."
    [quote] = report(text, 1, language="de")
    assert quote.text == "dass das Tor offen war"
    assert quote.speaker is not None
    assert quote.speaker.text == "Frau Koss"
    assert report("Frau Koss sagte nichts.", 1, language="de") == []


def test_a_language_without_a_pack_is_an_error() -> None:
    with pytest.raises(ValueError, match="No language pack"):
        report("Dixit.", 1, language="la")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "—",
        "a" * 100_000,
        "“" * 5_000,
        "said " * 5_000,
        "Сказала, что ворота открыты.",
        "彼女は門が開いていたと言った。",
        "she sa\u200bid \u202ethat\u202c it was sh\u200but",
        "that that said he, said she, " * 800,
    ],
)
def test_any_text_has_an_answer(text: str) -> None:
    for quote in report(text, 1):
        assert all(0 <= s.start < s.end <= len(text) for s in quote.spans)


def test_time_grows_with_the_text_alone() -> None:
    sentence = "Mrs Koss said that the hinges were rusty, and Mr Hask denied it. "
    report(sentence, 1)

    def spent(times: int) -> float:
        begun = time.process_time()
        report(sentence * times, 1, apart=[(n, n + 1) for n in range(times)])
        return time.process_time() - begun

    assert spent(1600) < 12 * spent(400)  # 4 when linear, 16 when square
