"""A small dossier, invented, and each export of it: `python -m tests.unit.dossier.trades.dossier` writes
the golden files anew; read what changed before you keep it."""

import hashlib
from pathlib import Path

from muniment.dossier.trades.annotations import annotations
from muniment.dossier.trades.bates import numbered
from muniment.dossier.trades.claims import claim_reviews
from muniment.dossier.trades.dat import concordance
from muniment.dossier.trades.ftm import follow_the_money
from muniment.dossier.trades.opt import opticon
from muniment.dossier.trades.published import (
    PublishedClaim,
    PublishedExhibit,
    PublishedPage,
    PublishedPassage,
    PublishedQuotation,
)
from muniment.dossier.trades.rsmf import short_messages
from muniment.dossier.trades.spreadsheet import exhibits_csv, passages_csv
from muniment.dossier.trades.timeline import timeline
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import ExhibitKind
from muniment.model.moment import Moment, Precision
from muniment.model.passage import PassageKind, Role

GOLDEN = Path(__file__).parent / "golden"


def digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def at(exhibit: int, number: int) -> Citation:
    return Citation(ExhibitId(exhibit), number)


EXHIBITS = numbered(
    [
        PublishedExhibit(
            3,
            ExhibitKind.PAGES,
            'The “þ” contract,\nsecond draft ® "A"',
            "exhibits/EX-0003.pdf",
            "Harbour office",
            Moment("2021-05", None, Precision.MONTH),
            parent=2,
            original=digest("3"),
            published=digest("3p"),
            size=4_100,
            pages=tuple(PublishedPage(picture=f"pages/EX-0003-{n}.png") for n in (1, 2, 3)),
        ),
        PublishedExhibit(
            1,
            ExhibitKind.CHAT,
            "Jetty Group — chat ⚓",
            "exhibits/EX-0001.html",
            "Harbour office",
            Moment("2021-05-06T22:45", None, Precision.MINUTE),
            original=digest("1"),
            published=digest("1p"),
            size=1_200,
        ),
        PublishedExhibit(
            2,
            ExhibitKind.MAIL,
            '=HYPERLINK("x")',
            "exhibits/EX-0002.html",
            moment=Moment("2021-05-07T09:15:00", 60),
            original=digest("2"),
            published=digest("2p"),
        ),
        PublishedExhibit(
            9, ExhibitKind.ARTICLE, "Harbour paper", "exhibits/EX-0009.html", parent=8
        ),
    ],
    "HBR",
)
PASSAGES = [
    PublishedPassage(
        at(1, 1),
        "Messages are encrypted end to end.",
        PassageKind.SYSTEM,
        moment=Moment("2021-05-06T22:44", None, Precision.MINUTE),
    ),
    PublishedPassage(
        at(1, 2),
        "The result was the opposite\nto what <b>we</b> worked for",
        PassageKind.MESSAGE,
        author="Person A",
        moment=Moment("2021-05-06T22:45", None, Precision.MINUTE),
    ),
    PublishedPassage(
        at(1, 3),
        "=cmd|’ /C calc’!A0",
        PassageKind.MESSAGE,
        author="Bên Marsh",
        moment=Moment("2021-05-06T23:10:02", 60),
        answers=2,
    ),
    PublishedPassage(
        at(1, 4), "Undated words ⚓", PassageKind.MESSAGE, author="Person C", answers=77
    ),
    PublishedPassage(at(2, 1), "Ferry", PassageKind.SUBJECT, author="Person A"),
    PublishedPassage(
        at(2, 2),
        "Nobody signed it.",
        PassageKind.MAIL,
        author="Person A",
        recipients=("Bên Marsh", "Person C"),
        moment=Moment("2021-05-07T09:15:00", 60),
    ),
    PublishedPassage(
        at(9, 1),
        "A former official said it was “the opposite to what we worked for”.",
        PassageKind.PARAGRAPH,
        Role.ACCOUNT,
        "The Harbour Paper",
        moment=Moment("2021", None, Precision.YEAR),
    ),
]
QUOTATIONS = [
    PublishedQuotation(
        "EX-0009 ¶1.1",
        "https://dossier.example/EX-0009.html",
        "the opposite to what we worked for",
        "A former official said it was “",
        "”.",
        (31, 65),
        at(1, 2),
        "https://dossier.example/EX-0001.html#p2",
        "faithful, but for a line break",
    ),
    PublishedQuotation("EX-0009 ¶1.2", "EX-0009.html", "never", verdict="not found in this case"),
]
CLAIMS = [
    PublishedClaim(
        "https://dossier.example/claims/1.html",
        "Nobody signed the ferry contract before the ballot.",
        "Two signatures are dated three days before it.",
        "The Harbour Inquiry",
        "2022-01-10",
        "A spokesman",
        "2021-05-08",
        ("https://paper.example/1",),
    ),
    PublishedClaim("https://dossier.example/claims/2.html", "It rained.", "It did.", "X", "2022"),
]


def exports() -> dict[str, bytes]:
    """Each export by the name of its golden file."""
    (chat,) = (e for e in EXHIBITS if e.kind is ExhibitKind.CHAT)
    (messages,) = short_messages(chat, PASSAGES, "whatsapp")
    return {
        "exhibits.dat": concordance(EXHIBITS),
        "pictures.opt": opticon(EXHIBITS),
        messages.name: messages.data,
        "harbour.ftm.jsonl": follow_the_money("harbour", EXHIBITS, PASSAGES, QUOTATIONS),
        "timeline.json": timeline("The <harbour>", PASSAGES),
        "annotations.json": annotations("https://dossier.example/", QUOTATIONS),
        "claims.json": claim_reviews(CLAIMS),
        "exhibits.csv": exhibits_csv(EXHIBITS),
        "passages.csv": passages_csv(PASSAGES),
    }


if __name__ == "__main__":
    for name, data in exports().items():
        (GOLDEN / name).write_bytes(data)
