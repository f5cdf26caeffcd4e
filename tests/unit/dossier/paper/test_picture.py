"""The redaction of a picture: dots only, upright, with the boxes burnt in."""

import io
import zlib
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from muniment.dossier.paper.picture import Patch, redact_picture
from muniment.errors import (
    BadAreaError,
    ManyFramesError,
    NotPaperError,
    TooLargePaperError,
)

SECRET = b"Quillfinch"
PATCH = Patch(10, 20, 30, 40)


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png), formats=["PNG"])


def exif(orientation: int = 1) -> Image.Exif:
    about = Image.Exif()
    about[0x0112] = orientation
    about[0x010E] = SECRET.decode()
    about[0x9286] = SECRET
    return about


def told() -> PngImagePlugin.PngInfo:
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", SECRET.decode())
    about.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return about


LOUD = {
    "JPEG": saved(
        Image.new("RGB", (60, 50), "red"),
        "JPEG",
        exif=exif(),
        comment=SECRET,
        icc_profile=SECRET * 20,
    ),
    "PNG": saved(Image.new("RGB", (60, 50), "red"), "PNG", pnginfo=told(), exif=exif()),
    "TIFF": saved(Image.new("RGB", (60, 50), "red"), "TIFF", description=SECRET.decode()),
    "GIF": saved(Image.new("P", (60, 50)), "GIF", comment=SECRET),
    "WEBP": saved(Image.new("RGB", (60, 50), "red"), "WEBP", exif=exif(), xmp=SECRET),
    "after the end": saved(Image.new("RGB", (60, 50), "red"), "PNG") + SECRET,
}


@pytest.mark.parametrize("kind", LOUD)
def test_nothing_but_dots_comes_over(kind: str) -> None:
    assert SECRET in LOUD[kind]
    made = redact_picture(LOUD[kind], [PATCH])
    assert SECRET not in made
    at, names = 8, []
    while at < len(made):
        size = int.from_bytes(made[at : at + 4])
        names.append(made[at + 4 : at + 8])
        at += 12 + size
    assert set(names) == {b"IHDR", b"IDAT", b"IEND"}


def test_a_patch_is_black_and_its_neighbours_are_not() -> None:
    dots = opened(redact_picture(LOUD["PNG"], [PATCH])).load()
    assert {dots[x, y] for x in range(10, 30) for y in range(20, 40)} == {(0, 0, 0)}
    assert dots[9, 20] == dots[30, 20] == dots[10, 19] == dots[10, 40] == (255, 0, 0)


def test_a_patch_is_where_a_person_sees_it() -> None:
    """Orientation 6: the camera was turned; what is upper left in the file is shown upper right."""
    image = Image.new("RGB", (80, 40), "white")
    image.paste("blue", (0, 0, 10, 10))
    made = opened(redact_picture(saved(image, "PNG", exif=exif(6)), [Patch(30, 0, 40, 10)]))
    assert made.size == (40, 80)
    assert set(made.get_flattened_data()) == {(255, 255, 255), (0, 0, 0)}


def test_what_is_below_a_transparent_surface_is_gone() -> None:
    image = Image.new("RGBA", (20, 20), (200, 10, 30, 0))
    made = opened(redact_picture(saved(image, "PNG"), []))
    assert (made.mode, made.getpixel((5, 5))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK", "YCbCr"])
def test_every_kind_of_dots_can_be_boxed(mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "YCbCr"} else "PNG"
    made = opened(redact_picture(saved(Image.new(mode, (60, 50)), kind), [PATCH]))
    assert made.mode in {"L", "RGB"}
    assert made.getpixel((15, 25)) in {0, (0, 0, 0)}


def test_moving_pictures_are_refused() -> None:
    frames = [Image.new("L", (9, 9), n * 90) for n in range(3)]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(ManyFramesError, match="3 frames"):
        redact_picture(moving, [])


def test_a_picture_that_unfolds_to_too_much_is_refused_unread() -> None:
    head = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    body = b"IHDR" + (100_000).to_bytes(4) * 2 + b"\x01\x00\x00\x00\x00"
    head[12:33] = body + zlib.crc32(body).to_bytes(4)
    with pytest.raises(TooLargePaperError):
        redact_picture(bytes(head), [])


def test_of_a_photograph_in_several_views_the_first_is_taken() -> None:
    views = [Image.new("RGB", (60, 50), colour) for colour in ("red", "blue")]
    made = opened(
        redact_picture(saved(views[0], "MPO", save_all=True, append_images=views[1:]), [])
    )
    assert made.getpixel((5, 5))[0] > 250


@pytest.mark.parametrize(
    "bad", [b"", b"no picture", LOUD["PNG"][:60], LOUD["JPEG"][:200], b"%!PS-Adobe-3.0 EPSF-3.0\n"]
)
def test_what_is_no_picture_is_refused(bad: bytes) -> None:
    with pytest.raises(NotPaperError):
        redact_picture(bad, [])


@pytest.mark.parametrize(
    "bad", [Patch(5, 5, 5, 9), Patch(70, 60, 80, 90), Patch(0, 0, float("inf"), 3)]
)
def test_a_patch_that_is_none_is_refused(bad: Patch) -> None:
    with pytest.raises(BadAreaError):
        redact_picture(LOUD["PNG"], [bad])


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert redact_picture(LOUD["JPEG"], [PATCH]) == redact_picture(LOUD["JPEG"], [PATCH])
