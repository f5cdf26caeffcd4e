"""A case of invented mails between people, some of whom have pseudonyms, and a dossier of all of them."""

from pathlib import Path

from benchmarks.add.evidence import Writer
from muniment.case import Case

_FIRST = ("Adela", "Bruno", "Ceri", "Dilys", "Emrys", "Ffion", "Gwen", "Hywel", "Idris", "Jorun")
_LAST = ("Varndel", "Quillish", "Trenowan", "Ostrell", "Pymmick")
_NAMES = [f"{first} {last}" for first in _FIRST for last in _LAST]
_HIDDEN, _PARAGRAPHS, _WORDS = 20, 4, 60
"""People with a pseudonym; paragraphs of a mail, and words of a paragraph."""

NAME = "big"
"""Of the dossier."""


def make(folder: Path, mails: int) -> Case:
    """A case in a folder, with its dossier."""
    evidence, writer = folder / "evidence", Writer()
    evidence.mkdir(parents=True)
    for number in range(mails):
        body = "\n\n".join(writer.text(_WORDS) for _ in range(_PARAGRAPHS))
        (evidence / f"{number:05}.eml").write_text(_head(number) + body, "utf-8")
    case = Case.make(folder / "case", who="benchmark")
    case.add([evidence])
    case.dossiers.mkdir()
    labels = [one.exhibit.label for one in case.listing(limit=mails + 1).exhibits]
    whole = ", ".join(labels)
    draft = f"---\ntitle: Big\nwhole: {whole}\n---\n\nText.\n"
    (case.dossiers / f"{NAME}.md").write_text(draft, "utf-8")
    for number, name in enumerate(_NAMES[:_HIDDEN]):
        case.name_pseudonym(f"Official {number}", [name, _address(name)], "invented")
    return case


def _head(number: int) -> str:
    name = _NAMES[number % len(_NAMES)]
    return (
        f"From: {name} <{_address(name)}>\nTo: Ben <ben@trust.example>\nSubject: Note {number}\n"
        f"Date: Thu, 6 May 2021 22:45:00 +0000\nMessage-ID: <{number}@trust.example>\n\n"
    )


def _address(name: str) -> str:
    return f"{name.replace(' ', '.').lower()}@trust.example"
