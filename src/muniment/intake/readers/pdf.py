r"""PDF: pages with a layer of text, as blocks of lines that can be drawn where they stand.

The named texts are `page 1`, `page 2`, …: the lines of a page in reading order; and
`page 1 notes`, …: what was written onto it afterwards. A page that is a picture of a page has no
text; it is told as a loss, page by page.

    page 3   ¶14 block “In March the lamp failed twice, and was re-\nplaced …”  boxes: 2 lines
             ¶15 boilerplate “Harbour Board – Inquiry 3”
    page 4   warning: has no text layer: it is a picture of a page
"""

from collections.abc import Iterator

from muniment.intake.paper.furniture import find_furniture
from muniment.intake.paper.page_blocks import split_blocks
from muniment.intake.paper.paragraphs import cut_long, split_paragraphs
from muniment.intake.paper.pdf_file import (
    MOST_PAGES,
    Page,
    RefusedError,
    is_rebuilt,
    open_pdf,
    read_facts,
    read_members,
    read_pages,
)
from muniment.intake.paper.pdf_lines import MOST_LETTERS
from muniment.intake.paper.pdf_notes import pdf_moment
from muniment.intake.paper.pdftotext import read_repaired
from muniment.intake.paper.role import role_of
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import Box, Locator, Passage, PassageKind, Role
from muniment.model.reading import Fact, Member, Piece, ReadWarning, Source

KIND = ExhibitKind.PAGES
VERSION = "1"

_BASIS = "PDF information dictionary"
_ODD_SHARE = 0.2  # bullets and symbols are private letters, too, and fewer
_FEW_LETTERS = 100  # on a page that a picture covers: a stamp, not the page's text


def read(source: Source) -> Iterator[Piece]:
    """The blocks, notes and furniture of every page; then the files inside the file."""
    role = role_of(source)
    if source.settings.get("pdf") == "pdftotext":
        yield from _read_otherwise(source, "the built-in reader died of it", role)
        return
    try:
        with open_pdf(source.path) as opened:
            for name, value in read_facts(opened):
                yield Fact(name, value, _BASIS)
            yield Fact("pages", str(len(opened)), "page tree")
            rebuilt = is_rebuilt(opened)
            if rebuilt:
                yield ReadWarning(
                    "is damaged: its table of objects is broken, and what was found without it was read",
                    step="Ask for another copy, and compare the number of pages.",
                )
            for page, furniture in find_furniture(read_pages(opened)):
                yield from _page_warnings(page, is_damaged=rebuilt)
                yield from _blocks(page, furniture, role)
                yield from _notes(page, role)
            if len(opened) > MOST_PAGES:
                yield ReadWarning(f"has {len(opened)} pages, of which {MOST_PAGES} were read")
            yield from _members(opened)
    except RefusedError as error:
        yield from _read_otherwise(source, str(error), role)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The lines of each page, and the notes on it."""
    try:
        with open_pdf(source.path) as opened:
            for page in read_pages(opened):
                yield f"page {page.number}", page.text
                if page.notes:
                    yield f"page {page.number} notes", _notes_text(page)
    except RefusedError as error:
        for number, text in enumerate(read_repaired(source.path, str(error))[0], 1):
            yield f"page {number}", text


def _blocks(page: Page, furniture: set[int], role: Role) -> Iterator[Passage]:
    text, starts, place = page.text, [], 0
    for line in page.lines:
        starts.append(place)
        place += len(line.text) + 1
    name = f"page {page.number}"
    for block in split_blocks(page.lines, furniture):
        kind = PassageKind.BOILERPLATE if block[0] in furniture else PassageKind.BLOCK
        last = block[-1]
        for start, end in cut_long(
            text, starts[block[0]], starts[last] + len(page.lines[last].text)
        ):
            boxes = tuple(
                Box(page.number, line.left, line.bottom, line.right, line.top)
                for number in block
                if starts[number] < end
                and starts[number] + len((line := page.lines[number]).text) > start
            )
            yield Passage(kind, text[start:end], Locator(name, start, end, name, boxes), role)


def _notes_text(page: Page) -> str:
    return "\n".join(note.text for note in page.notes)


def _notes(page: Page, role: Role) -> Iterator[Passage]:
    text, place, name = _notes_text(page), 0, f"page {page.number}"
    for note in page.notes:
        for start, end in cut_long(text, place, place + len(note.text)):
            yield Passage(
                PassageKind.NOTE,
                text[start:end],
                Locator(f"{name} notes", start, end, name, (note.box,)),
                role,
                author=note.author,
                moment=pdf_moment(note.date, "date of the annotation"),
            )
        place += len(note.text) + 1


def _page_warnings(page: Page, *, is_damaged: bool) -> Iterator[ReadWarning]:
    place, letters = f"page {page.number}", sum(len(line.text) for line in page.lines)
    if page.unread_notes:
        yield ReadWarning(f"has {page.unread_notes} annotations more than were read", place)
    if page.trouble:
        yield ReadWarning(f"cannot be read: {page.trouble}", place, "Ask for another copy.")
    elif page.letters > MOST_LETTERS:
        yield ReadWarning(f"has {page.letters} letters, of which {MOST_LETTERS} were read", place)
    elif not letters and page.is_empty:
        cause = "is empty, or damaged: it holds no text and no picture"
        yield ReadWarning(cause, place, is_loss=is_damaged)
    elif not letters:
        yield ReadWarning(
            "has no text layer: it is a picture of a page",
            place,
            "reading it by OCR comes later; add a copy with a text layer, if you have one",
        )
    elif _count_odd(page) > _ODD_SHARE * letters:
        yield ReadWarning(
            "has letters for which the file gives no meaning; they may read as other letters",
            place,
            "reading it by OCR comes later; add a copy whose words can be searched, if you have one",
        )
    elif page.is_pictured and letters < _FEW_LETTERS:
        yield ReadWarning(
            f"is covered by a picture; only {letters} letters beside it could be read",
            place,
            "reading it by OCR comes later; add a copy with a text layer, if you have one",
        )


def _count_odd(page: Page) -> int:
    """Letters of no meaning: replaced, private, or signs that are never printed."""
    return sum(
        letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or "\x80" <= letter < "\xa0"
        for line in page.lines
        if not line.text.isascii()
        for letter in line.text
    )


def _members(opened: object) -> Iterator[Piece]:
    for name, content in read_members(opened):
        if content is None:
            yield ReadWarning("is a file inside the PDF that cannot be taken out", name)
        else:
            yield Member(name, content)


def _read_otherwise(source: Source, refusal: str, role: Role) -> Iterator[Piece]:
    """What pdftotext reads of a file that pdfium refuses."""
    pages, short = read_repaired(source.path, refusal)
    yield ReadWarning(
        f"is damaged ({refusal}); its text was read by pdftotext, without the places of its lines",
        step="Ask for another copy.",
    )
    if short:
        yield ReadWarning(f"{short}; the rest was not read")
    for number, text in enumerate(pages, 1):
        name = f"page {number}"
        for span in split_paragraphs(text):
            for start, end in cut_long(text, span.start, span.end):
                place = Locator(name, start, end, name)
                yield Passage(PassageKind.BLOCK, text[start:end], place, role)
