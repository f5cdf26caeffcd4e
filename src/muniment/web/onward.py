"""Where a form goes on to, and how the next page says what was done.

>>> onward("/exhibits/41/98#notes", "noted")
'/exhibits/41/98?done=noted#notes'
>>> onward("//elsewhere.example/")
'/'
"""

from urllib.parse import urlencode

NOTICES = {
    "judged": "Your judgement is recorded. It can be taken back below.",
    "taken-back": "The judgement is taken back. The history keeps both.",
    "decided": "Your decision is recorded. It holds for everything that is published.",
    "undecided": "The decision is taken back. The history keeps both.",
    "saved": "The query has a name now.",
    "forgotten": "The name is taken away. The history keeps it.",
    "noted": "Your note is kept.",
    "unnoted": "Your note is taken away. The history keeps it.",
    "tagged": "The tag hangs on this passage.",
    "untagged": "The tag is taken off. The history keeps it.",
    "tagged-noted": "The tag hangs on this passage, and your note is kept.",
    "tagged-unnoted": "The tag hangs on this passage, and your note is taken away. The history keeps it.",
    "untagged-noted": "The tag is taken off, and your note is kept.",
    "untagged-unnoted": "The tag and your note are taken away. The history keeps both.",
}
"""What was just done, by the word that stands in the address of the next page."""


def onward(path: str, done: str = "") -> str:
    """The address of the next page, which says what was done; always one of ours."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        path = "/"
    place, _, fragment = path.partition("#")
    if done:
        place += ("&" if "?" in place else "?") + urlencode({"done": done})
    return place + (f"#{fragment}" if fragment else "")
