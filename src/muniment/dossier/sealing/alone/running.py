"""What `python3 -I verify.py` does: one check, told on the terminal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from muniment.dossier.sealing.alone.arithmetic import digits_of
from muniment.dossier.sealing.alone.checking import examine
from muniment.dossier.sealing.alone.report import told


def main(arguments: list[str] | None = None) -> int:
    """Check a bundle and say what was found. 0: valid, 1: not valid, 2: not checked."""
    asked = argparse.ArgumentParser(description="Is this bundle what was sealed?")
    asked.add_argument("bundle", nargs="?", default=str(Path(__file__).resolve().parent))
    asked.add_argument("--key", metavar="FINGERPRINT", help="that it should have")
    asked.add_argument("--authority", default="", metavar="PEM", help="of the time stamp")
    given = asked.parse_args(arguments)
    if given.key is not None and not digits_of(given.key):
        asked.error("--key takes a fingerprint: twelve groups of five digits")
    report = examine(given.bundle, given.key or "", given.authority)
    sys.stdout.buffer.write(told(report).encode("utf-8", "backslashreplace"))
    return {"valid": 0, "not valid": 1}.get(report.verdict, 2)
