r"""A signature: bytes at a fixed place by which a format can be told, whatever the file is called.

The first strong signature at offset 0 wins, so that a polyglot (a picture with a ZIP behind it) is
what the program that opens it first would take it for. Signatures that are also plain letters
(`BM`, `ID3`, `OTTO`) must be followed by what the format demands, lest prose be taken for them.

>>> signed_format(b"\x89PNG\r\n\x1a\n")
'picture'
>>> signed_format(b"BM, wrote the clerk, is short for British Museum.")
''
"""

import re

# The shapes follow each format's specification; checked against the list of `file` 5.44.
_SIGNATURES = re.compile(
    rb"""
      (?P<pdf>      %PDF-\d )
    | (?P<rtf>      (?:\xef\xbb\xbf)? \s{0,8} \{\\rtf )
    | (?P<zip>      PK(?: \x03\x04 | \x05\x06 | \x07\x08PK\x03\x04 | 00PK\x03\x04 ) )
    | (?P<gzip>     \x1f\x8b\x08 )
    | (?P<bzip2>    BZh[1-9](?: 1AY&SY | \x17\x72\x45\x38\x50\x90 ) )
    | (?P<xz>       \xfd7zXZ\x00 )
    | (?P<sevenzip> 7z\xbc\xaf\x27\x1c )
    | (?P<rar>      Rar!\x1a\x07 )
    | (?P<zstd>     \x28\xb5\x2f\xfd )
    | (?P<ole>      \xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 )
    | (?P<sqlite>   SQLite\ format\ 3\x00 )
    | (?P<picture>  \xff\xd8\xff | \x89PNG\r\n\x1a\n | GIF8[79]a | II\*\x00 | MM\x00\* | 8BPS\x00[\x01\x02]
                  | BM.{4}\x00\x00\x00\x00.{4}[\x0c\x28\x38\x40\x6c\x7c]\x00\x00\x00
                  | RIFF.{4}WEBP | \x00\x00[\x01\x02]\x00[\x01-\x40]\x00.{3}\x00
                  | .{4}ftyp(?: heic | heix | hevc | heim | mif1 | msf1 | avif | avis )
                  | \x00\x00\x00\x0cjP\x20\x20\r\n\x87\n | \xffO\xffQ | \xd7\xcd\xc6\x9a )
    | (?P<sound>    ID3[\x02-\x04][\x00-\x0f] | \xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd][\x10-\xef]
                  | \xff[\xf0\xf1\xf8\xf9][\x40-\xbf] | fLaC\x00 | RIFF.{4}WAVE | FORM.{4}AIF[FC]
                  | \#!AMR(?: \n | -WB\n ) | \#!SILK_V3 | \x02\#!SILK_V3 | MThd\x00\x00\x00\x06
                  | caff\x00[\x01\x02] | .{4}ftyp(?: M4A | M4B | M4P | F4A )
                  | OggS\x00.{22,280}?(?: OpusHead | \x01vorbis | Speex\x20\x20\x20 | \x7fFLAC ) )
    | (?P<film>     .{4}ftyp | .{4}(?: moov | mdat | wide ) | RIFF.{4}AVI\x20 | \x1a\x45\xdf\xa3
                  | FLV\x01 | \x30\x26\xb2\x75\x8e\x66\xcf\x11 | \x00\x00\x01[\xba\xb3] | OggS\x00 )
    | (?P<font>     OTTO\x00 | \x00\x01\x00\x00\x00[\x01-\x40].{2}\x00 | wOF[F2](?: OTTO | \x00\x01\x00\x00 | true )
                  | ttcf\x00[\x01\x02] | true\x00 )
    """,
    re.VERBOSE | re.DOTALL,
)
_RENAMED = {"sevenzip": "7z"}

# A size field of a QuickTime atom or a box is below 2^24 in the first four bytes, so it never
# reads as four letters; "xxxxmoov" in prose does.
_LETTERS = re.compile(rb"[\t\n\r\x20-\x7e]{4}(?:ftyp|moov|mdat|wide)")

_TAR_MAGIC = slice(257, 262)
_TAR_SUM = slice(148, 156)


def signed_format(head: bytes) -> str:
    """The format that the first bytes show beyond doubt; empty when they show none."""
    match = _SIGNATURES.match(head)
    if match and not _LETTERS.match(head):
        name = match.lastgroup or ""
        return _RENAMED.get(name, name)
    return "tar" if is_tar(head) else ""


def is_tar(head: bytes) -> bool:
    """True when the first 512 bytes are the header of a tar member, by its checksum.

    The checksum also tells a tar of before POSIX, which has no magic word (POSIX.1-1988, ustar).
    """
    block = head[:512]
    if len(block) < 512 or not block[0]:
        return False
    if block[_TAR_MAGIC] != b"ustar" and block[100:101] not in b" 01234567":
        return False
    digits = block[_TAR_SUM].strip(b" \0")
    try:
        written = int(digits, 8)
    except ValueError:
        return False
    return written == sum(block) - sum(block[_TAR_SUM]) + 8 * ord(" ")


_PDF_WITHIN = re.compile(rb"%PDF-\d\.\d")
_PDF_OBJECT = re.compile(rb"\b\d{1,10} \d{1,5} obj\b|\bxref\b|\bstartxref\b")


def is_pdf_after_junk(head: bytes) -> bool:
    """True when a PDF begins within the first 1,024 bytes, as every PDF program tolerates.

    ISO 32000-1, annex H, implementation note 13. Prose that mentions `%PDF-1.4` holds no object.
    """
    found = _PDF_WITHIN.search(head, 0, 1024 + 8)
    return bool(found and _PDF_OBJECT.search(head, found.end()))


_TEXT_BYTES = bytes({7, 8, 9, 10, 11, 12, 13, 26, 27, *range(32, 256)})


def is_binary(head: bytes) -> bool:
    """True when the bytes are no text in any encoding of one byte a letter, nor UTF-8.

    Two in a hundred bytes may be control characters: evidence is damaged, and text with a few NULs
    in it is still text. Random or packed bytes have about ten in a hundred. Text of two bytes a
    letter looks binary too; `muniment.intake.paper.decode.detect` tells it by its mark or pattern.
    """
    return len(head.translate(None, _TEXT_BYTES)) > 1 + len(head) // 50
