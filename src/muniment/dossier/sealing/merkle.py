"""One file of a bundle proved without the others: the path from its leaf to the root (RFC 6962, 2.1.1).

A leaf is `SHA256 SIZE PATH`. Whoever has the root from elsewhere (in print, say) needs the file, some
ten or fifteen hashes and nothing else.

>>> rows = [{"path": p, "sha256": "00" * 32, "size": 1} for p in ("a", "b", "c")]
>>> proof = path_of(rows, 2)
>>> len(proof.hashes), check_proof(tree(map(leaf, rows)), proof)
(1, True)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from muniment.dossier.sealing.alone.arithmetic import leaf, tree
from muniment.dossier.sealing.alone.forms import FORMS, strict
from muniment.errors import NoSuchFileError


@dataclass(frozen=True, slots=True)
class Proof:
    """That a file is one of those under a root.

    Attributes:
        path, size, sha256: of the file.
        index: its place among all files, from 0.
        count: how many files there are.
        hashes: of the neighbours on the way up, hexadecimal, from the leaf to the root.
    """

    path: str
    size: int
    sha256: str
    index: int
    count: int
    hashes: tuple[str, ...]


def prove(manifest: Path, path: str) -> Proof:
    """The proof for one file of a bundle, from its `manifest.json`.

    Raises:
        NoSuchFileError: the bundle has no such file.
        ValueError: this is no manifest.
    """
    rows = strict(manifest.read_bytes(), FORMS["manifest.json"])["files"]
    for index, row in enumerate(rows):
        if row["path"] == path:
            return path_of(rows, index)
    raise NoSuchFileError(path=path)


def path_of(rows: Sequence[dict[str, Any]], index: int) -> Proof:
    """The proof for one of the rows of a manifest."""
    row, hashes = rows[index], []
    level, at = [_leaf(leaf(one)) for one in rows], index
    while len(level) > 1:
        if at ^ 1 < len(level):
            hashes.append(level[at ^ 1].hex())
        pairs = [_node(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        level, at = pairs + level[len(level) & ~1 :], at // 2
    return Proof(row["path"], row["size"], row["sha256"], index, len(rows), tuple(hashes))


def check_proof(root: str, proof: Proof) -> bool:
    """Whether a proof leads to this root (the algorithm of RFC 9162, 2.1.3.2)."""
    at, last = proof.index, proof.count - 1
    if not 0 <= at <= last:
        return False
    node = _leaf(leaf({"path": proof.path, "size": proof.size, "sha256": proof.sha256}))
    for neighbour in proof.hashes:
        if last == 0:
            return False
        try:
            beside = bytes.fromhex(neighbour)
        except ValueError:
            return False
        if at & 1 or at == last:
            node = _node(beside, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = _node(node, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and node.hex() == root


def _leaf(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


__all__ = ["Proof", "check_proof", "path_of", "prove", "tree"]
