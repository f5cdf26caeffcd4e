"""The signing key: Ed25519, kept in a PEM file that only its owner can read.

>>> key = make(lambda size: b"k" * size)
>>> len(key.public), len(key.sign(b"words")), len(key.fingerprint.split())
(32, 64, 12)

The fingerprint is read over the telephone: twelve groups of five digits. Digits are compared with
fewer mistakes than hexadecimal letters (Dechand et al., "An Empirical Study of Textual Key-Fingerprint
Representations", USENIX Security 2016). They are 60 × log2(10), or 199 bits of a SHA-512.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from muniment.dossier.sealing.alone.arithmetic import fingerprint
from muniment.errors import KeyExistsError, KeyUnreadableError

_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key; it does not show its secret when it is printed."""

    secret: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The 32 bytes that anybody may have."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        """What is compared by telephone."""
        return fingerprint(self.public)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature of a message: always the same for the same message."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(message)


def make(chance: Callable[[int], bytes] = secrets.token_bytes) -> Key:
    """A new key, from 32 bytes of chance."""
    return Key(chance(32))


def save(key: Key, path: Path, passphrase: str = "") -> None:
    """Write a key to a new file (PEM, PKCS #8) that only its owner can read.

    Raises:
        KeyExistsError: something is there already.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        KeySerializationEncryption,
        NoEncryption,
        PrivateFormat,
    )

    locked: KeySerializationEncryption = NoEncryption()
    if passphrase:
        locked = BestAvailableEncryption(passphrase.encode())
    private = Ed25519PrivateKey.from_private_bytes(key.secret)
    write_secret(path, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))


def load(path: Path, passphrase: str = "") -> Key:
    """Read a key that `save` or openssl wrote.

    Raises:
        KeyUnreadableError: there is none, it is of another sort, or the passphrase is wrong.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(path.read_bytes(), passphrase.encode() or None)
    except OSError as error:
        raise KeyUnreadableError(path=path, cause=f"{error.strerror}.") from error
    except TypeError as error:  # a passphrase is lacking, or is not needed
        cause = "it needs no passphrase." if passphrase else "it needs its passphrase."
        raise KeyUnreadableError(path=path, cause=cause) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        cause = "it is no PEM file with a key, or the passphrase is wrong."
        raise KeyUnreadableError(path=path, cause=cause) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnreadableError(path=path, cause="it is not an Ed25519 key.")
    return Key(private.private_bytes_raw())


def write_secret(path: Path, secret: bytes) -> None:
    """Write a new file that only its owner can read, from its first byte on.

    Raises:
        KeyExistsError: something is there already.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError as error:
        raise KeyExistsError(path=path) from error
    with os.fdopen(handle, "wb") as out:
        out.write(secret)
