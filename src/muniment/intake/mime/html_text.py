r"""The words of an HTML mail, in lines, with the spans that the mailer marked as quoted.

>>> made = text_of("<p>Late again.</p><blockquote type=cite>When does it <b>leave</b>?</blockquote>")
>>> made.text
'Late again.\n\nWhen does it leave?'
>>> [made.text[start:end] for start, end in made.quoted]
['When does it leave?']

Blocks become lines; the target of a link is kept behind its words, in angle brackets.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAKS = {
    **dict.fromkeys(
        [
            "address",
            "article",
            "aside",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "hr",
            "legend",
            "li",
            "main",
            "nav",
            "option",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "caption",
        ],
        1,
    ),
    **dict.fromkeys(["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul"], 2),
}
"""How many line breaks stand before and after a block."""

_SILENT = frozenset(
    ["script", "style", "head", "title", "template", "noscript", "meta", "link", "base"]
)
_CELLS = frozenset({"td", "th"})
_QUOTING = frozenset({"blockquote", "div", "span", "table"})
_TOLD = frozenset(_BREAKS) | _CELLS | _QUOTING | {"a", "br", "img"}
"""Elements that leave a trace of their own; the others are their words alone."""

_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_BLANKS = " \t\r\n\f\u00a0"
_CLASSES = re.compile(
    r"gmail_quote|gmail_extra|moz-cite-prefix|yahoo_quoted|moz-email-headers-table|protonmail_quote|"
    r"zmail_extra|tutanota_quote|AppleMailQuote|OLK_SRC_BODY_SECTION|divRplyFwdMsg|appendonsend",
    re.IGNORECASE,
)
_INDENT = re.compile(
    r"border:\s*none|margin:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px", re.IGNORECASE
)
_STRIKING = frozenset({"s", "del", "strike"})
_STRUCK = re.compile(r"text-decoration[\w-]{0,12}\s{0,9}:[^;:]{0,60}line-through", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden"
    r"|font-size\s{0,9}:\s{0,9}0(?![\d.]))",
    re.IGNORECASE,
)
_LINK_LIMIT = 400


class HtmlText(NamedTuple):
    """Text made from HTML, and the half-open spans of it that are marked as quoted, that are struck
    through, and that the mail hides. Style sheets and classes are not followed, only an element's
    own tag, `hidden` and `style`.
    """

    text: str
    quoted: tuple[tuple[int, int], ...]
    struck: tuple[tuple[int, int], ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()


class _Page:
    """The text as it grows: pieces, their length, and the line breaks that are due."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.breaks = 0
        self.is_line_start = True
        self.quoted: list[tuple[int, int]] = []
        self.quote_depth = 0
        self.quote_start = 0
        self.marks: list[tuple[_Element, bool, int]] = []
        self.struck: list[tuple[int, int]] = []
        self.hidden: list[tuple[int, int]] = []

    def put(self, words: str, *, is_kept: bool = False) -> None:
        """Add words; white space is collapsed, unless they stand in a `pre`."""
        if not is_kept:
            if not words.strip(_BLANKS):  # most often the line end between two tags
                if self.is_line_start or self.breaks or not words:
                    return
                words = " "
            else:
                if "  " in words or not words.isprintable():
                    words = _SPACES.sub(" ", words)
                if self.is_line_start:
                    words = words.lstrip(" ")
        if self.breaks:
            if not words.strip() and not is_kept:
                return
            if self.length:
                self._add("\n" * self.breaks)
            self.breaks = 0
            if not is_kept:
                words = words.lstrip(" ")
        self._add(words)
        self.is_line_start = words.endswith((" ", "\n"))

    def _add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def block(self, breaks: int) -> None:
        """A block begins or ends here."""
        self.breaks = max(self.breaks, breaks)
        self.is_line_start = True

    def line(self) -> None:
        """A `<br>`."""
        self.breaks = min(self.breaks + 1, 3)
        self.is_line_start = True

    def open_quote(self) -> None:
        """What follows was marked as quoted."""
        if not self.quote_depth:
            self.quote_start = self.length + (self.breaks if self.length else 0)
        self.quote_depth += 1

    def open_mark(self, element: "_Element", *, is_hidden: bool) -> None:
        """The words of this element are hidden, or struck through."""
        start = self.length + (self.breaks if self.length else 0)
        self.marks.append((element, is_hidden, start))

    def close_mark(self) -> None:
        """The marked words end; those inside of marked ones were marked already."""
        _, is_hidden, start = self.marks.pop()
        if self.length > start and all(outer != is_hidden for _, outer, _ in self.marks[-9:]):
            (self.hidden if is_hidden else self.struck).append((start, self.length))

    def close_quote(self) -> None:
        """The marked words end."""
        self.quote_depth -= 1
        if not self.quote_depth and self.length > self.quote_start:
            self.quoted.append((self.quote_start, self.length))


def _is_quote(tag: str, element: "_Element") -> bool:
    if tag == "blockquote":
        return element.get("type") == "cite" or not _INDENT.search(element.get("style") or "")
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(marks) > 1 and _CLASSES.search(marks) is not None


def _walk(root: "_Element", page: _Page) -> None:
    """Put every element's words on the page; a loop, so that depth does no harm."""
    from lxml import etree

    silent = kept = 0
    put = page.put
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event == "start":
            if tag in _SILENT:
                silent += 1
            if silent:
                continue
            if tag in _TOLD:
                _begin(tag, element, page)
                kept += tag == "pre"
            if tag in _STRIKING or element.keys():
                _mark(tag, element, page)
            words = element.text
        else:
            if event == "end":
                if page.marks and page.marks[-1][0] is element:
                    page.close_mark()
                if not silent and tag in _TOLD:
                    kept -= tag == "pre"
                    _end(tag, element, page)
                if tag in _SILENT:
                    silent -= 1
            words = element.tail if not silent else ""
        if words:
            put(words, is_kept=kept > 0)


def _mark(tag: str, element: "_Element", page: _Page) -> None:
    """Remember an element whose words are not shown as the others are."""
    style = element.get("style") or ""
    if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
        page.open_mark(element, is_hidden=True)
    elif tag in _STRIKING or (style and _STRUCK.search(style)):
        page.open_mark(element, is_hidden=False)


def _begin(tag: str, element: "_Element", page: _Page) -> None:
    breaks = _BREAKS.get(tag)
    if breaks:
        page.block(breaks)
    elif tag == "br":
        page.line()
    elif tag in _CELLS and not page.is_line_start:
        page.put(" ")
    elif tag == "img":
        page.put(element.get("alt") or "")
    if tag in _QUOTING and _is_quote(tag, element):
        page.open_quote()


def _end(tag: str, element: "_Element", page: _Page) -> None:
    if tag == "a":
        target = (element.get("href") or "").strip()
        if target.startswith(("http:", "https:", "ftp:")):
            shown = "".join(element.itertext()).strip()  # type: ignore[arg-type]
            if target.rstrip("/") not in shown:
                page.put(f" <{target[:_LINK_LIMIT]}>")
    if page.quote_depth and tag in _QUOTING and _is_quote(tag, element):
        page.close_quote()
    breaks = _BREAKS.get(tag)
    if breaks:
        page.block(breaks)


def text_of(html: str) -> HtmlText:
    """The text of an HTML body. Any string has one.

    Markup that is no HTML, or is nested deeper than libxml2 goes, is read as words without its tags.
    """
    from lxml import etree

    source = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser)
    except etree.LxmlError:  # nothing in it, or nothing that libxml2 can make a tree of
        root = None
    if root is None or any("depth" in error.message for error in parser.error_log):
        bare = _SPACES.sub(" ", re.sub(r"<[^<>]{0,2000}>", " ", html)).strip()
        return HtmlText(bare, ())
    page = _Page()
    _walk(root, page)
    while page.quote_depth > 0:
        page.close_quote()
    text = "".join(page.pieces)
    return HtmlText(text, tuple(page.quoted), tuple(page.struck), tuple(page.hidden))
