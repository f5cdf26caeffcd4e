"""The verb `dossier`: begin one, check it, publish it."""

import sys
from pathlib import Path

import click

from muniment.cli.verbs import as_json, main, opened, page
from muniment.errors import BadHeaderError, DossierUnreadableError

UNSOUND = 11
"""Exit code of `dossier check` when something must be mended before publishing."""


@main.group()
def dossier() -> None:
    """Write what is to be published, check it, and publish it sealed.

    A dossier is a Markdown file in the case's folder dossier/, with citations like [EX-0041 ¶98].

    \b
      muniment dossier new winter-gate       begin one
      muniment dossier check winter-gate     is each quotation what was said?
      muniment dossier publish winter-gate   a sealed folder that all can verify
    """


@dossier.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin a dossier: make its file, to be written with any editor."""
    from muniment.cli.paper import wrapped
    from muniment.dossier.publishing.keeping import begin

    with opened() as case:
        path = begin(case, name)
    click.echo(f"Begun: {path}")
    click.echo(
        wrapped(
            "Open this file in any editor, put your text in the place of its examples, and save it."
            " `muniment serve` shows it under Dossiers as you write. When quotations stand in it:"
        )
    )
    click.echo(f"  muniment dossier check {path.stem}")


@dossier.command()
@click.argument("name", required=False)
@as_json
def check(name: str | None, as_json: bool) -> None:
    """Compare every quotation with its exhibit, and look every citation up.

    Without a NAME all dossiers are checked.
    """
    from muniment.cli import machine
    from muniment.cli.dossier import telling
    from muniment.dossier.publishing.keeping import draft_of, names
    from muniment.dossier.writing.checking import check as compare

    is_sound, found, broken = True, {}, {}
    with opened() as case:
        for one in [name] if name else names(case):
            try:
                found[one] = compare(case, draft_of(case, one))
            except (
                BadHeaderError,
                DossierUnreadableError,
            ) as error:  # the others are looked at all the same
                broken[one] = str(error)
    if as_json:
        click.echo(machine.write("dossier check", None, dossiers=found, broken=broken))
    elif not found and not broken:
        click.echo("There is no dossier yet. muniment dossier new NAME begins one.")
    for one, cause in broken.items():
        if not as_json:
            page(telling.broken(one, cause))
    for one, checked in found.items():
        is_sound &= checked.is_sound
        if not as_json:
            page(telling.checked(one, checked))
    if broken or not is_sound:
        sys.exit(UNSOUND)


@dossier.command()
@click.argument("name")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder to make [default: NAME.bundle]."
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    help="The key that seals it [default: the case's own].",
)
@as_json
def publish(name: str, out: Path | None, key: Path | None, as_json: bool) -> None:
    """Publish a dossier: check, redact, look for leaks, seal.

    What is published is the dossier, the passages that it cites and those around them. Nothing is
    published when a quotation is wrong, or when something that is taken out stands anywhere.
    """
    from muniment.cli import machine
    from muniment.cli.dossier import telling
    from muniment.cli.progress import watching
    from muniment.dossier.publishing import keeping
    from muniment.dossier.publishing.publish import publish as make

    with opened() as case, watching("Checking", quiet=as_json) as watch:
        folder = out or Path(f"{name}.bundle")
        result = make(case, name, folder, keeping.signing_key(case, key), keeping.clock(), watch)
        salts = keeping.keep_salts(case, name, result.seal.salts)
    if as_json:
        click.echo(
            machine.write(
                "dossier publish",
                None,
                folder=str(result.folder),
                fingerprint=result.seal.fingerprint,
                root=result.seal.root,
                exhibits=result.exhibits,
                passages=result.passages,
                doubts=result.doubts,
            )
        )
    else:
        page(telling.published(result, salts))
