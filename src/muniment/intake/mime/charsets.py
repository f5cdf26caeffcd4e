r"""From bytes to text under the label that a mail gives, which is often wrong, missing or unknown.

>>> decode(b"Gr\xfc\xdfe", "us-ascii")
Decoded(text='Grüße', charset='windows-1252', trouble='bytes are not us-ascii; read as windows-1252')
>>> decode(b"caf\xc3\xa9", "utf-8").trouble
''
"""

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

_ALIASES = {
    "": "us-ascii",
    "ascii": "us-ascii",
    "ansi_x3.4-1968": "us-ascii",
    "646": "us-ascii",
    "default": "us-ascii",
    "us_ascii": "us-ascii",
    "iso-8859-1": "windows-1252",  # what is sent under this label (WHATWG encoding standard)
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-9": "windows-1254",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cn-gb": "gb18030",
    "gb_2312-80": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "x-euc-jp": "euc-jp",
    "iso-2022-jp": "iso2022_jp_ext",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "x-utf-8": "utf-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ce": "mac-latin2",
    "koi8": "koi8-r",
    "x-windows-1252": "windows-1252",
    "ansi": "windows-1252",
    "windows-1252http-equivcontent-type": "windows-1252",
}
_UNFIT = frozenset(
    ["unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"]
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF8_WORD = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


class Decoded(NamedTuple):
    """Text, the character set it was read in, and what was wrong with the label (mostly empty)."""

    text: str
    charset: str
    trouble: str = ""


@lru_cache(maxsize=512)
def codec_of(label: str) -> str | None:
    """The codec for a charset label as mail writes it; None when there is none fit for text."""
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
        b"a".decode(name)  # codecs that are not for text refuse
    except (LookupError, ValueError):
        if name.startswith(("cp-", "win-", "windows")):
            digits = re.sub(r"\D", "", name)
            return codec_of("cp" + digits) if digits else None
        return None
    return None if info.name in _UNFIT else name


def _guess(data: bytes) -> tuple[str, str]:
    """The charset of bytes that no label explains: UTF-8 if they are mostly that, else Latin."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\x1b$" in data or b"\x1b(" in data:
        try:
            return data.decode("iso2022_jp_ext"), "iso-2022-jp"
        except UnicodeDecodeError:
            pass
    words = sum(len(word) for word in _UTF8_WORD.findall(data))
    high = len(data.translate(None, bytes(range(128))))
    name = "utf-8" if words * 2 > high else "windows-1252"
    return data.decode(name, "replace"), name


def decode(data: bytes, label: str = "", by_hand: str = "") -> Decoded:
    """Decode `data` as `label` says, or as well as can be told when the label does not hold.

    Args:
        data: the bytes.
        label: the character set that the mail names; empty when it names none.
        by_hand: one that a person set; it is taken where the label is missing, unknown or does
            not hold, and passed over when it is no character set.

    Never fails, and never yields lone surrogates: what no character set explains becomes U+FFFD.
    Falling back to windows-1252 rather than asking a statistical detector keeps the same bytes the
    same text under every version of every library.
    """
    if data.isascii() and b"\x1b" not in data and b"+" not in data and b"~" not in data:
        codec = codec_of(label)
        if codec is None or not codec.startswith(("utf-16", "utf-32", "utf_16", "utf_32", "cp037")):
            return Decoded(data.decode("ascii"), "us-ascii")
    codec = codec_of(label)
    if by_hand and not data.isascii() and not (codec and _holds(data, codec)):
        chosen = codec_of(by_hand)
        if chosen and chosen != "us-ascii":
            return _decode_by_hand(data, label, chosen)
    if codec is None:
        text, used = _guess(data)
        trouble = "" if data.isascii() else f"unknown character set “{label[:40]}”; read as {used}"
        return Decoded(text, used, trouble)
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return _decode_against_label(data, label, codec)
    if not text.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
    if codec == "us-ascii" and b"\x1b" in data:
        text, _ = _guess(data)
    return Decoded(text, codec)


def _holds(data: bytes, codec: str) -> bool:
    """Whether all bytes are of the character set."""
    try:
        data.decode(codec)
    except (UnicodeError, ValueError):
        return False
    return True


def _decode_by_hand(data: bytes, label: str, codec: str) -> Decoded:
    """Decode in the character set that a person chose, where the mail's own does not hold."""
    text = _SURROGATE.sub("\ufffd", data.decode(codec, "replace"))
    said = f"bytes are not {label.strip()[:40]}" if label.strip() else "no character set is named"
    return Decoded(text, codec, f"{said}; read as {codec}, set by hand")


def _decode_against_label(data: bytes, label: str, codec: str) -> Decoded:
    """Decode bytes that are not what their label says."""
    if codec in {"us-ascii", "utf-8"}:
        text, used = _guess(data)
    else:
        try:
            text, used = data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, used = data.decode(codec, "replace"), codec
    text = _SURROGATE.sub("\ufffd", text)
    if codec == "us-ascii" and not label.strip():
        return Decoded(text, used, f"bytes above ASCII without a character set; read as {used}")
    if used == codec:
        return Decoded(text, used, f"some bytes are not {label.strip()[:40]}")
    return Decoded(text, used, f"bytes are not {label.strip()[:40]}; read as {used}")
