"""The check itself: from the signature down to every byte, then what is written against itself.

    manifest.json  ◀─ signed by seal.json ◀─ stamped by seal.tsr
      └─ every file: size, SHA-256; two Merkle roots
           exhibits/EX-0041.json   its digest, its number, its published file
           custody.json            its order, its root, who took in each exhibit
           commitments.json        the same as in the exhibits
           quotations.json         each quotation in the passages that it cites

Each file is read once. A file that differs from the manifest is named and not read any further.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from muniment.dossier.sealing.alone.arithmetic import (
    KEY_HEAD,
    commit,
    digits_of,
    fingerprint,
    is_signed,
    leaf,
    sha256,
    tree,
)
from muniment.dossier.sealing.alone.forms import (
    BESIDE,
    FIELDS,
    FORMAT,
    FORMS,
    LABEL,
    VERSION,
    WORD_FOR_WORD,
    FormatError,
    dump,
    parse,
    strict,
)
from muniment.dossier.sealing.alone.opening import Source, is_safe, opened
from muniment.dossier.sealing.alone.report import Report
from muniment.dossier.sealing.alone.stamp import check_stamp
from muniment.dossier.sealing.alone.wording import says

MOST_JSON = 1 << 28
"""Bytes of one JSON file that are read into memory."""

_EXHIBIT = re.compile(f"exhibits/({LABEL.pattern})[.]json")
_LISTS = ("quotations.json", "custody.json", "commitments.json")
_TAKING_IN = ("taken in", "unpacked")
_UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)


def examine(bundle: str | Path, key: str = "", authority: str = "") -> Report:
    """Check a bundle.

    Args:
        bundle: its folder, or a zip of it.
        key: the fingerprint that it should have, when it is known from elsewhere.
        authority: a file with the certificates of the time stamp's authority (PEM), from elsewhere.
    """
    report = Report()
    source = opened(Path(bundle), report)
    if source is None:
        return report
    raw = _signed(source, report, "manifest.json")
    manifest = None if raw is None else _manifest(raw, report)
    if raw is None or manifest is None:
        return report
    sealed = _seal(source, raw, key, report)
    if sealed is not None:
        token = _signed(source, report, "seal.tsr") if "seal.tsr" in source.sizes else None
        check_stamp(sealed, token, authority, report)
    _Inside(source, manifest, report).check()
    return report


def _signed(source: Source, report: Report, name: str) -> bytes | None:
    """A file that the manifest does not list, whole; None with a finding."""
    if name not in source.sizes:
        report.find(name, "is missing.")
    elif source.sizes[name] > MOST_JSON:
        report.find(name, "is larger than a bundle's may be.")
    else:
        try:
            return b"".join(source.blocks(name))
        except _UNREADABLE as error:
            report.find(name, f"cannot be read: {error}.")
    return None


def _manifest(raw: bytes, report: Report) -> dict[str, Any] | None:
    """The list of files, when it is one that this verifier knows to read."""
    name = "manifest.json"
    try:
        version = _version(parse(raw))
        if version > VERSION:
            report.needs_newer = True
            report.find(name, f"is of format {version}; this verifier knows {VERSION}.")
            return None
        manifest: dict[str, Any] = strict(raw, FORMS[name])
        _check_paths([row["path"] for row in manifest["files"]])
    except FormatError as flaw:
        report.find(name, f"{flaw}.")
        return None
    exhibits = [row for row in manifest["files"] if row["path"].startswith("exhibits/")]
    for field, rows in (("root", manifest["files"]), ("exhibits_root", exhibits)):
        if tree(map(leaf, rows)) != manifest[field]:
            report.find(name, f"its {field} is not that of the files that it lists.")
    report.dossier, report.tool = manifest["dossier"], manifest["tool"]
    report.sealed_at, report.root = manifest["sealed_at"], manifest["root"]
    report.exhibits_root = manifest["exhibits_root"]
    return manifest


def _version(fields: Any) -> int:
    """The version of a bundle's format: all that may be read of a newer one."""
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise FormatError("is not the list of a bundle")
    version = fields.get("version")
    if type(version) is not int or version < 1:
        raise FormatError("is of a format that never was")
    return version


def _check_paths(paths: list[str]) -> None:
    for path in paths:
        if not is_safe(path) or path in BESIDE:
            raise FormatError(f"lists a path that cannot be in a bundle: {path}")
    if paths != sorted(set(paths)):
        raise FormatError("lists its files out of order, or one of them twice")


def _seal(source: Source, signed: bytes, expected: str, report: Report) -> bytes | None:
    """Check the signature of the manifest; the bytes of the seal."""
    raw = _signed(source, report, "seal.json")
    if raw is None:
        return None
    try:
        seal = strict(raw, FORMS["seal.json"])
        key = _key(seal)
        report.fingerprint = fingerprint(key)
        _check_signature(seal, key, signed)
    except FormatError as flaw:
        report.find("seal.json", f"{flaw}.")
    found = report.fingerprint
    if found and expected and digits_of(expected) != digits_of(found):
        report.find(
            "seal.json",
            f"another key sealed this than yours: its fingerprint is {found}. It may have been changed and"
            " sealed anew.",
        )
    return raw


def _key(seal: dict[str, str]) -> bytes:
    """The 32 bytes of the public key."""
    if (seal["algorithm"], seal["signs"]) != ("Ed25519", "manifest.json"):
        raise FormatError("is a seal of a sort that this verifier does not know")
    key = _bytes(seal["public_key"])
    if not key.startswith(KEY_HEAD) or len(key) != len(KEY_HEAD) + 32:
        raise FormatError("does not hold an Ed25519 key")
    return key[len(KEY_HEAD) :]


def _check_signature(seal: dict[str, str], key: bytes, signed: bytes) -> None:
    if seal["fingerprint"] != fingerprint(key):
        raise FormatError("names a fingerprint that is not that of its key")
    if not is_signed(key, signed, _bytes(seal["signature"])):
        raise FormatError("its signature is not that of manifest.json: one of the two was changed")


def _bytes(written: str) -> bytes:
    try:
        decoded = base64.b64decode(written, validate=True)
    except ValueError:
        raise FormatError("has a key or signature that is no base64") from None
    if base64.b64encode(decoded).decode("ascii") != written:
        raise FormatError("has a key or signature that is not written in the canonical form")
    return decoded


def _check_passages(raw: bytes, passages: list[dict[str, Any]], exhibit: dict[str, Any]) -> None:
    """Their numbers and their digest: the SHA-256 of their lines as they stand in the file."""
    numbers = [passage["number"] for passage in passages]
    if numbers != sorted(set(numbers)) or not all(0 < n <= exhibit["total"] for n in numbers):
        raise FormatError("has passages out of order, twice, or beyond their total")
    head, foot = b'\n"passages":[\n', b'\n],\n"passages_sha256":'
    lines = raw[raw.index(head) + len(head) : raw.rindex(foot) + 1] if passages else b""
    if hashlib.sha256(lines).hexdigest() != exhibit["passages_sha256"]:
        raise FormatError("its passages do not have the digest that it gives for them")


class _Inside:
    """The check of what the manifest lists."""

    def __init__(self, source: Source, manifest: dict[str, Any], report: Report) -> None:
        self.source, self.report = source, report
        self.rows: dict[str, dict[str, Any]] = {row["path"]: row for row in manifest["files"]}
        self.lists: dict[str, Any] = {}
        self.exhibits: dict[str, dict[str, Any]] = {}  # without their passages
        self.commitments: dict[str, str] = {}
        self.cited: set[str] = set()
        self.texts: dict[str, str] = {}  # of the passages that are cited

    def check(self) -> None:
        """All of it. The lists are read first: they say which passages will be wanted."""
        for path in sorted(self.source.sizes.keys() - self.rows.keys() - set(BESIDE)):
            self.report.find(path, "was added: it is not in the list of what was sealed.")
        for path in sorted(set(_LISTS) - self.rows.keys()):
            self.report.find(path, "is not in the list of what was sealed.")
        for path in sorted(self.rows, key=lambda one: (one not in _LISTS, one)):
            whole = self._same(path)
            if whole is not None:
                try:
                    self._read(path, whole)
                except FormatError as flaw:
                    self.report.find(path, f"{flaw}.")
        if "custody.json" in self.lists:
            self._custody(self.lists["custody.json"])
        if "commitments.json" in self.lists:
            self._commitments(self.lists["commitments.json"]["commitments"])
        if "quotations.json" in self.lists:
            self._quotations(self.lists["quotations.json"]["quotations"])

    def _same(self, path: str) -> bytes | None:
        """Compare a file with its row; its bytes when they are the same and are wanted."""
        row, size = self.rows[path], self.source.sizes.get(path)
        if size is None:
            self.report.find(path, "is missing.")
            return None
        if size != row["size"]:
            self.report.find(path, f"has {size} bytes; {row['size']} were sealed.")
            return None
        wanted = path in _LISTS or _EXHIBIT.fullmatch(path) is not None
        if wanted and size > MOST_JSON:
            self.report.find(path, "is larger than a bundle's may be.")
            return None
        sha, kept, count = hashlib.sha256(), [], 0
        try:
            for block in self.source.blocks(path):
                sha.update(block)
                count += len(block)
                if wanted:
                    kept.append(block)
        except _UNREADABLE as error:
            self.report.find(path, f"cannot be read: {error}.")
            return None
        if count != size or sha.hexdigest() != row["sha256"]:
            self.report.find(path, "was changed: its SHA-256 is not the one that was sealed.")
            return None
        return b"".join(kept) if wanted else None

    def _read(self, path: str, raw: bytes) -> None:
        """Take in a file of the format, whose bytes are those that were sealed."""
        if path in _LISTS:
            self.lists[path] = strict(raw, FORMS[path])
            if path == "quotations.json":
                self.cited = {c for q in self.lists[path]["quotations"] for c in q["citations"]}
            return
        exhibit = strict(raw, FORMS["exhibits/"])
        label, passages = exhibit["exhibit"], exhibit.pop("passages")
        if path != f"exhibits/{label}.json":
            raise FormatError(f"says that it is {label}")
        _check_passages(raw, passages, exhibit)
        self.exhibits[label] = exhibit
        for passage in passages:
            citation = f"{label} ¶{passage['number']}"
            if citation in self.cited:
                self.texts[citation] = passage["text"]
            if passage["commitment"] is not None:
                self.commitments[citation] = passage["commitment"]
        file = exhibit["file"]
        if file and self.rows.get(file["path"], {}).get("sha256") != file["sha256"]:
            raise FormatError(f"its published file {file['path']} is not in the bundle as it says")

    def _custody(self, custody: dict[str, Any]) -> None:
        """Order and root of the entries; the whole chain when all are shown; each exhibit's arrival."""
        leaves, previous, is_whole = [], "", True
        arrivals: dict[Any, list[Any]] = {}
        for place, row in enumerate(custody["entries"], 1):
            entry = row.get("entry")
            if entry is None:
                leaves.append(bytes.fromhex(row["commitment"]))
                is_whole = False
                continue
            values = [entry[field] for field in FIELDS]
            leaves.append(bytes.fromhex(commit(row["salt"], dump(values))))
            if entry["seq"] != place:
                self.report.find("custody.json", f"entry {entry['seq']} stands in place {place}.")
            if entry["action"] in _TAKING_IN and type(entry["exhibit"]) is int:
                arrivals.setdefault(f"EX-{entry['exhibit']:04d}", []).append(entry["digest"])
            is_whole = is_whole and not any(isinstance(value, dict) for value in values)
            previous = sha256(dump([*values, previous])) if is_whole else ""
        if tree(leaves) != custody["root"]:
            self.report.find(
                "custody.json", "its root is not that of its entries: they were changed or moved."
            )
        if is_whole and leaves and previous != custody["head"]:
            self.report.find(
                "custody.json", "its chain does not end in its head: an entry was changed."
            )
        elif is_whole and leaves:
            self.report.note("The custody log is shown whole, and its chain holds up to its head.")
        for label, exhibit in sorted(self.exhibits.items()):
            digests = arrivals.get(label, [])
            if not digests:
                self.report.find("custody.json", f"has no entry that took in {label}.")
            elif exhibit["original"] not in digests:
                self.report.find(
                    "custody.json", f"took in {label} with another digest than its file gives."
                )

    def _commitments(self, rows: list[dict[str, str]]) -> None:
        """The list of commitments says the same as the exhibits."""
        listed = {row["citation"]: row["commitment"] for row in rows}
        ours = {c: one for c, one in listed.items() if c.split()[0] in self.exhibits}
        if len(listed) != len(rows):
            self.report.find("commitments.json", "has a passage twice.")
        for citation in sorted({c for c, _ in ours.items() ^ self.commitments.items()}):
            self.report.find(
                "commitments.json", f"does not agree with the exhibit's file about {citation}."
            )
        for citation in sorted(listed.keys() - ours.keys()):
            self._absent("commitments.json", "names", citation)

    def _absent(self, file: str, verb: str, citation: str) -> None:
        """Something of an exhibit that is not there; no finding when its file has one of its own."""
        label = citation.split()[0]
        if f"exhibits/{label}.json" not in self.rows or label in self.exhibits:
            self.report.find(file, f"{verb} {citation}, which is not in the bundle.")

    def _quotations(self, rows: list[dict[str, Any]]) -> None:
        """Each quotation is in the passages that it cites."""
        for number, row in enumerate(rows, 1):
            name = f"quotation {number} ({row['text']}, {row['place']})"
            if row["text"] not in self.rows:
                self.report.find(
                    "quotations.json", f"{name} is of a text that is not in the bundle."
                )
            absent = [citation for citation in row["citations"] if citation not in self.texts]
            for citation in absent:
                self._absent("quotations.json", name + " cites", citation)
            if absent or row["verdict"] not in WORD_FOR_WORD:
                continue
            said = "\n".join(self.texts[citation] for citation in row["citations"])
            beside = f"“{row['quoted'][:200]}” beside “{said[:200]}”"
            if row["by_eye"]:
                self.report.note(f"Compare by eye: {name}, {beside}.")
            elif not says(said, row["quoted"]):
                cited = ", ".join(row["citations"]) or "no passage"
                self.report.find("quotations.json", f"{name} is not what {cited} says: {beside}.")
