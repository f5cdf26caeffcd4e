"""The index as a folder: made, opened, written by one, read by many, thrown away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.errors import CaseBusyError, QueryError, StaleIndexError
from muniment.search import Entry, SearchIndex, parse

ROOT = Path(__file__).parents[3]


def keys(index: SearchIndex, query: str, **options: object) -> list[int]:
    return [found.key for found in index.search(parse(query), **options).results]  # type: ignore[arg-type]


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    made = SearchIndex.create(tmp_path / "index")
    with made.writer() as writer:
        writer.add(
            [
                Entry(1, 1, 1, "See you at the Anchor", author="Anna Kowal", kinds=("message", "chat"),
                      place=("Night Shift", "EX-0001"), epoch=1_647_615_360, month="2022-03"),
                Entry(2, 1, 2, "The anchor bus is late", author="Ben", kinds=("message", "chat"),
                      place=("Night Shift", "EX-0001"), epoch=1_647_615_360, month="2022-03"),
                Entry(3, 2, 1, "An anchor was seen", kinds=("paragraph", "article"), role="account"),
                Entry(4, 2, 2, "Please support our anchor", is_furniture=True, role="account"),
            ]
        )  # fmt: skip
    return made


def test_what_is_committed_is_found_by_an_index_opened_before(index: SearchIndex) -> None:
    reader = SearchIndex.open(index.folder)
    assert reader.count() == 4
    with index.writer() as writer:
        writer.add([Entry(5, 3, 1, "Anchors aweigh")])
        assert keys(reader, "aweigh") == []
        writer.commit()
        assert keys(reader, "aweigh") == [5]


def test_a_result_carries_what_the_entry_said(index: SearchIndex) -> None:
    [first] = index.search(parse("see from:anna")).results
    assert (first.key, first.exhibit, first.number, first.epoch) == (1, 1, 1, 1_647_615_360)
    [other] = index.search(parse("seen")).results
    assert other.epoch is None


def test_boilerplate_is_left_out_unless_asked_for(index: SearchIndex) -> None:
    assert sorted(keys(index, "anchor")) == [1, 2, 3]
    assert sorted(keys(index, "anchor is:any")) == [1, 2, 3, 4]
    assert keys(index, "anchor is:boilerplate") == [4]


def test_undated_passages_come_last_both_ways(index: SearchIndex) -> None:
    assert keys(index, "anchor", sort="time") == [1, 2, 3]
    assert keys(index, "anchor", sort="time-desc") == [1, 2, 3]
    assert keys(index, "anchor", sort="citation") == [1, 2, 3]


def test_facets_count_what_answers(index: SearchIndex) -> None:
    fields = ("kind", "author", "place", "month", "role", "custodian")
    assert index.facets(parse("anchor"), fields) == {
        "kind": [("chat", 2), ("message", 2), ("article", 1), ("paragraph", 1)],
        "author": [("Anna Kowal", 1), ("Ben", 1)],
        "place": [("Night Shift", 2)],
        "month": [("2022-03", 2)],
        "role": [("primary", 2), ("account", 1)],
        "custodian": [],
    }
    assert index.facets(parse("anchor"), ("kind",), size=1) == {"kind": [("chat", 2)]}
    assert index.facets(parse("anchor"), ()) == {}


def test_an_error_while_writing_leaves_what_was_committed(index: SearchIndex) -> None:
    def fail_midway() -> Iterator[Entry]:
        yield Entry(9, 9, 1, "lost")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), index.writer() as writer:
        writer.add(fail_midway())
    assert index.count() == 4
    with index.writer() as writer:
        writer.add([Entry(9, 9, 1, "kept")])
    assert keys(index, "lost OR kept") == [9]


def test_a_second_writer_is_told_to_wait(index: SearchIndex) -> None:
    other = SearchIndex.open(index.folder)
    with index.writer(), pytest.raises(CaseBusyError), other.writer():
        pass


def test_an_empty_index_answers(tmp_path: Path) -> None:
    index = SearchIndex.create(tmp_path / "index")
    assert index.count() == 0
    assert index.search(parse("x"), "time").total == 0
    assert index.facets(parse("x"), ("author",)) == {"author": []}


def test_creating_throws_an_older_index_away_and_nothing_else(
    index: SearchIndex, tmp_path: Path
) -> None:
    assert SearchIndex.create(index.folder).count() == 0
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("keep me")
    with pytest.raises(FileExistsError):
        SearchIndex.create(tmp_path / "papers")


def test_a_missing_or_older_index_is_stale(index: SearchIndex, tmp_path: Path) -> None:
    with pytest.raises(StaleIndexError, match="missing"):
        SearchIndex.open(tmp_path / "nowhere")
    (index.folder / "muniment-index.json").write_text('{"index": 0}')
    with pytest.raises(StaleIndexError, match="another version"):
        SearchIndex.open(index.folder)
    (index.folder / "muniment-index.json").unlink()
    with pytest.raises(StaleIndexError, match="never finished"):
        SearchIndex.open(index.folder)


@pytest.mark.parametrize("how", ["cut", "emptied", "gone", "garbled"])
def test_a_damaged_index_is_stale(index: SearchIndex, how: str) -> None:
    """Every file in turn: opening and asking either works or says that the index is damaged."""
    told = 0
    for path in sorted(index.folder.iterdir()):
        if (
            path.name.startswith(".")
            or path.suffix == ".lock"
            or path.name == "muniment-index.json"
        ):
            continue
        whole = path.read_bytes()
        path.chmod(0o644)
        if how == "gone":
            path.unlink()
        else:
            garbled = bytes(byte ^ 0xFF for byte in whole)
            path.write_bytes({"cut": whole[:-9], "emptied": b"", "garbled": garbled}[how])
        code = (
            "import sys; from pathlib import Path; from muniment.search import *\n"
            "from muniment.errors import StaleIndexError\n"
            "try:\n"
            "    index = SearchIndex.open(Path(sys.argv[1]))\n"
            "    index.search(parse('anchor bus \"the anchor\"'), 'time')\n"
            "    index.facets(parse('*'), ('author',))\n"
            "except StaleIndexError: print('stale')\n"
            "else: print('fine')\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(index.folder)], capture_output=True, text=True
        )
        assert done.stdout.strip() in {"stale", "fine"}, done.stderr
        told += done.stdout.strip() == "stale"
        path.write_bytes(whole)
    assert told >= 3
    assert keys(SearchIndex.open(index.folder), "bus") == [2]


def test_a_cursor_belongs_to_its_search(index: SearchIndex) -> None:
    page = index.search(parse("anchor"), "time", 1)
    assert page.cursor
    for query, sort, cursor in [
        ("bus", "time", page.cursor),
        ("anchor", "citation", page.cursor),
        ("anchor", "time", "nonsense"),
        ("anchor", "time", "time.x.-1.y"),
    ]:
        with pytest.raises(QueryError):
            index.search(parse(query), sort, 1, cursor)
    with pytest.raises(ValueError, match="sort"):
        index.search(parse("x"), "beauty")


def test_as_written_needs_the_texts(index: SearchIndex) -> None:
    with pytest.raises(QueryError, match="texts are not at hand"):
        index.search(parse("=Anchor"))
    texts = {1: "See you at the Anchor", 2: "The anchor bus is late", 3: "An anchor was seen"}
    asked: list[int] = []

    def read(wanted: object) -> list[tuple[int, str]]:
        asked.extend(wanted)  # type: ignore[arg-type]
        return [(key, texts[key]) for key in wanted]  # type: ignore[attr-defined]

    whole = SearchIndex.open(index.folder, read)
    assert keys(whole, "=Anchor") == [1]
    assert keys(whole, "-=Anchor bus") == [2]
    assert asked == [1, 2, 3, 1, 2, 3]
    asked.clear()
    assert keys(whole, "=anchor bus") == [2]
    assert asked == [2]  # only the texts of those for which the rest holds
    assert keys(whole, "=anchor bus", sort="time") == [2]
    assert asked == [2]  # remembered


def test_too_many_candidates_are_said(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.search.plan.MOST_CANDIDATES", 2)
    texts = ["", "See you at the Anchor", "The anchor bus is late", "An anchor was seen"]
    whole = SearchIndex.open(index.folder, lambda wanted: [(key, texts[key]) for key in wanted])
    results = whole.search(parse("=anchor"))
    assert (results.total, results.is_at_least) == (1, True)
    assert not whole.search(parse("=bus")).is_at_least


def test_fifty_thousand_results_are_walked_to_the_end(tmp_path: Path) -> None:
    """Many at the same second; passages are added and merged while the walk goes on."""
    index = SearchIndex.create(tmp_path / "index")
    with index.writer() as writer:
        for start in range(1, 50_001, 9_973):
            writer.add(
                Entry(key, 1 + key % 3, key, "same", epoch=key % 5 * 60 if key % 11 else None)
                for key in range(start, min(start + 9_973, 50_001))
            )
            writer.commit()
    wanted = {
        "time": sorted(range(1, 50_001), key=lambda k: (k % 11 == 0, k % 5 if k % 11 else 0, k)),
        "time-desc": sorted(
            range(1, 50_001), key=lambda k: (k % 11 == 0, -(k % 5) if k % 11 else 0, k)
        ),
        "citation": sorted(range(1, 50_001), key=lambda k: (1 + k % 3, k)),
    }
    added = 50_000
    for sort in ("time", "time-desc", "citation", "relevance"):
        walked: list[int] = []
        cursor = ""
        while True:
            page = index.search(parse("same"), sort, 9_001, cursor)
            walked += [found.key for found in page.results]
            cursor = page.cursor
            if not cursor:
                break
            added += 1
            with index.writer() as writer:
                writer.add([Entry(added, 9, added, "same")])
        before = [key for key in walked if key <= 50_000]
        assert len(walked) == len(set(walked))
        assert (
            before == wanted[sort] if sort in wanted else sorted(before) == sorted(wanted["time"])
        )


def test_reading_works_while_another_process_writes(index: SearchIndex) -> None:
    code = (
        "import sys; from pathlib import Path; from muniment.search import *\n"
        "index = SearchIndex.open(Path(sys.argv[1]))\n"
        "with index.writer() as writer:\n"
        "    writer.add([Entry(7, 7, 1, 'written elsewhere')]); writer.commit()\n"
        "    print('ready', flush=True); sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(index.folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ,
    ) as other:  # fmt: skip
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        assert keys(index, "elsewhere") == [7]
        assert keys(SearchIndex.open(index.folder), "elsewhere") == [7]
        with pytest.raises(CaseBusyError), index.writer():
            pass
        other.communicate("\n")
    assert other.returncode == 0


def test_hostile_text_is_indexed(tmp_path: Path) -> None:
    index = SearchIndex.create(tmp_path / "index")
    texts = ["a\x00b", "\ud800 lone", "x" * 90_000, "é" * 70_000, "\u202eabc", "💣" * 5_000, ""]
    with index.writer() as writer:
        writer.add(
            Entry(
                n,
                1,
                n,
                text,
                ("message",),
                author=text[:99],
                place=(text[:99],),
                custodian="\udfff",
            )
            for n, text in enumerate(texts, 1)
        )
    assert index.count() == len(texts)
    assert keys(index, "lone") == [2]
    assert keys(index, "a b") == [1]
    assert keys(index, "abc") == [5]
    assert len(index.facets(parse("*"), ("author", "place", "custodian"))["custodian"]) == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("/.{0,90}x.{0,90}/", "too long"),
        (f"{'word' * 12}~1 NEAR/9 bus", "too long"),
        ("(a OR b OR c OR d OR e OR f OR g OR h OR i) NEAR/2 " * 2 + "x", "at most 64 pairs"),
    ],
)
def test_what_is_too_large_is_an_error_in_the_query(
    index: SearchIndex, query: str, told: str
) -> None:
    for ask in (index.search, index.facets):
        with pytest.raises(QueryError, match=told):
            ask(parse(query))


def test_sparse_keys_of_one_second_are_walked_in_the_order_they_came(tmp_path: Path) -> None:
    """Keys as the case makes them: the exhibit's number times 2^32, plus the passage's."""
    index = SearchIndex.create(tmp_path / "index")
    wanted = [(exhibit << 32) + number for exhibit in range(1, 41) for number in range(1, 6)]
    with index.writer() as writer:
        for start in range(0, 200, 30):
            writer.add(
                Entry(key, key >> 32, key & 0xFFFF, "same", epoch=7 if key & 1 else None)
                for key in wanted[start : start + 30]
            )
            writer.commit()
    in_order = [k for k in wanted if k & 1] + [k for k in wanted if not k & 1]
    for sort in ("time", "time-desc"):
        walked: list[int] = []
        cursor: str | None = None
        while cursor != "":
            page = index.search(parse("same"), sort, 7, cursor)
            walked += [found.key for found in page.results]
            cursor = page.cursor
        assert walked == in_order
