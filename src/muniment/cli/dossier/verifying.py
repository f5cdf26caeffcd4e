"""The verb `verify`: of a case, and of a bundle without its case."""

import sys
from pathlib import Path

import click

from muniment.cli.verbs import DIFFERS, as_json, main, opened, page


@main.command()
@click.argument("bundle", type=click.Path(path_type=Path, exists=True), required=False)
@click.option(
    "--fingerprint", default=None, help="The fingerprint that the bundle's key should have."
)
@as_json
def verify(bundle: Path | None, fingerprint: str | None, as_json: bool) -> None:
    """Recompute every digest and the chain of the log, and name what differs.

    With a BUNDLE, a published dossier is checked instead, without its case: its bytes, its seal, the
    chain of custody, and every quotation against its exhibit.
    """
    from muniment.cli import layout, machine
    from muniment.dossier.sealing.alone.arithmetic import digits_of

    if fingerprint is not None and not digits_of(fingerprint):
        raise click.BadParameter(
            "it is no fingerprint: that has twelve groups of five digits.",
            param_hint="--fingerprint",
        )
    if bundle:
        _verify_bundle(bundle, fingerprint or "", as_json=as_json)
        return
    with opened() as case:
        account, found = case.status(), list(case.verify())
    click.echo(
        machine.write("verify", None, differences=found, head=account.head)
        if as_json
        else layout.verified(account, found)
    )
    if found:
        sys.exit(DIFFERS)


def _verify_bundle(bundle: Path, fingerprint: str, *, as_json: bool) -> None:
    """Check a published dossier without its case, and say what that proves."""
    from muniment.cli import machine
    from muniment.cli.dossier import telling
    from muniment.dossier.sealing import verify

    found = verify(bundle, fingerprint)
    if as_json:
        click.echo(machine.write("verify", found))
    else:
        page(telling.verification(found, bundle))
    if not found.is_valid:
        sys.exit(DIFFERS)
