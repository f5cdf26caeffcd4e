"""Badly redacted PDFs of others found without false alarms, and our own redaction held to the same audit."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from muniment.dossier.paper.audit import audit
from muniment.dossier.paper.opened import opened_pdf, opened_sheet
from muniment.dossier.paper.redact import redact_pdf
from muniment.dossier.paper.seeing.sight import look

NEEDS = "pdf-bad-redactions"

_DIGIT = "[0-9OoIil]"
_NUMBER = re.compile(rf"{_DIGIT}{{3}}\W{_DIGIT}{{2}}\W{_DIGIT}{{4}}")
"""Nine figures, some of them written as the letters that a reading machine takes them for."""

_COUNT = re.compile(r"\d+")


@dataclass(slots=True)
class _Gold:
    """What the corpus says of a file: is it bad, and how much is hidden in it."""

    name: str
    is_bad: bool
    places: int = 0
    letters: int = 0
    is_fixture: bool = False


def measure(corpus: Path) -> dict[str, float]:
    """Figures by name: shares between 0 and 1, and counts."""
    golds = list(_golds(corpus / "expected.csv"))
    found = {gold.name: audit((corpus / gold.name).read_bytes()) for gold in golds}
    bad = [gold for gold in golds if gold.is_bad]
    good = [gold for gold in golds if not gold.is_bad]
    alarms = [gold for gold in good if found[gold.name].failures]
    for gold in alarms:
        print(f"false alarm: {gold.name} {found[gold.name].failures}")
    placed = [gold for gold in bad if gold.places]
    counted = [gold for gold in bad if gold.letters]
    letters = {
        gold.name: min(gold.letters, sum(len(one.text) for one in found[gold.name].failures))
        for gold in counted
    }
    figures = {
        "files": float(len(golds)),
        "bad_files": float(len(bad)),
        "bad_files_found": sum(bool(found[gold.name].failures) for gold in bad) / len(bad),
        "false_alarms_max": float(len(alarms)),
        "places_right": sum(len(found[g.name].failures) == g.places for g in placed) / len(placed),
        "letters_recovered": sum(letters.values()) / sum(gold.letters for gold in counted),
    }
    return figures | _redacted(corpus, golds)


def _golds(path: Path) -> list[_Gold]:
    golds = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told = row["expected_bad_redactions"]
            count = int(found[0]) if (found := _COUNT.search(told)) else 0
            is_text = told.startswith("BAD")
            golds.append(
                _Gold(
                    row["file"],
                    is_text or (told.isdigit() and count > 0),
                    count if told.isdigit() else 0,
                    count if is_text else 0,
                    told.startswith("none"),
                )
            )
    return golds


def _redacted(corpus: Path, golds: list[_Gold]) -> dict[str, float]:
    """What our redaction leaves behind, and what it keeps."""
    failures = kept = words = numbers = left = 0
    for gold in golds:
        pdf = (corpus / gold.name).read_bytes()
        new = redact_pdf(pdf, {}).pdf
        failures += len(audit(new).failures)
        seen, layer = _words(pdf, is_seen=True), _words(new, is_seen=False)
        words += len(seen)
        kept += sum(min(seen.count(word), layer.count(word)) for word in set(seen))
        if gold.is_fixture:
            secrets = sorted(set(_NUMBER.findall(" ".join(_words(pdf, is_seen=False)))))
            made = redact_pdf(pdf, {}, secrets).pdf
            numbers += len(secrets)
            left += sum(secret in _everything(made) for secret in secrets)
    return {
        "our_failures_max": float(failures),
        "seen_words_kept": kept / words,
        "numbers_removed": float(numbers),
        "numbers_left_max": float(left),
    }


def _words(pdf: bytes, *, is_seen: bool) -> list[str]:
    """The words of a file, all of them or those of which each letter can be seen."""
    words = []
    with opened_pdf(pdf) as paper:
        for number in range(1, len(paper) + 1):
            with opened_sheet(paper, number) as page:
                word, is_whole = "", True
                for letter in [*look(page).letters, None]:
                    if letter is None or letter.text.isspace() or letter.text < " ":
                        words += [word] if word and is_whole else []
                        word, is_whole = "", True
                    else:
                        word += letter.text
                        is_whole &= letter.sight.is_readable or not is_seen
    return words


def _everything(pdf: bytes) -> str:
    """All bytes of a file, its streams unpacked, and the words of its pages."""
    parts = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        parts += [one.read_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]
    plain = b"\n".join(parts).replace(b"\0", b"").decode("latin-1")
    return plain + " ".join(_words(pdf, is_seen=False))
