"""The command `python -m benchmarks [NAME [OPTIONS…]]`: runs one benchmark, or each in turn.

A benchmark is a folder here with a `run.py` that has `main(arguments: list[str]) -> int`; what it
returns is the exit code: 0 when every limit is kept.
"""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Run the benchmark that is named, with its options; or all, without any."""
    names = sorted(path.parent.name for path in HERE.glob("*/run.py"))
    if arguments and arguments[0] not in names:
        print(f"There is no benchmark {arguments[0]}. There are: {', '.join(names)}.")
        return 2
    chosen = arguments[:1] or names
    codes = [import_module(f"benchmarks.{name}.run").main(arguments[1:]) for name in chosen]
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
