"""Word processors' files with as little around the words as each format allows: DOCX, ODT, RTF.

>>> write_rtf(["Ruth’s gate"]).count(b"u8217")
1
"""

from xml.sax.saxutils import escape

from sample.making.packing import pack
from sample.making.report import Block

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading": "Heading1",
    "subheading": "Heading2",
    "excerpt": "Quote",
    "contents": "TOC1",
}


def _run(text: str) -> str:
    """A run of words; a line break inside it stays one."""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def _paragraph(text: str, style: str = "") -> str:
    """A paragraph; long ones are cut into runs in the middle of a word, as editing leaves them."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    cut = len(text) // 2 if len(text) > 300 else 0
    runs = _run(text[:cut]) + _run(text[cut:]) if cut else _run(text)
    return f"<w:p>{look}{runs}</w:p>"


def _table(rows: list[list[str]]) -> str:
    """A plain table."""
    lines = (
        "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{''.join(lines)}</w:tbl>"


def write_docx(blocks: list[Block], title: str, author: str) -> bytes:
    """The blocks as a word processor would keep them, with styles, a footer and properties."""
    body = "".join(
        _table(b.rows) if b.kind == "table" else _paragraph(b.text, _STYLES.get(b.kind, ""))
        for b in blocks
    )
    look = '<w:sectPr><w:footerReference w:type="default" r:id="r2"/></w:sectPr>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{s}"><w:name w:val="{name}"/></w:style>'
        for s, name in [
            ("Title", "Title"),
            ("Subtitle", "Subtitle"),
            ("Heading1", "heading 1"),
            ("Heading2", "heading 2"),
            ("Quote", "Quote"),
            ("TOC1", "toc 1"),
        ]
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{kind}.footer+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType='
        '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type='
        f'"{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body>{body}{look}'
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{_W}">{_paragraph("Confidential. Not for circulation.")}</w:ftr>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2024-02-09T16:40:00Z</dcterms:created>'
        "</cp:coreProperties>",
    }
    return pack((name, (_HEAD + text).encode()) for name, text in parts.items())


def write_odt(paragraphs: list[str]) -> bytes:
    """Paragraphs as an OpenDocument text; the first is the heading."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    mime = "application/vnd.oasis.opendocument.text"
    first, *rest = [escape(p).replace("\n", "<text:line-break/>") for p in paragraphs]
    body = f'<text:h text:outline-level="1">{first}</text:h>'
    body += "".join(f"<text:p>{p}</text:p>" for p in rest)
    content = (
        f'{_HEAD}<office:document-content xmlns:office="{oasis}:office:1.0" '
        f'xmlns:text="{oasis}:text:1.0" office:version="1.2"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{oasis}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return pack(
        [
            ("mimetype", mime.encode()),
            ("content.xml", content.encode()),
            ("META-INF/manifest.xml", manifest.encode()),
        ]
    )


def write_rtf(paragraphs: list[str]) -> bytes:
    """Paragraphs as rich text of the old kind; the first is bold."""
    first, *rest = [_escaped(p) for p in paragraphs]
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Georgia;}}\f0\fs24 "
    body = "".join(rf"{p}\par\par" + "\n" for p in rest)
    return f"{head}{{\\b {first}}}\\par\\par\n{body}}}".encode("ascii")


def _escaped(text: str) -> str:
    r"""RTF's escapes: backslash, braces, and `\uN?` for what is not ASCII."""
    result = []
    for character in text:
        if character in "\\{}":
            result.append(f"\\{character}")
        elif character == "\n":
            result.append(r"\line ")
        elif character.isascii():
            result.append(character)
        else:
            units = character.encode("utf-16-le")
            for low, high in zip(units[::2], units[1::2], strict=True):
                unit = low + 256 * high
                result.append(f"\\u{unit - 65536 if unit > 32767 else unit}?")
    return "".join(result)
