r"""The cross reference of pictures: Opticon OPT, a line for each page.

By the custom of Opticon: number of the page, volume, path, Y at the first page of an exhibit, folder,
box, number of pages. Nothing can be quoted in it.

>>> opticon([PublishedExhibit(1, ExhibitKind.PAGES, "", "", pages=(PublishedPage("H1", "p/1.png"),))])
b'H1,VOL001,p\\1.png,Y,,,1\r\n'
"""

from collections.abc import Iterable

from muniment.dossier.trades.published import PublishedExhibit, PublishedPage
from muniment.model.exhibit import ExhibitKind

__all__ = ["ExhibitKind", "PublishedPage", "opticon"]


def opticon(exhibits: Iterable[PublishedExhibit], volume: str = "VOL001") -> bytes:
    """The lines of all pages that have a number and a picture, in the order of their numbers.

    Raises:
        ValueError: a path or the volume has a comma or a line break in it.
    """
    lines: list[tuple[str, str]] = []
    for exhibit in exhibits:
        pages = [page for page in exhibit.pages if page.bates and page.picture]
        for n, page in enumerate(pages):
            for word in (page.bates, volume, page.picture):
                if any(c in word for c in ",\r\n"):
                    raise ValueError(f"a comma or a line break cannot be written: {word!r}")
            begins, count = ("", "") if n else ("Y", str(len(pages)))
            path = page.picture.replace("/", "\\")
            lines.append((page.bates, f"{page.bates},{volume},{path},{begins},,,{count}\r\n"))
    return "".join(line for _, line in sorted(lines)).encode("utf-8", "replace")
