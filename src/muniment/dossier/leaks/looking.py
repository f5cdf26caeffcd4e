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
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path

from muniment.dossier.leaks.parts import Limits
from muniment.dossier.leaks.patterns import compile_patterns
from muniment.dossier.leaks.pictures import tesseract
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
    as_text: Collection[Path] = (),
    without: Collection[Path] = (),
) -> LeakReport:
    """Look for secrets in every file under a folder, and in the names of the files.

    Args:
        folder: what is about to be published. It is only read; links are not followed.
        secrets: what must not be in it. Several may share an id (the spellings of one name).
        common: everyday words of the case's language, beside those of English.
        limits: how much is unpacked.
        with_drawn: read the words drawn in pictures and on pages, where tesseract is installed.
        as_text: files that were set here, from text that is looked at: what is drawn in them is not read.
        without: files that are passed over, since they were looked at before.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    known = list(secrets)
    program = tesseract() if with_drawn else None
    set_here = frozenset(str(path.relative_to(folder)) for path in as_text)
    asked: _Asked = (folder, known, tuple(common), limits or Limits(), program, set_here)
    paths = [path for path in _walk(folder) if path not in without]
    shares = _shares([(n, path, path.lstat().st_size) for n, path in enumerate(paths, 1)])
    workers = min(os.cpu_count() or 1, _MOST_WORKERS, len(shares))
    search = _search(asked)
    if workers <= 1:
        parts = [_searched(search, folder, share) for share in shares]
    else:
        with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (asked,)) as pool:
            parts = list(pool.map(_searched_apart, shares))
    told = sorted(chain.from_iterable(found for found, _ in parts), key=itemgetter(0))
    search.counts = sum((counts for _, counts in parts), Counter())
    for _, finds, unopened in told:
        search.finds.update(finds)
        search.unopened.update(unopened)
    return search.report(len({s.id for s in known}))


_Asked = tuple[Path, list[Secret], tuple[str, ...], Limits, str | None, frozenset[str]]
_Share = list[tuple[int, Path]]
_Found = tuple[list[tuple[int, Finds, dict[Unopened, None]]], Counter[str]]


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


def _searched(search: Search, folder: Path, share: _Share) -> _Found:
    """What was found in some of the files, by their numbers, and how much was looked at."""
    told = []
    for number, path in share:
        search.look_at(path, str(path.relative_to(folder)), number)
        finds, unopened = search.take()
        if finds or unopened:
            told.append((number, finds, unopened))
    counts, search.counts = search.counts, Counter()
    return told, counts


_here: list[tuple[Search, Path]] = []
"""The search of a process that was begun for it, with the folder: what it came to know is kept for the next
share.
"""


def _begin(asked: _Asked) -> None:
    _here[:] = [(_search(asked), asked[0])]


def _searched_apart(share: _Share) -> _Found:
    search, folder = _here[0]
    return _searched(search, folder, share)


def _search(asked: _Asked) -> Search:
    _, known, common, limits, program, set_here = asked
    written = {(s.id, s.text) for s in known}
    return Search(compile_patterns(known, common), written, limits, program, set_here)


def _walk(folder: Path) -> Iterator[Path]:
    """Every file, every link and every empty folder, in the order of their paths."""
    for name, folders, files in os.walk(folder):
        here = Path(name)
        folders.sort()
        if not folders and not files and here != folder:
            yield here
        links = [inside for inside in folders if (here / inside).is_symlink()]
        yield from sorted(here / inside for inside in (*links, *files))
