r"""The parts of a mail: a tree told by its boundaries, found in one pass over the bytes.

>>> mail = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHi\n--x\nContent-Type: image/png\n\n..\n--x--\n"
>>> [(part.number, part.type) for part in parse(mail).leaves()]
[('1', 'text/plain'), ('2', 'image/png')]

Parts are numbered as IMAP does (RFC 3501): `1.2` is the second part of the first. Nothing recurses:
a part deeper than `DEPTH_LIMIT` stays closed, and what is in it is left to whoever opens it next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap

from muniment.intake.mime.headers import Fields, parameters, parse_fields, unfold
from muniment.intake.mime.transfer import encoding_of

DEPTH_LIMIT = 40
"""Multiparts inside each other that are opened; mails from people hold up to five."""

PART_LIMIT = 5_000
"""Parts of one mail that are told apart; the rest stays together in the last one."""

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_USUAL_TEXT = re.compile(rb"multi-?part|MIME|mime|S/MIME", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One part of a mail, with its header and the span of its body in the mail's bytes.

    Attributes:
        number: `1.2`; `1` for the body of a mail with one part; empty for a multipart mail itself.
        fields: its header.
        head: where its header begins.
        start, end: half-open byte span of its body, still packed for transfer.
        type: media type in lower case, such as `text/plain`.
        parameters: of the media type.
        children: its parts, in order; empty for a leaf.
        is_closed: False when the closing boundary is missing: the mail may be cut off.
        is_unopened: True for a multipart that is nested too deep and was left as it is.
    """

    number: str
    fields: Fields
    head: int
    start: int
    end: int
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    children: list["Part"] = field(default_factory=list)
    is_closed: bool = True
    is_unopened: bool = False

    def leaves(self) -> Iterator["Part"]:
        """The parts that hold something themselves, in the order in which they stand."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            if part.children:
                waiting.extend(reversed(part.children))
            else:
                yield part

    @property
    def encoding(self) -> str:
        """The transfer encoding, as `transfer.encoding_of` names it."""
        values = self.fields.get(b"content-transfer-encoding")
        return encoding_of(unfold(values[0])) if values else ""

    @property
    def disposition(self) -> tuple[str, dict[str, str]]:
        """What `Content-Disposition` says: `inline`, `attachment` or empty, and its parameters."""
        values = self.fields.get(b"content-disposition")
        return parameters(unfold(values[0])) if values else ("", {})


def _open(data: "bytes | mmap", number: str, start: int, end: int, default: str) -> Part:
    """The part whose header begins at `start`; it reaches to `end` until a boundary ends it."""
    fields, body = parse_fields(data, start, end)  # type: ignore[arg-type]  # an mmap slices alike
    part = Part(number, fields, start, body, end, default)
    values = fields.get(b"content-type")
    if values:
        for value in values:
            written, part.parameters = parameters(unfold(value))
            found = _TYPE.match(written)
            if found:
                part.type = found[0]
                break
            if written in {"text", "html", "text/"}:
                part.type = "text/html" if written == "html" else "text/plain"
    return part


def _boundary(part: Part) -> bytes:
    """The boundary between a part's own parts; empty when it has none."""
    if not part.type.startswith("multipart/"):
        return b""
    return part.parameters.get("boundary", "").rstrip().encode("utf-8", "replace")


class _Scan:
    """One pass over a mail: the multiparts that are open, innermost last, and the open leaf."""

    def __init__(self, data: "bytes | mmap", start: int, end: int) -> None:
        self.data, self.end = data, end
        self.count = 0
        self.comes: dict[bytes, bool] = {}
        self.root = _open(data, "", start, end, "text/plain")
        self.open: list[tuple[Part, bytes]] = []
        self.leaf: Part | None = None
        self._enter(self.root)

    def _enter(self, part: Part) -> None:
        """Go on inside a part that has just been opened."""
        boundary = _boundary(part)
        self.leaf = None
        if boundary and len(self.open) < DEPTH_LIMIT:
            part.is_closed = False
            self.open.append((part, boundary))
            self.leaf = self._between(part, "preamble", part.start)
        else:
            part.is_unopened = bool(boundary)
            self.leaf = part
            if not part.number:
                part.number = "1"

    def _between(self, part: Part, name: str, start: int) -> Part:
        """The words before the first boundary of a multipart, or behind its last."""
        number = f"{part.number} {name}".strip()
        return Part(number, {}, start, start, self.end)

    def _finish(self, position: int) -> None:
        """End the open leaf before the line break at `position`."""
        leaf = self.leaf
        self.leaf = None
        if leaf is None:
            return
        leaf.end = max(leaf.start, position)
        if leaf.fields or leaf.number[-1:].isdigit():
            return
        words = self.data[leaf.start : leaf.end].strip()
        if words and not (_USUAL_TEXT.search(words) and len(words) < 400) and self.open:
            self.open[-1][0].children.append(leaf)

    def _is_all_there_is(self, part: Part, boundary: bytes, line: bytes, after: int) -> bool:
        """Whether a line that only begins with a boundary (RFC 2046) stands for one that never comes."""
        if part.children or not line.startswith(boundary):
            return False
        if boundary not in self.comes:  # looked for once, so that many such lines cost no more
            exact = re.compile(rb"\n--" + re.escape(boundary) + rb"(?:--)?[ \t]*\r?\n")
            self.comes[boundary] = exact.search(self.data, after) is not None
        return not self.comes[boundary]

    def boundary(self, line: bytes, before: int, after: int) -> None:
        """A line that begins with two dashes: a boundary if a part in the open says so."""
        for level in range(len(self.open) - 1, -1, -1):
            part, boundary = self.open[level]
            if line in {boundary, boundary + b"--"}:
                break
        else:
            part, boundary = self.open[-1]
            level = len(self.open) - 1
            if not self._is_all_there_is(part, boundary, line, after):
                return
            self.open[level] = part, line  # from here on, its parts are told by this line
            boundary = line
        self._finish(before)
        while len(self.open) > level + 1:
            self.open.pop()[0].end = before
        if line != boundary:
            part.is_closed = True
            if level > 0:
                self.open.pop()
            self.leaf = self._between(part, "epilogue", after)
            return
        if self.count >= PART_LIMIT:
            self.leaf = part.children[-1] if part.children else None
            return
        self.count += 1
        siblings = len(part.children)
        if siblings and part.children[0].number.endswith("preamble"):
            siblings -= 1
        number = f"{part.number}.{siblings + 1}".lstrip(".")
        default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        child = _open(self.data, number, after, self.end, default)
        part.children.append(child)
        self._enter(child)


def parse(data: "bytes | mmap") -> Part:
    """The tree of parts of the mail in `data`; any bytes have one. Takes time linear in the bytes.

    A multipart whose boundary never comes is a leaf, to be read as plain text.
    """
    end = len(data)
    scan = _Scan(data, 0, end)
    if not scan.open:
        return scan.root
    position = scan.root.start - 1
    if data[scan.root.start : scan.root.start + 2] != b"--":
        position = data.find(b"\n--", scan.root.start)
    while position >= 0 and scan.open:
        stop = data.find(b"\n", position + 3)
        stop = end if stop < 0 else stop
        if stop - position < 1000:
            before = position - (data[position - 1 : position] == b"\r") if position > 0 else 0
            line = data[position + 3 : stop].rstrip()
            leaf = scan.leaf
            scan.boundary(line, before, min(end, stop + 1))
            body = scan.leaf.start if scan.leaf is not None and scan.leaf is not leaf else 0
            if body > stop + 1 and data[body : body + 2] == b"--":
                position = body - 1  # a boundary right behind a header
                continue
            if body > stop + 1:
                stop = body - 1
        position = data.find(b"\n--", stop)
    scan._finish(end)  # noqa: SLF001 - the scan is this module's own
    _close(scan.root)
    return scan.root


def _close(root: Part) -> None:
    """A multipart in which no part was found is a leaf, and the words in it are its own."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if all(not child.number[-1:].isdigit() for child in part.children):
            if part.children and not part.is_closed:
                part.children = []
            if not part.children:
                part.number = part.number or "1"
        waiting.extend(part.children)
