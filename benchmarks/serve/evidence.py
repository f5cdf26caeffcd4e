"""A case of about a million passages: two chats, mails, and the sample case with its accounts."""

import subprocess
import sys
from pathlib import Path

from benchmarks.add.evidence import write_chat, write_mails

MUNIMENT = [sys.executable, "-m", "muniment"]
NAME = "harbour"


def make(folder: Path, passages: int) -> Path:
    """Make the case, unless it was kept from before; the folder of the case."""
    case = folder / NAME
    if (case / "case.db").exists():
        return case
    evidence = folder / "evidence"
    evidence.mkdir(parents=True)
    mails = passages // 400
    write_chat(evidence / "WhatsApp Chat with Everybody.txt", passages * 85 // 100)
    write_chat(evidence / "WhatsApp Chat with Some.txt", passages // 10, seed=12)
    write_mails(evidence / "mails", mails)
    subprocess.run([sys.executable, "-m", "sample.build", str(evidence / "sample")], check=True)
    subprocess.run([*MUNIMENT, "init", str(case)], check=True)
    done = subprocess.run([*MUNIMENT, "-C", str(case), "add", str(evidence)], check=False)
    if done.returncode not in {0, 4, 5}:
        raise SystemExit(done.returncode)
    return case
