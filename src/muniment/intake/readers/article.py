"""A saved web page: the article, its readers' comments and the furniture around them, told apart.

The page's named text is `page`: all that is visible, in reading order. The article's own words are
paragraphs and headings, comments are passages of their own with author, time and thread, and all
the rest (navigation, begging, link lists) is kept as furniture. Which is which is this reader's
judgement; how it is made and how often it is right stands in docs/method/articles.md.

Settings: `encoding` (of the file), `role` (`primary` when the page itself is the evidence).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from muniment.errors import UnreadableError
from muniment.intake.articles.blocks import Page, walk
from muniment.intake.articles.body import find_body
from muniment.intake.articles.comments import Comment, find_comments
from muniment.intake.articles.cut import cut
from muniment.intake.articles.decode import decode, parse
from muniment.intake.articles.facts.metadata import facts_of, moment_from
from muniment.intake.articles.fringes import lead
from muniment.intake.articles.label import Part, find_title, label
from muniment.intake.articles.regions import Region, find_regions
from muniment.model.exhibit import ExhibitKind
from muniment.model.moment import Moment
from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.reading import Fact, Piece, ReadWarning, Source

KIND = ExhibitKind.ARTICLE
VERSION = "1"

TEXT = "page"
_LARGEST = 64 * 1024 * 1024
_PLACES = {
    PassageKind.PARAGRAPH: "paragraph",
    PassageKind.HEADING: "heading",
    PassageKind.COMMENT: "comment",
    PassageKind.BOILERPLATE: "furniture",
}


@dataclass(slots=True)
class _Opened:
    page: Page
    tree: HtmlElement
    encoding: str
    warnings: list[ReadWarning]


def read(source: Source) -> Iterator[Piece]:
    """Read a page: its facts, then its text in reading order, every visible word of it.

    Raises:
        UnreadableError: nothing visible is in the file.
    """
    opened = _open(source)
    page, tree = opened.page, opened.tree
    regions = find_regions(page)
    comments = find_comments(page, regions)
    taken = frozenset(i for r in regions for i in page.within(r.start, r.end))
    _take_out(page, regions)
    facts = facts_of(tree, page, taken)
    body, warnings = find_body(page, tree, taken)
    yield from facts
    yield Fact("encoding", opened.encoding.split(" (")[0], opened.encoding.partition(" (")[2][:-1])
    yield from [*opened.warnings, *warnings]
    told = {fact.name: fact for fact in facts}
    title = find_title(page, told["title"].value if "title" in told else "", body, taken)
    role = Role.PRIMARY if source.settings.get("role") == "primary" else Role.ACCOUNT
    body |= lead(page, body, taken, title)
    parts = label(page, body, comments, title)
    yield from _passages(page, parts, comments, told, role)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The one named text of a page: all that is visible, a block a line."""
    try:
        yield TEXT, _open(source).page.text
    except UnreadableError:
        return


def _open(source: Source) -> _Opened:
    warnings = []
    with source.path.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        data = data[:_LARGEST]
        warnings.append(
            ReadWarning(
                "The page is larger than 64 MB; its end was not read.",
                step="Split the file, and add the parts.",
            )
        )
    text, encoding = decode(data, source.settings.get("encoding", ""))
    tree, was_flattened = parse(text)
    page = walk(tree) if tree is not None else None
    if tree is None or page is None or not page.blocks:
        raise UnreadableError(
            "There is no visible text in this page.",
            "Open it in a browser, and print it to PDF: a script may draw its text.",
        )
    if was_flattened:
        warnings.append(
            ReadWarning(
                "The page nests deeper than 2,000 elements; it was read without its structure.",
                is_loss=False,
            )
        )
    return _Opened(page, tree, encoding, warnings)


def _take_out(page: Page, regions: list[Region]) -> None:
    """Take the readers' part out of the tree, so that it cannot pass for the article."""
    for region in regions:
        whole = page.nodes[region.node]
        nodes = [region.node] if whole.start == region.start else region.units
        for index in nodes:
            element = page.nodes[index].element
            if element.getparent() is not None:
                element.drop_tree()


def _passages(
    page: Page, parts: list[Part], comments: list[Comment], told: dict[str, Fact], role: Role
) -> Iterator[Passage]:
    author = told["byline"].value if "byline" in told else ""
    published = told.get("published")
    moment = moment_from(published.value, published.basis) if published else None
    numbers: dict[int, int] = {}  # index of a comment -> number of its first passage
    counts = dict.fromkeys(PassageKind, 0)
    number = 0
    for part in parts:
        counts[part.kind] += 1
        place = f"{_PLACES[part.kind]} {counts[part.kind]}"
        for start, end in cut(page.text, part.start, part.end):
            number += 1
            locator = Locator(TEXT, start, end, place)
            text = page.text[start:end]
            if part.comment >= 0:
                numbers.setdefault(part.comment, number)
                comment = comments[part.comment]
                yield _comment(text, locator, part, comment, numbers.get(comment.parent, 0), role)
            else:
                yield _own(text, locator, part, author, moment, role)


def _comment(
    text: str, locator: Locator, part: Part, comment: Comment, answers: int, role: Role
) -> Passage:
    return Passage(
        PassageKind.COMMENT,
        text,
        locator,
        role,
        author=comment.author,
        moment=comment.moment,
        depth=comment.depth,
        answers=answers,
        marks=("hidden",) if part.is_hidden else (),
    )


def _own(
    text: str, locator: Locator, part: Part, author: str, moment: Moment | None, role: Role
) -> Passage:
    marks = ("title",) * part.is_title + ("hidden",) * part.is_hidden
    if part.kind is PassageKind.BOILERPLATE:
        return Passage(part.kind, text, locator, role, marks=marks)
    return Passage(
        part.kind, text, locator, role, author=author, moment=moment, depth=part.level, marks=marks
    )
