r"""What a file is, decided by its content. Its name breaks a tie and never decides alone.

    ledger.pdf   holding "From: anna@hexley.example\nTo: …"    → eml
    figures.xlsx holding a ZIP with xl/workbook.xml             → xlsx
    notes.csv    holding sentences with few commas              → text

The order of the questions: what plugins know; a signature at offset 0; mail, which may carry
anything after its header; a PDF after some junk; bytes that are no text; markup; text. The first
64 KiB are read, of a ZIP also its list of names, and of a mail as long as that what may be a second.
"""

import re
from io import FileIO
from pathlib import Path

from muniment import plugins
from muniment.intake.formats.signatures import is_binary, is_pdf_after_junk, signed_format
from muniment.model.exhibit import ExhibitKind

HEAD = 1 << 16
"""Bytes from which a format is told; plugins are shown as many."""

_FIELDS = re.compile(
    rb"\s{0,9}(?:[!-9;-~]{1,76}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)){1,99}(?:\r?\n|\Z)"
)
_WIDE = ("utf-16", "utf_16", "utf-32", "utf_32")
_KINDS = {
    "picture": ExhibitKind.MEDIA,
    "sound": ExhibitKind.MEDIA,
    "film": ExhibitKind.MEDIA,
}


def identify(path: Path, name: str) -> str:
    """The name of the file's format.

    One of the formats that `muniment.plugins` has readers for, or `empty`, `picture`, `sound`,
    `film`, `font`, `ole` (a compound file nobody here reads), `sqlite`, `binary`, or what a plugin
    calls it.

    Args:
        path: the bytes.
        name: the name they were received under.

    Raises:
        OSError: the file cannot be read.
    """
    return look(path, name)[0]


def look(path: Path | str, name: str) -> tuple[str, bytes | None]:
    """What `identify` says, and the file's bytes when it is shorter than a head."""
    with FileIO(path) as file:
        head = file.read(HEAD)
        return _format(file, head, name), head if len(head) < HEAD else None


def kind_of(format_: str) -> ExhibitKind:
    """The kind of an exhibit whose format no reader reads; a reader knows its own (`KIND`)."""
    return _KINDS.get(format_, ExhibitKind.OTHER)


def _format(file: FileIO, head: bytes, name: str) -> str:
    if not head:
        return "empty"
    known = plugins.identified(head, name)
    if known:
        return known
    signed = signed_format(head)
    if signed == "zip":
        from muniment.intake.formats.zipped import zipped_format

        return zipped_format(file, head, name)
    if signed == "ole":
        from muniment.intake.formats.compound import compound_format

        return compound_format(file, head, name)
    return signed or _unsigned_format(file, head, name)


def _unsigned_format(file: FileIO, head: bytes, name: str) -> str:
    """The format of bytes that begin with no signature."""
    from muniment.intake.mime.recognise import is_mail, is_mbox

    if is_mbox(head, file.read):
        return "mbox"
    if is_mail(head) or (name.lower().endswith(".eml") and _FIELDS.match(head)):
        return "eml"
    if is_pdf_after_junk(head):
        return "pdf"
    from muniment.intake.articles.recognise import is_html
    from muniment.intake.paper.decode import decode_head, detect

    if is_binary(head) and not _is_wide(detect(head, is_whole=False).codec, head):
        return "binary"
    # A chat or an article in plain text may quote markup, but does not begin with it.
    begins_with_markup = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
    if begins_with_markup and is_html(head):
        return "html"
    from muniment.intake.formats.prose import text_format

    found = text_format(decode_head(head), name)
    return "html" if found in ("text", "markdown") and is_html(head) else found


def _is_wide(codec: str, head: bytes) -> bool:
    """True for text of two or four bytes a letter, of which at least one is no zero."""
    return codec.startswith(_WIDE) and head.count(0) < 0.8 * len(head)
