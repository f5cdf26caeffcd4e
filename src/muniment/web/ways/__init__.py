"""The ways to the pages: each address, and the page that is built for it. The JSON of a page stands
at the same address with `.json` at its end. Beside them the addresses that forms are sent to.
"""

from muniment.web.ways import overview, publishing, quoting, reading, searching, working
from muniment.web.ways.way import Change, Way

WAYS: tuple[Way, ...] = (
    *overview.WAYS,
    *reading.WAYS,
    *searching.WAYS,
    *quoting.WAYS,
    *publishing.WAYS,
    *working.WAYS,
)
CHANGES: tuple[Change, ...] = (
    *quoting.CHANGES,
    *searching.CHANGES,
    *publishing.CHANGES,
    *working.CHANGES,
)

__all__ = ["CHANGES", "WAYS", "Change", "Way"]
