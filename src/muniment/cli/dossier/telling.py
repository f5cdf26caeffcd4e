"""How dossiers, redactions and seals look in a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.cli.paper import (
    count,
    harmless,
    inline,
    quiet,
    shortened,
    strong,
    table,
    width,
    wrapped,
)
from muniment.cli.verdicts import redline
from muniment.model.judgement.redaction import Policy, box_written
from muniment.pages.redacting import BlackedOut, Proposed

if TYPE_CHECKING:
    from muniment.dossier.paper.findings import Audit
    from muniment.dossier.publishing.publish import Result
    from muniment.dossier.sealing import Verification
    from muniment.dossier.writing.checking import Checked, Problem


def checked(name: str, found: "Checked") -> Iterator[str]:
    """What checking a draft found, the wrong quotations with their words side by side."""
    fatal = [p for p in found.problems if p.is_fatal]
    told = count(len(found.quotations), "quotation")
    state = f"{count(len(fatal), 'thing')} to mend" if fatal else "sound"
    yield strong(f"{name}: {state}") + f", {told} compared"
    for problem in found.problems:
        yield from _problem(problem)


def broken(name: str, cause: str) -> Iterator[str]:
    """A draft that could not be read."""
    yield strong(f"{name}: not looked at")
    yield wrapped(harmless(cause), "  ", "✗ ")


def _problem(p: "Problem") -> Iterator[str]:
    yield ""
    sign = "✗" if p.is_fatal else "·"
    yield wrapped(f"{sign} line {p.line}: {harmless(p.says)}", "  ", "")
    if p.words:
        yield wrapped(f"“{inline(p.words)}”", "    ")
    if p.match and p.match.pieces:
        yield wrapped(inline(redline(p.match.pieces)), "    ")
    for sentence in p.differences[:6]:
        yield wrapped(quiet(inline(sentence)), "    ")


def policy(found: Policy, blackouts: Sequence[BlackedOut] = ()) -> Iterator[str]:
    """What is taken out, by sort."""
    if found == Policy():
        yield wrapped("Nothing is taken out yet. muniment redact --help says how.")
        return
    if found.pseudonyms:
        yield strong("People")
    for person in found.pseudonyms:
        yield wrapped(f"{inline(person.stand_in)} ({inline(person.why)})", "    ", "  ")
        for number, name in enumerate(person.names, 1):
            yield f"    {number} {inline(name)}"
    yield from _section("Words", [(w.words, w.why) for w in found.words])
    yield from _section("Details", [(str(p), why) for p, why in found.patterns])
    yield from _section("Passages", [(str(b.citation), f"{b.words} ({b.why})") for b in blackouts])
    boxes = [(f"EX-{c.exhibit:04d}", f"{box_written(c.box)} ({c.why})") for c in found.covered]
    yield from _section("Boxes", boxes)
    yield from _section("Withheld", [(f"EX-{e:04d}", why) for e, why in found.withheld])
    yield from _section("Left standing", [(w.words, w.why) for w in found.left])


def _section(head: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield strong(head)
    room = max(20, width() - 36)
    yield from table(
        [(shortened(inline(a), 30), shortened(inline(b), room)) for a, b in rows], "<<"
    )


def proposed(found: list[Proposed]) -> Iterator[str]:
    """What may tell who somebody is, one a paragraph."""
    if not found:
        yield wrapped("Nothing is proposed. That is no promise: look yourself.")
    for one in found:
        words = ", ".join(map(inline, one.words))  # a name that is cut off cannot be decided on
        yield wrapped(f"{strong(f'{one.kind}:')} {words}  ×{one.number}", "  ", "")
        doubt = f"; {one.doubt}" if one.doubt else ""
        first = one.places[0] if one.places else f"line {one.lines[0]} of the dossier"
        yield wrapped(quiet(f"{harmless(one.reason)}{harmless(doubt)} · {first}"), "  ")


def audited(found: "Audit", file: Path) -> Iterator[str]:
    """What a PDF gives away, its failed redactions first."""
    pages = count(found.pages, "page")
    if found.failures:
        yield strong(f"{file.name}: badly redacted") + f", {pages} looked at"
    else:
        yield strong(f"{file.name}: no failed redaction found") + f", {pages} looked at"
    for one in found.failures:
        yield wrapped(harmless(one.said), "  ", "✗ ")
        if one.text:
            yield wrapped(f"“{inline(one.text)}”", "    ")
    if found.remains:
        yield ""
        yield wrapped("It also carries what its pages do not show, as ordinary files do:")
    for one in found.remains:
        yield wrapped(harmless(one.said), "  ", "· ")
        if one.text:
            yield wrapped(shortened(inline(one.text), 300), "    ")
    for warning in found.warnings:
        yield wrapped(f"Not looked at: {harmless(warning)}", "  ", "· ")


def published(result: "Result", salts: Path) -> Iterator[str]:
    """What was published, and what its author has to do with the fingerprint and the salts."""
    yield strong(f"Published in {result.folder}")
    yield wrapped(
        f"{count(len(result.checked.quotations), 'quotation')} compared with the exhibits;"
        f" {count(result.passages, 'passage')} of {count(result.exhibits, 'exhibit')} published;"
        f" {result.leaks[0].secrets:,} names and words looked for in every file,"
        " none found."
    )
    for words, why, number in result.doubts:
        yield wrapped(
            f"Look: “{inline(words)}” stands {count(number, 'time')} {harmless(why)}.",
            "  ",
            "· ",
        )
    for line in dict.fromkeys(str(one) for r in result.leaks for one in (*r.unopened, *r.notes)):
        yield wrapped(f"Not looked into: {harmless(line)}", "  ", "· ")
    for line in result.warnings:
        yield wrapped(f"Look: {harmless(line)}", "  ", "· ")
    yield ""
    yield wrapped(
        "The key's fingerprint. Print it where readers trust it, such as your front page:"
    )
    yield f"  {result.seal.fingerprint}"
    yield wrapped(f"What opens the redactions for a court is in {salts}. Keep it secret.")
    yield wrapped(quiet(f"Anyone checks it with: muniment verify {result.folder}"))


def verification(found: "Verification", bundle: Path) -> Iterator[str]:
    """Whether a bundle is what was sealed, and what that proves."""
    yield strong(f"{bundle}: {found.outcome}")
    if found.dossier:
        yield wrapped(f"{inline(found.dossier)}, sealed {found.sealed_at} with {found.tool}")
    for file, sentence in found.findings:
        yield wrapped(
            f"{harmless(file)}: {harmless(sentence)}" if file else harmless(sentence), "  ", "✗ "
        )
    for note in found.notes:
        yield wrapped(harmless(note), "  ", "· ")
    if found.fingerprint:
        yield f"Key: {found.fingerprint}"
    for head, sentences in (
        ("It proves:", found.proves),
        ("It does not prove:", found.does_not_prove),
    ):
        if sentences:
            yield head
            for sentence in sentences:
                yield wrapped(sentence, "  ", "- ")
