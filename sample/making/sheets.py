"""The tables: what was paid for the launch, where she went, and how old the complaints were.

Planted: the accountants' workbook gives £835 for 14 August where the bank's ledger has £385, and
its summary counts 19 days at sea where its own dispatch sheet has 23.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

from sample.making.packing import pack

FIRST, LAST = date(2023, 4, 1), date(2023, 10, 31)
RATE = 385
SLIP = date(2023, 8, 14)
REGISTER_DAY = date(2023, 8, 14)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

_TRIPS = """
2023-04-08 10:00 12:10 trials, under tow
2023-05-01 11:00 13:30 Wardens, May regatta
2023-05-19 14:00 15:00 photographs
2023-06-03 13:15 17:40 wedding, Ruddock party
2023-06-17 10:30 12:00 Wardens, inspection of buoys from a distance
2023-07-01 11:00 15:45 Wardens, lunch
2023-07-08 12:00 14:20 gulls, nuisance of
2023-07-15 10:00 11:15 survey
2023-07-22 11:30 16:00 Mackerel Week, parade
2023-07-23 11:30 16:00 Mackerel Week, parade
2023-07-29 12:00 13:00 fuel trial
2023-08-05 11:00 15:30 Wardens, lunch
2023-08-12 14:00 14:25 turned back, fog
2023-08-19 10:00 12:00 photographs
2023-08-26 11:00 16:10 raft race, umpire
2023-09-02 12:00 15:00 Wardens, lunch
2023-09-09 10:15 11:00 survey
2023-09-10 10:15 11:30 survey
2023-09-16 11:00 12:20 school party
2023-09-23 13:00 16:30 Wardens, end of season
2023-09-30 10:00 10:40 polishing of brass, afloat
2023-10-07 12:00 13:10 Blessing of the Boats
2023-10-14 11:00 11:20 engine test, failed
"""
TRIPS = [tuple(line.split(" ", 3)) for line in _TRIPS.strip().splitlines()]

_COMPLAINTS = """
203 A. Pardew; Fish Row; water in kitchen
191 T. Oddie; Netmakers' Lane; slipway lamp out
186 R. Fennimore; Fish Row; drain
174 Capstan Inn; Fish Quay; bins
169 J. Ankarett; C pontoon; cleat
160 S. Bellwether; Fish Row; water in hall
151 L. Mabey; Staith; noise, winch
147 Fish Row Residents; Fish Row; gate not tested
139 W. Cattermole; Ropewalk; signs removed
133 D. Isbister; berth 12; dues charged twice
128 P. Yeo-Larkin; berth 40; dues charged twice
120 G. Hollin; Netmakers' Lane; water in cellar
112 M. Sarn; visitors' wall; ladder
107 W. Cattermole; Ropewalk; signs removed again
101 E. Tuckwell; Fish Row; drain
96 B. Orme; B pontoon; lights
88 Skarrow Scouts; slip; launch in the way
83 H. Vane; berth 7; wash
77 W. Cattermole; Ropewalk; reply to complaint about signs
70 C. Ruston; Fish Quay; gull
62 N. Pascall; Staith; parking
55 A. Brightling; Fish Row; water in hall
48 K. Dowsett; berth 3; shackle
43 I. Lorimer; C pontoon; toilets
37 Guild of Netmakers; Netmakers' Lane; bunting
31 F. Quarles; Fish Quay; smell
20 T. Oddie; Netmakers' Lane; slipway lamp still out
17 O. Hext; berth 55; wi-fi
12 V. Strand; slip; launch in the way
9 W. Cattermole; Ropewalk; general
4 J. Ankarett; C pontoon; cleat, other
"""


def _three(cells: str) -> tuple[str, str, str]:
    """`from; place; about`."""
    who, where, about = cells.split("; ")
    return who, where, about


COMPLAINTS: list[tuple[int, str, str, str]] = [
    (int(days), *_three(rest))
    for days, _, rest in (line.partition(" ") for line in _COMPLAINTS.strip().splitlines())
]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook; dates and numbers keep their types."""

    name: str
    rows: list[list[date | str | int]]


def bank_ledger() -> str:
    """The bank's own ledger of the heading “Presence”, as CSV: 214 rows, £82,390."""
    lines = ["date,payee,reference,amount"]
    lines += [f"{day},RUDDOCK MARINE,LADY PAMELA {day:%d%m},{RATE}.00" for day in DAYS]
    return "\r\n".join(lines) + "\r\n"


def paid_by_workbook(day: date) -> int:
    """What the accountants' workbook gives for the day."""
    return 835 if day == SLIP else RATE


def workbook() -> list[Sheet]:
    """The accountants' workbook: payments, dispatch and a summary that does not fit them."""
    payments: list[list[date | str | int]] = [["Date", "Payee", "Paid £"]]
    payments += [[day, "Ruddock Marine", paid_by_workbook(day)] for day in DAYS]
    dispatch: list[list[date | str | int]] = [["Date", "Out", "In", "Purpose"]]
    dispatch += [[date.fromisoformat(t[0]), *t[1:]] for t in TRIPS]
    summary: list[list[date | str | int]] = [
        ["Lady Pamela, season 2023", ""],
        ["Days hired", len(DAYS)],
        ["Days at sea", 19],
        ["Paid £", sum(paid_by_workbook(day) for day in DAYS)],
    ]
    return [Sheet("Payments", payments), Sheet("Dispatch", dispatch), Sheet("Summary", summary)]


def complaints_register() -> str:
    """The register that Bernie Koss attached on 14 August, as CSV with semicolons."""
    lines = ["number;received;from;place;about;open days"]
    for number, (days, who, where, about) in enumerate(COMPLAINTS, 1):
        lines.append(f"{number};{REGISTER_DAY - timedelta(days=days)};{who};{where};{about};{days}")
    return "\n".join(lines) + "\n"


def _cell(value: date | str | int, column: int, row: int) -> str:
    """One cell: a date as a serial number in style 1, a number, or an inline string."""
    ref = f"{chr(65 + column)}{row}"
    if isinstance(value, date):
        return f'<c r="{ref}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int):
        return f'<c r="{ref}"><v>{value}</v></c>'
    return f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def write_xlsx(sheets: list[Sheet]) -> bytes:
    """A workbook with as little around it as the format allows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    numbered = list(enumerate(sheets, 1))
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{sheet_type}.worksheet+xml"/>'
        for n, _ in numbered
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    listed = "".join(f'<sheet name="{s.name}" sheetId="{n}" r:id="r{n}"/>' for n, s in numbered)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{sheet_type}.styles+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}'
        f'<Relationship Id="s1" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1">'
        '<fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    for n, sheet in numbered:
        rows = "".join(
            f'<row r="{r}">' + "".join(_cell(v, c, r) for c, v in enumerate(row)) + "</row>"
            for r, row in enumerate(sheet.rows, 1)
        )
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return pack((name, (head + text).encode()) for name, text in parts.items())
