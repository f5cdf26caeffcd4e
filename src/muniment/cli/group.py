r"""The group of verbs: their order, how errors end, and words of a query that look like options.

>>> WithQuery("search", params=[click.Argument(["query"], nargs=-1)]).make_context("x", ["-coach"]).params
{'query': ('\x00-coach',)}
"""

import sys
from typing import Any

import click

from muniment.errors import MunimentError

STOPPED = 130
"""Exit code of work that was stopped; docs/reference/exit-codes.md."""

_WORD = "\0"
"""What marks a word of a query that begins with a minus; no argument can hold it."""

# fmt: off
_ORDER = ("init", "add", "status", "search", "search-help", "show", "quotes", "trace", "copies", "judge",
          "serve", "redact", "redactions", "dossier", "set", "log", "verify", "rebuild", "completion")
# fmt: on


class Verbs(click.Group):
    """The group of verbs, listed in the order in which one meets them; errors end in their exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in that order."""
        return sorted(self.commands, key=_ORDER.index)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what a verb does, and tell an error of ours in lines that fit."""
        try:
            return super().invoke(ctx)
        except MunimentError as error:
            from muniment.cli.paper import harmless, wrapped

            first, *more = harmless(f"muniment: {error}").split("\n")
            click.echo("\n".join([wrapped(first, "  ", ""), *more]), err=True)
            sys.exit(error.exit_code)
        except click.UsageError as error:
            from muniment.cli.paper import wrapped

            says = wrapped(f"Error: {error.format_message()}", "  ", "").removeprefix("Error: ")
            raise click.UsageError(says, error.ctx) from error
        except KeyboardInterrupt:
            click.echo("\nStopped. What was taken in is safe; the same command goes on.", err=True)
            sys.exit(STOPPED)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            click.echo(
                f"muniment: {error.strerror or error}: {error.filename or ''}".rstrip(": "),
                err=True,
            )
            sys.exit(1)


class WithQuery(click.Command):
    """A verb whose words may begin with a minus, which is part of the grammar: `-coach` is no heap of options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Tell options from words of the query."""
        known = {name for one in self.get_params(ctx) for name in one.opts}
        short = tuple(name for name in known if len(name) == len("-n"))
        words = [
            f"{_WORD}{one}"
            if one.startswith("-")
            and not one.startswith("--")
            and one not in known
            and not (one.startswith(short) and one[2:].isdigit())
            else one
            for one in args
        ]
        return super().parse_args(ctx, words)


def unmarked(word: str) -> str:
    """A word of a query as it was typed."""
    return word.removeprefix(_WORD)
