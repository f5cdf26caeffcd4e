"""Bates stamps: on each page, never over what it shows."""

import io

import pikepdf

from muniment.dossier.paper.covering.stamps import stamp
from muniment.dossier.paper.redact import redact_pdf
from tests.unit.dossier.paper.leaky import SIZE, box, page, text
from tests.unit.dossier.paper.test_redact import words_of


def test_a_number_stands_in_the_free_margin() -> None:
    made = redact_pdf(page(text("Nothing to hide")), {}).pdf
    stamped = stamp(made, ["GATE0000017"])
    assert words_of(stamped) == "Nothing to hide GATE0000017"
    assert stamp(made, ["GATE0000017"]) == stamped
    with pikepdf.open(io.BytesIO(stamped)) as opened:
        assert [float(e) for e in opened.pages[0].mediabox] == [0, 0, *SIZE]


def test_a_page_without_a_free_margin_is_made_longer() -> None:
    full = redact_pdf(page(box(0, 0, *SIZE, grey=0.5)), {}).pdf
    stamped = stamp(full, ["GATE0000017"])
    assert words_of(stamped) == "GATE0000017"
    with pikepdf.open(io.BytesIO(stamped)) as opened:
        assert float(opened.pages[0].mediabox[1]) == -24
