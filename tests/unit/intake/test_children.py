"""A worker that is a copy of its parent is as good as one that was started anew."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

# In a process of its own, as only one with a single thread is copied.
SCRIPT = """
import os, sys
from muniment.intake import children
from muniment.intake.isolate import Pool

held = open(sys.argv[1], "w")
print("said before", end=" ")
if sys.argv[2] == "anew":
    children._has_one_thread = lambda: False
with Pool("tests.unit.intake.hostile:behave", 2) as pool:
    assert [w.child.started is None for w in pool._workers] == [sys.argv[2] == "copy"] * 2
    links = [f"/proc/{w.child.pid}/fd" for w in pool._workers]
    jobs = [b"shout a", b"crash now", *(b"shout %d" % n for n in range(40))]
    told = {}
    for event in pool.run(jobs):
        if event.job == 5 and os.path.isdir(links[0]):
            assert sys.argv[1] not in map(os.path.realpath, map(lambda n: f"{links[0]}/{n}", os.listdir(links[0])))
        told.setdefault(event.job, []).append(event.data.decode() or event.death)
    print(told[0], told[1][-1], told[41])
"""


@pytest.mark.parametrize("way", ["copy", "anew"])
def test_both_ways_lead_to_a_worker(way: str, tmp_path: Path) -> None:
    if way == "copy" and not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells how many threads there are")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "held"), way],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.stdout == (
        "said before ['A', ''] It crashed the reading process (SIGSEGV). ['39', '']\n"
    ), done.stderr
