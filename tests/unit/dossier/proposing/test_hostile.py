"""No text takes more than linear time, nearly: twice as much text, about twice as long."""

import time
from collections.abc import Callable

import pytest

from muniment.dossier.proposing.gathering import propose
from muniment.dossier.proposing.proposal import Known, Text

KNOWN = [Known("p", names=("Anna Kowal",), handles=("annak",), phones=("+48601234567",))]
SIZE = 10_000


def spelt(number: int) -> str:
    return "Z" + "".join(chr(97 + number // 26**at % 26) for at in range(4)) + "q"


TEXTS: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "a" * n * 25,
    "one word in capitals": lambda n: "A" * n * 25,
    "capitals": lambda n: "Zorbo " * n,
    "names, all different": lambda n: " ".join(map(spelt, range(n))),
    "initials": lambda n: "A." * n,
    "digits": lambda n: "1" * n * 25,
    "digits apart": lambda n: "1 " * n * 4,
    "slashes": lambda n: "1/" * n * 4,
    "dots": lambda n: "a." * n * 4,
    "ats": lambda n: "a@" * n * 4,
    "one surname": lambda n: "".join(f"Mr {spelt(i)} Kowal. " for i in range(n // 3)),
    "one first name": lambda n: "".join(f"Anna {spelt(i)} left. " for i in range(n // 3)),
    "bodies": lambda n: "".join(f"the {spelt(i)} Court (ABC) said, " for i in range(n // 4)),
    "brackets": lambda n: "Ab Cd (Ef Gh) " * (n // 4),
    "acronyms": lambda n: "".join(
        f"{spelt(i)} Bank (ZB), {spelt(i)[:4].upper()}, " for i in range(n // 6)
    ),
    "of": lambda n: "Court of " * n,
    "glued": lambda n: "/annakowal" * n,
    "numbers": lambda n: "no. 1, " + "2, " * n,
    "sums": lambda n: "EUR 1 " * n,
    "broken": lambda n: "a-\n" * n * 2,
    "blanks": lambda n: " \n" * n * 10 + "x",
}


def seconds(words: str) -> float:
    begun = time.process_time()
    propose([Text("t", words)], KNOWN)
    return time.process_time() - begun


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    seconds("Anna Kowal")
    # Four times the text: linear is 4, quadratic 16. A fifth of a second is the noise of a busy machine, and
    # of three tries one is let be the quietest.
    for last in (False, False, True):
        small, large = seconds(TEXTS[name](SIZE)), seconds(TEXTS[name](SIZE * 4))
        if large < small * 9 + 0.2:
            break
        assert not last, f"{large:.2f} s against {small:.2f} s"


@pytest.mark.slow
@pytest.mark.parametrize("words", ["a" * 1_000_000, "Zorbo " * 100_000, "A. " * 100_000])
def test_a_million_letters_and_a_hundred_thousand_capitals(words: str) -> None:
    assert seconds(words) < 60
