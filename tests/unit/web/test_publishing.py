"""Dossiers in the browser: the preview, what is proposed, and what is decided."""

import html
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.unit.web.test_working import CSRF, send

DRAFT = """\
# The jetty

They were “silent and grey faced” [EX-0001 ¶1], or “loud and red faced” [EX-0001 ¶1].

[EX-0001 ¶1–3]

<script>alert(9)</script> ![x](http://evil.example/pixel.png) [y](javascript:alert(8))
"""


@pytest.fixture(autouse=True)
def draft(folder: Path) -> Path:
    (folder / "dossier").mkdir(exist_ok=True)
    path = folder / "dossier" / "jetty.md"
    chat = _chat(folder)
    path.write_text(DRAFT.replace("EX-0001", f"EX-{chat:04d}"), "utf-8")
    return path


def _chat(folder: Path) -> int:
    from muniment.case import Case

    case = Case.open(folder)
    found = case.listing(kind="chat").exhibits[0].exhibit.id
    case.close()
    return int(found)


def test_the_preview_shows_what_must_be_mended(client: TestClient) -> None:
    told = client.get("/dossiers/jetty.json").json()
    found = [(f["words"], f["is_fatal"]) for f in told["faults"]]
    assert found == [("loud and red faced", True), ("", True)]
    assert "is no picture of the case" in told["faults"][1]["says"]
    page = client.get("/dossiers/jetty").text
    assert "2 things to mend" in client.get("/dossiers").text
    assert "loud and red faced" in page
    assert "<script>alert" not in page
    assert "<img" not in page, "a picture of elsewhere is not asked for"
    assert 'href="javascript:' not in page


def test_what_is_decided_is_seen_as_it_would_be_published(client: TestClient) -> None:
    onward = send(
        client,
        "/redactions/decide",
        what="person",
        stand_in="Official A",
        words="Anna Kowal\r\n@akowal",
        why="a source",
        next="/redactions?dossier=jetty",
    )
    assert onward == "/redactions?dossier=jetty&done=decided"
    policy = client.get("/redactions.json").json()["policy"]
    assert policy["pseudonyms"] == [
        {"stand_in": "Official A", "names": ["Anna Kowal", "@akowal"], "why": "a source"}
    ]
    published = client.get("/dossiers/jetty?as=published").text
    assert "Official A" in published
    assert "Kowal" not in published
    assert "Anna Kowal" in client.get("/dossiers/jetty").text
    send(client, "/redactions/decide", what="person", stand_in="Official A", undo="1")
    assert client.get("/redactions.json").json()["policy"]["pseudonyms"] == []


def test_words_patterns_and_what_is_left(client: TestClient) -> None:
    for what, words in (
        ("words", "grey faced"),
        ("pattern", "phone"),
        ("leave", "Ben Marsh\r\nCleo"),
    ):
        send(client, "/redactions/decide", what=what, words=words, why="x")
    policy = client.get("/redactions.json").json()["policy"]
    assert [w["words"] for w in policy["words"]] == ["grey faced"]
    assert policy["patterns"] == [["phone", "x"]]
    assert [w["words"] for w in policy["left"]] == ["Ben Marsh", "Cleo"]
    proposed = client.get("/redactions.json?dossier=jetty").json()["proposed"]
    assert not any("Ben Marsh" in one["words"] for one in proposed)
    for what, words in (
        ("words", "grey faced"),
        ("pattern", "phone"),
        ("leave", "Ben Marsh\nCleo"),
    ):
        send(client, "/redactions/decide", what=what, words=words, undo="1")
    policy = client.get("/redactions.json").json()["policy"]
    assert (policy["words"], policy["patterns"], policy["left"]) == ([], [], [])


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what": "words", "words": "gate", "why": ""}, "needs its reason"),
        ({"what": "words", "words": "", "why": "x"}, "it is empty"),
        ({"what": "words", "words": "…", "why": "x"}, "no letter and no digit"),
        ({"what": "person", "stand_in": "", "words": "Ben", "why": "x"}, "cannot stand"),
    ],
)
def test_a_decision_that_is_none_is_refused(
    client: TestClient, fields: dict[str, str], says: str
) -> None:
    answer = client.post("/redactions/decide", data={"csrf": CSRF, **fields})
    assert answer.status_code == 400
    assert says in answer.text


def _picture(folder: Path, tmp_path: Path) -> int:
    """A picture that is shown turned by a quarter: 300 pixels wide and 200 high."""
    from PIL import Image

    from muniment.case import Case

    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (200, 300)).save(tmp_path / "lamp.jpg", exif=exif)
    case = Case.open(folder)
    case.add([tmp_path / "lamp.jpg"])
    found = case.listing(kind="media").exhibits[-1].exhibit.id
    case.close()
    return int(found)


def test_words_of_a_passage_a_box_and_an_exhibit_are_kept_back_and_given_free(
    client: TestClient, folder: Path, tmp_path: Path
) -> None:
    chat, picture = str(_chat(folder)), str(_picture(folder, tmp_path))
    here = f"/exhibits/{chat}/1"
    kept: list[dict[str, str]] = [
        {"what": "passage", "exhibit": chat, "passage": "1", "words": "grey faced"},
        {"what": "box", "exhibit": picture, "words": "1:10,20,300,40.5"},
        {"what": "exhibit", "exhibit": chat, "words": ""},
    ]
    for fields in kept:
        onward = send(client, "/redactions/decide", why="a source", next=here, **fields)
        assert onward == f"{here}?done=decided"
    told = client.get(f"/exhibits/{chat}/redact.json").json()
    assert told["withheld"] == "a source"
    assert [b["words"] for b in told["blackouts"]] == ["grey faced"]
    assert client.get(f"{here}.json").json()["blackouts"] == told["blackouts"]
    boxed = client.get(f"/exhibits/{picture}/redact.json").json()
    assert [b["box"]["top"] for b in boxed["boxes"]] == [40.5]
    assert (boxed["extent"]["width"], boxed["extent"]["height"]) == (300, 200)
    for path in (here, f"/exhibits/{chat}/redact", f"/exhibits/{picture}/redact", "/redactions"):
        assert "take back" in client.get(path).text, path
    assert "grey faced" in client.get("/redactions").text
    for fields in kept:
        send(client, "/redactions/decide", undo="1", **fields)
    for number in (chat, picture):
        told = client.get(f"/exhibits/{number}/redact.json").json()
        assert (told["withheld"], told["blackouts"], told["boxes"]) == ("", [], [])


def test_proposals_are_shown_by_kind_and_page_after_page(client: TestClient, folder: Path) -> None:
    phones = "\n\n".join(f"Ring 020 7946 0{n:03d}." for n in range(120))
    long = "Wilhelmina Featherstonehaugh"
    (folder / "dossier" / "many.md").write_text(
        f"# Many\n\n{phones}\n\nMrs {long} rang.\n", "utf-8"
    )
    told = client.get("/redactions.json?dossier=many").json()
    assert told["kinds"]["phone"] == 120
    assert sum(told["kinds"].values()) == told["total"]
    only = client.get("/redactions.json?dossier=many&kind=phone&after=100").json()
    assert {one["kind"] for one in only["proposed"]} == {"phone"}
    assert (only["total"], only["after"], only["more"], len(only["proposed"])) == (120, 100, 0, 20)
    page = client.get("/redactions?dossier=many&kind=phone&after=50").text
    assert (
        'href="/redactions?dossier=many&amp;kind=phone#proposed" aria-current="true">phone 120'
        in page
    )
    assert 'rel="prev" href="/redactions?dossier=many&amp;kind=phone#proposed"' in page
    assert (
        'rel="next" href="/redactions?dossier=many&amp;kind=phone&amp;after=100#proposed"' in page
    )
    assert "51 to 100 of 120" in page
    assert 'name="next" value="/redactions?dossier=many&amp;kind=phone&amp;after=50"' in page
    assert long in client.get("/redactions?dossier=many&kind=person").text
    # What is asked for and is there no more leads to what is nearest.
    assert client.get("/redactions.json?dossier=many&kind=phone&after=900").json()["after"] == 100
    assert client.get("/redactions.json?dossier=many&kind=none").json()["kind"] == ""


def test_a_form_goes_on_to_no_other_site(client: TestClient) -> None:
    for elsewhere in ("//evil.example/", "https://evil.example/", "\\evil"):
        fields = {"what": "words", "words": "gate", "why": "x", "next": elsewhere}
        assert send(client, "/redactions/decide", **fields) == "/?done=decided"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what": "passage", "passage": "1", "words": "not in it"}, "not stand in"),
        ({"what": "passage", "passage": "9999", "words": ""}, "passages run from"),
        ({"what": "passage", "passage": "x", "words": ""}, "passages run from"),
        ({"what": "box", "words": "1:9,9,1,1"}, "no box"),
        ({"what": "box", "words": "1:9,9,19,19"}, "no box can lie on it"),
        ({"what": "box", "words": "all of it"}, "no box"),
        ({"what": "exhibit", "exhibit": "9999"}, "no exhibit"),
    ],
)
def test_what_cannot_be_kept_back_says_why(
    client: TestClient, folder: Path, fields: dict[str, str], says: str
) -> None:
    told = {"csrf": CSRF, "why": "x", "exhibit": str(_chat(folder)), **fields}
    answer = client.post("/redactions/decide", data=told)
    assert answer.status_code in {400, 404}
    assert says in answer.text.casefold()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what": "passage", "passage": "9999", "words": "grey <faced>"}, "passages run from"),
        ({"what": "box", "words": "1:9,9,1,1"}, "no box"),
        ({"what": "box", "words": "2:1,2,3,4"}, "it has 1 page"),
    ],
)
def test_what_was_typed_stays_beside_the_reason_why_it_is_none(
    client: TestClient, folder: Path, tmp_path: Path, fields: dict[str, str], says: str
) -> None:
    exhibit = _picture(folder, tmp_path) if fields["what"] == "box" else _chat(folder)
    here = f"/exhibits/{exhibit}/redact?page=1"
    told = {"csrf": CSRF, "why": "a “source”", "exhibit": str(exhibit), "next": here, **fields}
    answer = client.post("/redactions/decide", data=told)
    assert answer.status_code == 400
    assert f"What is taken out of EX-{exhibit:04d}" in answer.text, "it is the page of the form"
    form = answer.text.partition('role="alert"')[2].partition("</form>")[0]
    assert says in form.casefold()
    for name in ("passage", "words", "why"):
        if name in told:
            assert f'name="{name}" value="{html.escape(told[name])}"' in form, name
    assert "autofocus" in form


def test_a_person_that_is_none_keeps_the_names_that_were_typed(client: TestClient) -> None:
    told = {"what": "person", "stand_in": "Anna Kowal", "words": "Anna Kowal\nAK", "why": "x"}
    answer = client.post(
        "/redactions/decide", data={"csrf": CSRF, "next": "/redactions?dossier=jetty", **told}
    )
    assert answer.status_code == 400
    assert "Anna Kowal\nAK</textarea>" in answer.text
    assert 'for <a href="/dossiers/jetty">' in answer.text


def test_an_exhibit_is_found_by_its_label_too(client: TestClient, folder: Path) -> None:
    chat = _chat(folder)
    for end in ("", "/redact", "/1", "/redact.json", ".json"):
        answer = client.get(f"/exhibits/EX-{chat:04d}{end}?page=1")
        assert answer.status_code == 307, end
        assert answer.headers["location"] == f"/exhibits/{chat}{end}?page=1"
        assert client.get(answer.headers["location"]).status_code == 200
    assert client.get("/exhibits/EX-x/redact").status_code == 404
    assert client.get("/exhibits/nothing").status_code == 404


def test_what_is_not_there_says_so(client: TestClient) -> None:
    for path in ("/dossiers/other", "/redactions?dossier=other", "/dossiers/..%2Fcase"):
        assert client.get(path).status_code in {400, 404}
    assert send(client, "/redactions/decide", what="nonsense") == "/redactions"
