"""What every reader keeps, whatever its format: built in or brought by a plugin."""

from importlib import import_module
from pathlib import Path

import pytest

from muniment.errors import UnreadableError
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import Passage
from muniment.model.reading import Fact, Member, ReadWarning, Source
from muniment.plugins import BUILT_IN, reader_for

MODULES = sorted({spec.module for spec in BUILT_IN})
FORMATS = [(f, spec.module) for spec in BUILT_IN for f in spec.formats]
NONSENSE = {
    "empty": b"",
    "zeros": bytes(5000),
    "text": "Ünïcödé words,\r\nand more of them.\n".encode() * 50,
    "noise": bytes(n * 7919 % 256 for n in range(20_000)),
    "half utf-16": "half of it".encode("utf-16")[:-1],
}


@pytest.mark.parametrize("name", MODULES)
def test_a_reader_says_what_it_reads_and_in_which_version(name: str) -> None:
    module = import_module(name)
    assert isinstance(module.KIND, ExhibitKind)
    assert isinstance(module.VERSION, str)
    assert module.VERSION


@pytest.mark.parametrize(("format_", "module"), FORMATS)
def test_a_format_is_read_by_the_reader_that_says_so(format_: str, module: str) -> None:
    reader = reader_for(format_)
    assert reader is not None
    assert getattr(reader, "__name__", "") == module


@pytest.mark.parametrize("content", list(NONSENSE))
@pytest.mark.parametrize(("format_", "module"), FORMATS)
def test_nonsense_is_read_or_refused_and_every_locator_holds(
    format_: str, module: str, content: str, tmp_path: Path
) -> None:
    path = tmp_path / "nonsense"
    path.write_bytes(NONSENSE[content])
    path.chmod(0o444)
    source, reader = Source(path, "nonsense", format_), import_module(module)
    passages = []
    try:
        for piece in reader.read(source):
            assert isinstance(piece, Passage | Fact | Member | ReadWarning)
            if isinstance(piece, Passage):
                passages.append(piece)
            elif isinstance(piece, Member) and not isinstance(piece.content, bytes):
                piece.content.read()
        texts = dict(reader.texts(source))
    except UnreadableError:
        return
    for p in passages:
        assert texts[p.locator.text][p.locator.start : p.locator.end] == p.text
        assert 0 < len(p.text) <= 20_000
    assert path.read_bytes() == NONSENSE[content], "a reader never writes"
