"""PDF pages as blocks with boxes; what is a picture, locked, damaged or refused is told."""

from pathlib import Path

import pytest

from muniment.errors import LockedError, UnreadableError
from muniment.intake.paper import pdf_lines, pdftotext
from muniment.intake.readers import pdf
from muniment.model.passage import Passage, PassageKind, Role
from muniment.model.reading import Fact, Member, Piece, ReadWarning, Source
from tests.golden._make.pdf_writer import PageSpec, write_pdf

LINES = [(72, 700, 11, "The keeper wrote to the har-"), (72, 687, 11, "bour board.")]


def read(tmp_path: Path, data: bytes, **settings: str) -> list[Piece]:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    source = Source(path, "a.pdf", "pdf", settings=settings)
    pieces = list(pdf.read(source))
    texts = dict(pdf.texts(source))
    for p in pieces:
        if isinstance(p, Passage):
            assert texts[p.locator.text][p.locator.start : p.locator.end] == p.text
    return pieces


def passages(pieces: list[Piece]) -> list[Passage]:
    return [p for p in pieces if isinstance(p, Passage)]


def causes(pieces: list[Piece]) -> list[str]:
    return [p.cause for p in pieces if isinstance(p, ReadWarning)]


def test_a_block_keeps_the_hyphen_and_has_a_box_for_each_line(tmp_path: Path) -> None:
    (block,) = passages(read(tmp_path, write_pdf([LINES])))
    assert block.text == "The keeper wrote to the har-\nbour board."
    assert (block.kind, block.role) == (PassageKind.BLOCK, Role.ACCOUNT)
    above, below = block.locator.boxes
    assert above.page == 1
    assert above.bottom > below.top > below.bottom > 680
    assert 70 < above.left < above.right < 300


def test_boxes_are_measured_from_the_corner_of_the_visible_page(tmp_path: Path) -> None:
    plain = passages(read(tmp_path, write_pdf([LINES])))[0].locator.boxes[0]
    moved = PageSpec(list(LINES), extra="/CropBox [50 100 595 842]")
    box = passages(read(tmp_path, write_pdf([moved])))[0].locator.boxes[0]
    assert (box.left, box.bottom) == pytest.approx((plain.left - 50, plain.bottom - 100), abs=0.11)


def test_the_role_can_be_set(tmp_path: Path) -> None:
    assert passages(read(tmp_path, write_pdf([LINES]), role="primary"))[0].role is Role.PRIMARY


def test_wider_spacing_larger_letters_and_first_lines_set_in_part_blocks(tmp_path: Path) -> None:
    page = [
        (72, 740, 18, "Findings"),
        (72, 712, 11, "A first paragraph of some length that"),
        (72, 699, 11, "goes on for another line, and then it"),
        (72, 686, 11, "goes on to be rather long in the end"),
        (72, 660, 11, "A second, after a wider gap, which is"),
        (72, 647, 11, "also of more than one line, and goes on"),
        (86, 634, 11, "A third is set in, as in a book, to"),
        (72, 621, 11, "be told from the second."),
    ]
    found = [
        p.text.split()[0] + p.text.split()[1]
        for p in passages(read(tmp_path, write_pdf([page])))[1:]
    ]
    assert found == ["Afirst", "Asecond,", "Athird"]


def test_double_spaced_prose_is_one_block(tmp_path: Path) -> None:
    words = "The keeper wrote to the harbour board on the same day as the lamp failed"
    page = [(72, 700 - 26 * n, 12, words) for n in range(6)]
    assert len(passages(read(tmp_path, write_pdf([page])))) == 1


def test_a_table_keeps_its_rows(tmp_path: Path) -> None:
    page = []
    for n in range(10):
        page += [(72, 700 - 14 * n, 10, f"March {n}"), (250, 700 - 14 * n, 10, f"{n} failures")]
    assert (
        "March 3 3 failures\nMarch 4 4 failures"
        in passages(read(tmp_path, write_pdf([page])))[0].text
    )


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    picture, stamped = (
        PageSpec(has_picture=True),
        PageSpec([(400, 20, 8, "HB-17")], has_picture=True),
    )
    pieces = read(tmp_path, write_pdf([picture, stamped, PageSpec(), LINES]))
    first, second, third = (p for p in pieces if isinstance(p, ReadWarning))
    assert (first.place, first.is_loss) == ("page 1", True)
    assert first.cause == "has no text layer: it is a picture of a page"
    assert (second.place, second.is_loss) == ("page 2", True)
    assert (third.place, third.is_loss) == ("page 3", False)


def test_a_users_password_locks_and_an_owners_does_not(tmp_path: Path) -> None:
    with pytest.raises(LockedError):
        read(tmp_path, write_pdf([LINES], user="lantern"))
    assert passages(read(tmp_path, write_pdf([LINES], user="")))


def test_notes_members_and_properties(tmp_path: Path) -> None:
    note = {"text": "Who told him?", "author": "A. Quill", "date": "D:20310319090000+01'00'"}
    pieces = read(
        tmp_path,
        write_pdf([PageSpec(list(LINES), [note])], attachments={"läger.csv": b"a,b"}, title="Lamp"),
    )
    found = passages(pieces)[-1]
    assert (found.kind, found.text, found.author) == (PassageKind.NOTE, "Who told him?", "A. Quill")
    assert found.moment is not None
    assert str(found.moment) == "2031-03-19 09:00:00 +01:00"
    assert Member("läger.csv", b"a,b") in pieces
    assert Fact("title", "Lamp", "PDF information dictionary") in pieces


def test_running_heads_and_page_numbers_are_boilerplate_over_many_pages(tmp_path: Path) -> None:
    pages = [
        [
            (72, 810, 9, f"Harbour Board, page {n}"),
            *LINES,
            (72, 500, 11, f"Words of page {n}."),
            (300, 30, 9, str(n)),
        ]
        for n in range(1, 41)
    ]
    pieces = passages(read(tmp_path, write_pdf(pages)))  # type: ignore[arg-type]
    kinds = [p.kind for p in pieces]
    assert kinds.count(PassageKind.BOILERPLATE) == 80
    assert [p.locator.place for p in pieces] == sorted(
        (p.locator.place for p in pieces), key=lambda place: int(place.split()[1])
    )


def test_a_page_beyond_the_limit_is_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_lines, "MOST_LETTERS", 10)
    monkeypatch.setattr(pdf, "MOST_LETTERS", 10)
    pieces = read(tmp_path, write_pdf([LINES]))
    assert passages(pieces)[0].text == "The keeper"
    assert "letters, of which 10 were read" in causes(pieces)[0]


def test_a_damaged_page_does_not_hide_the_others(tmp_path: Path) -> None:
    data = write_pdf([LINES, LINES, LINES])
    data = data.replace(b"13 0 obj\n<</Type /Page ", b"13 0 obj\n<</Type /Pxge ", 1)
    assert len(passages(read(tmp_path, data))) >= 2


def test_what_pdfium_refuses_goes_to_pdftotext(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\nprintf 'One page.\\n\\nTwo.\\fNext page.\\f'\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdftotext.shutil, "which", lambda _: str(program))
    pieces = read(tmp_path, b"%PDF-1.4 no more")
    assert [p.text for p in passages(pieces)] == ["One page.", "Two.", "Next page."]
    assert "read by pdftotext" in causes(pieces)[0]


def test_without_pdftotext_the_refusal_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdftotext.shutil, "which", lambda _: None)
    with pytest.raises(UnreadableError) as refused:
        read(tmp_path, b"%PDF-1.4 no more")
    assert "Install pdftotext" in str(refused.value.values["step"])


def test_a_slow_pdftotext_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\necho so far\nexec sleep 30\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdftotext.shutil, "which", lambda _: str(program))
    monkeypatch.setattr(pdftotext, "_SECONDS", 0.3)
    pieces = read(tmp_path, b"%PDF-1.4 no more")
    assert [p.text for p in passages(pieces)] == ["so far"]
    assert any("took longer" in cause for cause in causes(pieces))


def test_a_file_without_its_table_of_objects_is_read_and_told(tmp_path: Path) -> None:
    data = write_pdf([LINES, PageSpec()]).replace(b"startxref\n", b"startxref\n9")
    pieces = read(tmp_path, data)
    assert passages(pieces)[0].text.startswith("The keeper")
    whole, empty = (p for p in pieces if isinstance(p, ReadWarning))
    assert "table of objects is broken" in whole.cause
    assert (empty.place, empty.is_loss) == ("page 2", True)


def test_what_was_typed_into_a_form_is_a_note(tmp_path: Path) -> None:
    page = PageSpec(list(LINES), [{"subtype": "Widget", "text": "not shown"}])
    data = write_pdf([page]).replace(b"/Subtype /Widget", b"/Subtype /Widget /V (typed in)")
    assert passages(read(tmp_path, data))[-1].text == "typed in"
