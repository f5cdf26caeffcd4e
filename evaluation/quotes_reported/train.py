"""The command `python -m evaluation.quotes_reported.train`: makes the English model, and its fold.

    en.reported.npz   of all articles, beside the language pack; what is shipped
    fold.npz          of four fifths of them, beside this file; the evaluation measures it on the fifth

It reads the corpora that `python -m evaluation` reads, takes some minutes and two gigabytes, and
makes the same files each time (with the same version of NumPy).
"""

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from hashlib import sha1
from pathlib import Path

import numpy as np

from evaluation.__main__ import CORPORA
from evaluation.quotes_reported import clusters
from evaluation.quotes_reported.fit import Example, Field, fit
from evaluation.quotes_reported.gold import Article, label, paragraphs, read
from muniment.quotes import languages
from muniment.quotes.reported import lexicon
from muniment.quotes.reported.columns import Vocabulary, key
from muniment.quotes.reported.decode import Label
from muniment.quotes.reported.features import index
from muniment.quotes.reported.model import Model, write
from muniment.quotes.reported.tokens import cut

Learned = dict[int, tuple[int, int, int, int]]

LANGUAGE = "en"
CORPUS = "quotes-polnear"
FOLD = Path(__file__).with_name("fold.npz")
SHIPPED = Path(languages.__file__).with_name(f"{LANGUAGE}.reported.npz")

_BITS = 20
_CUE_STEPS = (0.08, 0.2, 0.35, 0.55, 0.75)
_SPEAKER_STEPS = (0.04, 0.1, 0.2, 0.35, 0.5)
_SCALE, _NOTHING = 0.02, 0.06
"""A weight is told in steps of the one; a row with none above the other is left out. Finer steps and
more rows make a larger file and the same figures."""

_LEAST = 4
"""Uses of a word from which its rates are told."""


def train(articles: Sequence[Article], texts: Sequence[str]) -> Model:
    """A model of some articles, with clusters of their words and of further texts."""
    grouped = clusters.cluster([*(article.text for article in articles), *texts])
    examples: list[Example] = []
    for n in range(5):  # the rates that an example is seen with are never of its own article
        others = [article for article in articles if _fold(article) != n]
        vocabulary = Vocabulary(lexicon.load(LANGUAGE), learn(others, grouped))
        for article in articles:
            if _fold(article) == n:
                examples += _examples(article, vocabulary)
    return _pack(fit(examples, _BITS, len(Label)), learn(articles, grouped))


def learn(articles: Sequence[Article], grouped: dict[str, tuple[int, int]]) -> Learned:
    """What is known of each word: its clusters, and its rates in cues and speakers, in steps."""
    uses, cues, speakers = Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        uses.update(_words(article.text))
        for gold in article.gold:
            cues.update(w for a, b in gold.cue for w in _words(article.text[a:b]))
            speakers.update(w for a, b in gold.speaker for w in _words(article.text[a:b]))
    learned = {}
    for word in {*grouped, *(w for w, n in uses.items() if n >= _LEAST)}:
        n = uses[word]
        told = n >= _LEAST and word[0].isalpha()
        cue = _step(cues[word], n, _CUE_STEPS) if told else 0
        speaker = _step(speakers[word], n, _SPEAKER_STEPS) if told else 0
        learned[key(word)] = (*grouped.get(word, (0, 0)), cue, speaker)
    return learned


def _words(text: str) -> list[str]:
    return [lexicon.fold(token.text) for token in cut(text)]


def _step(part: int, whole: int, steps: Sequence[float]) -> int:
    rate = (part + 0.3) / (whole + 3)  # a rate of few uses is drawn towards a tenth
    return 1 + sum(rate >= step for step in steps)


def _fold(article: Article) -> int:
    return int(sha1(b"fold " + article.name.encode(), usedforsecurity=False).hexdigest(), 16) % 5


def _examples(article: Article, vocabulary: Vocabulary) -> list[Example]:
    examples = []
    for offset, paragraph in paragraphs(article.text):
        if tokens := cut(paragraph, vocabulary.lexicon.pack.abbreviations):
            labels = label(tokens, offset, article.gold)
            examples.append((index(tokens, vocabulary, _BITS), labels))
    return examples


def _pack(field: Field, learned: Learned) -> Model:
    """The field with a byte for each weight."""
    weights = np.where(
        np.abs(field.weights).max(axis=1, keepdims=True) < _NOTHING, 0, field.weights
    )
    rounded = np.clip(np.round(weights[:-1] / _SCALE), -127, 127).astype(np.int16)
    return Model(rounded, _SCALE, field.steps, field.starts, learned)


def main() -> None:
    """Make both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", choices=["fold", "shipped"], help="one of the two alone")
    asked = parser.parse_args()
    corpora = Path(os.environ.get("MUNIMENT_CORPORA") or CORPORA)
    articles = read(corpora / CORPUS)
    texts = list(clusters.news(corpora))
    if asked.only != "shipped":
        write(FOLD, train([article for article in articles if article.part != 0], texts))
    if asked.only != "fold":
        write(SHIPPED, train(articles, texts))


if __name__ == "__main__":
    main()
