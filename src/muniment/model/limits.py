"""What the reading of one exhibit may cost, so that a hostile file costs itself and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading process may use.

    Attributes:
        silence: seconds without a sign of life before it is stopped. The slowest of 1,030 test PDFs
            took 1.3 s as a whole, so a minute of silence is a hang and not hard work.
        memory: bytes of address space. Ordinary readers stay under 300 MB.
    """

    silence: float = 60.0
    memory: int = 2 << 30
