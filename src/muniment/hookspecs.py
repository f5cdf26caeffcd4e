"""The hooks: everything that a plugin may add. Built-in readers come in by the same door."""

import pluggy

from muniment.model.reading import ReaderSpec

hookspec = pluggy.HookspecMarker("muniment")
hookimpl = pluggy.HookimplMarker("muniment")

__all__ = ["ReaderSpec", "hookimpl", "hookspec", "muniment_identify", "muniment_readers"]


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
