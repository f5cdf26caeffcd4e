"""Whether what stands on paper is the thing or tells of it.

A report, a statement, a letter to an inquiry tells of others: paper is an *account* unless a person
has said, for this exhibit, that it is primary (a printed message, a ledger, minutes).

>>> from pathlib import Path
>>> role_of(Source(Path("a.txt"), "a.txt", settings={"role": "primary"}))
<Role.PRIMARY: 'primary'>
"""

from muniment.model.passage import Role
from muniment.model.reading import Source


def role_of(source: Source) -> Role:
    """The role of every passage of a paper exhibit: what a person set, else account."""
    return Role.PRIMARY if source.settings.get("role") == Role.PRIMARY else Role.ACCOUNT
