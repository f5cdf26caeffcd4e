"""What tells an article from other text: a page's markup, or the furniture pasted along with it.

Both questions are asked of every file that comes in, so they look at little and load nothing.

>>> is_html(b"<!DOCTYPE html><html><head>")
True
>>> is_article_text("Minutes of 4 May. Present: A. Marsh, T. Reed.")
False
"""

import re

from muniment.intake.articles.furniture import (
    REPLY_BUTTON,
    byline_of,
    is_appeal,
    is_comment_heading,
    is_furniture,
)

_SEEN = 400_000
"""Characters of a text that are looked at: comments stand at the end, but not beyond this."""

_PROLOGUE = re.compile(rb"(?:\s|<!--.*?-->|<\?[^>]*>)*", re.DOTALL)
_ROOT = re.compile(rb"<(?:!doctype\s+html|html[\s>/:])", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"<(?:head|body|title|meta|link|script|style|base|table|div|article|section|main|header|nav"
    rb"|p|span|h[1-6]|ul|ol|font|center|frameset|form|a|img|br|b|i|strong|em|blockquote|!--)[\s>/]",
    re.IGNORECASE,
)
_OTHER_ROOT = re.compile(rb"<(?!html)[a-z][\w.-]*(?::[\w.-]+)?[^>]*\sxmlns[:=]", re.IGNORECASE)
_HEADER = re.compile(
    rb"^(?:from|to|date|subject|received|return-path|mime-version|message-id|content-[a-z-]{1,30}"
    rb"|x-[a-z-]{1,40}|snapshot-content-location):",
    re.IGNORECASE | re.MULTILINE,
)


def is_html(head: bytes) -> bool:
    """Whether a file that begins like this is a page of HTML.

    A page begins with its doctype or root, whatever comments and declarations stand before; a
    fragment begins with a tag of HTML and holds two more. XML of other kinds, mails and web
    archives (whose headers come first) are none.
    """
    head = _narrow(head[:65536])
    start = _PROLOGUE.match(head[:16384])
    rest = head[start.end() if start else 0 :]
    if _ROOT.match(rest):
        return True
    if _OTHER_ROOT.match(rest) or (b"<?xml" in head[:64] and not _ROOT.search(rest[:2048])):
        return False
    if _FRAGMENT.match(rest):
        return len(_FRAGMENT.findall(rest[:16384])) >= 3 or b"</" in rest[:16384]
    found = _ROOT.search(rest[:1024])  # what a broken server printed before its page
    return bool(found) and not _HEADER.search(rest[: found.start()] if found else b"")


def _narrow(head: bytes) -> bytes:
    """The head with a byte-order mark taken off and UTF-16 brought down to single bytes."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(codec, "replace").encode("ascii", "replace")
    if head[:4].count(0) == 2:
        codec = "utf-16-be" if head[0] == 0 else "utf-16-le"
        return head.decode(codec, "replace").encode("ascii", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


_MAIL_HEADER = re.compile(
    r"^[ \t>]*(?:from|to|sent|subject|cc|date|von|an|gesendet|betreff|message-id|received"
    r"|mime-version|content-type|doc no\.|case no\.)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_STAMPED = re.compile(
    r"^[ \t\[<(\u200e\u200f]*(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}:\d{2})\b.{0,30}[\]\-–:>]",
    re.MULTILINE,
)
_MARKUP = re.compile(
    r"^(?:#{1,6} \S|```|~~~|\[\d+\]: |\.\. \w+::|={4,}$|-{4,}$|\$ \w)|\]\(https?://", re.MULTILINE
)
_OFFICIAL = re.compile(
    r"^\s*(?:unclassified|confidential|release in (?:part|full)|witness statement|in the matter of"
    r"|minutes of\b|i,? .{3,60},? (?:will say|make this statement))",
    re.IGNORECASE | re.MULTILINE,
)
_TOLD = re.compile(
    r"\b(?:said|says|told|tweeted|wrote|according to|claims?|claimed|revealed|sagte|erklärte"
    r"|selon|declar[oó]|powiedzia[łl]a?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"\n]{8,400}[”“»\"]")


def is_article_text(text: str) -> bool:
    """Whether a plain text is an article copied from a web page.

    It must hold prose (three lines of 100 characters or more) and furniture that only a page
    carries: buttons, begging, a comment section. Each sign counts (see `_signs`); three are
    needed. Mail, chats, logs, Markdown and papers of office say so themselves and are none. What
    is missed here is read as plain text, so that nothing is lost by saying no.
    """
    text = text[:_SEEN]
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    prose = [len(line) for line in lines if len(line) >= 100]
    if len(prose) < 3 or sum(prose) < 0.4 * sum(map(len, lines)):
        return False
    if len(_MAIL_HEADER.findall(text)) >= 2 or len(_STAMPED.findall(text)) >= 3:
        return False
    if len(_MARKUP.findall(text)) >= 2 or _OFFICIAL.search(text[:5000]):
        return False
    return _signs(lines, text) >= 3


_OWNED = ("Copy", "COPY", "© 20", "© 19", "All ", "(c) ")  # licences say so as well


def _signs(lines: list[str], text: str) -> int:
    """How much speaks for a web page; 0 when there is nothing of its furniture.

    Two for a comment section, one for each other line of furniture up to three (two for a list of
    related pieces), one each for a begging paragraph, a byline, a headline and reported speech.
    """
    short = [line for line in lines if len(line) <= 160]
    comments = sum(
        (is_comment_heading(x) and len(x) > 10) or bool(REPLY_BUTTON.fullmatch(x)) for x in short
    )
    kinds = {x.lower() for x in short if len(x) > 6 and is_furniture(x) and x[:4] not in _OWNED}
    related = any(x.startswith("related:") for x in kinds)
    begging = any(is_appeal(line) for line in lines)
    web = min(2, 2 * comments) + min(3, len(kinds) + related) + begging
    if not web:
        return 0
    byline = any(byline_of(x) for x in lines[:8]) or lines[-1].startswith("•")
    headline = (
        25 <= len(lines[0]) <= 200 and lines[0][-1] not in ".:;," and len(lines[0].split()) > 3
    )
    told = len(_TOLD.findall(text)) >= 3 and len(_QUOTED.findall(text)) >= 2
    return web + byline + headline + told
