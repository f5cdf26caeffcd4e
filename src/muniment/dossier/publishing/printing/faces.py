"""Faces: the letters of what is printed; sources speak in a serif one, Muniment in a sans one."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF", "/Library/Fonts")
_FACES = {
    "said": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "Times-Roman", "Times-Bold"),
    "told": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "Helvetica", "Helvetica-Bold"),
}
"""A serif face for what sources say and a sans one for the dossier; where DejaVu is not installed, the
faces that every PDF reader has, which know Latin letters only."""

_MOST_WORDS = 1 << 16


class _Measured(TTFont):  # type: ignore[misc]
    """A font that knows the widths of words that it measured, and the codes of letters that it gave: most of
    the time of a long dossier went there.
    """

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """The width in points."""
        known: dict[tuple[str, float], float] = self.__dict__.setdefault("_known", {})
        width = known.get((text, size))
        if width is None:
            if len(known) >= _MOST_WORDS:
                known.clear()
            width = known[text, size] = super().stringWidth(text, size, encoding)
        return width

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802
        """The codes of letters in the file, by subsets of the font. There is one in all but a few lines."""
        if text and (state := self.state.get(doc)):
            with suppress(
                KeyError, ValueError
            ):  # a letter has no code yet, or one of another subset
                return [(0, bytes(map(state.assignments.__getitem__, map(ord, text))))]
        return super().splitString(text, doc, encoding)


def face_of(name: str, *, bold: bool = False) -> str:
    """The font of a face, registered when it is first asked for."""
    regular, strong, plain, plain_strong = _FACES[name]
    own = f"{name}-bold" if bold else name
    if own in pdfmetrics.getRegisteredFontNames():
        return own
    for folder in map(Path, _FOLDERS):
        if (folder / regular).is_file() and (folder / strong).is_file():
            try:
                pdfmetrics.registerFont(_Measured(name, folder / regular))
                pdfmetrics.registerFont(_Measured(f"{name}-bold", folder / strong))
            except TTFError:
                continue
            pdfmetrics.registerFontFamily(name, name, f"{name}-bold", name, f"{name}-bold")
            return own
    return plain_strong if bold else plain
