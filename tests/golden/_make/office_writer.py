"""Office files just large enough for tests: hand-written parts in a zip whose bytes never change."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "meta": "meta",
        "manifest": "manifest",
    }.items()
)
ODF = (
    f'{_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def write_zip(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def word_part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NS}>{inner}</w:{root}>'


def write_docx(body: str, **parts: str | bytes) -> bytes:
    """A DOCX from the inside of its body; further parts by their path (`word/footnotes.xml`)."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = word_part("document", f"<w:body>{body}</w:body>")
    return write_zip({"_rels/.rels": rels, "word/document.xml": document, **parts})


def write_odt(text: str, **parts: str | bytes) -> bytes:
    """An ODT from the inside of its text; further parts by their path (`meta.xml`)."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}><office:body>'
        f"<office:text>{text}</office:text></office:body></office:document-content>"
    )
    return write_zip(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts}
    )
