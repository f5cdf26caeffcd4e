"""The parts of the verifier as one file, `verify.py`: what a stranger gets.

Each part's imports are gathered at the top, those of other parts fall away, and its docstring stands
over it as a comment. Nothing else is changed: what is read here is what runs there.
"""

import ast
from importlib.resources import files

PARTS = ("forms", "arithmetic", "wording", "report", "opening", "stamp", "checking", "running")
_HEAD = '''\
#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Is this bundle what was sealed? Python 3.8 or newer; nothing to install; no network.

    python3 -I verify.py [BUNDLE] [--key "12345 67890 …"] [--authority CERTIFICATES.pem]

BUNDLE is the folder, or a zip of it; without one, the folder that holds this file. Exit code 0: valid,
1: not valid (each finding names its file), 2: not checked (the bundle needs a newer verifier).

A copy of this file that came with a bundle says what whoever made the bundle wants it to say. Where
that matters, compare its SHA-256 with that of a copy from elsewhere: HOW-TO-CHECK.md says how.
"""
'''
_GUARD = """\
import sys

if not sys.flags.isolated:  # a file of the bundle is never taken for a module of Python
    sys.path[:] = sys.path[1:]
"""
_FOOT = '\n\nif __name__ == "__main__":\n    sys.exit(main())\n'


def joined() -> str:
    """The text of `verify.py`."""
    imports: set[str] = set()
    bodies = []
    for part in PARTS:
        source = files(__package__).joinpath(f"{part}.py").read_text("utf-8")
        body, theirs = _taken_apart(source)
        imports |= theirs
        bodies.append(body)
    plain = sorted(line for line in imports - {"import sys"} if line.startswith("import"))
    named = sorted(line for line in imports if line.startswith("from"))
    head = "\n".join([_HEAD, "from __future__ import annotations\n", _GUARD, *plain, *named])
    return head + "\n" + "".join(bodies) + _FOOT


def _taken_apart(source: str) -> tuple[str, set[str]]:
    """A part's text under its docstring as a comment, and the imports of the standard library."""
    tree, lines = ast.parse(source), source.split("\n")
    imports: set[str] = set()
    last = 0
    for node in tree.body:
        if isinstance(node, ast.Import):
            imports |= {f"import {alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.module and not node.module.startswith(("muniment", "__future__")):
                imports |= {f"from {node.module} import {alias.name}" for alias in node.names}
        else:
            continue
        last = node.end_lineno or last
    said = (ast.get_docstring(tree) or "").split("\n")
    comment = "\n".join(f"# {line}".rstrip() for line in said)
    body = "\n".join(lines[last:]).strip("\n")
    return f"\n\n# {'-' * 78}\n{comment}\n\n{body}\n", imports
