"""Reading one file alone: a text that is checked against a case and not taken in.

It is read by the same readers, in the same kind of process with limits, and nothing of it is kept.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from muniment.errors import NothingToCheckError
from muniment.intake.isolate import Pool
from muniment.model.exhibit import State
from muniment.model.passage import Passage
from muniment.model.reading import Fact, Limits
from muniment.passages.filing import Job, decode_filing, encode_job, passage_of

_WORK = "muniment.passages.filing:work"


@dataclass(slots=True)
class Alone:
    """What a file holds: its passages, what it says of itself, and what could not be read."""

    passages: list[Passage] = field(default_factory=list)
    title: str = ""
    facts: list[Fact] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_alone(path: Path, limits: Limits | None = None) -> Alone:
    """Read a file without taking it in.

    Raises:
        muniment.errors.NothingToCheckError: nothing can be read from it, and why.
    """
    found, inside, state = Alone(), 0, State.PENDING
    spool = Path(tempfile.mkdtemp(prefix="muniment-"))
    try:
        with Pool(_WORK, limits=limits, workers=1) as pool:
            job = encode_job(Job(0, str(path.resolve()), path.name, str(spool)))
            for event in pool.run([job]):
                if event.death:
                    found.warnings.append(event.death)
                if not event.data:
                    continue
                filing = decode_filing(event.data)
                found.passages += map(passage_of, filing.rows)
                found.warnings += [f"{w.cause} {w.step}".strip() for w in filing.warnings]
                found.facts += filing.facts
                named = {f.name: f.value for f in filing.facts}
                found.title = named.get("title") or named.get("subject") or found.title
                inside += len(filing.insides)
                state = State(filing.state) if filing.is_last else state
    finally:
        shutil.rmtree(spool, ignore_errors=True)
    if not found.passages:
        cause = " ".join(found.warnings) or f"It holds {inside} files and no words of its own."
        raise NothingToCheckError(path=path, cause=cause)
    return found
