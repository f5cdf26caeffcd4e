"""What stands on paper and in Word: tables, the figure, remarks on quotations, who wrote it and when."""

import io
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image

from muniment.case import Case
from muniment.dossier.publishing.printing.faces import face_of
from muniment.dossier.publishing.printing.grids import Grid, cell
from muniment.dossier.publishing.publish import publish
from muniment.dossier.sealing import keys
from tests.unit.dossier.publishing.test_publish import _copied, texts

NOW = "2026-03-01T12:00:00Z"
HEAD = "---\ntitle: The gate\nby: The desk\ndate: 3 May 2024\n---\n\n"


def printed(case: Case, folder: Path, draft: str) -> tuple[str, docx.document.Document]:
    (case.dossiers / "gate.md").write_text(HEAD + draft, "utf-8")
    publish(case, "gate", folder, keys.make(bytes), NOW)
    return texts(folder), docx.Document(str(folder / "dossier.docx"))


def first_page(folder: Path) -> tuple[str, list[tuple[float, float]], float]:
    """The words of the first page on one line, where each letter begins and ends, and how wide it is."""
    with pypdfium2.PdfDocument(folder / "dossier.pdf") as paper:
        letters = paper[0].get_textpage()
        boxes = [letters.get_charbox(n) for n in range(letters.count_chars())]
        said = " ".join(letters.get_text_bounded().split())
        return said, [(b[0], b[2]) for b in boxes if b[2] > b[0]], paper[0].get_width()


def rows(word: docx.document.Document, number: int) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in word.tables[number].rows]


def test_tables_are_tables_in_word_and_keep_to_the_page(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "paid.csv"
    path.write_text("Payee,Paid\nCleo,385\nBen & Co,12\n", "utf-8")
    case.add([path])
    number = case.listing(kind="table").exhibits[0].exhibit.id
    long, unbroken = "the hire of a launch " * 30, "x" * 300
    table = f"| What | How much | Who |\n| --- | --- | --- |\n| {long} | **12** | {unbroken} |\n"
    _, word = printed(case, tmp_path / "out", f"# Gate\n\n{table}\n[EX-{number:04d} ¶2–3]\n")
    assert rows(word, 0) == [["What", "How much", "Who"], [long.strip(), "12", unbroken]]
    assert rows(word, 1)[:2] == [
        ["Payee", "Paid", "Row"],
        ["Cleo", "385", f"EX-{number:04d} ¶2"],
    ]
    words, sides, width = first_page(tmp_path / "out")
    assert all(left > 0 and right < width - 30 for left, right in sides)
    assert "Payee Paid Row" in words
    assert "Date: " not in words


def test_remarks_on_quotations_who_wrote_it_and_when(case: Case, tmp_path: Path) -> None:
    told, word = printed(case, tmp_path / "out", "# The gate\n\n[quotes EX-0001]\n")
    assert [p.text for p in word.paragraphs[:2]] == ["The gate", "The desk · 3 May 2024"]
    assert "Its source is not published." in rows(word, 0)[1][0]
    assert "Its source is not published." in first_page(tmp_path / "out")[0]
    assert told.count("The gate") > 1


def test_the_figure_is_drawn_on_paper_and_in_word(case: Case, tmp_path: Path) -> None:
    one, other = _copied(case, tmp_path)
    _, word = printed(case, tmp_path / "out", f"# Gate\n\n[copying EX-{one:04d}, EX-{other:04d}]\n")
    (shape,) = word.inline_shapes
    assert shape.width > 0
    (drawing,) = (r.target_part for r in word.part.rels.values() if "image" in r.reltype)
    picture = Image.open(io.BytesIO(drawing.blob))
    assert picture.size[0] == 720 * 3
    assert sum(picture.histogram()[:64]) > 2000, "something is drawn on it"
    assert "1 The Gong" in first_page(tmp_path / "out")[0]


def test_rows_of_a_table_are_told_as_lines() -> None:
    grid = Grid((cell("Payee"), cell("Paid")), ((cell("Cleo"), cell("12")),))
    assert grid.text == "Payee | Paid\nCleo | 12"


def test_letters_that_no_font_has_are_told_and_others_are_borrowed(
    case: Case, tmp_path: Path
) -> None:
    if face_of("said") != "said":
        pytest.skip("DejaVu is not installed: the paper has Latin letters only")
    draft = "# Gate שלום\n\nHe wrote ❤\ufe0f, שלום and \U0010fff0.\n\n[EX-0002 ¶1]\n"
    (case.dossiers / "gate.md").write_text(draft, "utf-8")
    result = publish(case, "gate", tmp_path / "out", keys.make(bytes), NOW)
    told = " ".join(result.warnings)
    assert "no font of this machine has \U0010fff0, printed as boxes" in told
    assert "from right to left" in told
    with pypdfium2.PdfDocument(tmp_path / "out" / "dossier.pdf") as paper:
        first = paper[0].get_textpage().get_text_range()
    assert "❤" in first
    assert "שלום" in first or "םולש" in first
