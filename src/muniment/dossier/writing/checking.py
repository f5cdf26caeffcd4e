"""Checking: whether a draft says what it cites, before anything is published.

A quotation may leave words out and put words in where it says so (`…`, `[…]`, `[sic]`); it may not
change one. Whether words are the same is decided as for any account (docs/method/tracing.md).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from muniment.case import Case
from muniment.dossier.writing.draft import (
    CITATION,
    Compared,
    Draft,
    Excerpt,
    Picture,
    Prose,
    Reference,
    Verdicts,
)
from muniment.dossier.writing.quoting import Quoted, quoted
from muniment.errors import UsageError
from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.exhibit import ExhibitKind
from muniment.model.trace import Match, Verdict

FAITHFUL = frozenset({Verdict.VERBATIM, Verdict.ANNOTATED, Verdict.ELIDED})
"""Verdicts on a quotation with which a dossier may be published."""

Withheld = Mapping[ExhibitId, str]
"""Exhibits that are kept from publication, each with the reason."""

_MEANT = re.compile(r"\[EX-?\s?\d[^\]\n]{0,40}\](?!\()")
_MISUNDERSTOOD = (
    (
        re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL),
        "{} would be published as it stands: HTML is shown here and not hidden. Take it out.",
        True,
    ),
    (
        re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,200}\)?"),
        "{} is no picture of the case. Write ![caption](EX-0031), alone in its paragraph.",
        True,
    ),
    (
        re.compile(r"\[(?:quotes|copying)\b[^\]\n]{0,80}\]"),
        "{} shows nothing here. Write [quotes EX-0012] or [copying EX-0011, EX-0012], alone in its paragraph.",
        True,
    ),
    (
        re.compile(r"\A\s*\[EX-\d+\]\s*\Z"),
        "{} is named, and none of its passages is shown. To show some: [EX-0041 ¶98–101].",
        False,
    ),
)
"""What is written as if it did something: what it looks like, what is said of it, whether it has to be mended."""

_TERM = 2
"""Words in quotation marks that may be a term or a title, and need no citation."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a draft that is wrong, or that its author should look at.

    Attributes:
        line: of the file, from 1.
        says: what is wrong, in a sentence, with the next step.
        is_fatal: whether it must be mended before anything is published.
        words: the quotation; empty when it is not about one.
        reference: what is cited; None when nothing is.
        match: the quotation beside its source; None when it was not compared.
        differences: how they differ, in sentences.
    """

    line: int
    says: str
    is_fatal: bool = True
    words: str = ""
    reference: Reference | None = None
    match: Match | None = None
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a draft found.

    Attributes:
        quotations: those that are cited, each with its verdict.
        problems: in order of their lines.
    """

    quotations: tuple[tuple[Quoted, Verdict], ...]
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it may be published as far as its words go."""
        return not any(problem.is_fatal for problem in self.problems)


def check(case: Case, draft: Draft) -> Checked:
    """Compare every quotation of a draft with what it cites, and look every citation up."""
    quotations: list[tuple[Quoted, Verdict]] = []
    problems: list[Problem] = []
    if not draft.title:
        problems.append(Problem(1, "It has no title. Begin with “# Title”, or title: in a header."))
    withheld = dict(case.policy().withheld)
    problems += _withheld(withheld, [(1, exhibit) for exhibit in draft.whole])
    for block in draft.blocks:
        match block:
            case Prose():
                problems += _unanswered(case, block, withheld)
                problems += _misunderstood(block)
                for one in quoted(block):
                    verdict, found = _quotation(case, one)
                    problems += found
                    if verdict is not None:
                        quotations.append((one, verdict))
            case Excerpt(reference=reference, line=line):
                problems += _reference(case, reference, line, withheld)
            case Picture():
                problems += _picture(case, block, withheld)
            case Verdicts(exhibit=exhibit, line=line):
                problems += _reference(case, Reference(Citation(exhibit), 0), line, withheld)
            case Compared():
                problems += _compared(case, block, withheld)
    return Checked(tuple(quotations), tuple(sorted(problems, key=lambda p: p.line)))


def _unanswered(case: Case, block: Prose, withheld: Withheld) -> Iterator[Problem]:
    """Citations of a paragraph that cite nothing."""
    told = {(reference.start, reference.end) for reference in block.references}
    for meant in _MEANT.finditer(block.text):
        if meant.span() not in told and not block.text.startswith(("```", "~~~")):
            line = block.line + block.text.count("\n", 0, meant.start())
            yield Problem(
                line, f"{meant[0]} is no citation. Write [EX-0041 ¶98] or [EX-0041 ¶98–101]."
            )
    for found, reference in zip(CITATION.finditer(block.text), block.references, strict=True):
        line = block.line + block.text.count("\n", 0, reference.start)
        if found["last"] and int(found["last"]) < int(found["first"]):
            yield Problem(line, f"{found[0]} ends before it begins.")
            continue
        yield from _reference(case, reference, line, withheld)


def _misunderstood(block: Prose) -> Iterator[Problem]:
    """What its author may take for something that it is not."""
    if block.text.startswith(("```", "~~~")):
        return
    for shape, says, is_fatal in _MISUNDERSTOOD:
        for found in shape.finditer(block.text):
            line = block.line + block.text.count("\n", 0, found.start())
            yield Problem(line, says.format(found[0][:60]), is_fatal)


def _reference(
    case: Case, reference: Reference, line: int, withheld: Withheld
) -> Iterator[Problem]:
    try:
        if reference.citation.number:
            case.cited(reference.citation, reference.last)
        else:
            case.read(reference.citation.exhibit, 1, 0)
    except UsageError as error:
        yield Problem(line, str(error), reference=reference)
        return
    yield from _withheld(withheld, [(line, reference.citation.exhibit)])


def _withheld(withheld: Withheld, cited: list[tuple[int, ExhibitId]]) -> Iterator[Problem]:
    for line, exhibit in cited:
        if exhibit in withheld:
            label = exhibit_label(exhibit)
            yield Problem(
                line,
                f"{label} is withheld from publication ({withheld[exhibit]}). Take the citation out,"
                f" or give the exhibit free: muniment redact withhold {label} --undo",
            )


def _picture(case: Case, block: Picture, withheld: Withheld) -> Iterator[Problem]:
    yield from _reference(case, Reference(Citation(block.exhibit), 0), block.line, withheld)
    try:
        kind = case.exhibit(block.exhibit).kind
    except UsageError:
        return
    if kind is not ExhibitKind.MEDIA:
        label = exhibit_label(block.exhibit)
        yield Problem(block.line, f"{label} is no picture. Cite its passages instead: [{label} ¶1]")
    if not block.caption.strip():
        yield Problem(
            block.line, "The picture has no caption: ![what it shows](EX-…)", is_fatal=False
        )


def _compared(case: Case, block: Compared, withheld: Withheld) -> Iterator[Problem]:
    accounts = set(case.account_numbers())
    for exhibit in block.exhibits:
        wrong = list(_reference(case, Reference(Citation(exhibit), 0), block.line, withheld))
        if not wrong and exhibit not in accounts:
            label = exhibit_label(exhibit)
            wrong = [Problem(block.line, f"{label} is no account: it tells of no others.")]
        yield from wrong
    if len(block.exhibits) < 2:
        yield Problem(block.line, "Copying is between accounts: [copying EX-…, EX-…]")


def _cut_short(one: Quoted, match: Match) -> Iterator[Problem]:
    """That a quotation stops where its source does not: it may be meant, and its author should know."""
    if match.goes_on:
        says = f"The sentence of {one.reference} goes on: “{match.goes_on}”"
        yield Problem(one.line, says, is_fatal=False, words=one.words, reference=one.reference)
    elif match.comes_from:
        says = f"The sentence of {one.reference} begins: “{match.comes_from}”"
        yield Problem(one.line, says, is_fatal=False, words=one.words, reference=one.reference)


def _quotation(case: Case, one: Quoted) -> tuple[Verdict | None, list[Problem]]:
    """The verdict on a quotation; None when it could not be compared."""
    if one.reference is None or not one.reference.citation.number:
        if len(one.words.split()) <= _TERM:
            return None, []
        told = "These words are in quotation marks, and no passage is cited for them: “… ” [EX-0041 ¶98]."
        return None, [
            Problem(one.line, told, is_fatal=False, words=one.words, reference=one.reference)
        ]
    try:
        match, differences = case.beside(one.words, one.reference.citation, one.reference.last)
    except UsageError:
        return None, []  # told with the citation
    if match.verdict in FAITHFUL:
        return match.verdict, list(_cut_short(one, match))
    says = {
        Verdict.NOT_FOUND: f"This does not stand in {one.reference}.",
        Verdict.SPLICED: f"This joins what stands apart in {one.reference}.",
    }.get(match.verdict, f"This is not what {one.reference} says.")
    problem = Problem(
        one.line,
        says,
        words=one.words,
        reference=one.reference,
        match=match,
        differences=tuple(differences),
    )
    return match.verdict, [problem]
