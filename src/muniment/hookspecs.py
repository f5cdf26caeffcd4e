"""The hooks: everything that a plugin may add. Built-in readers come in by the same door."""

from dataclasses import dataclass

import pluggy

hookspec = pluggy.HookspecMarker("muniment")
hookimpl = pluggy.HookimplMarker("muniment")


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """Which module reads which formats; the module is imported only when such a file comes in.

    Attributes:
        formats: names of the formats, as `identify` gives them.
        module: dotted name of a module that keeps the contract of `muniment.model.reading.Reader`.
    """

    formats: tuple[str, ...]
    module: str


@hookspec
def muniment_readers() -> list[ReaderSpec]:
    """The readers that a plugin brings. A later plugin wins over a built-in one for a format."""
    raise AssertionError


@hookspec(firstresult=True)
def muniment_identify(head: bytes, name: str) -> str | None:
    """The format of a file that only the plugin knows, from its first 64 KiB; None otherwise.

    Asked before Muniment looks for itself. `name` may break a tie and must not decide alone.
    """
    raise AssertionError
