"""Commitments: the salted SHA-256 in the place of what is not published, and the salts that open them.

>>> salt = "5a" * 32
>>> commitment = commit(salt, "The gate was shut by Colm.")
>>> confirm(commitment, salt, "The gate was shut by Colm."), confirm(commitment, salt, "… by Brid.")
(True, False)

Who holds the salt can confirm a text, and nobody else can: without its 256 bits of chance, guessing
the text does not help. Who sealed cannot find another text for the same commitment.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from muniment.dossier.sealing.alone.arithmetic import commit as commit
from muniment.dossier.sealing.alone.forms import HEX
from muniment.dossier.sealing.keys import write_secret
from muniment.errors import KeyUnreadableError

SALT = 32
"""Bytes of a salt."""


def confirm(commitment: str, salt: str, text: str) -> bool:
    """Whether a commitment is to this text. `salt` is 64 hexadecimal digits."""
    if not HEX.fullmatch(salt):
        return False
    return hmac.compare_digest(commit(salt, text), commitment)


@dataclass(frozen=True, slots=True)
class Salts:
    """The salts of one bundle, for the owner of the case: to be kept apart from it, and kept secret.

    Attributes:
        of: by what they are of: `EX-0041 ¶98` (a passage), `EX-0041` (the digest of its original),
            `custody 7` (an entry), `custody 7 source` (a field of one), `custody head`.
    """

    of: Mapping[str, str] = field(default_factory=dict, repr=False)

    def save(self, path: Path) -> None:
        """Write them to a new file that only its owner can read.

        Raises:
            muniment.errors.KeyExistsError: something is there already.
        """
        write_secret(path, (json.dumps(dict(sorted(self.of.items())), indent=1) + "\n").encode())

    @classmethod
    def load(cls, path: Path) -> "Salts":
        """Read them again.

        Raises:
            KeyUnreadableError: there are none in this file.
        """
        try:
            found = json.loads(path.read_bytes())
        except OSError as error:
            raise KeyUnreadableError(path=path, cause=f"{error.strerror}.") from error
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not all(
            isinstance(salt, str) and HEX.fullmatch(salt) for salt in found.values()
        ):
            raise KeyUnreadableError(path=path, cause="it is no file of salts.")
        return cls(found)


class Salting:
    """Salts as they are needed, each remembered under what it is of."""

    def __init__(self, chance: Callable[[int], bytes]) -> None:
        """Take salts from a source of chance, which is given a number of bytes."""
        self._chance = chance
        self.of: dict[str, str] = {}

    def salt(self, name: str) -> str:
        """The salt of a thing: a new one, or the one that it has."""
        if name not in self.of:
            self.of[name] = self._chance(SALT).hex()
        return self.of[name]

    def commit(self, name: str, text: str) -> str:
        """The commitment to a text."""
        return commit(self.salt(name), text)
