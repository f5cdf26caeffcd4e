"""The command `muniment`: verbs, and how what they say is laid out in a terminal."""

from muniment.cli.verbs import main

__all__ = ["main"]
