"""The leak check: whether a secret stands in any byte of what is about to be published.

>>> with tempfile.TemporaryDirectory() as name:
...     _ = Path(name, "p.html").write_text("as Anna%20Kowal said")
...     report = look(Path(name), [Secret("R-0012", "anna kowal")])
>>> print(report)
1 secret looked for in 1 file (20 bytes).
Found: 1 secret. Do not publish this folder.
  R-0012 in p.html, byte 3: percent-encoded, with other capitals, accents or signs
"""

import os
import tempfile  # noqa: F401 (the example above)
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import Self

from muniment.dossier.leaks.inside.drawn import tesseract
from muniment.dossier.leaks.inside.parts import Limits
from muniment.dossier.leaks.patterns import compile_patterns
from muniment.dossier.leaks.report import LeakReport, Unopened
from muniment.dossier.leaks.searching import Finds, Search
from muniment.dossier.leaks.secret import Secret

_FEW, _SMALL, _MOST_WORKERS = 300, 4 << 20, 8
"""Files and bytes that are looked at in one process: beginning another takes a second."""
_TOGETHER, _LARGE, _UNPACKED = 100, 1 << 20, 8
"""Files that a process is given at once, and the bytes of one that it is given alone, before all others."""


def look(
    folder: Path,
    secrets: Iterable[Secret],
    *,
    common: Iterable[str] = (),
    limits: Limits | None = None,
    with_drawn: bool = True,
) -> LeakReport:
    """Look for secrets in one folder: see `Looker`.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    with Looker(secrets, common, limits) as looker:
        return looker.look(folder, with_drawn=with_drawn)


class Looker:
    """Looks for the same secrets in one folder after another: what it came to know of one it knows in the next.

    Args:
        secrets: what must not be in it. Several may share an id (the spellings of one name).
        common: everyday words of the case's language, beside those of English.
        limits: how much is unpacked.
    """

    def __init__(
        self, secrets: Iterable[Secret], common: Iterable[str] = (), limits: Limits | None = None
    ) -> None:
        self._asked: _Asked = (list(secrets), tuple(common), limits or Limits())
        self._search = _search(self._asked)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the processes that help."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def look(
        self,
        folder: Path,
        *,
        with_drawn: bool = True,
        as_text: Collection[Path] = (),
        without: Collection[Path] = (),
        told: Callable[[int, int], None] | None = None,
    ) -> LeakReport:
        """Look in every file under a folder, and in the names of the files.

        Args:
            folder: what is about to be published. It is only read; links are not followed.
            with_drawn: read what is drawn in pictures and on pages: codes, and words where tesseract is installed.
            as_text: files that were set here, from text that is looked at: what is drawn in them is not read.
            without: files that are passed over, since they were looked at before.
            told: is told how many files are done, and of how many.

        Raises:
            NotADirectoryError: there is no such folder.
        """
        if not folder.is_dir():
            raise NotADirectoryError(folder)
        paths = [path for path in _walk(folder) if path not in without]
        shares = _shares([(n, path, path.lstat().st_size) for n, path in enumerate(paths, 1)])
        set_here = set(as_text)
        jobs = [
            _Job(folder, with_drawn, share, set_here.intersection(p for _, p in share))
            for share in shares
        ]
        found, done = list[_Found](), 0
        for job, one in self._looked(jobs):
            found.append(one)
            done += len(job.share)
            if told:
                told(done, len(paths))
        return self._report(found, with_drawn=with_drawn)

    def _looked(self, jobs: "list[_Job]") -> "Iterator[tuple[_Job, _Found]]":
        """What was found in each: here when there is little, else by some processes as each comes to its end."""
        workers = min(os.cpu_count() or 1, _MOST_WORKERS)
        if min(workers, len(jobs)) <= 1:
            yield from ((job, _done(self._search, job)) for job in jobs)
            return
        if self._pool is None:
            spawn = get_context("spawn")
            self._pool = ProcessPoolExecutor(workers, spawn, _begin, (self._asked,))
        ahead = {self._pool.submit(_done_apart, job): job for job in jobs}
        for future in as_completed(ahead):
            yield ahead[future], future.result()

    def _report(self, parts: "list[_Found]", *, with_drawn: bool) -> LeakReport:
        search = self._search
        search.take()
        search.with_drawn = with_drawn
        search.counts = sum((counts for _, counts in parts), Counter())
        for _, finds, unopened in sorted(
            chain.from_iterable(f for f, _ in parts), key=itemgetter(0)
        ):
            search.finds.update(finds)
            search.unopened.update(unopened)
        return search.report(len({s.id for s in self._asked[0]}))


_Asked = tuple[list[Secret], tuple[str, ...], Limits]
_Share = list[tuple[int, Path]]
_Found = tuple[list[tuple[int, Finds, dict[Unopened, None]]], Counter[str]]


@dataclass(frozen=True, slots=True)
class _Job:
    """Some files of a folder for one process: with their numbers, and which of them were set here."""

    folder: Path
    with_drawn: bool
    share: _Share
    set_here: set[Path]


def _shares(sized: list[tuple[int, Path, int]]) -> list[_Share]:
    """What one process looks at at once: all of what is little, else large files alone and first, since
    the others fit in around them.
    """
    largest = max((size for *_, size in sized), default=0)
    if len(sized) <= _FEW and sum(size for *_, size in sized) - largest <= _SMALL:
        return [[(number, path) for number, path, _ in sized]]
    large = sorted((one for one in sized if one[2] >= _LARGE), key=_cost, reverse=True)
    small = [(number, path) for number, path, size in sized if size < _LARGE]
    alone = [[(number, path)] for number, path, _ in large]
    return [*alone, *(small[n : n + _TOGETHER] for n in range(0, len(small), _TOGETHER))]


def _cost(one: tuple[int, Path, int]) -> int:
    """About how long a file takes: what is packed in it is looked at too."""
    _, path, size = one
    return size * (_UNPACKED if path.suffix in {".pdf", ".docx", ".zip"} else 1)


def _done(search: Search, job: _Job) -> _Found:
    """What was found in some of the files, by their numbers, and how much was looked at."""
    search.with_drawn, search.counts, found = job.with_drawn, Counter(), []
    search.program = tesseract() if job.with_drawn else None
    for number, path in job.share:
        search.is_set_here = path in job.set_here
        search.look_at(path, str(path.relative_to(job.folder)), number)
        finds, unopened = search.take()
        if finds or unopened:
            found.append((number, finds, unopened))
    return found, search.counts


_here: list[Search] = []
"""The search of a process that was begun for it: what it came to know is kept for the next share."""


def _begin(asked: _Asked) -> None:
    _here[:] = [_search(asked)]


def _done_apart(job: _Job) -> _Found:
    return _done(_here[0], job)


def _search(asked: _Asked) -> Search:
    known, common, limits = asked
    return Search(compile_patterns(known, common), {(s.id, s.text) for s in known}, limits)


def _walk(folder: Path) -> Iterator[Path]:
    """Every file, every link and every empty folder, in the order of their paths."""
    for name, folders, files in os.walk(folder):
        here = Path(name)
        folders.sort()
        if not folders and not files and here != folder:
            yield here
        links = [inside for inside in folders if (here / inside).is_symlink()]
        yield from sorted(here / inside for inside in (*links, *files))
