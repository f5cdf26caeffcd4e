"""Checking: everything recomputed, and what differs named."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain

from muniment.case.folder import Folder
from muniment.custody.log import Entry, broken_links
from muniment.custody.verify import changed_originals, unlisted_originals, unlogged_exhibits


def differences(folder: Folder) -> Iterator[str]:
    """What does not agree among originals, exhibits and custody log, in plain sentences."""
    ledger = folder.ledger
    exhibits = list(ledger.exhibits())
    first: dict[int, Entry] = {}
    for entry in ledger.entries():
        if entry.exhibit:
            first.setdefault(entry.exhibit, entry)
    yield from chain(
        folder.readings.damage(),
        broken_links(ledger.entries()),
        unlogged_exhibits(exhibits, first),
        changed_originals(folder.originals, exhibits),
        unlisted_originals(folder.originals, {e.digest for e in exhibits}),
    )


def fingerprint(folder: Folder, exhibit: int) -> bytes:
    """A digest over the citations, kinds and words of an exhibit's passages."""
    digest = blake2b(digest_size=16)
    for v in folder.texts.values(exhibit):
        digest.update(
            f"{v.key}\0{v.kind}\0{v.author}\0{v.time}\0{v.text}\0".encode("utf-8", "surrogatepass")
        )
    return digest.digest()
