"""The verbs: `init`, `add`, `status`, `search`, `show`, `set`, `log`, `verify`, `rebuild`, `completion`.
Those on quotes are in `muniment.cli.quoting`.

Each verb opens the case, asks it for one thing, and hands the answer to `muniment.cli.layout` (for
people) or `muniment.cli.machine` (for programs). Heavy modules are imported by the verb that needs
them, so that `--help` answers at once.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from muniment import __version__
from muniment.cli.group import Verbs, WithQuery, unmarked
from muniment.errors import NoCaseError, NotACitationError

if TYPE_CHECKING:
    from muniment.case import Case
    from muniment.model.citation import Citation

READ_IN_PART, REFUSED, DIFFERS = 4, 5, 6
"""Exit codes of work that was done and found something; docs/reference/exit-codes.md."""

F = TypeVar("F", bound=Callable[..., Any])
as_json = click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for programs.")
in_folder = click.option(
    "-C",
    "folder",
    type=click.Path(path_type=Path),
    default=None,
    help="The case's folder [default: the one you are in].",
)


def with_limits(verb: F) -> F:
    """The options that bound the reading of one file."""
    memory = click.option(
        "--memory",
        type=click.IntRange(128),
        default=2048,
        show_default=True,
        help="MiB that reading one file may take.",
    )
    patience = click.option(
        "--patience",
        type=click.FloatRange(1.0),
        default=60.0,
        show_default=True,
        help="Seconds without a sign of life before a reader is stopped.",
    )
    return memory(patience(verb))


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}
)
@click.version_option(__version__, prog_name="muniment")
@in_folder
@click.option(
    "--who",
    envvar="MUNIMENT_WHO",
    default="",
    help="Who is at the keyboard, for the custody log [default: your user name].",
)
@click.pass_context
def main(ctx: click.Context, folder: Path | None, who: str) -> None:
    """Who said it, and is that what was said?

    Take evidence in, account for all of it, find it, read it. Nothing leaves this machine, and
    what was received is never written.

    \b
      muniment init harbour            make a case
      cd harbour
      muniment add ~/evidence          take in files and folders
      muniment search '"grey faced"'   find it
      muniment show EX-0004 ¶212       read it where it stands
    """
    ctx.obj = (folder, who)


@contextmanager
def opened() -> "Iterator[Case]":
    """The case in the folder given with -C, or around the folder one is in."""
    from muniment.case import Case

    folder, who = click.get_current_context().obj
    here = folder or Path.cwd()
    around = [here] if folder else [here, *here.parents]
    path = next((p for p in around if (p / "case.db").is_file()), None)
    if path is None:
        raise NoCaseError(path=here)
    case = Case.open(path, who)
    try:
        yield case
    finally:
        case.close()


def cited(words: tuple[str, ...]) -> "Citation":
    """What the words of a command cite.

    Raises:
        NotACitationError: they are no citation.
    """
    from muniment.model.citation import Citation

    written = " ".join(words)
    try:
        return Citation.parse(written)
    except ValueError:
        raise NotACitationError(written=written) from None


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def init(obj: tuple[Path | None, str], folder: Path | None) -> None:
    """Make a new case in FOLDER (or here)."""
    from muniment.case import Case

    path = folder or obj[0] or Path.cwd()
    Case.make(path, obj[1]).close()
    click.echo(f"Made a case in {path}. Take evidence in with: muniment -C {path} add FILES…")


@main.command()
@click.argument("paths", type=click.Path(path_type=Path, readable=False), nargs=-1)
@click.option("--custodian", default="", help="Whose it was.")
@click.option("--again", is_flag=True, help="Also read again what was refused or read in part.")
@with_limits
@as_json
def add(
    paths: tuple[Path, ...],
    custodian: str,
    again: bool,
    memory: int,
    patience: float,
    as_json: bool,
) -> None:
    """Take in files and folders: copy them, read them, make them searchable.

    The files themselves are only read. A run that was stopped goes on when the same command is
    given again; without PATHS, what is not read yet is read.
    """
    from muniment.cli import layout, machine
    from muniment.cli.progress import watching
    from muniment.model.reading import Limits

    with opened() as case, watching("Reading", quiet=as_json) as watch:
        added = case.add(paths, custodian, watch, Limits(patience, memory << 20), again=again)
    click.echo(machine.write("add", added) if as_json else layout.added(added))
    if added.failed or added.states.get("refused"):
        sys.exit(REFUSED)
    if added.states.get("partial"):
        sys.exit(READ_IN_PART)


@main.command()
@click.option("--warnings", is_flag=True, help="List every warning.")
@click.option("--exhibits", is_flag=True, help="List every exhibit.")
@as_json
def status(warnings: bool, exhibits: bool, as_json: bool) -> None:
    """What the case holds, and what became of every file."""
    from muniment.cli import layout, machine

    with opened() as case:
        account = case.status()
        troubles = list(case.troubles()) if warnings else []
        listed = list(case.exhibits()) if exhibits else []
    if as_json:
        click.echo(machine.write("status", account, warning_list=troubles, exhibit_list=listed))
        return
    click.echo(layout.status(account))
    page(layout.exhibits(listed))
    page(layout.troubles(troubles))


@main.command(cls=WithQuery)
@click.argument(
    "query",
    nargs=-1,
    required=True,
    callback=lambda _ctx, _param, words: tuple(map(unmarked, words)),
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "time", "time-desc", "citation"]),
    default="relevance",
    show_default=True,
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="Passages on a page.",
)
@click.option(
    "--after", default="", help="Go on from here (a page says where its next one begins)."
)
@click.option("--to-end", is_flag=True, help="All results, page after page.")
@click.option("--facets", is_flag=True, help="Count results by kind, author, place, month.")
@as_json
def search(
    query: tuple[str, ...],
    sort: str,
    limit: int,
    after: str,
    to_end: bool,
    facets: bool,
    as_json: bool,
) -> None:
    """Find passages. Words are AND; see `muniment search-help` for the grammar.

    \b
      muniment search bus '"key seats"'
      muniment search 'from:anna after:2021-05-06 smelly*'
      muniment search 'is:primary ferry NEAR/5 late'
    """
    from muniment.cli import layout, machine

    counted = ("kind", "author", "place", "custodian", "month") if facets else ()
    with opened() as case:
        while True:
            found = case.search(" ".join(query), sort, limit, after, counted)
            click.echo(
                machine.write("search", found)
                if as_json
                else layout.findings(found, is_first=not after)
            )
            if not (to_end and found.more):
                break
            after, counted = found.more, ()
    if found.more and not as_json:
        click.echo(f"\nNext page: the same again with --after {found.more}", err=True)


@main.command("search-help")
def search_help() -> None:
    """The grammar of queries, on one page."""
    from muniment.cli.grammar_page import PAGE

    click.echo(PAGE)


@main.command()
@click.argument("ref", nargs=-1, required=True)
@click.option(
    "--around",
    type=click.IntRange(0, 500),
    default=3,
    show_default=True,
    help="Passages before and after.",
)
@click.option("--original", is_flag=True, help="Only print where the original lies.")
@as_json
def show(ref: tuple[str, ...], around: int, original: bool, as_json: bool) -> None:
    """Read an exhibit (EX-0004) or a passage where it stands (EX-0004 ¶212)."""
    from muniment.cli import layout, machine

    citation = cited(ref)
    with opened() as case:
        view = case.show(citation, around)
        path = case.original(citation.exhibit)
    if original:
        click.echo(path)
    elif as_json:
        click.echo(machine.write("show", view, original=str(path)))
    else:
        page(layout.view(view, path))


@main.command("set")
@click.argument("ref")
@click.argument("settings", nargs=-1, required=True, metavar="NAME=VALUE…")
@click.option("--why", default="", help="The reason, kept with the decision.")
@with_limits
def set_(ref: str, settings: tuple[str, ...], why: str, memory: int, patience: float) -> None:
    """Decide by hand how an exhibit is read, and read it again.

    \b
      muniment set EX-0004 day-order=month-first zone=Europe/London
      muniment set EX-0004 zone=            take it back
    """
    from muniment.cli import layout
    from muniment.model.reading import Limits

    limits = Limits(patience, memory << 20)
    with opened() as case:
        for setting in settings:
            name, equals, value = setting.partition("=")
            if not equals:
                raise click.UsageError(
                    f"“{setting}” has no “=”. Write {name}=VALUE, or {name}= to take it back."
                )
            view = case.set(cited((ref,)).exhibit, name, value, why, limits)
        path = case.original(view.exhibit.id)
    page(layout.view(view, path))


@main.command()
@as_json
def log(as_json: bool) -> None:
    """The custody log: who took in which bytes, when, from where."""
    from muniment.cli import layout, machine

    with opened() as case:
        if as_json:
            click.echo(
                machine.write(
                    "log", None, entries=list(case.log()), judgements=list(case.judgements())
                )
            )
        else:
            page(layout.log(case.log(), case.judgements()))


@main.command()
@with_limits
@as_json
def rebuild(memory: int, patience: float, as_json: bool) -> None:
    """Delete everything derived and make it again from the originals."""
    from muniment.cli import layout, machine
    from muniment.cli.progress import watching
    from muniment.model.reading import Limits

    with opened() as case, watching("Reading again", quiet=as_json) as watch:
        rebuilt = case.rebuild(watch, Limits(patience, memory << 20))
    click.echo(machine.write("rebuild", rebuilt) if as_json else layout.rebuilt(rebuilt))


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell; put it where yours reads such scripts."""
    from click.shell_completion import get_completion_class

    known = get_completion_class(shell)
    assert known
    click.echo(known(main, {}, "muniment", "_MUNIMENT_COMPLETE").source())


def page(lines: Iterator[str]) -> None:
    """Print lines as they come; a long list does not wait for its end."""
    for line in lines:
        click.echo(line)
