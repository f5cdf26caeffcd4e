"""The quotes that are planted in the sample case: words, span, speaker and use as the truth has them."""

import json
from functools import cache
from pathlib import Path

import pytest

from muniment.intake.readers import article, article_text, opendocument, rtf, word
from muniment.model.passage import Passage
from muniment.model.quote import Quote, QuoteKind, Use
from muniment.model.reading import Reader, Source
from muniment.quotes.extract import extract
from sample.build import HERE, build

TRUTH = json.loads((HERE / "truth.json").read_text("utf-8"))
READERS: dict[str, Reader] = {
    ".docx": word,
    ".html": article,
    ".txt": article_text,
    ".odt": opendocument,
    ".rtf": rtf,
}
NOT_READ = {"G11": "stands in comments that the reader takes for page furniture"}
OTHER_SPEAKER = {
    "R23": "somebody told her: the account does not say who",
    "N01": "a headline with the words of those named in it, whom nothing there says to be their speakers",
    "G07": "what he did in the words of a message, which this account does not mention",
    "B08": "the cue that brings the words in is the paper's; the truth names whose plan it was",
    "P01": "the account says that a message reads so; its author is named in the sentence before",
    "S04": "he has read it: by whom it was written he does not say",
    "K05": "the words stand alone between two sentences about truth",
}
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "his", "her", "its", "their"})


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Passage]]:
    folder = tmp_path_factory.mktemp("evidence")
    build(folder)
    return {name: passages(folder / path) for name, path in TRUTH["accounts"].items()}


def passages(path: Path) -> list[Passage]:
    pieces = READERS[path.suffix].read(Source(path, path.name))
    return [piece for piece in pieces if isinstance(piece, Passage)]


@pytest.fixture(scope="module")
def found(accounts: dict[str, list[Passage]]) -> dict[str, list[Quote]]:
    return {name: extract(passages) for name, passages in accounts.items()}


@cache
def plain(words: str) -> str:
    """Words whatever the shape of apostrophes, without what re-opens a paragraph, and a last comma."""
    return words.replace("’", "'").replace("\n“", "\n").rstrip(",").strip()


def same(quotes: list[Quote], words: str) -> list[Quote]:
    return [quote for quote in quotes if plain(quote.text) == plain(words)]


def is_speaker(quote: Quote, wanted: str) -> bool:
    """The phrase or a part of it, the name by its last word, or a pronoun as the account writes it."""
    if quote.speaker is None:
        return not wanted
    text = plain(quote.speaker.text).lower()
    if not wanted:
        return True  # the truth leaves it open
    is_same = plain(wanted).lower() in text or text in plain(wanted).lower()
    is_named = quote.speaker.name.split()[-1:] == wanted.split()[-1:]
    return is_same or is_named or text in PRONOUNS


@pytest.mark.parametrize("planted", TRUTH["quotes"], ids=lambda q: str(q["id"]))
def test_a_planted_quote_is_extracted(
    planted: dict[str, str], found: dict[str, list[Quote]], accounts: dict[str, list[Passage]]
) -> None:
    quotes = same(found[planted["account"]], planted.get("written") or planted["text"])
    if planted["id"] in NOT_READ:
        assert not quotes
        return
    speech = [quote for quote in quotes if quote.use is Use.SPEECH]
    assert speech, [quote.use for quote in quotes]
    for quote in speech:
        parts = [
            accounts[planted["account"]][span.passage - 1].text[span.start : span.end]
            for span in quote.spans
        ]
        assert quote.text in (" ".join(parts), "\n".join(parts))
    is_right = any(is_speaker(quote, planted.get("speaker", "")) for quote in speech)
    assert is_right is (planted["id"] not in OTHER_SPEAKER)
    mode = planted.get("mode", "")
    assert any((quote.kind is QuoteKind.EXCERPT) == (mode == "excerpt") for quote in speech)
    if mode in ("headline", "comment"):
        assert any(quote.is_in == mode for quote in speech)


@pytest.mark.parametrize("planted", TRUTH["not_speech"], ids=lambda n: str(n["text"]))
def test_marks_without_speech_are_told_apart(
    planted: dict[str, str], found: dict[str, list[Quote]]
) -> None:
    uses = {quote.use for quote in same(found[planted["account"]], planted["text"])}
    assert Use(planted["kind"]) in uses
