"""The verbs on quotes: `quotes`, `trace`, `copies`, `judge`."""

import sys
from pathlib import Path

import click

from muniment.cli.verbs import as_json, cited, main, opened, page, with_limits
from muniment.errors import NotACitationError
from muniment.model.judgement import Leaning, Opinion
from muniment.model.quotation import Quotations, QuoteRef
from muniment.model.trace import Flag, Verdict

QUOTED_WRONGLY, NOT_FOUND, NOT_CHECKED = 7, 8, 9
"""Exit codes of `trace`; docs/reference/exit-codes.md."""

_VERDICTS = click.Choice([v.value for v in Verdict])


@main.command()
@click.argument("ref", nargs=-1)
@click.option("--verdict", type=_VERDICTS, help="Only quotes with this verdict.")
@click.option("--all", "everything", is_flag=True, help="Reported speech, titles and terms too.")
@as_json
def quotes(ref: tuple[str, ...], verdict: str | None, everything: bool, as_json: bool) -> None:
    """The quotes of the accounts, and whether that is what was said.

    \b
      muniment quotes                  every account, its quotes by verdict
      muniment quotes EX-0012          the quotes of one account
      muniment quotes EX-0012 ¶98.2    one quote in full, its source in context
    """
    from muniment.cli import machine, verdicts
    from muniment.cli.progress import watching

    written = " ".join(ref)
    with opened() as case, watching("Tracing", quiet=as_json) as watch:
        if not written:
            tallies = case.tallies(watch)
            click.echo(
                machine.write("quotes", None, accounts=tallies)
                if as_json
                else verdicts.tallies(tallies)
            )
            return
        one = _one_quote(written)
        if one:
            view = case.quote(one)
            if as_json:
                click.echo(machine.write("quotes", view))
            else:
                page(verdicts.in_full(view))
            return
        found = case.quotes(_exhibit(written), watch)
    if as_json:
        click.echo(machine.write("quotes", found))
    else:
        page(verdicts.listed(found, verdict, everything=everything))


@main.command()
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
@click.option(
    "--text", default="", help="A sentence, instead of a file; “-” reads it from the input."
)
@click.option("--by", default="", help="Whose words a text without quotation marks is said to be.")
@click.option("--on", default="", help="When they are said to have been said: 2023-05-18.")
@click.option("--verdict", type=_VERDICTS, help="Only quotes with this verdict.")
@click.option("--all", "everything", is_flag=True, help="Reported speech, titles and terms too.")
@with_limits
@as_json
def trace(
    file: Path | None,
    text: str,
    by: str,
    on: str,
    verdict: str | None,
    everything: bool,
    memory: int,
    patience: float,
    as_json: bool,
) -> None:
    """Check a saved article or a sentence against the case, without taking it in.

    \b
      muniment trace article.html
      muniment trace --text 'She called it “a coincidence of two dates”.'
      muniment trace --text 'helpful very slowly' --by Vellacott
    """
    from muniment.cli import machine, verdicts
    from muniment.cli.progress import watching
    from muniment.model.reading import Limits

    if bool(file) == bool(text):
        raise click.UsageError("Give a file, or a sentence with --text.")
    with opened() as case, watching("Tracing", quiet=as_json) as watch:
        if file:
            found = case.trace_file(file, Limits(patience, memory << 20), watch)
        else:
            pasted = sys.stdin.read() if text == "-" else text
            found = case.trace(pasted, by, on, watch)
    if as_json:
        click.echo(machine.write("trace", found))
    else:
        page(verdicts.listed(found, verdict, everything=everything))
    sys.exit(_outcome(found))


def _outcome(found: Quotations) -> int:
    """The exit code: the gravest of what was found."""
    traces = [q.trace for q in found.quotations if q.trace]
    if any(
        t.verdict in {Verdict.ALTERED, Verdict.SPLICED} or Flag.MISATTRIBUTED in t.flags
        for t in traces
    ):
        return QUOTED_WRONGLY
    searched = [t for t in traces if t.verdict is not Verdict.NOT_SEARCHED]
    if any(t.source is None for t in searched):
        return NOT_FOUND
    if not searched:
        return NOT_CHECKED
    return 0


@main.command()
@click.argument("ref", nargs=-1)
@click.option("--shared", is_flag=True, help="Credits, same sources and shared passages too.")
@click.option("--statement", default="", help="How many accounts of this are independent?")
@click.option(
    "--among", multiple=True, help="An exhibit that carries the statement; may be given again."
)
@click.option("--svg", type=click.Path(path_type=Path), help="Draw it into this file.")
@as_json
def copies(
    ref: tuple[str, ...],
    shared: bool,
    statement: str,
    among: tuple[str, ...],
    svg: Path | None,
    as_json: bool,
) -> None:
    """Who has it from whom: what the accounts share, who names whom, who stands alone.

    \b
      muniment copies                  the accounts by date, each with its ties
      muniment copies EX-0013          one account, and what it shares
      muniment copies --statement "The hire cost £82,840."
      muniment copies --svg copies.svg  the same as a picture
    """
    from muniment.cli import kinship, machine
    from muniment.cli.progress import watching

    only = _exhibit(" ".join(ref)) if ref else 0
    with opened() as case, watching("Tracing", quiet=as_json) as watch:
        if statement:
            told = case.independence(statement, [_exhibit(e) for e in among], watch)
            if as_json:
                click.echo(machine.write("copies", told))
            else:
                page(kinship.independence(told))
            return
        found = case.copies(watch)
        if svg:
            svg.write_text(case.drawing(found), "utf-8")
    if as_json:
        click.echo(machine.write("copies", found))
    else:
        page(kinship.copies(found, only, everything=shared))


@main.command()
@click.argument("ref", nargs=-1, required=True)
@click.option("--agree", "said", flag_value="agree", help="The verdict is right.")
@click.option("--reject", "said", flag_value="reject", help="It is wrong.")
@click.option("--unsure", "said", flag_value="unsure", help="It cannot be told.")
@click.option("--undo", "said", flag_value="undo", help="Take back what was said last.")
@click.option("--instead", type=_VERDICTS, help="The verdict that you give, with --reject.")
@click.option(
    "--source", default="", help="The passage that you hold to be the source, with --reject."
)
@click.option("--why", default="", help="The reason, kept with the judgement.")
@as_json
def judge(
    ref: tuple[str, ...],
    said: str | None,
    instead: str | None,
    source: str,
    why: str,
    as_json: bool,
) -> None:
    """Say what you think of the verdict on a quote. It stands above the machine's.

    \b
      muniment judge EX-0012 ¶98.2 --agree
      muniment judge EX-0012 ¶98.2 --reject --instead spliced --why "two messages"
      muniment judge EX-0012 ¶98.2 --undo
    """
    from muniment.cli import machine, verdicts

    if not said:
        raise click.UsageError("Say one of --agree, --reject, --unsure, --undo.")
    written = " ".join(ref)
    one = _one_quote(written)
    if one is None:
        raise NotACitationError(written=written)
    opinion = None
    if said != "undo":
        opinion = Opinion(
            Leaning(said),
            instead=Verdict(instead) if instead else None,
            source=cited((source,)) if source else None,
        )
    with opened() as case:
        view = case.judge(one, opinion, why)
    if as_json:
        click.echo(machine.write("judge", view))
    else:
        page(verdicts.in_full(view))


def _one_quote(written: str) -> QuoteRef | None:
    """The quote that is cited; None when a whole exhibit is."""
    try:
        return QuoteRef.parse(written)
    except ValueError:
        return None


def _exhibit(written: str) -> int:
    return cited((written,)).exhibit
