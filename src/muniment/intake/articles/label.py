r"""Every stretch of a page's text gets one label: the article's, a reader's, or furniture.

Nothing is left out: what no other label claims is furniture. Neighbouring furniture is one part,
up to a length that a person can still survey.

>>> from muniment.intake.articles.blocks import walk
>>> from muniment.intake.articles.decode import parse
>>> page = walk(parse("<p>Menu</p><p>Home</p><p>The bus left.</p>")[0])
>>> [(part.kind.value, page.text[part.start:part.end]) for part in label(page, {2}, [], -1)]
[('boilerplate', 'Menu\n\nHome'), ('paragraph', 'The bus left.')]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.intake.articles.blocks import Block, Page
from muniment.intake.articles.comments import Comment
from muniment.model.passage import PassageKind

_LONGEST_TITLE = 600
_SURVEYED = 1500
"""Characters up to which neighbouring furniture is kept in one passage."""


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled span. `comment` is the index of its comment, -1 for all else."""

    kind: PassageKind
    start: int
    end: int
    level: int = 0
    comment: int = -1
    is_hidden: bool = False
    is_title: bool = False


def label(page: Page, body: set[int], comments: list[Comment], title: int) -> list[Part]:
    """The parts of a page in reading order: they cover every block, and none overlaps another."""
    return list(_merged(_parts(page, body, comments, title)))


def _parts(page: Page, body: set[int], comments: list[Comment], title: int) -> Iterator[Part]:
    order = sorted(range(len(comments)), key=lambda index: comments[index].start)
    waiting = 0
    reached = 0
    for index, block in enumerate(page.blocks):
        start = max(block.start, reached)
        while waiting < len(order) and comments[order[waiting]].start < block.end:
            comment = comments[order[waiting]]
            waiting += 1
            if comment.start < start:
                continue  # overlaps the one before: broken markup
            yield from _furniture(page, start, comment.start, block)
            yield Part(
                PassageKind.COMMENT,
                comment.start,
                comment.end,
                comment=order[waiting - 1],
                is_hidden=comment.is_hidden,
            )
            start = reached = comment.end
        if start >= block.end:
            continue
        if start > block.start or (index not in body and index != title):
            yield from _furniture(page, start, block.end, block)
        elif block.level or index == title:
            yield Part(
                PassageKind.HEADING,
                start,
                block.end,
                block.level or 1,
                is_hidden=block.is_hidden,
                is_title=index == title,
            )
        else:
            yield Part(PassageKind.PARAGRAPH, start, block.end, is_hidden=block.is_hidden)


def _furniture(page: Page, start: int, end: int, block: Block) -> Iterator[Part]:
    words = page.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield Part(PassageKind.BOILERPLATE, start, end, is_hidden=block.is_hidden)


def _merged(parts: Iterator[Part]) -> Iterator[Part]:
    held: Part | None = None
    for part in parts:
        if (
            held
            and part.kind is held.kind is PassageKind.BOILERPLATE
            and part.is_hidden == held.is_hidden
            and part.end - held.start <= _SURVEYED
        ):
            held = Part(held.kind, held.start, part.end, is_hidden=held.is_hidden)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def find_title(page: Page, title: str, body: set[int], taken: frozenset[int]) -> int:
    """The block that shows the title: a heading with its words, the nearest before the body; or -1."""
    wanted = _bare(title)
    headings = [
        index
        for index, block in enumerate(page.blocks)
        if block.level and index not in taken and not block.is_hidden
        if block.end - block.start <= _LONGEST_TITLE
    ]
    found = [index for index in headings if _bare(page.words(page.blocks[index])) == wanted]
    if not found:
        found = [index for index in headings if page.blocks[index].level == 1 and index in body][:1]
    first = min(body, default=len(page.blocks))
    before = [index for index in found if index <= first]
    return before[-1] if before else found[0] if found else -1


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()
