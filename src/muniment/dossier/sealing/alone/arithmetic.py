"""The arithmetic that trust hangs on: Ed25519 signatures (checking only), Merkle roots, commitments.

>>> tree([])
'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
>>> commit("00" * 32, "the gate was shut")[:16]
'd718157c9afb896e'

Ed25519 is that of RFC 8032, 5.1, without its cofactor, and stricter in what it accepts: points and
the scalar must be written in their one canonical way, and keys of small order are refused, because
one signature of such a key fits many messages. It takes some milliseconds, which is enough for the
one signature of a bundle. It holds no secret, so it need not hide how long it takes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

_P, _L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
KEY_HEAD = bytes.fromhex("302a300506032b6570032100")
_Point = Any  # X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z


def _add(p: _Point, q: _Point) -> _Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(n: int, p: _Point) -> _Point:
    total: _Point = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = _add(total, p)
        p, n = _add(p, p), n >> 1
    return total


def _same(p: _Point, q: _Point) -> bool:
    return not ((p[0] * q[2] - q[0] * p[2]) % _P or (p[1] * q[2] - q[1] * p[2]) % _P)


def _point(written: bytes) -> _Point:
    """A point from its 32 bytes; None unless they are the one canonical way to write it."""
    y = int.from_bytes(written, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is that of a 32-byte key. Keys of small order sign anything: refused."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= _L or _same(_times(8, a), (0, 1, 1, 0)):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % _L
    y = 4 * pow(5, _P - 2, _P) % _P
    return _same(_times(s, _point(y.to_bytes(32, "little"))), _add(r, _times(k, a)))


def fingerprint(key: bytes) -> str:
    """Twelve groups of five digits: of the SHA-512 of the public key (DER), each 5 bytes modulo 100,000."""
    digest = hashlib.sha512(KEY_HEAD + key).digest()
    numbers = [int.from_bytes(digest[n : n + 5], "big") % 100_000 for n in range(0, 60, 5)]
    return " ".join(f"{number:05d}" for number in numbers)


def digits_of(written: str) -> str:
    """The 60 digits of a fingerprint as a person wrote it, with or without blanks or hyphens; else none.

    >>> digits_of("12345-67890 " * 6) == "1234567890" * 6, digits_of("12345")
    (True, '')
    """
    digits = "".join(c for c in written if c not in "-\u2013\u00a0" and not c.isspace())
    return digits if len(digits) == 60 and digits.isascii() and digits.isdigit() else ""


def leaf(row: dict[str, Any]) -> bytes:
    """What the tree holds of a file: `SHA256 SIZE PATH`."""
    return f"{row['sha256']} {row['size']} {row['path']}".encode()


def tree(leaves: Iterable[bytes]) -> str:
    """The Merkle root of leaves (RFC 6962, 2.1): 0x00 before a leaf, 0x01 before two nodes."""
    level = [hashlib.sha256(b"\0" + one).digest() for one in leaves]
    while len(level) > 1:  # an odd node goes up as it is: the same tree as the RFC's recursion
        pairs = [
            hashlib.sha256(b"\1" + level[n] + level[n + 1]).digest()
            for n in range(0, len(level) - 1, 2)
        ]
        level = pairs + level[len(level) & ~1 :]
    return (level[0] if level else hashlib.sha256(b"").digest()).hex()


def commit(salt: str, text: str) -> str:
    """The salted SHA-256 of a text: of the salt's 32 bytes and the text in UTF-8."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode("utf-8", "surrogatepass")).hexdigest()


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
