"""Fuzzing: `python -m tests.fuzz READER [SECONDS]`, where READER may also be `identify`.

The reader's goldens are changed over and over (atheris), and what comes of it must keep the law:
pieces or an UnreadableError, locators that give back passages, text that can be written, in time.
What breaks it is kept once for each cause, made small, in the folder for temporary files.
"""

import io
import random
import re
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from importlib import import_module, util
from pathlib import Path
from tempfile import gettempdir

from msgspec.msgpack import encode  # it fails at a lone surrogate

LARGEST, LONGEST = 1 << 16, 25_000  # bytes of an input, letters of a passage
SLOWEST, SMALLING = 5.0, 20.0  # seconds: for one input, and to make one find small
FLAGS = f"-max_len={LARGEST} -timeout=60 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1"


class TooSlow(BaseException):
    """An input took longer than it may; no reader catches this."""


def stop(*_: object) -> None:
    raise TooSlow


def law(name: str, path: Path) -> Callable[[bytes], None]:
    """The law for one reader, or for `identify` alone; `path` is where inputs are written."""
    from muniment import plugins
    from muniment.errors import UnreadableError
    from muniment.intake.identify import identify
    from muniment.model.passage import Passage
    from muniment.model.reading import Member, Source

    specs = [spec.formats for spec in plugins.BUILT_IN if spec.module.endswith(f".{name}")]
    formats = (specs or [("x", "eml", "csv", "md")])[0]
    reader = plugins.reader_for(formats[0])

    def check(data: bytes) -> None:
        path.write_bytes(data)
        guess = formats[len(data) % len(formats)]
        found = identify(path, f"a.{guess}")
        source = Source(path, f"a.{guess}", found if found in formats else guess)
        try:
            encode(texts := dict(reader.texts(source)) if reader else {})
            for piece in reader.read(source) if reader else ():
                if isinstance(piece, Member):
                    encode(piece.name)
                    while not isinstance(piece.content, bytes) and piece.content.read(LARGEST):
                        pass
                elif encode(piece) and isinstance(piece, Passage):
                    at = piece.locator
                    assert texts[at.text][at.start : at.end] == piece.text, "the law"
                    assert min(at.start, LONGEST - len(piece.text)) >= 0, "out of bounds"
        except UnreadableError as error:
            encode([str(error), error.values["step"]])

    return check


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Change the input; of a ZIP, mostly what is inside, so that the inner parser is reached."""
    rng, made = random.Random(seed), io.BytesIO()
    try:
        packed = zipfile.ZipFile(io.BytesIO(data if rng.random() < 0.9 else b""))
        inside = {name: packed.read(name)[: 1 << 18] for name in packed.namelist()}
        changed = rng.choice(list(inside))
    except Exception:  # noqa: BLE001 - it is no whole ZIP
        return change(data, most, rng)
    inside[changed] = change(inside[changed], 1 << 17, rng)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in inside.items():
            packed.writestr(name, content)
    return made.getvalue() if made.tell() <= most else data


def change(data: bytes, most: int, rng: random.Random) -> bytes:
    """Change bytes, or move, drop or repeat a run of lines, tags and words."""
    if rng.random() < 0.5:
        return bytes(import_module("atheris").Mutate(data, most))
    parts = re.split(rb"(<[^>]{0,200}>|\n|[\\{} ]+)", data)
    start, at = rng.randrange(len(parts)), rng.randrange(len(parts))
    run = parts[start : start + rng.choice((1, 1, 2, 3, 8))]
    times = min(rng.choice((0, 0, 2, 2, 20, 2000)), most // (1 + len(b"".join(run))))
    at, gone = rng.choice(((start, len(run)), (at, 0)))
    parts[at : at + gone] = run * times
    return b"".join(parts)[:most]


def cause_of(check: Callable[[bytes], None], data: bytes) -> str:
    """Why an input breaks the law, in a few words; empty when it keeps it."""
    cause = ""
    signal.setitimer(signal.ITIMER_PROF, SLOWEST)
    try:
        check(data)
    except (Exception, TooSlow) as error:  # noqa: BLE001 - every kind is a find
        ours = [f for f in traceback.extract_tb(error.__traceback__) if "/muniment/" in f.filename]
        place = f"{Path(ours[-1].filename).stem} {ours[-1].name}" if ours else str(error)[:12]
        cause = re.sub(r"\W+", "-", f"{type(error).__name__} {place}")[:80]
    signal.setitimer(signal.ITIMER_PROF, 0)
    return cause


def make_small(check: Callable[[bytes], None], data: bytes, cause: str) -> bytes:
    """The input without what the cause does not need, as far as there is time."""
    end, size, at = time.monotonic() + SMALLING, len(data) // 2, 0
    while size and time.monotonic() < end:
        less = data[:at] + data[at + size :]
        data, at = (less, at) if cause_of(check, less) == cause else (data, at + size)
        size, at = (size, at) if at < len(data) else (size // 2, 0)
    return data


def main(name: str, seconds: str = "60") -> None:
    """Fuzz one reader, from its goldens and what earlier runs learned; does not return."""
    util.find_spec("atheris") or sys.exit("atheris is not installed: see CONTRIBUTING.md")
    atheris = import_module("atheris")
    signal.signal(signal.SIGPROF, stop)
    kept = Path(gettempdir(), "muniment-fuzz", name)
    (seeds := kept / "seeds").mkdir(parents=True, exist_ok=True)
    goldens = (Path(__file__).parent / "golden").glob(f"{'*' if name == 'identify' else name}/*.*")
    for path in (path for path in goldens if path.suffix not in (".json", ".py")):
        (seeds / path.name).write_bytes(path.read_bytes()[:LARGEST])
    with atheris.instrument_imports(include=["muniment", "email"]):
        check = law(name, kept / "input")
        for seed in seeds.iterdir():
            cause_of(check, seed.read_bytes())  # what is imported late is instrumented too

    def test_one(data: bytes) -> None:
        cause = cause_of(check, data)
        if cause and not (kept / cause).exists():
            (kept / cause).write_bytes(make_small(check, data, cause))
            print("FOUND", kept / cause, flush=True)

    flags = f"{name} {FLAGS} -max_total_time={seconds} -artifact_prefix={kept}/ {seeds}"
    atheris.Setup(flags.split(), test_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
