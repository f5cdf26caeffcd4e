"""Is this bundle what was sealed? The answer in words, with what it proves and what it does not.

The check is that of the bundle's own `verify.py`, run from here: one implementation, one verdict.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from muniment.dossier.sealing.alone.checking import examine
from muniment.dossier.sealing.alone.joining import joined
from muniment.dossier.sealing.alone.report import DOES_NOT_PROVE, PROVES, Report


class Outcome(StrEnum):
    """What a check came to."""

    VALID = "valid"
    NOT_VALID = "not valid"
    NOT_CHECKED = "not checked"  # the bundle needs a newer Muniment


class Finding(NamedTuple):
    """What is wrong with a file of the bundle; control characters are shown as escapes."""

    file: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer.

    Attributes:
        outcome: in two words.
        findings: faults, each with its file; none when the bundle is valid.
        notes: what a reader should know and is no fault.
        dossier, sealed_at, tool: what the bundle says of itself; empty when it could not be read.
        fingerprint: of the key that sealed it: to be compared over another way.
        root, exhibits_root: the Merkle roots.
        is_time_stamped: a time stamp was checked.
        proves, does_not_prove: in plain sentences; `proves` is empty unless the bundle is valid.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    dossier: str
    sealed_at: str
    tool: str
    fingerprint: str
    root: str
    exhibits_root: str
    is_time_stamped: bool
    proves: tuple[str, ...]
    does_not_prove: tuple[str, ...]

    @property
    def is_valid(self) -> bool:
        """Whether nothing differs from what was sealed."""
        return self.outcome is Outcome.VALID


def verify(bundle: Path, fingerprint: str = "", authority: Path | None = None) -> Verification:
    """Check a bundle: its folder, or a zip of it. Nothing is written, sent or unpacked.

    Args:
        bundle: the folder or the zip.
        fingerprint: that it should have, when it is known from elsewhere.
        authority: the certificates of the time stamp's authority (PEM), from elsewhere.
    """
    report = examine(bundle, fingerprint, str(authority or ""))
    outcome = Outcome(report.verdict)
    return Verification(
        outcome,
        tuple(Finding(file, sentence) for file, sentence in report.findings),
        (*report.notes, *_about_the_copy(bundle, report)),
        report.dossier,
        report.sealed_at,
        report.tool,
        report.fingerprint,
        report.root,
        report.exhibits_root,
        report.is_time_stamped,
        PROVES if outcome is Outcome.VALID else (),
        DOES_NOT_PROVE if report.fingerprint else (),
    )


def _about_the_copy(bundle: Path, report: Report) -> tuple[str, ...]:
    """Whether the verifier that lies in the bundle is ours."""
    copy = bundle / "verify.py"
    if report.needs_newer or not bundle.is_dir() or copy.is_symlink() or not copy.is_file():
        return ()
    if sha256(copy.read_bytes()).digest() == sha256(joined().encode()).digest():
        return ()
    return (
        "Its verify.py is not that of this Muniment: it may be of another version. Do not run it.",
    )
