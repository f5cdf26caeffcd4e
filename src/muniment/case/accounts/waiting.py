"""Whether quotes are looked for at the end of an add, or wait until somebody asks.

Told without the stages themselves, whose import costs more than the reading of a hundred mails.
"""

from muniment.case.folder import Folder

SOON = 2_500_000
"""Letters of what waits, up to which `add` looks for quotes by itself: a report of 900 pages and its
press, half a minute. With more, they wait until somebody asks, account by account."""


def has_quotes_to_trace(folder: Folder) -> bool:
    """Whether there are accounts, and what waits can be looked through at the end of an add."""
    return bool(folder.quotations.accounts()) and not folder.texts.has_more("quotes", SOON)
