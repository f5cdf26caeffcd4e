"""Time stamps, against an authority of our own, made with openssl."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.dossier.sealing import stamp, verify
from muniment.dossier.sealing.stamping import request
from muniment.errors import StampError
from tests.unit.dossier.sealing import bundles

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")

CONFIG = """
[req]
distinguished_name = name
prompt = no
x509_extensions = authority
[name]
CN = An invented authority
[authority]
basicConstraints = critical,CA:TRUE
[stamper]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
digests = sha256
default_policy = 1.2.3.4
ess_cert_id_alg = sha256
"""


class Authority:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "serial").write_text("01")
        (folder / "conf").write_text(CONFIG.format(folder=folder))
        new = ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-config", "conf"]
        self._openssl(*new, "-x509", "-keyout", "root.key", "-out", "root.pem", "-days", "2")
        self._openssl(*new, "-subj", "/CN=Stamps", "-keyout", "tsa.key", "-out", "tsa.csr")
        ca = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"]
        ext = ["-extfile", "conf", "-extensions", "stamper"]
        self._openssl("x509", "-req", "-in", "tsa.csr", *ca, *ext, "-days", "2", "-out", "tsa.pem")
        self.certificate = folder / "root.pem"

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def answer(self, asked: bytes) -> bytes:
        (self.folder / "asked").write_bytes(asked)
        reply = ["ts", "-reply", "-config", "conf", "-queryfile", "asked", "-out", "answer"]
        self._openssl(*reply, "-signer", "tsa.pem", "-inkey", "tsa.key")
        return (self.folder / "answer").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def test_a_stamped_seal_is_checked_with_its_authority(bundle: Path, authority: Authority) -> None:
    stamp(bundle, authority.answer)
    for form in (bundle, bundles.zipped(bundle)):
        found = verify(form, authority=authority.certificate)
        assert found.is_valid
        assert found.is_time_stamped
        assert any("existed at" in note and "GMT" in note for note in found.notes)


def test_without_its_authority_a_stamp_is_not_checked(bundle: Path, authority: Authority) -> None:
    stamp(bundle, authority.answer)
    found = verify(bundle)
    assert verify(bundle, authority=bundle.parent / "not there").notes == found.notes
    assert found.is_valid
    assert not found.is_time_stamped
    assert any("was not checked" in note for note in found.notes)


def test_a_stamp_of_another_authority_or_another_seal_is_named(
    bundle: Path, authority: Authority, tmp_path: Path
) -> None:
    stamp(bundle, authority.answer)
    (tmp_path / "other").mkdir()
    other = Authority(tmp_path / "other")
    assert verify(bundle, authority=other.certificate).findings[0].file == "seal.tsr"
    bundles.sign(bundle, bundles.THEIRS)
    assert any("something else" in f.sentence for f in verify(bundle).findings)


def test_a_changed_stamp_is_named(bundle: Path, authority: Authority) -> None:
    token = stamp(bundle, authority.answer)
    raw = bytearray(token.read_bytes())
    raw[-20] ^= 1  # in its signature
    token.write_bytes(raw)
    assert "seal.tsr" in dict(verify(bundle, authority=authority.certificate).findings)


def test_the_request_is_read_by_openssl(tmp_path: Path) -> None:
    (tmp_path / "asked").write_bytes(request(b"the seal", b"\xff" * 8))
    asked = ["openssl", "ts", "-query", "-in", str(tmp_path / "asked"), "-text"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert "Hash Algorithm: sha256" in said
    assert "Nonce: 0xFFFFFFFFFFFFFFFF" in said
    assert "Certificate required: yes" in said


@pytest.mark.parametrize(
    "answer",
    [
        lambda asked: b"",
        lambda asked: b"<html>busy</html>",
        lambda asked: bytes.fromhex("30053003020102"),  # rejected
        lambda asked: bytes.fromhex("30053003020100"),  # granted, and nothing
        lambda asked: b"\x30\x84",
    ],
)
def test_an_answer_that_is_no_stamp_is_not_kept(
    bundle: Path, answer: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(StampError):
        stamp(bundle, answer)
    assert not (bundle / "seal.tsr").exists()


def test_an_answer_to_somebody_elses_request_is_not_kept(
    bundle: Path, authority: Authority
) -> None:
    with pytest.raises(StampError, match="another request"):
        stamp(bundle, lambda asked: authority.answer(request(b"another seal", b"12345678")))
