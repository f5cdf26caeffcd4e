"""The verbs: `muniment init`, `add`, `status`, `search`, `show`, `log`, `verify`, `rebuild`."""

import click


@click.group()
def main() -> None:
    """Who said it, and is that what was said?"""
