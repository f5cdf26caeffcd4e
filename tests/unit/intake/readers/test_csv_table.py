import csv
import io
import json
import time
from pathlib import Path

import pytest

from muniment.intake.readers import csv_table
from muniment.model.passage import Passage, PassageKind
from muniment.model.reading import Fact, ReadWarning, Source


def pieces(tmp_path: Path, data: bytes | str, **settings: str) -> list[object]:
    path = tmp_path / "t.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    source = Source(path, "t.csv", "csv", settings=settings)
    found = list(csv_table.read(source))
    texts = dict(csv_table.texts(source))
    for p in found:
        if isinstance(p, Passage):
            assert texts[p.locator.text][p.locator.start : p.locator.end] == p.text
            assert 0 < len(p.text) <= 20_000
    return list(found)


def rows(tmp_path: Path, data: bytes | str, **settings: str) -> list[str]:
    return [p.text for p in pieces(tmp_path, data, **settings) if isinstance(p, Passage)]


def columns(found: list[object]) -> dict[str, str]:
    (fact,) = (f for f in found if isinstance(f, Fact) and f.name == "columns")
    return {c["name"]: c["type"] for c in json.loads(fact.value)["columns"]}


def test_settings_by_hand_win(tmp_path: Path) -> None:
    data = "x;y\nbus;4,5\ntea;3\n"
    assert rows(tmp_path, data)[1] == "x: bus | y: 4,5"
    assert rows(tmp_path, data, delimiter=",", header="no") == ["x;y", "bus;4 | 5", "tea;3"]
    assert rows(tmp_path, data, header="2")[2] == "bus: tea | 4,5: 3"
    assert rows(tmp_path, "1;2\n3;4\n", header="yes") == ["1 | 2", "1: 3 | 2: 4"]
    assert rows(tmp_path, "n\n\xe9\n".encode("latin-1"), encoding="cp1251", header="1")[1] == "n: й"


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ("party,2015,2017\nLab,232,262\nCon,330,317\n", True),
        ("2015,232\n2017,262\n", False),
        ("Lab,Hexley\nCon,Brock\nLab,Brock\n", False),
        ("party,seat\nCon,Brock\nLab,Hexley\n", True),
        ("who,when\nAnna,2021-05-02\n", True),
        ("who,how much\nAnna,£461.00\n", True),
        ("Anna,£461.00\nBrock,£3\n", False),
    ],
)
def test_a_header_is_found_or_not(tmp_path: Path, table: str, header: bool) -> None:
    first = next(p for p in pieces(tmp_path, table) if isinstance(p, Passage))
    assert (first.kind is PassageKind.HEADING) is header


def test_types_of_columns(tmp_path: Path) -> None:
    table = "a,b,c,d,e,f,g,h\n" + "1,1.5,2021-05-02,2021-05-02T10:00,10:00,true,007,\n" * 1000
    wanted = ["integer", "decimal", "date", "datetime", "time", "boolean", "text", "empty"]
    assert list(columns(pieces(tmp_path, table)).values()) == wanted
    late = "a\tb\n" + "1\t1\n" * 3000 + "1\tone\n"
    assert columns(pieces(tmp_path, late)) == {"a": "integer", "b": "text"}


def test_no_cell_is_lost(tmp_path: Path) -> None:
    cells = [["a", "b"], ["1\n2", 'q"q'], ["", " x "], ["=1+1", "\t"], ["7", "é"]]
    made = io.StringIO()
    csv.writer(made).writerows(cells)
    found = rows(tmp_path, made.getvalue(), header="1")
    assert found == ["a | b", 'a: 1\n2 | b: q"q', "b:  x ", "a: =1+1 | b: \t", "a: 7 | b: é"]


def test_a_quotation_mark_that_is_never_closed_costs_its_row(tmp_path: Path) -> None:
    table = "a,b\n" + 'x,"open\n' + "1,2\n" * 5000
    found = pieces(tmp_path, table)
    assert sum(isinstance(p, Passage) for p in found) == 5002
    (warning,) = (p for p in found if isinstance(p, ReadWarning))
    assert warning.place == "row 2"


def test_quotation_marks_that_never_close_cost_no_time(tmp_path: Path) -> None:
    lines = [f'{n},"open {n}' if n % 2000 == 0 else f"{n},x" for n in range(60_000)]
    begun = time.process_time()
    found = rows(tmp_path, "n,b\n" + "\n".join(lines))
    assert len(found) > 40_000
    assert time.process_time() - begun < 5


def test_a_giant_line_is_cut(tmp_path: Path) -> None:
    found = pieces(tmp_path, "a,b\n1,2\n" + "x" * 3_000_000 + "\n3,4\n")
    assert sum(p.text.count("x") for p in found if isinstance(p, Passage)) == 3_000_000
    warnings = [p for p in found if isinstance(p, ReadWarning)]
    assert "cut into several rows" in warnings[0].cause


def test_a_long_table_has_several_texts(tmp_path: Path) -> None:
    found = pieces(tmp_path, "a,b\n" + "word,another word\n" * 60_000)
    names = {p.locator.text for p in found if isinstance(p, Passage)}
    assert names == {"table", "table, from row 40332"}


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,,\n", b'"', b"\0", b"\xff\xfe", b"\r"])
def test_next_to_nothing(tmp_path: Path, data: bytes) -> None:
    assert len(rows(tmp_path, data)) <= 1
