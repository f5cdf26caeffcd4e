"""The redaction of a PDF: what was removed is in no byte of what comes out, and the rest can be read."""

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from muniment.dossier.paper.audit import audit
from muniment.dossier.paper.covering.reach import RASTER
from muniment.dossier.paper.opened import Area
from muniment.dossier.paper.redact import RedactedPaper, redact_pdf
from muniment.dossier.paper.strings.places import Only
from muniment.errors import (
    BadAreaError,
    BadStandInError,
    BadWordError,
    LockedPaperError,
    NoSuchSheetError,
    NotPaperError,
)
from tests.unit.dossier.paper.leaky import (
    SIZE,
    absent,
    box,
    changed,
    field,
    layer_off,
    leaks,
    note,
    note_with_look,
    page,
    picture,
    saved_over,
    scan,
    text,
)

WHOLE = "The harbour master Jane Doe left at noon"


def words_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in opened)
    finally:
        opened.close()


def dots_of(pdf: bytes, number: int = 0, scale: float = 2.0) -> Any:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return opened[number].render(scale=scale, grayscale=True).to_numpy().copy()
    finally:
        opened.close()


def is_black(
    pdf: bytes, left: float, bottom: float, right: float, top: float, height: float = SIZE[1]
) -> bool:
    """Whether the inside of a rectangle (points, from below) is black on the first page."""
    dots = dots_of(pdf)
    inside = dots[
        int(2 * (height - top)) + 2 : int(2 * (height - bottom)) - 2,
        int(2 * left) + 2 : int(2 * right) - 2,
    ]
    return bool(inside.size) and int(inside.max()) < 8


def test_a_box_takes_words_out_of_the_picture_and_out_of_the_layer(tmp_path: Path) -> None:
    made = redact_pdf(page(text(WHOLE)), {1: [Area(157, 196, 212, 214)]})
    assert is_black(made.pdf, 157, 196, 212, 214)
    assert words_of(made.pdf) == "The harbour master left at noon"
    assert leaks(made.pdf, ["Jane", "Doe"], tmp_path) == []
    assert (made.sheets[0].drawn, made.sheets[0].found) == (1, 0)
    assert made.warnings == ()


def test_of_a_letter_that_a_box_cuts_no_half_is_left_to_be_read(tmp_path: Path) -> None:
    """Whoever draws a box by hand seldom meets the line: the upper half of a name is legible."""
    plain = dots_of(page(text(WHOLE)))
    made = redact_pdf(page(text(WHOLE)), {1: [Area(157, 190, 212, 203)]})
    upper = slice(2 * (SIZE[1] - 209), 2 * (SIZE[1] - 204))
    left, right = 2 * (50 + round(_width("The harbour master "))), 2 * 212
    ink = plain[upper, left:right] < 128
    assert ink.any()
    assert (dots_of(made.pdf)[upper, left:right][ink] < 8).all()
    assert words_of(made.pdf) == "The harbour master left at noon"
    assert leaks(made.pdf, ["Jane", "Doe"], tmp_path) == []


def test_a_word_that_a_box_only_touches_goes_too() -> None:
    made = redact_pdf(page(text(WHOLE)), {1: [Area(170, 196, 172, 214)]})
    assert words_of(made.pdf) == "The harbour master Doe left at noon"


@pytest.mark.parametrize("written", ["Jane Doe", "JANE  DOE", "jané doe", "Ｊane Doe", "Jane-Doe"])
def test_a_string_is_found_however_it_is_written(written: str, tmp_path: Path) -> None:
    made = redact_pdf(
        page(text("The harbour master " + "Jane Doe" + " left at noon, says Smith")), {}, [written]
    )
    assert "Smith" in words_of(made.pdf)
    assert leaks(made.pdf, ["Jane", "Doe"], tmp_path) == []
    assert made.sheets[0].found == 1


PLACES: dict[str, bytes] = {
    "in pieces": page(text("J", 50), text("ane D", 56.5), text("oe", 88)),
    "in pieces, out of order": page(text("Doe", 82), text("far away", 50, 100), text("Jane", 50)),
    "over a line's end": page(text("They met Jane", 50), text("Doe there", 50, 186)),
    "hyphenated": page(text("They met Ja-", 50), text("ne Doe there", 50, 186)),
    "set wide": page(text("J a n e   D o e")),
    "turned": page(lambda c: (c.translate(100, 50), c.rotate(90), c.drawString(0, 0, "Jane Doe"))),
    "below a box": page(text("Jane Doe"), box(45, 195, 80, 16)),
    "white on white": page(text("Jane Doe", grey=1)),
    "nearly white": page(text("Jane Doe", grey=0.99)),
    "beyond the page": page(text("Jane Doe", 50, 400)),
    "in the layer of a scan": page(picture(scan("Jane Doe"), 0, 0, *SIZE), text("Jane Doe", mode=3)),
    "in a note that shows": changed(
        page(text("Nothing")),
        note_with_look("FreeText", (50, 100, 200, 120), b"BT /F1 12 Tf 2 4 Td (Jane Doe) Tj ET",
                       Contents=String("Jane Doe"), DA=String("/F1 12 Tf")),
    ),
    "in a note": changed(page(text("Nothing")), note("Text", (10, 10, 30, 30), Contents=String("Jane Doe"))),
    "in a link": changed(
        page(text("Nothing")),
        note("Link", (10, 10, 30, 30), A=Dictionary(S=Name.URI, URI=String("https://x.example/Jane Doe"))),
    ),
    "in a field": changed(page(text("Name:")), field("Jane Doe", (90, 195, 200, 215))),
    "in a hidden layer": changed(page(text("Nothing")), layer_off(b"Jane Doe")),
    "in an earlier state": saved_over(page(text("Jane Doe")), b"BT /F1 12 Tf 50 200 Td (somebody) Tj ET"),
    "with a ligature": page(text("Jane Doe of the o\ufb03ce", font="Vera")),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_a_string_is_gone_from_wherever_it_stands(name: str, tmp_path: Path) -> None:
    made = redact_pdf(PLACES[name], {}, ["Jane Doe"], {"Jane Doe": "Official A"})
    assert leaks(made.pdf, ["Jane", "Doe", "ane", "oe"], tmp_path) == []
    found = audit(made.pdf)
    assert found.failures == ()
    assert not any("Jane" in one.text or "Doe" in one.text for one in found.findings)


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is absent: pictures not read")
@pytest.mark.parametrize("name", PLACES)
def test_a_program_that_reads_pictures_finds_the_string_no_more(name: str, tmp_path: Path) -> None:
    import subprocess

    from PIL import Image

    made = redact_pdf(PLACES[name], {}, ["Jane Doe"])
    Image.fromarray(dots_of(made.pdf, scale=3)).save(tmp_path / "a.png")
    read = subprocess.run(
        ["tesseract", tmp_path / "a.png", "-", "--psm", "11"], capture_output=True, check=True
    )
    assert b"Jane" not in read.stdout
    assert b"Doe" not in read.stdout


def test_near_white_text_cannot_be_brought_back_by_stretching_the_contrast() -> None:
    """Below what an eye can tell, hidden ink is levelled with what is around it."""
    source = page(text("Jane Doe", grey=0.99), text("Jane Doe", 50, 100, grey=0.985))
    assert np.ptp(dots_of(source)) > 0
    assert np.ptp(dots_of(redact_pdf(source, {}).pdf)) == 0


def test_what_surrounds_the_pages_does_not_come_over(tmp_path: Path) -> None:
    def fill(opened: pikepdf.Pdf) -> None:
        opened.docinfo["/Title"] = "Jane Doe"
        opened.docinfo["/Own"] = "Jane Doe"
        opened.attachments["Jane Doe.txt"] = b"Jane Doe"
        opened.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("Jane Doe"))
        with opened.open_metadata() as about:
            about["dc:description"] = "Jane Doe"
        with opened.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Jane Doe", 0))
        opened.pages[0].obj.PieceInfo = Dictionary(Own=Dictionary(Private=String("Jane Doe")))
        opened.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Jane Doe"))]))

    source = changed(page(text("Nothing to see")), fill)
    assert leaks(source, ["Jane Doe"], tmp_path) != []
    made = redact_pdf(source, {})
    assert leaks(made.pdf, ["Jane", "Doe"], tmp_path) == []
    assert words_of(made.pdf) == "Nothing to see"
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert set(opened.Root.keys()) <= {"/Type", "/Pages", "/Outlines", "/PageMode"}
        assert not opened.attachments
        assert "/Annots" not in opened.pages[0].obj


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turned_and_cropped_pages_are_boxed_where_the_words_are(
    degrees: int, tmp_path: Path
) -> None:
    def turn(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.Rotate = degrees
        opened.pages[0].obj.CropBox = Array([40, 50, 380, 290])

    source = changed(page(text(WHOLE), text("Below", 50, 100)), turn)
    by_hand = redact_pdf(source, {1: [Area(157 - 40, 196 - 50, 212 - 40, 214 - 50)]})
    assert set(words_of(by_hand.pdf).split()) == {
        "The",
        "harbour",
        "master",
        "left",
        "at",
        "noon",
        "Below",
    }
    by_word = redact_pdf(source, {}, ["Jane Doe"])
    assert "harbour" in words_of(by_word.pdf)
    assert "Below" in words_of(by_word.pdf)
    for made in (by_hand, by_word):
        assert leaks(made.pdf, ["Jane", "Doe"], tmp_path) == []
        assert audit(made.pdf).failures == ()
        opened = pypdfium2.PdfDocument(made.pdf)
        assert opened[0].get_size() == ((240, 340) if degrees in {90, 270} else (340, 240))
        opened.close()


def test_the_box_over_a_string_has_the_same_width_for_names_of_many_lengths() -> None:
    def width(name: str) -> int:
        made = redact_pdf(page(text(name, 76)), {}, [name])
        row = dots_of(made.pdf)[2 * (SIZE[1] - 204)]
        return int((row < 8).sum())

    widths = {width(name) for name in ("Jane Doe", "Bo Derry", "Ann Millerby")}
    assert len(widths) == 1
    assert widths.pop() >= 2 * RASTER


def test_the_label_of_a_box_is_shown_between_the_words_beside_it() -> None:
    made = redact_pdf(page(text(WHOLE)), {}, (), {"Jane Doe": "Official A"})
    assert words_of(made.pdf) == "The harbour master Official A left at noon"
    assert made.told == ()
    dots = dots_of(made.pdf)[2 * (SIZE[1] - 211) : 2 * (SIZE[1] - 197), 2 * 158 : 2 * 210]
    assert int(dots.max()) > 200  # white letters
    assert int(dots.min()) == 0
    assert audit(made.pdf).failures == ()
    narrow = redact_pdf(page(text(WHOLE)), {1: [Area(157, 196, 160, 200, "a very long reason")]})
    assert "labels found no room" in narrow.warnings[0]


SAYS = "I did not Jane Doe tell him so"


def test_no_word_beside_a_box_is_lost() -> None:
    """The “not” can be read in the picture: its dots are those of the page without a box."""
    source = page(text(SAYS))
    made = redact_pdf(source, {}, ["Jane Doe"])
    assert words_of(made.pdf) == "I did not tell him so"
    before, after = dots_of(redact_pdf(source, {}).pdf, scale=4), dots_of(made.pdf, scale=4)
    with_name = np.abs(before.astype(int) - after.astype(int)) > 128
    columns = np.flatnonzero(with_name.any(axis=0)) / 4
    words = {"not ": 50 + _width("I did "), "tell": 50 + _width("I did not Jane Doe ")}
    assert columns.min() > words["not "] + _width("not")
    assert columns.max() < words["tell"]
    assert is_black(
        made.pdf, 50 + _width("I did not "), 197, 50 + _width("I did not Jane Doe"), 210
    )


def test_the_report_says_where_a_width_tells_something() -> None:
    assert "Their width tells" in warned(page(text(SAYS)), ["Jane Doe"])
    at_the_end = redact_pdf(page(text("Signed by Jane Doe")), {}, ["Jane Doe"])
    assert at_the_end.sheets[0].tight == 0
    assert at_the_end.warnings == ()


def test_a_box_ends_at_ink_that_is_no_letter() -> None:
    """Handwriting beside a name has no letters that could be asked for."""
    source = page(text("Jane Doe", 76), picture(scan("", is_black=True), 150, 190, 30, 30))
    made = redact_pdf(source, {}, ["Jane Doe"])
    assert int(dots_of(made.pdf)[2 * (SIZE[1] - 205), 2 * 147]) > 200


def test_whole_lines_are_covered_and_told_again_where_widths_must_not_tell(tmp_path: Path) -> None:
    source = page(text(SAYS), text("A longer line of the same page, with nothing in it", 50, 180))
    made = redact_pdf(source, {}, ["Jane Doe"], {"Jane Doe": "Official A"}, covers_lines=True)
    assert leaks(made.pdf, ["Jane", "Doe"], tmp_path) == []
    assert [(t.page, t.line, t.words) for t in made.told] == [
        (1, 1, "I did not [Official A] tell him so")
    ]
    read = words_of(made.pdf)
    assert read.startswith("I did not [Official A] tell him so A longer line")
    assert "Words covered beside what was redacted" in read
    assert "Page 1, line 1: I did not [Official A] tell him so" in read
    assert audit(made.pdf).failures == ()

    def row(name: str) -> bytes:
        lines = page(text(SAYS.replace("Jane Doe", name)), text("x" * 60, 50, 180))
        made = redact_pdf(lines, {}, [name], covers_lines=True)
        return bytes(dots_of(made.pdf)[2 * (SIZE[1] - 204)])

    assert row("Jane Doe") == row("Al Ng") == row("Maximilian Quillfinch"), "it tells no width"


def test_two_names_in_a_line_that_is_covered_are_told_in_one_box(tmp_path: Path) -> None:
    source = page(text("not Jane Doe did, and Al Ng did not"))
    stand_ins = {"Jane Doe": "Official A", "Al Ng": "Official B"}
    made = redact_pdf(source, {}, ["Jane Doe", "Al Ng"], stand_ins, covers_lines=True)
    assert [t.words for t in made.told] == ["not [Official A] did, and [Official B] did not"]
    assert words_of(made.pdf).count("[Official B]") == 2, "once in its box, once at the end"
    assert leaks(made.pdf, ["Jane", "Doe", "Al Ng"], tmp_path) == []


def test_a_word_that_a_box_of_a_person_only_grazes_is_not_lost() -> None:
    """Its line is met where letters go down: the word stays, and the box over the name ends at it."""
    source = page(text("He was not Jane Doe, no", 70))
    made = redact_pdf(source, {1: [Area(40, 150, 300, 198)]}, ["Jane Doe"])
    grazed = dots_of(made.pdf)[2 * (SIZE[1] - 206) : 2 * (SIZE[1] - 201)]
    left, right = 2 * round(70 + _width("He was ")), 2 * round(70 + _width("He was not")) - 2
    assert (grazed[:, left:right] > 200).any(), "“not” is seen"


def test_what_a_person_covers_is_not_told_again() -> None:
    source = page(text(SAYS))
    left = 50 + _width("I did ")
    made = redact_pdf(
        source, {1: [Area(left, 196, left + 15, 212)]}, ["Jane Doe"], covers_lines=True
    )
    assert [t.words for t in made.told] == ["[redacted] tell him so"]
    assert words_of(made.pdf).startswith("I did [redacted] tell him so Words covered")


def test_a_word_goes_whole_when_a_string_stands_in_it() -> None:
    """“ski” beside a box would tell the rest of a name."""
    made = redact_pdf(page(text("They met Quillfinchski, twice")), {}, ["Quillfinch"])
    assert words_of(made.pdf) == "They met , twice"
    assert made.warnings[0].startswith("On page 1 words that hold a string went whole")


def test_a_word_that_stands_against_a_string_without_a_space_is_told(tmp_path: Path) -> None:
    """Lines that are set tight have spaces of a tenth of an em, which the file does not write."""
    end = 50 + _width("I met Jane Doe") + 1.2
    source = page(text("I met Jane Doe"), text("not", end), text("so", end + _width("not") + 1.2))
    made = redact_pdf(source, {}, ["Jane Doe"], {"Jane Doe": "A"})
    assert [one.words for one in made.told] == ["[A] notso"]
    assert leaks(made.pdf, ["Jane", "Doe"], tmp_path) == []


def test_the_rest_of_a_name_that_is_set_wide_is_not_told() -> None:
    def wide(canvas: Any) -> None:
        canvas.drawString(50, 200, "They met Quillfinchski there", charSpace=1.2)

    made = redact_pdf(page(wide), {}, ["Quillfinch"])
    assert made.told == ()
    assert words_of(made.pdf) == "They met there"


def test_a_stand_in_without_room_is_told_at_the_end() -> None:
    made = redact_pdf(page(text("so Al Ng, it")), {}, (), {"Al Ng": "the third of the officials"})
    read = words_of(made.pdf)
    assert read.startswith("so [1] , it")
    assert "[1] the third of the officials" in read


def test_a_string_may_be_removed_in_one_place_only() -> None:
    source = page(text("ten past noon"), text("and ten again", 50, 100))
    place = Only("ten", {1: [Area(50, 196, 130, 212)]})
    made = redact_pdf(source, {}, only=[place])
    assert words_of(made.pdf) == "past noon and ten again"
    assert "stay there, on page 1" in made.warnings[-1]
    nowhere = redact_pdf(source, {}, only=[Only("ten", {1: [Area(1, 1, 9, 9)]})])
    assert words_of(nowhere.pdf) == "past noon and again"
    assert "from all of the paper" in nowhere.warnings[0]


def test_a_label_that_gives_the_string_away_is_refused() -> None:
    with pytest.raises(BadStandInError, match="“Ms DOE” holds “Doe”"):
        redact_pdf(page(text(WHOLE)), {}, ["Doe"], {"Jane": "Ms DOE"})
    with pytest.raises(BadStandInError, match="“jane doe” holds “Jane Doe”"):
        redact_pdf(page(text(WHOLE)), {1: [Area(1, 1, 9, 9, "jane doe")]}, ["Jane Doe"])


def test_words_that_come_together_when_others_go_do_not_make_the_string_again() -> None:
    source = page(text("Jane", 50), text("Smith", 82), text("Doe", 118))
    made = redact_pdf(source, {1: [Area(82, 195, 114, 214)]}, ["Jane Doe"])
    assert "Jane" not in words_of(made.pdf)


def test_the_same_input_gives_the_same_bytes() -> None:
    source = page(text(WHOLE), text("ﬁrst “Ωmega” 漢字", 50, 100, font="Vera"))
    one, other = (redact_pdf(source, {1: [Area(9, 9, 20, 20, "why")]}, ["Jane"]) for _ in range(2))
    assert one == other


def test_letters_of_any_script_can_be_copied_from_the_layer() -> None:
    from PIL import Image

    from muniment.dossier.paper.sheet import Sheet, Word, print_sheets

    words = ["Größe", "“naïve”", "Ωμέγα", "ЖЮ", "漢字", "(a\\\\b)"]
    placed = tuple(Word(one, 20, 20 + 30 * n, 80, 32 + 30 * n) for n, one in enumerate(words))
    made = print_sheets([Sheet(200, 300, Image.new("L", (20, 30), 255), placed)])
    assert words_of(made).split() == words


def warned(source: bytes, words: list[str]) -> str:
    return " ".join(redact_pdf(source, {}, words).warnings)


def outlines(canvas: Any) -> None:
    for n in range(30):
        canvas.circle(50 + 10 * n, 200, 4, stroke=0, fill=1)


def test_what_could_not_be_looked_for_is_said() -> None:
    assert "no text that could be searched" in warned(
        page(picture(scan("Jane Doe"), 0, 0, *SIZE)), ["Jane"]
    )
    assert "outlines" in warned(page(text("Jane"), outlines), ["Jane"])
    small = page(text("Jane"), picture(scan("Jane Doe").crop((90, 160, 300, 220)), 50, 50, 100, 30))
    assert "1 pictures of which most" in warned(small, ["Jane"])
    stamped = page(
        picture(scan("They met Jane Doe there, and left at noon"), 0, 0, *SIZE),
        text("Page 1 Jane", 50, 280),
    )
    assert "1 pictures of which most" in warned(stamped, ["Jane"])
    layered = page(picture(scan(WHOLE), 0, 0, *SIZE), text(WHOLE, mode=3))
    assert "pictures" not in warned(layered, ["Jane"])
    assert warned(page(text("Jane")), ["Jane"]) == ""


def test_strings_that_were_found_on_no_page_are_given_back() -> None:
    made = redact_pdf(page(text("Jane")), {}, ["Zebedee"], {"Jane": "Official A"})
    assert (made.unmet, made.warnings) == (("Zebedee",), ())


def test_a_warning_never_holds_the_string() -> None:
    assert "Zebedee" not in warned(page(text("Jane")), ["Zebedee"])


def test_what_cannot_be_done_is_refused_with_the_next_step() -> None:
    source = page(text(WHOLE))
    with pytest.raises(NoSuchSheetError, match="no page 2"):
        redact_pdf(source, {2: [Area(1, 1, 2, 2)]})
    for bad in (Area(5, 5, 5, 9), Area(1, 1, float("nan"), 2), Area(900, 900, 950, 950)):
        with pytest.raises(BadAreaError):
            redact_pdf(source, {1: [bad]})
    with pytest.raises(BadWordError):
        redact_pdf(source, {}, ["—"])
    with pytest.raises(NotPaperError):
        redact_pdf(b"no", {})
    locked = changed(source, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(LockedPaperError):
        redact_pdf(locked, {})


def test_programs_that_check_are_named_when_absent() -> None:
    if absent():
        pytest.skip(f"absent: {', '.join(absent())}; the other checks were made without them")


Change = Callable[[Any], None]
_NAMES = st.sampled_from(["Zedekiah", "Öztürk", "Quillfinch", "Wufflem", "Xanthippe"])


def _in_metadata(secret: str) -> Change:
    def change(opened: Any) -> None:
        opened.docinfo["/Subject"] = secret

    return change


def _in_outline(secret: str) -> Change:
    def change(opened: Any) -> None:
        with opened.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(secret, 0))

    return change


def _in_attachment(secret: str) -> Change:
    def change(opened: Any) -> None:
        opened.attachments[secret] = secret.encode()

    return change


def _shown(secret: str) -> bytes:
    return (
        b"BT /F1 12 Tf 2 4 Td <" + secret.encode("latin-1", "replace").hex().encode() + b"> Tj ET"
    )


def _set_page(degrees: int, *, is_cropped: bool) -> Change:
    def change(opened: Any) -> None:
        opened.pages[0].obj.Rotate = degrees
        if is_cropped:
            opened.pages[0].obj.CropBox = Array([30, 20, 390, 280])

    return change


def turned_over(canvas: Any) -> None:
    """What is drawn from here on stands on the next page."""
    canvas.restoreState()
    canvas.showPage()
    canvas.saveState()


@st.composite
def leaky(draw: st.DrawFn) -> tuple[str, bytes]:
    """A name, and a PDF that holds it in some of the places that a PDF has."""
    secret = draw(_NAMES)
    cut = draw(st.integers(1, len(secret) - 1))
    y = draw(st.integers(60, 250))
    body: dict[str, list[Any]] = {
        "plain": [
            text(
                f"They met {secret} there", 50, y, font=draw(st.sampled_from(["Helvetica", "Vera"]))
            )
        ],
        "pieces": [text(secret[:cut], 50, y), text(secret[cut:], 50 + _width(secret[:cut]), y)],
        "backwards": [text(secret[cut:], 50 + _width(secret[:cut]), y), text(secret[:cut], 50, y)],
        "hyphenated": [
            text(f"They met {secret[:cut]}-", 50, y),
            text(f"{secret[cut:]} there", 50, y - 14),
        ],
        "covered": [text(secret, 50, y), box(45, y - 5, 120, 18)],
        "ligature": [
            text(
                secret.replace("fi", "ﬁ").replace("ff", "\ufb00").replace("fl", "ﬂ"),
                50,
                y,
                font="Vera",
            )
        ],
        "over a page's end": [
            text(f"They met {secret[:cut]}-", 50, y),
            text("7", 200, 40),
            turned_over,
            text("Harbour Board, Inquiry", 50, 280),
            text(f"{secret[cut:]} there", 50, y),
        ],
        "none": [text("Nothing", 50, y)],
    }
    kind = draw(st.sampled_from(sorted(body)))
    source = page(*body[kind], text("Innocent", 300, 30))
    if kind != "over a page's end" and draw(st.booleans()):  # the earlier state has one page
        source = (
            saved_over(page(text(secret)), _content_of(source)) if draw(st.booleans()) else source
        )
    around = draw(st.sets(st.sampled_from([
        _in_metadata(secret), _in_outline(secret), _in_attachment(secret),
        note("Text", (5, 5, 15, 15), Contents=String(secret)),
        note_with_look("FreeText", (200, 20, 290, 40), _shown(secret), Contents=String(secret)),
        field(secret, (200, 260, 300, 280)), layer_off(secret.encode("latin-1")),
    ])))  # fmt: skip
    if around:
        for change in around:
            source = changed(source, change)
    turned = draw(st.sampled_from([0, 0, 90, 180, 270]))
    if turned or draw(st.booleans()):
        source = changed(source, _set_page(turned, is_cropped=draw(st.booleans())))
    return secret, source


def _width(words: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(words, "Helvetica", 12))


@pytest.mark.parametrize("turned", [0, 90])
def test_a_word_that_is_set_again_in_a_hidden_layer_is_not_told_by_what_is_seen(
    tmp_path: Path, turned: int
) -> None:
    """The layer is found, and the word that everybody sees stands there last letters first."""
    seen = page(text("edekiah", 50 + _width("Z"), 60), text("Z", 50, 60), text("Innocent", 300, 30))
    source = changed(
        changed(seen, layer_off(b"Zedekiah")),
        lambda pdf: pdf.pages[0].rotate(turned, relative=False),
    )
    made = _holds("Zedekiah", source, tmp_path, is_thorough=True)
    assert made.told == ()
    assert made.sheets[0].found >= 1


def _content_of(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.pages[0].Contents.read_bytes()


def _holds(secret: str, source: bytes, folder: Path, *, is_thorough: bool) -> RedactedPaper:
    made = redact_pdf(source, {}, [secret], {secret: "Person 1"})
    assert leaks(made.pdf, [secret, secret[:5], secret[-5:]], folder, is_thorough=is_thorough) == []
    found = audit(made.pdf)
    assert found.failures == ()
    assert not any(secret.casefold() in one.text.casefold() for one in found.findings)
    return made


QUICK = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUICK
@given(leaky())
def test_a_secret_is_in_no_byte_of_what_comes_out(tmp_path: Path, made: tuple[str, bytes]) -> None:
    _holds(*made, tmp_path, is_thorough=True)


@pytest.mark.slow  # each file is looked through by five programs; MUNIMENT_EXAMPLES=1000 takes half an hour
@pytest.mark.timeout(7_200)
@settings(QUICK, max_examples=int(os.environ.get("MUNIMENT_EXAMPLES", "100")))
@given(leaky())
def test_many_secrets_are_in_no_byte_of_what_comes_out(
    tmp_path: Path, made: tuple[str, bytes]
) -> None:
    _holds(*made, tmp_path, is_thorough=True)
