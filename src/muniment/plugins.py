"""Which readers there are: the built-in table and what installed plugins bring."""

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from muniment.model.reading import Reader, ReaderSpec

if TYPE_CHECKING:
    import pluggy

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


_PACKAGES = {".dist-info", ".egg-info", ".egg"}
_GROUP = b"muniment]"  # the end of the heading under which a plugin names itself


@cache
def hooks() -> "pluggy.PluginManager":
    """The plugin manager, with the built-in readers and every installed plugin registered."""
    import pluggy

    from muniment import hookspecs

    class BuiltIn:
        """The readers that come with Muniment."""

        @hookspecs.hookimpl
        def muniment_readers(self) -> list[ReaderSpec]:
            return BUILT_IN

    manager = pluggy.PluginManager("muniment")
    manager.add_hookspecs(hookspecs)
    manager.register(BuiltIn(), "built-in")
    manager.load_setuptools_entrypoints("muniment")
    return manager


def identified(head: bytes, name: str) -> str | None:
    """The format of a file that only a plugin knows; None when none does."""
    if not _are_asked():
        return None
    known: str | None = hooks().hook.muniment_identify(head=head, name=name)
    return known


def _are_asked() -> bool:
    """Whether there may be anybody to ask: a plugin is installed, or the manager was called for."""
    return hooks.cache_info().currsize > 0 or _are_installed()


@cache
def _are_installed() -> bool:
    """Whether any package on the path brings a plugin.

    A look at a few small files: importing what tells it properly costs each process a tenth of a
    second, and hardly anybody has a plugin. Where the look does not tell, the answer is yes.
    """
    for folder in map(Path, sys.path):
        try:
            packages = [p for p in folder.iterdir() if p.suffix in _PACKAGES]
        except FileNotFoundError:
            continue
        except OSError:  # packed, or not to be read
            return True
        if any(package.suffix == ".egg" or _names_plugin(package) for package in packages):
            return True
    return False


def _names_plugin(package: Path) -> bool:
    try:
        return _GROUP in (package / "entry_points.txt").read_bytes()
    except OSError:  # most packages name nothing
        return False


@cache
def _modules() -> dict[str, str]:
    brought = hooks().hook.muniment_readers() if _are_asked() else [BUILT_IN]
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
