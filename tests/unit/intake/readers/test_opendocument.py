"""OpenDocument texts: what hangs in a paragraph is told after it, what was struck out at the end."""

from pathlib import Path

import pytest

from muniment.errors import LockedError, UnreadableError
from muniment.intake.readers import opendocument
from muniment.model.passage import Passage
from muniment.model.reading import Piece, ReadWarning, Source
from tests.golden._make.make_odt import LOCKED
from tests.golden._make.office_writer import write_odt, write_zip


def read(tmp_path: Path, data: bytes) -> list[Piece]:
    path = tmp_path / "a.odt"
    path.write_bytes(data)
    source = Source(path, "a.odt", "odt")
    pieces = list(opendocument.read(source))
    text = dict(opendocument.texts(source))["text"]
    assert all(
        text[p.locator.start : p.locator.end] == p.text for p in pieces if isinstance(p, Passage)
    )
    return pieces


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:p>a<text:s/>b<text:s text:c='3'/>c<text:tab/>d</text:p>", ["a b   c\td"]),
        ("<text:p>a<!-- gone -->b<?pi gone?>c</text:p>", ["abc"]),
        ("<text:p>a<text:s text:c='x'/>b</text:p>", ["a b"]),
        ("<text:p>a<text:hidden-text text:string-value='h'/>b</text:p>", ["ab", "h"]),
        ("<text:p>a <text:page-number>12</text:page-number></text:p>", ["a 12"]),
        ("<text:p>a<office:annotation><text:p>n</text:p></office:annotation>b</text:p>", ["ab", "n"]),
        ("<text:list><text:list-item><text:h text:outline-level='9'>x</text:h></text:list-item></text:list>", ["x"]),
        ("<table:table><table:table-row><table:table-cell><text:p>a</text:p><table:table><table:table-row>"
         "<table:table-cell><text:p>in</text:p></table:table-cell></table:table-row></table:table>"
         "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
         "</table:table>", ["a in | b"]),
        ("", []),
    ],
)  # fmt: skip
def test_words(tmp_path: Path, body: str, expected: list[str]) -> None:
    found = [p.text for p in read(tmp_path, write_odt(body)) if isinstance(p, Passage)]
    assert found == expected


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(LockedError):
        read(tmp_path, write_odt("noise", **{"META-INF/manifest.xml": LOCKED}))


def test_a_torn_part_is_read_so_far(tmp_path: Path) -> None:
    pieces = read(tmp_path, write_odt("<text:p>so far</text:p><text:p>torn"))
    assert [p.text for p in pieces if isinstance(p, Passage)] == ["so far", "torn"]
    assert any(p.is_loss for p in pieces if isinstance(p, ReadWarning))


def test_a_zip_without_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read(tmp_path, write_zip({"mimetype": "application/vnd.oasis.opendocument.text"}))
