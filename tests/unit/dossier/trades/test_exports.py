"""Each export says what its golden file says, and other programs can read it."""

import csv
import email
import email.policy
import io
import json
import zipfile

import pytest

from muniment.dossier.trades.bates import families, numbered, ranges
from muniment.dossier.trades.dat import FIELDS, concordance
from muniment.dossier.trades.opt import opticon
from muniment.dossier.trades.published import PublishedExhibit, PublishedPage, PublishedPassage
from muniment.dossier.trades.rsmf import MOST_EVENTS, short_messages
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import PassageKind
from tests.unit.dossier.trades.dossier import EXHIBITS, GOLDEN, PASSAGES, at, exports


@pytest.mark.parametrize("name", sorted(exports()))
def test_golden(name: str) -> None:
    assert exports()[name] == (GOLDEN / name).read_bytes()
    assert exports()[name] == exports()[name]


def test_every_golden_file_is_of_an_export() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(exports())


def bare(number: int, parent: int | None = None, pages: int = 1) -> PublishedExhibit:
    kind = ExhibitKind.OTHER
    return PublishedExhibit(number, kind, "", "", parent=parent, pages=(PublishedPage(),) * pages)


def test_families_stand_together_parents_first() -> None:
    exhibits = [bare(n, p) for n, p in [(9, 2), (1, None), (5, 9), (2, None), (3, 2), (4, 100)]]
    assert [[e.number for e in f] for f in families(exhibits)] == [[1], [2, 3, 9, 5], [4]]


def test_parents_in_a_circle_are_not_lost() -> None:
    exhibits = [bare(1, 2), bare(2, 1), bare(3, 3)]
    assert sorted(e.number for f in families(exhibits) for e in f) == [1, 2, 3]


def test_bates_numbers_follow_families_and_pages() -> None:
    done = numbered([bare(2), bare(1, 2, pages=3), bare(3, pages=0)], "A-", width=3, first=8)
    assert [[p.bates for p in e.pages] for e in done] == [
        ["A-008"],
        ["A-009", "A-010", "A-011"],
        ["A-012"],
    ]
    spans = ranges(done)
    assert (spans[1].begin, spans[1].end) == ("A-009", "A-011")
    assert (spans[1].begin_family, spans[2].end_family) == ("A-008", "A-011")
    assert spans[1].parent == "A-008"
    assert spans[3].begin_family == ""


def test_numbers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="wider"):
        numbered([bare(1, pages=11)], "A", width=1)
    with pytest.raises(ValueError, match=","):
        numbered([bare(1)], "A,")


def test_a_load_file_has_a_value_for_each_field() -> None:
    text = exports()["exhibits.dat"].decode("utf-8-sig")
    rows = [line.split("\x14") for line in text.split("\r\n")[:-1]]
    assert {len(row) for row in rows} == {len(FIELDS)}
    assert all(value[0] == value[-1] == "þ" for row in rows for value in row)
    assert all("þ" not in value[1:-1] for row in rows for value in row)
    month = next(row for row in rows if "þEX-0003þ" in row)
    assert month[FIELDS.index("DOCDATE")] == "þþ"  # a month is no day
    assert month[FIELDS.index("DATEASWRITTEN")] == "þ2021-05þ"


def test_a_path_that_cannot_be_written_is_refused() -> None:
    page = PublishedPage("A1", "a,b.png")
    with pytest.raises(ValueError, match="comma"):
        opticon([PublishedExhibit(1, ExhibitKind.PAGES, "", "", pages=(page,))])


def test_short_messages_are_a_mail_with_a_zip_in_it() -> None:
    data = exports()["EX-0001.rsmf"]
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert not mail.defects
    assert mail["X-RSMF-Version"] == "2.0.0"
    assert mail["X-RSMF-EventCount"] == "4"
    assert mail["X-RSMF-BeginDate"] == "2021-05-06T22:10:02Z"
    assert mail["Subject"] == "Jetty Group — chat ⚓"
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert b"\n" not in data.replace(b"\r\n", b"")
    text, packed = mail.iter_parts()
    assert "Undated words ⚓" in text.get_content()
    assert packed.get_filename() == "rsmf.zip"
    with zipfile.ZipFile(io.BytesIO(packed.get_content())) as archive:
        told = json.loads(archive.read("rsmf_manifest.json"))
    people = {p["id"] for p in told["participants"]}
    events = told["events"]
    assert {e["participant"] for e in events if "participant" in e} <= people
    assert [e["type"] for e in events] == ["disclaimer", "message", "message", "unknown"]
    assert [e.get("parent") for e in events] == [None, None, "ex-0001-2", None]
    assert "zone not known" in events[1]["custom"][1]["value"]
    assert len(events[2]["custom"]) == 1


def test_a_long_chat_is_several_files() -> None:
    many = [PublishedPassage(at(1, n), "x", PassageKind.MESSAGE) for n in range(1, MOST_EVENTS + 2)]
    names = [file.name for file in short_messages(EXHIBITS[0], many)]
    assert names == ["EX-0001-part-1-of-2.rsmf", "EX-0001-part-2-of-2.rsmf"]


def test_things_of_follow_the_money_point_to_each_other() -> None:
    things = [json.loads(line) for line in exports()["harbour.ftm.jsonl"].splitlines()]
    ids = {thing["id"] for thing in things}
    assert len(ids) == len(things)
    for thing in things:
        for name in ("sender", "recipients", "emitters", "parent", "entity", "inReplyToMessage"):
            if thing["schema"] != "Email" or name != "sender":
                assert set(thing["properties"].get(name, [])) <= ids


def test_nothing_in_a_table_is_a_formula() -> None:
    for name in ("exhibits.csv", "passages.csv"):
        text = exports()[name].decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(row) for row in rows}) == 1
        assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows for cell in row)


def test_the_timeline_escapes_what_evidence_says() -> None:
    told = json.loads(exports()["timeline.json"])
    assert "<b>" not in json.dumps(told)
    assert told["events"][0]["start_date"] == {"year": 2021, "display_date": "2021"}
    assert "2 passages" in told["title"]["text"]["text"]


def test_exports_do_not_depend_on_the_order_of_exhibits() -> None:
    assert concordance(reversed(EXHIBITS)) == concordance(EXHIBITS)
    assert opticon(reversed(EXHIBITS)) == opticon(EXHIBITS)
    assert len(PASSAGES) == 7
