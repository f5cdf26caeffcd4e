r"""The header of a mail: its fields, folded and encoded in words, and the parameters they carry.

>>> fields, start = parse_fields(b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n from Hohenfels\n\nHi")
>>> decode_words(fields[b"subject"][0])
'Grüße from Hohenfels'
>>> parameters("text/plain; charset=utf-8; name*=utf-8''%C3%A9t%C3%A9.txt")
('text/plain', {'charset': 'utf-8', 'name': 'été.txt'})
"""

import binascii
import re
from urllib.parse import unquote_to_bytes

from muniment.intake.mime.charsets import decode

Fields = dict[bytes, list[bytes]]
"""Lower-case field names with their raw values, still folded and encoded, in order."""

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\n]*(?:\n[ \t]+[^\s][^\n]*)*)(?:\n|\Z)")
_FOLD = re.compile(rb"\r?\n[ \t]*")
_KNOWN = re.compile(
    rb"(?:from|to|cc|bcc|subject|date|received|return-path|message-id|mime-version|content-[a-z-]+|"
    rb"sender|reply-to|references|in-reply-to|x-[a-z-]+|list-[a-z-]+|delivered-to|status)[ \t]*:",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"=\?([^?\s]{1,60})\?([bBqQ])\?((?:[^?]|\?(?!=)){0,5000})\?=(?:[ \t\r\n]+(?==\?))?"
)
_PARAMETER = re.compile(
    r"([A-Za-z0-9!#$%&*+.^_`|~-]{1,60})[ \t\r\n]{0,9}=[ \t\r\n]{0,9}"
    r"(?:\"((?:\\.|[^\"\\]){0,9000})\"|([^;]{0,9000}))",
    re.DOTALL,
)
_CONTINUED = re.compile(r"(.+?)\*(\d{1,3})(\*?)\Z")
_VALUE_LIMIT = 30_000


def parse_fields(data: bytes, start: int = 0, end: int | None = None) -> tuple[Fields, int]:
    """The fields that stand at `start`, and the offset at which the body begins.

    The header ends at the first blank line, or at a line that is no field, which then opens the
    body; one or two stray lines before a field that mail knows are stepped over and kept under the
    empty name.
    """
    stop = len(data) if end is None else end
    fields: Fields = {}
    position = start
    while position < stop:
        match = _FIELD.match(data, position, stop)
        if match:
            name, value = match.groups()
            name = name.lower()
            if name in fields:
                fields[name].append(value.strip())
            else:
                fields[name] = [value.strip()]
            position = match.end()
            continue
        line_end = data.find(b"\n", position, stop)
        line_end = stop if line_end < 0 else line_end + 1
        line = data[position:line_end]
        if not line.strip():
            return fields, line_end
        if line.startswith((b"From ", b">From ")) and not fields:
            position = line_end
        elif fields and not line.startswith(b"--") and _goes_on(data, line_end, stop):
            fields.setdefault(b"", []).append(line.strip())
            position = line_end
        else:
            return fields, position
    return fields, stop


def _goes_on(data: bytes, position: int, stop: int) -> bool:
    """Whether a field that mail knows stands here, or one line further on."""
    if _KNOWN.match(data, position, stop):
        return True
    following = data.find(b"\n", position, min(stop, position + 1000))
    blank = not data[position : max(position, following)].strip()
    return not blank and _KNOWN.match(data, following + 1, stop) is not None


def unfold(value: bytes, by_hand: str = "") -> str:
    """A raw value as one line of text; encoded words are left as they are.

    `by_hand` is a character set for bytes above ASCII, which have no business in a header.
    """
    if b"\n" in value:
        value = _FOLD.sub(b" ", value)
    if value.isascii() and b"\x1b" not in value:
        return value.decode("ascii").replace("\r", " ")
    return decode(value, "", by_hand).text.replace("\r", " ")


def _word_bytes(kind: str, written: str) -> bytes:
    raw = written.encode("utf-8", "replace")
    if kind in "qQ":
        return binascii.a2b_qp(raw, header=True)
    raw = raw.translate(None, b" \t\r\n")
    raw = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    if len(raw) % 4 == 1:
        raw = raw[:-1]
    return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))


def decode_text(line: str) -> str:
    """A line of header text with its encoded words (RFC 2047) decoded.

    Neighbouring words in one character set are joined before they are decoded, since mailers cut
    characters in two.
    """
    if "=?" not in line:
        return line
    pieces: list[str] = []
    waiting, waiting_charset = b"", ""
    last = 0
    for match in _WORD.finditer(line):
        charset = match[1].partition("*")[0].lower()
        between = line[last : match.start()]
        if waiting and (between or charset != waiting_charset):
            pieces.append(decode(waiting, waiting_charset).text)
            waiting = b""
        pieces.append(between)
        waiting += _word_bytes(match[2], match[3])
        waiting_charset = charset
        last = match.end()
    pieces.append(decode(waiting, waiting_charset).text if waiting else "")
    pieces.append(line[last:])
    return "".join(pieces).replace("\r", " ").replace("\n", " ")


def decode_words(value: bytes, by_hand: str = "") -> str:
    """A raw field value as the text that a reader of the mail would see; `by_hand` as in `unfold`."""
    if b"\n" not in value and b"=?" not in value and value.isascii() and b"\x1b" not in value:
        return value.decode("ascii").replace("\r", " ").strip()  # most are plain
    return decode_text(unfold(value, by_hand)).strip()


def first(fields: Fields, name: bytes) -> str:
    """The decoded first value of a field; empty when there is none."""
    values = fields.get(name)
    return decode_words(values[0]) if values else ""


def parameters(line: str) -> tuple[str, dict[str, str]]:
    """A structured value such as `text/plain; charset=utf-8`: the value and its parameters.

    RFC 2231 (continued, with a character set, percent-encoded) and encoded words where they should
    not be; a missing semicolon does no harm. Names are in lower case; the first of two wins.
    """
    line = line[:_VALUE_LIMIT]
    head, semicolon, rest = line.partition(";")
    value = head.strip().lower()
    if not semicolon:
        value, _, rest = line.strip().partition(" ") if " " in line.strip() else (value, "", "")
        value = value.strip().lower()
    if "=" not in rest:
        return value, {}
    found: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(rest):
        name = match[1].lower()
        quoted = match[2]
        written = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match[3].strip()
        continued = _CONTINUED.match(name)
        if continued:
            part = (int(continued[2]), bool(continued[3]), written)
            pieces.setdefault(continued[1], []).append(part)
        elif name.endswith("*"):
            pieces.setdefault(name[:-1], []).append((0, True, written))
        else:
            found.setdefault(name, decode_text(written))
    for name, parts in pieces.items():
        found[name] = _join_continued(sorted(parts))
    return value, found


def _join_continued(parts: list[tuple[int, bool, str]]) -> str:
    """The value of a parameter that was sent in pieces (RFC 2231)."""
    charset = "utf-8"
    joined = b""
    for number, (_, is_encoded, written) in enumerate(parts):
        piece = written
        if is_encoded and number == 0 and piece.count("'") >= 2:
            charset, _, piece = piece.split("'", 2)
        joined += unquote_to_bytes(piece) if is_encoded else piece.encode("utf-8", "replace")
    return decode(joined, charset or "utf-8").text
