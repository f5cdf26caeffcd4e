"""The questions: as the grammar writes them, and in parts for the raw library."""

import random
import re
from dataclasses import dataclass

KINDS = (
    "word",
    "AND of 3",
    "phrase",
    "NEAR",
    "fuzzy",
    "prefix",
    "regex",
    "date range",
    "facets",
    "20 snippets",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        text: in the grammar.
        words: its words, or the stem, or the pattern.
    """

    text: str
    words: tuple[str, ...]


def make_questions(
    kind: str, vocabulary: list[str], texts: list[str], count: int
) -> list[Question]:
    """Questions of one kind, always the same ones."""
    rng = random.Random(f"{kind} 3")
    return [_make(kind, vocabulary, texts, rng) for _ in range(count)]


def _make(kind: str, vocabulary: list[str], texts: list[str], rng: random.Random) -> Question:
    usual = vocabulary[20:5_000]
    word = rng.choice(usual)
    match kind:
        case "AND of 3":
            words = tuple(rng.sample(vocabulary[5:200], 3))
            return Question(" ".join(words), words)
        case "phrase" | "NEAR":
            words = ()
            while len(set(words)) < 2:
                found = re.findall("[a-z]+", rng.choice(texts).lower())
                start = rng.randrange(max(1, len(found) - 3))
                step = 1 if kind == "phrase" else 3
                words = tuple(found[start : start + step + 1 : step])
            text = f'"{" ".join(words)}"' if kind == "phrase" else " NEAR/5 ".join(words)
            return Question(text, words)
        case "fuzzy":
            long = rng.choice([word for word in usual if len(word) > 5])
            at = rng.randrange(1, len(long))
            changed = long[:at] + "x" + long[at + 1 :]
            return Question(f"{changed}~1", (changed,))
        case "prefix":
            stem = rng.choice([word for word in usual if len(word) > 4])[:4]
            return Question(f"{stem}*", (stem,))
        case "regex":
            long = rng.choice([word for word in usual if len(word) > 4])
            pattern = f"{long[:2]}.{long[3:5]}.*"
            return Question(f"/{pattern}/", (pattern,))
        case "date range":
            return Question(f"{word} after:2018-06-30 before:2019-02", (word,))
        case _:
            return Question(word, (word,))
