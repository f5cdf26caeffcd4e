"""The audit: each way in which a redaction fails is found, and its good twin is not."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from muniment.dossier.paper.audit import audit
from muniment.dossier.paper.findings import FAILURES, Kind
from muniment.errors import LockedPaperError, NotPaperError
from tests.unit.dossier.paper.leaky import (
    SIZE,
    box,
    changed,
    field,
    layer_off,
    note,
    note_with_look,
    page,
    picture,
    saved_over,
    scan,
    text,
)

WHOLE = "The harbour master Jane Doe left"
OVER_NAME = box(158, 197, 53, 14)


def failures(pdf: bytes) -> list[tuple[Kind, str]]:
    return [(found.kind, found.text) for found in audit(pdf).failures]


def remains(pdf: bytes, *kinds: Kind) -> list[str]:
    return [found.text for found in audit(pdf).remains if found.kind in kinds]


def hatch(canvas: object) -> None:
    for n in range(26):
        canvas.setLineWidth(1.4)  # type: ignore[attr-defined]
        canvas.line(154 + 2 * n, 196, 162 + 2 * n, 212)  # type: ignore[attr-defined]
        canvas.line(162 + 2 * n, 196, 154 + 2 * n, 212)  # type: ignore[attr-defined]


def clipped(canvas: object) -> None:
    path = canvas.beginPath()  # type: ignore[attr-defined]
    path.rect(10, 10, 20, 20)
    canvas.clipPath(path, stroke=0)  # type: ignore[attr-defined]
    OVER_NAME(canvas)


BAD = {
    "a box on text": (page(text(WHOLE), OVER_NAME), Kind.COVERED, "Jane Doe"),
    "a white box on text": (page(text(WHOLE), box(158, 197, 53, 14, grey=1)), Kind.COVERED, "Jane Doe"),
    "a picture on text": (
        page(text(WHOLE), picture(scan("", is_black=True).crop((100, 175, 300, 200)), 158, 197, 53, 14)),
        Kind.COVERED,
        "Jane Doe",
    ),
    "a box, and lines across it": (page(text(WHOLE), OVER_NAME, hatch), Kind.COVERED, "Jane Doe"),
    "lines across text": (page(text(WHOLE), hatch), Kind.CROSSED, "Jane Doe"),
    "black text on a black box": (page(OVER_NAME, text(WHOLE)), Kind.BLACK, "Jane Doe"),
    "text below other text": (
        page(text("Jane Doe", 157), box(150, 190, 100, 25, grey=1), text("somebody", 157)),
        Kind.OVERPRINTED,
        "Jane Doe",
    ),
    "the layer of a blackened scan": (
        page(picture(scan("", is_black=True), 0, 0, *SIZE), text("Jane Doe", mode=3)),
        Kind.BLACKENED,
        "Jane Doe",
    ),
    "a mark that was never carried out": (
        changed(page(text(WHOLE)), note("Redact", (158, 197, 211, 211))),
        Kind.UNAPPLIED,
        "Jane Doe",
    ),
    "a black annotation": (
        changed(page(text(WHOLE)), note_with_look("Square", (158, 197, 211, 211), b"0 g 0 0 53 14 re f")),
        Kind.COVERED,
        "Jane Doe",
    ),
    "an opaque highlight": (
        changed(
            page(text(WHOLE)),
            note("Highlight", (158, 197, 211, 211), C=Array([0, 0, 0]),
                 QuadPoints=Array([158, 211, 211, 211, 158, 197, 211, 197])),
        ),
        Kind.COVERED,
        "Jane Doe",
    ),
    "a field under an annotation": (
        changed(
            changed(page(text("Name:", 50)), field("Jane Doe", (90, 195, 200, 215))),
            note_with_look("Square", (88, 193, 202, 217), b"0 g 0 0 114 24 re f"),
        ),
        Kind.FIELD,
        "Jane Doe",
    ),
    "an earlier state": (
        saved_over(page(text(WHOLE)), b"BT /F1 12 Tf 50 200 Td (The harbour master left) Tj ET"),
        Kind.REVISION,
        "Jane Doe",
    ),
}  # fmt: skip

GOOD = {
    "text on a dark table": page(box(40, 190, 300, 30), text(WHOLE, grey=1)),
    "text on a grey table": page(box(40, 190, 300, 30, grey=0.8), text(WHOLE)),
    "an empty frame": page(text(WHOLE), box(158, 197, 53, 14, filled=False)),
    "a box that is clipped away": page(text(WHOLE), clipped),
    "a box on spaces": page(text("Jane        Doe"), box(79, 197, 20, 14)),
    "a box beside text": page(text(WHOLE), box(157, 100, 60, 14)),
    "a rule under text": page(text(WHOLE), box(50, 198.5, 180, 0.8)),
    "one stroke through text": page(text(WHOLE), box(50, 203.5, 180, 0.8)),
    "a reason printed into its box": page(OVER_NAME, text("REDACTED", 161, size=9)),
    "bold by drawing twice": page(text(WHOLE), text(WHOLE, 50.2)),
    "a scan with its layer": page(picture(scan(WHOLE), 0, 0, *SIZE), text(WHOLE, mode=3)),
    "a scan on its text": page(text(WHOLE), picture(scan(WHOLE), 0, 0, *SIZE)),
    "a highlight": changed(
        page(text(WHOLE)),
        note("Highlight", (158, 197, 211, 211), C=Array([1, 1, 0]),
             QuadPoints=Array([158, 211, 211, 211, 158, 197, 211, 197])),
    ),
    "a field that shows": changed(page(text("Name:", 50)), field("Jane Doe", (90, 195, 200, 215))),
    "a state to which a line was added": saved_over(
        page(text("First")),
        b"BT /F1 12 Tf 50 200 Td (First) Tj ET BT /F1 12 Tf 50 100 Td (Second) Tj ET",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_failed_redaction_is_found_with_its_words(name: str) -> None:
    pdf, kind, words = BAD[name]
    assert failures(pdf) == [(kind, words)]


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_made_of_an_ordinary_page(name: str) -> None:
    assert failures(GOOD[name]) == []


def test_a_finding_says_where_in_points_from_the_corner_of_the_visible_page() -> None:
    def crop(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.CropBox = Array([40, 50, 400, 300])

    for pdf, origin in (
        (page(text(WHOLE), OVER_NAME), (0, 0)),
        (changed(page(text(WHOLE), OVER_NAME), crop), (40, 50)),
    ):
        (found,) = audit(pdf).failures
        (place,) = found.boxes
        assert place.page == found.page == 1
        assert 158 - 1 < place.left + origin[0] < 158 + 3 < place.right + origin[0] < 211 + 1
        assert 195 < place.bottom + origin[1] < 200 < 205 < place.top + origin[1] < 215


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_turned_page_is_judged_as_well(degrees: int) -> None:
    def turn(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.Rotate = degrees

    assert failures(changed(page(text(WHOLE), OVER_NAME), turn)) == [(Kind.COVERED, "Jane Doe")]
    assert failures(changed(page(text(WHOLE)), turn)) == []


def test_what_pages_do_not_show_is_told_apart_from_failures() -> None:
    def fill(opened: pikepdf.Pdf) -> None:
        opened.docinfo["/Title"] = "On Jane Doe"
        opened.attachments["list.txt"] = b"Jane Doe"
        opened.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))
        with opened.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Doe, Jane", 0))
        note("Text", (10, 10, 20, 20), Contents=String("ask Jane Doe"))(opened)
        layer_off(b"Jane Doe (draft)")(opened)

    pdf = changed(
        page(text("Nothing"), text("Jane Doe", 50, 400), text("white", 50, 100, grey=1)), fill
    )
    assert failures(pdf) == []
    assert remains(pdf, Kind.METADATA)[:1] != []
    assert "On Jane Doe" in remains(pdf, Kind.METADATA)
    assert remains(pdf, Kind.ATTACHMENT) == ["list.txt"]
    assert remains(pdf, Kind.OUTLINE) == ["Doe, Jane"]
    assert remains(pdf, Kind.NOTE) == ["ask Jane Doe"]
    assert remains(pdf, Kind.LAYERED)[0].startswith("Jane Doe")
    assert remains(pdf, Kind.OUTSIDE) == ["Jane Doe"]
    assert remains(pdf, Kind.PALE) == ["white"]
    assert remains(pdf, Kind.SCRIPT) == [""]


def test_nearly_white_text_and_nearly_black_text_on_black_are_not_seen() -> None:
    assert remains(page(text("Jane Doe", grey=0.98)), Kind.PALE) == ["Jane Doe"]
    assert failures(page(OVER_NAME, text(WHOLE, grey=0.02))) == [(Kind.BLACK, "Jane Doe")]
    assert failures(page(text(WHOLE, grey=0.8))) == []


def test_every_finding_has_a_sentence() -> None:
    pdf, _, _ = BAD["a box on text"]
    assert audit(pdf).failures[0].said == "Page 1: text can be copied out from under a drawn box."
    assert Kind.COVERED in FAILURES
    assert Kind.METADATA not in FAILURES


def test_a_locked_file_and_no_file_are_told() -> None:
    locked = changed(
        page(text(WHOLE)), lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")
    )
    with pytest.raises(LockedPaperError, match="password"):
        audit(locked)
    with pytest.raises(NotPaperError):
        audit(b"%PDF-1.4\nnothing")
    with pytest.raises(NotPaperError):
        audit(b"")


def test_the_audit_is_the_same_every_time() -> None:
    pdf, _, _ = BAD["lines across text"]
    assert audit(pdf) == audit(pdf)


def test_the_goldens_of_the_readers_raise_no_alarm() -> None:
    folder = Path(__file__).parents[3] / "golden" / "pdf"
    looked = 0
    for path in sorted(folder.glob("*.pdf")):
        try:
            assert audit(path.read_bytes()).failures == (), path.name
            looked += 1
        except LockedPaperError:
            continue
    assert looked >= 4


def test_a_damaged_structure_becomes_a_warning() -> None:
    def break_notes(opened: pikepdf.Pdf) -> None:
        note("Text", (1, 1, 5, 5))(opened)
        opened.pages[0].obj.Annots[-1].F = String("x")

    found = audit(changed(page(text(WHOLE), OVER_NAME), break_notes))
    assert found.failures[0].text == "Jane Doe"
    assert "damaged" in found.warnings[0]
