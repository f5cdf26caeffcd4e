"""The originals: bytes kept once, under their digest, read-only."""

import hashlib
import stat
from pathlib import Path

import pytest

from muniment.custody.originals import Originals


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000])
def test_what_is_taken_is_there_byte_for_byte(tmp_path: Path, size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    (tmp_path / "source").write_bytes(data)
    originals = Originals(tmp_path / "originals")
    taken = originals.take(tmp_path / "source")
    assert (taken.digest, taken.size) == (hashlib.sha256(data).hexdigest(), size)
    assert originals.path(taken.digest).read_bytes() == data
    assert stat.S_IMODE(originals.path(taken.digest).stat().st_mode) == 0o444
    assert originals.digest_of(taken.digest) == taken
    assert originals.take(tmp_path / "source") == taken
    assert list(originals.all()) == [f"{taken.digest[:2]}/{taken.digest}"]


def test_a_spooled_file_is_moved_and_its_digest_computed_here(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    for _ in range(2):
        (tmp_path / "spooled").write_bytes(b"out of an archive")
        taken = originals.adopt(tmp_path / "spooled")
        assert taken.digest == hashlib.sha256(b"out of an archive").hexdigest()
        assert not (tmp_path / "spooled").exists()
    assert len(list(originals.all())) == 1


def test_a_half_copy_is_no_original_and_is_swept_away(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    originals.folder.mkdir()
    (originals.folder / ".incoming-1").write_bytes(b"half")
    assert list(originals.all()) == []
    originals.sweep()
    assert list(originals.folder.iterdir()) == []
