"""Quotes out of labels."""

import numpy as np
import pytest

from muniment.model.quote import Quote, Stance
from muniment.quotes.reported.compose import Labelled, compose, weigh
from muniment.quotes.reported.decode import Label
from muniment.quotes.reported.lexicon import load
from muniment.quotes.reported.tokens import cut

LETTERS = {
    ".": Label.NONE,
    "s": Label.SPEAKER,
    "c": Label.CUE,
    "B": Label.BEGINS,
    "I": Label.GOES_ON,
    "E": Label.EARLY_BEGINS,
    "e": Label.EARLY_GOES_ON,
    "l": Label.LATE_CUE,
}


def quotes(text: str, labels: str) -> list[Quote]:
    tokens = cut(text)
    assert len(labels) == len(tokens)
    seen = Labelled(tokens, [LETTERS[x] for x in labels], np.eye(8)[[LETTERS[x] for x in labels]])
    return list(compose(text, 7, seen, load("en")))


def test_speaker_cue_content() -> None:
    [quote] = quotes("Koss wrote that it was shut.", "scBIII.")
    assert quote.text == "that it was shut"
    assert quote.speaker
    assert quote.speaker.text == "Koss"
    assert quote.cue
    assert quote.cue.text == "wrote"
    assert quote.spans == ((7, 11, 27),)


def test_content_that_its_cue_interrupts_is_one_quote_of_two_spans() -> None:
    [quote] = quotes("The gate, Koss wrote, was shut.", "Ee.sl.ee.")
    assert quote.text == "The gate was shut"
    assert len(quote.spans) == 2


def test_content_goes_on_behind_a_cue_or_a_slip_alone() -> None:
    found = quotes("Koss wrote that it shut, and Hask left it.", "scBII..scB.")
    assert [q.text for q in found] == ["that it shut", "it"]
    apart = quotes("Koss wrote that it shut, and Hask left the old gate open.", "scBII.....III.")
    assert [q.text for q in apart] == ["that it shut", "old gate open"]


def test_each_content_takes_the_nearest_cue_of_its_sentence() -> None:
    found = quotes("Koss wrote that it shut. Hask denied it.", "scBII.scB.")
    assert [q.cue.text for q in found if q.cue] == ["wrote", "denied"]
    assert [q.speaker.text for q in found if q.speaker] == ["Koss", "Hask"]


def test_a_cue_in_another_sentence_is_none() -> None:
    [quote] = quotes("It was shut, all of it. Koss wrote.", "BIIIIII.sc.")
    assert quote.cue is None


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", Stance.SAYS),
        ("has flatly denied", Stance.DENIES),
        ("claimed", Stance.ALLEGES),
        ("admitted", Stance.ADMITS),
        ("accepts", Stance.ADMITS),
        ("declined", Stance.DECLINES),
        ("would not say", Stance.DECLINES),
        ("did not deny", Stance.SAYS),
        ("nodded at", Stance.SAYS),
    ],
)
def test_stance(cue: str, stance: Stance) -> None:
    assert weigh(cue.split(), load("en")) is stance
