"""Writes the Word goldens: `python -m tests.golden._make.make_word`."""

from pathlib import Path

from tests.golden._make.office_writer import word_part, write_docx

HERE = Path(__file__).parents[1] / "word"


def p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


STYLES = word_part(
    "styles",
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Sub"><w:name w:val="House subhead"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="Anything"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>',
)
BODY = (
    p("Report on the harbour lamp", "H1")
    + p("What the keeper wrote", "Sub")
    + "<w:p><w:r><w:t xml:space='preserve'>The lamp </w:t></w:r>"
    '<w:del w:author="R. Reed" w:date="2031-03-18T14:56:00Z"><w:r><w:delText>never </w:delText></w:r></w:del>'
    '<w:ins w:author="R. Reed" w:date="2031-03-18T14:57:00Z"><w:r><w:t>twice </w:t></w:r></w:ins>'
    "<w:r><w:t>failed</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Do not tell the board.</w:t></w:r>"
    "<w:r><w:t>.</w:t><w:br/><w:t>Second line,</w:t><w:tab/><w:t>after a tab.</w:t></w:r></w:p>"
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>See page 12 of </w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    "<w:hyperlink r:id='r9'><w:r><w:t>the ledger</w:t></w:r></w:hyperlink></w:p>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>"
    + p("A box in the margin")
    + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
    + p("A box in the margin")
    + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    f"<w:tbl><w:tr><w:tc>{p('Month')}</w:tc><w:tc>{p('Failures')}</w:tc></w:tr>"
    f"<w:tr><w:tc>{p('March')}</w:tc><w:tc>{p('two,')}{p('both at night')}</w:tc></w:tr></w:tbl>"
)
LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="{1}"/><w:numFmt w:val="{2}"/><w:lvlText w:val="{3}"/></w:lvl>'
NUMBERING = word_part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    + LEVEL.format(0, 4, "decimal", "%1.")
    + LEVEL.format(1, 1, "lowerRoman", "%1.%2")
    + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>',
)
NUMBERED = "".join(
    f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    for level, words in (
        (0, "He wrote."),
        (1, "In March."),
        (1, "In April."),
        (0, "He asked."),
        (1, "Twice."),
    )
)
NOTES = word_part(
    "footnotes",
    f"<w:footnote w:type='separator' w:id='0'>{p('----')}</w:footnote>"
    f"<w:footnote w:id='2'>{p('By his own count.')}</w:footnote>",
)
COMMENTS = word_part(
    "comments",
    f"<w:comment w:id='0' w:author='A. Quill' w:date='2031-03-19T09:00:00'>{p('Who told him?')}</w:comment>",
)
CORE = (
    '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Harbour lamp</dc:title><dc:creator>R. Reed</dc:creator>"
    "<cp:lastModifiedBy>A. Quill</cp:lastModifiedBy></cp:coreProperties>"
)

if __name__ == "__main__":
    (HERE / "report.docx").write_bytes(
        write_docx(
            BODY + NUMBERED,
            **{
                "word/styles.xml": STYLES,
                "word/numbering.xml": NUMBERING,
                "word/footnotes.xml": NOTES,
                "word/comments.xml": COMMENTS,
                "word/header1.xml": word_part("hdr", p("Harbour Board – in confidence")),
                "docProps/core.xml": CORE,
                "word/media/image1.png": b"\x89PNG\r\n\x1a\n not a picture",
            },
        )
    )
    (HERE / "torn.docx").write_bytes(
        write_docx(p("Read so far.") + "</w:body><w:p><w:r><w:t>after the tear")
    )
