"""Papers that are published whole: what their author is told of them."""

from pathlib import Path

from pikepdf import String

from muniment.case import Case
from muniment.dossier.publishing.publish import Result, publish
from muniment.dossier.sealing import keys
from muniment.model.exhibit import Exhibit
from muniment.model.judgement.redaction import BAR, Pattern
from muniment.model.passage import Box
from tests.unit.dossier.paper.leaky import changed, note, page, text
from tests.unit.dossier.paper.test_over_ends import paper


def added(case: Case, folder: Path, pdf: bytes) -> Exhibit:
    (folder / "paper.pdf").write_bytes(pdf)
    case.add([folder / "paper.pdf"])
    (exhibit,) = (one.exhibit for one in case.listing(kind="pages").exhibits)
    return exhibit


def published(case: Case, folder: Path, exhibit: Exhibit) -> tuple[Result, str]:
    """What became of a paper, and its passages as they are published."""
    draft = f"---\ntitle: Gate\nwhole: {exhibit.label}\n---\n\nText.\n"
    (case.dossiers / "gate.md").write_text(draft, "utf-8")
    made = publish(case, "gate", folder / "out", keys.make(bytes), "2026-03-01T12:00:00Z")
    return made, (folder / "out" / "exhibits" / f"{exhibit.label}.json").read_text("utf-8")


def test_what_stands_in_a_passage_and_on_no_page_is_told_with_its_decision(
    case: Case, tmp_path: Path
) -> None:
    """The note is a passage, and a reader of the page sees a flag. The name stands in other papers only."""
    case.name_pseudonym("Official A", ["Anna Kowal"], "a source")
    case.black_out_words("Harbour Lane", "where somebody lives")
    case.take_out(Pattern.EMAIL, "privacy")
    asks = note("Text", (10, 10, 30, 30), Contents=String("Ask cook@postbag.example"))
    exhibit = added(case, tmp_path, changed(page(text("The gate was shut")), asks))
    result, _ = published(case, tmp_path, exhibit)
    label = exhibit.label
    told = [one for one in result.warnings if "no page" in one]
    assert len(told) == 1
    assert told[0].startswith(
        f"{label}: what is taken out of {label} ¶2 ([e-mail address]: privacy)"
    )


def test_words_over_a_pages_end_are_gone_from_its_passages_too(case: Case, tmp_path: Path) -> None:
    """The paper and the passages beside it say the same."""
    case.black_out_words("Harbour Lane", "where somebody lives")
    case.name_pseudonym("Official A", ["Wilhelmina Quillfinch"], "a source")
    first = page(
        text("The gate was shut, and all went down to Harbour", 50, 90), text("7", 200, 15)
    )
    second = page(
        text("Lane and there they met", 50, 250),
        text("Then all went home with Wilhelmina", 50, 90),
        text("8", 200, 15),
    )
    third = page(text("Quillfinch who said so", 50, 250), text("9", 200, 15))
    exhibit = added(case, tmp_path, paper(first, second, third))
    _, passages = published(case, tmp_path, exhibit)
    for word in ("Harbour", "Lane", "Wilhelmina", "Quillfinch"):
        assert word not in passages
    assert f"went down to {BAR}" in passages
    assert f"{BAR} and there they met" in passages
    assert "Then all went home with Official A" in passages, "each part is told by itself"


def test_a_box_over_a_part_of_a_line_hides_that_line_of_its_passage(
    case: Case, tmp_path: Path
) -> None:
    """Where in a line its words stand is not kept, so that all of them go; on the paper they are seen."""
    lines = text("The gate was shut at ten"), text("and nobody came", 50, 186)
    exhibit = added(case, tmp_path, page(*lines))
    case.cover(exhibit.id, Box(1, 75, 202, 90, 206), "a name")
    _, passages = published(case, tmp_path, exhibit)
    assert f'"{BAR}\\nand nobody came"' in passages
