"""Makes the workbooks of `tests/golden/sheet`: `python -m tests.golden._make.workbooks`.

Written by hand as the least XML that a spreadsheet program accepts, so that each oddity is meant.
"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parents[1] / "sheet"
_WHEN = (2021, 5, 4, 12, 0, 0)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f"<styleSheet {_MAIN}><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
    '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="46" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)
DATE, DATETIME, DURATION = 1, 2, 3


def cell(ref: str, value: object, style: int = 0, formula: str = "") -> str:
    """One cell: text inline, numbers and booleans as they are, `#…` as an error."""
    shape = f'<c r="{ref}" s="{style}"'
    made = f"<f>{escape(formula)}</f>" if formula else ""
    if isinstance(value, bool):
        return f'{shape} t="b">{made}<v>{int(value)}</v></c>'
    if value is None:
        return f"{shape}>{made}</c>"
    if isinstance(value, str) and value.startswith("#"):
        return f'{shape} t="e">{made}<v>{value}</v></c>'
    if isinstance(value, str) and formula:
        return f'{shape} t="str">{made}<v>{escape(value)}</v></c>'
    if isinstance(value, str):
        return f'{shape} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"{shape}>{made}<v>{value}</v></c>"


def sheet(rows: dict[int, list[str]], merged: str = "") -> str:
    """A worksheet from rows of cells."""
    body = "".join(f'<row r="{n}">{"".join(cells)}</row>' for n, cells in rows.items())
    merges = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    return f"<worksheet {_MAIN}><sheetData>{body}</sheetData>{merges}</worksheet>"


def write_xlsx(path: Path, sheets: dict[str, str], hidden: tuple[str, ...] = ()) -> None:
    """A workbook of the given worksheets; those hidden are marked so."""
    listed, relations, types = "", "", ""
    parts: dict[str, str] = {}
    for number, (name, xml) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="r{number}"/>'
        relations += (
            f'<Relationship Id="r{number}" Type="{_REL}/worksheet"'
            f' Target="worksheets/sheet{number}.xml"/>'
        )
        types += (
            f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
            f' ContentType="{_TYPES}.worksheet+xml"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = xml
    package = "http://schemas.openxmlformats.org/package/2006"
    relations += f'<Relationship Id="s" Type="{_REL}/styles" Target="styles.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r"'
        f' Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}'
        "</Relationships>",
        "xl/styles.xml": _STYLES,
        **parts,
    }
    _write_zip(path, parts)


def _write_zip(path: Path, parts: dict[str, str], stored: tuple[str, ...] = ()) -> None:
    with zipfile.ZipFile(path, "w") as out:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            out.writestr(info, text)


def write_ods(path: Path, body: str) -> None:
    """An OpenDocument spreadsheet with the given tables."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
        )
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest}
    _write_zip(path, parts, stored=("mimetype",))


def make_ledger() -> None:
    """Types, an empty row, a formula with and without its result, an error, a hidden sheet."""
    ledger = sheet(
        {
            1: [cell("A1", "Spending of the Hexley branch")],
            3: [cell(f"{c}3", n) for c, n in zip("ABCDEF", ["what", "cost", "paid on", "settled", "share", "time taken"], strict=True)],
            4: [cell("A4", "bus"), cell("B4", 461), cell("C4", 42857, DATE), cell("D4", True), cell("E4", 0.1)],
            5: [cell("A5", "tea & cake"), cell("B5", 3.25), cell("C5", 42857.75, DATETIME), cell("D5", False), cell("E5", "#DIV/0!"), cell("F5", 1.5, DURATION)],
            7: [cell("A7", "total"), cell("B7", 464.25, formula="SUM(B4:B5)"), cell("E7", None, formula="B4/B7")],
            8: [cell("A8", '=HYPERLINK("x")'), cell("B8", 12345678901234567890)],
        },
        merged="A1:C1",
    )  # fmt: skip
    notes = sheet({2: [cell("B2", "told by Brock, not checked")]})
    write_xlsx(FOLDER / "ledger.xlsx", {"Gifts": ledger, "Notes": notes}, hidden=("Notes",))


def make_rota() -> None:
    """An OpenDocument sheet with a date, money, a repeated cell and a repeated empty row."""

    def text(value: str, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p>'
            "</table:table-cell>"
        )

    twice = ' table:number-columns-repeated="2"'
    body = (
        '<table:table table:name="Rota">'
        f"<table:table-row>{text('who')}{text('day')}{text('pay')}</table:table-row>"
        f"<table:table-row>{text('Anna Marsh')}"
        '<table:table-cell office:value-type="date" office:date-value="2021-05-02"/>'
        '<table:table-cell office:value-type="currency" office:currency="GBP" office:value="12.5"/>'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f"<table:table-row>{text('nobody', twice)}"
        "</table:table-row></table:table>"
    )
    write_ods(FOLDER / "rota.ods", body)


if __name__ == "__main__":
    make_ledger()
    make_rota()
