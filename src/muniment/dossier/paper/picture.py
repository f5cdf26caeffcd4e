"""The redaction of a picture: its dots are written anew, with the boxes burnt into them.

What a picture file carries beside its dots (where and when it was taken, by which camera, a small
picture of the scene *before* it was cut, comments, colour profiles, dots below a transparent surface)
has no way into the new file: only colours of dots are handed over.

    JPEG with EXIF, turned by its orientation tag      →      PNG of upright dots, and nothing else
"""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from muniment.dossier.paper.covering.boxes import burn, check_area
from muniment.dossier.paper.opened import Area
from muniment.errors import (
    BadAreaError,
    ManyFramesError,
    NotPaperError,
    TooLargePaperError,
)

MOST_DOTS = 150_000_000
"""Of a picture: cameras of telephones have 108 million at most in wide use; three bytes each in memory."""

_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "PPM")
"""Formats that are decoded in this process alone; others (EPS) would start a program."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle of a picture, in dots from its upper left corner as it is shown (orientation applied).

    Attributes:
        left, top, right, bottom: its edges; left < right and top < bottom.
        label: what is written into it; may be empty.
    """

    left: float
    top: float
    right: float
    bottom: float
    label: str = ""


def redact_picture(image: bytes, areas: Sequence[Patch]) -> bytes:
    """A picture as PNG with the areas blackened, and nothing but its dots.

    Of a photograph in several views (MPO, as telephones make it) the first is taken, which is the
    one that programs show.

    Args:
        image: PNG, JPEG, GIF, TIFF, BMP, WebP or PPM.
        areas: what to blacken.

    Raises:
        NotPaperError: it is no such picture, or damaged.
        TooLargePaperError: it has more than `MOST_DOTS`.
        ManyFramesError: it has several frames.
        BadAreaError: an area has no inside, or lies beside the picture.
    """
    dots = _decode(image)
    width, height = dots.size
    for patch in areas:
        area = Area(patch.left, height - patch.bottom, patch.right, height - patch.top)
        check_area(area)
        if not area.meets(Area(0, 0, width, height)):
            raise BadAreaError(area=patch, cause=f"the picture measures {width} by {height}")
    burn(dots, [((p.left, p.top, p.right, p.bottom), p.label) for p in areas])
    written = io.BytesIO()
    dots.save(written, "PNG")
    return written.getvalue()


def _decode(image: bytes) -> Image.Image:
    """Upright dots in grey or in colour, in an image that knows nothing else."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the bound is ours, below; damage ends in an error
            opened = Image.open(io.BytesIO(image), formats=_FORMATS)
            if opened.width * opened.height > MOST_DOTS:
                raise TooLargePaperError(
                    kind="picture", cause=f"it has {opened.width} by {opened.height} dots"
                )
            frames = int(getattr(opened, "n_frames", 1))
            if frames > 1 and opened.format != "MPO":
                raise ManyFramesError(frames=frames)
            return _plain(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError:
        raise TooLargePaperError(kind="picture", cause="it unfolds to too many dots") from None
    except UnidentifiedImageError:
        raise NotPaperError(kind="picture", cause="its format is not known") from None
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError) as error:
        raise NotPaperError(
            kind="picture", cause=f"it is damaged ({type(error).__name__})"
        ) from None


def _plain(picture: Any) -> Image.Image:
    """Grey or colour on white paper: what is transparent hides nothing any more, it is gone."""
    if picture.mode.startswith("I;16") or picture.mode == "I":
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    is_clear = picture.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in picture.info
    if is_clear:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(paper, clear)
    mode = "L" if picture.mode in {"1", "L"} else "RGB"
    plain = picture.convert(mode)
    return Image.frombytes(mode, plain.size, plain.tobytes())
