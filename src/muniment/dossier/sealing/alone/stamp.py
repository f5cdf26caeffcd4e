"""The time stamp (RFC 3161) of a seal: somebody else's word that the seal existed at a time.

It is checked by `openssl ts -verify`, with the authority's certificates, which must come from
elsewhere than the bundle. Where either is missing, the stamp is reported as not checked.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from muniment.dossier.sealing.alone.report import Report


def check_stamp(sealed: bytes, token: bytes | None, authority: str, report: Report) -> None:
    """Check the stamp of a seal.

    Args:
        sealed: the bytes of seal.json.
        token: those of seal.tsr, the authority's answer; None when there is none.
        authority: the file of its certificates (PEM); may be empty.
        report: to which it is said.
    """
    if token is None:
        return
    if b"\x04\x20" + hashlib.sha256(sealed).digest() not in token:  # DER: 32 bytes follow
        report.find("seal.tsr", "is a time stamp of something else than seal.json.")
        return
    openssl = shutil.which("openssl")
    if not openssl or not Path(authority).is_file():
        lacking = "give the authority's certificates" if openssl else "openssl is not here"
        report.note(f"The time stamp is there and was not checked: {lacking}.")
        return
    with tempfile.TemporaryDirectory() as folder:  # openssl reads files, and a zip has none
        data, answer = Path(folder, "seal.json"), Path(folder, "seal.tsr")
        data.write_bytes(sealed)
        answer.write_bytes(token)
        asked = [openssl, "ts", "-verify", "-data", str(data), "-in", str(answer)]
        done = _run([*asked, "-CAfile", authority])
        said = _run([openssl, "ts", "-reply", "-in", str(answer), "-text"])
    if done.returncode:
        report.find("seal.tsr", "the time stamp is not one of this authority, or was changed.")
        return
    report.is_time_stamped = True
    time = re.search(rb"Time stamp: ([^\r\n]+)", said.stdout)
    at = time[1].decode("ascii", "replace") if time else "a time that openssl does not show"
    report.note(f"The time stamp was checked: the seal existed at {at}.")


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, check=False, timeout=60)
