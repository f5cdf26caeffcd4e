"""Threads of public lists: parents found with the headers, and with the headers taken away."""

import tarfile
import tempfile
from dataclasses import replace
from pathlib import Path

from muniment.intake.readers import mail
from muniment.model.citation import ExhibitId
from muniment.model.reading import Fact, Passage, Source
from muniment.passages.threads import Letter, letter, thread

NEEDS = "mail-threads-spamassassin"


def measure(corpus: Path) -> dict[str, float]:
    """Figures by name: shares between 0 and 1, and counts."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(corpus / "mails.tar.xz") as tar:
            tar.extractall(folder, filter="data")
        paths = sorted(p for p in Path(folder).rglob("*") if p.is_file() and "ham" in p.parent.name)
        letters = [_letter(ExhibitId(n), path) for n, path in enumerate(paths, 1)]
    gold = _gold(letters)
    with_headers = {link.child: link.parent for link in thread(letters)}
    bare = [replace(one, in_reply_to=(), references=()) for one in letters]
    without = {link.child: link.parent for link in thread(bare)}
    right = sum(without.get(child) == parent for child, parent in gold.items())
    wrong = sum(child in without and without[child] != parent for child, parent in gold.items())
    rootless = [one for one in letters if one.exhibit not in gold]
    strays = [one for one in rootless if one.exhibit in without]
    answers = [one for one in strays if one.in_reply_to or one.references]
    return {
        "mails": float(len(letters)),
        "mails_with_parent": float(len(gold)),
        "right_with_headers": _share(
            sum(with_headers.get(c) == p for c, p in gold.items()), len(gold)
        ),
        "right_without_headers": _share(right, len(gold)),
        "precision_without_headers": _share(right, right + wrong + len(strays)),
        "wrong_parent_max": float(wrong),
        "linked_without_parent_max": float(len(strays)),
        "of_these_parent_absent_max": float(len(answers)),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _letter(exhibit: ExhibitId, path: Path) -> Letter:
    pieces = list(mail.read(Source(path, path.name)))
    facts = [piece for piece in pieces if isinstance(piece, Fact)]
    return letter(exhibit, facts, [piece for piece in pieces if isinstance(piece, Passage)])


def _gold(letters: list[Letter]) -> dict[ExhibitId, ExhibitId]:
    """The parent by `In-Reply-To`, else the nearest of `References`, of those inside the set."""
    known: dict[str, ExhibitId] = {}
    for one in letters:
        known.setdefault(one.message_id, one.exhibit)
    gold: dict[ExhibitId, ExhibitId] = {}
    for one in letters:
        for written in (*one.in_reply_to, *reversed(one.references)):
            if written in known and known[written] != one.exhibit:
                gold[one.exhibit] = known[written]
                break
    return gold
