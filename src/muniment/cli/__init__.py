"""The command `muniment`: verbs, and how what they say is laid out in a terminal."""

from muniment.cli import quoting, serving  # their verbs join the group
from muniment.cli.dossier import publishing, redacting, verifying  # theirs too
from muniment.cli.verbs import main

__all__ = ["main", "publishing", "quoting", "redacting", "serving", "verifying"]
