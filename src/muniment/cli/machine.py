"""Answers for programs: JSON with a schema version. docs/reference/json.md describes each verb's.

>>> write("verify", None, differences=[])
'{"schema": 1, "verb": "verify", "differences": []}'
"""

import json

from muniment.pages.plain import plain

SCHEMA = 1
"""Raised when a field is renamed, removed or changes its meaning; new fields do not raise it."""


def write(verb: str, answer: object, **more: object) -> str:
    """One JSON object: the schema, the verb, the fields of the answer and what goes with it."""
    body = plain(answer) if answer is not None else {}
    rest = {name: plain(value) for name, value in more.items()}
    return json.dumps({"schema": SCHEMA, "verb": verb, **body, **rest}, ensure_ascii=False)
