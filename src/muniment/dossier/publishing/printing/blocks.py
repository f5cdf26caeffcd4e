r"""Blocks: the text of a published dossier as paper and word processors take it: plain runs with emphasis.

Markdown is read by the same parser as for the site; what has no shape on paper (HTML, code) is text.

>>> [(b.style, b.text) for b in blocks("# Gate\n\nHe *wrote* “no” [EX-0002 ¶4].\n\n- one\n- two\n")]
[('heading 1', 'Gate'), ('body', 'He wrote “no” [EX-0002 ¶4].'), ('list', '• one'), ('list', '• two')]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from muniment.dossier.publishing.printing.grids import Grid
from muniment.dossier.publishing.printing.runs import Cell, Run, letters
from muniment.model.citation import exhibit_label
from muniment.pages.publishing import Part
from muniment.pages.wording import counted, link_says


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph.

    Attributes:
        style: `heading 1` to `heading 6`, `body`, `quotation`, `list` or `code`.
        runs: its letters, in order.
    """

    style: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its letters, whatever their look."""
        return letters(self.runs)


def blocks(markdown: str) -> Iterator[TextBlock | Grid]:
    """The paragraphs and tables of a text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    heading, depth, counters = "", 0, list[int]()
    sign, rows, is_row = "", list[list[Cell]](), False
    for token in parser.parse(markdown):
        match token.type:
            case "heading_open":
                heading = f"heading {token.tag[1:]}"
            case "heading_close":
                heading = ""
            case "blockquote_open" | "blockquote_close":
                depth += token.nesting
            case "bullet_list_open" | "ordered_list_open":
                counters.append(0)
            case "bullet_list_close" | "ordered_list_close":
                counters.pop()
            case "list_item_open":
                counters[-1] += 1
                sign = f"{counters[-1]}. " if token.info else "• "
            case "tr_open":
                rows.append([])
                is_row = True
            case "tr_close":
                is_row = False
            case "table_close":
                head, *below = (tuple(row) for row in rows)
                yield Grid(head, tuple(below))
                rows = []
            case "inline" if is_row:
                rows[-1].append(tuple(_runs(token)))
            case "inline":
                style = "list" if counters else "quotation" if depth else heading or "body"
                lead = (Run(sign),) if counters and sign else ()
                yield TextBlock(style, (*lead, *_runs(token)))
                sign = ""
            case "fence" | "code_block":
                yield TextBlock("code", (Run(token.content.rstrip("\n")),))
            case _:
                pass


def told_copying(part: Part) -> Iterator[str]:
    """Who has words from whom, a line an account and a line a tie, as the figure on the site shows it."""
    names = {lane.exhibit: lane.label for lane in part.lanes}
    for lane in part.lanes:
        yield f"{exhibit_label(lane.exhibit)} {lane.label}, {lane.published or 'no date'}"
        for link in part.links:
            if link.later == lane.exhibit:
                words = f", {counted(link.words, 'word')}" if link.words else ""
                doubt = f"; but: {link.doubt}" if link.doubt else ""
                sign = "←" if link.is_directed else "↔"
                yield f"{sign} {link_says(link)} {names[link.earlier]}{words}{doubt}"


def _runs(token: Token) -> Iterator[Run]:
    is_bold = is_slanted = False
    for child in token.children or []:
        match child.type:
            case "strong_open" | "strong_close":
                is_bold = child.type.endswith("open")
            case "em_open" | "em_close":
                is_slanted = child.type.endswith("open")
            case "softbreak" | "hardbreak":
                yield Run("\n" if child.type == "hardbreak" else " ", is_bold, is_slanted)
            case _ if child.content:
                yield Run(child.content, is_bold, is_slanted)
            case _:
                pass
