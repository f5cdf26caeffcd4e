"""`python -m benchmarks add [MAILS…] [--mails N] [--chat N] [--tenfold]`: the cost of taking in.

The same folder of mails goes through `notmuch new`, `mu index`, `recollindex` and `muniment add`,
one after the other; what is not installed is named as absent. Muniment copies, hashes, logs, threads
and groups duplicates as well, and has to be cheaper all the same.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.add.evidence import write_chat, write_mails
from benchmarks.measure import Cost, cost_of

MUNIMENT = [sys.executable, "-m", "muniment"]

CPU_OF_NOTMUCH, CPU_OF_MU, WALL_OF_MU = 0.6, 1.0, 0.5
MOST_MEMORY, MOST_GROWTH = 800e6, 1.2
CHAT_SECONDS = {100_000: 10.0, 1_000_000: 90.0}


def _notmuch(mails: Path, work: Path) -> Cost:
    config = work / "notmuch.ini"
    config.write_text(
        f"[database]\npath={work / 'notmuch'}\nmail_root={mails}\n[user]\nname=b\nprimary_email=b@example\n"
        "[new]\ntags=new\n[search]\n[maildir]\nsynchronize_flags=false\n"
    )
    (work / "notmuch").mkdir()
    return cost_of(["notmuch", "new", "--quiet"], {"NOTMUCH_CONFIG": str(config)})


def _mu(mails: Path, work: Path) -> Cost:
    maildir = work / "maildir"
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True)
    for n, path in enumerate(sorted(p for p in mails.rglob("*") if p.is_file())):
        shutil.copy(path, maildir / "cur" / f"{n}.m:2,S")
    home = f"--muhome={work / 'mu'}"
    cost_of(["mu", "init", home, f"--maildir={maildir}"])
    return cost_of(["mu", "index", home, "--quiet"])


def _recoll(mails: Path, work: Path) -> Cost:
    config = work / "recoll"
    config.mkdir()
    (config / "recoll.conf").write_text(f"topdirs = {mails}\nidxflushmb = 50\n")
    (config / "mimemap").write_text(".eml = message/rfc822\n")
    return cost_of(["recollindex", "-c", str(config), "-z"])


def _muniment(evidence: Path, work: Path) -> Cost:
    case = work / f"case-{evidence.name}"
    cost_of([*MUNIMENT, "init", str(case)])
    return cost_of([*MUNIMENT, "-C", str(case), "add", str(evidence)])


YARDSTICKS: dict[str, tuple[str, Callable[[Path, Path], Cost]]] = {
    "notmuch new": ("notmuch", _notmuch),
    "mu index": ("mu", _mu),
    "recollindex": ("recollindex", _recoll),
}


def main(arguments: list[str]) -> int:
    """Measure, print the table, and say which limits are kept; 1 when one is not."""
    parser = argparse.ArgumentParser(prog="benchmarks add", description=__doc__)
    parser.add_argument(
        "mails", nargs="*", type=Path, help="folders of mails [default: invented ones]"
    )
    parser.add_argument("--mails", dest="count", type=int, default=6000, help="how many to invent")
    parser.add_argument(
        "--chat", type=int, default=100_000, help="messages of the chat; 0 for none"
    )
    parser.add_argument(
        "--tenfold", action="store_true", help="also ten times the mails, for memory"
    )
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return _measure(given, Path(folder))


def _measure(given: argparse.Namespace, work: Path) -> int:
    mails = given.mails[0] if given.mails else work / "mails"
    if not given.mails:
        write_mails(mails, given.count)
    print(f"{sum(p.is_file() for p in mails.rglob('*')):,} mails")
    print(f"{'':<18}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    costs: dict[str, Cost] = {}
    for name, (program, run) in YARDSTICKS.items():
        if shutil.which(program):
            costs[name] = _show(name, run(mails, work))
        else:
            print(f"{name:<18}{'absent: not installed':>27}")
    ours = costs["muniment add"] = _show("muniment add", _muniment(mails, work))
    held = [*_against(costs), ("peak of all processes ≤ 800 MB", ours.peak / MOST_MEMORY)]
    if given.tenfold:
        write_mails(work / "tenfold", given.count * 10, seed=8)
        grown = _show("  ten times", _muniment(work / "tenfold", work))
        held.append(("peak of ten times the mails ≤ 1.2 ×", grown.peak / ours.peak / MOST_GROWTH))
    if given.chat:
        (work / "chat").mkdir()
        write_chat(work / "chat" / "WhatsApp Chat with Everybody.txt", given.chat)
        chat = _show(f"{given.chat:,} messages", _muniment(work / "chat", work))
        limit = CHAT_SECONDS.get(given.chat, given.chat / 10_000)
        held.append((f"{given.chat:,} messages in ≤ {limit:.0f} s", chat.wall / limit))
    for claim, share in held:
        print(f"{'kept  ' if share <= 1 else 'BROKEN'} {claim}: {share:.2f} of the limit")
    return int(any(share > 1 for _, share in held))


def _show(name: str, cost: Cost) -> Cost:
    print(f"{name:<18}{cost.wall:>9.1f}{cost.cpu:>9.1f}{cost.peak / 1e6:>9.0f}", flush=True)
    return cost


def _against(costs: dict[str, Cost]) -> list[tuple[str, float]]:
    ours, held = costs["muniment add"], []
    if notmuch := costs.get("notmuch new"):
        held.append(("CPU ≤ 0.6 × notmuch", ours.cpu / notmuch.cpu / CPU_OF_NOTMUCH))
    if mu := costs.get("mu index"):
        held.append(("CPU ≤ 1.0 × mu", ours.cpu / mu.cpu / CPU_OF_MU))
        held.append(("wall ≤ 0.5 × mu", ours.wall / mu.wall / WALL_OF_MU))
    return held
