"""The plugin of docs/howto/add-a-reader.md works as it is printed there."""

import re
import sys
from pathlib import Path

import pytest

from muniment import plugins
from muniment.intake.identify import identify
from muniment.model.passage import Passage
from muniment.model.reading import ReadWarning, Source

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "add-a-reader.md"
LOG = "DOORLOG 1\n2021-05-02 10:00 Anna Marsh\nscratched\n2021-05-02 10:07 Brock\n"


def test_the_plugin_on_the_page_reads_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(
        r"`(doorlog/\w+\.py)`:\n\n```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    )
    assert [name for name, _ in blocks] == ["doorlog/reader.py", "doorlog/__init__.py"]
    (tmp_path / "doorlog").mkdir()
    for name, code in blocks:
        (tmp_path / name).write_text(code, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import doorlog  # type: ignore[import-not-found]

    path = tmp_path / "x"
    path.write_text(LOG, "utf-8")
    plugins.hooks().register(doorlog)
    plugins._modules.cache_clear()
    try:
        assert identify(path, "x.txt") == "doorlog"
        reader = plugins.reader_for("doorlog")
        assert reader
        source = Source(path, "x.txt", "doorlog")
        pieces = list(reader.read(source))
        texts = dict(reader.texts(source))
    finally:
        plugins.hooks().unregister(doorlog)
        plugins._modules.cache_clear()
        for name in ("doorlog", "doorlog.reader"):
            sys.modules.pop(name, None)
    passages = [p for p in pieces if isinstance(p, Passage)]
    assert [p.author for p in passages] == ["Anna Marsh", "Brock"]
    assert [p.place for p in pieces if isinstance(p, ReadWarning)] == ["line 3"]
    for p in passages:
        assert texts[p.locator.text][p.locator.start : p.locator.end] == p.text
