"""Which readers there are: the built-in table and what installed plugins bring."""

from functools import cache
from importlib import import_module
from typing import cast

import pluggy

from muniment import hookspecs
from muniment.hookspecs import ReaderSpec
from muniment.model.reading import Reader

_READERS = "muniment.intake.readers"

BUILT_IN = [
    ReaderSpec(("whatsapp",), f"{_READERS}.whatsapp"),
    ReaderSpec(("eml",), f"{_READERS}.mail"),
    ReaderSpec(("mbox",), f"{_READERS}.mailbox"),
    ReaderSpec(("html",), f"{_READERS}.article"),
    ReaderSpec(("article-text",), f"{_READERS}.article_text"),
    ReaderSpec(("pdf",), f"{_READERS}.pdf"),
    ReaderSpec(("docx",), f"{_READERS}.word"),
    ReaderSpec(("odt",), f"{_READERS}.opendocument"),
    ReaderSpec(("rtf",), f"{_READERS}.rtf"),
    ReaderSpec(("text", "markdown"), f"{_READERS}.plain"),
    ReaderSpec(("csv",), f"{_READERS}.csv_table"),
    ReaderSpec(("xlsx", "xls", "ods"), f"{_READERS}.sheet"),
    ReaderSpec(
        ("zip", "tar", "gzip", "bzip2", "xz", "7z", "rar", "zstd"),
        f"{_READERS}.archive",
    ),
]


class _BuiltIn:
    """The readers that come with Muniment."""

    @hookspecs.hookimpl
    def muniment_readers(self) -> list[ReaderSpec]:
        return BUILT_IN


@cache
def hooks() -> pluggy.PluginManager:
    """The plugin manager, with the built-in readers and every installed plugin registered."""
    manager = pluggy.PluginManager("muniment")
    manager.add_hookspecs(hookspecs)
    manager.register(_BuiltIn(), "built-in")
    manager.load_setuptools_entrypoints("muniment")
    return manager


@cache
def _modules() -> dict[str, str]:
    brought = hooks().hook.muniment_readers()
    return {
        format_: spec.module
        for specs in reversed(brought)  # pluggy calls the last registered first
        for spec in specs
        for format_ in spec.formats
    }


def reader_for(format_: str) -> Reader | None:
    """The reader of a format, imported on first use; None when nobody reads it."""
    module = _modules().get(format_)
    return cast("Reader", import_module(module)) if module else None
