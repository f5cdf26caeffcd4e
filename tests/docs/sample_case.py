"""The sample case as `make demo` builds it, for pages that show it."""

from pathlib import Path

from muniment.case import Case
from sample.build import build


def build_demo(home: Path) -> None:
    """Build `demo/evidence` and the case `demo/case` in a folder."""
    build(home / "demo" / "evidence")
    case = Case.make(home / "demo" / "case", "mira")
    try:
        case.add([home / "demo" / "evidence"], custodian="Marlow-Teague")
    finally:
        case.close()
