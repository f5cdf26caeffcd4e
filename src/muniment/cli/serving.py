"""The verb `serve`: the workbench in the browser."""

import click

from muniment.cli.verbs import main, opened


@main.command()
@click.option(
    "--host", default="127.0.0.1", help="The address to listen at [default: only this machine]."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8851, show_default=True, help="0: any."
)
@click.option("--open/--no-open", "opens", default=True, help="Open it in the browser.")
def serve(host: str, port: int, opens: bool) -> None:  # noqa: FBT001  click passes options by name
    """Read, search and check in the browser.

    Only this machine can ask, and only with the link that is printed. Ctrl-C stops it.
    """
    from muniment.web.serve import serve as run

    def tell(link: str) -> None:
        click.echo(f"The case is open at {link}\nOnly this machine can ask. Stop it with Ctrl-C.")
        if opens:
            click.launch(link)

    with opened() as case:
        folder, who = case.folder, case.who
    run(folder, tell, host, port, who)
