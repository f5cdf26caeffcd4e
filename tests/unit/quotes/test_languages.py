"""Language packs: data that a stage can rely on."""

import json
from pathlib import Path

import pytest

from muniment.model.quote import Stance
from muniment.quotes import languages
from muniment.quotes.languages import Sort, known, load


@pytest.mark.parametrize("language", known())
def test_a_pack_holds_words_in_lower_case(language: str) -> None:
    written = json.loads((Path(languages.__file__).parent / f"{language}.json").read_text("utf-8"))
    pack = load(language)
    assert pack.name == written["language"] == language
    for words in (pack.verbs, pack.pronouns, pack.titles, pack.given, pack.months, pack.speakers):
        assert words
        assert all(word == word.lower() for word in words)
    assert all(len(pair) == 2 for pair in pack.marks)


def test_there_is_english_and_german() -> None:
    assert {"de", "en"} <= set(known())


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="“tlh”"):
        load("tlh")


def test_a_verb_knows_how_it_puts_things() -> None:
    english = load("en")
    assert english.verbs["admitted"][0].stance is Stance.ADMITS
    assert english.verbs["alleges"][0].stance is Stance.ALLEGES
    assert english.verbs["dubbed"][0].sort is Sort.NAMING
    assert load("de").verbs["bestritt"][0].stance is Stance.DENIES


def test_a_form_that_is_spelt_like_the_base_is_finite() -> None:
    assert {v.form for v in load("en").verbs["put"] if v.lemma == "put"} == {"past"}


def test_a_particle_is_kept_with_its_verb() -> None:
    [verb] = load("en").verbs["points"]
    assert (verb.lemma, verb.particle) == ("point out", "out")
