"""The seal itself: the files of data, the list of all files, and one signature over the list.

    seal = seal(folder, contents, key)        writes beside what is published, `seal.json` last
    seal.salts.save(outside / "salts.json")   for the owner of the case, never into the bundle

The same folder, contents, key and salts give the same bytes.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from muniment import __version__
from muniment.dossier.sealing.alone.arithmetic import KEY_HEAD, leaf, tree
from muniment.dossier.sealing.alone.forms import BESIDE, FORMAT, VERSION, canonical
from muniment.dossier.sealing.alone.joining import joined
from muniment.dossier.sealing.checks import check, published
from muniment.dossier.sealing.commitments import Salting, Salts
from muniment.dossier.sealing.contents import Contents
from muniment.dossier.sealing.crate import crate_fields
from muniment.dossier.sealing.keys import Key
from muniment.dossier.sealing.writing import (
    commitment_fields,
    custody_fields,
    exhibit_fields,
    quotation_fields,
)
from muniment.model.citation import exhibit_label

_WRITTEN = (
    *BESIDE,
    "quotations.json",
    "custody.json",
    "commitments.json",
    "ro-crate-metadata.json",
    "verify.py",
    "HOW-TO-CHECK.md",
)


@dataclass(frozen=True, slots=True)
class Seal:
    """What came of sealing.

    Attributes:
        fingerprint: of the key: to be published elsewhere too.
        root: the Merkle root of all files; worth printing in the dossier's next edition, or a paper.
        exhibits_root: that of the files below `exhibits/`.
        salts: what opens the commitments. Keep them apart from the bundle, and secret.
    """

    fingerprint: str
    root: str
    exhibits_root: str
    salts: Salts


def seal(
    folder: Path,
    contents: Contents,
    key: Key,
    chance: Callable[[int], bytes] = secrets.token_bytes,
) -> Seal:
    """Seal a folder that holds what is published.

    Args:
        folder: with the site, the PDF, exhibits as they are published.
        contents: what is written beside them.
        key: that signs.
        chance: gives the salts; a test passes its own.

    Raises:
        AlreadySealedError: the folder was sealed before.
        ContentsError: what is handed over does not fit together, or does not fit the folder.
        NotQuotedError: a quotation said to be faithful is not.
    """
    labels = [exhibit_label(one.id) for one in contents.exhibits]
    paths = published(folder, [*_WRITTEN, *(f"exhibits/{label}.json" for label in labels)])
    rows = {path: _row(folder, path) for path in paths}
    contents = _with_open_originals(contents, _digests(rows))
    check(contents, paths)
    salting = Salting(chance)
    for path, data in _data(contents, _digests(rows), salting).items():
        rows[path] = _write(folder, path, data)
    crate = canonical(crate_fields(contents, _digests(rows)))
    rows["ro-crate-metadata.json"] = _write(folder, "ro-crate-metadata.json", crate)
    for path, text in _instructions(key).items():
        rows[path] = _write(folder, path, text.encode())
    manifest = _manifest(contents, [rows[path] for path in sorted(rows)])
    _sign(folder, canonical(manifest), key)
    return Seal(
        key.fingerprint, manifest["root"], manifest["exhibits_root"], Salts(dict(salting.of))
    )


def _with_open_originals(contents: Contents, digests: dict[str, str]) -> Contents:
    """An original that lies in the folder as it was received has no digest to hide."""
    exhibits = tuple(
        replace(one, shows_original=True) if digests.get(one.file) == one.original else one
        for one in contents.exhibits
    )
    return replace(contents, exhibits=exhibits)


def _digests(rows: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {path: row["sha256"] for path, row in rows.items()}


def _data(contents: Contents, digests: dict[str, str], salting: Salting) -> dict[str, bytes]:
    """The files of data, by their paths."""
    exhibits = [
        exhibit_fields(one, digests, salting)
        for one in sorted(contents.exhibits, key=lambda one: one.id)
    ]
    data = {f"exhibits/{fields['exhibit']}.json": canonical(fields) for fields in exhibits}
    data["commitments.json"] = canonical(commitment_fields(exhibits))
    data["quotations.json"] = canonical(quotation_fields(contents.quotations))
    data["custody.json"] = canonical(custody_fields(contents.custody, contents.exhibits, salting))
    return data


def _instructions(key: Key) -> dict[str, str]:
    """The verifier, and how to do without it."""
    verifier = joined()
    page = files(__package__).joinpath("HOW-TO-CHECK.md").read_text("utf-8")
    for name, value in (
        ("FINGERPRINT", key.fingerprint),
        ("VERIFIER", hashlib.sha256(verifier.encode()).hexdigest()),
        ("VERSION", __version__),
    ):
        page = page.replace(f"«{name}»", value)
    return {"verify.py": verifier, "HOW-TO-CHECK.md": page}


def _manifest(contents: Contents, rows: list[dict[str, Any]]) -> dict[str, Any]:
    exhibits = [row for row in rows if row["path"].startswith("exhibits/")]
    return {
        "dossier": contents.title,
        "exhibits_root": tree(map(leaf, exhibits)),
        "files": rows,
        "format": FORMAT,
        "root": tree(map(leaf, rows)),
        "sealed_at": contents.sealed_at,
        "tool": f"muniment {__version__}",
        "version": VERSION,
    }


def _sign(folder: Path, manifest: bytes, key: Key) -> None:
    """Write the list and, last of all, its signature: a folder without one was not sealed to the end."""
    (folder / "manifest.json").write_bytes(manifest)
    fields = {
        "algorithm": "Ed25519",
        "fingerprint": key.fingerprint,
        "public_key": base64.b64encode(KEY_HEAD + key.public).decode("ascii"),
        "signature": base64.b64encode(key.sign(manifest)).decode("ascii"),
        "signs": "manifest.json",
    }
    (folder / "seal.json").write_bytes(canonical(fields))


def _write(folder: Path, path: str, data: bytes) -> dict[str, Any]:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _row(folder: Path, path: str) -> dict[str, Any]:
    with (folder / path).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return {"path": path, "sha256": digest, "size": stream.tell()}
