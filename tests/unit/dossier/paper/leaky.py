"""Small PDFs that give something away, and a search through every byte of a file for what it gives away."""

import contextlib
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import reportlab
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))

SIZE = (400, 300)
Draw = Callable[[Any], None]


def page(*draws: Draw, size: tuple[int, int] = SIZE) -> bytes:
    """A PDF of one page on which each order draws in turn."""
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=size, invariant=1)
    for draw in draws:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return paper.getvalue()


def text(
    words: str, x: float = 50, y: float = 200, *, grey: float = 0.0, mode: int = 0,
    font: str = "Helvetica", size: float = 12,
) -> Draw:  # fmt: skip
    def draw(canvas: Any) -> None:
        line = canvas.beginText(x, y)
        line.setFont(font, size)
        line.setFillGray(grey)
        line.setTextRenderMode(mode)
        line.textOut(words)
        canvas.drawText(line)

    return draw


def box(
    x: float, y: float, width: float, height: float, *, grey: float = 0.0, filled: bool = True
) -> Draw:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(grey)
        canvas.rect(x, y, width, height, stroke=int(not filled), fill=int(filled))

    return draw


def picture(image: Image.Image, x: float, y: float, width: float, height: float) -> Draw:
    def draw(canvas: Any) -> None:
        canvas.drawImage(ImageReader(image), x, y, width, height)

    return draw


def scan(words: str, *, is_black: bool = False) -> Image.Image:
    """The picture of a page of `SIZE`, twice as many dots, with words at (50, 200) or a black box there."""
    image = Image.new("L", (2 * SIZE[0], 2 * SIZE[1]), 250)
    brush = ImageDraw.Draw(image)
    if is_black:
        brush.rectangle((90, 170, 400, 215), fill=8)
    else:
        brush.text((100, 176), words, fill=10, font=ImageFont.load_default(24))
    return image


def changed(pdf: bytes, change: Callable[[Any], None], **how: Any) -> bytes:
    """The PDF after a change made with pikepdf."""
    paper = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(paper, deterministic_id=not how, **how)
    return paper.getvalue()


def note(sort: str, rect: tuple[float, ...], **more: Any) -> Callable[[Any], None]:
    """An annotation on the first page."""

    def change(opened: Any) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name("/" + sort), Rect=Array(rect), F=4, **more)
        first = opened.pages[0].obj
        first.Annots = Array([*first.get("/Annots", []), opened.make_indirect(made)])

    return change


def form(opened: Any, width: float, height: float, content: bytes) -> Any:
    """An appearance: what a note shows."""
    stream = Stream(opened, content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    stream.Resources = Dictionary(Font=Dictionary(F1=font))
    return opened.make_indirect(stream)


def note_with_look(
    sort: str, rect: tuple[float, ...], content: bytes, **more: Any
) -> Callable[[Any], None]:
    def change(opened: Any) -> None:
        look = form(opened, rect[2] - rect[0], rect[3] - rect[1], content)
        note(sort, rect, AP=Dictionary(N=look), **more)(opened)

    return change


def field(value: str, rect: tuple[float, ...]) -> Callable[[Any], None]:
    """A form field with a value that shows."""

    def change(opened: Any) -> None:
        shown = value.encode("latin-1", "replace").replace(b"(", b"")
        look = b"BT /F1 12 Tf 2 4 Td (" + shown + b") Tj ET"
        note_with_look("Widget", rect, look, FT=Name.Tx, T=String("name"), V=String(value))(opened)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        opened.Root.AcroForm = Dictionary(
            Fields=Array([opened.pages[0].obj.Annots[-1]]),
            DA=String("/F1 12 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(F1=font)),
        )

    return change


def layer_off(content: bytes) -> Callable[[Any], None]:
    """Text in a layer that is switched off."""

    def change(opened: Any) -> None:
        group = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
        opened.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
        )
        first = opened.pages[0]
        first.obj.Resources.Properties = Dictionary(L0=group)
        first.contents_add(b"q /OC /L0 BDC BT /F1 12 Tf 50 60 Td (" + content + b") Tj ET EMC Q")

    return change


def saved_over(pdf: bytes, content: bytes) -> bytes:
    """The PDF with the content of its first page replaced in a later state; the earlier is kept."""
    old = changed(pdf, lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(old)) as opened:
        first = opened.pages[0]
        number = first.obj.Contents.objgen[0]
        size, root = int(opened.trailer.Size), opened.Root.objgen[0]
    start = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(content), content,
    )  # fmt: skip
    place = len(old) + len(body)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number, len(old), size, root, start,
    )  # fmt: skip
    return old + body + table + b"startxref\n%d\n%%%%EOF\n" % place


def programs() -> list[str]:
    """Programs that look into a PDF and are installed here."""
    wanted = ("pdftotext", "qpdf", "mutool", "exiftool", "strings", "pdfimages")
    return [name for name in wanted if shutil.which(name)]


def absent() -> list[str]:
    wanted = ("pdftotext", "qpdf", "mutool", "exiftool", "strings")
    return [name for name in wanted if not shutil.which(name)]


def _run(*command: str) -> bytes:
    return subprocess.run(command, capture_output=True, check=False, timeout=60).stdout


def _spelled(secret: str) -> Iterator[bytes]:
    """A secret in the ways in which bytes may hold it."""
    for written in {secret, secret.lower(), secret.upper()}:
        for codec in ("utf-8", "utf-16-be", "utf-16-le", "latin-1"):
            raw = written.encode(codec, "ignore")
            if len(raw) >= 4:
                yield raw
                yield raw.hex().encode()
                yield raw.hex().upper().encode()


def _insides(pdf: bytes) -> Iterator[bytes]:
    """Every string and every unpacked stream of a PDF, and the strings in its page contents."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for one in opened.objects:
            yield from _of_object(one, 0)
        for sheet in opened.pages:
            joined = b""
            for operands, _ in pikepdf.parse_content_stream(sheet):
                for operand in operands:
                    if isinstance(operand, pikepdf.String):
                        joined += bytes(operand)
            yield joined


def _of_object(one: Any, depth: int) -> Iterator[bytes]:
    if depth > 20:
        return
    if isinstance(one, pikepdf.Stream):
        yield one.read_raw_bytes()
        with contextlib.suppress(pikepdf.PdfError):
            yield one.read_bytes()
    if isinstance(one, pikepdf.String):
        yield bytes(one)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in one.items():
            yield key.encode()
            if not getattr(value, "is_indirect", False):
                yield from _of_object(value, depth + 1)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if not getattr(value, "is_indirect", False):
                yield from _of_object(value, depth + 1)


def leaks(pdf: bytes, secrets: list[str], folder: Path, *, is_thorough: bool = True) -> list[str]:
    """Where any of the secrets can be found in a PDF; empty when nowhere."""
    path, out = folder / "made.pdf", folder / "made.qdf"
    path.write_bytes(pdf)
    views: dict[str, bytes] = {"bytes": pdf}
    views |= {f"object {n}": inside for n, inside in enumerate(_insides(pdf))}
    if is_thorough:
        have = programs()
        if "pdftotext" in have:
            views["pdftotext"] = _run("pdftotext", "-layout", str(path), "-")
            views["pdftotext raw"] = _run("pdftotext", "-raw", str(path), "-")
        if "qpdf" in have:
            _run("qpdf", "--qdf", "--object-streams=disable", str(path), str(out))
            views["qpdf"] = out.read_bytes()
        if "mutool" in have:
            views["mutool"] = _run("mutool", "draw", "-F", "txt", str(path))
            views["mutool show"] = _run("mutool", "show", str(path), "grep")
        if "exiftool" in have:
            views["exiftool"] = _run("exiftool", "-a", "-u", "-ee", str(path))
        if "strings" in have:
            views["strings"] = _run("strings", "-el", str(path)) + _run("strings", str(path))
    found = []
    for name, view in views.items():
        flat = re.sub(rb"\s+", b"", view)
        found += [
            f"{name}: {secret}"
            for secret in secrets
            if any(s in view or re.sub(rb"\s+", b"", s) in flat for s in _spelled(secret))
        ]
    return found
