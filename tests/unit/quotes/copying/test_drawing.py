from xml.etree import ElementTree as ET

from muniment.quotes.copying import compare, draw, tabulate
from muniment.quotes.copying.drawing import MOST_LANES
from tests.unit.quotes.copying.making import account

SENTENCE = "She had complained about water in her kitchen in January."
LONG = "The gate was opened by the mayor, who had come late and in the rain, and then it was shut again by the keeper, who had not."
SVG = "{http://www.w3.org/2000/svg}"


def test_a_hostile_name_is_text_and_nothing_else() -> None:
    name = "<script>alert(1)</script>&\"'\x00\u202e\ud800]]>"
    svg = draw(compare([account(n, SENTENCE, outlet=f"{name}{n}") for n in (1, 2)]))
    root = ET.fromstring(svg.encode())
    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>" in "".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_an_arrow_has_a_point_only_where_the_direction_is_supported() -> None:
    dated = [account(n, SENTENCE, outlet=f"Paper {n}", day=f"2024-01-0{n}") for n in (1, 2)]
    undated = [account(n, SENTENCE, outlet=f"Paper {n}") for n in (1, 2)]
    assert _lines(draw(compare(dated))) == ["arrow"]
    assert _lines(draw(compare(undated))) == ["dashed"]


def _lines(svg: str) -> list[str]:
    drawn = [p for p in ET.fromstring(svg).iter(f"{SVG}path") if (p.get("d") or "").find("C") > 0]
    return ["arrow" if p.get("marker-end") else "dashed" for p in drawn]


def test_many_accounts_are_drawn_as_far_as_they_fit_and_all_are_in_the_table() -> None:
    found = compare(
        [account(n, f"{SENTENCE} Number {n}.", outlet=f"Paper {n}", day=f"2024-01-{n % 28 + 1:02}") for n in range(1, 8)]
        + [account(n, f"{LONG} Sheet {n}.", outlet=f"Sheet {n}", day="2024-02-01") for n in range(10, 60)]
    )  # fmt: skip
    circles = list(ET.fromstring(draw(found)).iter(f"{SVG}circle"))
    assert len(circles) == MOST_LANES
    assert len(tabulate(found)) == len(found.links)


def test_the_picture_has_a_title_and_says_how_many_are_not_drawn() -> None:
    root = ET.fromstring(
        draw(compare([account(1, SENTENCE), account(2, SENTENCE), account(3, "No.")]))
    )
    assert root.findtext(f"{SVG}title") == "Who has it from whom"
    assert "1 more account" in (root.findtext(f"{SVG}desc") or "")
