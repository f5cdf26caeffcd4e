r"""The parts of a mail: a tree told by its boundaries, found in one pass over the bytes.

>>> mail = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHi\n--x\nContent-Type: image/png\n\n..\n--x--\n"
>>> [(part.number, part.type) for part in parse(mail).leaves()]
[('1', 'text/plain'), ('2', 'image/png')]

Parts are numbered as IMAP does (RFC 3501): `1.2` is the second part of the first. Nothing recurses:
a part deeper than `DEPTH_LIMIT` stays closed, and what is in it is left to whoever opens it next.

A broken mail may be divided in more than one way. Where every way keeps all that is in it, the one is
taken that the Stalwart parser takes, so that two programs show the same parts (`_Scan.boundary`,
`_chosen_type`); where a part would stay packed, as text, inside another, RFC 2046 is followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from mmap import mmap

from muniment.intake.mime.headers import Fields, parameters, parse_fields, unfold
from muniment.intake.mime.transfer import encoding_of

DEPTH_LIMIT = 40
"""Multiparts inside each other that are opened; mails from people hold up to five."""

PART_LIMIT = 5_000
"""Parts of one mail that are told apart; the rest stays together in the last one."""

UNPACKED_LIMIT = 16 << 10
"""Bytes looked through to tell that broken parts are plain words: whoever breaks off a mail by hand, or
by accident, leaves less. It also bounds the work that a mail made of breaks can cause."""

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_OWN_FILE = re.compile(
    rb"^content-(?:transfer-encoding[ \t]*:[ \t]*(?:base64|quoted|[\"']|x-?uu|uu)"
    rb"|type[ \t]*:(?![ \t]*text/)|disposition[ \t]*:[ \t]*attachment)|\bname\*?\d?\*?[ \t]*=",
    re.IGNORECASE | re.MULTILINE,
)
"""A header line of a part that must be opened to be read: packed, or a file of its own."""

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
        """The transfer encoding, as `transfer.encoding_of` names it; of two, the last that packs."""
        values = self.fields.get(b"content-transfer-encoding", ())
        return next((name for v in reversed(values) if (name := encoding_of(unfold(v)))), "")

    @property
    def disposition(self) -> tuple[str, dict[str, str]]:
        """What `Content-Disposition` says: `inline`, `attachment` or empty, and its parameters."""
        values = self.fields.get(b"content-disposition")
        return parameters(unfold(values[0])) if values else ("", {})


def _open(data: "bytes | mmap", start: int, end: int, default: str, outer: bytes) -> Part:
    """The part whose header begins at `start`; it reaches to `end` until a boundary ends it.

    Args:
        data: the mail.
        start: of the span in which the part lies.
        end: of that span.
        default: its media type when its header names none.
        outer: the boundary around it; empty for the mail itself.
    """
    fields, body = parse_fields(data, start, end)  # type: ignore[arg-type]  # an mmap slices alike
    part = Part("", fields, start, body, end, default)
    values = fields.get(b"content-type")
    if values:
        named = [found for value in values if (found := _named_type(value))]
        if named:
            part.type, part.parameters = _chosen_type(data, body, outer, named)
        else:
            part.parameters = parameters(unfold(values[-1]))[1]
    return part


@lru_cache(maxsize=256)
def _named_type(value: bytes) -> tuple[str, dict[str, str]] | None:
    """The media type in a `Content-Type` and its parameters; None when there is none in it."""
    written, found = parameters(unfold(value))
    match = _TYPE.match(written)
    if match:
        return match[0], found
    if written in {"text", "html", "text/"}:
        return "text/html" if written == "html" else "text/plain", found
    return None


def _chosen_type(
    data: "bytes | mmap", body: int, outer: bytes, named: list[tuple[str, dict[str, str]]]
) -> tuple[str, dict[str, str]]:
    """Of several types in one header the last, unless a file would then stay packed in a text."""
    chosen = named[-1]
    if len(named) == 1 or chosen[0].startswith("multipart/"):
        return chosen
    for type_, found in reversed(named):
        boundary = found.get("boundary", "").rstrip().encode("utf-8", "replace")
        if type_.startswith("multipart/") and boundary:
            end = data.find(b"\n--" + outer, body) if outer else -1
            return (
                chosen if _is_plain(data, body, len(data) if end < 0 else end) else (type_, found)
            )
    return chosen


def _is_plain(data: "bytes | mmap", start: int, end: int) -> bool:
    """Whether a run of broken parts can be read as it stands: it is short, and nothing is packed."""
    return end - start <= UNPACKED_LIMIT and _OWN_FILE.search(data, start, end) is None


def _boundary(part: Part) -> bytes:
    """The boundary between a part's own parts; empty when it has none."""
    if not part.type.startswith("multipart/"):
        return b""
    return part.parameters.get("boundary", "").rstrip().encode("utf-8", "replace")


class _Scan:
    """One pass over a mail: the multiparts that are open, innermost last, and the open leaf."""

    def __init__(self, data: "bytes | mmap", start: int, end: int) -> None:
        self.data, self.end = data, end
        self.count = self.ends = 0
        self.comes: dict[bytes, bool] = {}
        self.root = _open(data, start, end, "text/plain", b"")
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

    def _reads_on(self, mark: bytes, after: int) -> bool:
        """Whether the open part, never closed, goes on over the boundary of an outer one.

        Only when it is plain text, its own boundary does not come again, and all that follows is
        plain as well: then it is the mail's last part, and no part is hidden in it.
        """
        leaf = self.leaf
        return (
            leaf is not None
            and leaf.type == "text/plain"
            and not leaf.encoding
            and leaf.number[-1:].isdigit()
            and _is_plain(self.data, after, self.end)
            and self.data.find(b"\n--" + mark, after) < 0
        )

    def boundary(self, line: bytes, before: int, after: int) -> None:
        """A line that begins with two dashes: a boundary if a part in the open says so.

        The innermost part is asked first. A line need only begin with its boundary (RFC 2046, 5.1.1)
        to be taken for it, when the line is else that of a part further out.
        """
        top = len(self.open) - 1
        for level in range(top, -1, -1):
            part, boundary = self.open[level]
            if line in {boundary, boundary + b"--"}:
                break
        else:
            level = top
            part, boundary = self.open[top]
            if not self._is_all_there_is(part, boundary, line, after):
                return
            self.open[level] = part, line  # from here on, its parts are told by this line
            boundary = line
        if level < top and line == boundary:
            innermost, mark = self.open[top]
            if line.startswith(mark):
                level, part, boundary, line = top, innermost, mark, mark
            elif self._reads_on(mark, after):
                self.open.clear()
                return
        self._finish(before)
        while len(self.open) > level + 1:
            self.open.pop()[0].end = before
        if line != boundary:
            part.is_closed = True
            if level > 0:
                self.open.pop()
            self.ends += level == 0  # the outermost may be closed twice, with words behind each end
            again = f"epilogue ({self.ends})" if level == 0 and self.ends > 1 else "epilogue"
            self.leaf = self._between(part, again, after)
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
        child = _open(self.data, after, self.end, default, boundary)
        child.number = number
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
