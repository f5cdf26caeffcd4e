"""Golden pairs: `tests/golden/<reader module>/<name>.<ext>` beside `<name>.<ext>.expected.json`.

`python -m tests.golden.pairs` writes the expected side anew; read the difference before committing it.
A pair may have `<name>.<ext>.source.json`, with the `name`, `format`, `ancestors` and `settings`
under which the file is read.
"""

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from muniment.errors import UnreadableError
from muniment.model.passage import Passage
from muniment.model.reading import Fact, Member, Reader, ReadWarning, Source

HERE = Path(__file__).parent
_SIDES = (".expected.json", ".source.json")
_LISTS = {Passage: "passages", Fact: "facts", Member: "members", ReadWarning: "warnings"}


def goldens() -> list[Path]:
    """Every file that has, or should have, an expected reading beside it."""
    return sorted(
        p
        for folder in HERE.iterdir()
        if folder.is_dir() and not folder.name.startswith("_")
        for p in folder.iterdir()
        if p.is_file() and not p.name.endswith(_SIDES) and p.suffix != ".py"
    )


def reader_of(path: Path) -> Reader:
    """The reader module that the golden's folder is named after."""
    return cast("Reader", import_module(f"muniment.intake.readers.{path.parent.name}"))


def source_of(path: Path) -> Source:
    """The golden as a source."""
    side = path.with_name(path.name + ".source.json")
    known = json.loads(side.read_text("utf-8")) if side.exists() else {}
    return Source(
        path, **{"name": path.name, **known, "ancestors": tuple(known.get("ancestors", ()))}
    )


def _plain(value: Any) -> Any:
    """A piece as JSON: fields at their default are left out, so that a pair stays readable."""
    if is_dataclass(value):
        return {
            f.name: _plain(getattr(value, f.name))
            for f in fields(value)
            if f.default is MISSING or getattr(value, f.name) != f.default
        }
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def reading(path: Path) -> dict[str, Any]:
    """What the reader makes of a golden, as JSON; members as names with their sizes."""
    result: dict[str, Any] = {name: [] for name in _LISTS.values()}
    try:
        for piece in reader_of(path).read(source_of(path)):
            if isinstance(piece, Member):
                content = (
                    piece.content if isinstance(piece.content, bytes) else piece.content.read()
                )
                result["members"].append({"name": piece.name, "size": len(content)})
            else:
                result[_LISTS[type(piece)]].append(_plain(piece))
    except UnreadableError as error:
        result["unreadable"] = {"cause": str(error), "step": error.values["step"]}
    return {name: pieces for name, pieces in result.items() if pieces}


def misplaced(path: Path) -> Iterator[str]:
    """Passages whose locator does not give back their text: there must be none."""
    reader, source = reader_of(path), source_of(path)
    try:
        passages = [p for p in reader.read(source) if isinstance(p, Passage)]
    except UnreadableError:
        return
    texts = dict(reader.texts(source))
    for number, p in enumerate(passages, 1):
        if texts[p.locator.text][p.locator.start : p.locator.end] != p.text:
            yield f"¶{number} {p.text!r}"


if __name__ == "__main__":
    for golden in goldens():
        text = json.dumps(reading(golden), ensure_ascii=False, indent=1) + "\n"
        golden.with_name(golden.name + ".expected.json").write_text(text, "utf-8")
