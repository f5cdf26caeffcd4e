"""An article saved or pasted as plain text: its own words, readers' comments and furniture told apart.

The named text is `text`: the file, decoded. Nothing but the words and indents tells the parts
apart, so every label is a guess: a line that could be the article's counts as the article's. Facts
are given only where the text bears them out.

Settings: `encoding` (of the file), `role` (`primary` when the text itself is the evidence).
"""

from collections.abc import Iterator

from muniment.errors import UnreadableError
from muniment.intake.articles.cut import cut
from muniment.intake.articles.decode import decode
from muniment.intake.articles.pasted.facts import facts_of_text
from muniment.intake.articles.pasted.lines import Line, split_with_replies
from muniment.intake.articles.pasted.replies import Reply
from muniment.model.exhibit import ExhibitKind
from muniment.model.moment import Moment
from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.reading import Fact, Piece, ReadWarning, Source

KIND = ExhibitKind.ARTICLE
VERSION = "1"

TEXT = "text"
_LARGEST = 16 * 1024 * 1024


def read(source: Source) -> Iterator[Piece]:
    """Read a pasted article: facts, then its lines in order.

    Raises:
        UnreadableError: the file is blank.
    """
    text, encoding, is_cut = _text(source)
    if not text.strip():
        raise UnreadableError("There is no text in this file.")
    if is_cut:
        yield ReadWarning(
            "The text is longer than 16 MB; its end was not read.",
            step="Split the file, and add the parts.",
        )
    lines, replies = split_with_replies(text)
    facts = facts_of_text(text, lines)
    yield from facts
    yield Fact("encoding", encoding.split(" (")[0], encoding.partition(" (")[2][:-1])
    yield Fact(
        "labels",
        "guessed",
        "words and indents of the lines",
        "plain text has no markup: furniture may be taken for the article, and the article for furniture",
    )
    told = {fact.name: fact.value for fact in facts}
    published = next((f for f in facts if f.name == "published"), None)
    moment = published_moment(published) if published else None
    role = Role.PRIMARY if source.settings.get("role") == "primary" else Role.ACCOUNT
    yield from _passages(text, lines, replies, told.get("byline", ""), moment, role)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The one named text: the file, decoded."""
    yield TEXT, _text(source)[0]


def published_moment(fact: Fact) -> Moment | None:
    """The moment of the day that a text gives for itself."""
    from muniment.intake.articles.dates import from_iso

    return from_iso(fact.value, fact.basis)


def _text(source: Source) -> tuple[str, str, bool]:
    with source.path.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    text, encoding = decode(data[:_LARGEST], source.settings.get("encoding", ""))
    return text, encoding, len(data) > _LARGEST


def _passages(
    text: str,
    lines: list[Line],
    replies: list[Reply],
    byline: str,
    published: Moment | None,
    role: Role,
) -> Iterator[Passage]:
    numbers: dict[int, int] = {}
    number = counted = 0
    row = 1
    for line in lines:
        for start, end in cut(text, line.start, line.end):
            number += 1
            row, counted = row + text.count("\n", counted, start), start
            locator = Locator(TEXT, start, end, f"line {row}")
            words = text[start:end]
            if line.reply >= 0:
                numbers.setdefault(line.reply, number)
                reply = replies[line.reply]
                yield Passage(
                    line.kind,
                    words,
                    locator,
                    role,
                    author=reply.author,
                    moment=reply.moment,
                    depth=reply.depth,
                    answers=numbers.get(reply.parent, 0),
                )
            elif line.kind is PassageKind.BOILERPLATE:
                yield Passage(line.kind, words, locator, role)
            else:
                marks = ("title",) if line.is_title else ()
                yield Passage(
                    line.kind,
                    words,
                    locator,
                    role,
                    author=byline,
                    moment=published,
                    depth=line.level,
                    marks=marks,
                )
