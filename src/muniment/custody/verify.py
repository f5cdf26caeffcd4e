"""Verification: everything is recomputed from the bytes, and whatever differs is named.

Three accounts must agree: the originals as they lie on the disk, the list of exhibits, and the
custody log. The log is checked against itself first (`muniment.custody.log.broken_links`).
"""

from collections.abc import Iterable, Iterator

from muniment.custody.log import Entry
from muniment.custody.originals import Originals
from muniment.model.exhibit import Digest, Exhibit


def changed_originals(originals: Originals, exhibits: Iterable[Exhibit]) -> Iterator[str]:
    """Exhibits whose bytes are missing, unreadable or not those that were taken in."""
    for exhibit in exhibits:
        try:
            found = originals.digest_of(exhibit.digest)
        except OSError as error:
            yield f"{exhibit.label} ({exhibit.name}): its original cannot be read: {error.strerror}."
            continue
        if found is None:
            yield f"{exhibit.label} ({exhibit.name}): its original is missing."
        elif found.digest != exhibit.digest:
            yield (
                f"{exhibit.label} ({exhibit.name}): its bytes were changed. "
                f"Taken in as {exhibit.digest}, now {found.digest}."
            )


def unlisted_originals(originals: Originals, listed: set[Digest]) -> Iterator[str]:
    """Files among the originals that no exhibit names."""
    places = {f"{digest[:2]}/{digest}" for digest in listed}
    for place in originals.all():
        if place not in places:
            yield f"originals/{place}: lies among the originals and is no exhibit."


def unlogged_exhibits(exhibits: Iterable[Exhibit], logged: dict[int, Entry]) -> Iterator[str]:
    """Exhibits that the custody log does not know, or knows by other bytes; and the reverse.

    Args:
        exhibits: the list of exhibits.
        logged: the first entry of the log for each exhibit number.
    """
    missing = dict(logged)
    for exhibit in exhibits:
        entry = missing.pop(exhibit.id, None)
        if entry is None:
            yield f"{exhibit.label} ({exhibit.name}): the custody log does not know it."
        elif (entry.digest, entry.size) != (exhibit.digest, exhibit.size):
            yield f"{exhibit.label} ({exhibit.name}): the custody log (entry {entry.seq}) has other bytes."
    for number, entry in missing.items():
        yield f"EX-{number:04d}: stands in the custody log (entry {entry.seq}) and not in the list of exhibits."
