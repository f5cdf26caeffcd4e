"""Writes docs/reference/errors.md from `errors.py`: `python -m tests.docs.errors_reference`."""

from pathlib import Path

from muniment.errors import MunimentError, UnreadableError

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "errors.md"
_HEAD = """\
# Errors

Each cause has a class of its own, and the class's docstring is the message. Words in braces are
filled in when it happens. This page is gathered by `python -m tests.docs.errors_reference`; a test
holds it to the code. The exit codes are explained in [exit-codes.md](exit-codes.md).

Readers raise `UnreadableError` and its kin. They never end the command: the exhibit is refused, and
the message is kept with it as a warning.

| error | message | exit code |
| --- | --- | --- |
"""


def kin(of: type[MunimentError] = MunimentError) -> list[type[MunimentError]]:
    """An error class and all that descend from it, parents first."""
    return [of, *(k for child in of.__subclasses__() for k in kin(child))]


def page() -> str:
    """The page as it should be."""
    return _HEAD + "".join(_row(error) for error in kin())


def _row(error: type[MunimentError]) -> str:
    message = " ".join((error.__doc__ or "").split("\n\n")[0].split()).replace("|", "\\|")
    parents = [k.__name__ for k in error.__mro__[1:] if issubclass(k, MunimentError)]
    under = f", a kind of `{parents[0]}`" if parents else ""
    shown = "(a sentence of its own each time)" if message == "{cause}" else message
    code = "none" if issubclass(error, UnreadableError) else error.exit_code
    return f"| `{error.__name__}`{under} | {shown} | {code} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
