"""A dossier with thousands of published exhibits, invented: passages, quotations, a custody log."""

import hashlib
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.add.evidence import Writer
from muniment.custody.log import Entry
from muniment.custody.log import seal as link
from muniment.dossier.sealing import Contents, Custody, Exhibit, Passage, Quotation
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Digest
from muniment.model.trace import Verdict

_PASSAGES, _WORDS = 70, 24
"""Of an exhibit: its file then has about 20 kB."""

_HIDDEN = 3
"""Entries of the custody log that are hidden, for each that is shown."""


def publish(folder: Path, exhibits: int) -> Contents:
    """Write a site of a few pages, and make what is sealed beside it."""
    writer = Writer()
    (folder / "site").mkdir(parents=True)
    for page in range(50):
        (folder / "site" / f"{page}.html").write_text(writer.text(2_000))
    made = tuple(_exhibit(number, writer) for number in range(1, exhibits + 1))
    quotations = tuple(_quotation(one, number) for number, one in enumerate(made))
    custody = Custody(_log(made))
    return Contents("A large dossier", "2026-03-01T12:00:00Z", made, quotations, custody)


def salts(size: int) -> bytes:
    """Chance that repeats."""
    return hashlib.sha512(b"%d" % next(_COUNT)).digest()[:size]


_COUNT = count()


def _exhibit(number: int, writer: Writer) -> Exhibit:
    words = writer.text(_PASSAGES * _WORDS).split()
    passages = [
        Passage(n + 1, " ".join(words[n * _WORDS : (n + 1) * _WORDS]), "Anna", "2023-05-18T22:45")
        for n in range(_PASSAGES)
    ]
    passages[3] = replace(passages[3], text="█████", redacted=passages[3].text)
    digest = Digest(hashlib.sha256(b"%d" % number).hexdigest())
    return Exhibit(ExhibitId(number), f"{number}.txt", digest, tuple(passages), _PASSAGES)


def _quotation(exhibit: Exhibit, number: int) -> Quotation:
    words = exhibit.passages[7].text.split()
    quoted = " ".join([*words[:6], "…", *words[-6:]])
    cited = (Citation(exhibit.id, 8),)
    return Quotation(f"site/{number % 50}.html", f"¶{number}", quoted, cited, Verdict.ELIDED)


def _log(exhibits: tuple[Exhibit, ...]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    previous = ""
    for exhibit in exhibits:
        for n in range(_HIDDEN + 1):
            action, number = ("not taken in", 0) if n else ("taken in", exhibit.id)
            fields = (
                number,
                exhibit.original,
                1000,
                f"/evidence/{exhibit.id}/{n}",
                "",
                "muniment 0",
            )
            new = Entry(len(entries) + 1, "2026-01-02T10:00:00Z", "anna", action, *fields)
            entries.append(link(new, previous))
            previous = entries[-1].hash
    return tuple(entries)
