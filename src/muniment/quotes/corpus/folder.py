"""The folder of a corpus: some segments, and a list that says which of them count.

The list is replaced at once by renaming, so that whoever reads finds either the segments of before
or those of after; a file that the list does not name is left over from a writer that was stopped.
"""

import json
import os
from pathlib import Path

from muniment.errors import StaleCorpusError
from muniment.quotes.corpus.segment import VERSION, BrokenSegmentError, Segment

_LIST = "words.json"
_SUFFIX = ".words"
_TRIES = 5


def read_list(folder: Path) -> list[str]:
    """The names of the segments that count; none when the folder is missing or empty.

    Raises:
        StaleCorpusError: the list is damaged or of another version, or has gone from its segments.
    """
    try:
        written = (folder / _LIST).read_text("utf-8")
    except FileNotFoundError:
        if any(folder.glob(f"*{_SUFFIX}")):
            raise StaleCorpusError(path=folder, cause="it was never finished") from None
        return []
    except (OSError, UnicodeDecodeError):
        raise StaleCorpusError(path=folder, cause="its list cannot be read") from None
    try:
        read = json.loads(written)
        version, names = read["version"], [str(name) for name in read["segments"]]
    except (ValueError, TypeError, KeyError):
        raise StaleCorpusError(path=folder, cause="its list is damaged") from None
    if version != VERSION:
        raise StaleCorpusError(path=folder, cause="another version of Muniment made it")
    if any(Path(name).name != name or not name.endswith(_SUFFIX) for name in names):
        raise StaleCorpusError(path=folder, cause="its list is damaged")
    return names


def open_segments(folder: Path) -> dict[str, Segment]:
    """The segments that count, by their names, also while another process writes.

    Raises:
        StaleCorpusError: one of them is missing or damaged.
    """
    for _ in range(_TRIES):  # a writer may replace them between the list and the look
        names = read_list(folder)
        try:
            return {name: Segment.open(folder / name) for name in names}
        except FileNotFoundError:
            continue
        except (BrokenSegmentError, OSError) as error:
            raise StaleCorpusError(path=folder, cause=str(error)) from None
    raise StaleCorpusError(path=folder, cause="a file is missing")


def write_list(folder: Path, names: list[str]) -> None:
    """Make these the segments that count, and throw all others away."""
    new = folder / f"{_LIST}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump({"version": VERSION, "segments": names}, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / _LIST)
    for path in folder.glob(f"*{_SUFFIX}"):
        if path.name not in names:
            path.unlink(missing_ok=True)


def new_name(folder: Path) -> str:
    """A name that no segment has."""
    taken = [int(p.stem) for p in folder.glob(f"*{_SUFFIX}") if p.stem.isdecimal()]
    return f"{max(taken, default=0) + 1:06}{_SUFFIX}"
