"""The redaction of a DOCX: the visible text in a new file, and nothing else of the old one."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from muniment.dossier.paper.word import BAR, PICTURE, redact_docx
from muniment.errors import (
    BadStandInError,
    BadWordError,
    LockedPaperError,
    NotPaperError,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(body: str, **parts: str) -> bytes:
    """A DOCX with this body, and other parts by name."""
    out = io.BytesIO()
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", document)
        for name, content in parts.items():
            made.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def p(*runs: str) -> str:
    return (
        "<w:p>"
        + "".join(r if r.startswith("<") else f"<w:r><w:t>{r}</w:t></w:r>" for r in runs)
        + "</w:p>"
    )


def lines(made: bytes) -> list[str]:
    opened = docx.Document(io.BytesIO(made))
    return [paragraph.text for paragraph in opened.paragraphs if paragraph.text]


def inside(made: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        return b"".join(name.encode() + opened.read(name) for name in opened.namelist())


def test_a_string_is_a_bar_of_fixed_width_or_its_stand_in() -> None:
    source = package(
        p("The master, Ja", "ne D", "oe, left."),
    )
    assert lines(redact_docx(source, ["jane doe"])) == [f"The master, {BAR}, left."]
    assert lines(redact_docx(source, [], {"JANE DOÉ": "Official A"})) == [
        "The master, Official A, left."
    ]


def test_a_string_over_the_end_of_paragraphs_is_found() -> None:
    made = redact_docx(package(p("They met Jane") + p("Doe there")), ["Jane Doe"])
    assert lines(made) == [f"They met {BAR}", " there"]


def test_overlapping_strings_are_one_bar() -> None:
    assert lines(redact_docx(package(p("a Jane Doe b")), ["Jane Doe", "Doe b"])) == [f"a {BAR}"]


def test_tables_stay_tables() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    source = package(
        "<w:tbl>"
        + row.format(p("Name"), p("Sum"))
        + row.format(p("Jane Doe"), p("£5"))
        + "</w:tbl>"
    )
    (table,) = docx.Document(io.BytesIO(redact_docx(source, ["Jane Doe"]))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Name", "Sum"],
        [BAR, "£5"],
    ]


def test_headings_keep_their_level() -> None:
    source = package(
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>On Jane</w:t></w:r></w:p>'
    )
    (head, *_) = docx.Document(io.BytesIO(redact_docx(source, ["Jane"]))).paragraphs
    assert (head.style.name, head.text) == ("Heading 2", f"On {BAR}")


UNSEEN = {
    "struck out": p("a<"[:1], "<w:del w:author='x'><w:r><w:delText>Zebedee</w:delText></w:r></w:del>", "b"),
    "moved away": p("a", "<w:moveFrom><w:r><w:t>Zebedee</w:t></w:r></w:moveFrom>", "b"),
    "hidden": p("a", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Zebedee</w:t></w:r>", "b"),
    "hidden by its style": p("a", "<w:r><w:rPr><w:rStyle w:val='Sub'/></w:rPr><w:t>Zebedee</w:t></w:r>", "b"),
    "an order of a field": p("a", "<w:r><w:instrText>AUTHOR Zebedee</w:instrText></w:r>", "b"),
    "an author": p("a", "<w:ins w:author='Zebedee'><w:r><w:t>b</w:t></w:r></w:ins>"),
    "an identity of a session": p("a", "<w:r w:rsidR='Zebedee'><w:t>b</w:t></w:r>"),
    "the name of a control": p("a", "<w:sdt><w:sdtPr><w:alias w:val='Zebedee'/></w:sdtPr><w:sdtContent><w:r><w:t>b</w:t></w:r></w:sdtContent></w:sdt>"),
}  # fmt: skip
STYLES = (
    f"<w:styles {W}><w:style w:styleId='Base'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId='Sub'><w:basedOn w:val='Base'/></w:style></w:styles>"
)


@pytest.mark.parametrize("name", UNSEEN)
def test_what_a_reader_does_not_see_does_not_come_over(name: str) -> None:
    made = redact_docx(package(UNSEEN[name], styles=STYLES), [])
    assert lines(made) == ["ab"]
    assert b"Zebedee" not in inside(made)


def test_other_parts_of_the_package_do_not_come_over() -> None:
    secret = (
        f"<w:comments {W}><w:comment w:author='Zebedee'>{p('Zebedee')}</w:comment></w:comments>"
    )
    made = redact_docx(package(p("a"), comments=secret, header1=secret, settings=secret), [])
    assert b"Zebedee" not in inside(made)
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        about = opened.read("docProps/core.xml")
    assert b"python-docx" not in about


def test_notes_and_text_boxes_are_text() -> None:
    note = f"<w:footnotes {W}><w:footnote w:id='2'>{p('says Jane')}</w:footnote></w:footnotes>"
    body = p("a", "<w:r><w:footnoteReference w:id='2'/></w:r>") + p(
        "<w:r><w:pict><w:txbxContent>" + p("boxed Jane") + "</w:txbxContent></w:pict></w:r>"
    )
    assert lines(redact_docx(package(body, footnotes=note), ["Jane"])) == [
        "a[footnote 2]",
        f"boxed {BAR}",
        f"[footnote 2] says {BAR}",
    ]
    assert lines(redact_docx(package(p("<w:r><w:drawing/></w:r>")), [])) == [PICTURE]


def test_a_file_of_a_word_processor_is_read() -> None:
    source = docx.Document()
    source.add_heading("On Jane", 1)
    source.add_paragraph("Jane\tleft")
    source.core_properties.author = "Zebedee"
    out = io.BytesIO()
    source.save(out)
    made = redact_docx(out.getvalue(), ["Jane"])
    assert lines(made) == [f"On {BAR}", f"{BAR}\tleft"]
    assert b"Zebedee" not in inside(made)


def test_the_same_file_gives_the_same_bytes_and_no_time() -> None:
    source = package(p("Jane"))
    made = redact_docx(source, ["Jane"])
    assert made == redact_docx(source, ["Jane"])
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def entities() -> bytes:
    out = io.BytesIO()
    laughs = "<!DOCTYPE d [<!ENTITY a 'Zebedee'>]>"
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(
            "word/document.xml",
            f"{laughs}<w:document {W}><w:body>{p('x&a;y')}</w:body></w:document>",
        )
    return out.getvalue()


def test_entities_are_not_unfolded() -> None:
    assert b"Zebedee" not in inside(redact_docx(entities(), []))


BROKEN: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no package": lambda: b"PK no",
    "no text part": lambda: package("")[:-4],
    "damaged": lambda: package("<w:p>"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_docx_is_refused(name: str) -> None:
    with pytest.raises(NotPaperError):
        redact_docx(BROKEN[name](), [])


def test_a_part_that_does_not_unpack_is_refused() -> None:
    source = bytearray(docx_of("Jane " * 500))
    at = source.index(b"word/document.xml") + 60
    source[at : at + 40] = bytes(range(40))
    with pytest.raises(NotPaperError):
        redact_docx(bytes(source), [])


def docx_of(words: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(words)
    made.save(out)
    return out.getvalue()


def test_what_cannot_be_done_is_refused() -> None:
    with pytest.raises(LockedPaperError):
        redact_docx(b"\xd0\xcf\x11\xe0" + bytes(600), [])
    with pytest.raises(BadWordError):
        redact_docx(package(p("a")), ["…"])
    with pytest.raises(BadStandInError, match="“jane” holds “Jane”"):
        redact_docx(package(p("a")), ["Jane"], {"Doe": "jane"})
