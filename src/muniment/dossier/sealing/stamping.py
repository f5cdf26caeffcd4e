"""A time stamp for a seal (RFC 3161): the request that is sent, and the answer that is kept.

Nothing is sent from here. The caller gives the way to the authority, which may be a network or two
people with a memory stick:

>>> request(b"the seal", b"nonce678")[:5].hex()
'3043020101'

The authority sees the SHA-256 of the seal and nothing else.
"""

import secrets
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from muniment.errors import StampError

CONTENT_TYPE = "application/timestamp-query"
"""What a request is called when it travels by HTTP (RFC 3161, 3.4)."""

_SHA256 = bytes.fromhex("300d06096086480165030402010500")
"""AlgorithmIdentifier: 2.16.840.1.101.3.4.2.1, with NULL."""

_SEQUENCE, _INTEGER, _OCTETS = 0x30, 0x02, 0x04
_YES = b"\x01\x01\xff"
_GRANTED = (0, 1)
"""PKIStatus: granted; granted with changes."""


def request(sealed: bytes, nonce: bytes) -> bytes:
    """A TimeStampReq (DER) for the bytes of a `seal.json`, with an 8-byte nonce."""
    imprint = _part(_SEQUENCE, _SHA256 + _part(_OCTETS, sha256(sealed).digest()))
    return _part(_SEQUENCE, _part(_INTEGER, b"\x01") + imprint + _number(nonce) + _YES)


def stamp(
    bundle: Path,
    send: Callable[[bytes], bytes],
    chance: Callable[[int], bytes] = secrets.token_bytes,
) -> Path:
    """Have the seal of a bundle's folder stamped, and keep the answer as `seal.tsr`.

    Args:
        bundle: the folder, sealed.
        send: takes the request to an authority and brings back its answer.
        chance: gives the nonce.

    Raises:
        StampError: the authority refused, or answered something else.
    """
    nonce = chance(8)
    sealed = (bundle / "seal.json").read_bytes()
    answer = send(request(sealed, nonce))
    if _status(answer) not in _GRANTED:
        raise StampError(cause="the authority refused to give one, or this is no answer of one.")
    if _part(_OCTETS, sha256(sealed).digest()) not in answer or _number(nonce) not in answer:
        raise StampError(cause="the answer is to another request.")
    kept = bundle / "seal.tsr"
    kept.write_bytes(answer)
    return kept


def _number(big_endian: bytes) -> bytes:
    value = int.from_bytes(big_endian, "big")
    return _part(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _part(tag: int, body: bytes) -> bytes:
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def _status(answer: bytes) -> int | None:
    """The PKIStatus of a TimeStampResp: SEQUENCE { SEQUENCE { INTEGER status …; None when it has none."""
    inside = _body(answer, _SEQUENCE)
    info = _body(inside, _SEQUENCE) if inside else None
    status = _body(info, _INTEGER) if info else None
    return int.from_bytes(status, "big") if status else None


def _body(part: bytes, tag: int) -> bytes | None:
    """What a part holds, if it begins with one of this tag."""
    if len(part) < 2 or part[0] != tag:
        return None
    length, start = part[1], 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(part[2:start], "big")
    body = part[start : start + length]
    return body if len(body) == length else None
