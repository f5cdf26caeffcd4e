import stat
import subprocess
import sys
from pathlib import Path

import pytest

from muniment.dossier.sealing import Salts, keys
from muniment.errors import KeyExistsError, KeyUnreadableError


@pytest.mark.parametrize("passphrase", ["", "öpen sesame"])
def test_a_key_is_kept_for_its_owner_alone_and_read_again(tmp_path: Path, passphrase: str) -> None:
    key = keys.make()
    path = tmp_path / "key.pem"
    keys.save(key, path, passphrase)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.load(path, passphrase) == key
    assert (b"ENCRYPTED" in path.read_bytes()) is bool(passphrase)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    keys.save(keys.make(), path)
    before = path.read_bytes()
    with pytest.raises(KeyExistsError):
        keys.save(keys.make(), path)
    assert path.read_bytes() == before


def test_what_is_no_key_of_ours_is_said(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    with pytest.raises(KeyUnreadableError, match="No such file"):
        keys.load(path)
    keys.save(keys.make(), path, "right")
    with pytest.raises(KeyUnreadableError, match="wrong"):
        keys.load(path, "wrong")
    with pytest.raises(KeyUnreadableError, match="needs its passphrase"):
        keys.load(path)
    keys.save(keys.make(), tmp_path / "open.pem")
    with pytest.raises(KeyUnreadableError, match="needs no passphrase"):
        keys.load(tmp_path / "open.pem", "any")
    (tmp_path / "text").write_text("no key")
    with pytest.raises(KeyUnreadableError, match="no PEM"):
        keys.load(tmp_path / "text")


def test_a_key_of_another_sort_is_said(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    (tmp_path / "key.pem").write_bytes(pem)
    with pytest.raises(KeyUnreadableError, match="not an Ed25519 key"):
        keys.load(tmp_path / "key.pem")


def test_a_key_does_not_show_its_secret() -> None:
    assert "6b" * 3 not in repr(keys.Key(b"k" * 32))
    assert "k" * 3 not in repr(keys.Key(b"k" * 32))


def test_salts_are_kept_for_their_owner_alone_and_read_again(tmp_path: Path) -> None:
    salts = Salts({"EX-0001 ¶3": "ab" * 32})
    salts.save(tmp_path / "salts.json")
    assert stat.S_IMODE((tmp_path / "salts.json").stat().st_mode) == 0o600
    assert Salts.load(tmp_path / "salts.json") == salts
    assert "ab" not in repr(salts)
    for raw in (b"", b"[]", b'{"a": 1}', b'{"a": "short"}'):
        (tmp_path / "wrong").write_bytes(raw)
        with pytest.raises(KeyUnreadableError):
            Salts.load(tmp_path / "wrong")


def test_the_library_of_keys_is_imported_only_when_one_is_used() -> None:
    code = "import sys, muniment.dossier.sealing; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not any(name.startswith("cryptography") for name in done.stdout.split())
