r"""A saved page's bytes made into text, and the text into a tree.

A page says its encoding in a byte-order mark, in a `meta`, or not at all, and may say it wrongly:
what it says is tried strictly, then UTF-8, then what the bytes look like.

>>> decode(b'<meta charset="windows-1252"><p>caf\xe9')[1]
'windows-1252 (meta)'
"""

import codecs
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"<meta\s[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})", re.IGNORECASE
)
_XML = re.compile(
    rb"<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE
)
_LOOKED_AT = 65536
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_NO_CHARSETS = frozenset(
    ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7")
)

# The names that browsers read as Windows code pages (WHATWG Encoding Standard, section 4.2).
_AS_BROWSERS_DO = {
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "utf-16": "utf-8",  # a meta that could be read cannot stand in UTF-16
}


def decode(data: bytes, wanted: str = "") -> tuple[str, str]:
    """The text of a page, and how its encoding is known (`windows-1252 (meta)`).

    `wanted` is an encoding set by hand. Bytes that fit nowhere become U+FFFD; no lone surrogate
    and no control character comes out.
    """
    text, basis = _decode(data, wanted)
    return _CONTROL.sub("\ufffd", text), basis


def _decode(data: bytes, wanted: str) -> tuple[str, str]:
    if wanted and _codec(wanted):
        return data.decode(_codec(wanted), "replace"), f"{wanted} (set by hand)"
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), f"{name} (byte-order mark)"
    if len(data) >= 8 and data[:8].count(0) == 4:  # UTF-16 of Latin letters, without its mark
        name = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return data.decode(name, "replace"), f"{name} (zero bytes)"
    head = data[:_LOOKED_AT]
    said = _META.search(head) or _XML.match(head.lstrip())
    claimed = said[1].decode("ascii", "replace").lower() if said else ""
    name = _codec(_AS_BROWSERS_DO.get(claimed, claimed))
    for codec, basis in ((name, f"{claimed} (meta)"), ("utf-8", "utf-8 (every byte fits)")):
        text = _strictly(data, codec)
        if text is not None:
            return text, basis
    if _is_nearly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8 (nearly every byte fits)"
    if name:
        return data.decode(name, "replace"), f"{claimed} (meta)"
    return _guess(data)


def _codec(name: str) -> str:
    """The name of a text codec that Python knows; empty for any other."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in _NO_CHARSETS else ""


def _strictly(data: bytes, codec: str) -> str | None:
    if not codec:
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _is_nearly_utf8(data: bytes) -> bool:
    """At most one broken sequence in fifty: a page put together from parts, or cut off."""
    sample = data[:1_000_000]
    high = sum(byte >= 0x80 for byte in sample)
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    return high > 0 and broken * 50 <= high


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to load, seldom needed

    best = from_bytes(data[:_LOOKED_AT]).best()
    name = _codec(best.encoding) if best else ""
    if not name or name.startswith("utf_7"):
        name = "cp1252"
    return data.decode(name, "replace"), f"{name} (a guess from the bytes)"


_KEPT_FLAT = frozenset(
    re.findall(
        r"\w+", "html head title meta link base body script style p br h1 h2 h3 h4 h5 h6 li td"
    )
)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})([^<>]{0,2000})>")


def parse(text: str) -> tuple[HtmlElement | None, bool]:
    """The tree of a page, whatever is wrong with it (None when nothing is in it), and whether its
    nesting had to be given up.

    The parser stops at a depth of 2048. A page that goes deeper is read flat: every container
    becomes the start of a paragraph, so that its words are kept.
    """
    tree, too_deep = _parse(text)
    if too_deep:
        return _parse(_TAG.sub(_flatten, text))[0], True
    return tree, False


def _flatten(tag: re.Match[str]) -> str:
    return tag[0] if tag[2].lower() in _KEPT_FLAT else "<p>"


def _parse(text: str) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
    )
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError, AssertionError):
        tree = None
    return tree, any("depth" in error.message.lower() for error in parser.error_log)
