"""Papers that are published whole: what their author is told of them."""

from pathlib import Path

from pikepdf import String

from muniment.case import Case
from muniment.dossier.publishing.publish import Result, publish
from muniment.dossier.sealing import keys
from muniment.model.judgement.redaction import Pattern
from tests.unit.dossier.paper.leaky import changed, note, page, text


def published(case: Case, folder: Path, paper: bytes) -> tuple[Result, str]:
    """What became of a paper, and its label."""
    (folder / "paper.pdf").write_bytes(paper)
    case.add([folder / "paper.pdf"])
    (exhibit,) = (one.exhibit for one in case.listing(kind="pages").exhibits)
    draft = f"---\ntitle: Gate\nwhole: {exhibit.label}\n---\n\nText.\n"
    (case.dossiers / "gate.md").write_text(draft, "utf-8")
    made = publish(case, "gate", folder / "out", keys.make(bytes), "2026-03-01T12:00:00Z")
    return made, exhibit.label


def test_what_stands_in_a_passage_and_on_no_page_is_told_with_its_decision(
    case: Case, tmp_path: Path
) -> None:
    """The note is a passage, and a reader of the page sees a flag. The name stands in other papers only."""
    case.name_pseudonym("Official A", ["Anna Kowal"], "a source")
    case.black_out_words("Harbour Lane", "where somebody lives")
    case.take_out(Pattern.EMAIL, "privacy")
    asks = note("Text", (10, 10, 30, 30), Contents=String("Ask cook@postbag.example"))
    result, label = published(case, tmp_path, changed(page(text("The gate was shut")), asks))
    told = [one for one in result.warnings if "no page" in one]
    assert len(told) == 1
    assert told[0].startswith(
        f"{label}: what is taken out of {label} ¶2 ([e-mail address]: privacy)"
    )
