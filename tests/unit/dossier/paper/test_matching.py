"""Where a string stands in a text: short ones as whole words, however they are spaced and ended."""

from pathlib import Path

import pytest

from muniment.dossier.paper.redact import redact_pdf
from muniment.dossier.paper.strings.matching import places
from muniment.dossier.paper.word import BAR, redact_docx
from tests.unit.dossier.paper.leaky import leaks, page, text
from tests.unit.dossier.paper.test_word import lines, p, package


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("A.L. said", "A.L.", (0, 3)),
        ("so A. L. said", "A.L.", (3, 7)),
        ("Gull & Tern Ltd. paid", "Ltd.", (12, 15)),
        ("to K., he wrote", "K.", (3, 4)),
        ("seen (A.L.)", "(A.L.)", (6, 9)),
        ("K. paid", " K. ", (0, 1)),
        ("A n n said", "Ann", (0, 5)),
        ("by A.L", "AL", (3, 6)),
    ],
)
def test_a_short_string_is_found_with_what_ends_it(
    text: str, word: str, found: tuple[int, int]
) -> None:
    assert places(text, [word]) == [found]


@pytest.mark.parametrize(
    ("text", "word"),
    [("called", "A.L."), ("all", "A.L."), ("milk", "K."), ("a nn", "Ann"), ("an nurse", "Ann")],
)
def test_a_short_string_is_not_found_in_other_words(text: str, word: str) -> None:
    assert places(text, [word]) == []


def test_a_short_string_is_gone_from_paper(tmp_path: Path) -> None:
    made = redact_pdf(page(text("It was A.L. who met K. there")), {}, ["A.L.", "K."])
    assert [sheet.found for sheet in made.sheets] == [2]
    assert leaks(made.pdf, ["A.L", "K."], tmp_path) == []
    paper = redact_docx(package(p("It was A.L. who met K. there")), ["A.L.", "K."])
    assert lines(paper) == [f"It was {BAR}. who met {BAR}. there"]
