r"""Marking up: Markdown as HTML, with citations as links, and nothing in it that runs or asks for anything.

HTML is shown as it is written; pictures of elsewhere are not asked for. The parser is markdown-it
(CommonMark), whose links are checked for their scheme.

>>> marked("He wrote “slowly” [EX-0002 ¶4] <b>", lambda citation: f"/{citation.exhibit}#p{citation.number}")
'<p>He wrote “slowly” <a class="citation" href="/2#p4">EX-0002 ¶4</a> &lt;b&gt;</p>\n'
"""

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from muniment.model.citation import Citation, ExhibitId

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_CITATION = re.compile(
    r"\[(?P<label>EX-0*(?P<exhibit>[1-9]\d{0,8})(?:\s*(?:¶|p\.?)\s*(?P<number>[1-9]\d{0,8})[^\]\n]{0,20})?)\]"
)

Leads = Callable[[Citation], str]
"""Where a citation leads: an address, empty for nowhere."""


def marked(text: str, leads: Leads) -> str:
    """Markdown as HTML.

    Args:
        text: as its author wrote it.
        leads: where a citation leads.
    """
    return str(_parser(leads).render(text))


def _parser(leads: Leads) -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    def cite(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
        found = _CITATION.match(state.src, state.pos)
        if not found:
            return False
        if not silent:
            citation = Citation(ExhibitId(int(found["exhibit"])), int(found["number"] or 0))
            address, label = leads(citation), escape(found["label"])
            token = state.push("html_inline", "", 0)
            token.content = (
                f'<a class="citation" href="{escape(address)}">{label}</a>'
                if address
                else f'<span class="citation">{label}</span>'
            )
        state.pos = found.end()
        return True

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.inline.ruler.before("link", "citation", cite)
    return parser
