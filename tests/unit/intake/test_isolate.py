"""The pool: a hostile file costs itself and nothing else."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.intake.isolate import AHEAD, MOST_AHEAD, Pool
from muniment.model.reading import Limits

WORK = "tests.unit.intake.hostile:behave"


def _run(
    *jobs: str, limits: Limits | None = None, workers: int = 2
) -> tuple[dict[int, bytes], dict[int, str]]:
    """What each job gave, and how those that died did."""
    given: defaultdict[int, bytes] = defaultdict(bytes)
    ends: dict[int, str] = {}
    with Pool(WORK, workers, limits) as pool:
        for event in pool.run(job.encode() for job in jobs):
            given[event.job] += event.data
            if event.is_end:
                assert event.job not in ends, "a job ends once"
                ends[event.job] = event.death
    return dict(given), ends


def test_every_job_is_done_once_and_gives_its_own_in_order() -> None:
    given, ends = _run(*(f"shout job {n}" for n in range(200)), "count 500")
    assert given[17] == b"JOB 17"
    assert given[200] == b"".join(str(n).encode() for n in range(500))
    assert ends == dict.fromkeys(range(201), "")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_crash_costs_its_own_job_only(workers: int) -> None:
    given, ends = _run("shout a", "crash now", *(f"shout {n}" for n in range(30)), workers=workers)
    assert "crashed" in ends.pop(1)
    assert "SIGSEGV" not in str(ends)
    assert set(ends.values()) == {""}
    assert given[31] == b"29"


def test_a_crash_costs_its_own_job_also_where_many_wait_behind_it() -> None:
    quick = [f"shout {n}" for n in range(400)]
    given, ends = _run(*quick, "crash now", *quick, "crash-later", *quick)
    assert "crashed" in ends.pop(400)
    assert "crashed" in ends.pop(801)
    assert set(ends.values()) == {""}
    assert [given[n] for n in range(400)] == [given[n + 802] for n in range(400)]


def test_files_that_take_long_are_not_piled_up_behind_each_other() -> None:
    begun: list[int] = []

    def jobs() -> Iterator[bytes]:
        yield from (b"shout x" for _ in range(400))
        for number in range(40):
            begun.append(number)
            yield b"sleep 0.02"

    with Pool(WORK, 1) as pool:
        for event in pool.run(jobs()):
            done = event.job - 400 + event.is_end
            if done >= MOST_AHEAD:  # what was handed over while files were quick is done
                assert len(begun) <= done + AHEAD


def test_a_job_whose_worker_was_killed_from_outside_is_tried_again(tmp_path: Path) -> None:
    given, ends = _run(f"crash-once {tmp_path / 'marker'}", "shout b")
    assert given[0] == b"second time lucky"
    assert ends == {0: "", 1: ""}


def test_what_a_job_gave_before_it_crashed_is_kept() -> None:
    given, ends = _run("crash-later", "shout b")
    assert given[0] == b"x" * 100_000
    assert "crashed" in ends[0]


def test_a_hanging_reader_is_stopped() -> None:
    given, ends = _run("hang", "shout b", "hang", "shout d", limits=Limits(silence=1.0))
    assert "silence" in ends[0]
    assert "silence" in ends[2]
    assert (given[1], given[3]) == (b"B", b"D")


def test_a_reader_that_outgrows_its_memory_is_stopped_and_its_process_goes_on() -> None:
    given, ends = _run("grow", "shout b", limits=Limits(memory=1 << 30), workers=1)
    assert "memory" in ends[0]
    assert given[1] == b"B"


def test_a_readers_own_error_is_told() -> None:
    _, ends = _run("fail")
    assert ends[0] == "The reader failed (RecursionError: nested too deeply)."


def test_what_a_parser_prints_is_no_result() -> None:
    given, ends = _run("print")
    assert given[0] == b"done"
    assert ends[0] == ""


def test_jobs_are_drawn_only_as_workers_become_free() -> None:
    drawn = 0

    def jobs() -> Iterator[bytes]:
        nonlocal drawn
        while True:
            drawn += 1
            yield b"shout x"

    with Pool(WORK, 2) as pool:
        for done, _ in enumerate(pool.run(jobs())):
            if done > 500:  # two of each job
                break
    assert drawn < 250 + 2 * MOST_AHEAD + 10
