r"""Blackouts: what is taken out of single passages, wherever a dossier tells it again.

A quotation, a table of verdicts and a title may repeat words of a passage that is blacked out. What they
have of it goes there too: runs of three words, or all of what is blacked out, or all that they say.

>>> without("The hinge had been broken", ["because the hinge had been broken since the spring"])
'█████'
>>> without("He said the wall moved, twice", ["moved, twice, in May"])
'He said the wall moved, twice'
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, product

from muniment.case import Case
from muniment.dossier.redacting.concealing import Concealing
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import ExhibitKind
from muniment.model.judgement.redaction import BAR, Blackout, Policy
from muniment.model.passage import Box, CitedPassage, PassageKind
from muniment.pages.publishing import SheetPage
from muniment.pages.redacting import blacked_out
from muniment.passages.normalise import fold

_WORD = re.compile(r"\w+")
_RUN = 3
"""Words in a row that are told as the same words; two may meet by chance."""

_FOOT, _HEAD = 4, 3
"""Passages at the end and at the head of a page that may stand where a string runs over it."""

_NEAR = 200
"""Characters of a passage that are looked at there; longer than names and words that are taken out."""


def hidden_words(case: Case, blackouts: Iterable[Blackout]) -> dict[Citation, list[str]]:
    """What is blacked out of each passage, the longest first."""
    found: dict[Citation, list[str]] = {}
    for one in blacked_out(case, blackouts):
        if words := one.words.strip():
            found.setdefault(one.citation, []).append(words)
    return {citation: sorted(words, key=len, reverse=True) for citation, words in found.items()}


def without(text: str, secrets: Iterable[str]) -> str:
    """A text without what it has of the secrets, each stretch a bar."""
    tokens = list(_WORD.finditer(text))
    words = [fold(token[0]) for token in tokens]
    marked = [False] * len(words)
    for secret in secrets:
        sought = [fold(word) for word in _WORD.findall(secret)]
        if not sought:
            text = text.replace(secret, BAR)
        for first, last in _shared(words, sought):
            marked[first:last] = [True] * (last - first)
    out, reached = [], 0
    for n, token in enumerate(tokens):
        if not marked[n]:
            continue
        if n == 0 or not marked[n - 1]:
            out += [text[reached : token.start()], BAR]
        reached = token.end()
    return "".join([*out, text[reached:]])


def _shared(words: list[str], sought: list[str]) -> Iterable[tuple[int, int]]:
    """Where words stand that are a telling run of those sought: first, and one behind the last."""
    least = min(_RUN, len(sought), len(words))
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(sought) - least + 1):
        places.setdefault(tuple(sought[at : at + least]), []).append(at)
    for at in range(len(words) - least + 1):
        if tuple(words[at : at + least]) in places:
            yield at, at + least


def under_boxes(case: Case, policy: Policy) -> tuple[Blackout, ...]:
    """The lines of passages that a box covers on their page, as stretches: what cannot be seen there must
    not be read elsewhere. Of a passage whose lines cannot be told apart, all of it.
    """
    found = []
    for one in policy.covered:
        if case.exhibit(one.exhibit).kind is not ExhibitKind.PAGES:
            continue
        first, last = case.on_page(one.exhibit, one.box.page)
        for passage in case.read(one.exhibit, first, last).passages if last else ():
            boxes, text = passage.passage.locator.boxes, passage.passage.text
            for start, end in _covered(text, boxes, one.box):
                found.append(Blackout(passage.citation, start, end, one.why))
    return tuple(dict.fromkeys(found))


def _covered(text: str, boxes: tuple[Box, ...], area: Box) -> Iterable[tuple[int, int]]:
    met = [n for n, box in enumerate(boxes) if _meet(box, area)]
    lines = list(re.finditer(r"[^\n]+", text))
    if len(lines) == len(boxes):
        return [lines[n].span() for n in met]
    return [(0, len(text))] if met else []


def _meet(box: Box, area: Box) -> bool:
    return (
        box.page == area.page
        and box.left < area.right
        and area.left < box.right
        and box.bottom < area.top
        and area.bottom < box.top
    )


def over_ends(sheets: Iterable[SheetPage], concealing: Concealing) -> Iterator[Blackout]:
    """What is taken out and runs over the end of a page, as stretches of the passages there: each by itself
    does not tell it. Which passages are notes between the two nobody says, so some may be passed over.

    Args:
        sheets: the exhibits as they are published.
        concealing: of the case; the texts count as looked at by it.
    """
    for sheet in sheets:
        blocks = [p for p in sheet.passages if p.passage.kind is PassageKind.BLOCK]
        pages = [list(held) for _, held in groupby(blocks, key=lambda p: p.passage.locator.text)]
        for before, after in pairwise(pages):
            for one, other in product(before[-_FOOT:], after[:_HEAD]):
                yield from _over(one, other, concealing)


def _over(one: CitedPassage, other: CitedPassage, concealing: Concealing) -> Iterator[Blackout]:
    start = max(0, len(one.passage.text) - _NEAR)
    tail, head = one.passage.text[start:], other.passage.text[:_NEAR]
    cut = len(tail)
    for gap in concealing.conceal(f"{tail}\n{head}").gaps:
        if not gap.start < cut < gap.end - 1:
            continue
        is_told = any(g.start <= gap.start and g.end == cut for g in concealing.conceal(tail).gaps)
        goes_on = any(
            g.start == 0 and g.end >= gap.end - cut - 1 for g in concealing.conceal(head).gaps
        )
        if not (is_told and goes_on):
            yield Blackout(one.citation, start + gap.start, start + cut, gap.why)
            yield Blackout(other.citation, 0, gap.end - cut - 1, gap.why)


def of_exhibit(hidden: Mapping[Citation, Sequence[str]], exhibit: ExhibitId) -> list[str]:
    """What is blacked out anywhere in an exhibit."""
    return [
        one for citation, words in hidden.items() if citation.exhibit == exhibit for one in words
    ]
