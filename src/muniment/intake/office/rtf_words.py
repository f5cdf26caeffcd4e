r"""The control words of RTF that bear on text (Rich Text Format specification 1.9.1).

\par      ends a paragraph           \'e9     a byte of the current code page
{\*\x …}  a group that may be skipped \u8217?  a letter, and what stands in for it
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|([^\\{}\r\n]{1,65536})|[\r\n]+|\\",
    re.DOTALL,
)

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "nestcell": " ",
    "nestrow": " ",
}
SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}

_NO_TEXT = """
    aftncn aftnsep aftnsepc atnauthor atndate atnicn atnid atnparent atnref atntime atrfend atrfstart
    bkmkend bkmkstart colorschememapping colortbl datafield datastore falt ffdeftext ffname filetbl
    fldinst fontemb fontfile fonttbl formfield ftncn ftnsep ftnsepc generator info latentstyles linkval
    listoverridetable listtable mmathPr nonesttables nonshppict objalias objclass objdata objname
    objsect panose passwordhash pgptbl picprop pict pn private propname revtbl rsidtbl rxe sp staticval
    stylesheet tc tcn template themedata ud userprops wgrffmtfilter xe xmlnstbl
"""
SKIPPED = frozenset(_NO_TEXT.split())
"""Groups whose words are no text of the paper."""

ENTERED = frozenset(
    [
        "shpinst",
        "shptxt",
        "do",
        "dptxbx",
        "annotation",
        "shpgrp",
        "shppict",
        "fldrslt",
        "cs",
        "nesttableprops",
    ]
)
"""Groups marked as ones that may be skipped, which hold text all the same."""

STORIES = {
    "footnote": "note",
    "annotation": "note",
    "shptxt": "box",
    "dptxbxtext": "box",
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        "frame",
    ),
}
"""Groups that hold a story of their own."""

CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip

INFO = {
    "title": "title",
    "subject": "subject",
    "author": "author",
    "operator": "last-modified-by",
    "manager": "manager",
    "company": "company",
    "keywords": "keywords",
    "doccomm": "description",
    "creatim": "created",
    "revtim": "modified",
    "printim": "printed",
}


@dataclass(slots=True)
class Group:
    """What holds inside the current braces; copied when a group opens."""

    skipped: bool = False
    substitutes: int = 1  # how many letters stand in for each \u
    codec: str = ""
    is_hidden: bool = False
    is_struck: bool = False
    story: int = 0  # the depth of the stack of stories
    purpose: str = ""  # fonttbl, stylesheet, info or one of its fields

    def copy(self) -> "Group":
        """The same, for a group inside this one."""
        return Group(
            self.skipped,
            self.substitutes,
            self.codec,
            self.is_hidden,
            self.is_struck,
            self.story,
            self.purpose,
        )
