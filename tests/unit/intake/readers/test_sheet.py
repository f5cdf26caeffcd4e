import struct
import zipfile
from pathlib import Path

import pytest

from muniment.errors import LockedError, UnreadableError
from muniment.intake.readers import sheet
from muniment.intake.tabular.cells import column_type
from muniment.model.passage import Passage
from muniment.model.reading import Fact, Member, ReadWarning, Source
from tests.golden._make.workbooks import cell, write_xlsx
from tests.golden._make.workbooks import sheet as worksheet

GOLDEN = Path(__file__).parents[3] / "golden" / "sheet"


def pieces(path: Path, format_: str = "xlsx", **settings: str) -> list[object]:
    source = Source(path, path.name, format_, settings=settings)
    found = list(sheet.read(source))
    texts = dict(sheet.texts(source))
    for p in found:
        if isinstance(p, Passage):
            assert texts[p.locator.text][p.locator.start : p.locator.end] == p.text
    return list(found)


def warnings(found: list[object]) -> list[ReadWarning]:
    return [p for p in found if isinstance(p, ReadWarning)]


def test_one_cell_in_the_far_corner_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    far = worksheet({1: [cell("A1", 1)], 1048576: [cell("XFD1048576", 1)]})
    write_xlsx(path, {"far": far, "near": worksheet({1: [cell("A1", "hello"), cell("B1", 1)]})})
    found = pieces(path)
    assert [p.text for p in found if isinstance(p, Passage)] == ["hello | 1"]
    (warning,) = warnings(found)
    assert "17,179,869,184 cells" in warning.cause
    assert warning.place == "sheet far"


def test_a_header_set_by_hand_holds_for_every_sheet(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    rows = {
        4: [cell("C4", "x"), cell("D4", "y")],
        5: [cell("C5", "a"), cell("D5", "b")],
        6: [cell("C6", 1)],
    }
    write_xlsx(path, {"s": worksheet(rows)})
    assert [p.text for p in pieces(path, header="5") if isinstance(p, Passage)][-1] == "a: 1"
    assert [p.text for p in pieces(path, header="0") if isinstance(p, Passage)] == [
        "x | y",
        "a | b",
        "1",
    ]
    found = [p for p in pieces(path) if isinstance(p, Passage)]
    assert found[-1].text == "x: 1"
    assert found[-1].locator.place == "sheet s, row 6"


def test_a_name_over_merged_cells_names_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    rows = {
        1: [cell("A1", "who"), cell("B1", "cost"), cell("D1", "note")],
        2: [cell("A2", "Anna"), cell("B2", 1), cell("C2", 2), cell("D2", "x")],
    }
    write_xlsx(path, {"s": worksheet(rows, merged="B1:C1")})
    last = [p.text for p in pieces(path) if isinstance(p, Passage)][-1]
    assert last == "who: Anna | cost: 1 | cost: 2 | note: x"


def test_pictures_come_out_and_charts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(path, {"s": worksheet({1: [cell("A1", "x")]})})
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("xl/media/image1.png", b"picture")
        out.writestr("xl/charts/chart1.xml", "<chart/>")
    source = Source(path, "x.xlsx", "xlsx")
    (member,) = (
        (p.name, p.content.read())  # type: ignore[union-attr]
        for p in sheet.read(source)
        if isinstance(p, Member)
    )
    assert member == ("xl/media/image1.png", b"picture")
    (warning,) = warnings(pieces(path))
    assert "xl/charts/chart1.xml" in warning.cause
    assert warning.is_loss


def test_notes_at_cells_are_passages(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(path, {"Gifts": worksheet({1: [cell("A1", "x")]})})
    with zipfile.ZipFile(path, "a") as out:
        out.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            '<Relationships><Relationship Id="r" Target="../comments1.xml"/></Relationships>',
        )
        out.writestr(
            "xl/comments1.xml",
            "<comments><authors><author>A. Marsh</author></authors><commentList>"
            '<comment ref="B4" authorId="0"><text><r><t>who </t></r><r><t>paid?</t></r></text></comment>'
            '<comment ref="B5" authorId="7"><text><t>not me</t></text></comment>'
            "</commentList></comments>",
        )
    found = [p for p in pieces(path) if isinstance(p, Passage) and p.kind == "note"]
    assert [(p.text, p.author, p.locator.place) for p in found] == [
        ("who paid?", "A. Marsh", "sheet Gifts, note at B4"),
        ("not me", "", "sheet Gifts, note at B5"),
    ]


def test_hidden_rows_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    xml = worksheet({1: [cell("A1", "x")], 2: [cell("A2", "y")]})
    write_xlsx(path, {"s": xml.replace('<row r="2">', '<row r="2" hidden="1">')})
    facts = {(f.name, f.value) for f in pieces(path) if isinstance(f, Fact)}
    assert ("hidden", "1 rows of sheet s") in facts


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    whole = (GOLDEN / "ledger.xlsx").read_bytes()
    for data in (b"", b"PK", whole[:700], whole[:-30], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99):
        path = tmp_path / "x.xlsx"
        path.write_bytes(data)
        with pytest.raises(UnreadableError) as caught:
            pieces(path)
        assert caught.value.values["step"]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(path, {"s": worksheet({1: [cell("A1", "x")]})})
    data = path.read_bytes()
    at = data.find(b"PK\1\2")
    path.write_bytes(data[: at + 24] + struct.pack("<I", 0xFFFFFFF0) + data[at + 28 :])
    with pytest.raises(UnreadableError, match="1 GiB"):
        pieces(path)


def test_a_locked_workbook_says_so(tmp_path: Path) -> None:
    from tests.unit.intake.test_identify import compound

    path = tmp_path / "x.xlsx"
    path.write_bytes(compound("EncryptionInfo", "EncryptedPackage"))
    with pytest.raises(LockedError):
        pieces(path)


def test_types_that_disagree() -> None:
    assert column_type(["integer", "decimal"]) == "decimal"
    assert column_type(["integer", "text"]) == "mixed"
    assert column_type([]) == "empty"
