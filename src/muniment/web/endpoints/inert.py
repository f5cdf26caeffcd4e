"""Saved pages made inert: their words and their order, and nothing that runs, loads or leads away.

>>> clean('<p onclick="x()">Late <a href="http://a.example">ferry</a><script>x()</script></p>')
'<p>Late <a>ferry</a></p>'
"""

import html
from pathlib import Path

from muniment.errors import NothingToShowError
from muniment.model.exhibit import Exhibit

_MOST = 5_000_000
_TAGS = frozenset(
    """a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div
    dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li main mark nav ol p pre q s
    samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var""".split()  # noqa: SIM905  a list of forty lines says no more
)
_KEPT = {
    "*": {"dir", "lang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_STYLE = "body{font:1rem/1.5 Georgia,serif;max-width:50rem;margin:1rem auto;padding:0 1rem}aside.note{font:.875rem sans-serif;border:1px solid;padding:.5rem 1rem}"


def clean(markup: str) -> str:
    """The markup without scripts, styles, pictures, forms, and addresses."""
    import nh3

    return nh3.clean(markup, tags=set(_TAGS), attributes=_KEPT, link_rel=None, url_schemes=set())


def as_received(exhibit: Exhibit, path: str) -> str:
    """A saved page as received, made inert, in a page of its own; a text without markup as it stands.

    Raises:
        muniment.errors.NothingToShowError: it is neither, or too large.
    """
    if exhibit.size > _MOST:
        raise NothingToShowError(label=exhibit.label, cause=f"It is larger than {_MOST:,} bytes.")
    markup = Path(path).read_bytes()
    text = markup.decode(_encoding(markup), "replace")
    is_page = (
        "<html" in text[:20_000].lower() or "<body" in text[:20_000].lower() or "<p" in text.lower()
    )
    shown = clean(text) if is_page else f"<pre>{html.escape(text)}</pre>"
    told = (
        f"{exhibit.label}, {html.escape(exhibit.name)}: the bytes as received, shown without scripts, pictures,"
        " forms and addresses."
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{exhibit.label} as received</title>'
        f'<style>{_STYLE}</style><aside class="note">{told}</aside><div dir="auto">{shown}</div></html>'
    )


def _encoding(markup: bytes) -> str:
    for encoding in ("utf-8", "utf-16" if markup[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            markup.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"
