"""Writes the PDF goldens: `python -m tests.golden._make.make_pdf`."""

from pathlib import Path

from tests.golden._make.pdf_writer import PageSpec, Run, write_pdf

HERE = Path(__file__).parents[1] / "pdf"
STORY = (
    "In March the lamp failed twice, and was re-",
    "placed by the keeper, who wrote to the board.",
    "Nobody answered him.",
)


def lines(left: float, top: float, words: tuple[str, ...], size: float = 11) -> list[Run]:
    return [(left, top - 13 * n, size, line) for n, line in enumerate(words)]


def report() -> bytes:
    pages: list[list[Run] | PageSpec] = []
    for number in range(1, 5):
        runs: list[Run] = [(72, 800, 9, "Harbour Board – Inquiry"), (290, 30, 9, str(number))]
        runs += [(72, 740, 16, f"Chapter {number}")]
        runs += lines(72, 700, STORY)
        runs += [
            (86, 661, 11, "The second paragraph is set in, as in a book, and"),
            *lines(72, 648, ("goes on below it.",)),
        ]
        pages.append(PageSpec(runs))
    pages[1].notes = [  # type: ignore[union-attr]
        {"text": "Who told him?", "author": "A. Quill", "date": "D:20310319090000+01'00'"},
        {"text": "in red", "subtype": "Highlight", "rect": "72 690 300 710"},
    ]
    return write_pdf(
        pages,
        attachments={"ledger.csv": b"month,failures\nMarch,2\n"},
        title="Harbour lamp – inquiry",
        author="R. Reed",
        created="D:20310318145601Z",
    )


def columns() -> bytes:
    runs: list[Run] = [
        (72, 740, 14, "A headline that runs across the page, over both of its columns")
    ]
    for n in range(8):
        runs.append((72, 700 - 12 * n, 10, f"the left column goes on at {n} and"))
        runs.append((320, 700 - 12 * n, 10, f"the right one follows it at {n} as"))
    return write_pdf([runs])


if __name__ == "__main__":
    (HERE / "report.pdf").write_bytes(report())
    (HERE / "columns.pdf").write_bytes(columns())
    picture = PageSpec(has_picture=True)
    stamped = PageSpec([(400, 20, 8, "HB-000017")], has_picture=True)
    (HERE / "scanned.pdf").write_bytes(write_pdf([picture, stamped, PageSpec()]))
    (HERE / "locked.pdf").write_bytes(write_pdf([lines(72, 700, STORY)], user="lantern"))
    (HERE / "owner.pdf").write_bytes(write_pdf([lines(72, 700, STORY)], user=""))
