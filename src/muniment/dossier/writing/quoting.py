"""Quotations: the words of a draft that it gives as somebody else's, each with what it cites for them.

>>> block = Prose("He wrote “slowly” and “be helpful” [EX-0002 ¶4].", 1)
>>> [(q.words, str(q.reference)) for q in quoted(block)]
[('slowly', 'EX-0002 ¶4'), ('be helpful', 'EX-0002 ¶4')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.dossier.writing.draft import Prose, Reference

_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_FENCED = re.compile(r"(?:```|~~~).*|`[^`\n]*`", re.DOTALL)
_QUOTED_LINE = re.compile(r"\s{0,3}>\s?(.*)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks, or set apart.

    Attributes:
        words: as the draft has them.
        start, end: half-open code points in the block's text; those between the marks.
        line: of the file.
        reference: what is cited for them: the next citation of the paragraph; None when there is none.
    """

    words: str
    start: int
    end: int
    line: int
    reference: Reference | None


def quoted(block: Prose) -> list[Quoted]:
    """The quotations of a block, in order."""
    references = block.references
    if block.text.lstrip().startswith(">"):
        return list(_set_apart(block, references))
    return list(_marked(block, references))


def _marked(block: Prose, references: list[Reference]) -> Iterator[Quoted]:
    """What stands between quotation marks; code is no quotation, and a mark that is not closed is none."""
    code = [found.span() for found in _FENCED.finditer(block.text)]
    at = 0
    while at < len(block.text):
        closing = _PAIRS.get(block.text[at])
        if closing is None or any(start <= at < end for start, end in code):
            at += 1
            continue
        ends = [end for sign in closing if (end := block.text.find(sign, at + 1)) >= 0]
        if not ends:
            at += 1
            continue
        yield _one(block, at + 1, min(ends), references)
        at = min(ends) + 1


def _set_apart(block: Prose, references: list[Reference]) -> Iterator[Quoted]:
    """A block quotation: all of it up to the citation at its end, or to the end."""
    end = references[-1].start if references else len(block.text)
    start = block.text.index(">") + 1
    yield _one(block, start, end, references)


def _one(block: Prose, start: int, end: int, references: list[Reference]) -> Quoted:
    raw = block.text[start:end]
    words = "\n".join(
        (found[1] if (found := _QUOTED_LINE.fullmatch(line)) else line) for line in raw.split("\n")
    )
    line = block.line + block.text.count("\n", 0, start)
    reference = next((r for r in references if r.start >= end), None)
    return Quoted(words.strip(), start, end, line, reference)
