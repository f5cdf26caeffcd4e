"""Which of a page's many titles is the article's: heading, Open Graph, JSON-LD, `title` element.

The heading is what a reader sees, but on some pages it is the outlet's name, and on others it
carries a kicker; the titles meant for machines carry the outlet's name at their end.

>>> told = [("Bus bill doubles | The Marsh", "meta og:title")]
>>> list(titles(["Bus bill doubles"], told, "The Marsh", []))[0]
('Bus bill doubles', 'heading')
"""

import re
from collections.abc import Iterable, Iterator

_CUT = re.compile(r"\s+[|–—·»«•:-]+\s+")
_SHARE = 0.5
"""A heading that stands for the title is at least this share of what the machines are told."""


def titles(
    headings: list[str], told: list[tuple[str, str]], written: str, outlets: list[str]
) -> Iterator[tuple[str, str]]:
    """Titles with their basis, the most reliable first.

    `told` are the titles meant for machines with their basis, `written` is the `title` element,
    `outlets` are names of the outlet, to be cut off.
    """
    names = {_bare(name) for name in outlets}
    clean = [(_without_outlet(value, names), basis) for value, basis in told]
    page = _without_outlet(written, names)
    headings = [words for words in map(_line, headings) if _bare(words) not in names]
    chosen = _heading(headings, [value for value, _ in clean], page)
    if chosen:
        yield chosen, "heading"
    yield from clean
    if not clean and not chosen and len(headings) == 1 and not page:
        yield headings[0], "heading"
    if page:
        yield page if clean or chosen else _first_part(page, headings), "title element"


def _heading(headings: list[str], told: list[str], page: str) -> str:
    """The heading that the other titles bear out: within one told, or at the start of the page's."""
    for words in headings:
        bare = _bare(words)
        if len(bare) > 3 and any(
            bare in other and len(bare) >= _SHARE * len(other) for other in map(_bare, told)
        ):
            return words
    for words in headings:
        bare = _bare(words)
        if len(bare) > 3 and not told and _bare(page).startswith(bare):
            return words
    return ""


def _first_part(page: str, headings: list[str]) -> str:
    """A page title without a part that is also a heading: there the heading is the outlet's name."""
    parts = _CUT.split(page)
    known = {_bare(words) for words in headings}
    kept = [part for part in parts if _bare(part) not in known]
    return max(kept, key=len) if kept and len(kept) < len(parts) else page


def _without_outlet(title: str, names: Iterable[str]) -> str:
    """A title without the outlet's name, or what follows an upright bar, at its end."""
    title = _line(title)
    parts = _CUT.split(title)
    if len(parts) < 2:
        return title
    cut = title[: title.rfind(parts[-1])].rstrip(" |–—·»«•:-\u00a0")
    first = title[title.find(parts[1]) :]
    mark = title[len(cut) : len(title) - len(parts[-1])]
    if _bare(parts[-1]) in names or ("|" in mark and len(parts[-1]) < len(cut)):
        return cut
    return first if _bare(parts[0]) in names else title


def _line(words: str) -> str:
    return " ".join(words.split())


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()
