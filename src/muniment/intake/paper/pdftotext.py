r"""The second way into a PDF: the program pdftotext, for files that pdfium refuses.

It repairs more broken files, and tells nothing of where on its page a line stands.

    read_repaired(path)  →  ["Harbour Board\n…", "The lamp failed…"], ""    a string for each page
"""

import shutil
import subprocess
import threading
from pathlib import Path

from muniment.errors import UnreadableError

_SECONDS = 50  # a worker that says nothing for a minute is ended
_MOST_BYTES = 64 << 20


def read_repaired(path: Path, refusal: str) -> tuple[list[str], str]:
    """The text of each page in the order drawn, and what cut it short (empty when nothing did).

    Args:
        path: the file.
        refusal: why pdfium does not open it; told if pdftotext fails as well.

    Raises:
        UnreadableError: there is no pdftotext, or it finds no text either.
    """
    program = shutil.which("pdftotext")
    if not program:
        raise UnreadableError(
            f"It cannot be opened as a PDF: {refusal}.",
            "Install pdftotext (poppler-utils), which repairs some damaged files, and read it again.",
        )
    output, short = _run([program, "-enc", "UTF-8", "-q", str(path.absolute()), "-"])
    if not output.strip():
        raise UnreadableError(
            f"It cannot be opened as a PDF: {refusal}.",
            "Ask for another copy, or open it in a PDF program and save it anew.",
        )
    return output.decode("utf-8", "replace").removesuffix("\f").split("\f"), short


def _run(command: list[str]) -> tuple[bytes, str]:
    """What a program writes, within limits of time and length, and which limit it met."""
    timed_out = threading.Event()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:

        def stop() -> None:
            timed_out.set()
            process.kill()

        clock = threading.Timer(_SECONDS, stop)
        clock.start()
        try:
            assert process.stdout is not None
            output = process.stdout.read(_MOST_BYTES)
            is_long = len(output) == _MOST_BYTES
        finally:
            clock.cancel()
            process.kill()
    if timed_out.is_set():
        return output, f"took longer than {_SECONDS} seconds"
    return output, f"has more than {_MOST_BYTES} bytes of text" if is_long else ""
