"""Keeping: the drafts of a case, the key that seals for it, and the salts that open its redactions."""

from datetime import UTC, datetime
from pathlib import Path

from muniment.case import Case
from muniment.dossier.sealing import Key, Salts, keys
from muniment.dossier.writing.draft import Draft, parse
from muniment.errors import DossierExistsError, DossierUnreadableError, NoSuchDossierError

_KEY = "seal-key.pem"
_BEGUN = """\
---
title: {title}
by:
context: 2
---

# {title}

Write here. Cite like this: “the words of the exhibit” [EX-0001 ¶1].

A citation alone on its line shows the passages themselves:

[EX-0001 ¶1–3]
"""


def names(case: Case) -> list[str]:
    """The dossiers that a case has, by the names of their files."""
    return sorted(path.stem for path in case.dossiers.glob("*.md"))


def begin(case: Case, name: str) -> Path:
    """Begin a dossier: a file to write in.

    Raises:
        muniment.errors.DossierExistsError: there is one, or the name is no name of a file.
    """
    stem = Path(name).name.removesuffix(".md")
    path = case.dossiers / f"{stem}.md"
    if not stem or stem != name.removesuffix(".md") or stem.startswith("."):
        cause = "that is no name for a file. Take letters, digits and hyphens"
        raise DossierExistsError(name=name, cause=cause)
    if path.exists():
        cause = f"there is one, in {path}. Open that file, or choose another name"
        raise DossierExistsError(name=name, cause=cause)
    case.dossiers.mkdir(exist_ok=True)
    title = stem.replace("-", " ").replace("_", " ").capitalize()
    path.write_text(_BEGUN.format(title=title), "utf-8")
    return path


def draft_of(case: Case, name: str) -> Draft:
    """A dossier as it is written by now.

    Raises:
        muniment.errors.NoSuchDossierError: there is none with this name.
        muniment.errors.BadHeaderError: its header is not understood.
        muniment.errors.DossierUnreadableError: it is not UTF-8.
    """
    if name not in names(case):
        known = ", ".join(names(case)) or "none yet"
        raise NoSuchDossierError(name=name, folder=case.dossiers, known=known)
    path = case.dossiers / f"{name}.md"
    written = path.read_bytes()
    try:
        return parse(written.decode("utf-8"))
    except UnicodeDecodeError as error:
        cause = f"byte {error.start:,} is not UTF-8"
        raise DossierUnreadableError(path=path, cause=cause) from None


def signing_key(case: Case, path: Path | None = None) -> Key:
    """The key that seals: that of a file, or the case's own, which is made when it is first needed.

    Raises:
        muniment.errors.KeyUnreadableError: the file holds no such key.
    """
    if path:
        return keys.load(path)
    own = case.dossiers / _KEY
    if not own.exists():
        keys.save(keys.make(), own)
    return keys.load(own)


def keep_salts(case: Case, name: str, salts: Salts) -> Path:
    """Keep what opens the redactions of a bundle in the case, apart from the bundle."""
    taken = 1 + sum(1 for _ in case.dossiers.glob(f"{name}.salts-*.json"))
    path = case.dossiers / f"{name}.salts-{taken}.json"
    salts.save(path)
    return path


def clock() -> str:
    """The time, for the seal."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
