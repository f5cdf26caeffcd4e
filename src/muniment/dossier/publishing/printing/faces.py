"""Faces: the letters of what is printed; sources speak in a serif one, Muniment in a sans one.

A letter that a face does not have is taken from another one of this machine. What none has is printed as an
empty box, and told (`lacking`).
"""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import groupby
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

_OTHERS = (
    "noto/NotoSansHebrew-Regular.ttf",
    "noto/NotoSansArabic-Regular.ttf",
    "noto/NotoSansSymbols2-Regular.ttf",
    "ancient-scripts/Symbola_hint.ttf",
    "droid/DroidSansFallbackFull.ttf",
)
"""Where letters come from that neither face of ours has: Debian's fonts-noto-core, fonts-symbola and
fonts-droid-fallback, as far as they are installed."""

_TRUETYPE = Path("/usr/share/fonts/truetype")
_STEP = 1 << 12
"""Subsets of one font: what the n-th of the other faces gives is numbered from n times this."""

_MOST_WORDS = 1 << 16
_NO_LETTERS = {"Cf", "Mn", "Me"}
"""Marks that are not printed where a face has none for them: joiners, what turns the reading direction, accents."""

_lacking: set[str] = set()
_turned: set[str] = set()


class _Measured(TTFont):  # type: ignore[misc]
    """A font that knows the widths of words that it measured, and the codes of letters that it gave: most of
    the time of a long dossier went there. Letters that it has not are those of the other faces.
    """

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """The width in points."""
        known: dict[tuple[str, float], float] = self.__dict__.setdefault("_known", {})
        width = known.get((text, size))
        if width is None:
            if len(known) >= _MOST_WORDS:
                known.clear()
            if self.face.charToGlyph.keys() >= set(map(ord, text)):
                width = super().stringWidth(text, size, encoding)
            else:
                width = sum(
                    TTFont.stringWidth(font, part, size) for _, font, part in self._parts(text)
                )
            known[text, size] = width
        return width

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802
        """The codes of letters in the file, by subsets of the font. There is one in all but a few lines."""
        if text and (state := self.state.get(doc)):
            with suppress(
                KeyError, ValueError
            ):  # a letter has no code yet, or one of another subset
                return [(0, bytes(map(state.assignments.__getitem__, map(ord, text))))]
        if self.face.charToGlyph.keys() >= set(map(ord, text)):
            return super().splitString(text, doc, encoding)
        return [
            (number * _STEP + subset, codes)
            for number, font, part in self._parts(text)
            for subset, codes in TTFont.splitString(font, part, doc)
        ]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """What a subset is called in the file."""
        number, own = divmod(subset, _STEP)
        font = other_faces()[number - 1] if number else self
        name: str = TTFont.getSubsetInternalName(font, own, doc)
        return name

    def _parts(self, text: str) -> Iterator[tuple[int, TTFont, str]]:
        """A text in parts of one face each: its number, the face, the letters."""
        fonts = (self, *other_faces())
        faced = [(self._face_for(letter, fonts), letter) for letter in text]
        shown = [(number, letter) for number, letter in faced if number is not None]
        for number, part in groupby(shown, key=lambda one: one[0]):
            yield number, fonts[number], "".join(letter for _, letter in part)

    def _face_for(self, letter: str, fonts: tuple[TTFont, ...]) -> int | None:
        """The number of the first face that has a letter; None for a mark that is left out."""
        if unicodedata.bidirectional(letter) in {"R", "AL"}:
            _turned.add(letter)
        for number, font in enumerate(fonts):
            if ord(letter) in font.face.charToGlyph:
                return number
        if unicodedata.category(letter) in _NO_LETTERS:
            return None
        _lacking.add(letter)
        return 0


@cache
def other_faces() -> tuple[TTFont, ...]:
    """The faces that give what those of the paper do not have."""
    found = [font for font in [pdfmetrics.getFont(face_of("told"))] if isinstance(font, TTFont)]
    for number, path in enumerate(_OTHERS):
        with suppress(TTFError, OSError):
            found.append(TTFont(f"other-{number}", _TRUETYPE / path))
    return tuple(found)


def lacking() -> tuple[str, bool]:
    """The letters that no face had since this was asked last, and whether any reads from right to left."""
    told = "".join(sorted(_lacking)), bool(_turned)
    _lacking.clear()
    _turned.clear()
    return told


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
