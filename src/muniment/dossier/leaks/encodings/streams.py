"""Base64 without its edges: a whole file read as if all of it were base64, from each of four places.

A short name in base64 is eight letters among others; nothing says where it begins. So nobody asks:
every four characters are turned into three bytes, at once, and what is not base64 turns into noise, in
which names of six letters do not occur by chance.

>>> [data for data, _ in base64_streams(b"x=QW5uYSBLb3dhbA==") if b"Anna Kowal" in data][0][:10]
b'Anna Kowal'
"""

from collections.abc import Callable, Iterator

import numpy as np

from muniment.dossier.leaks.encodings.pieces import BASE64_VALUES, threes

_SPACES = b" \t\r\n"


def base64_streams(data: bytes) -> Iterator[tuple[bytes, Callable[[int], int]]]:
    """The bytes that come out at each of the four places, and from an index there to one in `data`."""
    kept = data.translate(None, _SPACES)
    values = BASE64_VALUES[np.frombuffer(kept, np.uint8)]
    for skip in range(4):
        fours = values[skip : len(values) - (len(values) - skip) % 4]
        if not len(fours):
            return
        yield threes(fours).tobytes(), _back(data, skip)


def _back(data: bytes, skip: int) -> Callable[[int], int]:
    def back(index: int) -> int:
        array = np.frombuffer(data, np.uint8)
        places = np.flatnonzero(~np.isin(array, np.frombuffer(_SPACES, np.uint8)))
        return int(places[min(index // 3 * 4 + skip, len(places) - 1)])

    return back
