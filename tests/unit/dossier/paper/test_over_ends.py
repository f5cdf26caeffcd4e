"""Strings that run over the end of a page: both parts go, whatever stands between them."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.dossier.paper.redact import RedactedPaper, redact_pdf
from tests.unit.dossier.paper.leaky import Draw, changed, leaks, page, text
from tests.unit.dossier.paper.test_redact import QUICK, words_of

TITLE = text("Harbour Board, Inquiry 3", 50, 280, size=9)
NUMBER = text("7", 200, 15, size=9)


def paper(*sheets: bytes) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for sheet in sheets:
        with pikepdf.open(io.BytesIO(sheet)) as opened:
            made.pages.extend(opened.pages)
    made.save(out)
    return out.getvalue()


def over(first: list[Draw], second: list[Draw], *between: bytes) -> RedactedPaper:
    sheets = [page(TITLE, *first, NUMBER), *between, page(TITLE, *second, NUMBER)]
    return redact_pdf(paper(*sheets), {}, (), {"Anna Kowal": "Official A"})


NOTES = [text(f"{n} Tide table of that year, page {n}", 50, 80 - 12 * n, size=8) for n in (1, 2, 3)]
HEAD, FOOT = text("They met at the pier", 50, 200), text("and left at noon", 50, 180)

PAPERS: dict[str, tuple[list[Draw], list[Draw]]] = {
    "a name": ([HEAD, text("and there was Anna", 50, 90)], [text("Kowal there", 50, 250), FOOT]),
    "above notes": ([text("and there was Anna", 50, 90), *NOTES], [text("Kowal there", 50, 250)]),
    "hyphenated": ([text("there was Anna Ko-", 50, 90)], [text("wal there", 50, 250), FOOT]),
    "drawn after the number": (
        [NUMBER, text("there was Anna", 50, 90)], [FOOT, text("Kowal there", 50, 250)],
    ),
    "with an ending": ([text("there was Anna", 50, 90)], [text("Kowal’s boat", 50, 250)]),
    "in columns": (
        [HEAD, text("left column", 50, 90), text("met Anna", 220, 90)],
        [text("Kowal there", 50, 250), text("right column", 220, 250)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_a_string_over_a_pages_end_goes_from_both_pages(name: str, tmp_path: Path) -> None:
    made = over(*PAPERS[name])
    assert leaks(made.pdf, ["Anna", "Kowal"], tmp_path) == []
    assert [sheet.found for sheet in made.sheets] == [1, 1]
    read = words_of(made.pdf)
    assert read.count("Official A") == 1, "the stand-in is where the name begins"
    assert read.count("Harbour Board, Inquiry 3") == 2
    assert made.warnings[-1].startswith("Words run over the end of page 1 and are removed there")
    assert not any("Found on no page" in one for one in made.warnings)


def test_other_words_at_the_ends_of_pages_stay() -> None:
    made = over([text("there was Anna", 50, 90)], [text("Marsh and Kowal", 50, 250), FOOT])
    assert "there was Anna" in words_of(made.pdf)
    assert "Marsh and Kowal" in words_of(made.pdf)


def test_what_is_not_sure_stays_and_is_told_with_its_pages() -> None:
    """With another page between, and deep in the next one."""
    begun, rest = [text("there was Anna", 50, 90)], [text("Kowal there", 50, 250)]
    figure = page(text("Figure 2: the pier at low tide", 50, 40))
    assert "(1 and 3)" in over(begun, rest, figure).warnings[-1]
    lines = [text(f"Line {n} of a table", 50, 260 - 14 * n) for n in range(8)]
    deep = over(begun, [*lines, text("Kowal there", 50, 120)])
    assert "(1 and 2)" in deep.warnings[-1]
    assert "Anna" in words_of(deep.pdf)


def test_two_words_that_make_up_a_name_by_chance_stay_and_are_told() -> None:
    sheets = page(text("as he may", 50, 90), NUMBER), page(text("a boat came", 50, 250))
    made = redact_pdf(paper(*sheets), {}, ["Maya"])
    assert words_of(made.pdf) == "as he may 7 a boat came"
    assert "(1 and 2)" in made.warnings[-1]


def test_a_page_without_words_is_passed_over(tmp_path: Path) -> None:
    begun, rest = [text("there was Anna", 50, 90)], [text("Kowal there", 50, 250)]
    assert leaks(over(begun, rest, page()).pdf, ["Anna", "Kowal"], tmp_path) == []


@QUICK
@given(
    name=st.sampled_from(["Zedekiah Wufflem", "Xanthippe", "Jan Öztürk", "12 Quillfinch Row"]),
    share=st.floats(0.1, 0.9),
    notes=st.integers(0, 11),
    titles=st.integers(0, 4),
    degrees=st.sampled_from([0, 90, 180, 270]),
)
def test_no_part_of_a_string_stays_whatever_stands_between(
    tmp_path: Path, name: str, share: float, notes: int, titles: int, degrees: int
) -> None:
    at = max(1, min(len(name) - 1, round(share * len(name))))
    begun, rest = name[:at], name[at:]
    hyphen = "-" if begun[-1].isalnum() and rest[0].isalnum() else ""
    first = page(
        text("So they all met", 50, 200),
        text(f"and it was {begun.strip()}{hyphen}", 50, 180),
        *[text(f"{n} a note of some words", 50, 150 - 10 * n, size=7) for n in range(notes)],
        NUMBER,
    )
    second = page(
        *[text("A title of the paper", 50, 280 - 10 * n, size=8) for n in range(titles)],
        text(f"{rest.strip()} there, and left", 50, 200),
    )

    def turn(opened: Any) -> None:
        opened.pages[1].obj.Rotate = degrees

    made = redact_pdf(changed(paper(first, second), turn), {}, [name])
    told = [part for word in name.split() for part in (word[:5], word[-5:]) if len(part) > 3]
    assert leaks(made.pdf, told, tmp_path, is_thorough=False) == []
    assert {"there,", "and", "left"} <= set(words_of(made.pdf).split())
