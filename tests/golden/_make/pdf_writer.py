"""A PDF writer just large enough for test pages: text at places, notes, attachments, a password.

page = [(72, 720, 12, "Hello"), (72, 706, 12, "World")]      # left, baseline, size, words
write_pdf([page], title="Greetings")
"""

import hashlib
import zlib
from dataclasses import dataclass, field

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
Run = tuple[float, float, float, str]


@dataclass
class PageSpec:
    """One page: runs of text, notes in the margin, and whether a picture covers it."""

    runs: list[Run] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    has_picture: bool = False
    raw: bytes = b""
    extra: str = ""


def rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def _string(text: str) -> bytes:
    data = text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    return b"<" + data.hex().encode() + b">"


def _content(page: PageSpec) -> bytes:
    parts = [b"q 500 0 0 740 45 50 cm /Im Do Q"] if page.has_picture else []
    for left, base, size, words in page.runs:
        data = words.encode("cp1252").hex().encode()
        parts.append(b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (size, left, base, data))
    return b"\n".join([*parts, page.raw])


def write_pdf(
    pages: list[list[Run] | PageSpec],
    *,
    attachments: dict[str, bytes] | None = None,
    user: str | None = None,
    owner: str = "owner",
    **info: str,
) -> bytes:
    """The bytes of a PDF; `user` is the password that opens it, "" for none but an owner's."""
    objects: dict[int, bytes] = {}
    key = b""
    names = {
        "title": b"Title",
        "author": b"Author",
        "created": b"CreationDate",
        "producer": b"Producer",
    }

    def add(body: bytes, number: int = 0) -> int:
        number = number or max(10, *objects, 10) + 1
        objects[number] = body
        return number

    def text(value: str, number: int) -> bytes:
        data = bytes.fromhex(_string(value)[1:-1].decode())
        return b"<" + _crypt(key, number, data).hex().encode() + b">"

    def stream(head: str, data: bytes, number: int) -> None:
        data = _crypt(key, number, zlib.compress(data, 9))
        objects[number] = b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (
            head.encode(),
            len(data),
            data,
        )

    encrypt = b""
    if user is not None:
        key, encrypt = _lock(user, owner)
    font = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
    add(font.encode(), 3)
    stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        b"\x80",
        4,
    )
    kids = []
    for given in pages:
        page = given if isinstance(given, PageSpec) else PageSpec(given)
        number = add(b"")
        stream("", _content(page), number)
        notes = []
        for note in page.notes:
            at = add(b"")
            objects[at] = b"<</Type /Annot /Subtype /%s /Rect [%s] /Contents %s /T %s /M %s>>" % (
                note.get("subtype", "Text").encode(),
                note.get("rect", "500 700 520 720").encode(),
                text(note["text"], at),
                text(note.get("author", ""), at),
                text(note.get("date", ""), at),
            )
            notes.append(b"%d 0 R" % at)
        kids.append(
            add(
                b"<</Type /Page /Parent 2 0 R /Contents %d 0 R /Annots [%s] %s>>"
                % (number, b" ".join(notes), page.extra.encode())
            )
        )
    tree = b"<</Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 595 842] /Resources <</Font <</F 3 0 R>> /XObject <</Im 4 0 R>> >> >>"
    add(tree % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)), 2)
    files = []
    for name, data in (attachments or {}).items():
        at = add(b"")
        stream(f"/Type /EmbeddedFile /Params <</Size {len(data)}>>", data, at)
        spec = add(b"")
        shown = text(name, spec)
        objects[spec] = b"<</Type /Filespec /F %s /UF %s /EF <</F %d 0 R>> >>" % (shown, shown, at)
        files.append(b"(%d) %d 0 R" % (spec, spec))
    names_tree = b"/Names <</EmbeddedFiles <</Names [%s]>> >>" % b" ".join(files) if files else b""
    add(b"<</Type /Catalog /Pages 2 0 R %s>>" % names_tree, 1)
    known = b" ".join(b"/%s %s" % (names[name], text(value, 5)) for name, value in info.items())
    add(b"<<%s>>" % known, 5)
    return _assemble(objects, encrypt)


def _assemble(objects: dict[int, bytes], encrypt: bytes) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00001 f \n"
        )
    out += b"trailer <</Size %d /Root 1 0 R /Info 5 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        encrypt,
        table,
    )
    return bytes(out)


def _lock(user: str, owner: str) -> tuple[bytes, bytes]:
    """The standard security handler, revision 2 (ISO 32000-1, 7.6.3): 40-bit RC4."""
    padded, owners = ((p.encode() + _PAD)[:32] for p in (user, owner))
    o = rc4(hashlib.md5(owners).digest()[:5], padded)
    allowed, name = -4, b"0123456789abcdef"
    key = hashlib.md5(padded + o + allowed.to_bytes(4, "little", signed=True) + name).digest()[:5]
    u = rc4(key, _PAD)
    body = b"/ID [<%s> <%s>] /Encrypt <</Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d>>" % (
        name.hex().encode(),
        name.hex().encode(),
        o.hex().encode(),
        u.hex().encode(),
        allowed,
    )
    return key, body


def _crypt(key: bytes, number: int, data: bytes) -> bytes:
    if not key:
        return data
    return rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)
