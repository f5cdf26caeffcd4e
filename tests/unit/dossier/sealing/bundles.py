"""A small bundle for tests, and ways to tamper with it. The gate, Colm and Anna are invented."""

import base64
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from muniment.custody.log import Entry
from muniment.custody.log import seal as link
from muniment.dossier.sealing import Contents, Custody, Exhibit, Key, Passage, Quotation, Seal, keys
from muniment.dossier.sealing import seal as seal_bundle
from muniment.dossier.sealing.alone.arithmetic import KEY_HEAD, leaf, tree
from muniment.dossier.sealing.alone.forms import canonical
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import Digest
from muniment.model.trace import Verdict

OURS = keys.make(lambda size: b"o" * size)
THEIRS = keys.make(lambda size: b"t" * size)
SECRETS = ("Colm Sharkey", "/home/anna/from-brid", "Brid Tolland", "anna@desk")
ORIGINALS = (b"a chat with Colm Sharkey", b"a letter", b"never published", b"a note")
SITE = "site/index.html"


def digest(data: bytes) -> Digest:
    return Digest(hashlib.sha256(data).hexdigest())


def salts() -> Callable[[int], bytes]:
    """Chance that repeats."""
    count = iter(range(1 << 20))
    return lambda size: hashlib.sha512(b"%d" % next(count)).digest()[:size]


def log() -> tuple[Entry, ...]:
    """The custody log of a case with four exhibits."""
    entries = [
        Entry(1, "2026-01-02T10:00:00Z", "anna@desk", "made", 0, "", 0, "", "", "muniment 0")
    ]
    for number, data in enumerate(ORIGINALS, 1):
        source = f"/home/anna/from-brid/{number}"
        fields = (number, digest(data), len(data), source, "Brid Tolland", "muniment 0")
        entries.append(Entry(number + 1, "2026-01-02T10:05:00Z", "anna@desk", "taken in", *fields))
    chain: list[Entry] = []
    for entry in entries:
        chain.append(link(entry, chain[-1].hash if chain else ""))
    return tuple(chain)


def exhibits() -> tuple[Exhibit, ...]:
    chat = (
        Passage(
            1, "The gate was shut before Friday, and nobody said why.", "Anna", "2023-05-18T22:45"
        ),
        Passage(
            3,
            "Ask █████ about the £38,600.",
            "Anna",
            redacted="Ask Colm Sharkey about the £38,600.",
        ),
    )
    letter = (Passage(1, "Nobody came to the gate, whatever he says.", role="account"),)
    return (
        Exhibit(ExhibitId(1), "chat.txt", digest(ORIGINALS[0]), chat, 9),
        Exhibit(
            ExhibitId(2), "letter.txt", digest(ORIGINALS[1]), letter, 1, "exhibits/EX-0002.txt"
        ),
        Exhibit(ExhibitId(4), "note.txt", digest(ORIGINALS[3]), (), 0, shows_original=True),
    )


def quotation(
    quoted: str, *cited: int, verdict: Verdict = Verdict.VERBATIM, **more: Any
) -> Quotation:
    """A quotation from passages, each given as exhibit × 100 + number."""
    citations = tuple(Citation(ExhibitId(n // 100), n % 100) for n in cited)
    return Quotation(SITE, "chapter 2, ¶4", quoted, citations, verdict, **more)


def contents(**more: Any) -> Contents:
    quotations = (
        quotation("the gate was shut … nobody said why", 101, verdict=Verdict.ELIDED),
        quotation("[N]obody came to the [north] gate", 201, verdict=Verdict.ANNOTATED),
        quotation("thirty-eight thousand six hundred pounds", 103, by_eye=True),
        quotation("nobody ever came", 201, verdict=Verdict.ALTERED),
        quotation("we burned it", verdict=Verdict.NOT_FOUND),
    )
    fields: dict[str, Any] = {
        "title": "The Gate",
        "sealed_at": "2026-03-01T12:00:00Z",
        "exhibits": exhibits(),
        "quotations": quotations,
        "custody": Custody(log()),
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    return Contents(**{**fields, **more})


def publish(folder: Path) -> Path:
    """A folder as the dossier leaves it: unsealed."""
    (folder / "site" / "parts").mkdir(parents=True)
    (folder / "exhibits").mkdir()
    (folder / SITE).write_text("<p>He wrote: “the gate was shut … nobody said why”.</p>")
    (folder / "site" / "parts" / "Öl & Salz.html").write_text("<p>Second part</p>")
    (folder / "site" / "empty.css").touch()
    (folder / "dossier.pdf").write_bytes(b"%PDF-1.7 invented")
    (folder / "exhibits" / "EX-0002.txt").write_bytes(ORIGINALS[1])
    return folder


def make(folder: Path, key: Key = OURS, **more: Any) -> Seal:
    return seal_bundle(publish(folder), contents(**more), key, salts())


def edit(bundle: Path, name: str, change: Callable[[Any], Any]) -> None:
    """Change the fields of a file, in the form that a bundle has them."""
    fields = json.loads((bundle / name).read_bytes())
    fields = change(fields) or fields
    (bundle / name).write_bytes(canonical(fields))


def reseal(
    bundle: Path, key: Key = THEIRS, change: Callable[[Any], Any] = lambda fields: None
) -> None:
    """List and sign what lies there, whatever it is: what a forger with a key of their own can do."""
    beside = {"manifest.json", "seal.json", "seal.tsr"}
    rows = []
    for path in sorted(bundle.rglob("*"), key=lambda p: p.relative_to(bundle).as_posix()):
        name = path.relative_to(bundle).as_posix()
        if path.is_file() and name not in beside:
            data = path.read_bytes()
            rows.append({"path": name, "sha256": digest(data), "size": len(data)})

    def listed(fields: Any) -> Any:
        ours = [row for row in rows if row["path"].startswith("exhibits/")]
        fields.update(files=rows, root=tree(map(leaf, rows)), exhibits_root=tree(map(leaf, ours)))
        return change(fields)

    edit(bundle, "manifest.json", listed)
    sign(bundle, key)


def sign(bundle: Path, key: Key) -> None:
    """Sign the manifest as it lies there."""
    signature = key.sign((bundle / "manifest.json").read_bytes())
    fields = {
        "algorithm": "Ed25519",
        "fingerprint": key.fingerprint,
        "public_key": base64.b64encode(KEY_HEAD + key.public).decode(),
        "signature": base64.b64encode(signature).decode(),
        "signs": "manifest.json",
    }
    (bundle / "seal.json").write_bytes(canonical(fields))


def zipped(bundle: Path) -> Path:
    return Path(shutil.make_archive(str(bundle), "zip", bundle))


def files(bundle: Path) -> list[str]:
    return sorted(p.relative_to(bundle).as_posix() for p in bundle.rglob("*") if p.is_file())
