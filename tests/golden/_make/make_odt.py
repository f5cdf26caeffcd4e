"""Writes the OpenDocument goldens: `python -m tests.golden._make.make_odt`."""

from pathlib import Path

from tests.golden._make.office_writer import ODF, write_odt

HERE = Path(__file__).parents[1] / "opendocument"
TEXT = (
    "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><office:change-info>"
    "<dc:creator>R. Reed</dc:creator><dc:date>2031-03-18T14:56:00</dc:date></office:change-info>"
    "<text:p>It never failed.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    "<text:h text:outline-level='2'>Findings</text:h>"
    "<text:p>The lamp<text:s text:c='2'/>failed<text:note text:note-class='footnote'>"
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>By his own count.</text:p>"
    "</text:note-body></text:note> twice<text:change text:change-id='c1'/>,<text:line-break/>"
    "<text:span>at</text:span> night.<office:annotation><dc:creator>A. Quill</dc:creator>"
    "<dc:date>2031-03-19T09:00:00</dc:date><text:p>Who told him?</text:p></office:annotation></text:p>"
    "<text:list><text:list-item><text:p>first point</text:p></text:list-item>"
    "<text:list-item><text:p>second point</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>March</text:p></table:table-cell>"
    "<table:table-cell><text:p>two,</text:p><text:p>both at night</text:p></table:table-cell>"
    "</table:table-row></table:table>"
    "<text:section text:display='none'><text:p>Not for the board.</text:p></text:section>"
    "<text:p><draw:frame><draw:text-box><text:p>A box in the margin</text:p></draw:text-box></draw:frame></text:p>"
)
META = (
    f"<office:document-meta {ODF}><office:meta><dc:title>Harbour lamp</dc:title>"
    "<meta:initial-creator>R. Reed</meta:initial-creator></office:meta></office:document-meta>"
)
STYLES = (
    f"<office:document-styles {ODF}><office:master-styles><style:master-page><style:header>"
    "<text:p>Harbour Board – in confidence</text:p></style:header></style:master-page>"
    "</office:master-styles></office:document-styles>"
)
LOCKED = f"<manifest:manifest {ODF}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"

if __name__ == "__main__":
    parts = {"meta.xml": META, "styles.xml": STYLES, "Pictures/1.png": b"\x89PNG not a picture"}
    (HERE / "report.odt").write_bytes(write_odt(TEXT, **parts))
    (HERE / "locked.odt").write_bytes(
        write_odt("<text:p>noise</text:p>", **{"META-INF/manifest.xml": LOCKED})
    )
