"""Whether a text is a WhatsApp export, told by its first lines and by nothing outside them.

An export's first line is a header, and nearly all its messages have a sender. A server's log is
alike at a glance, but its "senders" are levels (`INFO`) or it counts seconds in an ISO date before
a dash; an article has a dateline or two and much else.

>>> is_whatsapp("23/03/2022, 13:31 - Anna: Hello")
True
>>> is_whatsapp("2022-03-23 13:31:07 - INFO: started")
False
"""

import re

from muniment.intake.chats.header import ANY, MARKS

_HEAD = 65_536
_LINES = 400  # a header pattern costs microseconds; so many lines decide every case seen
_LATEST = 40  # lines that may stand before the first header, as in a forwarded export
_LONGEST = 300  # a header ends well before; the rest of the line is not looked at
_LINE_START = re.compile(rf"\n[{MARKS}]{{0,6}}[^\W_]|\n[{MARKS}]{{0,6}}\[")
_LEVEL = re.compile(
    r"(?:[\w.\[\]-]{1,40} )?-?\s*\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE|ALERT)\b",
    re.IGNORECASE,
)
_SENDER = re.compile(r"[^:\r\n]{1,120}: ?(?=[^\r\n]|$)")
_OWN_NAME = re.compile(r"WhatsApp|end-to-end|<[^<>\n]{3,40}>")


def is_whatsapp(text: str) -> bool:
    """Whether the decoded text (its first 64 Ki characters are enough) is a WhatsApp export."""
    head = "\n" + text[:_HEAD].lstrip("\ufeff").lstrip().replace("\r\n", "\n").replace("\r", "\n")
    headers = senders = levels = logs = lines = 0
    first = -1
    at = 0
    while lines < _LINES and at >= 0:
        rest = head[at : at + _LONGEST]
        end = head.find("\n", at + 1)
        if rest.strip():
            found = ANY.match(rest)
            if found:
                first = lines if first < 0 else first
                said = rest[found.end() :].split("\n", 1)[0]
                headers += 1
                levels += bool(_LEVEL.match(said))
                senders += bool(_SENDER.match(said)) or bool(_OWN_NAME.search(said))
                logs += _is_iso_log(found)
            lines += 1
            if first < 0 and lines > _LATEST:
                return False
        at = end
    if not headers or not senders or levels * 3 > headers or logs * 2 > headers:
        return False
    if first == 0:
        return headers >= 2 or lines <= 12
    return headers >= 3 and headers * 5 >= lines - first and first <= _LATEST


def _is_iso_log(found: re.Match[str]) -> bool:
    """`2022-03-18 14:56:01 - ` and `[2022-03-18 14:56:01] `, as programs log: no phone writes so."""
    gap = found["gap1"]
    return (
        gap is not None
        and gap in (" ", "T")
        and found["seconds1"] is not None
        and bool(re.match(r"\d{4}-\d\d-\d\d\Z", found["date1"]))
    )
