"""The report as blocks: what the DOCX and the PDF both print, in the same words.

The body is written in `story/report-1.md` and `-2.md`; the appendices are made from the tables and
the chats: the chronology, the launch day by day, the complaints, and ordinary days of the Office.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sample.making.chats import Chat, Message
from sample.making.sheets import COMPLAINTS, DAYS, REGISTER_DAY, TRIPS, paid_by_workbook

ORDINARY_DAYS = [date(2023, month, 13) for month in (3, 4, 6, 7, 9, 11, 12)] + [
    date(2024, 2, 13),
    date(2023, 5, 10),
    date(2023, 8, 23),
]


@dataclass(frozen=True)
class Block:
    """A piece of the report. Kinds: title, subtitle, heading, paragraph, excerpt, table."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


def read_blocks(text: str) -> list[Block]:
    """Blocks of the little Markdown that the story uses; paragraphs of a section are numbered."""
    blocks: list[Block] = []
    section, number = "", 0
    for piece in text.split("\n\n"):
        piece = piece.strip()
        if piece.startswith("# "):
            blocks.append(Block("title", piece[2:]))
        elif piece.startswith("## "):
            section, number = piece[3:].partition(".")[0], 0
            blocks.append(Block("heading", piece[3:]))
        elif piece.startswith("> "):
            blocks += [Block("excerpt", line[2:]) for line in piece.splitlines()]
        elif piece and not section:
            blocks.append(Block("subtitle", piece))
        elif piece:
            number += 1
            blocks.append(Block("paragraph", f"{section}.{number} {' '.join(piece.split())}"))
    return blocks


def report(story: Path, corridor: Chat) -> list[Block]:
    """The whole report: front page, body, appendices."""
    # The report is set with curly apostrophes, which no telephone in the story writes.
    body = read_blocks(
        "\n\n".join(
            (story / name).read_text("utf-8").replace("'", "’")
            for name in ("report-1.md", "report-2.md")
        )
    )
    names = [b.text for b in body if b.kind == "heading"]
    appendices = [*_chronology(story), *_launch(), *_complaints(), *_ordinary_days(corridor)]
    names += [b.text for b in appendices if b.kind == "heading"]
    front = [b for b in body if b.kind in {"title", "subtitle"}]
    contents = [Block("contents", name) for name in names]
    return [*front, *contents, *body[len(front) :], *appendices]


def _chronology(story: Path) -> list[Block]:
    """Appendix A, written by hand: `date | what`."""
    lines = (story / "chronology.txt").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line]
    return [
        Block("heading", "Appendix A. Chronology"),
        Block("table", rows=[["Date", "What happened", "Source"], *rows]),
    ]


def _launch() -> list[Block]:
    """Appendix B, from the workbook."""
    out = {t[0]: f"{t[1]} to {t[2]}, {t[3]}" for t in TRIPS}
    rows = [["Date", "Paid", "At sea"]]
    rows += [[f"{d:%d %B %Y}", f"£{paid_by_workbook(d)}", out.get(str(d), "no")] for d in DAYS]
    return [
        Block("heading", "Appendix B. The launch, day by day"),
        Block("excerpt", "From the accountants' workbook and the slip's dispatch book."),
        Block("table", rows=rows),
    ]


def _complaints() -> list[Block]:
    """Appendix C, from the register, names reduced to initials."""
    rows = [["No", "Received", "From", "About", "Days open"]]
    for number, (days, who, where, about) in enumerate(COMPLAINTS, 1):
        received = date.fromordinal(REGISTER_DAY.toordinal() - days)
        initials = "".join(word[0] for word in who.replace(".", "").split())
        rows.append([str(number), f"{received:%d %b %Y}", f"{initials}, {where}", about, str(days)])
    return [
        Block("heading", "Appendix C. The drawer on 14 August 2023"),
        Block("table", rows=rows),
    ]


def is_printable(message: Message) -> bool:
    """Whether the appendix prints the message: words, whole, not taken back."""
    return bool(message.text) and not message.is_system and not message.marks


def ordinary(corridor: Chat) -> list[tuple[date, list[Message]]]:
    """The ordinary days of Appendix D: every printable message of the small talk of that day."""
    return [
        (day, [m for m in corridor.messages if m.when.date() == day and is_printable(m)])
        for day in sorted(ORDINARY_DAYS)
    ]


def _ordinary_days(corridor: Chat) -> list[Block]:
    """Appendix D: what the rest of the export is like."""
    blocks = [
        Block("heading", "Appendix D. Ordinary days of the Office"),
        Block(
            "excerpt",
            "Ten days, chosen by lot, printed whole save for pictures and deleted messages, so that"
            " the Wardens may see what the remaining ten thousand are like.",
        ),
    ]
    for day, messages in ordinary(corridor):
        blocks.append(Block("subheading", f"{day:%A} {day.day} {day:%B %Y}"))
        for m in messages:
            who = corridor.names[m.sender].partition(" (")[0].replace(" 🚤", "").upper()
            blocks.append(Block("excerpt", f"{m.when:%H:%M} {who}: {m.text}"))
    return blocks
