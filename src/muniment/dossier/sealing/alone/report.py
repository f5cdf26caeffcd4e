"""What a check says: findings that name their file, and what a valid seal proves and does not.

>>> report = Report()
>>> report.find("exhibits/EX-0041.json", "is missing.")
>>> report.verdict, report.findings
('not valid', [('exhibits/EX-0041.json', 'is missing.')])
"""

from __future__ import annotations

import textwrap

WIDTH = 80

PROVES = (
    "Every file is, byte for byte, what the holder of the key with this fingerprint sealed; none was"
    " added, dropped or moved.",
    "Each quotation said to be verbatim, annotated or elided has the words of the passages that it"
    " cites, under its own marks (… and […]), but for those that are listed for comparing by eye.",
    "The custody entries that are shown, and those hidden behind a commitment, were fixed in this order.",
    "What is blacked out was fixed too: whoever is given a passage's salt can confirm its words.",
)
DOES_NOT_PROVE = (
    "Whose key it is. Whoever changes a bundle can seal it anew with a key of their own, and that is valid"
    " too: compare the fingerprint, by telephone or in print, with the person it should be of.",
    "That what the evidence says is true, or that it was authentic before it was received.",
    "That nothing was left out: other exhibits, other passages, quotations that are not listed.",
    "When it was sealed, unless a time stamp was checked: the time is what the sealer says.",
    "That the hidden custody entries follow from one another: that takes the log itself.",
)


class Report:
    """The outcome of one check.

    Attributes:
        findings: faults, as (file, sentence).
        notes: what a reader should know and is no fault.
        needs_newer: the bundle's format is newer than this verifier: nothing was checked.
        is_time_stamped: a time stamp was checked, with its authority's certificate.
        dossier, sealed_at, tool, root, exhibits_root, fingerprint: what the bundle says of itself.
    """

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.findings: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.needs_newer = self.is_time_stamped = False
        self.dossier = self.sealed_at = self.tool = ""
        self.root = self.exhibits_root = self.fingerprint = ""

    def find(self, file: str, sentence: str) -> None:
        """Note a fault of a file."""
        self.findings.append((shown(file), shown(sentence)))

    def note(self, sentence: str) -> None:
        """Note what is no fault."""
        self.notes.append(shown(sentence))

    @property
    def verdict(self) -> str:
        """`valid`, `not valid`, or `not checked` when the bundle needs a newer verifier."""
        if self.needs_newer:
            return "not checked"
        return "not valid" if self.findings else "valid"


def shown(text: str) -> str:
    """A text that a terminal can be given: control characters and reversing marks as escapes."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text
    )


def told(report: Report) -> str:
    """The report as a person reads it, no line longer than a terminal's."""
    lines = [wrapped("{}: {}".format(*found)) for found in report.findings]
    lines += [wrapped("Note: " + note) for note in report.notes]
    lines.append("")
    if report.fingerprint:
        half = len(report.fingerprint) // 2
        lines += [
            wrapped(f"Dossier      {shown(report.dossier)}"),
            wrapped(
                f"Sealed at    {report.sealed_at}, by {shown(report.tool)} (as the sealer says)"
            ),
            f"Fingerprint  {report.fingerprint[:half]}",
            f"             {report.fingerprint[half + 1 :]}",
            f"Root         {report.root}",
            "",
        ]
    if report.verdict == "valid":
        lines += ["VALID. This proves:", *(wrapped("  - " + p, "    ") for p in PROVES)]
        lines += ["It does not prove:", *(wrapped("  - " + p, "    ") for p in DOES_NOT_PROVE)]
    elif report.needs_newer:
        lines.append("NOT CHECKED. A newer verifier is needed.")
    else:
        many = len(report.findings)
        lines.append(f"NOT VALID: {many} finding{'' if many == 1 else 's'}, above.")
    return "\n".join(lines).lstrip("\n") + "\n"


def wrapped(line: str, indent: str = "  ") -> str:
    """A line in as many as it takes; a path is never broken."""
    return textwrap.fill(
        line,
        WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
