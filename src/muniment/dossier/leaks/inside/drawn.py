"""Drawn: what whoever looks at a picture reads in it, and what a telephone reads: words, QR and bar codes.

Words are read by tesseract where it is installed, codes by zxing-cpp, which comes with Muniment. A code is
read that stands plainly: photographed from far, torn or half covered it may be legible to others and not here.
"""

import io
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from PIL import Image, ImageSequence

_SECONDS = 120
_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "ICO", "WEBP", "PPM")
_MOST_FRAMES = 100
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Threads that wait for each other by turning in circles: with one a page takes 1.8 seconds of processor
time and not 4.4, and is ready sooner (tesseract 5.3, two processors, 2026-12-01)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code in a picture: what kind it is (`QR Code`), and what it says."""

    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn in a picture.

    Attributes:
        words: as tesseract reads them; None where it could not, empty where it is not installed.
        codes: what its codes say; None where the picture could not be opened.
    """

    words: str | None
    codes: tuple[Code, ...] | None


def tesseract() -> str | None:
    """Where the program is that reads words in pictures, if it is installed."""
    return shutil.which("tesseract")


def read_all_drawn(
    program: str | None, pictures: Iterator[tuple[str, bytes]]
) -> Iterator[tuple[str, Drawn]]:
    """What is drawn in each picture, under its name, in order.

    Each is read by a thread of its own, as many at once as there are processors.
    """
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        while some := list(islice(pictures, 2 * workers)):  # not all of a long paper lie in memory
            drawn = pool.map(lambda one: _drawn(program, one[1]), some)
            yield from zip([name for name, _ in some], drawn, strict=True)


def _drawn(program: str | None, picture: bytes) -> Drawn:
    return Drawn(read_words(program, picture) if program else "", read_codes(picture))


def read_words(program: str, picture: bytes) -> str | None:
    """The words drawn in a picture; None where the program could not read it."""
    try:
        done = subprocess.run(
            [program, "stdin", "stdout"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, **_ONE_THREAD},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def read_codes(picture: bytes) -> tuple[Code, ...] | None:
    """What the QR and bar codes in a picture say, once each; None where it cannot be opened."""
    import zxingcpp

    codes = dict[Code, None]()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(picture), formats=_FORMATS) as opened:
                for frame in islice(ImageSequence.Iterator(opened), _MOST_FRAMES):
                    for one in zxingcpp.read_barcodes(frame.convert("L")):
                        for data in (one.text.encode("utf-8", "replace"), bytes(one.bytes)):
                            codes[Code(str(one.format), data)] = None
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombWarning):
        return None
    return tuple(codes)
