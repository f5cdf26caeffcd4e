"""What `python3 -I verify.py` does: one check, told on the terminal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from muniment.dossier.sealing.alone.checking import examine
from muniment.dossier.sealing.alone.report import told


def main(arguments: list[str] | None = None) -> int:
    """Check a bundle and say what was found. 0: valid, 1: not valid, 2: not checked."""
    asked = argparse.ArgumentParser(description="Is this bundle what was sealed?")
    asked.add_argument("bundle", nargs="?", default=str(Path(__file__).resolve().parent))
    asked.add_argument("--key", default="", metavar="FINGERPRINT", help="that it should have")
    asked.add_argument("--authority", default="", metavar="PEM", help="of the time stamp")
    given = asked.parse_args(arguments)
    report = examine(given.bundle, given.key, given.authority)
    sys.stdout.buffer.write(told(report).encode("utf-8", "backslashreplace"))
    return {"valid": 0, "not valid": 1}.get(report.verdict, 2)
